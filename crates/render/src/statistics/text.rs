//! Statistics as plain text: numbers in a column, what they count behind it. Long lists are cut, and say so.

use std::fmt::Write;

use super::{Issuer, Statistics};

/// How many rows of a list are shown.
pub const ROWS: usize = 15;

/// A number, of how many it is a part, and what it counts.
struct Row(u64, Option<u64>, String);

/// Writes statistics as plain text.
pub fn to_string(statistics: &Statistics) -> String {
    let all = Some(statistics.statements);
    let mut blocks: Vec<(String, Vec<Row>)> = vec![("Statements".to_owned(), head(statistics))];
    let of = |list: &[super::Of]| list.iter().map(|of| Row(of.statements, all, of.value.clone())).collect::<Vec<Row>>();
    blocks.push(("Types".to_owned(), of(&statistics.types)));
    let mut years = of(&statistics.years);
    // When the list is cut, the latest years stay.
    years.reverse();
    blocks.push(("Years, the latest first".to_owned(), years));
    blocks.push(("Languages".to_owned(), of(&statistics.languages)));
    let issuer = |issuer: &Issuer| Row(issuer.statements, all, named(issuer));
    blocks.push((titled("Issuers", statistics.issuers.len()), statistics.issuers.iter().map(issuer).collect()));
    let clauses = Some(statistics.clauses.all);
    let acts = statistics.acts.iter().map(|of| Row(of.clauses, clauses, of.value.to_owned())).collect();
    blocks.push((titled("Acts", statistics.acts.len()), acts));
    blocks.push(("Coding".to_owned(), coding(statistics)));
    blocks.push(("Sources".to_owned(), sources(statistics)));
    let width = blocks.iter().flat_map(|(_, rows)| rows).map(|row| row.0.to_string().len()).max().unwrap_or_default();
    let mut out = String::new();
    for (title, rows) in blocks.iter().filter(|(_, rows)| !rows.is_empty()) {
        block(&mut out, title, rows, width);
    }
    out
}

fn titled(title: &str, count: usize) -> String {
    if count > ROWS { format!("{title}, {ROWS} of {count}") } else { title.to_owned() }
}

fn block(out: &mut String, title: &str, rows: &[Row], width: usize) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{title}\n{}", "-".repeat(title.len()));
    for Row(count, all, what) in rows.iter().take(ROWS) {
        let share = all.map_or_else(|| " ".repeat(5), |all| share(*count, all));
        let _ = writeln!(out, "{count:width$}  {share}  {what}");
    }
    let more: &[Row] = rows.get(ROWS..).unwrap_or_default();
    if !more.is_empty() {
        let _ = writeln!(out, "{:width$}  {:5}  and {} more", "", "", more.len());
    }
}

/// How much of all that is, in five columns. Only all is 100 %, and only nothing is 0 %.
fn share(count: u64, all: u64) -> String {
    match u128::from(count) * 100 / u128::from(all.max(1)) {
        0 if count > 0 => " <1 %".to_owned(),
        percent => format!("{percent:3} %"),
    }
}

fn head(statistics: &Statistics) -> Vec<Row> {
    let rest = &statistics.rest;
    let mut rows = vec![Row(statistics.statements, None, "counted".to_owned())];
    let more = [
        (rest.other_spellings, "the same in another spelling that lies beside it, not counted"),
        (rest.wrong, "wrong in form, not counted: `statemark validate` says what is wrong"),
        (rest.unread.len() as u64, if rest.unread.len() == 1 { "file not read" } else { "files not read" }),
    ];
    rows.extend(more.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| Row(count, None, what.to_owned())));
    rows
}

fn named(issuer: &Issuer) -> String {
    match &issuer.identifier {
        Some(identifier) => format!("{} ({identifier})", issuer.name),
        None => issuer.name.clone(),
    }
}

fn coding(statistics: &Statistics) -> Vec<Row> {
    let (clauses, quotes) = (&statistics.clauses, &statistics.quotes);
    let part = |count, what: &str| Row(count, Some(clauses.all), what.to_owned());
    vec![
        Row(clauses.all, None, "clauses".to_owned()),
        part(clauses.with_act, "say what is done (act)"),
        part(clauses.with_by, "say who speaks (by)"),
        part(clauses.with_topics, "have topics"),
        part(clauses.with_actions, "have actions"),
        part(clauses.with_evidence, "quote a source (evidence)"),
        Row(quotes.spans, None, "quotes".to_owned()),
        Row(quotes.words, None, "words in them".to_owned()),
    ]
}

fn sources(statistics: &Statistics) -> Vec<Row> {
    let sources = &statistics.sources;
    vec![
        Row(sources.all, None, "sources".to_owned()),
        Row(sources.with_text, Some(sources.all), "have their text inside".to_owned()),
        Row(sources.characters, None, "characters of these texts".to_owned()),
        Row(sources.quoted_characters, Some(sources.characters), "are quoted".to_owned()),
    ]
}
