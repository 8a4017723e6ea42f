//! Small texts of each kind, as what they become.

mod judge;

use std::fmt::Write as _;

use statemark::clause::Clause;
use statemark::section::Section;
use statemark::text::Line;
use statemark_import::draft::Draft;
use statemark_import::kind::Kind;

#[test]
fn a_resolution_in_plain_text() {
    insta::assert_snapshot!(outline(Kind::Text, include_str!("texts/resolution.txt")));
}

#[test]
fn pages_of_a_pdf() {
    insta::assert_snapshot!(outline(Kind::Pdf, include_str!("texts/pages.txt")));
}

#[test]
fn a_statement_in_markdown() {
    insta::assert_snapshot!(outline(Kind::Markdown, include_str!("texts/statement.md")));
}

#[test]
fn a_declaration_in_xml() {
    insta::assert_snapshot!(outline(Kind::Xml, include_str!("texts/declaration.xml")));
}

/// What a text becomes, in short.
fn outline(kind: Kind, text: &str) -> String {
    let made = judge::import(kind, text).unwrap();
    assert_eq!(judge::wrong(text, kind, &made), None);
    let Draft { statement, left_out } = &made;
    let (title, source) = (statement.title.own(&statement.language), statement.sources[0].text.as_ref().unwrap());
    let mut out = format!("{} · {} · {} · {} · {}\n", statement.id, statement.kind, statement.language, statement.date, title);
    statement.sections.iter().for_each(|section| of_section(&mut out, section, 0));
    for left_out in left_out {
        let _ = writeln!(out, "{}: {:?}", left_out.reason, &source.as_str()[left_out.span.clone()]);
    }
    let event = &statement.provenance[0];
    format!("{out}{}: {}", event.activity, event.note.as_ref().unwrap())
}

fn of_section(out: &mut String, section: &Section, depth: usize) {
    let heading = section.heading.as_ref().map(|heading| heading.own(&"en".parse().unwrap()).as_str());
    let number = section.number.as_ref().map(Line::as_str);
    let _ = writeln!(out, "{}§ {} {}", "  ".repeat(depth), number.unwrap_or("-"), heading.unwrap_or("-"));
    section.clauses.iter().for_each(|clause| of_clause(out, clause, depth + 1));
    section.sections.iter().for_each(|section| of_section(out, section, depth + 1));
}

fn of_clause(out: &mut String, clause: &Clause, depth: usize) {
    let number = clause.number.as_ref().map_or("-", Line::as_str);
    let words = clause.text.own(&"en".parse().unwrap());
    let _ = writeln!(out, "{}{} {} {}", "  ".repeat(depth), clause.id, number, words);
    for evidence in
        clause.evidence.iter().filter(|evidence| clause.evidence.len() > 1 || evidence.exact.as_str() != words.as_str())
    {
        let _ = writeln!(out, "{}> {:?}", "  ".repeat(depth + 1), evidence.exact.as_str());
    }
    clause.clauses.iter().for_each(|clause| of_clause(out, clause, depth + 1));
}
