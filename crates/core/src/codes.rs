//! The closed lists of codes: enums whose variants have one spelling each, and know it.

/// Declares an enum of codes with `ALL`, `code`, `from_code`, and what readers, writers and the schema need.
macro_rules! codes {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $what:literal {
            $( $(#[doc = $doc:literal])* $variant:ident = $code:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[doc = $doc])* $variant, )+
        }

        impl $name {
            /// All codes, in the order of the format.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The code as every spelling writes it.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The value of a code, or nothing when the format does not know it.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )+ _ => None }
            }

            /// What the code says, in a sentence or two.
            pub fn meaning(self) -> &'static str {
                match self { $( Self::$variant => concat!($( $doc ),*).trim_ascii(), )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.code())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl crate::json::canonical::Canonical for $name {
            fn write(&self, json: &mut Vec<u8>) {
                crate::json::canonical::string(json, self.code());
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                crate::schema::codes($what, &Self::ALL.iter().map(|code| (code.code(), code.meaning())).collect::<Vec<_>>())
            }
        }

        impl crate::form::Form for $name {
            fn form<'node>(node: &'node crate::node::Node<'node>, judge: &mut crate::judge::Judge<'node>) -> Option<Self> {
                judge.code(node, $what, Self::from_code, || Self::ALL.iter().map(|code| code.code()).collect())
            }
        }

        impl crate::json::direct::Direct for $name {
            fn direct(json: &mut crate::json::direct::Reader<'_>) -> Option<Self> {
                Self::from_code(&json.string()?)
            }
        }
    };
}

pub(crate) use codes;
