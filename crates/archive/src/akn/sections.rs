//! Which sections stand in the preamble, in the main body and in the conclusions.

use statemark::section::{Section, SectionKind};

/// Sections before, in and behind the main body, which may not be empty: if nothing else is left, it holds them all.
pub(super) fn split(sections: &[Section]) -> (&[Section], &[Section], &[Section]) {
    let is_of = |kind: SectionKind| move |section: &&Section| section.kind == Some(kind) && is_plain(section);
    let preamble = sections.iter().take_while(is_of(SectionKind::Preamble)).count();
    let conclusions = sections.iter().rev().take_while(is_of(SectionKind::Closing)).count();
    if preamble + conclusions >= sections.len() {
        return (&[], sections, &[]);
    }
    let (preamble, others) = sections.split_at(preamble);
    let (main, conclusions) = others.split_at(others.len() - conclusions);
    (preamble, main, conclusions)
}

/// Whether a section is paragraphs alone: preamble and conclusions have no place for numbers, headings and anything in each other.
pub(super) fn is_plain(section: &Section) -> bool {
    let is_alone = section.number.is_none() && section.heading.is_none() && section.sections.is_empty();
    is_alone && section.clauses.iter().all(|clause| clause.number.is_none() && clause.clauses.is_empty())
}
