//! The words of a paragraph or heading: a number in bold, the words themselves, the attributes in a code span at the end.

use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

use super::attributes::{CodeSpan, is_attributes};
use super::blocks::{Inline, InlineKind, Mark};
use super::body::Context;
use crate::markdown::label::is_label;

/// What a paragraph or heading holds.
pub(super) struct Words {
    /// The words, on one line but for the hard breaks of a quote.
    pub(super) text: String,
    pub(super) span: Span,
    /// The number in bold before them.
    pub(super) number: Option<(String, Span)>,
    /// The code span behind them.
    pub(super) attributes: Option<CodeSpan>,
}

/// Where words stand, since not all may hold the same.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// In a clause, bullet or heading: a number may stand before them.
    Text,
    /// In the title: a number in bold is part of the words.
    Title,
    /// In a quote: a hard break is a line feed of the source.
    Quote,
}

/// The words of these inlines; what cannot be kept is told.
pub(super) fn words(mut inlines: &[Inline], place: Place, block: Span, faults: &mut Vec<Fault>) -> Words {
    let mut attributes = None;
    // The parser leaves the space before the closing `#` of a heading.
    while let [before @ .., last] = inlines
        && matches!(&last.kind, InlineKind::Text(text) if text.trim_matches(' ').is_empty())
    {
        inlines = before;
    }
    if let [before @ .., Inline { kind: InlineKind::Code(content), span }] = inlines {
        attributes = Some(CodeSpan { span: *span, content: content.clone() });
        inlines = before;
        // A hard break before the attributes only draws them on a line of their own.
        while let [before @ .., Inline { kind: InlineKind::SoftBreak | InlineKind::HardBreak, .. }] = inlines {
            inlines = before;
        }
    }
    if attributes.is_none()
        && place != Place::Title
        && let Some((code, before)) = without_ticks(inlines)
    {
        let help = "write a back tick (`) before them and one after them";
        faults.push(Fault::new(FaultKind::Syntax, code.span, "these attributes do not stand in back ticks").help(help));
        attributes = Some(code);
        inlines = before;
    }
    let mut number = None;
    if place == Place::Text
        && let Some((label, rest)) = label(inlines)
    {
        number = Some(label);
        inlines = rest;
    }
    let span = match inlines {
        [first, .., last] => Span::new(first.span.start, last.span.end),
        [only] => only.span,
        [] => attributes.as_ref().map_or(block, |code| Span::new(code.span.start, code.span.start)),
    };
    let text = text(inlines, place, faults);
    // Only what CommonMark itself strips at the ends of a line.
    let trimmed = text.trim_matches(' ');
    let start = span.start + (text.len() - text.trim_start_matches(' ').len()).min(span.end - span.start);
    Words { text: trimmed.to_owned(), span: Span::new(start, span.end), number, attributes }
}

/// The last line of words, where it is meant as attributes but lacks a back tick, with what stands before it.
fn without_ticks(inlines: &[Inline]) -> Option<(CodeSpan, &[Inline])> {
    let end = inlines.iter().rposition(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak))?;
    let line = &inlines[end + 1..];
    let mut content = String::new();
    for inline in line {
        let InlineKind::Text(text) = &inline.kind else { return None };
        content.push_str(text);
    }
    let content = content.trim_matches('`').trim();
    let span = Span::new(line.first()?.span.start, line.last()?.span.end);
    let is_bullet = matches!(content, "action" | "condition" | "note" | "relation");
    (is_bullet || is_attributes(content)).then(|| (CodeSpan { span, content: content.to_owned() }, &inlines[..end]))
}

/// The number in bold at the start, with what stands behind it.
fn label(inlines: &[Inline]) -> Option<((String, Span), &[Inline])> {
    let [Inline { kind: InlineKind::Open(Mark::Strong), span }, inside @ ..] = inlines else { return None };
    let close = inside.iter().position(|inline| inline.kind == InlineKind::Close)?;
    let mut label = String::new();
    for inline in &inside[..close] {
        match &inline.kind {
            InlineKind::Text(text) => label.push_str(text),
            InlineKind::SoftBreak => label.push(' '),
            _ => return None,
        }
    }
    let span = Span::new(inside.first()?.span.start.min(span.end), inside[..close].last()?.span.end);
    is_label(&label).then(|| ((label, span), &inside[close + 1..]))
}

fn text(inlines: &[Inline], place: Place, faults: &mut Vec<Fault>) -> String {
    let mut text = String::new();
    let mut html = false;
    for (index, inline) in inlines.iter().enumerate() {
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(words),
            InlineKind::SoftBreak => text.push(' '),
            InlineKind::HardBreak if place == Place::Quote => text.push('\n'),
            InlineKind::Close => {}
            InlineKind::Open(Mark::Strong) if index == 0 && place == Place::Title && label(inlines).is_some() => {}
            // One finding is enough for a pair of tags.
            InlineKind::Html if std::mem::replace(&mut html, true) => {}
            kind => {
                if let InlineKind::Code(words) = kind {
                    text.push_str(words);
                } else if *kind == InlineKind::HardBreak {
                    text.push(' ');
                }
                let is_bold_start = index == 0 && place == Place::Text && *kind == InlineKind::Open(Mark::Strong);
                let (message, help) = if is_bold_start {
                    (
                        "bold words have no place here",
                        "take the asterisks out; a printed number that does not look like one is the attribute `number=\"…\"`",
                    )
                } else {
                    unkept(kind)
                };
                faults.push(Fault::new(FaultKind::Misplaced, inline.span, message).help(help));
            }
        }
    }
    text
}

/// Why a kind of inline cannot stand in words, and how to mend it.
fn unkept(kind: &InlineKind) -> (&'static str, &'static str) {
    match kind {
        InlineKind::Code(_) => (
            "a code span has no place within words",
            "write the words without back ticks, or the ticks as \\`; attributes stand at the end of the paragraph",
        ),
        InlineKind::HardBreak => {
            ("a line break has no place within words", "take out the back slash or the spaces at the end of the line")
        }
        InlineKind::Html => ("HTML has no place here", "take it out; where `<` is part of the words, write \\<"),
        InlineKind::Open(Mark::Link) => {
            ("a link has no place within words", "write the words alone; where brackets are part of the words, write \\[")
        }
        InlineKind::Open(Mark::Image) => ("an image has no place here", "take it out"),
        _ => (
            "emphasis has no place within words",
            "take the asterisks or underscores out; where they are part of the words, write \\* or \\_",
        ),
    }
}

/// Tells of a paragraph of nothing but spaces written as references, which would vanish.
pub(super) fn no_words(inlines: &[Inline], span: Span, context: &mut Context<'_>) {
    // Of other inlines something has been told.
    if inlines.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak)) {
        context.tell(FaultKind::Misplaced, span, "a paragraph without words", "write words in it, or take it out");
    }
}

/// Whether a paragraph holds attributes and no words.
pub(super) fn is_only_attributes(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline { kind: InlineKind::Code(_), .. }])
}
