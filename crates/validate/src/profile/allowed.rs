//! The values that a field may have.

use statemark::suggest::nearest;

use super::field::{FieldKind, FieldPath};

/// How long a list may be for the nearest value to be looked for in it.
const SEARCHED: usize = 2_000;

/// The values that a field may have: of a list each item, of a map such as `identifiers` or `ext` each key.
#[derive(Debug)]
pub struct Allowed {
    pub(crate) field: FieldPath,
    /// Sorted.
    values: Vec<String>,
    /// The name of the list, where it is one that is kept elsewhere.
    pub(crate) list: Option<String>,
}

/// Why a field cannot have a list of values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` holds no codes: words, numbers and objects have no list of values")]
pub struct NoCodes(String);

impl Allowed {
    /// The values of a field, by a list of this name if it has one.
    ///
    /// # Errors
    /// When the field holds nothing of which there could be a list.
    pub fn new(field: FieldPath, mut values: Vec<String>, list: Option<String>) -> Result<Self, NoCodes> {
        if field.kind() == FieldKind::Other {
            return Err(NoCodes(field.as_str().to_owned()));
        }
        values.sort_unstable();
        Ok(Self { field, values, list })
    }

    /// Whether the field may have a value.
    pub fn holds(&self, value: &str) -> bool {
        self.values.binary_search_by(|known| known.as_str().cmp(value)).is_ok()
    }

    /// How to mend a value that the field may not have.
    pub(crate) fn help(&self, value: &str) -> Option<String> {
        if self.values.len() > SEARCHED {
            return None;
        }
        let nearest = nearest(value, self.values.iter().map(String::as_str)).map(|value| format!("did you mean `{value}`?"));
        let all = || match self.values.as_slice() {
            [only] => Some(format!("write `{only}`")),
            few if few.len() <= 8 => Some(format!("write one of `{}`", few.join("`, `"))),
            _ => None,
        };
        nearest.or_else(all)
    }
}
