//! Evidence: a block quote below a clause.

use std::collections::HashMap;

use statemark::document::SIZE_LIMIT;
use statemark::fault::FaultKind;
use statemark::node::Span;

use super::Fields;
use super::attributes::Attribute;
use super::blocks::{Block, BlockKind, Code};
use super::body::{Context, unclosed};
use super::clause::{TextDraft, no_place};
use super::words::{Place, no_words, words};
use super::{Entry, Node, Value};

/// The evidence of a quote: words with attributes behind them, as often as they stand there.
pub(super) fn read(blocks: &[Block], span: Span, context: &mut Context<'_>) -> Vec<Node> {
    let mut quotes = Vec::new();
    let mut exact: Option<(String, Span)> = None;
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let words = words(inlines, Place::Quote, block.span, context.faults);
                let is_empty = words.text.is_empty();
                if !is_empty {
                    put(&mut exact, words.text, words.span, context);
                }
                if let Some(code) = &words.attributes {
                    // Attributes may stand above their words, which has been told.
                    let around = |place: &Span| Span::new(place.start.min(code.span.start), place.end.max(code.span.end));
                    let span = exact.as_ref().map_or(code.span, |(_, place)| around(place));
                    let attributes = context.attributes(Some(code));
                    quotes.push(node(exact.take(), attributes, span, context));
                } else if is_empty {
                    no_words(inlines, block.span, context);
                }
            }
            BlockKind::Code(code) if is_plain(code) => {
                unclosed(code, block.span, context.faults);
                put(&mut exact, code.text.strip_suffix('\n').unwrap_or(&code.text).to_owned(), block.span, context);
            }
            _ => no_place(block, context),
        }
    }
    if exact.is_some() || blocks.is_empty() {
        quotes.push(node(exact, Vec::new(), span, context));
    }
    quotes
}

/// Gives quotes without words those of their source, where they are the clause's own.
pub(super) fn take_words(quotes: &mut [Node], text: &TextDraft, context: &mut Context<'_>) {
    // Counted once for all quotes, and only if one asks.
    let mut lines: Option<HashMap<usize, Vec<&str>>> = None;
    for quote in quotes.iter_mut().filter(|quote| quote.get("exact").is_none()) {
        let lines = lines.get_or_insert_with(|| text.by_length());
        let Some(words) = left_out(quote, lines, context).map(str::to_owned) else { continue };
        let span = quote.span;
        if let Value::Map(entries) = &mut quote.value {
            entries.push(Entry::new("exact", span, Node::string(words, span)));
        }
    }
}

fn left_out<'text>(quote: &Node, lines: &HashMap<usize, Vec<&'text str>>, context: &mut Context<'_>) -> Option<&'text str> {
    let count = |key| match &quote.get(key)?.value {
        Value::Number(digits) => digits.parse::<usize>().ok(),
        _ => None,
    };
    let (start, end) = (count("start")?, count("end")?);
    let lines = lines.get(&end.checked_sub(start)?)?;
    // A document of these words would be larger than any may be.
    let cost: usize = lines.iter().map(|line| line.len()).sum();
    if context.left_out + cost > SIZE_LIMIT {
        if context.left_out <= SIZE_LIMIT {
            let message = format!("the words that quotes leave out have more than {SIZE_LIMIT} bytes");
            context.tell(FaultKind::Limit, quote.span, message, "quote less, or split the document");
        }
        context.left_out = SIZE_LIMIT + 1;
        return None;
    }
    context.left_out += cost;
    let source = context.sources.get(quote.get("source")?.as_str()?)?;
    lines.iter().find(|line| source.has(line, start)).copied()
}

fn put(exact: &mut Option<(String, Span)>, words: String, span: Span, context: &mut Context<'_>) {
    match exact {
        Some((before, _)) => {
            let help = "write words with an empty line in a fence, or attributes under each of two quotes";
            context.tell(FaultKind::Misplaced, span, "an empty line within a quote", help);
            before.push_str("\n\n");
            before.push_str(&words);
        }
        None => *exact = Some((words, span)),
    }
}

fn node(exact: Option<(String, Span)>, attributes: Vec<Attribute>, span: Span, context: &mut Context<'_>) -> Node {
    let mut fields = Fields::default();
    for attribute in attributes {
        if attribute.value.is_none() {
            let message = format!("`{}` is no attribute of a quote", attribute.key);
            context.tell(FaultKind::Syntax, attribute.key_span, message, "write `source=… start=… end=…`");
        } else {
            fields.0.push(attribute.into_entry());
        }
    }
    if let Some((words, place)) = exact {
        fields.push("exact", Node::string(words, place));
    }
    fields.into_node(span)
}

fn is_plain(code: &Code) -> bool {
    code.info.as_deref().is_some_and(|info| matches!(info.trim(), "" | "text"))
}
