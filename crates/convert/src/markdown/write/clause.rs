//! Clauses, and what stands below them.

use statemark::act::Act;
use statemark::action::Action;
use statemark::clause::{Clause, Emphasis};
use statemark::ext::Ext;
use statemark::relation::Relation;
use statemark::text::Text;

use super::attributes::Attributes;
use super::lines::Lines;
use super::words::{escape, escape_number};
use super::{Context, evidence, language, yaml};
use crate::markdown::label::is_label;
use crate::yaml::tree::Tree;

/// Writes a clause at the place of the next block.
pub(super) fn write(clause: &Clause, lines: &mut Lines, context: &Context<'_>) {
    let in_bold = clause.number.as_ref().filter(|number| is_label(number.as_str()));
    let number = in_bold.map(|number| format!("**{}** ", escape_number(number.as_str()))).unwrap_or_default();
    text(&number, &clause.text, &attributes(clause), lines, context);
    for quote in &clause.evidence {
        evidence::write(quote, &clause.text, lines, context);
    }
    ext(&clause.ext, lines);
    if let Some(condition) = &clause.condition {
        bullet_of("condition", condition, lines, context);
    }
    for item in &clause.actions {
        lines.bullet(|lines| action(item, lines, context));
    }
    for item in &clause.relations {
        lines.bullet(|lines| relation(item, lines));
    }
    if let Some(note) = &clause.note {
        lines.bullet(|lines| words(&escape(note.as_str()), &word("note"), lines));
    }
    for sub in &clause.clauses {
        lines.bullet(|lines| write(sub, lines, context));
    }
}

fn attributes(clause: &Clause) -> Attributes {
    let mut attributes = Attributes::default();
    attributes.id(&clause.id);
    attributes.value("number", clause.number.as_ref().filter(|number| !is_label(number.as_str())));
    if clause.continues {
        attributes.word("continues");
    }
    attributes.ids("by", &clause.by);
    attributes.value("act", clause.act.map(Act::code));
    attributes.value("inner_act", clause.inner_act.map(Act::code));
    attributes.value("emphasis", clause.emphasis.map(Emphasis::code));
    attributes.ids("to", &clause.to);
    attributes.ids("about", &clause.about);
    attributes.ids("topics", &clause.topics);
    let confidence = clause.confidence.map(|confidence| ryu_js::Buffer::new().format(confidence.get()).to_owned());
    attributes.value("confidence", confidence);
    attributes
}

fn action(action: &Action, lines: &mut Lines, context: &Context<'_>) {
    let mut attributes = word("action");
    if let Some(id) = &action.id {
        attributes.id(id);
    }
    attributes.ids("by", &action.by);
    attributes.ids("with", &action.with);
    attributes.value("due", action.due.as_ref());
    attributes.value("due_text", action.due_text.as_ref());
    attributes.value("under", action.under.as_ref());
    text("", &action.what, &attributes, lines, context);
    ext(&action.ext, lines);
    if let Some(condition) = &action.condition {
        bullet_of("condition", condition, lines, context);
    }
}

fn relation(relation: &Relation, lines: &mut Lines) {
    let mut attributes = word("relation");
    attributes.value("type", Some(relation.kind.code()));
    attributes.value("ref", Some(&relation.reference));
    match &relation.title {
        Some(title) => words(&escape(title.as_str()), &attributes, lines),
        None => lines.push(&attributes.code_span()),
    }
}

fn bullet_of(kind: &str, line: &Text, lines: &mut Lines, context: &Context<'_>) {
    lines.bullet(|lines| text("", line, &word(kind), lines, context));
}

fn word(word: &str) -> Attributes {
    let mut attributes = Attributes::default();
    attributes.word(word);
    attributes
}

/// Words with their attributes, and the same in other languages.
fn text(number: &str, text: &Text, attributes: &Attributes, lines: &mut Lines, context: &Context<'_>) {
    words(&format!("{number}{}", escape(text.own(context.language).as_str())), attributes, lines);
    for (tag, line) in text.others(context.language) {
        words(&escape(line.as_str()), &language(tag), lines);
    }
}

fn words(words: &str, attributes: &Attributes, lines: &mut Lines) {
    lines.blank();
    lines.push(words);
    lines.push(&attributes.code_span());
}

fn ext(ext: &Ext, lines: &mut Lines) {
    if ext.is_empty() {
        return;
    }
    let Tree::Map(entries) = Tree::of(ext) else { return };
    lines.blank();
    lines.push("```yaml ext");
    lines.push_all(&yaml::write(&entries, true));
    lines.push("```");
}
