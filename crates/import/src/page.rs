//! What a reader found in a text: its blocks in their order, each with the places of its words.

use std::ops::Range;

use crate::words::has_words;

/// A text, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The text as the source keeps it. For plain text and Markdown it is the whole file, for HTML and XML the words that a person sees,
    /// a line a block, blocks apart by an empty line.
    pub text: String,
    /// Its blocks, in the order of the text.
    pub blocks: Vec<Block>,
    /// What is in no block, and why: in bytes of the text, in its order.
    pub left_out: Vec<LeftOut>,
    /// How many words of the file are not in the text at all, by where they stand, such as `in navigation`: of HTML, what nobody reads.
    pub unread: Vec<(&'static str, usize)>,
    /// What the text says of itself.
    pub metadata: Metadata,
}

/// A heading, a paragraph or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The number or letter as printed, such as `12.` or `(a)`. Bullets are none.
    pub number: Option<String>,
    /// Its words: one line, with hyphenation mended and without the number.
    pub words: String,
    /// Where they stand: in bytes of the text, in its order. More than one where something stands between them, such as the foot of a page.
    pub spans: Vec<Range<usize>>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The title of the whole text.
    Title,
    /// A heading, of a level from 1 on.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list below the paragraph before it, of a depth from 1 on.
    Item(u8),
}

/// Words that are in no block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where they stand: in bytes of the text.
    pub span: Range<usize>,
    /// Why they are left out, such as `the foot of a page`.
    pub reason: &'static str,
}

/// What a text says of itself, each with where that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// What is known, such as `title`, `date`, `language`, `publisher`, `author`, `url`, `published`: key, value, and where it was read,
    /// such as `front matter`, `<meta name="date">` or `JSON-LD`. The first of a key is the most trusted. A `time` is a day that is spoken of.
    pub entries: Vec<Entry>,
}

/// One thing that a text says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is said.
    pub key: &'static str,
    /// The value, as it was read.
    pub value: String,
    /// Where it was read.
    pub origin: &'static str,
    /// How far that is from the most trusted place, which is 0.
    pub trust: u8,
}

impl Block {
    /// Whether it is a title or a heading.
    pub(crate) fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Title | BlockKind::Heading(_))
    }
}

impl Page {
    /// Lists as markup what is in no block and not left out yet, and puts all that is left out into the order of the text.
    pub(crate) fn finish_markup(&mut self) {
        let spans = self.blocks.iter().flat_map(|block| &block.spans).chain(self.left_out.iter().map(|left_out| &left_out.span));
        let mut taken: Vec<Range<usize>> = spans.cloned().collect();
        taken.sort_by_key(|span| span.start);
        taken.push(self.text.len()..self.text.len());
        let mut at = 0;
        for span in taken {
            if at < span.start {
                for line in lines(&self.text, at..span.start) {
                    let why = mark(&self.text[line.clone()]);
                    let reason = |span: &Range<usize>| if has_words(&self.text[span.clone()]) { why } else { "markup" };
                    self.left_out.extend(words_in(&self.text, line).map(|span| LeftOut { reason: reason(&span), span }));
                }
            }
            at = at.max(span.end);
        }
        self.left_out.sort_by_key(|left_out| left_out.span.start);
    }
}

/// What words of markup in this line are: tags, the language of code, where links lead to.
fn mark(line: &str) -> &'static str {
    if line.trim_start().starts_with(['`', '~']) {
        "the language of code"
    } else if line.contains("](") || line.contains("]:") || line.contains("://") {
        "where a link leads to"
    } else {
        "a tag of HTML"
    }
}

/// The lines of a range.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    text[range.clone()].split_inclusive('\n').scan(range.start, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..*at)
    })
}

/// Where there is something between white space.
fn words_in(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let slice = &text[range.clone()];
    slice.split_whitespace().map(move |word| {
        let start = range.start + (word.as_ptr().addr() - slice.as_ptr().addr());
        start..start + word.len()
    })
}
