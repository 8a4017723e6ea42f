//! The law: through any chain of spellings a statement comes back the same, byte for byte in canonical JSON.

use statemark::json;
use statemark::statement::Statement;
use statemark_convert::format::Format;
use statemark_specimens::{campaign, examples};

use Format::Json;

/// The chains that every document goes through.
const CHAINS: &[&[Format]] = &[&[Json, Json]];

/// Leads a statement through a chain of spellings; says where it was lost or changed.
fn check_chain(statement: &Statement, chain: &[Format]) -> Result<(), String> {
    let canonical = json::to_string(statement);
    let mut current = statement.clone();
    for format in chain {
        let written = write(*format, &current);
        if write(*format, &current) != written {
            return Err(format!("the writer of {format} writes the same statement in two ways"));
        }
        let document = format.read(&written);
        let broken = |what: &str| Err(format!("{chain:?}: {what}\n{}", String::from_utf8_lossy(&written)));
        if let Some(fault) = document.faults.first() {
            return broken(&format!("the reader of {format} finds fault with what the writer wrote: {fault:?}"));
        }
        let Some(read) = document.statement else { return broken("there is no statement") };
        let after = json::to_string(&read);
        if after != canonical {
            return broken(&format!("{format} changed the statement to\n{after}"));
        }
        current = read;
    }
    Ok(())
}

fn write(format: Format, statement: &Statement) -> Vec<u8> {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).expect("writing to memory does not fail");
    bytes
}

fn check(statement: &Statement) -> Result<(), String> {
    CHAINS.iter().try_for_each(|chain| check_chain(statement, chain))
}

#[test]
fn generated_documents_obey_the_law() {
    let coverage = campaign::run(check);
    println!("{coverage}");
    assert_eq!(coverage.gaps(), [""; 0], "the documents leave something out");
}

#[test]
fn examples_obey_the_law() {
    for example in examples::examples() {
        check(&example.statement).unwrap_or_else(|error| panic!("{}: {error}", example.name));
    }
}
