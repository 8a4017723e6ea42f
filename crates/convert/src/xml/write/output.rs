//! Tags and words as quick-xml's events, indented; what is to be escaped is escaped here, so that line ends come back as they were.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use statemark::number::Count;

/// A tag with its attributes, in the order in which they were given.
pub(super) struct Tag {
    name: &'static str,
    /// The tag as written, without its brackets.
    content: String,
}

impl Tag {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, content: name.to_owned() }
    }

    pub(super) fn attribute(mut self, name: &str, value: impl AsRef<str>) -> Self {
        for part in [" ", name, "=\"", &escaped(value.as_ref(), is_special_in_attribute), "\""] {
            self.content.push_str(part);
        }
        self
    }

    pub(super) fn optional(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            None => self,
            Some(value) => self.attribute(name, value),
        }
    }

    /// Words with a space between; no attribute where there are none.
    pub(super) fn list(self, name: &str, words: &[impl AsRef<str>]) -> Self {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        self.optional(name, (!words.is_empty()).then(|| words.join(" ")))
    }

    pub(super) fn count(self, name: &str, count: Option<Count>) -> Self {
        self.optional(name, count.map(|count| count.get().to_string()))
    }

    /// A number as JavaScript writes it.
    pub(super) fn number(self, name: &str, number: Option<f64>) -> Self {
        self.optional(name, number.map(|number| ryu_js::Buffer::new().format(number).to_owned()))
    }

    /// Tells formatters to keep the white space of these words, where they hold what one might change.
    pub(super) fn preserving(self, words: &str) -> Self {
        let is_at_risk = words.contains(['\t', '\n', '\r'])
            || words.contains("  ")
            || words.starts_with(char::is_whitespace)
            || words.ends_with(char::is_whitespace);
        self.optional("xml:space", is_at_risk.then_some("preserve"))
    }

    fn event(&self) -> BytesStart<'_> {
        BytesStart::from_content(&*self.content, self.name.len())
    }
}

/// Writes tags and words.
pub(super) struct Output<W: io::Write>(Writer<W>);

impl<W: io::Write> Output<W> {
    pub(super) fn new(writer: W) -> Self {
        Self(Writer::new_with_indent(writer, b' ', 2))
    }

    pub(super) fn declaration(&mut self) -> io::Result<()> {
        self.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
    }

    pub(super) fn open(&mut self, tag: &Tag) -> io::Result<()> {
        self.0.write_event(Event::Start(tag.event()))
    }

    pub(super) fn close(&mut self, tag: &Tag) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(tag.name)))
    }

    /// Writes an element that holds nothing.
    pub(super) fn empty(&mut self, tag: &Tag) -> io::Result<()> {
        self.0.write_event(Event::Empty(tag.event()))
    }

    /// Writes an element that holds words, on one line unless they break it.
    pub(super) fn words(&mut self, tag: &Tag, words: &str) -> io::Result<()> {
        if words.is_empty() {
            // Between two tags the indentation would become words.
            return self.empty(tag);
        }
        self.open(tag)?;
        self.0.write_event(Event::Text(BytesText::from_escaped(escaped(words, is_special_in_words))))?;
        self.close(tag)
    }

    /// Ends the document with a line feed.
    pub(super) fn finish(self) -> io::Result<()> {
        let mut writer = self.0.into_inner();
        writer.write_all(b"\n")?;
        writer.flush()
    }
}

/// Words as they stand between tags.
pub(in crate::xml) fn words(text: &str) -> Cow<'_, str> {
    escaped(text, is_special_in_words)
}

/// The value of an attribute, as it stands between quotation marks that are not single ones.
pub(in crate::xml) fn value(text: &str) -> Cow<'_, str> {
    escaped(text, is_special_in_attribute)
}

fn is_special_in_words(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '\r')
}

fn is_special_in_attribute(c: char) -> bool {
    is_special_in_words(c) || matches!(c, '"' | '\t' | '\n')
}

/// A text with its special characters as references.
fn escaped(text: &str, is_special: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(is_special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !is_special(c) => escaped.push(c),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            _ => escaped.push_str("&#13;"),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reading_would_change_is_escaped() {
        let text = "a<b>&c \"d\"\t\n\r]]>\u{85}\u{2028}";
        assert_eq!(escaped(text, is_special_in_words), "a&lt;b&gt;&amp;c \"d\"\t\n&#13;]]&gt;\u{85}\u{2028}");
        assert_eq!(escaped(text, is_special_in_attribute), "a&lt;b&gt;&amp;c &quot;d&quot;&#9;&#10;&#13;]]&gt;\u{85}\u{2028}");
    }

    #[test]
    fn white_space_at_risk_is_marked() {
        let is_marked = |words: &str| Tag::new("text").preserving(words).content.contains("preserve");
        assert!(["a\n", " a", "a ", "a\tb", "a  b", "\r", "a\u{A0}"].iter().all(|words| is_marked(words)));
        assert!(!is_marked("a b"));
    }
}
