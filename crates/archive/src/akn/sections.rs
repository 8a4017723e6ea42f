//! Which sections stand in preface, preamble, main body and conclusions.

use statemark::clause::Clause;
use statemark::section::{Section, SectionKind};
use statemark::statement::{Statement, StatementType};

/// The sections of a statement, by the part of a document in which they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'statement> {
    /// What was put before the text by those who published it.
    pub(super) masthead: &'statement [Section],
    pub(super) preamble: &'statement [Section],
    /// All others. It may not be empty: where nothing is left for it, it holds them all.
    pub(super) main: &'statement [Section],
    pub(super) conclusions: &'statement [Section],
}

impl<'statement> Parts<'statement> {
    pub(super) fn of(statement: &'statement Statement) -> Self {
        let all = &statement.sections[..];
        let is_of = |kinds: &'static [SectionKind]| move |section: &&Section| is_plain_of(section, kinds);
        let masthead = all.iter().take_while(is_of(&[SectionKind::Editorial])).count();
        let preamble = all[masthead..].iter().take_while(is_of(&[SectionKind::Preamble])).count();
        let conclusions = all.iter().rev().take_while(is_of(&[SectionKind::Closing, SectionKind::Editorial])).count();
        if masthead + preamble + conclusions >= all.len() {
            return Self { masthead: &[], preamble: &[], main: all, conclusions: &[] };
        }
        let (masthead, others) = all.split_at(masthead);
        let (preamble, others) = others.split_at(preamble);
        let (main, conclusions) = others.split_at(others.len() - conclusions);
        Self { masthead, preamble, main, conclusions }
    }

    /// Whether the guideline of the United Nations asks for a publication around the resolution: there is something that belongs to it.
    pub(super) fn is_publication(&self, statement: &Statement) -> bool {
        statement.kind == StatementType::Resolution && !self.masthead.is_empty()
    }

    /// The words with which a resolution begins, "The General Assembly,", where they are all that their clause says.
    pub(super) fn enacting_formula(&self, statement: &'statement Statement) -> Option<&'statement Clause> {
        let section = self.preamble.first().filter(|_| statement.kind == StatementType::Resolution)?;
        let formula = section.clauses.first().filter(|clause| clause.act.is_none())?;
        // Of a section of which nothing else is left, no other and no id may tell.
        let is_apart = section.clauses.len() > 1 || (section.id.is_none() && self.preamble.len() == 1);
        let ends = formula.text.own(&statement.language).as_str().chars().next_back();
        (is_apart && matches!(ends, Some(',' | '،' | '，'))).then_some(formula)
    }
}

/// Whether a section is of one of these kinds, and paragraphs alone.
pub(super) fn is_plain_of(section: &Section, kinds: &[SectionKind]) -> bool {
    section.kind.is_some_and(|kind| kinds.contains(&kind)) && is_plain(section)
}

/// Whether a section is paragraphs alone: preamble and conclusions have no place for numbers, headings and anything in each other.
fn is_plain(section: &Section) -> bool {
    let is_alone = section.number.is_none() && section.heading.is_none() && section.sections.is_empty();
    is_alone && section.clauses.iter().all(|clause| clause.number.is_none() && clause.clauses.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many sections of these kinds stand where; a capital has a heading.
    fn parts(kinds: &str) -> [usize; 4] {
        let section = |letter: char| {
            let kind = match letter.to_ascii_lowercase() {
                'p' => "preamble",
                'c' => "closing",
                'e' => "editorial",
                _ => "body",
            };
            let heading = if letter.is_ascii_uppercase() { ", \"heading\": \"H\"" } else { "" };
            format!("{{\"kind\": \"{kind}\"{heading}, \"clauses\": [{{\"id\": \"a\", \"text\": \"A.\"}}]}}")
        };
        let sections: Vec<String> = kinds.chars().map(section).collect();
        let text = format!(
            r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "A", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{}]}}"#,
            sections.join(", ")
        );
        let statement = statemark::json::from_str(&text).unwrap();
        let Parts { masthead, preamble, main, conclusions } = Parts::of(&statement);
        [masthead, preamble, main, conclusions].map(<[Section]>::len)
    }

    #[test]
    fn all_but_the_main_body_are_plain_ends() {
        for (kinds, expected) in [
            ("ppbc", [0, 2, 1, 1]),
            ("b", [0, 0, 1, 0]),
            ("pPbC", [0, 1, 3, 0]),
            ("bpb", [0, 0, 3, 0]),
            ("pcb", [0, 1, 2, 0]),
            ("pc", [0, 0, 2, 0]),
            ("ppp", [0, 0, 3, 0]),
            ("epbce", [1, 1, 1, 2]),
            ("Epb", [0, 0, 3, 0]),
            ("eepbCe", [2, 1, 2, 1]),
            ("ee", [0, 0, 2, 0]),
        ] {
            assert_eq!(parts(kinds), expected, "{kinds}");
        }
    }
}
