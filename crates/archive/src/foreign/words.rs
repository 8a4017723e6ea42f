//! The words of a block: as they are read, and as they stand in the source, where what is left out stands among them.

use std::ops::Range;

/// Words with one space where there is white space.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// What is read.
    pub(super) kept: String,
    /// That, and what is left out, which stands apart from it.
    pub(super) source: String,
    /// Where both stand in the source, and why what is left out is so.
    pub(super) pieces: Vec<(Range<usize>, Option<&'static str>)>,
    /// What stands behind what is read.
    behind: Behind,
    /// Whether white space stands behind all.
    is_apart: bool,
    /// Whether what follows is a piece of its own.
    is_cut: bool,
}

/// What stands behind a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Behind {
    #[default]
    Nothing,
    Space,
    /// What lets no white space count until the next letter that is read.
    Glue,
}

impl Words {
    /// Adds words; with a reason they are left out.
    pub(super) fn add(&mut self, text: &str, reason: Option<&'static str>) {
        for c in text.chars() {
            if c.is_ascii_whitespace() { self.space(reason) } else { self.letter(c, reason) }
        }
    }

    /// White space, among words that are left out for this reason.
    pub(super) fn space(&mut self, reason: Option<&'static str>) {
        let is_glued = self.behind == Behind::Glue;
        self.is_apart |= reason.is_some() || !is_glued;
        if reason.is_none() && !is_glued {
            self.behind = Behind::Space;
        }
    }

    /// Takes away the white space on both sides of this place; among words that are left out, on that before it.
    pub(super) fn glue(&mut self, reason: Option<&'static str>) {
        self.is_apart = false;
        if reason.is_none() {
            self.behind = Behind::Glue;
        }
    }

    /// Begins a piece of its own.
    pub(super) fn cut(&mut self) {
        self.is_cut = true;
    }

    fn letter(&mut self, c: char, reason: Option<&'static str>) {
        let is_new = std::mem::take(&mut self.is_cut) || self.pieces.last().is_none_or(|(_, last)| *last != reason);
        if (std::mem::take(&mut self.is_apart) || is_new) && !self.source.is_empty() {
            self.source.push(' ');
        }
        if is_new {
            self.pieces.push((self.source.len()..self.source.len(), reason));
        }
        self.source.push(c);
        if let Some((range, _)) = self.pieces.last_mut() {
            range.end = self.source.len();
        }
        if reason.is_none() {
            if std::mem::take(&mut self.behind) == Behind::Space && !self.kept.is_empty() {
                self.kept.push(' ');
            }
            self.kept.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_stands_apart_and_parts_no_words() {
        let mut words = Words::default();
        words.add(" wel", None);
        words.cut();
        words.add("l ", Some("struck out"));
        words.cut();
        words.add("come\n it", None);
        assert_eq!((&*words.kept, &*words.source), ("welcome it", "wel l come it"));
        let pieces: Vec<_> =
            words.pieces.iter().map(|(range, reason)| (&words.source[range.clone()], reason.is_some())).collect();
        assert_eq!(pieces, [("wel", false), ("l", true), ("come it", false)]);
    }

    #[test]
    fn glue_takes_white_space_away_on_both_sides() {
        let mut words = Words::default();
        words.add("so ", None);
        words.glue(None);
        words.add(" a note ", Some("a note"));
        words.glue(Some("a note"));
        words.add(" . On ", None);
        words.glue(Some("a note"));
        words.add("rain", None);
        assert_eq!((&*words.kept, &*words.source), ("so. On rain", "so a note . Onrain"));
    }
}
