//! What a column is, and the schema that is made of it.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Fields, Schema, SchemaRef};
use statemark::statement::Statement;

use super::cell::{Cell, Object};
use super::{VERSION, VERSION_KEY};

/// A column, or a field of an object in one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    is_optional: bool,
}

/// What a field holds. Each kind has one type in Arrow.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Words, an id, a code, a date.
    Words,
    /// Canonical JSON.
    Json,
    /// `true` or not.
    Flag,
    /// A count of code points or votes. Signed, since not all who read tables know other numbers.
    Count,
    /// The place of another item in a list, from 0.
    Index,
    /// From 0 to 1.
    Degree,
    /// The same words in one or several languages.
    Text,
    /// Scheme to value.
    Identifiers,
    Object(&'static [Field]),
    List(&'static Kind),
}

/// The words in one language; of the statement's own language they come first, and no tag stands there.
pub(super) const LANGUAGE: Kind =
    Kind::Object(&[Field::new("language", Kind::Words, true), Field::new("words", Kind::Words, false)]);
/// One identifier.
pub(super) const IDENTIFIER: Kind =
    Kind::Object(&[Field::new("scheme", Kind::Words, false), Field::new("value", Kind::Words, false)]);

/// What items of a list are called, as the standard of Parquet has it.
const ITEM: &str = "element";

impl Field {
    pub(super) const fn new(name: &'static str, kind: Kind, is_optional: bool) -> Self {
        Self { name, kind, is_optional }
    }

    /// A field with this value: what it holds, the type of the value says.
    pub(super) const fn of<Row, Value: Cell>(name: &'static str, _: fn(&Row) -> &Value) -> Self {
        Self::holding::<Value>(name)
    }

    /// A field with such a value.
    pub(super) const fn holding<Value: Cell>(name: &'static str) -> Self {
        Self::new(name, Value::KIND, Value::IS_OPTIONAL)
    }

    /// Whether it may hold nothing. A list holds no items then.
    fn is_nullable(self) -> bool {
        self.is_optional && self.kind.item().is_none()
    }
}

impl Kind {
    /// What the items of a list are.
    pub(super) fn item(self) -> Option<Self> {
        match self {
            Self::Text => Some(LANGUAGE),
            Self::Identifiers => Some(IDENTIFIER),
            Self::List(item) => Some(*item),
            _ => None,
        }
    }

    /// Its type in Arrow.
    pub(super) fn data_type(self) -> DataType {
        match self {
            Self::Words | Self::Json => DataType::Utf8,
            Self::Flag => DataType::Boolean,
            Self::Count => DataType::Int64,
            Self::Index => DataType::Int32,
            Self::Degree => DataType::Float64,
            Self::Object(fields) => DataType::Struct(arrow_fields(fields)),
            Self::Text => list_of(LANGUAGE),
            Self::Identifiers => list_of(IDENTIFIER),
            Self::List(item) => list_of(*item),
        }
    }
}

fn list_of(item: Kind) -> DataType {
    DataType::List(Arc::new(arrow_schema::Field::new(ITEM, item.data_type(), false)))
}

/// The fields of an object, as Arrow has them.
pub(super) fn arrow_fields(fields: &[Field]) -> Fields {
    fields.iter().map(|field| arrow_schema::Field::new(field.name, field.kind.data_type(), field.is_nullable())).collect()
}

/// The schema of the table, with the version of its layout as metadata.
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let version = [(VERSION_KEY.to_owned(), VERSION.to_owned())];
        Arc::new(Schema::new(arrow_fields(Statement::FIELDS)).with_metadata(version))
    });
    Arc::clone(&SCHEMA)
}

/// All columns, and what is in them, by path and type: `entities[].name[].words`, `string`.
pub fn columns() -> Vec<(String, String)> {
    let mut columns = Vec::new();
    collect("", Statement::FIELDS, &mut columns);
    columns
}

fn collect(before: &str, fields: &[Field], columns: &mut Vec<(String, String)>) {
    for field in fields {
        let (mut path, mut kind, mut name) = (format!("{before}{}", field.name), field.kind, String::new());
        while let Some(item) = kind.item() {
            name.push_str("list of ");
            path.push_str("[]");
            kind = item;
        }
        name.push_str(match kind {
            Kind::Words => "string",
            Kind::Json => "string (JSON)",
            Kind::Flag => "boolean",
            Kind::Count => "int64",
            Kind::Index => "int32",
            Kind::Degree => "double",
            _ => "struct",
        });
        if field.is_nullable() {
            name.push_str(", or null");
        }
        columns.push((path.clone(), name));
        if let Kind::Object(fields) = kind {
            collect(&format!("{path}."), fields, columns);
        }
    }
}
