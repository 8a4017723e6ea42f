//! The attributes of a tag, and the pseudo-attributes of an XML declaration: their grammar and their values.

use std::borrow::Cow;

use statemark::fault::FaultKind;
use statemark::fault::shown_key;
use statemark::node::Span;

use super::chars::{is_name, is_name_char, is_white_space};
use super::faults::{Broken, Parsed, broken, broken_as, here};
use super::namespaces::{Attribute, Name};
use super::references;

/// Reads the name that stands at `at`, which may be broken or empty.
pub(super) fn name_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    // A name ends where markup goes on; what stands before that is judged as a whole, so that messages show it.
    let is_stop = |byte: u8| is_white_space(byte.into()) || b"=/><\"'&?".contains(&byte);
    &rest[..rest.bytes().position(is_stop).unwrap_or(rest.len())]
}

/// Reads the attributes that stand in `span` of a text, each after white space; so many at most. Their names are as written.
pub(super) fn attributes(text: &str, span: Span, most: usize) -> Parsed<Vec<Attribute<'_>>> {
    let mut scanner = Scanner { text: &text[..span.end], at: span.start };
    let mut attributes = Vec::new();
    loop {
        let spaced = scanner.skip_white_space();
        if scanner.at == span.end {
            return Ok(attributes);
        }
        let attribute = scanner.attribute()?;
        if !spaced {
            return Err(broken(attribute.name_span, "an attribute without a space before it", "write a space before it"));
        }
        if attributes.len() == most {
            let message = format!("there are more than {most} attributes in one tag");
            return Err(broken_as(FaultKind::Limit, attribute.name_span, message, "take out what does not belong there"));
        }
        attributes.push(attribute);
    }
}

struct Scanner<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Scanner<'text> {
    fn attribute(&mut self) -> Parsed<Attribute<'text>> {
        let name = name_at(self.text, self.at);
        let name_span = Span::new(self.at, self.at + name.len());
        if !is_name(name) {
            return Err(self.no_name(name, name_span));
        }
        self.at = name_span.end;
        let shown = || shown_key(name);
        self.skip_white_space();
        if self.text[self.at..].starts_with('<') {
            return Err(self.tag_in_tag());
        }
        if !self.text[self.at..].starts_with('=') {
            return Err(broken(
                name_span,
                format!("the attribute `{}` has no value", shown()),
                format!("write {}=\"…\"", shown()),
            ));
        }
        self.at += 1;
        self.skip_white_space();
        let quote = self.text[self.at..].chars().next().filter(|&c| c == '"' || c == '\'');
        let Some(quote) = quote else {
            let message = format!("the value of `{}` is not in quotation marks", shown());
            return Err(broken(here(self.text, self.at), message, format!("write {}=\"…\"", shown())));
        };
        let start = self.at + 1;
        let Some(length) = self.text[start..].find(quote) else {
            let message = format!("the value of `{}` has no end", shown());
            return Err(broken(here(self.text, self.at), message, format!("close it with {quote}")));
        };
        let span = Span::new(start, start + length);
        self.at = span.end + 1;
        Ok(Attribute { name: Name::written(name), name_span, value: value(self.text, name, span)?, span })
    }

    fn no_name(&self, name: &str, span: Span) -> Broken {
        let next = self.text[self.at..].chars().next();
        match next {
            _ if name.starts_with(is_name_char) || name.contains(is_name_char) => broken(
                span,
                format!("`{}` is no name of an attribute", shown_key(name)),
                "names are letters, digits, `_`, `-` and `.`, a letter first",
            ),
            Some('<') => self.tag_in_tag(),
            _ => {
                let c = next.unwrap_or(' ');
                broken(here(self.text, self.at), format!("a `{c}` where an attribute should stand"), "take it out")
            }
        }
    }

    fn tag_in_tag(&self) -> Broken {
        broken(here(self.text, self.at), "a `<` inside a tag", "close the tag before it with `>`")
    }

    /// Skips white space; says whether there was any.
    fn skip_white_space(&mut self) -> bool {
        let length = self.text[self.at..].bytes().take_while(|&byte| is_white_space(byte.into())).count();
        self.at += length;
        length > 0
    }
}

/// The value of an attribute, normalized (XML 1.0, 3.3.3).
fn value<'text>(text: &'text str, name: &str, span: Span) -> Parsed<Cow<'text, str>> {
    let raw = &text[span.start..span.end];
    if !raw.bytes().any(|byte| matches!(byte, b'<' | b'&' | b'\t' | b'\n' | b'\r')) {
        return Ok(Cow::Borrowed(raw));
    }
    if let Some(at) = raw.find('<') {
        let message = format!("a `<` in the value of `{}`", shown_key(name));
        return Err(broken(
            here(text, span.start + at),
            message,
            "write `&lt;`, or close the value before it with a quotation mark",
        ));
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        value.push_str(&rest[..at]);
        let start = span.end - rest.len() + at;
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('&') {
            let Some(length) = after.find(';') else { return Err(references::bare(here(text, start))) };
            let end = start + length + 2;
            let whole = after[..length].contains(is_white_space);
            let span = if whole { here(text, start) } else { Span::new(start, end) };
            value.push(references::resolve(&after[..length], span)?);
            rest = &after[length + 1..];
        } else {
            value.push(' ');
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        }
    }
    value.push_str(rest);
    Ok(Cow::Owned(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(&str, String)>, String> {
        let read = attributes(text, Span::new(0, text.len()), 10).map_err(|broken| broken.into_fault().message)?;
        Ok(read.into_iter().map(|attribute| (attribute.name.written, attribute.value.into_owned())).collect())
    }

    #[test]
    fn values_are_normalized() {
        let text = " a = 'x\ty\r\nz\r\n\nw' b=\"&#9;&#xA;&#13;&amp;'\"\n";
        assert_eq!(read(text).unwrap(), [("a", "x y z  w".to_owned()), ("b", "\t\n\r&'".to_owned())]);
    }

    #[test]
    fn what_is_no_attribute_is_refused() {
        for (text, message) in [
            (" a='1'b='2'", "an attribute without a space before it"),
            (" a", "the attribute `a` has no value"),
            (" a=1", "the value of `a` is not in quotation marks"),
            (" a='1", "the value of `a` has no end"),
            (" 1='1'", "`1` is no name of an attribute"),
            (" a='<'", "a `<` in the value of `a`"),
            (" a='&'", "an `&` that begins no reference"),
            (" a='& b;'", "an `&` that begins no reference"),
            (" a='&nbsp;'", "the entity `&nbsp;` is not declared"),
            (" <b", "a `<` inside a tag"),
            (" a <b", "a `<` inside a tag"),
            (" 'x'", "a `'` where an attribute should stand"),
            (" /", "a `/` where an attribute should stand"),
        ] {
            assert_eq!(read(text).unwrap_err(), message, "{text}");
        }
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "<é à='b&lt;c'>";
        let attribute = &attributes(text, Span::new(3, text.len() - 1), 10).unwrap()[0];
        assert_eq!(&text[attribute.name_span.start..attribute.name_span.end], "à");
        assert_eq!(&text[attribute.span.start..attribute.span.end], "b&lt;c");
    }
}
