//! Strings that hold to a rule: what every such type has in common.

/// A string that does not hold to the rule of its type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is not {expected}")]
pub struct ValueError {
    value: String,
    expected: &'static str,
}

impl ValueError {
    pub(crate) fn new(value: &str, expected: &'static str) -> Self {
        Self { value: value.to_owned(), expected }
    }

    /// What the value should have been, as a phrase.
    pub fn expected(&self) -> &'static str {
        self.expected
    }
}

/// Declares a string type: its rule as a function and as a regular expression (one for all schemas), and a phrase that says it.
macro_rules! word {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { rule: $rule:expr, pattern: $pattern:expr, expected: $expected:literal, examples: [$($example:literal),+] }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(compact_str::CompactString);

        impl $name {
            /// The rule as a regular expression (ECMA-262 with the `u` flag), as the JSON Schema has it.
            pub const PATTERN: &'static str = $pattern;

            /// Takes a string that holds to the rule of this type.
            ///
            /// # Errors
            /// `ValueError` when it does not; the string is not changed to fit.
            pub fn new(text: impl Into<String>) -> Result<Self, crate::word::ValueError> {
                let text = text.into();
                if Self::holds(&text) { Ok(Self(text.into())) } else { Err(crate::word::ValueError::new(&text, $expected)) }
            }

            /// Whether a string holds to the rule of this type.
            pub fn holds(text: &str) -> bool {
                let rule: fn(&str) -> bool = $rule;
                rule(text)
            }

            /// The string.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The string, given away.
            pub fn into_string(self) -> String {
                self.0.into_string()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::word::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if Self::holds(text) { Ok(Self(text.into())) } else { Err(crate::word::ValueError::new(text, $expected)) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::word::ValueError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl crate::json::canonical::Canonical for $name {
            fn write(&self, json: &mut Vec<u8>) {
                crate::json::canonical::string(json, &self.0);
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                crate::schema::word($expected, $pattern, &[$($example),+])
            }
        }

        impl crate::form::Form for $name {
            fn form<'node>(node: &'node crate::node::Node<'node>, judge: &mut crate::judge::Judge<'node>) -> Option<Self> {
                let text = judge.string(node)?;
                if Self::holds(text) {
                    return Some(Self(text.into()));
                }
                judge.wrong_value(node, text, $expected);
                None
            }
        }

        impl crate::json::direct::Direct for $name {
            fn direct(json: &mut crate::json::direct::Reader<'_>) -> Option<Self> {
                let text = json.string()?;
                Self::holds(&text).then(|| Self(text.into()))
            }
        }
    };
}

pub(crate) use word;
