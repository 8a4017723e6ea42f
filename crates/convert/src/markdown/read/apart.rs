//! Paragraphs between which an empty line is missing: attributes end a paragraph, so words on the next line are another one.
//!
//! `CommonMark` goes on with a paragraph until an empty line, out of quotes and bullets as well. Read so, one missing line would make
//! every attribute below it wrong. Attributes above their words are put below them, for the same reason.

use statemark::node::Span;

use super::attributes::is_attributes;
use super::blocks::{Block, BlockKind, Inline, InlineKind};

/// What is wrong with where attributes stand.
pub(super) enum Slip {
    /// Words stand right below attributes, without an empty line.
    Joined(Span),
    /// Attributes stand above the words that they are of.
    Above(Span),
}

/// Parts the paragraphs that were joined so, and gives the places where an empty line is missing.
pub(super) fn apart(blocks: &mut Vec<Block>, text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    // Right documents are left as they are.
    if blocks.iter().any(is_joined) {
        *blocks = Parting { text, slips: &mut slips }.blocks(std::mem::take(blocks));
    }
    slips
}

fn is_joined(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(inlines) => end_of_first(inlines).is_some(),
        BlockKind::Quote(blocks) => blocks.iter().any(is_joined),
        BlockKind::List { items, .. } => items.iter().any(|item| item.blocks.iter().any(is_joined)),
        _ => false,
    }
}

/// Where the attributes stand that end the first of two joined paragraphs: a code span that is a line of its own, with words behind it.
fn end_of_first(inlines: &[Inline]) -> Option<usize> {
    if inlines.len() < 3 {
        return None;
    }
    let is_break = |at: usize| matches!(inlines[at].kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let is_words = |inline: &Inline| !matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::Code(_));
    (0..inlines.len() - 2).find(|&at| {
        matches!(&inlines[at].kind, InlineKind::Code(content) if is_attributes(content) || says_what_it_is(content))
            && (at == 0 || is_break(at - 1))
            && is_break(at + 1)
            && inlines[at + 2..].iter().any(is_words)
    })
}

/// Whether attributes begin with the word that says what a bullet is.
fn says_what_it_is(content: &str) -> bool {
    matches!(content.split_ascii_whitespace().next(), Some("action" | "condition" | "note" | "relation"))
}

/// Whether attributes at the beginning are those of a clause, whose words below have none.
fn are_above(inlines: &[Inline]) -> bool {
    let of_section = |attribute: &str| {
        let key = attribute.split('=').next().unwrap_or_default();
        attribute.starts_with('#') || matches!(key, "kind" | "level" | "number")
    };
    let of_clause = |content: &str| content.split_ascii_whitespace().any(|attribute| !of_section(attribute));
    matches!(inlines, [Inline { kind: InlineKind::Code(content), .. }, .., last]
        if of_clause(content) && !matches!(last.kind, InlineKind::Code(_)))
}

struct Parting<'text, 'spans> {
    text: &'text str,
    slips: &'spans mut Vec<Slip>,
}

impl Parting<'_, '_> {
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut parted = Vec::with_capacity(blocks.len() + 1);
        for mut block in blocks {
            let behind = self.behind(&mut block);
            if let Some(first) = behind.first() {
                block.span.end = self.text[..first.span.start].trim_end_matches([' ', '>', '\r', '\n']).len();
            }
            parted.push(block);
            parted.extend(behind);
        }
        parted
    }

    /// Parts what stands in a block, and takes out what stands behind it.
    fn behind(&mut self, block: &mut Block) -> Vec<Block> {
        let end = block.span.end;
        match &mut block.kind {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, end),
            BlockKind::Quote(blocks) => {
                *blocks = self.blocks(std::mem::take(blocks));
                self.at_margin(blocks)
            }
            BlockKind::List { items, .. } => {
                for item in items.iter_mut() {
                    item.blocks = self.blocks(std::mem::take(&mut item.blocks));
                }
                let Some(last) = items.last_mut() else { return Vec::new() };
                let behind = self.at_margin(&mut last.blocks);
                if let Some(block) = last.blocks.last().filter(|_| !behind.is_empty()) {
                    last.span.end = block.span.end;
                }
                behind
            }
            _ => Vec::new(),
        }
    }

    /// Cuts a paragraph behind its attributes, as often as there are some.
    fn paragraph(&mut self, inlines: &mut Vec<Inline>, end: usize) -> Vec<Block> {
        let mut rest = Vec::new();
        let Some(at) = end_of_first(inlines) else { return rest };
        if at == 0 && are_above(inlines) {
            self.slips.push(Slip::Above(inlines[0].span));
            inlines.rotate_left(2);
            // The line break goes back between the words and their attributes.
            if let [.., last, before] = inlines.as_mut_slice() {
                std::mem::swap(last, before);
            }
            return rest;
        }
        let mut second: Vec<Inline> = inlines.drain(at + 1..).skip(1).collect();
        let start = second[0].span.start;
        self.slips.push(Slip::Joined(second[0].span));
        let mut behind = self.paragraph(&mut second, end);
        let end = behind.first().map_or(end, |block| second.last().map_or(block.span.start, |last| last.span.end));
        // White space that only Unicode knows may stand behind the end of a paragraph.
        rest.push(Block { kind: BlockKind::Paragraph(second), span: Span::new(start, end.max(start)) });
        rest.append(&mut behind);
        rest
    }

    /// Takes the last paragraphs out that stand at the left margin, and only by the missing line in what holds them.
    fn at_margin(&self, blocks: &mut Vec<Block>) -> Vec<Block> {
        let is_out = |block: &Block| {
            let line = self.text[..block.span.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let before = &self.text[line..block.span.start];
            let is_joined = |slip: &Slip| matches!(slip, Slip::Joined(span) if span.start == block.span.start);
            self.slips.iter().any(is_joined) && before.len() < 2 && !before.contains('>')
        };
        let kept = blocks.iter().rposition(|block| !is_out(block)).map_or(0, |at| at + 1);
        blocks.split_off(kept)
    }
}
