//! Second opinions: two other CommonMark parsers see the same words, and what a formatter makes of a document reads as the same statement.
#![allow(clippy::disallowed_methods, reason = "tests read the examples")]

mod hostile;
mod node;

use std::fs;

use proptest::strategy::{Strategy as _, ValueTree};
use proptest::test_runner::TestRunner;
use statemark::clause::Clause;
use statemark::json;
use statemark::section::Section;
use statemark::statement::Statement;
use statemark::text::Text;
use statemark_convert::markdown;
use statemark_specimens::shared;

use node::{node, run};

/// The examples.
fn examples() -> Vec<Statement> {
    let folders = fs::read_dir(shared::project().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let files =
        folders.filter(|path| path.is_dir()).flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let statements = files.filter(|path| path.to_string_lossy().ends_with(".statemark.json"));
    statements.map(|path| json::from_slice(&fs::read(path).unwrap()).unwrap()).collect()
}

/// The examples, and statements of hostile words that are the same in each run.
fn statements(hostile: usize) -> Vec<Statement> {
    let mut runner = TestRunner::deterministic();
    let strategy = hostile::statement();
    let mut statements = examples();
    assert!(statements.len() >= 3);
    statements.extend((0..hostile).map(|_| strategy.new_tree(&mut runner).unwrap().current()));
    statements
}

/// How many hostile statements are tried: more on demand.
fn count() -> usize {
    std::env::var("STATEMARK_JUDGED").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

/// The Markdown behind the front matter.
fn body(text: &str) -> String {
    text.splitn(3, "---\n").nth(2).unwrap().to_owned()
}

/// The words of all clauses, in all languages, in the order of the document.
fn clause_words(statement: &Statement) -> Vec<String> {
    fn of_clause(clause: &Clause, statement: &Statement, words: &mut Vec<String>) {
        match &clause.text {
            Text::Plain(line) => words.push(line.as_str().to_owned()),
            text @ Text::Languages(_) => {
                words.push(text.own(&statement.language).as_str().to_owned());
                words.extend(text.others(&statement.language).map(|(_, line)| line.as_str().to_owned()));
            }
        }
        clause.clauses.iter().for_each(|sub| of_clause(sub, statement, words));
    }
    fn of_section(section: &Section, statement: &Statement, words: &mut Vec<String>) {
        section.clauses.iter().for_each(|clause| of_clause(clause, statement, words));
        section.sections.iter().for_each(|sub| of_section(sub, statement, words));
    }
    let mut words = Vec::new();
    statement.sections.iter().for_each(|section| of_section(section, statement, &mut words));
    words
}

/// The words of all paragraphs and bullets of HTML as the parsers write it, without numbers in bold and code.
fn html_words(html: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = html;
    let mut block = String::new();
    while let Some(at) = rest.find('<') {
        block.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').unwrap() + 1;
        let tag = &rest[at..end];
        rest = &rest[end..];
        match tag {
            "<strong>" | "<code>" => {
                let close = tag.replace('<', "</");
                let end = rest.find(&close).unwrap();
                rest = &rest[end + close.len()..];
            }
            _ => words.push(std::mem::take(&mut block)),
        }
    }
    words.iter().map(|words| unescaped(words).trim_matches([' ', '\n']).to_owned()).filter(|words| !words.is_empty()).collect()
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Checks that the clauses' words stand in the HTML, in their order.
fn assert_same_words(judge: &str, statement: &Statement, markdown: &str, html: &str) {
    let seen = html_words(html);
    let mut rest = seen.iter();
    for words in clause_words(statement) {
        assert!(rest.any(|seen| *seen == words), "{judge} does not see {words:?}\n{markdown}\n{html}\n{seen:#?}");
    }
}

#[test]
fn cmark_sees_the_same_words() {
    if !shared::has("cmark") {
        return;
    }
    for statement in statements(count()) {
        let text = body(&markdown::to_string(&statement));
        assert_same_words("cmark", &statement, &text, &run("cmark", &[], &text));
    }
}

#[test]
fn micromark_sees_the_same_words() {
    let statements = statements(count());
    let texts: Vec<String> = statements.iter().map(|statement| body(&markdown::to_string(statement))).collect();
    let Some(pages) = node("micromark.mjs", &[], &texts) else { return };
    for ((statement, text), html) in statements.iter().zip(&texts).zip(&pages) {
        assert_same_words("micromark", statement, text, html);
    }
}

#[test]
fn prettier_keeps_the_statement() {
    let mut statements = statements(0);
    let examples = statements.len();
    let mut runner = TestRunner::deterministic();
    let strategy = hostile::steady_statement();
    statements.extend((0..count()).map(|_| strategy.new_tree(&mut runner).unwrap().current()));
    let texts: Vec<String> = statements.iter().map(markdown::to_string).collect();
    for wrap in ["always", "preserve"] {
        let Some(formatted) = node("prettier.mjs", &[wrap], &texts) else { return };
        for (index, (statement, text)) in statements.iter().zip(&formatted).enumerate() {
            let document = markdown::read(text.as_bytes());
            let what = if index < examples { "example" } else { "hostile statement" };
            assert!(document.faults.is_empty(), "{what}, {wrap}: {:#?}\n{text}\nfrom\n{}", document.faults, texts[index]);
            let back = json::to_string_pretty(&document.statement.unwrap());
            assert!(back == json::to_string_pretty(statement), "{what}, {wrap}:\n{text}\nfrom\n{}\n{back}", texts[index]);
        }
    }
}
