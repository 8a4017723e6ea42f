//! A document as events: whether each of its pieces is what XML 1.0 allows is judged here.

use std::borrow::Cow;

use statemark::fault::FaultKind;
use statemark::fault::shown_key;
use statemark::node::Span;

use super::chars::{self, is_blank, is_name, is_white_space};
use super::decode::Encoding;
use super::faults::{Broken, Parsed, broken, broken_as, here};
use super::namespaces::{Attribute, Name, Scopes};
use super::pieces::{self, Piece};
use super::plain::{self, Opening};
use super::{attributes, declaration, references};

/// How deep elements may stand in each other: deeper than in any valid document, shallower than any stack.
const NESTING: usize = 128;

/// How many attributes a tag may have: more than the format knows and anybody declares prefixes.
const ATTRIBUTES: usize = 1_000;

/// What stands next in a document. Comments and processing instructions stand nowhere.
#[derive(Debug)]
pub(super) enum Event<'text> {
    /// An element opens.
    Start(Tag<'text>),
    /// Words, with references, CDATA sections and line ends resolved.
    Words(Words<'text>),
    /// The innermost element closes, with the tag at this place.
    End(Span),
    /// The document is over.
    Done,
}

/// The tag that opens an element.
#[derive(Debug)]
pub(super) struct Tag<'text> {
    pub(super) name: Name<'text>,
    pub(super) name_span: Span,
    pub(super) attributes: Vec<Attribute<'text>>,
    /// Where the tag stands.
    pub(super) span: Span,
}

/// Words, and where they stand, from the first to the last character.
#[derive(Debug)]
pub(super) struct Words<'text> {
    pub(super) text: Cow<'text, str>,
    pub(super) span: Span,
}

/// Reads a document event by event.
pub(super) struct Events<'text> {
    text: &'text str,
    encoding: Encoding,
    /// Where the next piece stands.
    at: usize,
    /// Where the first character stands that XML forbids.
    forbidden: Option<usize>,
    /// The elements that are open: the name as written, and where it stands.
    open: Vec<(&'text str, Span)>,
    scopes: Scopes<'text>,
    /// Whether the root element has been opened.
    rooted: bool,
    /// The tag that opened and closed an element, which is to be closed next.
    empty: Option<Span>,
    /// The event behind the words that were given last.
    ahead: Option<Event<'text>>,
    /// Room for the attributes of the next tag.
    spare: Vec<Attribute<'text>>,
}

impl<'text> Events<'text> {
    pub(super) fn new(text: &'text str, encoding: Encoding) -> Self {
        Self {
            text,
            encoding,
            at: 0,
            forbidden: chars::forbidden(text),
            open: Vec::with_capacity(16),
            scopes: Scopes::default(),
            rooted: false,
            empty: None,
            ahead: None,
            spare: Vec::with_capacity(8),
        }
    }

    /// A record of a collection, in which the namespaces of its root hold.
    pub(super) fn within(mut self, scope: Vec<(&'text str, Cow<'text, str>)>) -> Self {
        self.scopes = Scopes::within(scope);
        self
    }

    /// The same document from an element on, whose tag begins there.
    pub(super) fn from(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// The namespaces that are declared here, as prefix and name.
    pub(super) fn declared(&self) -> Vec<(String, String)> {
        self.scopes.declared()
    }

    /// The next event. Adjacent words are one event, whatever stands between them.
    pub(super) fn next(&mut self) -> Parsed<Event<'text>> {
        if self.ahead.is_some()
            && let Some(event) = self.ahead.take()
        {
            return Ok(event);
        }
        if self.empty.is_none() {
            if let Some(span) = self.plain_end() {
                self.at = span.end;
                return Ok(self.close(span));
            }
            let mut attributes = std::mem::take(&mut self.spare);
            match plain::opening(self.text, self.at, ATTRIBUTES, &mut attributes) {
                Some(opening) if self.forbidden.is_none_or(|at| at >= opening.end) => {
                    return self.plain_start(&opening, attributes);
                }
                _ => self.reuse(attributes),
            }
        }
        self.composed()
    }

    /// The next event, of as many pieces as it takes.
    fn composed(&mut self) -> Parsed<Event<'text>> {
        let mut words: Option<Words<'text>> = None;
        loop {
            let event = match self.piece()? {
                None => continue,
                Some(Event::Words(more)) => {
                    let all = match words.take() {
                        None => more,
                        Some(words) => words.and(&more),
                    };
                    if self.is_before_tag() {
                        return Ok(Event::Words(all));
                    }
                    words = Some(all);
                    continue;
                }
                Some(event) => event,
            };
            let Some(words) = words else { return Ok(event) };
            self.ahead = Some(event);
            return Ok(Event::Words(words));
        }
    }

    /// The words of the innermost element, if it holds nothing else and they stand there as they are, and the tag that closes it: that is
    /// read as well then.
    pub(super) fn only_words(&mut self) -> Option<(&'text str, Span)> {
        if self.empty.is_some() || self.ahead.is_some() {
            return None;
        }
        let rest = &self.text[self.at..];
        let (name, _) = self.open.last()?;
        let length = memchr::memchr2(b'<', b'&', rest.as_bytes())?;
        let (words, tag) = (&rest[..length], Span::new(self.at + length, self.at + length + "</>".len() + name.len()));
        let is_plain = !words.is_empty() && !has_special(words) && self.forbidden.is_none_or(|at| at >= tag.end);
        if !is_plain || !closes(rest.as_bytes(), length, name) {
            return None;
        }
        self.at = tag.end;
        self.close(tag);
        Some((words, tag))
    }

    /// Takes back what held the attributes of a tag, for the next.
    pub(super) fn reuse(&mut self, mut attributes: Vec<Attribute<'text>>) {
        attributes.clear();
        self.spare = attributes;
    }

    /// Whether a tag stands next: then words have ended, which else a comment may only interrupt.
    fn is_before_tag(&self) -> bool {
        matches!(self.text.as_bytes()[self.at..], [b'<', next, ..] if next != b'!' && next != b'?')
    }

    /// Reads one piece of the text; it may be one that says nothing.
    fn piece(&mut self) -> Parsed<Option<Event<'text>>> {
        if let Some(span) = self.empty.take() {
            return Ok(Some(self.close(span)));
        }
        let start = self.at;
        // quick-xml would swallow a second byte order mark without counting it.
        if start == 0 && self.text.starts_with('\u{FEFF}') {
            return Err(self.outside(Span::new(0, '\u{FEFF}'.len_utf8())));
        }
        let (piece, length) = pieces::piece(self.text, start)?;
        self.at += length;
        let span = Span::new(start, self.at);
        if let Some(at) = self.forbidden.filter(|&at| at < span.end) {
            return Err(self.forbidden_character(at));
        }
        match piece {
            Piece::Start => self.start(span, span.end - 1).map(Some),
            Piece::Empty => {
                let event = self.start(span, span.end - 2)?;
                self.empty = Some(span);
                Ok(Some(event))
            }
            Piece::End => self.end(span).map(Some),
            Piece::Words => self.words(span),
            Piece::CData => {
                let content = Span::new(span.start + "<![CDATA[".len(), span.end - "]]>".len());
                self.inside(span)?;
                Ok(Some(Event::Words(Words { text: line_ends(&self.text[content.start..content.end]), span: content })))
            }
            Piece::Reference => {
                self.inside(span)?;
                let c = references::resolve(&self.text[span.start + 1..span.end - 1], span)?;
                Ok(Some(Event::Words(Words { text: Cow::Owned(c.into()), span })))
            }
            Piece::Comment => self.comment(span),
            Piece::Declaration => declaration::declaration(self.text, span, self.encoding).map(|()| None),
            Piece::Instruction => declaration::instruction(self.text, span).map(|()| None),
            Piece::DocType => {
                Err(broken(span, "a DOCTYPE has no place here", "take it out: this reader knows no DTDs and no entities"))
            }
            Piece::Done => self.done().map(Some),
        }
    }

    /// Opens the element of a tag as nearly all are written.
    fn plain_start(&mut self, opening: &Opening, attributes: Vec<Attribute<'text>>) -> Parsed<Event<'text>> {
        let (name_span, span) = (Span::new(self.at + 1, opening.name_end), Span::new(self.at, opening.end));
        self.at = span.end;
        self.may_open(name_span, span)?;
        let name = self.entered(name_span);
        let name = self.scopes.open_plain(name, &attributes)?;
        self.empty = opening.is_empty.then_some(span);
        Ok(Event::Start(Tag { name, name_span, attributes, span }))
    }

    /// The tag that stands next, if that closes the innermost element with nothing but its name.
    fn plain_end(&self) -> Option<Span> {
        let (name, _) = self.open.last()?;
        closes(self.text.as_bytes(), self.at, name).then(|| Span::new(self.at, self.at + "</>".len() + name.len()))
    }

    fn start(&mut self, span: Span, end: usize) -> Parsed<Event<'text>> {
        let name = attributes::name_at(&self.text[..end], span.start + 1);
        let name_span = Span::new(span.start + 1, span.start + 1 + name.len());
        if !is_name(name) {
            return Err(self.no_tag(name, name_span));
        }
        self.may_open(name_span, span)?;
        let mut raw = std::mem::take(&mut self.spare);
        attributes::read(self.text, Span::new(name_span.end, end), ATTRIBUTES, &mut raw)?;
        let name = self.entered(name_span);
        let (name, attributes) = self.scopes.open(name, name_span, raw)?;
        Ok(Event::Start(Tag { name, name_span, attributes, span }))
    }

    /// Refuses a second root, and elements that stand too deep.
    fn may_open(&self, name: Span, span: Span) -> Parsed<()> {
        if self.open.is_empty() && self.rooted {
            let name = shown_key(&self.text[name.start..name.end]);
            let message = format!("`<{name}>` stands after the end of the document, which has one root element");
            return Err(broken(span, message, "take it out, or put it inside the root element"));
        }
        if self.open.len() == NESTING {
            let message = format!("elements stand more than {NESTING} deep in each other");
            return Err(broken_as(FaultKind::Limit, span, message, "flatten them"));
        }
        Ok(())
    }

    /// Takes note of an element that opens, and gives its name.
    fn entered(&mut self, name_span: Span) -> &'text str {
        let name = &self.text[name_span.start..name_span.end];
        self.rooted = true;
        self.open.push((name, name_span));
        name
    }

    fn no_tag(&self, name: &str, span: Span) -> Broken {
        if name.is_empty() {
            let help = "write `&lt;` for the character `<`; a tag begins with `<` and a name";
            return broken(here(self.text, span.start - 1), "a `<` that begins no tag", help);
        }
        let help = "names begin with a letter or `_`; the character `<` itself is written `&lt;`";
        broken(span, format!("`{}` is no name of an element", shown_key(name)), help)
    }

    fn end(&mut self, span: Span) -> Parsed<Event<'text>> {
        let name = self.text[span.start + 2..span.end - 1].trim_end_matches(is_white_space);
        match self.open.last() {
            Some((open, _)) if *open == name => Ok(self.close(span)),
            Some((open, _)) => {
                let open = shown_key(open);
                let message = format!("`</{}>` stands where `{open}` should be closed", shown_key(name));
                Err(broken(span, message, format!("write `</{open}>`")))
            }
            None => Err(broken(span, format!("`</{}>` closes no element", shown_key(name)), "take it out")),
        }
    }

    fn close(&mut self, span: Span) -> Event<'text> {
        self.open.pop();
        self.scopes.close();
        Event::End(span)
    }

    fn words(&self, span: Span) -> Parsed<Option<Event<'text>>> {
        let raw = &self.text[span.start..span.end];
        if self.open.is_empty() {
            return match raw.find(|c| !is_white_space(c)) {
                None => Ok(None),
                Some(at) => Err(self.outside(here(self.text, span.start + at))),
            };
        }
        if !has_special(raw) {
            return Ok((!raw.is_empty()).then_some(Event::Words(Words { text: Cow::Borrowed(raw), span })));
        }
        if let Some(at) = raw.find("]]>") {
            let at = span.start + at;
            return Err(broken(Span::new(at, at + 3), "`]]>` has no place in words", "write `]]&gt;`"));
        }
        Ok((!raw.is_empty()).then(|| Event::Words(Words { text: line_ends(raw), span })))
    }

    /// Refuses words outside the root element.
    fn inside(&self, span: Span) -> Parsed<()> {
        if self.open.is_empty() { Err(self.outside(span)) } else { Ok(()) }
    }

    fn outside(&self, span: Span) -> Broken {
        if self.rooted {
            broken(span, "there is more text after the end of the document", "take it out")
        } else {
            broken(span, "there is text before the root element", "take it out")
        }
    }

    fn comment(&self, span: Span) -> Parsed<Option<Event<'text>>> {
        // With the first hyphen of the end, so that a comment that ends in one is found as well.
        let content = &self.text[span.start + "<!--".len()..span.end - "->".len()];
        match content.find("--") {
            None => Ok(None),
            Some(at) => {
                let at = span.start + "<!--".len() + at;
                Err(broken(Span::new(at, at + 2), "`--` inside a comment", "write `- -`, or another dash"))
            }
        }
    }

    fn done(&self) -> Parsed<Event<'text>> {
        match self.open.last() {
            Some((name, span)) => {
                let name = shown_key(name);
                Err(broken(*span, format!("the element `{name}` is never closed"), format!("write `</{name}>` at its end")))
            }
            None if self.rooted => Ok(Event::Done),
            None => Err(broken(
                Span::new(self.text.len(), self.text.len()),
                if is_blank(self.text) { "the document is empty" } else { "the document has no root element" },
                "write a statement, or begin with `statemark new`",
            )),
        }
    }

    fn forbidden_character(&self, at: usize) -> Broken {
        let c = self.text[at..].chars().next().unwrap_or_default();
        let message = format!("the character U+{:04X} stands here, which XML cannot carry", u32::from(c));
        let help = match c {
            '\0' => "take the character out; a document full of them is in UTF-16 and lacks its byte order mark",
            '\u{C}' => "turn form feeds into line feeds before coding",
            _ => "take the character out",
        };
        broken_as(FaultKind::Character, here(self.text, at), message, help)
    }
}

impl Words<'_> {
    fn and(mut self, more: &Self) -> Self {
        self.text.to_mut().push_str(&more.text);
        self.span.end = more.span.end;
        self
    }
}

/// Whether the tag at a place closes the element of this name, and holds nothing else.
fn closes(text: &[u8], at: usize, name: &str) -> bool {
    let [b'<', b'/', rest @ ..] = &text[at..] else { return false };
    rest.get(name.len()) == Some(&b'>') && rest.iter().zip(name.as_bytes()).all(|(one, other)| one == other)
}

/// Whether words hold a bracket or a carriage return, and are not to be taken as they are.
fn has_special(words: &str) -> bool {
    // All are looked at, many at a time.
    let special = |byte: u8| u8::from(byte == b']') | u8::from(byte == b'\r');
    words.bytes().fold(0, |found, byte| found | special(byte)) != 0
}

/// A text with every line end as a line feed (XML 1.0, 2.11).
fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}
