//! Columns that are being filled.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, FieldRef, Fields};
use statemark::language::LanguageTag;

use super::cell::Cell;
use super::field::{Field, Kind, arrow_fields};

/// A column that is being filled, value by value.
pub(super) enum Column {
    Words(StringBuilder),
    Flag(BooleanBuilder),
    Count(Int64Builder),
    Index(Int32Builder),
    Degree(Float64Builder),
    Object(Object),
    List(List),
}

/// A column of objects: a column for each field.
pub(super) struct Object {
    fields: Fields,
    columns: Vec<Column>,
    nulls: NullBufferBuilder,
    length: usize,
}

/// A column of lists: all items one behind the other, and where each list ends.
pub(super) struct List {
    item: FieldRef,
    items: Box<Column>,
    length: i32,
    ends: Vec<i32>,
}

impl Column {
    /// An empty one.
    pub(super) fn new(kind: Kind) -> Self {
        if let (Some(item), DataType::List(field)) = (kind.item(), kind.data_type()) {
            return Self::List(List { item: field, items: Box::new(Self::new(item)), length: 0, ends: vec![0] });
        }
        match kind {
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
            Kind::Count => Self::Count(Int64Builder::new()),
            Kind::Index => Self::Index(Int32Builder::new()),
            Kind::Degree => Self::Degree(Float64Builder::new()),
            Kind::Object(fields) => Self::Object(Object::new(fields)),
            _ => Self::Words(StringBuilder::new()),
        }
    }

    /// Adds nothing: no value, or a list without items.
    pub(super) fn absent(&mut self) {
        match self {
            Self::Words(column) => column.append_null(),
            Self::Flag(column) => column.append_null(),
            Self::Count(column) => column.append_null(),
            Self::Index(column) => column.append_null(),
            Self::Degree(column) => column.append_null(),
            Self::Object(object) => object.absent(),
            Self::List(list) => list.end(),
        }
    }

    /// Adds a list, whose items are put into it.
    pub(super) fn list(&mut self, put: impl FnOnce(&mut List)) {
        if let Self::List(list) = self {
            put(list);
            list.end();
        }
    }

    /// Adds an object, whose fields are put into the columns.
    pub(super) fn object(&mut self, put: impl FnOnce(&mut [Column])) {
        if let Self::Object(object) = self {
            object.add(put);
        }
    }

    /// All that is in it.
    pub(super) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Words(column) => Arc::new(column.finish()),
            Self::Flag(column) => Arc::new(column.finish()),
            Self::Count(column) => Arc::new(column.finish()),
            Self::Index(column) => Arc::new(column.finish()),
            Self::Degree(column) => Arc::new(column.finish()),
            Self::Object(object) => Arc::new(object.finish()?),
            Self::List(list) => Arc::new(list.finish()?),
        })
    }
}

impl Object {
    pub(super) fn new(fields: &[Field]) -> Self {
        let columns = fields.iter().map(|field| Column::new(field.kind)).collect();
        Self { fields: arrow_fields(fields), columns, nulls: NullBufferBuilder::new(0), length: 0 }
    }

    /// Adds an object, whose fields are put into the columns.
    pub(super) fn add(&mut self, put: impl FnOnce(&mut [Column])) {
        put(&mut self.columns);
        self.nulls.append_non_null();
        self.length += 1;
    }

    fn absent(&mut self) {
        self.columns.iter_mut().for_each(Column::absent);
        self.nulls.append_null();
        self.length += 1;
    }

    /// How many objects there are.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// All of them.
    pub(super) fn finish(&mut self) -> Result<StructArray, ArrowError> {
        let arrays = self.columns.iter_mut().map(Column::finish).collect::<Result<Vec<_>, _>>()?;
        let length = std::mem::take(&mut self.length);
        StructArray::try_new_with_length(self.fields.clone(), arrays, self.nulls.finish(), length)
    }
}

impl List {
    /// Adds an item.
    pub(super) fn push(&mut self, item: &impl Cell, own: &LanguageTag) {
        item.put(&mut self.items, own);
        self.length += 1;
    }

    fn end(&mut self) {
        self.ends.push(self.length);
    }

    fn finish(&mut self) -> Result<ListArray, ArrowError> {
        let items = self.items.finish()?;
        self.length = 0;
        let ends = OffsetBuffer::new(ScalarBuffer::from(std::mem::replace(&mut self.ends, vec![0])));
        ListArray::try_new(Arc::clone(&self.item), ends, items, None)
    }
}
