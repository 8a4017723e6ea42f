//! Markdown (CommonMark): headings, paragraphs and lists as they are marked, with YAML front matter.

mod front_matter;
mod html;
mod html_blocks;
mod pieces;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::pieces::Pieces;
use crate::characters::carried;
use crate::error::ImportError;
use crate::kinds::{Kinds, Paragraph, add_item};
use crate::page::{Block, BlockKind, LeftOut, Page};
use crate::words::has_words;

/// Reads Markdown. What marks it up is left out; so are thematic breaks, images, and where links lead to.
///
/// # Errors
/// `Control` for a character that no statement may hold, `NoWords` where nothing is left.
///
/// ```
/// let page = statemark_import::markdown::read("---\ntitle: On Rain\n---\n\nWe **welcome** it:\n\n- gladly.\n").unwrap();
/// let words: Vec<&str> = page.blocks.iter().map(|block| block.words.as_str()).collect();
/// assert_eq!(words, ["We welcome it:", "gladly."]);
/// ```
pub fn read(text: &str) -> Result<Page, ImportError> {
    let text = carried(text)?;
    let front = front_matter::read(&text);
    let mut reader = Reader {
        page: Page { text: text.clone().into_owned(), ..Page::default() },
        text: &text,
        kinds: Kinds::with_title(),
        open: None,
        lists: Vec::new(),
        strong: 0,
        images: 0,
        html: None,
        hidden: None,
    };
    let body = front.as_ref().map_or(0, |front| front.end);
    if let Some(front) = front {
        reader.page.metadata = front.metadata;
        reader.page.left_out.push(LeftOut { span: 0..front.end, reason: "front matter" });
    }
    for (event, range) in Parser::new_ext(&text[body..], Options::empty()).into_offset_iter() {
        reader.event(event, range.start + body..range.end + body);
    }
    reader.close();
    reader.page.finish_markup();
    if reader.page.blocks.is_empty() { Err(ImportError::NoWords) } else { Ok(reader.page) }
}

type Span = std::ops::Range<usize>;

struct Reader<'text> {
    page: Page,
    text: &'text str,
    kinds: Kinds,
    open: Option<Open>,
    lists: Vec<List>,
    strong: usize,
    images: usize,
    /// The lines of the block of HTML that is being read.
    html: Option<Vec<Span>>,
    /// The element within a line that nobody sees and that is open.
    hidden: Option<html_blocks::Hidden>,
}

/// A list.
struct List {
    /// How deep its items stand: 0 where they are paragraphs with numbers.
    depth: u8,
    is_ordered: bool,
}

/// A block that is being read.
struct Open {
    kind: OpenKind,
    pieces: Pieces,
    /// Whether something in it is not in bold.
    is_plain: bool,
    /// Whether something was seen since the last break.
    is_line_seen: bool,
}

enum OpenKind {
    Heading(u8),
    Paragraph,
    /// Of a depth, with a number as printed, and where that or the bullet stands.
    Item(u8, Option<String>, Option<Span>),
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) | Event::Code(words) => self.words(&words, range),
            Event::SoftBreak | Event::HardBreak => self.space(),
            Event::Html(_) => {
                if let Some(lines) = &mut self.html {
                    lines.push(range);
                }
            }
            Event::Rule => {
                self.close();
                self.page.left_out.push(LeftOut { span: trimmed(self.text, range), reason: "a rule" });
            }
            Event::InlineHtml(_) => self.inline_html(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Span) {
        match tag {
            Tag::Heading { level, .. } => self.begin(OpenKind::Heading(of(*level))),
            Tag::Paragraph | Tag::CodeBlock(_) => self.paragraph(),
            Tag::HtmlBlock => {
                self.paragraph();
                self.html = Some(Vec::new());
            }
            Tag::List(first) => {
                self.close();
                self.list(first.is_some());
            }
            Tag::Item => self.item(range),
            Tag::Strong => self.strong += 1,
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Span) {
        match tag {
            TagEnd::HtmlBlock => {
                self.html_block();
                self.close();
            }
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Item => self.close(),
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.leave_out(range, "where a link leads to"),
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                self.leave_out(range, "an image");
            }
            _ => {}
        }
    }

    /// Begins a paragraph; the first one of an item is the item.
    fn paragraph(&mut self) {
        let is_begun = self.open.as_ref().is_some_and(|open| matches!(open.kind, OpenKind::Item(..)) && open.pieces.is_empty());
        if !is_begun {
            let kind = self.lists.last().map_or(OpenKind::Paragraph, |list| OpenKind::Item(list.depth, None, None));
            self.begin(kind);
        }
    }

    fn leave_out(&mut self, range: Span, reason: &'static str) {
        if let Some(open) = self.open.as_mut().filter(|_| self.images == 0 && self.hidden.is_none()) {
            open.pieces.leave_out(self.text, range, reason);
        }
    }

    /// A list below the paragraph before it, or of numbered paragraphs where that does not lead up to it.
    fn list(&mut self, is_ordered: bool) {
        let leads_up = self.page.blocks.last().is_some_and(|block| block.words.ends_with(':'));
        let depth = match self.lists.last() {
            Some(list) => list.depth.saturating_add(1),
            None => u8::from(!is_ordered || leads_up),
        };
        self.lists.push(List { depth, is_ordered });
    }

    fn item(&mut self, range: Span) {
        self.close();
        let Some(List { depth, is_ordered }) = self.lists.last() else { return };
        let range = trimmed(self.text, range);
        let marker = &self.text[range.clone()];
        let marker = &marker[..marker.find(char::is_whitespace).unwrap_or(marker.len())];
        let place = range.start..range.start + marker.len();
        let kind = OpenKind::Item(*depth, is_ordered.then(|| marker.to_owned()), Some(place));
        self.begin(kind);
    }

    fn begin(&mut self, kind: OpenKind) {
        self.close();
        self.open = Some(Open { kind, pieces: Pieces::default(), is_plain: false, is_line_seen: false });
    }

    fn words(&mut self, words: &str, range: Span) {
        if let Some(hidden) = &mut self.hidden {
            hidden.grow(&range);
        }
        if self.images > 0 || self.hidden.is_some() {
            return;
        }
        if self.open.is_none() {
            // Words of an item behind a list or a heading in it.
            let depth = self.lists.last().map(|list| list.depth);
            self.begin(depth.map_or(OpenKind::Paragraph, |depth| OpenKind::Item(depth, None, None)));
        }
        if let Some(open) = &mut self.open {
            open.is_plain |= self.strong == 0 && has_words(words);
            open.is_line_seen |= !words.trim().is_empty();
            open.pieces.add(self.text, words, range);
        }
    }

    fn space(&mut self) {
        let Some(open) = self.open.as_mut().filter(|_| self.images == 0 && self.hidden.is_none()) else { return };
        open.pieces.space();
        let is_empty_line = !std::mem::take(&mut open.is_line_seen) && !open.pieces.is_empty();
        // A line that only looks empty, such as one of no-break spaces, ends a paragraph for people.
        match &open.kind {
            OpenKind::Paragraph | OpenKind::Item(0, ..) if is_empty_line => self.begin(OpenKind::Paragraph),
            OpenKind::Item(depth, ..) if is_empty_line => {
                let kind = OpenKind::Item(*depth, None, None);
                self.begin(kind);
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        self.end_hidden();
        let Some(Open { kind, pieces, is_plain, .. }) = self.open.take() else { return };
        let lines = pieces.lines();
        let (words, spans, passed) = pieces.finish(self.text);
        self.page.left_out.extend(passed);
        if let OpenKind::Item(_, number, Some(place)) = &kind {
            let reason = match number {
                Some(_) if has_words(&words) => "a number",
                Some(_) => "the number of an empty item",
                None => "a bullet",
            };
            self.page.left_out.push(LeftOut { span: place.clone(), reason });
        }
        if !has_words(&words) {
            self.page.left_out.extend(spans.into_iter().map(|span| LeftOut { span, reason: "no letter and no digit" }));
            return;
        }
        let paragraph = Paragraph { words, spans, lines, columns: true, bold: !is_plain };
        match kind {
            OpenKind::Paragraph => self.kinds.add(&mut self.page, paragraph),
            OpenKind::Heading(level) => self.heading(level, paragraph),
            OpenKind::Item(depth, number, _) => {
                self.kinds.end_list();
                if depth > 0 && number.is_none() {
                    // A number may be written behind a bullet: `- (a) to act`.
                    return add_item(&mut self.page, depth, paragraph);
                }
                let kind = if depth == 0 { BlockKind::Paragraph } else { BlockKind::Item(depth) };
                let Paragraph { words, spans, .. } = paragraph;
                self.page.blocks.push(Block { kind, number, words, spans });
            }
        }
    }

    /// The first one, where nothing stands before it, is the title.
    fn heading(&mut self, level: u8, paragraph: Paragraph) {
        if level == 1 && self.page.blocks.is_empty() {
            let Paragraph { words, spans, .. } = paragraph;
            return self.page.blocks.push(Block { kind: BlockKind::Title, number: None, words, spans });
        }
        self.kinds.add_heading(&mut self.page, level, paragraph);
    }
}

fn of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: Span) -> Span {
    let slice = &text[range.clone()];
    let start = range.start + slice.len() - slice.trim_start().len();
    start..start + slice.trim().len()
}

#[cfg(test)]
mod tests;
