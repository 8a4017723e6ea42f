//! The straight way from the model to canonical JSON, on one line. It writes what `Serialize` does, byte for byte, and is several times
//! as fast: keys stand in the program with their quotation marks, and strings are looked at eight bytes at a time.

use std::collections::BTreeMap;
use std::io::Write;

use super::string::plain;

/// What can be written as canonical JSON.
pub(crate) trait Canonical {
    /// Writes the value behind what is there.
    fn write(&self, json: &mut Vec<u8>);

    /// Whether an object that may lack this value lacks it.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes a string in its quotation marks.
pub(crate) fn string(json: &mut Vec<u8>, text: &str) {
    json.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (before, special) = rest.split_at(plain(rest));
        json.extend_from_slice(before);
        let Some((special, behind)) = special.split_first() else { break };
        escape(json, *special);
        rest = behind;
    }
    json.push(b'"');
}

fn escape(json: &mut Vec<u8>, special: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    json.push(b'\\');
    match special {
        b'"' | b'\\' => json.push(special),
        b'\n' => json.push(b'n'),
        b'\t' => json.push(b't'),
        b'\r' => json.push(b'r'),
        0x08 => json.push(b'b'),
        0x0C => json.push(b'f'),
        control => {
            let [high, low] = [control >> 4, control & 0xF].map(|digit| HEX[usize::from(digit)]);
            json.extend_from_slice(&[b'u', b'0', b'0', high, low]);
        }
    }
}

/// Writes a number as JavaScript does; what is none, as `JSON.stringify` does.
pub(crate) fn number(json: &mut Vec<u8>, number: f64) {
    if number.is_finite() {
        json.extend_from_slice(ryu_js::Buffer::new().format(number).as_bytes());
    } else {
        json.extend_from_slice(b"null");
    }
}

/// Closes an object or a list, whose values each have a comma behind them: the last gives way.
pub(crate) fn close(json: &mut Vec<u8>, bracket: u8) {
    if json.last() == Some(&b',') {
        json.pop();
    }
    json.push(bracket);
}

impl<T: Canonical> Canonical for Option<T> {
    fn write(&self, json: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(json),
            None => json.extend_from_slice(b"null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Canonical> Canonical for Vec<T> {
    fn write(&self, json: &mut Vec<u8>) {
        json.push(b'[');
        for item in self {
            item.write(json);
            json.push(b',');
        }
        close(json, b']');
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K: AsRef<str>, V: Canonical> Canonical for BTreeMap<K, V> {
    fn write(&self, json: &mut Vec<u8>) {
        json.push(b'{');
        for (key, value) in self {
            string(json, key.as_ref());
            json.push(b':');
            value.write(json);
            json.push(b',');
        }
        close(json, b'}');
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// A flag, which is left out where it is not set.
impl Canonical for bool {
    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(if *self { b"true" } else { b"false" });
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

impl Canonical for u64 {
    fn write(&self, json: &mut Vec<u8>) {
        write!(json, "{self}").expect("writing to memory does not fail");
    }
}

/// Writes an object of its fields, in canonical order.
macro_rules! canonical {
    ($type:ident { $( $field:ident $(as $key:literal)? : $how:ident ),* $(,)? }) => {
        impl crate::json::canonical::Canonical for $type {
            fn write(&self, json: &mut Vec<u8>) {
                json.push(b'{');
                $( if crate::json::canonical::stands!($how self.$field) {
                    json.extend_from_slice(crate::json::canonical::label!($field $($key)?).as_bytes());
                    crate::json::canonical::Canonical::write(&self.$field, json);
                    json.push(b',');
                } )*
                crate::json::canonical::close(json, b'}');
            }
        }
    };
}

/// Whether a field stands in its object.
macro_rules! stands {
    (required $value:expr) => {
        true
    };
    (some $value:expr) => {
        true
    };
    ($other:ident $value:expr) => {
        !crate::json::canonical::Canonical::is_absent(&$value)
    };
}

/// The key of a field as it stands before the value.
macro_rules! label {
    ($field:ident) => {
        concat!("\"", stringify!($field), "\":")
    };
    ($field:ident $key:literal) => {
        concat!("\"", $key, "\":")
    };
}

pub(crate) use {canonical, label, stands};

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::ser::Serializer;
    use statemark_specimens::{campaign, document, examples};

    use super::Canonical;
    use crate::ext::ExtValue;
    use crate::json;
    use crate::json::write::Layout;
    use crate::statement::Statement;

    fn by_serde(value: &impl Serialize) -> String {
        let mut bytes = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut bytes, Layout(serde_json::ser::CompactFormatter))).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn straight(value: &impl Canonical) -> String {
        let mut bytes = Vec::new();
        value.write(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_statement_is_written_as_serde_writes_it() {
        for seed in 0..campaign::cases() {
            // The crate under test is another than the one that the specimens are made with.
            let text = serde_json::to_string(&document::statement(seed)).unwrap();
            let statement = json::from_str(&text).unwrap();
            assert_eq!(straight(&statement), by_serde(&statement));
        }
        for example in examples::examples() {
            let statement = json::from_str(&serde_json::to_string(&example.statement).unwrap()).unwrap();
            assert_eq!(straight(&statement), by_serde(&statement));
        }
    }

    #[test]
    fn a_statement_made_by_hand_keeps_the_lists_that_it_must_have() {
        let text = serde_json::to_string(&document::statement(1)).unwrap();
        let made = Statement { issuers: Vec::new(), sections: Vec::new(), ..json::from_str(&text).unwrap() };
        assert_eq!(straight(&made), by_serde(&made));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_string_and_number_is_written_as_serde_writes_it(text in "(?s)[\0-\u{7F}\"\\\\é\u{10FFFF}.]{0,40}", bits in any::<u64>()) {
            let number = ExtValue::Number(f64::from_bits(bits));
            let entries = BTreeMap::from([(text.clone(), ExtValue::String(text.clone())), (format!("{text}2"), number)]);
            let value = ExtValue::List(vec![ExtValue::Null, ExtValue::Boolean(true), ExtValue::Map(entries), ExtValue::List(Vec::new())]);
            prop_assert_eq!(straight(&value), by_serde(&value));
        }
    }
}
