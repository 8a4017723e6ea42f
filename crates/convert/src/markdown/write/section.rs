//! Sections.

use statemark::section::{Section, SectionKind};

use super::attributes::Attributes;
use super::lines::Lines;
use super::words::escape_number;
use super::{Context, clause, heading};
use crate::markdown::label::is_label;

/// Writes the sections of a level; `first` says whether nothing but the title stands before them.
pub(super) fn write_all(sections: &[Section], level: usize, first: bool, lines: &mut Lines, context: &Context<'_>) {
    for (index, section) in sections.iter().enumerate() {
        write(section, level, first && index == 0, lines, context);
        for clause in &section.clauses {
            clause::write(clause, lines, context);
        }
        write_all(&section.sections, level + 1, false, lines, context);
    }
}

/// Writes what opens a section.
fn write(section: &Section, level: usize, first: bool, lines: &mut Lines, context: &Context<'_>) {
    let mut attributes = Attributes::default();
    if let Some(id) = &section.id {
        attributes.id(id);
    }
    attributes.value("kind", section.kind.map(SectionKind::code));
    let in_bold = section.number.as_ref().filter(|number| section.heading.is_some() && is_label(number.as_str()));
    if in_bold.is_none() {
        attributes.value("number", section.number.as_ref());
    }
    if let Some(text) = &section.heading {
        if level > 6 {
            attributes.value("level", Some(level.to_string()));
        }
        let number = in_bold.map(|number| format!("**{}** ", escape_number(number.as_str()))).unwrap_or_default();
        return heading(lines, level, &number, text, &attributes, context);
    }
    if level > 2 || (first && attributes.is_empty() && section.clauses.is_empty()) {
        attributes.value("level", Some(level.to_string()));
    }
    if !first {
        lines.blank();
        lines.push("***");
    }
    if !attributes.is_empty() {
        lines.blank();
        lines.push(&attributes.code_span());
    }
}
