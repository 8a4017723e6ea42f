//! Records of fields between separators: RFC 4180, and tables without quotation marks.

/// How fields are told apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    pub(super) separator: u8,
    /// Whether a field may be enclosed by quotation marks, in which a line may break.
    pub(super) quotes: bool,
}

/// Where the record goes on, line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum State {
    /// At the beginning of a field.
    #[default]
    Start,
    /// In a field without quotation marks.
    Bare,
    /// In a field between quotation marks.
    Quoted,
    /// Behind a quotation mark in such a field: its end, or the first half of a doubled one.
    Closing,
}

impl State {
    /// Whether the record ends here, where its line does.
    pub(super) fn is_whole(self) -> bool {
        self != Self::Quoted
    }
}

impl Dialect {
    /// Goes on with a record by a line of it.
    pub(super) fn go_on(self, state: State, line: &[u8]) -> State {
        line.iter().fold(state, |state, &byte| self.step(state, byte))
    }

    /// The fields of a record, without the end of its line.
    pub(super) fn split(self, record: &[u8]) -> Vec<Vec<u8>> {
        let record = record.strip_suffix(b"\n").map_or(record, |line| line.strip_suffix(b"\r").unwrap_or(line));
        let mut fields = vec![Vec::new()];
        let mut state = State::Start;
        for &byte in record {
            let next = self.step(state, byte);
            match (state, next) {
                (State::Start | State::Bare | State::Closing, State::Start) => fields.push(Vec::new()),
                (State::Start, State::Quoted) | (State::Quoted, State::Closing) => {}
                _ => {
                    if let Some(field) = fields.last_mut() {
                        field.push(byte);
                    }
                }
            }
            state = next;
        }
        fields
    }

    fn step(self, state: State, byte: u8) -> State {
        match state {
            State::Quoted if byte == b'"' => State::Closing,
            State::Quoted => State::Quoted,
            _ if byte == self.separator => State::Start,
            State::Start if byte == b'"' && self.quotes => State::Quoted,
            State::Closing if byte == b'"' => State::Quoted,
            _ => State::Bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Dialect, State};

    fn is_whole(record: &[u8]) -> bool {
        CSV.go_on(State::Start, record).is_whole()
    }

    const CSV: Dialect = Dialect { separator: b',', quotes: true };

    /// The first record, as `csv-core` reads it.
    fn theirs(mut text: &[u8]) -> Option<Vec<Vec<u8>>> {
        let (mut reader, mut words, mut ends) = (csv_core::Reader::new(), [0; 64], [0; 64]);
        let (mut written, mut ended) = (0, 0);
        loop {
            let (state, read, more, fields) = reader.read_record(text, &mut words[written..], &mut ends[ended..]);
            (text, written, ended) = (&text[read..], written + more, ended + fields);
            match state {
                csv_core::ReadRecordResult::Record => break,
                csv_core::ReadRecordResult::End => return None,
                _ => {}
            }
        }
        let start = |field: usize| if field == 0 { 0 } else { ends[field - 1] };
        Some((0..ended).map(|field| words[start(field)..ends[field]].to_vec()).collect())
    }

    proptest! {
        /// As `csv-core` reads them.
        #[test]
        fn fields_are_those_that_another_reader_finds(record in "[a\",é \n]{1,24}") {
            prop_assume!(is_whole(record.as_bytes()) && !record.starts_with('\n'));
            let Some(theirs) = theirs(record.as_bytes()) else { return Ok(()) };
            let end = (0..record.len()).find(|&at| record.as_bytes()[at] == b'\n' && is_whole(&record.as_bytes()[..=at]));
            let ours = CSV.split(&record.as_bytes()[..end.map_or(record.len(), |end| end + 1)]);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn a_table_without_quotation_marks_keeps_them() {
        let tsv = Dialect { separator: b'\t', quotes: false };
        assert!(tsv.go_on(State::Start, b"a\t\"b\tc\n").is_whole());
        assert_eq!(tsv.split(b"a\t\"b\t\r\n"), [b"a".to_vec(), b"\"b".to_vec(), Vec::new()]);
    }
}
