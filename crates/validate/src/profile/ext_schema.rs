//! The shape of a team's `ext`, as a JSON Schema of its own. Nothing is fetched: a schema refers to itself or to the drafts of JSON Schema.

use jsonschema::Validator;
use serde_json::Value;
use statemark::pointer::Pointer;

use super::field::{FieldKind, FieldPath};

/// The schema of an `ext`, or of a value in it.
#[derive(Debug)]
pub struct ExtSchema {
    pub(crate) field: FieldPath,
    validator: Validator,
}

/// Why a schema cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtSchemaError {
    /// The format says itself what stands in the field.
    #[error("`{0}` is no `ext`")]
    NoExt(String),
    /// It is no JSON Schema.
    #[error("{message}")]
    Schema {
        /// Where in the schema: a JSON Pointer.
        pointer: String,
        /// Why not.
        message: String,
    },
}

impl ExtSchema {
    /// The schema of a field: draft 2020-12, unless its `$schema` names an older one.
    ///
    /// # Errors
    /// When the field is no `ext`, or this is no schema.
    pub fn new(field: FieldPath, schema: &Value) -> Result<Self, ExtSchemaError> {
        if field.kind() != FieldKind::Ext {
            return Err(ExtSchemaError::NoExt(field.as_str().to_owned()));
        }
        match jsonschema::options().offline().build(schema) {
            Ok(validator) => Ok(Self { field, validator }),
            Err(error) => {
                Err(ExtSchemaError::Schema { pointer: error.instance_path().as_str().to_owned(), message: error.to_string() })
            }
        }
    }

    /// What is wrong with the value at a pointer: where, and why.
    pub(crate) fn errors(&self, value: &Value, at: &Pointer) -> Vec<(Pointer, String)> {
        let pointer = |path: &str| {
            let steps = path.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
            steps.fold(at.clone(), |pointer, step| pointer.key(&step))
        };
        let errors = self.validator.iter_errors(value).take(MOST);
        errors.map(|error| (pointer(error.instance_path().as_str()), error.to_string())).collect()
    }
}

/// How many errors are told of one value.
const MOST: usize = 100;
