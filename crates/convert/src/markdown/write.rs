//! Writing: front matter, headings, clauses as paragraphs, the texts of sources.

mod attributes;
mod clause;
mod evidence;
mod lines;
mod section;
mod source;
mod words;

use std::collections::HashMap;

use statemark::language::LanguageTag;
use statemark::statement::Statement;
use statemark::text::{Line, Text};

use lines::Lines;
use source::SourceText;

use crate::yaml::tree::Tree;
use crate::yaml::write as yaml;

pub(super) use attributes::value_text;
pub(super) use evidence::breaks_address;
pub(super) use words::escape_lines;

/// What the writer of a part knows of the whole.
struct Context<'statement> {
    language: &'statement LanguageTag,
    /// The texts of the sources that stand in the document, by id.
    sources: HashMap<&'statement str, SourceText<'statement>>,
}

/// Writes a whole document.
pub(super) fn document(statement: &Statement) -> String {
    let context = Context { language: &statement.language, sources: source::texts(statement) };
    let mut lines = Lines::default();
    lines.push("---");
    lines.push_all(&yaml::write(&front_matter(statement, &context), false));
    lines.push("---");
    heading(&mut lines, 1, "", &statement.title, &attributes::Attributes::default(), &context);
    section::write_all(&statement.sections, 2, true, &mut lines, &context);
    source::write_all(statement, &context, &mut lines);
    lines.into_string()
}

/// All fields but the title and the sections, without the texts that stand in fences.
fn front_matter(statement: &Statement, context: &Context<'_>) -> Vec<(String, Tree)> {
    let Tree::Map(mut fields) = Tree::of(statement) else { return Vec::new() };
    fields.retain(|(key, _)| !matches!(key.as_str(), "title" | "sections"));
    for (_, sources) in fields.iter_mut().filter(|(key, _)| key == "sources") {
        let Tree::List(items) = sources else { continue };
        for item in items {
            if let Tree::Map(entries) = item {
                let fenced = entries.iter().any(|(key, id)| key == "id" && matches!(id, Tree::Text(id) if context.is_fenced(id)));
                entries.retain(|(key, _)| !(fenced && key == "text"));
            }
        }
    }
    fields
}

impl Context<'_> {
    fn is_fenced(&self, id: &str) -> bool {
        self.sources.get(id).is_some_and(|source| source.fenced)
    }
}

/// A heading, and the same in other languages.
fn heading(
    lines: &mut Lines,
    level: usize,
    number: &str,
    text: &Text,
    attributes: &attributes::Attributes,
    context: &Context<'_>,
) {
    let write = |lines: &mut Lines, number: &str, line: &Line, attributes: &attributes::Attributes| {
        let mut words = format!("{} {number}{}", "#".repeat(level.min(6)), words::escape_heading(line.as_str()));
        if !attributes.is_empty() {
            words.push(' ');
            words.push_str(&attributes.code_span());
        }
        lines.push(&words);
    };
    lines.blank();
    write(lines, number, text.own(context.language), attributes);
    for (tag, line) in text.others(context.language) {
        write(lines, "", line, &language(tag));
    }
}

/// The attribute of a block that says the same in another language.
fn language(tag: &LanguageTag) -> attributes::Attributes {
    let mut attributes = attributes::Attributes::default();
    attributes.value("lang", Some(tag));
    attributes
}
