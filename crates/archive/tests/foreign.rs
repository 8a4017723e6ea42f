//! Documents of others: each becomes an uncoded statement, or is refused by the rule that says which.
#![allow(clippy::disallowed_methods, reason = "the corpora are files")]

mod whole;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use statemark::clause::Clause;
use statemark::section::Section;
use statemark_archive::foreign::{Foreign, read};
use statemark_archive::standard::Standard;
use statemark_import::draft::{Draft, Given, Origin, draft};
use statemark_specimens::shared;

fn main() -> ExitCode {
    shared::run(vec![
        ("akoma_ntoso_of_others_is_imported_or_refused", akoma_ntoso_of_others_is_imported_or_refused),
        ("tei_of_others_is_imported_or_refused", tei_of_others_is_imported_or_refused),
    ])
}

fn akoma_ntoso_of_others_is_imported_or_refused(shared: &Path) {
    let said = import_all(&shared.join("corpora/structured/akn-oasis-examples"), Standard::Akn);
    insta::assert_snapshot!("akn", said);
}

fn tei_of_others_is_imported_or_refused(shared: &Path) {
    let said = import_all(&shared.join("corpora/structured/tei-parlamint"), Standard::Tei);
    let more = import_all(&shared.join("corpora/structured/tei-historyatstate"), Standard::Tei);
    insta::assert_snapshot!("tei", said + &more);
}

/// Imports the files of a folder; says what came of each.
fn import_all(folder: &Path, standard: Standard) -> String {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| import(file, standard)).collect()
}

fn import(file: &Path, standard: Standard) -> String {
    let name = file.file_name().unwrap().to_string_lossy();
    let bytes = fs::read(file).unwrap();
    let foreign = match read(standard, &bytes) {
        Ok(foreign) => foreign,
        Err(refusal) => return format!("{name}\n  {refusal}\n"),
    };
    let origin = Origin { name: &name, kind: "XML", agent: "statemark" };
    let made = match draft(&foreign.page, &Given::default(), origin) {
        Ok(made) => made,
        Err(error) => return format!("{name}\n  {error}\n"),
    };
    stands_once(&foreign, &made);
    whole::check(&made.statement).unwrap();
    let Draft { statement, left_out } = &made;
    let (mut sections, mut clauses) = (0, Vec::new());
    statement.sections.iter().for_each(|section| collect(section, &mut sections, &mut clauses));
    let mut markup: Vec<_> = foreign.markup.iter().collect();
    markup.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    let markup: Vec<_> = markup.into_iter().take(6).map(|(name, count)| format!("{count} {name}")).collect();
    let issuer = statement.entities[0].name.own(&statement.language);
    format!(
        "{name}\n  {} | {} | {} | {issuer}\n  {sections} sections, {} clauses, {} pieces left out; markup: {}\n",
        statement.title.own(&statement.language).as_str().chars().take(80).collect::<String>(),
        statement.date,
        statement.language,
        clauses.len(),
        left_out.len(),
        markup.join(", ")
    )
}

/// Each character of the text is in a clause's evidence, or left out, and in no two places.
fn stands_once(foreign: &Foreign, made: &Draft) {
    let text: Vec<char> = foreign.page.text.chars().collect();
    let mut taken = vec![0; text.len()];
    let mut clauses = Vec::new();
    made.statement.sections.iter().for_each(|section| collect(section, &mut 0, &mut clauses));
    for evidence in clauses.iter().flat_map(|clause| &clause.evidence) {
        taken[evidence.start.index()..evidence.end.index()].iter_mut().for_each(|count| *count += 1);
    }
    for left_out in &made.left_out {
        let start = foreign.page.text[..left_out.span.start].chars().count();
        let length = foreign.page.text[left_out.span.clone()].chars().count();
        taken[start..start + length].iter_mut().for_each(|count| *count += 1);
    }
    let wrong = (0..text.len()).find(|&at| !text[at].is_whitespace() && taken[at] != 1);
    assert_eq!(wrong.map(|at| (text[at.saturating_sub(20)..at + 20].iter().collect::<String>(), taken[at])), None);
}

fn collect<'section>(section: &'section Section, sections: &mut usize, clauses: &mut Vec<&'section Clause>) {
    fn of<'clause>(list: &'clause [Clause], clauses: &mut Vec<&'clause Clause>) {
        for clause in list {
            clauses.push(clause);
            of(&clause.clauses, clauses);
        }
    }
    *sections += 1;
    of(&section.clauses, clauses);
    section.sections.iter().for_each(|section| collect(section, sections, clauses));
}
