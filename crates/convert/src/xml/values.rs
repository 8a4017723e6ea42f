//! The values of attributes, and the forms of numbers: those of the schema, which are fewer than those of JSON.

use std::borrow::Cow;

use statemark::fault::FaultKind;
use statemark::fault::shown;
use statemark::node::{Entry, Node, Span, Value as NodeValue};

use super::chars::is_white_space;
use super::element::Element;
use super::namespaces::{Attribute, is_same};
use super::read::Reader;
use super::shape::{self, Value};

impl<'text> Reader<'text> {
    /// Reads an attribute into the entries of its element.
    pub(super) fn attribute(&mut self, attribute: &mut Attribute<'text>, element: &mut Element<'text>) {
        let known = element.known(|name| is_named(attribute, name));
        if known.is_none() {
            self.unknown_attribute(attribute, element);
        }
        // Without its prefix it is wrong, but is no other language than it says.
        let is_language = |known: &&shape::Attribute| known.name == "xml:lang" && attribute.name.written == "lang";
        let meant = || element.shape.attributes.iter().find(is_language).filter(|known| element.lacks(known.key));
        let Some(known) = known.or_else(meant) else { return };
        if known.name == "xml:lang" {
            self.take_language(attribute.value.clone());
        }
        let (name_span, span, text) = (attribute.name_span, attribute.span, std::mem::take(&mut attribute.value));
        let expected = match known.value {
            Value::Word => {
                element.entries.push(Entry::new(known.key, name_span, Node::string(text, span)));
                return;
            }
            Value::Words if text.contains(',') => {
                let items: Vec<&str> = text.split(|c| c == ',' || is_white_space(c)).filter(|item| !item.is_empty()).collect();
                let message = format!("`{}` has commas between its items", known.name);
                let help = format!("write {}, with nothing but spaces between them", shown(&items.join(" ")));
                return self.tell(FaultKind::WrongValue, known.key, span, message, help);
            }
            Value::Words if text.contains(|c| !is_white_space(c)) => {
                let words = match text {
                    Cow::Borrowed(text) => words(text, span),
                    Cow::Owned(text) => words(&text, span).into_owned(),
                };
                element.entries.push(Entry::new(known.key, name_span, words));
                return;
            }
            Value::Words => {
                let message = format!("`{}` is empty", known.name);
                let help = "write one word or more, with spaces between; an attribute without any is left out";
                return self.tell(FaultKind::Empty, known.key, span, message, help.into());
            }
            Value::Count if is_count(&text) => Ok(NodeValue::Number(text)),
            Value::Count => Err((text, "write a whole number from 0 to 999999999999999, in digits alone")),
            Value::Confidence if is_confidence(&text) => Ok(NodeValue::Number(text)),
            Value::Confidence => Err((text, "write a number from 0 to 1, such as 0.8")),
            Value::Flag => Ok(match &*text {
                "true" => NodeValue::Boolean(true),
                "false" => NodeValue::Boolean(false),
                _ => NodeValue::String(text),
            }),
            Value::Preserve if text == "preserve" => return,
            Value::Preserve => Err((text, "write \"preserve\", or leave `xml:space` out")),
        };
        match expected {
            Ok(value) => element.entries.push(Entry::new(known.key, name_span, Node::new(value, span))),
            Err((text, help)) => self.wrong_value(known.key, known.name, &text, span, help),
        }
    }

    /// Tells of a value that does not fit, with the core's sentence.
    pub(super) fn wrong_value(&mut self, key: &str, name: &str, value: &str, span: Span, help: &str) {
        let message = if value.is_empty() {
            format!("`{name}` is empty")
        } else {
            format!("`{name}` is {}, which does not fit", shown(value))
        };
        self.tell(FaultKind::WrongValue, key, span, message, help.into());
    }
}

/// Whether an attribute has a name of the table: one without a namespace, or with the prefix that XML itself has.
fn is_named(attribute: &Attribute<'_>, name: &str) -> bool {
    is_same(attribute.name.written, name) && (attribute.name.namespace.is_empty() || name.starts_with("xml:"))
}

/// The words of a list, each with its own place where the value stands as it was written.
fn words(text: &str, span: Span) -> Node<'_> {
    let as_written = text.len() == span.end - span.start;
    let words = text.split(is_white_space).filter(|word| !word.is_empty()).map(|word| {
        let start = span.start + word.as_ptr().addr() - text.as_ptr().addr();
        Node::string(word, if as_written { Span::new(start, start + word.len()) } else { span })
    });
    Node::new(NodeValue::List(words.collect()), span)
}

/// Whether a text is a count as the schema has it: `0|[1-9][0-9]{0,14}`.
pub(super) fn is_count(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || (!text.starts_with('0') && (1..=15).contains(&text.len())))
}

/// Whether a text is a degree of confidence as the schema has it: `0(\.[0-9]+)?|1(\.0+)?|[1-9](\.[0-9]+)?[eE]-[1-9][0-9]*`.
pub(super) fn is_confidence(text: &str) -> bool {
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !fraction.is_none_or(is_digits) || whole.len() != 1 {
        return false;
    }
    match exponent {
        None => whole == "0" || (whole == "1" && fraction.is_none_or(|fraction| fraction.bytes().all(|byte| byte == b'0'))),
        Some(exponent) => {
            let digits = exponent.strip_prefix('-').unwrap_or_default();
            is_digits(whole) && whole != "0" && is_digits(digits) && !digits.starts_with('0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_digits_alone() {
        assert!(["0", "9", "10", "999999999999999"].iter().all(|text| is_count(text)));
        assert!(["", "00", "01", "-1", "+1", "1.0", "1e2", " 1", "1000000000000000", "١"].iter().all(|text| !is_count(text)));
    }

    #[test]
    fn confidence_is_within_0_and_1() {
        assert!(["0", "1", "0.5", "0.0", "1.00", "5e-7", "1.5E-10"].iter().all(|text| is_confidence(text)));
        let wrong =
            ["", ".5", "0.", "1.", "1.5", "2", "1.01", "0e-1", "5e7", "5e-0", "5e-01", "5e+1", "10e-2", "-0", "00", "0.5 "];
        assert!(wrong.iter().all(|text| !is_confidence(text)));
    }

    #[test]
    fn words_have_places_of_their_own() {
        let node = words(" a  bc ", Span::new(10, 17));
        let spans: Vec<Span> = node.items().unwrap().iter().map(|word| word.span).collect();
        assert_eq!(spans, [Span::new(11, 12), Span::new(14, 16)]);
        // Where references stand in the value, its characters have no places of their own.
        assert_eq!(words("a b", Span::new(10, 18)).items().unwrap()[1].span, Span::new(10, 18));
    }
}
