//! The values of the model as a tree whose maps keep the order of the fields, for the writer.

use std::fmt::Display;

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct};

/// A value to be written as YAML.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// `null`, a boolean or a number, as it is written.
    Literal(String),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// The tree of a value of the model.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        value.serialize(Builder).expect("the types of the model are strings, numbers, lists and maps with string keys")
    }
}

/// What the model has no value of.
#[derive(Debug)]
pub(super) struct Foreign;

impl Display for Foreign {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a value that JSON has not")
    }
}

impl std::error::Error for Foreign {}

impl ser::Error for Foreign {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

struct Builder;

/// Collects the items of a list.
pub(super) struct List(Vec<Tree>);

/// Collects the entries of a map or the fields of an object.
pub(super) struct Map(Vec<(String, Tree)>);

#[expect(clippy::unnecessary_wraps, reason = "this is what a serializer returns")]
fn literal(value: impl Display) -> Result<Tree, Foreign> {
    Ok(Tree::Literal(value.to_string()))
}

impl ser::Serializer for Builder {
    type Ok = Tree;
    type Error = Foreign;
    type SerializeSeq = List;
    type SerializeTuple = Impossible<Tree, Foreign>;
    type SerializeTupleStruct = Impossible<Tree, Foreign>;
    type SerializeTupleVariant = Impossible<Tree, Foreign>;
    type SerializeMap = Map;
    type SerializeStruct = Map;
    type SerializeStructVariant = Impossible<Tree, Foreign>;

    fn serialize_bool(self, value: bool) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_i8(self, value: i8) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_i16(self, value: i16) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_i32(self, value: i32) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_i64(self, value: i64) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_u8(self, value: u8) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_u16(self, value: u16) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_u32(self, value: u32) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_u64(self, value: u64) -> Result<Tree, Foreign> {
        literal(value)
    }
    fn serialize_f32(self, value: f32) -> Result<Tree, Foreign> {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Result<Tree, Foreign> {
        literal(ryu_js::Buffer::new().format(value))
    }
    fn serialize_char(self, value: char) -> Result<Tree, Foreign> {
        Ok(Tree::Text(value.into()))
    }
    fn serialize_str(self, value: &str) -> Result<Tree, Foreign> {
        Ok(Tree::Text(value.to_owned()))
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<Tree, Foreign> {
        Err(Foreign)
    }
    fn serialize_none(self) -> Result<Tree, Foreign> {
        literal("null")
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Foreign> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Tree, Foreign> {
        literal("null")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Tree, Foreign> {
        literal("null")
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Tree, Foreign> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Tree, Foreign> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Tree, Foreign> {
        Err(Foreign)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List, Foreign> {
        Ok(List(Vec::new()))
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Foreign> {
        Err(Foreign)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Foreign> {
        Err(Foreign)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Foreign> {
        Err(Foreign)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Map, Foreign> {
        Ok(Map(Vec::new()))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Map, Foreign> {
        Ok(Map(Vec::new()))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Foreign> {
        Err(Foreign)
    }
}

impl SerializeSeq for List {
    type Ok = Tree;
    type Error = Foreign;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Foreign> {
        self.0.push(value.serialize(Builder)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Foreign> {
        Ok(Tree::List(self.0))
    }
}

impl SerializeMap for Map {
    type Ok = Tree;
    type Error = Foreign;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Foreign> {
        let Tree::Text(key) = key.serialize(Builder)? else { return Err(Foreign) };
        self.0.push((key, Tree::Literal("null".to_owned())));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Foreign> {
        let (_, last) = self.0.last_mut().ok_or(Foreign)?;
        *last = value.serialize(Builder)?;
        Ok(())
    }

    fn end(self) -> Result<Tree, Foreign> {
        Ok(Tree::Map(self.0))
    }
}

impl SerializeStruct for Map {
    type Ok = Tree;
    type Error = Foreign;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Foreign> {
        self.0.push((key.to_owned(), value.serialize(Builder)?));
        Ok(())
    }

    fn end(self) -> Result<Tree, Foreign> {
        Ok(Tree::Map(self.0))
    }
}
