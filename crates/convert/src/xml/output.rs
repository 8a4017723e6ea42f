//! Tags and words as bytes, each element on lines of its own; what is to be escaped is escaped here, so that line ends come back as they were.

use statemark::number::Count;

/// Writes tags and words behind what is there.
///
/// ```
/// use statemark_convert::xml::output::Output;
/// let mut bytes = Vec::new();
/// let mut output = Output::new(&mut bytes);
/// output.tag("section").open();
/// output.tag("p").inline();
/// output.tag("docTitle").attribute("class", "a&b").words("On rain");
/// output.close("p");
/// output.close("section");
/// assert_eq!(bytes, b"<section>\n  <p><docTitle class=\"a&amp;b\">On rain</docTitle></p>\n</section>\n");
/// ```
#[derive(Debug)]
pub struct Output<'bytes> {
    bytes: &'bytes mut Vec<u8>,
    /// How many elements are open.
    depth: usize,
    /// How many of them stand on one line, since white space between them would be words.
    inline: usize,
}

/// A tag that has begun. Its attributes follow in the order in which they are given.
#[must_use]
#[derive(Debug)]
pub struct Tag<'output, 'bytes> {
    output: &'output mut Output<'bytes>,
    name: &'static str,
}

impl<'bytes> Output<'bytes> {
    /// Writes behind these bytes, as the root of a document stands.
    pub fn new(bytes: &'bytes mut Vec<u8>) -> Self {
        Self::within(bytes, 0)
    }

    /// Writes behind these bytes, as what stands in so many elements.
    pub fn within(bytes: &'bytes mut Vec<u8>, depth: usize) -> Self {
        Self { bytes, depth, inline: 0 }
    }

    /// Writes the XML declaration.
    pub fn declaration(&mut self) {
        self.push("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /// Writes what is XML already.
    pub fn raw(&mut self, xml: &[u8]) {
        self.bytes.extend_from_slice(xml);
    }

    /// Writes words among elements that stand on one line.
    pub fn text(&mut self, words: &str) {
        push_words(self.bytes, words);
    }

    /// Begins a tag, on a new line unless it stands among words.
    pub fn tag(&mut self, name: &'static str) -> Tag<'_, 'bytes> {
        self.indent();
        self.push("<");
        self.push(name);
        Tag { output: self, name }
    }

    /// Closes an element that was opened last.
    pub fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.indent();
        self.inline = self.inline.saturating_sub(1);
        self.end(name);
    }

    fn end(&mut self, name: &str) {
        self.push("</");
        self.push(name);
        self.push(">");
        self.line_end();
    }

    fn line_end(&mut self) {
        if self.inline == 0 {
            self.push("\n");
        }
    }

    /// Two spaces for each element around.
    fn indent(&mut self) {
        const SPACES: &str = "                                                                ";
        let mut width = if self.inline == 0 { 2 * self.depth } else { 0 };
        while width > 0 {
            let spaces = &SPACES[..width.min(SPACES.len())];
            self.push(spaces);
            width -= spaces.len();
        }
    }

    #[inline]
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

impl Tag<'_, '_> {
    /// Writes an attribute.
    pub fn attribute(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.begin_attribute(name);
        push_value(self.output.bytes, value.as_ref());
        self.output.push("\"");
        self
    }

    #[inline]
    fn begin_attribute(&mut self, name: &str) {
        self.output.push(" ");
        self.output.push(name);
        self.output.push("=\"");
    }

    /// Writes an attribute, if it has a value.
    pub fn optional(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            None => self,
            Some(value) => self.attribute(name, value),
        }
    }

    /// Words with a space between; no attribute where there are none.
    pub fn list(mut self, name: &str, words: &[impl AsRef<str>]) -> Self {
        let Some((first, others)) = words.split_first() else { return self };
        self.begin_attribute(name);
        push_value(self.output.bytes, first.as_ref());
        for word in others {
            self.output.push(" ");
            push_value(self.output.bytes, word.as_ref());
        }
        self.output.push("\"");
        self
    }

    /// A whole number.
    pub fn count(self, name: &str, count: Option<Count>) -> Self {
        self.optional(name, count.map(|count| count.get().to_string()))
    }

    /// A number as JavaScript writes it.
    pub fn number(self, name: &str, number: Option<f64>) -> Self {
        match number {
            None => self,
            Some(number) => self.attribute(name, ryu_js::Buffer::new().format(number)),
        }
    }

    /// Tells formatters to keep the white space of these words, where they hold what one might change.
    pub fn preserving(self, words: &str) -> Self {
        self.optional("xml:space", is_at_risk(words).then_some("preserve"))
    }

    /// Ends the tag of an element that holds others, which is closed by [`Output::close`].
    pub fn open(self) {
        self.output.push(">");
        self.output.line_end();
        self.output.depth += 1;
        self.output.inline += usize::from(self.output.inline > 0);
    }

    /// Ends the tag of an element that holds words and elements among them, on one line. It is closed by [`Output::close`].
    pub fn inline(self) {
        self.output.push(">");
        self.output.depth += 1;
        self.output.inline += 1;
    }

    /// Ends the tag of an element that holds nothing.
    pub fn empty(self) {
        self.output.push("/>");
        self.output.line_end();
    }

    /// Ends the tag of an element that holds words, and closes it on the same line, unless they break it.
    pub fn words(self, words: &str) {
        if words.is_empty() {
            // A formatter would put its white space between two tags, and that would be words.
            return self.empty();
        }
        self.output.push(">");
        push_words(self.output.bytes, words);
        self.output.end(self.name);
    }
}

/// Whether words hold white space that a formatter might change.
fn is_at_risk(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_break = |byte: u8| u8::from(matches!(byte, b'\t' | b'\n' | b'\r'));
    let are_spaces = |one: u8, next: u8| u8::from(one == b' ') & u8::from(next == b' ');
    let others = bytes.get(1..).unwrap_or_default();
    // To look at all is faster than to stop at one: they are looked at many at a time.
    bytes.iter().fold(0, |found, &byte| found | is_break(byte)) != 0
        || bytes.iter().zip(others).fold(0, |found, (&one, &next)| found | are_spaces(one, next)) != 0
        || words.starts_with(char::is_whitespace)
        || words.ends_with(char::is_whitespace)
}

/// Words as they stand between tags.
pub(super) fn words(text: &str) -> String {
    written(text, push_words)
}

/// The value of an attribute, as it stands between quotation marks that are not single ones.
pub(super) fn value(text: &str) -> String {
    written(text, push_value)
}

fn written(text: &str, push: fn(&mut Vec<u8>, &str)) -> String {
    let mut bytes = Vec::with_capacity(text.len() + 16);
    push(&mut bytes, text);
    String::from_utf8(bytes).expect("references are ASCII, and nothing else is changed")
}

fn push_words(bytes: &mut Vec<u8>, text: &str) {
    // Most words have nothing special in them, which is seen many bytes at a time.
    let special = |byte: u8| u8::from(is_special_in_words(byte));
    if text.bytes().fold(0, |found, byte| found | special(byte)) == 0 {
        bytes.extend_from_slice(text.as_bytes());
    } else {
        push_escaped(bytes, text, is_special_in_words);
    }
}

fn push_value(bytes: &mut Vec<u8>, text: &str) {
    push_escaped(bytes, text, is_special_in_attribute);
}

fn is_special_in_words(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'\r')
}

fn is_special_in_attribute(byte: u8) -> bool {
    is_special_in_words(byte) || matches!(byte, b'"' | b'\t' | b'\n')
}

/// A text with its special characters as references.
#[inline]
fn push_escaped(bytes: &mut Vec<u8>, text: &str, is_special: impl Fn(u8) -> bool) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|&byte| is_special(byte)) {
        bytes.extend_from_slice(&rest[..at]);
        bytes.extend_from_slice(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\t' => b"&#9;",
            b'\n' => b"&#10;",
            _ => b"&#13;",
        });
        rest = &rest[at + 1..];
    }
    bytes.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reading_would_change_is_escaped() {
        let text = "a<b>&c \"d\"\t\n\r]]>\u{85}\u{2028}";
        assert_eq!(words(text), "a&lt;b&gt;&amp;c \"d\"\t\n&#13;]]&gt;\u{85}\u{2028}");
        assert_eq!(value(text), "a&lt;b&gt;&amp;c &quot;d&quot;&#9;&#10;&#13;]]&gt;\u{85}\u{2028}");
    }

    #[test]
    fn white_space_at_risk_is_marked() {
        assert!(["a\n", " a", "a ", "a\tb", "a  b", "\r", "a\u{A0}"].iter().all(|words| is_at_risk(words)));
        assert!(!is_at_risk("a b"));
    }

    #[test]
    fn elements_stand_on_lines_of_their_own_at_any_depth() {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes);
        (0..40).for_each(|_| output.tag("a").open());
        output.tag("b").list("c", &["d", "<"]).words("é\nf");
        (0..40).for_each(|_| output.close("a"));
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[40], format!("{}<b c=\"d &lt;\">é", " ".repeat(80)));
        assert_eq!((lines[41], lines[42], lines[81]), ("f</b>", format!("{}</a>", " ".repeat(78)).as_str(), "</a>"));
    }
}
