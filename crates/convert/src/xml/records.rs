//! Finds the records of a collection in a stream: just enough of XML to see where each begins and ends.

use std::ops::Range;

use statemark::fault::{Fault, FaultKind, shown_key};
use statemark::node::Span;
use statemark::records::{Mark, Scan, UNREAD, broken};

use super::collection::{Collection, is_end_of_name};

/// Finds the records of a collection.
///
/// A record ends with the end tag of its own name, or where another statement or the end of the collection begins: so a tag that lacks
/// breaks one record only. Its reader says what is wrong in it.
#[derive(Debug)]
pub struct Records {
    /// The name of the collection's root, and of its statements.
    root: Vec<u8>,
    statement: Vec<u8>,
    state: State,
    /// What the comment, CDATA section or instruction stands in.
    around: State,
    /// The name of the record's root.
    name: Vec<u8>,
    /// Where the record, the words or the comment begin that have not ended.
    start: u64,
    /// Where the last record or comment ended.
    last: u64,
    /// How many bytes of the head are still to be passed.
    head: u64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    /// Between records.
    Between,
    /// In words between records.
    Words,
    /// In the tag that opens a record, and whether behind a `/`.
    Tag(bool),
    /// In a value in the tag that opens a record.
    Value(u8),
    /// In a record, not in a tag that matters.
    Inside,
    /// In the tag that closes a record.
    End,
    Comment,
    Data,
    Instruction,
    /// Behind the end of the collection.
    After,
    /// Nothing more can be told.
    Lost,
}

/// What to do with what stands at a place: go on behind so many bytes, or wait for more.
type Step = Option<usize>;

/// What kind of markup begins at a place.
enum Markup {
    /// Too little of it is there to tell.
    Unknown,
    /// A tag, or none.
    Other,
    /// A comment, a CDATA section or an instruction, whose beginning has so many bytes.
    Passage(usize),
}

impl Records {
    /// The records of this collection. The stream begins with its head.
    pub fn new(collection: &Collection) -> Self {
        let root = collection.name.clone().into_bytes();
        let statement = root.strip_suffix(b"s").unwrap_or(&root).to_owned();
        let state = if collection.is_empty { State::After } else { State::Between };
        let head = collection.length as u64;
        Self { root, statement, state, around: state, name: Vec::new(), start: head, last: head, head }
    }

    /// Between records, or behind the last.
    fn between(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> Step {
        let blank = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        if blank > 0 {
            return Some(blank);
        }
        match self.markup(bytes, at) {
            Markup::Passage(step) => return Some(step),
            Markup::Unknown => return None,
            Markup::Other => {}
        }
        if self.state == State::After {
            let help = format!("take it out; {UNREAD}");
            let (range, fault) = broken(at..at + 1, "there is more text after the end of the document", &help);
            marks.push(Mark::End(range, fault));
            self.state = State::Lost;
            return Some(1);
        }
        match bytes {
            [b'<', b'/', ..] => self.end_tag(bytes, at, marks),
            [b'<', next, ..] if !is_end_of_name(*next) && *next != b'!' => self.begin(bytes, at),
            _ => {
                (self.state, self.start) = (State::Words, at);
                Some(1)
            }
        }
    }

    /// A comment, a CDATA section or an instruction begins here, or nothing of the sort.
    fn markup(&mut self, bytes: &[u8], at: u64) -> Markup {
        let kinds: [(&[u8], State); 3] = [(b"<!--", State::Comment), (b"<![CDATA[", State::Data), (b"<?", State::Instruction)];
        for (begin, state) in kinds {
            // Between records, CDATA is words.
            if state == State::Data && self.state != State::Inside {
                continue;
            }
            if bytes.starts_with(begin) {
                if self.state != State::Inside {
                    self.start = at;
                }
                (self.around, self.state) = (self.state, state);
                return Markup::Passage(begin.len());
            }
            if begin.starts_with(bytes) {
                return Markup::Unknown;
            }
        }
        Markup::Other
    }

    /// An end tag between records: that of the collection, or of nothing.
    fn end_tag(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> Step {
        let name = &bytes[2..];
        let length = name.iter().position(|byte| *byte == b'>' || *byte == b'<').or((name.len() > 1024).then_some(1024))?;
        let end = 2 + length + usize::from(name[length] == b'>');
        let name = name[..length].trim_ascii_end();
        if name == self.root {
            self.state = State::After;
        } else {
            let message = format!("`</{}>` closes no element", shown_key(&String::from_utf8_lossy(name)));
            let (range, fault) = broken(at..at + end as u64, &message, "take it out");
            marks.push(Mark::Fault(range, fault));
        }
        self.last = at + end as u64;
        Some(end)
    }

    fn begin(&mut self, bytes: &[u8], at: u64) -> Step {
        let length = bytes.iter().position(|byte| is_end_of_name(*byte)).or((bytes.len() > 1024).then_some(1024))?;
        bytes[1..length].clone_into(&mut self.name);
        (self.state, self.start) = (State::Tag(false), at);
        Some(length)
    }

    /// Words between records, up to the next markup.
    fn words(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let Some(length) = memchr::memchr(b'<', bytes) else { return bytes.len() };
        marks.push(misplaced(self.start..at + length as u64));
        (self.state, self.last) = (State::Between, at + length as u64);
        length
    }

    /// The tag that opens a record. A `<` ends it: none may stand in it.
    fn tag(&mut self, is_slashed: bool, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let mut is_slashed = is_slashed;
        for (index, &byte) in bytes.iter().enumerate() {
            match byte {
                b'"' | b'\'' => {
                    self.state = State::Value(byte);
                    return index + 1;
                }
                b'>' if is_slashed => {
                    self.end(at + index as u64 + 1, marks);
                    return index + 1;
                }
                b'>' | b'<' => {
                    self.state = State::Inside;
                    return index + usize::from(byte == b'>');
                }
                _ => is_slashed = byte == b'/',
            }
        }
        self.state = State::Tag(is_slashed);
        bytes.len()
    }

    fn value(&mut self, quote: u8, bytes: &[u8]) -> usize {
        let Some(length) = memchr::memchr2(quote, b'<', bytes) else { return bytes.len() };
        let is_closed = bytes[length] == quote;
        self.state = if is_closed { State::Tag(false) } else { State::Inside };
        length + usize::from(is_closed)
    }

    /// Inside a record: of all tags only those matter that end it.
    fn inside(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> Step {
        for start in memchr::memchr_iter(b'<', bytes) {
            let rest = &bytes[start..];
            let first = rest.get(if rest.get(1) == Some(&b'/') { 2 } else { 1 });
            if first.is_some_and(|first| !self.may_matter(*first)) {
                continue;
            }
            let step = match rest.get(1) {
                Some(b'!' | b'?') => match self.markup(rest, at + start as u64) {
                    Markup::Passage(step) => step,
                    Markup::Other => continue,
                    Markup::Unknown => 0,
                },
                Some(b'/') if is_tag(&rest[2..], &self.name) => {
                    self.state = State::End;
                    2 + self.name.len()
                }
                Some(b'/') if is_tag(&rest[2..], &self.root) => {
                    self.end(at + start as u64, marks);
                    0
                }
                Some(b'/') if is_beginning(&rest[2..], &self.name) || is_beginning(&rest[2..], &self.root) => 0,
                Some(_) if is_tag(&rest[1..], &self.statement) || is_tag(&rest[1..], &self.name) => {
                    self.end(at + start as u64, marks);
                    0
                }
                Some(_) if !is_beginning(&rest[1..], &self.statement) && !is_beginning(&rest[1..], &self.name) => continue,
                _ => 0,
            };
            return if start + step == 0 && self.state == State::Inside { None } else { Some(start + step) };
        }
        Some(bytes.len())
    }

    /// Whether the first byte of a tag can be that of one that ends a record, or of what is no tag. That of most is another.
    fn may_matter(&self, first: u8) -> bool {
        let names = [&self.statement, &self.name, &self.root];
        first == b'!' || first == b'?' || names.iter().any(|name| name.first() == Some(&first))
    }

    /// The tag that closes a record. Another tag in it ends it as well.
    fn close(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let Some(length) = memchr::memchr2(b'>', b'<', bytes) else { return bytes.len() };
        let length = length + usize::from(bytes[length] == b'>');
        self.end(at + length as u64, marks);
        length
    }

    /// A comment, a CDATA section or an instruction, up to its end.
    fn until(&mut self, end: &[u8], bytes: &[u8], at: u64) -> Step {
        let Some(length) = memchr::memmem::find(bytes, end) else {
            // The end may be cut.
            return Some(bytes.len().saturating_sub(end.len() - 1)).filter(|&length| length > 0);
        };
        self.state = self.around;
        if self.state != State::Inside {
            self.last = at + (length + end.len()) as u64;
        }
        Some(length + end.len())
    }

    /// The record ends here.
    fn end(&mut self, at: u64, marks: &mut Vec<Mark>) {
        marks.push(Mark::Record(self.start..at));
        (self.state, self.last) = (State::Between, at);
    }

    /// Whether a record is open.
    fn is_open(&self, state: State) -> bool {
        match state {
            State::Tag(_) | State::Value(_) | State::Inside | State::End => true,
            State::Comment | State::Data | State::Instruction => self.around == State::Inside,
            _ => false,
        }
    }
}

impl Scan for Records {
    fn scan(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let mut next = usize::try_from(self.head.saturating_sub(at)).unwrap_or(usize::MAX).min(bytes.len());
        while next < bytes.len() {
            let (rest, at) = (&bytes[next..], at + next as u64);
            let step = match self.state {
                State::Between | State::After => self.between(rest, at, marks),
                State::Words => Some(self.words(rest, at, marks)),
                State::Tag(is_slashed) => Some(self.tag(is_slashed, rest, at, marks)),
                State::Value(quote) => Some(self.value(quote, rest)),
                State::Inside => self.inside(rest, at, marks),
                State::End => Some(self.close(rest, at, marks)),
                State::Comment => self.until(b"-->", rest, at),
                State::Data => self.until(b"]]>", rest, at),
                State::Instruction => self.until(b"?>", rest, at),
                State::Lost => return bytes.len(),
            };
            match step {
                Some(step) => next += step,
                None => return next,
            }
        }
        bytes.len()
    }

    fn finish(&mut self, at: u64, marks: &mut Vec<Mark>) {
        let state = std::mem::replace(&mut self.state, State::Lost);
        match state {
            State::After | State::Lost => {}
            _ if self.is_open(state) => marks.push(Mark::Record(self.start..at)),
            State::Words => marks.push(misplaced(self.start..at)),
            State::Comment | State::Instruction => {
                let (range, fault) = broken(self.start..self.start + 2, "this comment or instruction has no end", "close it");
                marks.push(Mark::Fault(range, fault));
            }
            _ => {
                let root = String::from_utf8_lossy(&self.root).into_owned();
                let message = format!("the element `{root}` is never closed");
                let (range, fault) = broken(self.last..self.last, &message, &format!("write `</{root}>` at its end"));
                marks.push(Mark::Fault(range, fault));
            }
        }
    }

    fn open(&self) -> Option<u64> {
        match self.state {
            State::After | State::Lost => None,
            State::Between => Some(self.last),
            _ => Some(self.start),
        }
    }
}

fn misplaced(range: Range<u64>) -> Mark {
    let message = "words stand where only statements may stand";
    let length = usize::try_from(range.end - range.start).unwrap_or(usize::MAX);
    let fault = Fault::new(FaultKind::Misplaced, Span::new(0, length), message);
    Mark::Fault(range, Box::new(fault.help("take them out, or put them into the element that they belong to")))
}

/// Whether a tag of this name begins here, behind its `<` or `</`.
fn is_tag(bytes: &[u8], name: &[u8]) -> bool {
    // Most are another from the second byte on.
    bytes.iter().zip(name).all(|(one, other)| one == other) && bytes.get(name.len()).is_some_and(|byte| is_end_of_name(*byte))
}

/// Whether more bytes could make it one.
fn is_beginning(bytes: &[u8], name: &[u8]) -> bool {
    bytes.len() <= name.len() && name.starts_with(bytes)
}
