//! Which edits go together.

use std::collections::{BTreeMap, BTreeSet};

use statemark::edit::Edit;

/// Which bytes of a text are edited already.
#[derive(Default)]
pub(super) struct Room {
    replaced: BTreeMap<usize, usize>,
    inserted: BTreeSet<usize>,
}

impl Room {
    /// Takes the place of these edits, if no other has it. Words may be put in where others are put in, or beside what is replaced.
    pub(super) fn takes(&mut self, edits: &[Edit]) -> bool {
        let is_free = |edit: &Edit| {
            let (start, end) = (edit.span.start, edit.span.end);
            let before = self.replaced.range(..end.max(start + 1)).next_back();
            if start == end {
                return before.is_none_or(|(from, to)| *from == start || *to <= start);
            }
            before.is_none_or(|(_, to)| *to <= start) && self.inserted.range(start + 1..end).next().is_none()
        };
        if !edits.iter().all(is_free) {
            return false;
        }
        for edit in edits {
            if edit.span.start == edit.span.end {
                self.inserted.insert(edit.span.start);
            } else {
                self.replaced.insert(edit.span.start, edit.span.end);
            }
        }
        true
    }
}
