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

#[cfg(test)]
mod tests {
    use super::*;

    /// How many sections of these kinds stand where; a capital has a heading.
    fn parts(kinds: &str) -> [usize; 3] {
        let section = |letter: char| {
            let kind = match letter.to_ascii_lowercase() {
                'p' => "preamble",
                'c' => "closing",
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
        let (preamble, main, conclusions) = split(&statement.sections);
        [preamble.len(), main.len(), conclusions.len()]
    }

    #[test]
    fn preamble_and_conclusions_are_the_plain_ends() {
        for (kinds, expected) in [
            ("ppbc", [2, 1, 1]),
            ("b", [0, 1, 0]),
            ("pPbC", [1, 3, 0]),
            ("bpb", [0, 3, 0]),
            ("pcb", [1, 2, 0]),
            ("pc", [0, 2, 0]),
            ("ppp", [0, 3, 0]),
        ] {
            assert_eq!(parts(kinds), expected, "{kinds}");
        }
    }
}
