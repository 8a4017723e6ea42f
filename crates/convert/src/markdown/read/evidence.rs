//! Evidence: a block quote below a clause.

use statemark::fault::FaultKind;
use statemark::node::Span;

use super::Fields;
use super::attributes::Attribute;
use super::blocks::{Block, BlockKind, Code};
use super::body::{Context, unclosed};
use super::clause::{TextDraft, no_place};
use super::words::{Place, words};
use super::{Entry, Node, Value};

/// The evidence of a quote: words with attributes behind them, as often as they stand there.
pub(super) fn read(blocks: &[Block], span: Span, context: &mut Context<'_>) -> Vec<Node> {
    let mut quotes = Vec::new();
    let mut exact: Option<(String, Span)> = None;
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let words = words(inlines, Place::Quote, block.span, context.faults);
                if !words.text.is_empty() {
                    put(&mut exact, words.text, words.span, context);
                }
                if let Some(code) = &words.attributes {
                    let start = exact.as_ref().map_or(code.span.start, |(_, place)| place.start);
                    let attributes = context.attributes(Some(code));
                    quotes.push(node(exact.take(), attributes, Span::new(start, code.span.end), context));
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

/// Gives evidence without words those of its source, where they are the clause's own.
pub(super) fn take_words(evidence: &mut Node, text: &TextDraft, context: &Context<'_>) {
    let span = evidence.span;
    let Some(words) = left_out(evidence, text, context).map(str::to_owned) else { return };
    if let Value::Map(entries) = &mut evidence.value {
        entries.push(Entry::new("exact", span, Node::string(words, span)));
    }
}

fn left_out<'text>(evidence: &Node, text: &'text TextDraft, context: &Context<'_>) -> Option<&'text str> {
    if evidence.get("exact").is_some() {
        return None;
    }
    let count = |key| match &evidence.get(key)?.value {
        Value::Number(digits) => digits.parse::<usize>().ok(),
        _ => None,
    };
    let (start, end) = (count("start")?, count("end")?);
    let source = context.sources.get(evidence.get("source")?.as_str()?)?;
    text.lines().find(|line| start.checked_add(line.chars().count()) == Some(end) && source.has(line, start))
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
