//! Pages: they parse without a fault, their links lead somewhere, and all that a statement says stands in them.

mod page_tree;

use std::collections::HashSet;
use std::fmt::Write;

use serde_json::Value;
use statemark::json;
use statemark::statement::Statement;
use statemark_archive::page;
use statemark_specimens::{campaign, examples};

use page_tree::Tree;

#[test]
fn pages_of_generated_documents_are_right_and_whole() {
    campaign::run(check);
}

#[test]
fn pages_of_examples_are_right_and_whole() {
    for example in examples::examples() {
        let html = page::to_string(&example.statement);
        check(&example.statement).unwrap_or_else(|error| panic!("{}: {error}", example.name));
        insta::assert_snapshot!(format!("{}_as_page", example.name), html);
    }
}

#[test]
fn a_parser_finds_what_is_broken() {
    for html in ["<p>", "<!DOCTYPE html><p><b>a</p>", "<!DOCTYPE html><table><p>a</p></table>", "<!DOCTYPE html>a\u{85}"] {
        assert!(!Tree::parse(html).errors.is_empty(), "{html}");
    }
}

fn check(statement: &Statement) -> Result<(), String> {
    let html = page::to_string(statement);
    let tree = Tree::parse(&html);
    if let Some(error) = tree.errors.first() {
        return Err(format!("a parser finds fault with the page: {error}\n{html}"));
    }
    let mut ids = HashSet::new();
    if let Some(id) = tree.attributes("id").find(|id| !ids.insert(*id)) {
        return Err(format!("two elements are called {id}\n{html}"));
    }
    let files: HashSet<&str> = statement.sources.iter().filter_map(|source| source.file.as_ref()).map(AsRef::as_ref).collect();
    let is_outside = |link: &str| !is_address(link) && !files.contains(&*decoded(link));
    let outside = |link: &&str| link.strip_prefix('#').map_or(is_outside(link), |id| !ids.contains(id));
    if let Some(link) = tree.attributes("href").find(outside) {
        return Err(format!("{link} leads nowhere\n{html}"));
    }
    let value = serde_json::from_str(&json::to_string(statement)).map_err(|error| error.to_string())?;
    let text = tree.text();
    said(&value, "", &mut |words| if text.contains(&words) { Ok(()) } else { Err(format!("{words:?} is not said\n{html}")) })
}

/// A relative reference as a path.
fn decoded(link: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), link.as_bytes());
    while let [first, behind @ ..] = rest {
        let code = behind.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        bytes.push(code.map_or(*first, |code| u8::from_str_radix(code, 16).unwrap()));
        rest = &behind[2 * usize::from(code.is_some())..];
    }
    String::from_utf8(bytes).unwrap()
}

fn is_address(link: &str) -> bool {
    let scheme = link.split(':').next().unwrap_or_default().to_ascii_lowercase();
    ["http", "https", "mailto"].contains(&scheme.as_str())
}

/// The fields whose codes the page says in its own words, which its unit tests look at.
const CODES: &[&str] = &["type", "kind", "role", "method", "vote", "activity", "extent", "emphasis", "act", "inner_act"];

/// Gives each string of a statement to `found`, as a page shows it.
fn said(value: &Value, key: &str, found: &mut impl FnMut(String) -> Result<(), String>) -> Result<(), String> {
    match value {
        Value::String(text) if key == "ext" => found(shown(&as_json(text))),
        Value::String(_) if CODES.contains(&key) => Ok(()),
        Value::String(text) => found(shown(text)),
        Value::Array(items) => items.iter().try_for_each(|item| said(item, key, found)),
        Value::Object(map) if key == "ext" => map.iter().try_for_each(|(name, value)| {
            found(shown(&as_json(name)))?;
            said(value, key, found)
        }),
        Value::Object(map) => map.iter().try_for_each(|(name, value)| said(value, name, found)),
        _ => Ok(()),
    }
}

/// A string as canonical JSON writes it.
fn as_json(text: &str) -> String {
    let escapes = [('\\', "\\\\"), ('"', "\\\""), ('\n', "\\n"), ('\r', "\\r"), ('\t', "\\t")];
    format!("\"{}\"", escapes.iter().fold(text.to_owned(), |text, (sign, escape)| text.replace(*sign, escape)))
}

/// Words as a page shows them, told apart from how the page does it: line feeds alone, and numbers for what no page may hold.
fn shown(words: &str) -> String {
    let (mut out, mut open) = (String::new(), 0_u32);
    for c in words.replace("\r\n", "\n").replace('\r', "\n").chars() {
        let number = u32::from(c);
        let is_none = (0xFDD0..=0xFDEF).contains(&number) || number % 0x1_0000 >= 0xFFFE;
        let is_control = (0x7F..=0x9F).contains(&number);
        let is_end = c == '\u{2069}';
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\n' | '\u{2029}' => open = 0,
            _ => {}
        }
        if is_none || is_control || (is_end && open == 0) {
            let _ = write!(out, "[U+{number:04X}]");
        } else {
            open -= u32::from(is_end);
            out.push(c);
        }
    }
    out
}
