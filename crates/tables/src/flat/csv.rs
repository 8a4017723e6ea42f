//! CSV by RFC 4180: a header, commas, quotation marks where they are needed, UTF-8, and LF at the end of a row.
//!
//! **No cell runs.** A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, also in full width, and skips tabs and
//! line breaks before it. Words that begin so get an apostrophe before them, which tells a spreadsheet that they are words; and so do
//! words that begin so behind apostrophes of their own, so that taking one away always gives the words back ([`words`]).

use statemark::date::Day;

use super::Table;
use super::cells::Cells;

/// What stands before words that a spreadsheet would run.
const GUARD: u8 = b'\'';

/// The first row of a table.
pub fn header(table: Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rows = Rows::new(&mut bytes);
    for column in table.description().columns {
        rows.text(column.name);
    }
    rows.end_row();
    bytes
}

/// Writes rows behind what is there.
pub struct Rows<'bytes> {
    bytes: &'bytes mut Vec<u8>,
}

impl<'bytes> Rows<'bytes> {
    /// Goes on with a table.
    pub fn new(bytes: &'bytes mut Vec<u8>) -> Self {
        Self { bytes }
    }

    /// A cell in which nothing needs quotation marks.
    fn plain(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.bytes.push(b',');
    }
}

impl Cells for Rows<'_> {
    fn text(&mut self, text: &str) {
        let is_guarded = runs(text);
        let (text, bytes) = (text.as_bytes(), &mut *self.bytes);
        let special =
            |byte: u8| u8::from(byte == b',') | u8::from(byte == b'"') | u8::from(byte == b'\n') | u8::from(byte == b'\r');
        // All bytes are looked at, many at a time.
        if text.iter().fold(0, |found, byte| found | special(*byte)) == 0 {
            bytes.extend(is_guarded.then_some(GUARD));
            return self.plain(text);
        }
        bytes.push(b'"');
        bytes.extend(is_guarded.then_some(GUARD));
        for (index, part) in text.split(|byte| *byte == b'"').enumerate() {
            if index > 0 {
                bytes.extend_from_slice(b"\"\"");
            }
            bytes.extend_from_slice(part);
        }
        bytes.extend_from_slice(b"\",");
    }

    fn integer(&mut self, number: i64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = digit(rest % 10);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.plain(&digits[at..]);
    }

    fn number(&mut self, number: f64) {
        self.plain(number.to_string().as_bytes());
    }

    fn boolean(&mut self, value: bool) {
        self.plain(if value { b"true" } else { b"false" });
    }

    fn date(&mut self, day: Day) {
        let (mut text, year) = (*b"0000-00-00", day.year.unsigned_abs());
        for (at, number) in [(0, year / 100), (2, year), (5, day.month.into()), (8, day.day.into())] {
            (text[at], text[at + 1]) = (digit(number / 10 % 10), digit(number % 10));
        }
        self.plain(&text);
    }

    fn absent(&mut self) {
        self.bytes.push(b',');
    }

    fn end_row(&mut self) {
        // The comma behind the last cell gives way.
        self.bytes.pop();
        self.bytes.push(b'\n');
    }
}

fn digit(number: u64) -> u8 {
    b'0' + u8::try_from(number).unwrap_or_default()
}

/// Whether a spreadsheet could take words for a formula, with or without apostrophes before them.
fn runs(text: &str) -> bool {
    match text.as_bytes() {
        [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] | [] => false,
        _ => text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
    }
}

/// The words of a cell: without the apostrophe that was put before them, if one was.
///
/// ```
/// use statemark_tables::flat::csv::words;
/// assert_eq!(words("'=1+1"), "=1+1");
/// assert_eq!(words("'tis so"), "'tis so");
/// ```
pub fn words(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(write: impl FnOnce(&mut Rows<'_>)) -> String {
        let mut bytes = Vec::new();
        write(&mut Rows::new(&mut bytes));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (text, cell) in [
            ("rain", "rain,"),
            ("rain, snow", "\"rain, snow\","),
            ("\"rain\"", "\"\"\"rain\"\"\","),
            ("rain\r\nsnow", "\"rain\r\nsnow\","),
            ("水", "水,"),
            (" rain", " rain,"),
        ] {
            assert_eq!(written(|rows| rows.text(text)), cell);
        }
    }

    #[test]
    fn no_cell_runs_in_a_spreadsheet() {
        for text in ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", "'=1", "''@a"] {
            let cell = written(|rows| rows.text(text));
            let cell = cell.strip_suffix(',').unwrap().trim_matches('"');
            assert_eq!(cell, format!("'{text}"));
            assert_eq!(words(cell), text);
        }
        for text in ["'tis", "a=1", "'", "–1", "*a", "\u{a0}=1"] {
            assert_eq!(written(|rows| rows.text(text)), format!("{text},"));
            assert_eq!(words(text), text);
        }
    }

    #[test]
    fn other_cells_are_written_as_the_schema_reads_them() {
        let row = written(|rows| {
            for number in [0, 7, -1, 1_234_567_890, i64::MAX, i64::MIN] {
                rows.integer(number);
            }
            rows.number(0.25);
            rows.boolean(true);
            rows.date(Day { year: 7, month: 2, day: 9 });
            rows.absent();
            rows.end_row();
        });
        assert_eq!(row, "0,7,-1,1234567890,9223372036854775807,-9223372036854775808,0.25,true,0007-02-09,\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_words_come_back(text in "(?s)['=+@\t\r\n\",a-]{0,6}.{0,8}") {
            let cell = written(|rows| rows.text(&text));
            let mut cell = cell.strip_suffix(',').unwrap().to_owned();
            if let Some(inner) = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                cell = inner.replace("\"\"", "\"");
            } else {
                prop_assert!(!cell.contains(['"', ',', '\r', '\n']));
            }
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            prop_assert_eq!(words(&cell), text);
        }
    }
}
