//! What is made of a value: an id, a date, a number, a code.

use std::collections::HashMap;

use serde_json::Value;

use super::hole::Filter;
use super::value::{Wrong, number};

/// Codelists, by their names: from the values of records to ours.
pub(super) type Codes = HashMap<String, HashMap<String, String>>;

impl Filter {
    /// The code of a value, if this is a codelist that has it.
    pub(super) fn code<'codes>(&self, codes: &'codes Codes, value: &str) -> Option<&'codes str> {
        let Self::Codes(name) = self else { return None };
        codes.get(name)?.get(value).map(String::as_str)
    }

    /// What it makes of a value.
    pub(super) fn apply(&self, codes: &Codes, value: &str) -> Result<Value, Wrong> {
        let wrong = |what: &str, help: &str| {
            let shown: String = value.chars().take(60).collect();
            (format!("`{shown}` {what}"), help.to_owned())
        };
        match self {
            Self::Json => Ok(Value::from(value)),
            Self::Line => Ok(Value::from(line(value))),
            Self::Length => Ok(Value::from(value.chars().count())),
            Self::Number => number(value.trim()),
            Self::Id => id(value).map(Value::from).ok_or_else(|| wrong("has no letter or digit for an id", "name it otherwise")),
            Self::Date(pattern) => {
                let date = pattern.read(value).map(Value::from);
                date.ok_or_else(|| wrong("is no date in the order that the mapping says", "mend the date, or the order"))
            }
            Self::Codes(name) => {
                let code = self.code(codes, value).or_else(|| self.code(codes, "*")).map(Value::from);
                code.ok_or_else(|| {
                    let help =
                        format!("add it to `[codes.{name}]` in the mapping, or `\"*\"` for all others; or leave the row aside");
                    wrong(&format!("is not in the codelist `{name}`"), &help)
                })
            }
        }
    }
}

fn line(text: &str) -> String {
    text.split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// An id of words: letters and digits of ASCII, small; others by their number; what stands between them is a hyphen.
fn id(text: &str) -> Option<String> {
    let mut id = String::new();
    let mut is_between = false;
    for char in text.chars() {
        if !char.is_alphanumeric() {
            is_between = true;
            continue;
        }
        if std::mem::take(&mut is_between) && !id.is_empty() {
            id.push('-');
        }
        match char {
            '0'..='9' if id.is_empty() => id.extend(['n', char]),
            _ if char.is_ascii() => id.push(char.to_ascii_lowercase()),
            _ => id.extend(char.escape_unicode().filter(|part| !matches!(part, '\\' | '{' | '}'))),
        }
    }
    (!id.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn ids_keep_names_apart() {
        let ids = ["Kim Jong-Un", "Recep Erdoğan", "(Bruxelles)", "7 Days", "共同", "--"].map(id);
        let ids: Vec<Option<&str>> = ids.iter().map(Option::as_deref).collect();
        assert_eq!(
            ids,
            [Some("kim-jong-un"), Some("recep-erdou11fan"), Some("bruxelles"), Some("n7-days"), Some("u5171u540c"), None]
        );
    }
}
