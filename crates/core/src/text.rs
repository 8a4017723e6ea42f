//! Words: one line in one language, the same in several, and verbatim text.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::fault::FaultKind;
use crate::form::Form;
use crate::json::canonical::Canonical;
use crate::json::direct::{Direct, Reader};
use crate::judge::Judge;
use crate::language::LanguageTag;
use crate::node::Node;
use crate::word::word;

word! {
    /// One line of words: not empty, no white space at either end, no line break, no control character.
    ///
    /// ```
    /// # use statemark::text::Line;
    /// assert!(Line::new("Pakistan condemned the attacks.").is_ok());
    /// assert!(Line::new(" two\nlines").is_err());
    /// ```
    pub struct Line {
        rule: is_line,
        // Explicit ranges, since Unicode classes differ between engines and versions.
        pattern: concat!(
            "^[^\\u0000-\\u0020\\u007F-\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFFFE\\uFFFF]",
            "([^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uFFFE\\uFFFF]*",
            "[^\\u0000-\\u0020\\u007F-\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFFFE\\uFFFF])?$"
        ),
        expected: "one line of words: not empty, no white space at either end, no line break, no control character",
        examples: ["China", "Joint Statement between China and Pakistan"]
    }
}

word! {
    /// Text kept character by character: not empty, any white space and line breaks, all characters that XML 1.0 can carry.
    pub struct Verbatim {
        rule: |text| !text.is_empty() && !holds_no_xml(text),
        pattern: "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]+$",
        expected: "verbatim text: not empty, no control characters but tab and line breaks",
        examples: ["reaffirmed its \"firm\" commitment"]
    }
}

/// Whether a character is one that XML 1.0 cannot carry, so that no spelling may hold it.
pub(crate) fn is_not_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a text holds a character that XML 1.0 cannot carry. Bytes are looked at many at a time.
pub(crate) fn holds_no_xml(text: &str) -> bool {
    let suspect = |byte: u8| u8::from(byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) | u8::from(byte == 0xEF);
    text.bytes().fold(0, |found, byte| found | suspect(byte)) != 0 && text.contains(is_not_xml)
}

fn is_line(text: &str) -> bool {
    let control = |byte: u8| u8::from(byte < b' ') | u8::from(byte == 0x7F);
    let has_control = text.bytes().fold(0, |found, byte| found | control(byte)) != 0;
    if has_control || text.is_empty() || text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        return false;
    }
    text.is_ascii() || !holds_control_beyond_ascii(text.as_bytes())
}

/// Whether U+0080 to U+009F, U+2028, U+2029, U+FFFE or U+FFFF stands in a text.
fn holds_control_beyond_ascii(text: &[u8]) -> bool {
    memchr::memchr3_iter(0xC2, 0xE2, 0xEF, text)
        .any(|at| matches!(text[at..], [0xC2, 0x80..=0x9F, ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..] | [0xEF, 0xBF, 0xBE | 0xBF, ..]))
}

/// Words in the statement's language, or the same words in several languages, that one among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// In the statement's own language.
    Plain(Line),
    /// By language tag; the statement's own language is one of at least two.
    Languages(BTreeMap<LanguageTag, Line>),
}

impl Text {
    /// The words in the statement's own language, which the caller names.
    ///
    /// ```
    /// # use statemark::{language::LanguageTag, text::{Line, Text}};
    /// let text = Text::Plain(Line::new("China").unwrap());
    /// assert_eq!(text.own(&LanguageTag::new("en").unwrap()).as_str(), "China");
    /// ```
    ///
    /// # Panics
    /// Never for a Text that a reader made. One made by hand of an empty map has no words to give.
    pub fn own(&self, language: &LanguageTag) -> &Line {
        match self {
            Self::Plain(line) => line,
            Self::Languages(lines) => {
                lines.get(language).or_else(|| lines.values().next()).expect("a Text in languages holds at least one")
            }
        }
    }

    /// The words in the other languages, sorted by tag.
    pub fn others<'text>(&'text self, language: &'text LanguageTag) -> impl Iterator<Item = (&'text LanguageTag, &'text Line)> {
        let lines = match self {
            Self::Plain(_) => None,
            Self::Languages(lines) => Some(lines),
        };
        lines.into_iter().flatten().filter(move |(tag, _)| *tag != language)
    }
}

impl Form for Text {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        let Some(entries) = node.entries() else {
            if node.as_str().is_none() {
                let own = judge.language.as_ref().map_or("en", LanguageTag::as_str);
                judge.wrong_type(node, &format!("a string or an object of languages such as {{\"{own}\": \"…\"}}"));
                return None;
            }
            return Line::form(node, judge).map(Self::Plain);
        };
        let own = judge.language.clone();
        let mut lines: BTreeMap<LanguageTag, Line> = judge.map(node)?;
        let mut seen = BTreeMap::new();
        for entry in entries {
            let lower = entry.key.to_ascii_lowercase();
            let like_own =
                own.as_ref().is_some_and(|own| own.as_str() != entry.key && own.as_str().eq_ignore_ascii_case(&entry.key));
            if let Some(other) = seen.insert(lower, &*entry.key).filter(|other| *other != entry.key) {
                judge.fault(
                    FaultKind::Language,
                    entry.key_span,
                    format!("the languages `{other}` and `{}` are the same", entry.key),
                    "keep one of them".into(),
                );
                return None;
            } else if like_own {
                let own = own.as_ref().map_or("", LanguageTag::as_str);
                judge.fault(
                    FaultKind::Language,
                    entry.key_span,
                    format!("the language `{}` is the statement's own, which is written `{own}`", entry.key),
                    format!("write `{own}`"),
                );
                return None;
            }
        }
        let own = own?;
        if !lines.contains_key(&own) {
            judge.fault(
                FaultKind::Language,
                node.span,
                format!("these words lack the statement's own language, `{own}`"),
                format!(
                    "add the words in `{own}` to those in `{}`",
                    entries.iter().map(|entry| &*entry.key).collect::<Vec<_>>().join("`, `")
                ),
            );
            return None;
        }
        if lines.len() == 1 { lines.remove(&own).map(Self::Plain) } else { Some(Self::Languages(lines)) }
    }
}

impl Canonical for Text {
    fn write(&self, json: &mut Vec<u8>) {
        match self {
            Self::Plain(line) => line.write(json),
            Self::Languages(lines) => lines.write(json),
        }
    }
}

impl Direct for Text {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        if json.is_string() {
            return Line::direct(json).map(Self::Plain);
        }
        let lines = BTreeMap::direct(json)?;
        (lines.len() > 1 && json.may_stand_in(lines.keys())).then_some(Self::Languages(lines))
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let line = generator.subschema_for::<Line>();
        schemars::json_schema!({
            "description": "Words in the statement's language, or the same words in several languages: an object of language tags, the statement's own among them.",
            "examples": ["China", {"en": "Relief", "es": "Socorro"}],
            "anyOf": [
                line,
                {"type": "object", "minProperties": 1, "propertyNames": {"pattern": LanguageTag::PATTERN}, "additionalProperties": line}
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_is_looked_at_by_its_bytes_as_by_its_number() {
        for c in '\0'..=char::MAX {
            let is_refused = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}');
            let within = ['a', c, 'b', '—'].iter().collect::<String>();
            assert_eq!(Line::holds(&within), !is_refused, "{c:?}");
            assert_eq!(Verbatim::holds(&within), !is_not_xml(c), "{c:?}");
            let alone = String::from(c);
            assert_eq!(Line::holds(&alone), !is_refused && !c.is_whitespace(), "{c:?}");
            assert_eq!(Verbatim::holds(&alone), !is_not_xml(c), "{c:?}");
            assert_eq!(Line::holds(&format!("a{c}")), !is_refused && !c.is_whitespace(), "{c:?}");
        }
    }
}
