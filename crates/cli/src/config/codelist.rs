//! Codelists: the codes in a CSV or JSON file.

use std::collections::HashMap;

use statemark::fault::FaultKind;
use statemark::json;
use statemark::place::Lines;

use super::read::{Fault, Faults};

/// The column or key that holds the codes, if nothing else is said.
pub(super) const COLUMN: &str = "code";

/// The codes of a list, and what is wrong with it.
pub(super) fn codes(text: &str, is_json: bool, column: &str) -> Result<Vec<String>, Faults> {
    let mut faults = Faults::default();
    let found = if is_json { from_json(text, column, &mut faults) } else { from_csv(text, column, &mut faults) };
    if faults.0.is_empty() && found.is_empty() {
        faults.add(0, "has no code", "write at least one");
    }
    let lines = Lines::new(text);
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(found.len());
    for (code, at) in &found {
        if code.trim() != code || code.is_empty() {
            faults.add(*at, format!("the code {code:?} is empty, or has white space at an end"), "write the code alone");
        } else if let Some(first) = seen.insert(code, *at) {
            let line = lines.place(first).line;
            faults.add(*at, format!("the code `{code}` stands in line {line} too"), "take one of them out");
        }
    }
    if faults.0.is_empty() { Ok(found.into_iter().map(|(code, _)| code).collect()) } else { Err(faults) }
}

fn from_json(text: &str, column: &str, faults: &mut Faults) -> Vec<(String, usize)> {
    let document = json::read(text.as_bytes());
    let is_grammar = |kind| matches!(kind, FaultKind::Syntax | FaultKind::Encoding | FaultKind::Limit);
    for fault in document.faults.iter().filter(|fault| is_grammar(fault.kind)) {
        faults.0.push(Fault { at: fault.span.start, message: fault.message.clone(), help: fault.help.clone() });
    }
    let Some(node) = document.node().filter(|_| faults.0.is_empty()) else { return Vec::new() };
    let Some(items) = node.items() else {
        faults.add(node.span.start, "is no list", format!("write a list of codes, or of objects with a `{column}`"));
        return Vec::new();
    };
    let mut codes = Vec::new();
    for item in items {
        match item.get(column).unwrap_or(item).as_str() {
            Some(code) => codes.push((code.to_owned(), item.span.start)),
            None => faults.add(item.span.start, "holds no code", format!("write a string, or an object whose `{column}` is one")),
        }
    }
    codes
}

fn from_csv(text: &str, column: &str, faults: &mut Faults) -> Vec<(String, usize)> {
    let mut rows = match rows(text) {
        Ok(rows) => rows.into_iter(),
        Err(at) => {
            faults.add(
                at,
                "a quotation mark is not closed, or words stand beside it",
                "write \"…\" around the whole cell, and \"\" for a mark in it",
            );
            return Vec::new();
        }
    };
    let header = rows.next().unwrap_or_default();
    let Some(index) = header.iter().position(|(name, _)| name.trim() == column) else {
        let names: Vec<&str> = header.iter().map(|(name, _)| name.as_str()).collect();
        let help = format!(
            "let the first line name the columns, or name one of its own behind the file: #{}",
            names.first().unwrap_or(&"")
        );
        faults.add(0, format!("has no column `{column}` in its first line"), help);
        return Vec::new();
    };
    let mut codes = Vec::new();
    for mut row in rows {
        if index < row.len() {
            codes.push(row.swap_remove(index));
        } else {
            let at = row.first().map_or(0, |(_, at)| *at);
            faults.add(at, format!("has no cell in the column `{column}`"), "add it, or take the line out");
        }
    }
    codes
}

type Cell = (String, usize);

/// The rows of a CSV file (RFC 4180), with the place of each cell; or the place at which it is none. Lines with nothing in them do not count.
fn rows(text: &str) -> Result<Vec<Vec<Cell>>, usize> {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (cell, end) = cell(text, at)?;
        row.push((cell, at));
        let rest = &text[end..];
        let (step, is_end) = match rest.as_bytes() {
            [b',', ..] => (1, false),
            [b'\r', b'\n', ..] => (2, true),
            [b'\n' | b'\r', ..] => (1, true),
            [] => (0, true),
            _ => return Err(end),
        };
        if step == 1 && !is_end && rest.len() == 1 {
            // The text ends with a comma: behind it stands one more cell, which is empty.
            row.push((String::new(), end + 1));
        }
        at = end + step;
        if is_end || at == text.len() {
            let row = std::mem::take(&mut row);
            if !matches!(row.as_slice(), [(only, _)] if only.is_empty()) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// The cell at an offset, and where it ends.
fn cell(text: &str, at: usize) -> Result<(String, usize), usize> {
    let rest = &text[at..];
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        return Ok((rest[..end].to_owned(), at + end));
    };
    let (mut cell, mut here) = (String::new(), 0);
    loop {
        let end = here + quoted[here..].find('"').ok_or(at)?;
        cell.push_str(&quoted[here..end]);
        if !quoted[end + 1..].starts_with('"') {
            return Ok((cell, at + end + 2));
        }
        cell.push('"');
        here = end + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Result<Vec<String>, String> {
        codes(text, false, COLUMN).map_err(|faults| {
            let told: Vec<String> = faults.0.iter().map(|fault| format!("{}: {}", fault.at, fault.message)).collect();
            told.join("; ")
        })
    }

    #[test]
    fn csv_is_that_of_rfc_4180() {
        assert_eq!(csv("label,code\r\n\"Peace, \"\"lasting\"\"\nand just\",a\r\n\r\nWar,\"b,c\"\r\n").unwrap(), ["a", "b,c"]);
        assert_eq!(csv("code\na\nb").unwrap(), ["a", "b"]);
        assert_eq!(csv("code,label\na,").unwrap(), ["a"]);
    }

    #[test]
    fn faults_of_a_list_have_their_places() {
        assert_eq!(csv("code\na\nb\na\n").unwrap_err(), "9: the code `a` stands in line 2 too");
        assert_eq!(csv("a\nb\n").unwrap_err(), "0: has no column `code` in its first line");
        assert_eq!(csv("label,code\nWar\n").unwrap_err(), "11: has no cell in the column `code`");
        assert_eq!(csv("code\n\"a\nb\n").unwrap_err(), "5: a quotation mark is not closed, or words stand beside it");
        assert_eq!(csv("code\n\"a\"b\n").unwrap_err(), "8: a quotation mark is not closed, or words stand beside it");
        assert_eq!(csv("code\n a\n").unwrap_err(), "5: the code \" a\" is empty, or has white space at an end");
        assert_eq!(csv("code\n").unwrap_err(), "0: has no code");
        assert_eq!(csv("").unwrap_err(), "0: has no column `code` in its first line");
    }

    #[test]
    fn json_is_a_list_of_codes_or_of_objects_with_one() {
        let json = |text: &str| codes(text, true, COLUMN).map_err(|faults| faults.0[0].message.clone());
        assert_eq!(json(r#"["a", "b"]"#).unwrap(), ["a", "b"]);
        assert_eq!(json(r#"[{"code": "a", "label": "A"}]"#).unwrap(), ["a"]);
        assert_eq!(json(r#"["a", "a"]"#).unwrap_err(), "the code `a` stands in line 1 too");
        assert_eq!(json(r#"{"a": 1}"#).unwrap_err(), "is no list");
        assert_eq!(json(r#"[{"id": "a"}]"#).unwrap_err(), "holds no code");
        assert!(json("[").is_err() && json("[]").unwrap_err() == "has no code");
    }
}
