//! YAML 1.2 as the front matter and `ext` fences use it: maps, lists and scalars, without anchors, aliases, tags and merge keys.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};
use statemark::document::VALUE_LIMIT;
use statemark::fault::{Fault, FaultKind};
use statemark::node::{Entry, Node, Span, Value};

use super::scalar::{self, Schema};
use crate::markdown::limits::DEPTH;
use crate::markdown::points::Points;

/// Reads one YAML document; nothing after telling why not. `place` tells where a byte of `text` stands in the document around it.
pub(super) fn read(text: &str, schema: Schema, place: &dyn Fn(usize) -> usize, faults: &mut Vec<Fault>) -> Option<Node> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        text,
        points: Points::new(text),
        place,
        told: Vec::new(),
        values: 0,
        depth: 0,
    };
    let node = reader.document(schema);
    let broken = !reader.told.is_empty();
    if let Err(Stop(Some(error))) = &node {
        let fault = reader.explain(error);
        reader.told.push(fault);
    }
    faults.append(&mut reader.told);
    node.ok().filter(|_| !broken)
}

struct Reader<'text> {
    parser: Parser<'text, StrInput<'text>>,
    text: &'text str,
    points: Points<'text>,
    place: &'text dyn Fn(usize) -> usize,
    told: Vec<Fault>,
    values: usize,
    depth: usize,
}

/// The text is no YAML: the parser's error, or nothing where the fault is told.
struct Stop(Option<ScanError>);

type Read<T> = Result<T, Stop>;
type Token<'text> = (Event<'text>, Marks);

impl<'text> Reader<'text> {
    fn document(&mut self, schema: Schema) -> Read<Node> {
        let token = loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                token => break token,
            }
        };
        if matches!(token.0, Event::StreamEnd | Event::DocumentEnd) {
            return Ok(Node::new(Value::Map(Vec::new()), self.span(token.1)));
        }
        let node = self.node(token, schema)?;
        loop {
            match self.next()? {
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => return Ok(node),
                (_, marks) => {
                    return Err(self.stop(
                        FaultKind::Syntax,
                        marks,
                        "a second YAML document",
                        "take out what stands behind the first",
                    ));
                }
            }
        }
    }

    fn node(&mut self, (event, marks): Token<'text>, schema: Schema) -> Read<Node> {
        self.values += 1;
        if self.values > VALUE_LIMIT {
            let message = format!("the document holds more than {VALUE_LIMIT} values");
            return Err(self.stop(FaultKind::Limit, marks, &message, "split it"));
        }
        let span = self.span(marks);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), marks);
                Ok(self.scalar(text, style, span, schema))
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), marks);
                self.nested(marks, |reader| reader.list(span.start, schema))
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), marks);
                self.nested(marks, |reader| reader.map(span.start, schema))
            }
            Event::Alias(_) => {
                self.tell(marks, "an alias (`*`) has no place here", "write the value out; quote a value that begins with `*`");
                Ok(Node::new(Value::Null, span))
            }
            _ => Err(self.stop(FaultKind::Syntax, marks, "a value should stand here", "write one, or take the key out")),
        }
    }

    fn scalar(&mut self, text: Cow<'text, str>, style: ScalarStyle, span: Span, schema: Schema) -> Node {
        if style != ScalarStyle::Plain {
            return Node::string(text, span);
        }
        match scalar::value(&text, schema) {
            Ok(value) => Node::new(value, span),
            Err(message) => {
                let help = "write a number of JSON, or quotation marks around it";
                self.told.push(Fault::new(FaultKind::Number, span, message).help(help));
                Node::new(Value::Null, span)
            }
        }
    }

    fn nested(&mut self, marks: Marks, read: impl FnOnce(&mut Self) -> Read<Node>) -> Read<Node> {
        if self.depth == DEPTH {
            return Err(self.stop(FaultKind::Limit, marks, "lists and maps stand too deep in each other", "flatten them"));
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn list(&mut self, start: usize, schema: Schema) -> Read<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, marks) => {
                    return Ok(Node::new(Value::List(items), self.collection(start, marks)));
                }
                token => items.push(self.node(token, schema)?),
            }
        }
    }

    fn map(&mut self, start: usize, schema: Schema) -> Read<Node> {
        let mut entries = Vec::new();
        loop {
            let (event, marks) = self.next()?;
            let key_span = self.span(marks);
            let key = match event {
                Event::MappingEnd => return Ok(Node::new(Value::Map(entries), self.collection(start, marks))),
                Event::Scalar(key, style, anchor, tag) => {
                    self.refuse_properties(anchor, tag.is_some(), marks);
                    if style == ScalarStyle::Plain && key == "<<" {
                        self.tell(marks, "a merge key (`<<`) has no place here", "write the entries out");
                    }
                    key.into_owned()
                }
                other => {
                    self.tell(marks, "a key must be a string", "write the key in quotation marks");
                    self.node((other, marks), Schema::Ext)?;
                    String::new()
                }
            };
            let schema = schema.under(&key);
            let token = self.next()?;
            entries.push(Entry::new(key, key_span, self.node(token, schema)?));
        }
    }

    fn next(&mut self) -> Read<Token<'text>> {
        match self.parser.next_event() {
            Some(Ok(token)) => Ok(token),
            Some(Err(error)) => Err(Stop(Some(error))),
            None => Err(Stop(None)),
        }
    }

    fn refuse_properties(&mut self, anchor: usize, tag: bool, marks: Marks) {
        if anchor > 0 {
            self.tell(marks, "an anchor (`&`) has no place here", "take it out; quote a value that begins with `&`");
        }
        if tag {
            self.tell(marks, "a tag (`!`) has no place here", "take it out; quote a value that begins with `!`");
        }
    }

    fn tell(&mut self, marks: Marks, message: &str, help: &str) {
        let span = self.span(marks);
        self.told.push(Fault::new(FaultKind::Syntax, span, message).help(help));
    }

    fn stop(&mut self, kind: FaultKind, marks: Marks, message: &str, help: &str) -> Stop {
        let span = self.span(marks);
        self.told.push(Fault::new(kind, span, message).help(help));
        Stop(None)
    }

    /// The place of an event; the parser counts code points.
    fn span(&self, marks: Marks) -> Span {
        let start = self.points.offset(marks.start.index());
        let end = self.points.offset(marks.end.index()).max(start);
        let end = start + self.text[start..end].trim_end().len();
        Span::new((self.place)(start), (self.place)(end))
    }

    /// The place of a list or map that ends with this event, without the white space before its end.
    fn collection(&self, start: usize, marks: Marks) -> Span {
        let end = self.span(marks).end;
        Span::new(start, end.max(start))
    }

    /// The parser's error in our words.
    fn explain(&self, error: &ScanError) -> Fault {
        let at = self.points.offset(error.marker().index());
        let info = error.info();
        let (message, help) = if info.contains("tab") || self.text[at..].starts_with('\t') {
            ("a tab in the indentation", "indent with spaces")
        } else if info.contains("unknown anchor") {
            ("an alias (`*`) has no place here", "write the value out; quote a value that begins with `*`")
        } else if info.contains("recursion limit") {
            ("lists and maps stand too deep in each other", "flatten them")
        } else if info.contains("in quoted scalar") || info.contains("quoted scalar, found unexpected end") {
            ("a value in quotation marks that never ends", "close it with a quotation mark")
        } else if info.contains("mapping values are not allowed") || info.contains("placement of ':'") {
            (
                "a `:` where YAML expects none",
                "write quotation marks around a value that holds `: `, and close the brackets before it",
            )
        } else {
            let message = format!("this is not YAML: {info}");
            let help = "check the indentation, and write quotation marks around values that hold `: `, ` #` or begin with a sign";
            return self.fault(at, &message, help);
        };
        self.fault(at, message, help)
    }

    fn fault(&self, at: usize, message: &str, help: &str) -> Fault {
        let place = (self.place)(at);
        Fault::new(FaultKind::Syntax, Span::new(place, place), message).help(help)
    }
}
