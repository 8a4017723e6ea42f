//! Finds the documents of a stream, one behind the other: a line `---` and a line that begins with `statemark:` open each.

use statemark::records::{Mark, Scan};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const DASHES: &[u8] = b"---";
const KEY: &[u8] = b"statemark:";

/// Finds the documents of a stream.
///
/// A document goes on to where the next one opens, and the first takes along what stands before it: its reader says what is wrong there.
/// So the documents are the stream, byte for byte. Lines end at LF, CR LF or a lone CR.
#[derive(Debug, Default)]
pub struct Records {
    state: State,
    /// Where the document begins.
    start: u64,
    /// Whether only white space was seen so far.
    is_blank: bool,
    /// Whether the first line that is not blank is `---`.
    is_front: bool,
    /// How many documents have ended.
    ended: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum State {
    /// Before anything.
    #[default]
    First,
    /// Where a line begins.
    Begin,
    /// In white space that begins a line, where there was nothing else before.
    Indent,
    /// In a line that opens nothing.
    Words,
    /// Behind the `---` of a line that begins here.
    Dashes(u64),
    /// Where the line begins behind that one.
    Behind(u64),
}

impl Records {
    /// Documents in a text that goes on from here, where a line begins.
    fn within(at: u64) -> Self {
        Self { state: State::Begin, start: at, ..Self::default() }
    }

    /// Whether more than one document has begun, or words and two documents: what a reader of one document refuses for no other reason.
    pub fn are_many(&self) -> bool {
        self.ended > u64::from(!self.is_front)
    }

    /// Where a line begins: how far it tells what it is, if enough of it is there.
    fn begin(&mut self, bytes: &[u8], at: u64) -> Option<usize> {
        if self.is_blank {
            let blank = blank(bytes)?;
            if blank > 0 {
                let end = line_end(bytes)?;
                self.state = if end == 0 { State::Indent } else { State::Begin };
                return Some(blank.max(end));
            }
        }
        let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let rest = &bytes[mark..];
        if DASHES.starts_with(rest) && rest != DASHES || BYTE_ORDER_MARK.starts_with(bytes) {
            return None;
        }
        if !rest.starts_with(DASHES) {
            (self.state, self.is_blank) = (State::Words, false);
            return Some(0);
        }
        // In front of all else only the mark of the stream is none of its words.
        self.is_blank &= mark == 0;
        self.state = State::Dashes(at);
        Some(mark + DASHES.len())
    }

    /// White space at the beginning of a line that may be blank.
    fn indent(&mut self, bytes: &[u8]) -> Option<usize> {
        let end = line_end(bytes)?;
        if end > 0 {
            self.state = State::Begin;
            return Some(end);
        }
        let blank = blank(bytes)?;
        if blank == 0 {
            (self.state, self.is_blank) = (State::Words, false);
        }
        Some(blank)
    }

    /// The white space behind `---`, up to the end of the line.
    fn dashes(&mut self, begin: u64, bytes: &[u8]) -> Option<usize> {
        let end = line_end(bytes)?;
        if end > 0 {
            self.is_front |= self.is_blank;
            self.state = State::Behind(begin);
            return Some(end);
        }
        let blank = blank(bytes)?;
        if blank == 0 {
            (self.state, self.is_blank) = (State::Words, false);
        }
        Some(blank)
    }

    /// The line behind `---`.
    fn behind(&mut self, begin: u64, bytes: &[u8], marks: &mut Vec<Mark>) -> Option<usize> {
        if KEY.starts_with(bytes) && bytes != KEY {
            return None;
        }
        let is_blank = std::mem::replace(&mut self.is_blank, false);
        self.state = State::Begin;
        if bytes.starts_with(KEY) {
            self.state = State::Words;
            if !is_blank {
                marks.push(Mark::Record(self.start..begin));
                (self.start, self.ended) = (begin, self.ended + 1);
            }
        }
        Some(0)
    }

    /// The rest of a line that opens nothing, and the lines behind it that do neither.
    fn words(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut length = bytes.len();
        for found in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let Some(end) = line_end(&bytes[found..]) else {
                length = found;
                break;
            };
            let next = found + end;
            if bytes.get(next).is_none_or(|&byte| byte == b'-' || byte == BYTE_ORDER_MARK[0]) {
                self.state = State::Begin;
                return Some(next);
            }
        }
        Some(length).filter(|&length| length > 0)
    }

    fn step(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> Option<usize> {
        match self.state {
            State::First => {
                // That of the stream.
                let mark = bytes.starts_with(BYTE_ORDER_MARK);
                if BYTE_ORDER_MARK.starts_with(bytes) && !mark {
                    return None;
                }
                (self.state, self.is_blank) = (State::Begin, true);
                Some(if mark { BYTE_ORDER_MARK.len() } else { 0 })
            }
            State::Begin => self.begin(bytes, at),
            State::Indent => self.indent(bytes),
            State::Words => self.words(bytes),
            State::Dashes(begin) => self.dashes(begin, bytes),
            State::Behind(begin) => self.behind(begin, bytes, marks),
        }
    }
}

impl Scan for Records {
    fn scan(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let mut next = 0;
        while next < bytes.len() {
            match self.step(&bytes[next..], at + next as u64, marks) {
                Some(step) => next += step,
                None => return next,
            }
        }
        next
    }

    fn finish(&mut self, at: u64, marks: &mut Vec<Mark>) {
        if at > self.start {
            marks.push(Mark::Record(self.start..at));
        }
    }

    fn open(&self) -> Option<u64> {
        Some(self.start)
    }
}

/// Where the first document opens in a text behind the place where a line begins, and where the `statemark:` of that ends.
pub(super) fn opening(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut marks = Vec::new();
    let rest = text.get(from..)?;
    let mut records = Records::within(from as u64);
    records.scan(rest.as_bytes(), from as u64, &mut marks);
    let Some(Mark::Record(range)) = marks.first() else { return None };
    let start = usize::try_from(range.end).ok()?;
    let key = memchr::memmem::find(&text.as_bytes()[start..], KEY)?;
    Some((start, start + key + KEY.len()))
}

/// How long the line end is that stands here: nothing where none does, and none where more is needed to tell.
fn line_end(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'\r', b'\n', ..] => Some(2),
        [b'\r'] | [] => None,
        [b'\n' | b'\r', ..] => Some(1),
        _ => Some(0),
    }
}

/// How long the character of white space is that stands here, in the same way.
fn blank(bytes: &[u8]) -> Option<usize> {
    let longest = &bytes[..bytes.len().min(3)];
    // The rest of a longer one is no error here, but what is cut off.
    let text = match std::str::from_utf8(longest) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => std::str::from_utf8(&longest[..error.valid_up_to()]).ok()?,
        Err(error) if error.error_len().is_none() && bytes.len() < 3 => return None,
        Err(_) => "",
    };
    Some(text.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8))
}
