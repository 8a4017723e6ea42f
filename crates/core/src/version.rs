//! The version of the format: `MAJOR.MINOR`.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::fault::FaultKind;
use crate::fault::shown;
use crate::form::Form;
use crate::json::canonical::{self, Canonical};
use crate::json::direct::{Direct, Reader};
use crate::judge::Judge;
use crate::node::Node;

/// The version of the format that a document is written in. A reader of 1.x reads every 1.y with y ≤ x.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Version;

impl Version {
    /// The version that this library writes.
    pub const CURRENT: &'static str = "1.0";

    /// The version as written.
    pub fn as_str(self) -> &'static str {
        Self::CURRENT
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::CURRENT)
    }
}

impl Form for Version {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        let version = judge.string(node)?;
        if version == Self::CURRENT {
            return Some(Self);
        }
        let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
        let (message, help) = match version.split_once('.') {
            Some(("1", minor)) if number(minor) => (
                format!("this document is of version {version} of the format, newer than this reader"),
                "update statemark to a release that knows it",
            ),
            Some((major, minor)) if number(major) && number(minor) => {
                (format!("version {version} of the format is unknown to this reader"), "this release reads version 1.0")
            }
            _ => (format!("{} is no version of the format", shown(version)), "write \"1.0\""),
        };
        judge.fault(FaultKind::Version, node.span, message, help.into());
        None
    }
}

impl Direct for Version {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        (json.string()? == Self::CURRENT).then_some(Self)
    }
}

impl Canonical for Version {
    fn write(&self, json: &mut Vec<u8>) {
        canonical::string(json, Self::CURRENT);
    }
}

impl JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"description": "The version of the format.", "type": "string", "const": Self::CURRENT, "examples": [Self::CURRENT]})
    }
}
