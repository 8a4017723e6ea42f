//! Tables in columns: the schema and the batches of Arrow, from which Parquet is written.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use statemark::date::Day;

use super::calendar::since_1970;
use super::cells::Cells;
use super::{Kind, Table};

/// The schema of a table: what each column holds stands in its metadata, as `description`.
pub fn schema(table: Table) -> SchemaRef {
    let table = table.description();
    let field = |column: &super::Column| {
        let about = HashMap::from([("description".to_owned(), column.about.to_owned())]);
        Field::new(column.name, data_type(column.kind), !column.is_required).with_metadata(about)
    };
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    let about = [
        ("statemark.table", table.name.to_owned()),
        ("description", table.about.to_owned()),
        ("primaryKey", table.key.join(",")),
    ];
    Arc::new(Schema::new_with_metadata(fields, about.map(|(key, value)| (key.to_owned(), value))))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
    }
}

/// Rows of a table that become a batch.
pub struct Rows {
    schema: SchemaRef,
    columns: Vec<Builder>,
    /// The column of the next cell.
    next: usize,
    count: usize,
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
}

impl Rows {
    /// No rows yet of a table.
    pub fn new(table: Table) -> Self {
        let builder = |column: &super::Column| match column.kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Integer => Builder::Integer(Int64Builder::new()),
            Kind::Number => Builder::Number(Float64Builder::new()),
            Kind::Boolean => Builder::Boolean(BooleanBuilder::new()),
            Kind::Date => Builder::Date(Date32Builder::new()),
        };
        Self { schema: schema(table), columns: table.description().columns.iter().map(builder).collect(), next: 0, count: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Gives them as a batch.
    ///
    /// # Errors
    /// What Arrow refuses, which it does not where all rows are whole.
    pub fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.schema, columns)
    }

    fn column(&mut self) -> Option<&mut Builder> {
        self.next += 1;
        self.columns.get_mut(self.next - 1)
    }
}

impl Builder {
    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Number(builder) => Arc::new(builder.finish()),
            Self::Boolean(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
        }
    }
}

impl Cells for Rows {
    fn text(&mut self, text: &str) {
        if let Some(Builder::Text(builder)) = self.column() {
            builder.append_value(text);
        }
    }

    fn integer(&mut self, number: i64) {
        if let Some(Builder::Integer(builder)) = self.column() {
            builder.append_value(number);
        }
    }

    fn number(&mut self, number: f64) {
        if let Some(Builder::Number(builder)) = self.column() {
            builder.append_value(number);
        }
    }

    fn boolean(&mut self, value: bool) {
        if let Some(Builder::Boolean(builder)) = self.column() {
            builder.append_value(value);
        }
    }

    fn date(&mut self, day: Day) {
        if let Some(Builder::Date(builder)) = self.column() {
            builder.append_value(since_1970(day));
        }
    }

    fn absent(&mut self) {
        match self.column() {
            Some(Builder::Text(builder)) => builder.append_null(),
            Some(Builder::Integer(builder)) => builder.append_null(),
            Some(Builder::Number(builder)) => builder.append_null(),
            Some(Builder::Boolean(builder)) => builder.append_null(),
            Some(Builder::Date(builder)) => builder.append_null(),
            None => {}
        }
    }

    fn end_row(&mut self) {
        self.next = 0;
        self.count += 1;
    }
}
