//! What a paragraph of a plain text is: a title, a heading, a paragraph, an item of a list. Nothing but its words tells.

use std::ops::Range;

use crate::labels::{Label, Levels, Style, label};
use crate::page::{Block, BlockKind, LeftOut, Page};
use crate::words::{first_word_end, is_loud};

/// The level of what is a heading by its looks alone: below those that are marked as headings.
const PLAIN: u8 = 7;

/// The most bytes of a heading.
const LONGEST: usize = 200;

/// So many words with a full stop may be a title; more are a sentence.
const FEW: usize = 3;

/// A paragraph, with its number still in its words.
pub(crate) struct Paragraph {
    pub(crate) words: String,
    pub(crate) spans: Vec<Range<usize>>,
    /// How many lines it has.
    pub(crate) lines: usize,
    /// Whether it can be no title: its words stand in columns.
    pub(crate) columns: bool,
    /// Whether all of it is in bold.
    pub(crate) bold: bool,
}

/// Tells what paragraphs are, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    levels: Levels,
    has_title: bool,
}

impl Kinds {
    /// The same where the title is told by other means.
    pub(crate) fn with_title() -> Self {
        Self { has_title: true, ..Self::default() }
    }

    /// A heading or a list that is told by other means ends the list before it.
    pub(crate) fn end_list(&mut self) {
        self.levels.end();
    }

    /// Adds a paragraph to a page, as what it is.
    pub(crate) fn add(&mut self, page: &mut Page, paragraph: Paragraph) {
        let label = label(&paragraph.words);
        let kind = self.kind(page, &paragraph, label);
        let is_kept = label.is_some_and(|label| is_kept(kind, label.style));
        push(page, kind, paragraph, is_kept);
    }

    /// Adds a title that is marked as one.
    pub(crate) fn add_title(&mut self, page: &mut Page, paragraph: Paragraph) {
        self.levels.end();
        push(page, BlockKind::Title, paragraph, false);
    }

    /// Adds a heading that is marked as one, with its number or without.
    pub(crate) fn add_heading(&mut self, page: &mut Page, level: u8, paragraph: Paragraph) {
        self.levels.end();
        let style = label(&paragraph.words).map(|label| label.style);
        let is_numbered = matches!(style, Some(Style::Paragraph | Style::Capital | Style::Roman));
        push(page, BlockKind::Heading(level), paragraph, is_numbered);
    }

    fn kind(&mut self, page: &Page, paragraph: &Paragraph, label: Option<Label<'_>>) -> BlockKind {
        let words = label.map_or(&*paragraph.words, |label| &paragraph.words[label.length..]);
        let is_first = !self.has_title && page.blocks.is_empty() && !paragraph.columns;
        let kind = match label.map(|label| label.style) {
            Some(Style::Paragraph) if !self.has_title && is_symbol(label) => BlockKind::Title,
            Some(Style::Capital | Style::Paragraph) if is_heading(words) && (is_loud(words) || paragraph.bold) => {
                BlockKind::Heading(PLAIN)
            }
            Some(Style::Capital) if is_heading(words) => BlockKind::Heading(PLAIN + 1),
            None if is_first && is_title(paragraph) => BlockKind::Title,
            None if is_heading(words) && (is_loud(words) || paragraph.bold) => BlockKind::Heading(PLAIN),
            None | Some(Style::Paragraph | Style::Capital) => BlockKind::Paragraph,
            Some(style) => return BlockKind::Item(self.levels.depth(style)),
        };
        self.levels.end();
        self.has_title |= kind == BlockKind::Title;
        kind
    }
}

/// Adds an item of a list that is marked as one.
pub(crate) fn add_item(page: &mut Page, depth: u8, paragraph: Paragraph) {
    let is_numbered = label(&paragraph.words).is_some_and(|label| label.style != Style::Capital);
    push(page, BlockKind::Item(depth), paragraph, is_numbered);
}

/// Adds a block, with its number taken off or as a part of its words.
fn push(page: &mut Page, kind: BlockKind, paragraph: Paragraph, is_numbered: bool) {
    let Paragraph { words, mut spans, .. } = paragraph;
    let seen = spans.iter().position(|span| first_word_end(&page.text[span.clone()]).is_some());
    let unseen = spans.drain(..seen.unwrap_or(spans.len() - 1));
    page.left_out.extend(unseen.map(|span| LeftOut { span, reason: "no letter and no digit" }));
    let label = label(&words).filter(|_| is_numbered);
    let cut = label.and_then(|label| Some((label, cut(&page.text, &spans[0], words.split_whitespace().next()?)?)));
    let (number, words) = match cut {
        None => (None, words),
        Some((label, (place, rest))) => {
            let number = label.printed.map(str::to_owned);
            page.left_out.push(LeftOut { span: place, reason: if number.is_some() { "a number" } else { "a bullet" } });
            // It may stand alone at the foot of a page.
            spans.splice(..1, Some(rest).filter(|rest| rest.start < rest.end));
            (number, words[label.length..].to_owned())
        }
    };
    page.blocks.push(Block { kind, number, words, spans });
}

/// A title that is numbered by the session, as those of the General Assembly are: `73/8.`
fn is_symbol(label: Option<Label<'_>>) -> bool {
    label.and_then(|label| label.printed).is_some_and(|printed| printed.contains('/') && printed.ends_with('.'))
}

/// A single capital at the beginning of a sentence is no number but a name (“A. Smith said.”); a title has no place for a number.
fn is_kept(kind: BlockKind, style: Style) -> bool {
    kind != BlockKind::Title && (style != Style::Capital || matches!(kind, BlockKind::Heading(_)))
}

/// Short words at the beginning that are no sentence.
fn is_title(paragraph: &Paragraph) -> bool {
    let Paragraph { words, lines, .. } = paragraph;
    let is_sentence = words.ends_with('.') && words.split_whitespace().nth(FEW).is_some();
    *lines <= 4 && words.len() <= LONGEST && !words.ends_with([',', ';', ':']) && !is_sentence
}

/// Short words that end as no sentence does.
fn is_heading(words: &str) -> bool {
    words.len() <= LONGEST && !words.ends_with(['.', ',', ';', ':', '?', '!', '…'])
}

/// Where the first word of a span stands, and where what follows it; nothing if it is another than this.
fn cut(text: &str, span: &Range<usize>, word: &str) -> Option<(Range<usize>, Range<usize>)> {
    let slice = &text[span.clone()];
    // Before it may stand what cannot be seen, and is in no words.
    let length = first_word_end(slice)?;
    let rest = &slice[length..];
    let (end, start) = (span.start + length, span.end - rest.trim_start().len());
    // Signs of markup may stand in it: `2\.`
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    (letters(&slice[..length]) == letters(word)).then_some((span.start..end, start..span.end))
}
