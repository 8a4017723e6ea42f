//! From a tree to a page: each piece of words is a block or left out, and stands in the text once.

use std::mem;

use statemark_convert::xml::tree::{Content, Element};
use statemark_import::page::{BlockKind, Entry};

use super::blocks::Blocks;
use super::words::Words;
use super::{Foreign, Place, Role, Roles, alternatives};

/// Attributes that name an element or say how it looks.
const NAMES_AND_LOOKS: &[&str] =
    &["eId", "wId", "evolvingId", "GUID", "id", "class", "style", "rend", "rendition", "space", "base", "break"];

/// Reads elements, of which only the roles are known.
pub(super) struct Reader {
    roles: Roles,
    blocks: Blocks,
    markup: std::collections::BTreeMap<String, usize>,
    words: Words,
    /// Why words are left out, if they are.
    reason: Option<&'static str>,
    /// Whether nothing ends the words that are being read, as in a heading.
    is_flat: bool,
    /// Whether a paragraph is being read, and no bare words of what holds others.
    is_open: bool,
    kind: BlockKind,
    depth: usize,
    /// How deep what stands in the innermost part does.
    part: usize,
    level: u8,
    items: u8,
    has_title: bool,
}

impl Reader {
    pub(super) fn new(roles: Roles) -> Self {
        Self {
            roles,
            blocks: Blocks::default(),
            markup: std::collections::BTreeMap::new(),
            words: Words::default(),
            reason: None,
            is_flat: false,
            is_open: false,
            kind: BlockKind::Paragraph,
            depth: 0,
            part: 0,
            level: 0,
            items: 0,
            has_title: false,
        }
    }

    /// Takes what the document says of itself, if it is there; the first of a key is the most trusted.
    pub(super) fn says(&mut self, key: &'static str, value: Option<&str>, origin: &'static str) {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        let entries = &mut self.blocks.page.metadata.entries;
        entries.extend(value.map(|value| Entry { key, value: value.to_owned(), origin, trust: 0 }));
    }

    /// The words of an element that stands outside of the text.
    pub(super) fn words(roles: Roles, element: &Element<'_>) -> String {
        let mut reader = Self { is_flat: true, is_open: true, ..Self::new(roles) };
        reader.inside(element);
        reader.words.kept
    }

    /// What was read of a document.
    pub(super) fn read(mut self, root: &Element<'_>) -> Foreign {
        self.block(root, self.kind, false);
        self.blocks.release();
        let mut page = self.blocks.page;
        page.left_out.sort_by_key(|left_out| left_out.span.start);
        Foreign { page, markup: self.markup }
    }

    fn inside(&mut self, element: &Element<'_>) {
        for content in &element.content {
            match content {
                Content::Words(words, _) => self.words.add(words, self.reason),
                Content::Element(inner) => self.element(inner, element),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, around: &Element<'_>) {
        let role = (self.roles)(element, self.place(around));
        if !role.is_structure() || says_more(element) {
            self.count(element);
        }
        match role {
            Role::Unread(place) => self.unread(element, place),
            Role::Apart(reason) => self.apart(reason, |reader| reader.inside(element)),
            Role::Joint => self.joint(element),
            Role::Inline => self.inline(element),
            Role::Choice => self.choice(element),
            Role::Spaced => self.spaced(element),
            _ if self.is_flat => self.spaced(element),
            Role::Number => self.number(element),
            // That of a part, such as an annex, is none of the whole.
            Role::Title if self.level == 0 && !mem::replace(&mut self.has_title, true) => self.flat(element, BlockKind::Title),
            Role::Heading if self.items > 0 => self.flat(element, self.plain()),
            Role::Title | Role::Heading => self.flat(element, BlockKind::Heading(self.level.max(1))),
            Role::Paragraph => self.block(element, self.plain(), true),
            Role::Container => self.block(element, self.plain(), false),
            Role::Level => {
                self.flush();
                self.blocks.release();
                let around = (self.level, mem::replace(&mut self.part, self.depth + 1));
                self.level = self.level.saturating_add(1);
                self.block(element, self.plain(), false);
                (self.level, self.part) = around;
            }
            Role::Item => {
                self.flush();
                self.blocks.release();
                let items = self.items;
                self.items = items.saturating_add(1);
                self.block(element, self.plain(), true);
                self.items = items;
            }
        }
    }

    fn place<'tree, 'text>(&self, around: &'tree Element<'text>) -> Place<'tree, 'text> {
        Place { around, is_open: self.is_open, is_amid: self.is_open || !self.words.kept.is_empty() }
    }

    /// What words are that no name says more of.
    fn plain(&self) -> BlockKind {
        if self.items > 0 { BlockKind::Item(self.items) } else { BlockKind::Paragraph }
    }

    /// Reads what stands in an element, apart from what stands around it.
    fn block(&mut self, element: &Element<'_>, kind: BlockKind, is_open: bool) {
        self.flush();
        let around = (mem::replace(&mut self.kind, kind), mem::replace(&mut self.is_open, is_open));
        self.depth += 1;
        self.inside(element);
        self.flush();
        self.blocks.end(self.depth);
        self.depth -= 1;
        (self.kind, self.is_open) = around;
    }

    /// Reads an element as one block, whatever stands in it.
    fn flat(&mut self, element: &Element<'_>, kind: BlockKind) {
        self.is_flat = true;
        self.block(element, kind, true);
        self.is_flat = false;
    }

    /// Reads a printed number; where nothing follows, it is the heading of a part.
    fn number(&mut self, element: &Element<'_>) {
        self.flush();
        self.is_flat = true;
        self.inside(element);
        self.is_flat = false;
        let kind = if self.depth == self.part && self.items == 0 { BlockKind::Heading(self.level.max(1)) } else { self.plain() };
        self.blocks.number(&mem::take(&mut self.words), kind, self.depth);
    }

    fn inline(&mut self, element: &Element<'_>) {
        let joins = |side| matches!(element.attribute("join"), Some(join) if join == side || join == "both");
        if joins("left") {
            self.words.glue(self.reason);
        }
        self.inside(element);
        if joins("right") {
            self.words.glue(self.reason);
        }
    }

    fn joint(&mut self, element: &Element<'_>) {
        self.words.glue(self.reason);
        self.inside(element);
        self.words.glue(self.reason);
    }

    fn spaced(&mut self, element: &Element<'_>) {
        self.words.space(self.reason);
        self.inside(element);
        self.words.space(self.reason);
    }

    /// Leaves out what is read.
    fn apart(&mut self, reason: &'static str, read: impl FnOnce(&mut Self)) {
        let around = (self.reason, mem::replace(&mut self.is_flat, true));
        self.reason = self.reason.or(Some(reason));
        self.words.cut();
        read(self);
        self.words.cut();
        (self.reason, self.is_flat) = around;
    }

    /// Reads one of several that stand for one another. White space between them is none of the text.
    fn choice(&mut self, element: &Element<'_>) {
        let taken = alternatives::taken(element);
        for content in &element.content {
            match content {
                Content::Words(words, _) if words.trim_ascii().is_empty() => {}
                Content::Words(words, _) => self.words.add(words, self.reason),
                Content::Element(inner) if taken.is(inner) => self.element(inner, element),
                Content::Element(inner) => self.alternative(inner, element),
            }
        }
    }

    /// Leaves out what stands for what is read.
    fn alternative(&mut self, element: &Element<'_>, around: &Element<'_>) {
        self.count(element);
        match (self.roles)(element, self.place(around)) {
            Role::Apart(reason) => self.apart(reason, |reader| reader.inside(element)),
            Role::Choice => self.apart(alternatives::reason(element), |reader| reader.choice(element)),
            _ => self.apart(alternatives::reason(element), |reader| reader.inside(element)),
        }
    }

    /// Counts what is said by other means than words.
    fn count(&mut self, element: &Element<'_>) {
        *self.markup.entry(element.name.local.to_owned()).or_default() += 1;
    }

    fn unread(&mut self, element: &Element<'_>, place: &'static str) {
        let words = element.words().split_whitespace().count();
        let unread = &mut self.blocks.page.unread;
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

    /// Ends the words that were read so far.
    fn flush(&mut self) {
        let words = mem::take(&mut self.words);
        if !words.source.is_empty() {
            self.blocks.add(&words, self.kind);
        }
    }
}

/// Whether attributes say more of an element than its name does: who speaks, what is meant, what came of it.
fn says_more(element: &Element<'_>) -> bool {
    element.attributes.iter().any(|attribute| !NAMES_AND_LOOKS.contains(&attribute.name.local))
}
