//! The attributes in a code span: `#id`, `key=value`, `list=a,b` and bare words.

use statemark::document::VALUE_LIMIT;
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;
use statemark::number::is_json;

use super::{Entry, Node, Value};

/// A code span: where it stands with its back ticks, and what is in it.
pub(super) struct CodeSpan {
    pub(super) span: Span,
    pub(super) content: String,
}

/// An attribute: a key with a value, or a bare word.
pub(super) struct Attribute {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Option<AttributeValue>,
}

pub(super) struct AttributeValue {
    text: String,
    quoted: bool,
    span: Span,
}

/// The keys whose values are lists.
const LISTS: [&str; 5] = ["by", "to", "about", "topics", "with"];
/// The keys whose values are numbers.
const NUMBERS: [&str; 3] = ["start", "end", "confidence"];

impl Attribute {
    /// The value as text.
    pub(super) fn text(&self) -> Option<&str> {
        self.value.as_ref().map(|value| value.text.as_str())
    }

    /// Where the value stands, or the bare word.
    pub(super) fn span(&self) -> Span {
        self.value.as_ref().map_or(self.key_span, |value| value.span)
    }

    /// The field that the attribute stands for; a bare word is true.
    pub(super) fn into_entry(self) -> Entry {
        let node = match self.value {
            None => Node::new(Value::Boolean(true), self.key_span),
            Some(value) if LISTS.contains(&self.key.as_str()) => Node::new(Value::List(value.items()), value.span),
            Some(value) if NUMBERS.contains(&self.key.as_str()) && !value.quoted && is_json(&value.text) => {
                Node::new(Value::Number(value.text.into()), value.span)
            }
            Some(value) if self.key == "continues" && matches!(value.text.as_str(), "true" | "false") => {
                Node::new(Value::Boolean(value.text == "true"), value.span)
            }
            Some(value) => Node::string(value.text, value.span),
        };
        Entry::new(self.key, self.key_span, node)
    }
}

impl AttributeValue {
    fn items(&self) -> Vec<Node> {
        if self.quoted {
            return vec![Node::string(self.text.clone(), self.span)];
        }
        let mut start = self.span.start;
        let items = self.text.split(',').map(|item| {
            let span = Span::new(start, start + item.len());
            start = span.end + 1;
            Node::string(item.to_owned(), span)
        });
        items.collect()
    }
}

/// Whether the content of a code span, or a line of words, is meant as attributes: what it begins with shows.
pub(super) fn is_attributes(content: &str) -> bool {
    let first = content.split_ascii_whitespace().next().unwrap_or_default();
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    match first.strip_prefix('#') {
        Some(id) => is_name(id),
        None => first.split_once('=').is_some_and(|(key, value)| is_name(key) && !value.is_empty()),
    }
}

/// More attributes than any object has fields.
const MOST: usize = 1_000;

/// The attributes of a code span of `document`; those that are not well-formed are told and left out. `values` counts what the
/// document holds.
pub(super) fn parse(code: &CodeSpan, document: &str, values: &mut usize, faults: &mut Vec<Fault>) -> Vec<Attribute> {
    let content = &code.content;
    let mut scanner = Scanner { content, at: 0, places: Places::new(code, document), faults };
    let mut attributes: Vec<Attribute> = Vec::new();
    loop {
        scanner.skip(|c| c.is_ascii_whitespace());
        if scanner.at == content.len() {
            return attributes;
        }
        if let Some(attribute) = scanner.attribute() {
            *values += 1 + attribute.text().map_or(0, |text| text.bytes().filter(|&byte| byte == b',').count());
            attributes.push(attribute);
        }
        if *values > VALUE_LIMIT || attributes.len() > MOST {
            let message = format!("more than {MOST} attributes in one code span, or {VALUE_LIMIT} values in the document");
            faults.push(Fault::new(FaultKind::Limit, code.span, message).help("take out what says nothing"));
            return Vec::new();
        }
    }
}

/// Where the bytes of a code span's content stand in the document.
enum Places {
    /// As they are: so many bytes on.
    Line(usize),
    /// On several, whose line ends are spaces in the content and whose containers have left no trace in it.
    Lines(Vec<usize>),
}

impl Places {
    fn new(code: &CodeSpan, document: &str) -> Self {
        let raw = &document[code.span.start..code.span.end];
        let inner = raw.trim_matches('`');
        let start = code.span.start + (raw.len() - raw.trim_start_matches('`').len());
        let content = code.content.as_str();
        if let Some(at) = if inner.starts_with(content) { Some(0) } else { inner.find(content) } {
            return Self::Line(start + at);
        }
        let mut places = Vec::with_capacity(code.content.len() + 1);
        let mut at = 0;
        for byte in code.content.bytes() {
            at += dropped(&inner.as_bytes()[at..], byte);
            places.push(start + inner.floor_char_boundary(at));
            at += if inner[inner.floor_char_boundary(at)..].starts_with("\r\n") { 2 } else { 1 };
            at = at.min(inner.len());
        }
        places.push(start + inner.floor_char_boundary(at));
        Self::Lines(places)
    }

    fn place(&self, at: usize) -> usize {
        match self {
            Self::Line(start) => start + at,
            Self::Lines(places) => places.get(at).or(places.last()).copied().unwrap_or_default(),
        }
    }
}

/// How many bytes stand before the one that became `byte`: white space at the ends, indentation, the markers of quotes.
fn dropped(raw: &[u8], byte: u8) -> usize {
    let is_dropped = |&&next: &&u8| matches!(next, b'\n' | b'\r' | b' ' | b'\t' | b'>');
    let is_kept = |next: u8| next == byte || (byte == b' ' && matches!(next, b'\n' | b'\r'));
    let dropped = raw.iter().take_while(|next| !is_kept(**next)).take_while(is_dropped).count();
    if raw.get(dropped).is_some_and(|&next| is_kept(next)) { dropped } else { 0 }
}

/// A list as it should be written, short enough to be shown.
fn joined(list: &str) -> String {
    let list: String = list.split_ascii_whitespace().collect();
    if list.chars().count() <= 60 { format!("`{list}`") } else { "it without them".to_owned() }
}

struct Scanner<'code> {
    content: &'code str,
    at: usize,
    places: Places,
    faults: &'code mut Vec<Fault>,
}

impl<'code> Scanner<'code> {
    fn attribute(&mut self) -> Option<Attribute> {
        let start = self.at;
        if self.content[start..].starts_with('#') {
            self.at += 1;
            let id = self.plain();
            if id.is_empty() {
                return self.refuse(start, "a `#` without an id", "write `#name`, or take it out");
            }
            let value = AttributeValue { text: id.to_owned(), quoted: false, span: self.span(start + 1) };
            return Some(Attribute { key: "id".to_owned(), key_span: self.span(start), value: Some(value) });
        }
        let key = self.skip(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'));
        let key_span = self.span(start);
        let next = self.content[self.at..].chars().next();
        match next {
            Some('=') if !key.is_empty() => {}
            None if !key.is_empty() => return Some(Attribute { key: key.to_owned(), key_span, value: None }),
            Some(c) if c.is_ascii_whitespace() && !key.is_empty() => {
                if self.content[self.at..].trim_ascii_start().starts_with('=') {
                    self.skip(|c| c.is_ascii_whitespace());
                    self.at += 1;
                    return self.spaced(start, key);
                }
                return Some(Attribute { key: key.to_owned(), key_span, value: None });
            }
            _ => {
                self.plain();
                let shown: String = self.content[start..self.at].chars().take(40).collect();
                return self.refuse(
                    start,
                    &format!("{shown:?} is no attribute"),
                    "write `#id`, `key=value` or `key=\"value with spaces\"`; words in back ticks are written \\`so\\`",
                );
            }
        }
        self.at += 1;
        if self.is_spaced() {
            return self.spaced(start, key);
        }
        let value_start = self.at;
        let (text, quoted) =
            if self.content[self.at..].starts_with('"') { (self.quoted()?, true) } else { (self.plain().to_owned(), false) };
        if text.is_empty() && !quoted {
            let message = format!("the attribute `{key}` has no value");
            return self.refuse(start, &message, "write the value right after the `=`, or take the attribute out");
        }
        if !quoted && text.ends_with(',') && LISTS.contains(&key) && self.rest_of_list() {
            let message = format!("a space after a comma of `{key}`");
            let help = format!("write {}: a list has no spaces", joined(&self.content[start..self.at]));
            return self.refuse(start, &message, &help);
        }
        if let Some(quote) = text.find('"').filter(|_| !quoted) {
            self.at = value_start + quote;
            let help = "write the whole value in quotation marks, or take the mark out";
            let fault = self.refuse(self.at, "a quotation mark inside a value", help);
            self.plain();
            return fault;
        }
        Some(Attribute {
            key: key.to_owned(),
            key_span,
            value: Some(AttributeValue { text, quoted, span: self.span(value_start) }),
        })
    }

    /// Whether a value stands behind the `=` and a space.
    fn is_spaced(&self) -> bool {
        let rest = &self.content[self.at..];
        let next = rest.split_ascii_whitespace().next().unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_whitespace()) && !next.is_empty() && !next.starts_with('#') && !next.contains('=')
    }

    /// Refuses spaces beside the `=` behind which it stands, and the value behind them.
    fn spaced<T>(&mut self, start: usize, key: &str) -> Option<T> {
        let from = self.at;
        self.skip(|c| c.is_ascii_whitespace());
        let value = self.plain();
        let help = match value.split_once('"') {
            None if !value.is_empty() && value.len() <= 60 => format!("write `{key}={value}`, without spaces"),
            _ => "take the spaces out".to_owned(),
        };
        if value.starts_with('"') {
            self.at = from;
            self.skip(|c| c.is_ascii_whitespace());
            self.quoted()?;
        }
        self.refuse(start, &format!("a space beside the `=` of `{key}`"), &help)
    }

    /// Goes on over the items of a list that stand behind spaces; says whether there are any.
    fn rest_of_list(&mut self) -> bool {
        let start = self.at;
        loop {
            let end = self.at;
            self.skip(|c| c.is_ascii_whitespace());
            let item = self.plain();
            if item.is_empty() || item.contains('=') || item.starts_with('#') {
                self.at = end;
                return end > start;
            }
            if !item.ends_with(',') {
                return true;
            }
        }
    }

    /// A value in quotation marks: a JSON string.
    fn quoted(&mut self) -> Option<String> {
        let start = self.at;
        let mut strings = serde_json::Deserializer::from_str(&self.content[start..]).into_iter::<String>();
        if let Some(Ok(text)) = strings.next() {
            self.at += strings.byte_offset();
            if self.content[self.at..].starts_with(|c: char| !c.is_ascii_whitespace()) {
                let stray = self.at;
                self.plain();
                return self.refuse(stray, "more text after a value in quotation marks", "write a space between two attributes");
            }
            return Some(text);
        }
        let closed = self.content[start + 1..].contains('"');
        self.at = self.content.len();
        if closed {
            self.refuse(start, "this value is no JSON string", "write \\\" for a quotation mark and \\\\ for a back slash in it")
        } else {
            self.refuse(start, "a value in quotation marks that never ends", "close it with a quotation mark")
        }
    }

    fn plain(&mut self) -> &'code str {
        self.skip(|c| !c.is_ascii_whitespace())
    }

    fn skip(&mut self, is: impl Fn(char) -> bool) -> &'code str {
        let start = self.at;
        let rest = &self.content[start..];
        self.at += rest.find(|c| !is(c)).unwrap_or(rest.len());
        &self.content[start..self.at]
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.places.place(start), self.places.place(self.at))
    }

    fn refuse<T>(&mut self, start: usize, message: &str, help: &str) -> Option<T> {
        let span = Span::new(self.places.place(start), self.places.place(self.at.max(start)));
        self.faults.push(Fault::new(FaultKind::Syntax, span, message).help(help));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> (Vec<Entry>, Vec<Fault>) {
        let document = format!("``{content}``");
        let code = CodeSpan { span: Span::new(0, document.len()), content: content.to_owned() };
        let mut faults = Vec::new();
        (parse(&code, &document, &mut 0, &mut faults).into_iter().map(Attribute::into_entry).collect(), faults)
    }

    #[test]
    fn all_kinds_of_attribute_are_read() {
        let (entries, faults) =
            read(r#"#a.b-c continues by=x,y start=12 due_text="as \"early\" as possible" ref=https://a.b/c,d?e=f#g"#);
        assert!(faults.is_empty());
        let keys: Vec<&str> = entries.iter().map(|entry| &*entry.key).collect();
        assert_eq!(keys, ["id", "continues", "by", "start", "due_text", "ref"]);
        assert_eq!(entries[0].node, Node::string("a.b-c", Span::new(3, 8)));
        assert_eq!(entries[1].node.value, Value::Boolean(true));
        assert_eq!(entries[2].node.items().unwrap()[1], Node::string("y", Span::new(24, 25)));
        assert_eq!(entries[3].node.value, Value::Number("12".into()));
        assert_eq!(entries[4].node.as_str(), Some("as \"early\" as possible"));
        assert_eq!(entries[5].node.as_str(), Some("https://a.b/c,d?e=f#g"));
    }

    #[test]
    fn what_is_no_attribute_is_told_in_its_place() {
        let places = |content| read(content).1.into_iter().map(|fault| (fault.span.start - 2, fault.message)).collect::<Vec<_>>();
        assert_eq!(places("a=1 foo()"), [(4, "\"foo()\" is no attribute".to_owned())]);
        assert_eq!(places("by="), [(0, "the attribute `by` has no value".to_owned())]);
        assert_eq!(places("by=a, b, c act=d"), [(0, "a space after a comma of `by`".to_owned())]);
        assert_eq!(read("x=1 to=a,\nb").1[0].help.as_deref(), Some("write `to=a,b`: a list has no spaces"));
        assert_eq!(places("by=a, act=d"), []);
        assert_eq!(places("a=1 act = insist by=x"), [(4, "a space beside the `=` of `act`".to_owned())]);
        assert_eq!(read("act= insist").1[0].help.as_deref(), Some("write `act=insist`, without spaces"));
        assert_eq!(places("x = \"a b\" y=1"), [(0, "a space beside the `=` of `x`".to_owned())]);
        assert_eq!(places("#"), [(0, "a `#` without an id".to_owned())]);
        assert_eq!(places("by=a\"b c=d"), [(4, "a quotation mark inside a value".to_owned())]);
        assert_eq!(places("x=\"abc d=e"), [(2, "a value in quotation marks that never ends".to_owned())]);
        assert_eq!(places("x=\"a\"b"), [(5, "more text after a value in quotation marks".to_owned())]);
        assert_eq!(places("x=\"\\q\""), [(2, "this value is no JSON string".to_owned())]);
    }

    #[test]
    fn a_span_whose_lines_are_indented_stays_in_the_text() {
        for content in [" iлキ声明", "   iлキ声明", "iлキ声明"] {
            let document = "`\n  iлキ声明`";
            let code = CodeSpan { span: Span::new(0, document.len()), content: content.to_owned() };
            let mut faults = Vec::new();
            assert_eq!(parse(&code, document, &mut 0, &mut faults).len(), 0);
            assert_eq!(document.get(faults[0].span.start..faults[0].span.end), Some("iлキ声明"));
        }
    }

    #[test]
    fn a_span_on_two_lines_keeps_its_places() {
        let document = "> `#a\n> by=x,y`";
        let code = CodeSpan { span: Span::new(2, document.len()), content: "#a by=x,y".to_owned() };
        let attributes = parse(&code, document, &mut 0, &mut Vec::new());
        assert_eq!((attributes[1].key_span, attributes[1].span()), (Span::new(8, 10), Span::new(11, 14)));
    }
}
