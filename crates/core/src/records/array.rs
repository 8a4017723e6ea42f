//! A JSON list of documents: a record an item.

use super::{Mark, Scan, UNREAD, broken};

/// How deep lists and objects are followed: far deeper than the reader of a record goes, which says so.
const NESTING: usize = 10_000;

/// Finds the items of a JSON list.
///
/// A string ends with its line at the latest, since no line break may stand in one: a missing quotation mark breaks one record only.
/// Where the brackets of an item do not match, nobody can say where the next one begins.
#[derive(Debug, Default)]
pub struct Array {
    state: State,
    /// Where the item begins that has not ended, or the text behind the list.
    start: u64,
    /// The brackets that would close what is open in the item.
    closing: Vec<u8>,
    /// Where the last comma or item ended.
    last: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum State {
    /// Before the list.
    #[default]
    Before,
    /// Before the first item.
    First,
    /// Behind a comma.
    Next,
    /// Behind an item.
    Behind,
    /// In a list or an object, not in a string of it.
    Nested,
    /// In a string, and whether behind a back slash.
    String(bool),
    /// In an item of another kind.
    Bare,
    /// Behind the list.
    After,
    /// Nothing more can be told.
    Lost,
}

impl Scan for Array {
    fn scan(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let mut next = 0;
        while next < bytes.len() {
            next = match self.state {
                State::Nested => self.nested(bytes, next, at, marks),
                State::String(escaped) => self.string(escaped, bytes, next, at, marks),
                State::Bare => self.bare(bytes, next, at, marks),
                State::Lost => break,
                _ => {
                    self.between(bytes[next], at + next as u64, marks);
                    next + 1
                }
            };
        }
        bytes.len()
    }

    fn finish(&mut self, at: u64, marks: &mut Vec<Mark>) {
        match self.state {
            State::Nested | State::String(_) | State::Bare => marks.push(Mark::Record(self.start..at)),
            State::First | State::Next | State::Behind => {
                let (range, fault) =
                    broken(self.last..self.last, "the text ends inside this list", "write the rest of it, and `]`");
                marks.push(Mark::Fault(range, fault));
            }
            State::Before | State::After | State::Lost => {}
        }
        self.state = State::Lost;
    }

    fn open(&self) -> Option<u64> {
        match self.state {
            State::Nested | State::String(_) | State::Bare => Some(self.start),
            // What lacks, or is too much, is told when the next byte is seen.
            State::First | State::Behind => Some(self.last),
            State::Next => Some(self.last - 1),
            State::Before | State::After | State::Lost => None,
        }
    }
}

impl Array {
    /// A byte between two items.
    fn between(&mut self, byte: u8, at: u64, marks: &mut Vec<Mark>) {
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            return;
        }
        match (self.state, byte) {
            (State::Before, _) => self.state = if byte == b'[' { State::First } else { State::Before },
            (State::After, _) => {
                let help = format!("take it out; {UNREAD}");
                self.end(broken(at..at + 1, "there is more text after the end of the document", &help), marks);
            }
            (State::First | State::Behind, b']') => self.state = State::After,
            (State::Next, b']') => {
                marks.push(fault(self.last - 1..self.last, "a `,` stands after the last item of this list", "take the `,` out"));
                self.state = State::After;
            }
            (State::Behind, b',') => self.state = State::Next,
            (_, b',') => marks.push(fault(at..at + 1, "a `,` stands where an item of the list should stand", "take the `,` out")),
            (_, b'}' | b':') => {
                let help = format!("close each statement with one `}}` and write `,` between them; {UNREAD}");
                let message = format!("a `{}` stands where an item of the list should stand", char::from(byte));
                self.end(broken(at..at + 1, &message, &help), marks);
            }
            _ => {
                if self.state == State::Behind {
                    let help = "write `,` before the next item, or `]` after the last";
                    marks.push(fault(self.last..self.last, "a `,` or `]` is missing here", help));
                }
                self.begin(byte, at);
            }
        }
        self.last = at + 1;
    }

    fn begin(&mut self, byte: u8, at: u64) {
        self.start = at;
        self.closing.clear();
        self.state = match byte {
            b'{' | b'[' => {
                self.closing.push(closing(byte));
                State::Nested
            }
            b'"' => State::String(false),
            _ => State::Bare,
        };
    }

    /// Bytes of an item outside its strings.
    fn nested(&mut self, bytes: &[u8], from: usize, at: u64, marks: &mut Vec<Mark>) -> usize {
        for (index, &byte) in bytes.iter().enumerate().skip(from) {
            match byte {
                b'"' => {
                    self.state = State::String(false);
                    return index + 1;
                }
                b'{' | b'[' if self.closing.len() < NESTING => self.closing.push(closing(byte)),
                b'}' | b']' if self.closing.last() == Some(&byte) => {
                    self.closing.pop();
                    if self.closing.is_empty() {
                        self.item(at + index as u64 + 1, marks);
                        return index + 1;
                    }
                }
                b'{' | b'[' | b'}' | b']' => {
                    marks.push(Mark::Last(self.start..at + index as u64 + 1));
                    self.state = State::Lost;
                    return bytes.len();
                }
                _ => {}
            }
        }
        bytes.len()
    }

    /// Bytes of a string.
    fn string(&mut self, escaped: bool, bytes: &[u8], from: usize, at: u64, marks: &mut Vec<Mark>) -> usize {
        if escaped && bytes[from] != b'\n' {
            self.state = State::String(false);
            return from + 1;
        }
        let Some(length) = memchr::memchr3(b'"', b'\\', b'\n', &bytes[from..]) else { return bytes.len() };
        let end = from + length;
        if bytes[end] == b'\\' {
            self.state = State::String(true);
        } else if self.closing.is_empty() {
            self.item(at + end as u64 + 1, marks);
        } else {
            self.state = State::Nested;
        }
        end + 1
    }

    /// Bytes of a number or a word.
    fn bare(&mut self, bytes: &[u8], from: usize, at: u64, marks: &mut Vec<Mark>) -> usize {
        let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b'{' | b'[' | b'"' | b' ' | b'\t' | b'\n' | b'\r');
        let Some(length) = bytes[from..].iter().position(is_end) else { return bytes.len() };
        self.item(at + (from + length) as u64, marks);
        from + length
    }

    fn item(&mut self, end: u64, marks: &mut Vec<Mark>) {
        marks.push(Mark::Record(self.start..end));
        (self.state, self.last) = (State::Behind, end);
    }

    fn end(&mut self, (range, fault): (std::ops::Range<u64>, Box<crate::fault::Fault>), marks: &mut Vec<Mark>) {
        marks.push(Mark::End(range, fault));
        self.state = State::Lost;
    }
}

fn fault(range: std::ops::Range<u64>, message: &str, help: &str) -> Mark {
    let (range, fault) = broken(range, message, help);
    Mark::Fault(range, fault)
}

/// The bracket that closes what this one opens.
fn closing(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}
