//! From the tree of a page to its blocks: the words of the main part, in the order of the page.

use std::collections::BTreeMap;

use super::line::Lines;
use super::list::List;
use super::main_part::MainPart;
use super::shape::{is_block, is_footnote_mark, is_one_line, sets_apart};
use super::style::Sheet;
use super::tree::{DOCUMENT, Element, NodeId, Step, Tree, Walk};
use super::unseen::{Unseen, is_frame, unseen};
use crate::page::{BlockKind, Page};

/// The deepest list that counts: as deep as clauses go.
const LIST_DEPTH: u8 = 16;

/// Marks of footnotes, and readings above East Asian characters: seen, and no part of the sentence.
const FOOTNOTE_MARK: &str = "the mark of a footnote";
const READING: &str = "a reading beside the characters";

/// The blocks of the main part, and how many words are no part of it.
pub(super) fn read(tree: &Tree, sheet: &Sheet, main: &MainPart) -> Page {
    let mut flow = Flow::new(tree, sheet, main);
    // What was asked for is read, whatever stands around it.
    let mut walk = Walk::new(if main.is_asked() { main.id() } else { DOCUMENT });
    while let Some(step) = walk.next(tree) {
        match step {
            Step::Enter(id) => {
                if flow.enter(id) == Some(Unseen::Code) {
                    walk.pass_over();
                }
            }
            Step::Leave(id) => flow.leave(id),
        }
    }
    if main.is_asked() {
        flow.count_outside();
    }
    let unread = flow.unseen.into_iter().map(|(why, words)| (why.phrase(), words)).collect();
    Page { unread, ..flow.lines.finish() }
}

struct Flow<'page> {
    tree: &'page Tree,
    sheet: &'page Sheet,
    main: &'page MainPart,
    lines: Lines,
    /// How many words stand where, of those that are no part of the text.
    unseen: BTreeMap<Unseen, usize>,
    /// The element in which nothing is read, and why.
    skipped: Option<(NodeId, Unseen)>,
    /// How many elements of the main part are open.
    inside: usize,
    /// The heading, the footnote's mark and the preformatted text that are open.
    heading: Option<(NodeId, BlockKind)>,
    mark: Option<(NodeId, &'static str)>,
    preformatted: Option<NodeId>,
    lists: Vec<List>,
    /// How many items of definition lists are open, which count as a list each.
    definitions: usize,
    /// The number of the item whose first block is still to come.
    number: Option<String>,
    /// Rows that are one block each, and tables around them.
    row: Option<NodeId>,
    quotes: usize,
    has_title: bool,
}

impl<'page> Flow<'page> {
    fn new(tree: &'page Tree, sheet: &'page Sheet, main: &'page MainPart) -> Self {
        Self {
            tree,
            sheet,
            main,
            lines: Lines::new(),
            unseen: BTreeMap::new(),
            skipped: None,
            inside: usize::from(main.is_body()),
            heading: None,
            mark: None,
            preformatted: None,
            lists: Vec::new(),
            definitions: 0,
            number: None,
            row: None,
            quotes: 0,
            has_title: false,
        }
    }

    fn enter(&mut self, id: NodeId) -> Option<Unseen> {
        let tree = self.tree;
        if let Some(text) = tree.text(id) {
            self.text(text);
            return None;
        }
        let element = tree.element(id)?;
        if self.skipped.is_none() {
            self.skipped = self.skips(id, element).map(|why| (id, why));
        } else if matches!(element.name(), "script" | "style" | "template") {
            return Some(Unseen::Code);
        }
        if let Some((skipped, why)) = self.skipped {
            let name = element.name();
            if self.inside > 0 && skipped == id {
                if is_block(name) && !self.is_cell(name) {
                    self.end_block();
                } else if sets_apart(name) {
                    self.lines.add(" ");
                }
            }
            return Some(why);
        }
        self.inside += usize::from(self.main.is(id));
        if self.inside > 0 {
            self.open(id, element);
        }
        None
    }

    /// Counts the words around the part that was asked for.
    fn count_outside(&mut self) {
        let name = |id: NodeId| self.tree.element(id).map_or("", Element::name);
        let enters = |id: NodeId| !self.main.is(id) && !matches!(name(id), "script" | "style" | "template" | "head");
        let texts = self.tree.below(DOCUMENT, enters).filter_map(|id| self.tree.text(id));
        let words: usize = texts.map(|text| text.split_whitespace().count()).sum();
        if words > 0 {
            *self.unseen.entry(Unseen::Outside).or_default() += words;
        }
    }

    fn skips(&self, id: NodeId, element: &Element) -> Option<Unseen> {
        // What was asked for by name is read, whatever it is.
        if self.main.is(id) && self.main.is_asked() {
            return None;
        }
        unseen(self.tree, id, element, self.sheet).or_else(|| (self.frames(element)).then_some(Unseen::Frame))
    }

    /// Whether a header, footer or aside stands outside of the main part, or the main part is the whole page.
    fn frames(&self, element: &Element) -> bool {
        is_frame(element) && (self.inside == 0 && !self.main.is_asked() || self.main.is_body())
    }

    fn text(&mut self, text: &str) {
        let outside = (self.inside == 0).then_some(Unseen::Outside);
        if let Some(why) = self.skipped.map(|(_, why)| why).or(outside) {
            let words = text.split_whitespace().count();
            if words > 0 && why != Unseen::Code {
                *self.unseen.entry(why).or_default() += words;
            }
            return;
        }
        match (self.mark, self.preformatted) {
            (Some((_, reason)), _) => self.lines.add_left_out(text, reason),
            (None, None) => self.lines.add(text),
            (None, Some(_)) => {
                for line in text.split_inclusive('\n') {
                    self.lines.add(line.trim_end_matches('\n'));
                    if line.ends_with('\n') {
                        self.break_line();
                    }
                }
            }
        }
    }

    fn break_line(&mut self) {
        if self.lines.break_line() && self.row.is_none() && self.heading.is_none() {
            self.end_block();
        }
    }

    fn open(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        if is_block(name) && !self.is_cell(name) {
            self.end_block();
        }
        match name {
            "br" => self.break_line(),
            "b" | "strong" => self.lines.bold += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = self.heading.or(Some((id, self.heading_kind(name)))),
            "ul" | "ol" | "menu" | "dir" => self.lists.push(List::open(self.tree, id, element)),
            "dd" => self.definitions += 1,
            "li" => self.number = self.lists.last_mut().and_then(|list| list.number(element)),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted = self.preformatted.or(Some(id)),
            "tr" if self.row.is_none() && is_one_line(self.tree, id) => self.row = Some(id),
            "q" => {
                self.lines.add(if self.quotes.is_multiple_of(2) { "“" } else { "‘" });
                self.quotes += 1;
            }
            "rt" | "rtc" => self.mark = self.mark.or(Some((id, READING))),
            "sup" if is_footnote_mark(self.tree, id) => self.mark = self.mark.or(Some((id, FOOTNOTE_MARK))),
            _ => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(element) = self.tree.element(id) else { return };
        if let Some((skipped, _)) = self.skipped {
            if skipped == id {
                self.skipped = None;
            }
            return;
        }
        if self.inside == 0 {
            return;
        }
        let name = element.name();
        if self.is_cell(name) {
            self.lines.end_cell();
        } else if is_block(name) {
            self.end_block();
        }
        match name {
            "ul" | "ol" | "menu" | "dir" => drop(self.lists.pop()),
            "dd" => self.definitions = self.definitions.saturating_sub(1),
            "b" | "strong" => self.lines.bold = self.lines.bold.saturating_sub(1),
            "li" => self.number = None,
            "q" => {
                self.quotes = self.quotes.saturating_sub(1);
                self.lines.add(if self.quotes.is_multiple_of(2) { "”" } else { "’" });
            }
            _ => {}
        }
        self.heading = self.heading.filter(|&(open, _)| open != id);
        self.mark = self.mark.filter(|&(open, _)| open != id);
        self.preformatted = self.preformatted.filter(|&open| open != id);
        self.row = self.row.filter(|&open| open != id);
        self.inside -= usize::from(self.main.is(id));
    }

    fn is_cell(&self, name: &str) -> bool {
        self.row.is_some() && matches!(name, "td" | "th")
    }

    fn heading_kind(&self, name: &str) -> BlockKind {
        match name.as_bytes()[1] - b'0' {
            1 if !self.has_title => BlockKind::Title,
            level => BlockKind::Heading(level),
        }
    }

    fn end_block(&mut self) {
        let depth = u8::try_from(self.lists.len() + self.definitions).unwrap_or(LIST_DEPTH).min(LIST_DEPTH);
        let kind = match self.heading {
            Some((_, BlockKind::Title)) if self.has_title => BlockKind::Heading(1),
            Some((_, kind)) => kind,
            None if depth > 0 => BlockKind::Item(depth),
            None => BlockKind::Paragraph,
        };
        let ended = self.lines.end_block(kind, &mut self.number, self.preformatted.is_some());
        self.has_title |= ended && kind == BlockKind::Title;
    }
}
