//! From a tree to a page: each piece of words is a block or left out, and stands in the text once.

use std::ops::Range;

use statemark_convert::xml::tree::{Content, Element};
use statemark_import::page::{Block, BlockKind, Entry, LeftOut};

use super::{Foreign, Role, Roles};

/// Reads elements, of which only the roles are known.
pub(super) struct Reader {
    roles: Roles,
    foreign: Foreign,
    /// The words that are being read, with one space where there is white space, and what of them is left out, and why.
    words: String,
    left_out: Vec<(Range<usize>, &'static str)>,
    /// Whether white space stands behind them, and whether none is to follow.
    is_apart: bool,
    is_glued: bool,
    /// What they are; nothing outside of paragraphs.
    kind: Option<BlockKind>,
    number: Option<String>,
    level: u8,
    items: u8,
    has_title: bool,
}

impl Reader {
    pub(super) fn new(roles: Roles) -> Self {
        Self {
            roles,
            foreign: Foreign { page: statemark_import::page::Page::default(), markup: std::collections::BTreeMap::new() },
            words: String::new(),
            left_out: Vec::new(),
            is_apart: false,
            is_glued: false,
            kind: None,
            number: None,
            level: 0,
            items: 0,
            has_title: false,
        }
    }

    /// Takes what the document says of itself, if it is there; the first of a key is the most trusted.
    pub(super) fn says(&mut self, key: &'static str, value: Option<&str>, origin: &'static str) {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        let entries = &mut self.foreign.page.metadata.entries;
        entries.extend(value.map(|value| Entry { key, value: value.to_owned(), origin, trust: 0 }));
    }

    /// What was read of a document.
    pub(super) fn read(mut self, root: &Element<'_>) -> Foreign {
        self.inside(root);
        self.flush();
        self.foreign.page.left_out.sort_by_key(|left_out| left_out.span.start);
        self.foreign
    }

    fn inside(&mut self, element: &Element<'_>) {
        for content in &element.content {
            match content {
                Content::Words(words, _) => self.add(words, None),
                Content::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match (self.roles)(element, self.kind.is_some()) {
            Role::Unread(place) => self.unread(element, place),
            Role::Apart(reason) => {
                self.count(element);
                self.add(&element.words(), Some(reason));
            }
            Role::Inline => {
                self.count(element);
                self.inside(element);
                self.is_glued = matches!(element.attribute("join"), Some("right" | "both"));
            }
            Role::Number => {
                self.flush();
                self.take_number(&element.words());
            }
            Role::Title if !std::mem::replace(&mut self.has_title, true) => self.block(element, Some(BlockKind::Title)),
            Role::Title | Role::Heading => self.block(element, Some(BlockKind::Heading(self.level.max(1)))),
            Role::Paragraph if self.items > 0 => self.block(element, Some(BlockKind::Item(self.items))),
            Role::Paragraph => self.block(element, Some(BlockKind::Paragraph)),
            Role::Container => self.block(element, None),
            Role::Level => {
                let level = self.level;
                self.level = level.saturating_add(1);
                self.block(element, None);
                self.level = level;
            }
            Role::Item => {
                let items = self.items;
                self.items = items.saturating_add(1);
                self.block(element, Some(BlockKind::Item(self.items)));
                self.items = items;
            }
        }
    }

    /// Reads what stands in an element, apart from what stands around it.
    fn block(&mut self, element: &Element<'_>, kind: Option<BlockKind>) {
        self.flush();
        let around = std::mem::replace(&mut self.kind, kind);
        self.inside(element);
        self.flush();
        self.kind = around;
    }

    /// Counts what is said by other means than words.
    fn count(&mut self, element: &Element<'_>) {
        *self.foreign.markup.entry(element.name.local.to_owned()).or_default() += 1;
    }

    fn unread(&mut self, element: &Element<'_>, place: &'static str) {
        self.flush();
        let words = element.words().split_whitespace().count();
        let unread = &mut self.foreign.page.unread;
        match unread.iter_mut().find(|(known, _)| *known == place) {
            Some((_, count)) => *count += words,
            None => unread.push((place, words)),
        }
        self.count_all(element);
    }

    fn count_all(&mut self, element: &Element<'_>) {
        for element in element.elements() {
            self.count(element);
            self.count_all(element);
        }
    }

    /// Adds words to those that are being read; with a reason they are left out.
    fn add(&mut self, text: &str, reason: Option<&'static str>) {
        let mut start = None;
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.is_apart |= !self.words.is_empty() && !self.is_glued;
                continue;
            }
            self.is_glued = false;
            if std::mem::take(&mut self.is_apart) {
                self.words.push(' ');
            }
            start = start.or(Some(self.words.len()));
            self.words.push(c);
        }
        if let (Some(start), Some(reason)) = (start, reason) {
            self.left_out.push((start..self.words.len(), reason));
        }
    }

    /// Puts a printed number into the text, for the block that follows.
    fn take_number(&mut self, text: &str) {
        let number = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if number.is_empty() {
            return;
        }
        let start = self.begin(&number);
        self.leave_out(start..start + number.len(), "a number");
        self.number = Some(number);
    }

    /// Puts a piece of words into the text; gives where it stands.
    fn begin(&mut self, words: &str) -> usize {
        let text = &mut self.foreign.page.text;
        if !text.is_empty() {
            text.push_str(if self.number.is_some() { " " } else { "\n\n" });
        }
        let start = text.len();
        text.push_str(words);
        start
    }

    fn leave_out(&mut self, span: Range<usize>, reason: &'static str) {
        self.foreign.page.left_out.push(LeftOut { span, reason });
    }

    /// Ends the words that were read so far: a block, or what is none.
    fn flush(&mut self) {
        (self.is_apart, self.is_glued) = (false, false);
        let (words, left_out) = (std::mem::take(&mut self.words), std::mem::take(&mut self.left_out));
        if words.is_empty() {
            return;
        }
        let start = self.begin(&words);
        let number = self.number.take();
        let in_text = |range: &Range<usize>| range.start + start..range.end + start;
        for (range, reason) in &left_out {
            self.leave_out(in_text(range), reason);
        }
        let kept = kept(&words, &left_out);
        let text = kept.iter().map(|range| &words[range.clone()]).collect::<Vec<_>>().join(" ");
        let reason = if self.kind.is_none() { "no paragraph" } else { "no letter and no digit" };
        match self.kind.filter(|_| text.contains(char::is_alphanumeric)) {
            Some(kind) => {
                let spans = kept.iter().map(in_text).collect();
                self.foreign.page.blocks.push(Block { kind, number, words: text, spans });
            }
            None => kept.iter().for_each(|range| self.leave_out(in_text(range), reason)),
        }
    }
}

/// What is not left out, without white space at its ends.
fn kept(words: &str, left_out: &[(Range<usize>, &'static str)]) -> Vec<Range<usize>> {
    let ends = left_out.iter().map(|(range, _)| range.start).chain([words.len()]);
    let starts = [0].into_iter().chain(left_out.iter().map(|(range, _)| range.end));
    let pieces = starts.zip(ends).map(|(start, end)| {
        let piece = &words[start..end];
        let start = start + piece.len() - piece.trim_start().len();
        start..start + piece.trim().len()
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
}
