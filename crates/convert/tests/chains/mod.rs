//! The law, for the suites that hold documents to it: the chains of spellings, and what has to be the same after each.

use std::collections::BTreeMap;

use statemark::json;
use statemark::statement::Statement;
use statemark_convert::format::Format::{self, Json, Markdown, Xml, Yaml};

/// The chains that every document goes through: all ordered pairs, and twice around.
const CHAINS: &[&[Format]] = &[
    &[Json, Xml],
    &[Json, Markdown],
    &[Xml, Json],
    &[Xml, Markdown],
    &[Markdown, Json],
    &[Markdown, Xml],
    &[Json, Yaml],
    &[Xml, Yaml],
    &[Markdown, Yaml],
    &[Yaml, Json],
    &[Yaml, Xml],
    &[Yaml, Markdown],
    &[Json, Xml, Markdown, Yaml, Json, Xml, Markdown, Yaml, Json],
];

/// Leads a statement through all chains; says where it was lost or changed.
pub(crate) fn check(statement: &Statement) -> Result<(), String> {
    let canonical = json::to_string(statement);
    let mut written = BTreeMap::new();
    CHAINS.iter().try_for_each(|chain| {
        check_chain(statement, chain, &canonical, &mut written).map_err(|error| {
            let chain: Vec<String> = chain.iter().map(ToString::to_string).collect();
            format!("{}: {error}", chain.join(" → "))
        })
    })
}

/// `written` keeps what each writer first wrote of the statement: the same in every chain, whatever it was read from.
fn check_chain(
    statement: &Statement,
    chain: &[Format],
    canonical: &str,
    written: &mut BTreeMap<Format, Vec<u8>>,
) -> Result<(), String> {
    let mut current = statement.clone();
    for &format in chain {
        let bytes = write(format, &current);
        let first = written.entry(format).or_insert_with(|| bytes.clone());
        if *first != bytes {
            return Err(format!(
                "the writer of {format} writes the same statement in two ways:\n{}\n{}",
                text(first),
                text(&bytes)
            ));
        }
        current = read(format, &bytes)?;
        let after = json::to_string(&current);
        if after != canonical {
            return Err(format!("{format} changed the statement to\n{after}\nfrom\n{canonical}\nby way of\n{}", text(&bytes)));
        }
    }
    Ok(())
}

fn write(format: Format, statement: &Statement) -> Vec<u8> {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).expect("writing to memory does not fail");
    bytes
}

fn read(format: Format, bytes: &[u8]) -> Result<Statement, String> {
    let document = format.read(bytes);
    let faults: Vec<String> = document.faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.message)).collect();
    document
        .statement
        .ok_or_else(|| format!("the reader of {format} finds fault with what the writer wrote: {faults:?}\n{}", text(bytes)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
