//! The blocks of a Markdown text, as CommonMark sees them, each with its place.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};
use statemark::node::Span;

/// A block and where it stands.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
}

pub(super) enum BlockKind {
    Heading { level: usize, inlines: Vec<Inline> },
    Paragraph(Vec<Inline>),
    Quote(Vec<Block>),
    List { ordered: bool, items: Vec<Item> },
    Code(Code),
    Html,
    Rule,
}

/// An item of a list.
pub(super) struct Item {
    pub(super) blocks: Vec<Block>,
    pub(super) span: Span,
}

/// A code block.
pub(super) struct Code {
    /// What stands behind the opening fence; nothing for a block that is indented.
    pub(super) info: Option<String>,
    /// The lines, each with a line feed.
    pub(super) text: String,
    /// Whether it is closed by a fence of its own.
    pub(super) closed: bool,
    /// Offsets into `text`, each with the offset in the document from which the text goes on there.
    pieces: Vec<(usize, usize)>,
}

impl Code {
    /// Where a byte of the lines stands in the document.
    pub(super) fn place(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        self.pieces.get(index).map_or(0, |&(start, place)| place + (offset - start))
    }
}

/// A part of the words of a paragraph or heading.
pub(super) struct Inline {
    pub(super) kind: InlineKind,
    pub(super) span: Span,
}

#[derive(PartialEq)]
pub(super) enum InlineKind {
    Text(String),
    SoftBreak,
    HardBreak,
    Code(String),
    Open(Mark),
    Close,
    Html,
}

/// What may stand around words.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Link,
    Image,
}

/// The blocks of a text that stands at `base` in its document, and the places of its link definitions, which are no blocks.
pub(super) fn parse(text: &str, base: usize) -> (Vec<Block>, Vec<Span>) {
    let events = Parser::new_ext(text, Options::empty()).into_offset_iter();
    let definitions = events.reference_definitions().iter();
    let mut definitions: Vec<Span> =
        definitions.map(|(_, definition)| Span::new(base + definition.span.start, base + definition.span.end)).collect();
    definitions.sort_unstable();
    let mut blocks = Blocks { events: events.peekable(), text, base };
    (blocks.blocks(), definitions)
}

struct Blocks<'text> {
    events: Peekable<OffsetIter<'text>>,
    text: &'text str,
    base: usize,
}

impl Blocks<'_> {
    /// The blocks up to the end of what holds them. Limits on depth, checked before, bound the recursion.
    fn blocks(&mut self) -> Vec<Block> {
        // Most quotes and items hold one block, and there may be many of them.
        let mut blocks = Vec::with_capacity(1);
        while let Some((event, range)) = self.events.peek() {
            let range = range.clone();
            if is_inline(event) {
                // The items of a tight list hold words without a paragraph around them.
                let inlines = self.inlines();
                let end = inlines.last().map_or(self.base + range.end, |last| last.span.end);
                blocks.push(Block { kind: BlockKind::Paragraph(inlines), span: Span::new(self.base + range.start, end) });
                continue;
            }
            let kind = match self.events.next() {
                Some((Event::Start(tag), _)) => self.block(tag, &range),
                Some((Event::Rule, _)) => BlockKind::Rule,
                Some((Event::End(_), _)) | None => break,
                Some(_) => BlockKind::Html,
            };
            blocks.push(Block { kind, span: self.trimmed(range) });
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'_>, range: &Range<usize>) -> BlockKind {
        match tag {
            Tag::Paragraph => {
                let inlines = self.inlines();
                self.events.next();
                BlockKind::Paragraph(inlines)
            }
            Tag::Heading { level, .. } => {
                let inlines = self.inlines();
                self.events.next();
                BlockKind::Heading { level: level_number(level), inlines }
            }
            Tag::BlockQuote(_) => BlockKind::Quote(self.blocks()),
            Tag::List(start) => BlockKind::List { ordered: start.is_some(), items: self.items() },
            Tag::CodeBlock(kind) => {
                let info = matches!(kind, CodeBlockKind::Fenced(_)).then(|| raw_info(&self.text[range.clone()]).to_owned());
                BlockKind::Code(self.code(info, range))
            }
            _ => {
                self.blocks();
                BlockKind::Html
            }
        }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = self.events.next() {
            items.push(Item { blocks: self.blocks(), span: self.trimmed(range) });
        }
        items
    }

    fn code(&mut self, info: Option<String>, range: &Range<usize>) -> Code {
        let raw = &self.text[range.clone()];
        let mut code = Code { closed: true, info, text: String::new(), pieces: Vec::new() };
        // Where the last line of words ends, or the opening fence.
        let mut end = raw.find(['\n', '\r']).unwrap_or(raw.len());
        for (event, piece) in self.events.by_ref() {
            match event {
                Event::Text(text) => {
                    code.pieces.push((code.text.len(), self.base + piece.start));
                    code.text.push_str(&text);
                    end = end.max(piece.end - range.start);
                }
                _ => break,
            }
        }
        // Behind its words a fence has only the one that closes it, and the markers of what it stands in.
        code.closed = code.info.is_none() || raw.get(end..).is_some_and(|rest| rest.contains(['`', '~']));
        code
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(1);
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            let kind = match event {
                Event::Text(text) => InlineKind::Text(text.into_string()),
                Event::Code(code) => InlineKind::Code(code.into_string()),
                Event::SoftBreak => InlineKind::SoftBreak,
                Event::HardBreak => InlineKind::HardBreak,
                Event::Start(Tag::Strong) => InlineKind::Open(Mark::Strong),
                Event::Start(Tag::Emphasis) => InlineKind::Open(Mark::Emphasis),
                Event::Start(Tag::Image { .. }) => InlineKind::Open(Mark::Image),
                Event::Start(_) => InlineKind::Open(Mark::Link),
                Event::End(_) => InlineKind::Close,
                _ => InlineKind::Html,
            };
            inlines.push(Inline { kind, span: Span::new(self.base + range.start, self.base + range.end) });
        }
        inlines
    }

    /// The place of a block without the line ends behind it.
    fn trimmed(&self, range: Range<usize>) -> Span {
        let length = self.text[range.clone()].trim_end().len();
        Span::new(self.base + range.start, self.base + range.start + length)
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => true,
        Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(tag) => matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image),
        _ => false,
    }
}

/// What stands behind the marks that open a fence, as it is written: ids and attributes need no escapes, and places count in it.
fn raw_info(raw: &str) -> &str {
    let line = raw.split(['\n', '\r']).next().unwrap_or_default();
    line.trim_start().trim_start_matches(['`', '~']).trim()
}

/// Shows the code blocks among these blocks and in them, in their order.
pub(super) fn each_code(blocks: &[Block], show: &mut dyn FnMut(&Code)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code(code) => show(code),
            BlockKind::Quote(blocks) => each_code(blocks, show),
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_code(&item.blocks, show)),
            _ => {}
        }
    }
}

fn level_number(level: HeadingLevel) -> usize {
    level as usize
}
