//! The flat tables of the examples and of generated documents.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::collections::HashMap;

use statemark::clause::Clause;
use statemark::date::Date;
use statemark::section::Section;
use statemark::statement::Statement;
use statemark::text::Text;
use statemark_specimens::generated::assert_generated;
use statemark_specimens::{campaign, examples};
use statemark_tables::flat::{Kind, Table, View, csv, dictionary};

/// The table of these statements as CSV.
fn written<'statement>(table: Table, statements: impl IntoIterator<Item = &'statement Statement>) -> String {
    let today = Date::new("2025-01-31").unwrap().latest();
    let mut bytes = csv::header(table);
    for statement in statements {
        table.rows(&View::new(statement, today), &mut csv::Rows::new(&mut bytes));
    }
    String::from_utf8(bytes).unwrap()
}

/// CSV as RFC 4180 says that it is read.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !is_quoted, "the last row ends");
    rows
}

/// The rows of a table without its header, each a map from column to cell.
fn rows(table: Table, statement: &Statement) -> Vec<HashMap<String, String>> {
    let mut rows = read(&written(table, [statement])).into_iter();
    let header = rows.next().unwrap();
    rows.map(|row| {
        assert_eq!(row.len(), header.len(), "{}", table.name());
        header.iter().cloned().zip(row).collect()
    })
    .collect()
}

/// All clauses, and how many sections there are.
fn walk<'statement>(sections: &'statement [Section], clauses: &mut Vec<&'statement Clause>) -> usize {
    fn below<'statement>(list: &'statement [Clause], clauses: &mut Vec<&'statement Clause>) {
        for clause in list {
            clauses.push(clause);
            below(&clause.clauses, clauses);
        }
    }
    let within = sections.iter().map(|section| {
        below(&section.clauses, clauses);
        1 + walk(&section.sections, clauses)
    });
    within.sum()
}

/// How many rows each table has of a statement, counted in the model; what is inherited is not counted.
fn expected(statement: &Statement) -> Vec<(Table, usize)> {
    let mut clauses = Vec::new();
    let sections = walk(&statement.sections, &mut clauses);
    let of_clauses = |count: fn(&Clause) -> usize| clauses.iter().map(|clause| count(clause)).sum::<usize>();
    let entities = &statement.entities;
    let votes = statement.adoption.as_ref().map_or(0, |adoption| adoption.votes.len());
    vec![
        (Table::Statements, 1),
        (Table::Entities, entities.len()),
        (Table::Identifiers, statement.identifiers.len() + entities.iter().map(|entity| entity.identifiers.len()).sum::<usize>()),
        (Table::Members, entities.iter().map(|entity| entity.members.len()).sum()),
        (Table::Parties, statement.issuers.len() + statement.signatories.len() + votes),
        (Table::Topics, statement.topics.len()),
        (Table::Sources, statement.sources.len()),
        (Table::Sections, sections),
        (Table::Clauses, clauses.len()),
        (Table::ClauseTopics, of_clauses(|clause| clause.topics.len())),
        (Table::Actions, of_clauses(|clause| clause.actions.len())),
        (Table::ActionRoles, of_clauses(|clause| clause.actions.iter().map(|action| action.by.len() + action.with.len()).sum())),
        (Table::Evidence, of_clauses(|clause| clause.evidence.len())),
        (Table::Relations, statement.relations.len() + of_clauses(|clause| clause.relations.len())),
        (Table::Provenance, statement.provenance.len()),
    ]
}

fn check(statement: &Statement) -> Result<(), String> {
    for (table, count) in expected(statement) {
        let found = rows(table, statement).len();
        if found != count {
            return Err(format!("{}: {found} rows of {count}", table.name()));
        }
    }
    let mut clauses = Vec::new();
    walk(&statement.sections, &mut clauses);
    let own = |row: &HashMap<String, String>| row["inherited"] == "false";
    let of_clauses = |count: fn(&Clause) -> usize| clauses.iter().map(|clause| count(clause)).sum::<usize>();
    let roles = rows(Table::Roles, statement).iter().filter(|row| own(row)).count();
    let acts = rows(Table::Acts, statement).iter().filter(|row| own(row)).count();
    let counts = [
        ("roles", roles, of_clauses(|clause| clause.by.len() + clause.to.len() + clause.about.len())),
        ("acts", acts, of_clauses(|clause| usize::from(clause.act.is_some()) + usize::from(clause.inner_act.is_some()))),
    ];
    if let Some((name, found, count)) = counts.iter().find(|(_, found, count)| found != count) {
        return Err(format!("{name}: {found} rows of {count}"));
    }
    check_words(statement, &clauses)?;
    // What no test names must not break either: all types are what they are said to be.
    Table::ALL.iter().try_for_each(|table| check_types(*table, statement))
}

/// Sees that the words are those of the statement once the apostrophe is taken off that keeps cells from running.
fn check_words(statement: &Statement, clauses: &[&Clause]) -> Result<(), String> {
    let same = |found: &str, words: &str, place: &str| {
        if csv::words(found) == words { Ok(()) } else { Err(format!("{place}: {found:?} is not {words:?}")) }
    };
    let texts = rows(Table::Texts, statement);
    for (row, clause) in rows(Table::Clauses, statement).iter().zip(clauses) {
        same(&row["text"], clause.text.own(&statement.language).as_str(), clause.id.as_str())?;
        let Text::Languages(lines) = &clause.text else { continue };
        for (language, words) in lines {
            // An id may stand twice in a document that is wrong.
            let is_it = |row: &HashMap<String, String>| {
                (row["of_table"] == "clauses" && row["of_column"] == "text" && row["of_row"] == clause.id.as_str())
                    && (row["language"] == language.as_str() && csv::words(&row["words"]) == words.as_str())
            };
            if !texts.iter().any(is_it) {
                return Err(format!("{}: no words in {language}", clause.id));
            }
        }
    }
    let evidence = clauses.iter().flat_map(|clause| &clause.evidence);
    rows(Table::Evidence, statement)
        .iter()
        .zip(evidence)
        .try_for_each(|(row, evidence)| same(&row["exact"], evidence.exact.as_str(), row["clause_id"].as_str()))
}

/// Sees that each cell has the type of its column, and that none runs in a spreadsheet.
fn check_types(table: Table, statement: &Statement) -> Result<(), String> {
    for row in rows(table, statement) {
        for column in table.description().columns {
            let cell = row[column.name].as_str();
            let is_right = match column.kind {
                _ if cell.is_empty() => !column.is_required,
                Kind::Text => {
                    let codes = (column.codes)();
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
                        && (codes.is_empty() || codes.contains(&cell))
                }
                Kind::Integer => cell.parse::<i64>().is_ok(),
                Kind::Number => cell.parse::<f64>().is_ok_and(f64::is_finite),
                Kind::Boolean => matches!(cell, "true" | "false"),
                Kind::Date => cell.len() == 10 && Date::new(cell).is_ok_and(|date| date.impossible().is_none()),
            };
            if !is_right {
                return Err(format!("{}.{}: {cell:?}", table.name(), column.name));
            }
        }
    }
    Ok(())
}

#[test]
fn every_object_of_a_generated_document_is_a_row_with_its_words() {
    campaign::run(check);
}

#[test]
fn the_tables_of_the_examples() {
    let examples = examples::examples();
    for table in Table::ALL {
        insta::assert_snapshot!(table.name(), written(*table, examples.iter().map(|example| &example.statement)));
    }
    examples.iter().try_for_each(|example| check(&example.statement)).unwrap();
}

#[test]
fn each_reference_leads_to_a_key_of_as_many_columns_of_the_same_types() {
    for table in Table::ALL.iter().map(|table| table.description()) {
        let column = |name: &str| table.columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("{name}"));
        assert!(table.key.iter().all(|name| column(name).is_required), "{}", table.name);
        for reference in table.references {
            let other = Table::from_name(reference.table).unwrap().description();
            assert_eq!(reference.columns.len(), other.key.len(), "{} to {}", table.name, other.name);
            for (name, key) in reference.columns.iter().zip(other.key) {
                let key = other.columns.iter().find(|column| column.name == *key).unwrap();
                assert_eq!(column(name).kind, key.kind, "{}.{name}", table.name);
            }
        }
    }
}

#[test]
fn the_data_dictionary_is_made_of_the_code() {
    const MARK: &str = "<!-- From here on made of the code by a test; not to be edited. -->\n";
    let page = std::fs::read_to_string(statemark_specimens::shared::project().join("docs/tables.md")).unwrap();
    let (prose, _) = page.split_once(MARK).expect("the page has prose before what is made");
    assert_generated("docs/tables.md", &format!("{prose}{MARK}{}", dictionary::to_markdown()));
}
