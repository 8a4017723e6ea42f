//! From TOML to a mapping, with all faults in their places.

use statemark::suggest::nearest;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::filter::Codes;
use super::hole::Grammar;
use super::template::Compiler;
use super::{Faults, Format, Mapping, MappingError};

pub(super) type Value<'text> = Spanned<DeValue<'text>>;

const KEYS: [&str; 7] = ["format", "separator", "quotes", "absent", "group", "codes", "statement"];

/// Reads a mapping.
pub(super) fn read(text: &str) -> Result<Mapping, MappingError> {
    let mut faults = Faults::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        faults.add(
            at,
            format!("this is no TOML: {message}"),
            "see https://toml.io for the grammar; a key stands once in its table",
        );
    } else if let Some(mapping) = mapping(text, table.get_ref(), &mut faults)
        && faults.0.is_empty()
    {
        return Ok(mapping);
    }
    Err(faults.error(text).unwrap_or(MappingError { faults: Vec::new() }))
}

fn mapping(text: &str, table: &DeTable<'_>, faults: &mut Faults) -> Option<Mapping> {
    unknown(table, faults);
    let format = format(table, faults)?;
    let codes = codes(table, faults);
    let names: Vec<&str> = codes.keys().map(String::as_str).collect();
    let grammar = Grammar { is_json: format.is_json(), codelists: &names };
    let mut compiler = Compiler::new(text, grammar, faults);
    let group = table.get("group").and_then(|value| compiler.words(value));
    let statement = table.get("statement").and_then(|value| compiler.statement(value));
    if !table.contains_key("statement") {
        faults.add(
            0,
            "the mapping has no `[statement]`",
            "write one: a statement in which `{Column}` stands for what a row has there",
        );
    }
    let separator = separator(table, format, faults);
    let quotes = boolean(table, "quotes", faults).unwrap_or(format == Format::Csv);
    let absent = absent(table, faults);
    Some(Mapping { text: text.to_owned(), format, separator, quotes, absent, group, codes, statement: statement? })
}

fn unknown(table: &DeTable<'_>, faults: &mut Faults) {
    for key in table.keys().filter(|key| !KEYS.contains(&key.get_ref().as_ref())) {
        let help = match nearest(key.get_ref(), KEYS) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys here are {}; a field of the statement stands in `[statement]`", KEYS.join(", ")),
        };
        faults.add(key.span().start, format!("no key of a mapping is called `{}`", key.get_ref()), help);
    }
}

fn format(table: &DeTable<'_>, faults: &mut Faults) -> Option<Format> {
    const HELP: &str = "write `format = \"csv\"`, \"tsv\", \"json\" (a list) or \"ndjson\"";
    let Some(value) = table.get("format") else {
        faults.add(0, "the mapping does not say what the records are", HELP);
        return None;
    };
    let format = value.get_ref().as_str().and_then(Format::named);
    if format.is_none() {
        faults.add(value.span().start, "`format` is none that is known", HELP);
    }
    format
}

fn separator(table: &DeTable<'_>, format: Format, faults: &mut Faults) -> u8 {
    let own = if format == Format::Tsv { b'\t' } else { b',' };
    let Some(value) = table.get("separator") else { return own };
    match value.get_ref().as_str().map(str::as_bytes) {
        Some([separator]) if !format.is_json() && separator.is_ascii() && !matches!(separator, b'"' | b'\n' | b'\r') => {
            *separator
        }
        _ => {
            faults.add(
                value.span().start,
                "`separator` is no character between fields",
                "write one of ASCII, such as `separator = \";\"`, for csv or tsv",
            );
            own
        }
    }
}

fn boolean(table: &DeTable<'_>, key: &str, faults: &mut Faults) -> Option<bool> {
    let value = table.get(key)?;
    let read = value.get_ref().as_bool();
    if read.is_none() {
        faults.add(
            value.span().start,
            format!("`{key}` is neither true nor false"),
            format!("write `{key} = true` or `{key} = false`"),
        );
    }
    read
}

fn absent(table: &DeTable<'_>, faults: &mut Faults) -> Vec<String> {
    let Some(value) = table.get("absent") else { return Vec::new() };
    let words =
        value.get_ref().as_array().and_then(|list| list.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect());
    words.unwrap_or_else(|| {
        faults.add(
            value.span().start,
            "`absent` is no list of words",
            "write the values that say nothing, such as `absent = [\"NA\"]`",
        );
        Vec::new()
    })
}

fn codes(table: &DeTable<'_>, faults: &mut Faults) -> Codes {
    let mut codes = Codes::new();
    let Some(value) = table.get("codes") else { return codes };
    let DeValue::Table(lists) = value.get_ref() else {
        faults.add(value.span().start, "`codes` is no table", "write a table for each codelist, such as `[codes.act]`");
        return codes;
    };
    for (name, list) in lists {
        let Some(list) = list.get_ref().as_table() else {
            faults.add(
                list.span().start,
                format!("the codelist `{}` is no table", name.get_ref()),
                "write a value of the records on the left, ours on the right",
            );
            continue;
        };
        codes.insert(name.get_ref().to_string(), list.iter().filter_map(|entry| code(entry, faults)).collect());
    }
    codes
}

fn code((theirs, ours): (&Spanned<DeString<'_>>, &Value<'_>), faults: &mut Faults) -> Option<(String, String)> {
    let read = ours.get_ref().as_str().map(|ours| (theirs.get_ref().to_string(), ours.to_owned()));
    if read.is_none() {
        faults.add(
            ours.span().start,
            format!("the code of `{}` is no string", theirs.get_ref()),
            "write it in quotation marks; `\"\"` says nothing",
        );
    }
    read
}
