//! Whether a file has the columns of the layout. Whether a column may hold nothing, and what the items of its lists are called, is not
//! compared: what DuckDB, pandas or polars wrote of a table is read as well.

use arrow_schema::{DataType, Fields, Schema};
use statemark::statement::Statement;

use super::cell::Object;
use super::error::Error;
use super::field::{Field, Kind};
use super::{VERSION, VERSION_KEY};

/// Refuses a file of another layout, and says where it differs.
pub(super) fn check(schema: &Schema, version: Option<&str>) -> Result<(), Error> {
    if let Some(version) = version.or(schema.metadata.get(VERSION_KEY).map(String::as_str)).filter(|found| *found != VERSION) {
        return Err(Error::Version(version.to_owned()));
    }
    fields("", Statement::FIELDS, &schema.fields)
}

fn fields(before: &str, expected: &[Field], found: &Fields) -> Result<(), Error> {
    for field in expected {
        let path = format!("{before}{}", field.name);
        match found.iter().find(|found| found.name() == field.name) {
            Some(found) => kind(path, field.kind, found.data_type())?,
            None => return Err(Error::Lacks(path)),
        }
    }
    let is_known = |name: &str| expected.iter().any(|field| field.name == name);
    if let Some(unknown) = found.iter().find(|found| !is_known(found.name())) {
        return Err(Error::Unknown(format!("{before}{}", unknown.name())));
    }
    let is_twice = |field: &&Field| found.iter().filter(|found| found.name() == field.name).count() > 1;
    expected.iter().find(is_twice).map_or(Ok(()), |field| Err(Error::Twice(format!("{before}{}", field.name))))
}

fn kind(path: String, expected: Kind, found: &DataType) -> Result<(), Error> {
    match (expected, expected.item(), found) {
        (_, Some(item), DataType::List(found)) => kind(format!("{path}[]"), item, found.data_type()),
        (Kind::Object(expected), None, DataType::Struct(found)) => fields(&format!("{path}."), expected, found),
        (_, None, found) if expected.data_type() == *found => Ok(()),
        (_, _, found) => Err(Error::Type { column: path, found: name(found), expected: name(&expected.data_type()) }),
    }
}

/// A type in a word or two: what is in lists and structs is named where it differs.
fn name(data_type: &DataType) -> String {
    match data_type {
        DataType::List(_) => "a List".to_owned(),
        DataType::Struct(_) => "a Struct".to_owned(),
        other => other.to_string().split('(').next().unwrap_or_default().to_owned(),
    }
}
