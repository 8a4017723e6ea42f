//! The law: through any chain of spellings a statement comes back the same, byte for byte in canonical JSON.

mod chains;

use statemark::digest::Digest;
use statemark_convert::format::Format;
use statemark_specimens::{campaign, examples};

#[test]
fn generated_documents_obey_the_law() {
    let coverage = campaign::run(chains::check);
    println!("{coverage}");
    // A few documents, drawn to see one fault, do not cover everything.
    if campaign::cases() >= 2_000 {
        assert_eq!(coverage.gaps(), [""; 0], "the documents leave something out");
    }
}

#[test]
fn examples_obey_the_law() {
    for example in examples::examples() {
        chains::check(&example.statement).unwrap_or_else(|error| panic!("{}: {error}", example.name));
    }
}

#[test]
fn a_statement_has_one_digest_in_all_spellings() {
    campaign::run(|statement| {
        for format in Format::ALL {
            let mut bytes = Vec::new();
            format.write(&mut bytes, statement).map_err(|error| error.to_string())?;
            let read = format.read(&bytes).statement.ok_or_else(|| format!("{format} is not read"))?;
            let (before, after) = (Digest::of(statement), Digest::of(&read));
            if before != after {
                return Err(format!("{format}: {before} became {after}"));
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_empty_behind_a_long_key_is_kept() {
    let key = "a long key ".repeat(12);
    for value in ["{}", "[]", "null"] {
        let text = format!(
            r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "A", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"heading": "B"}}], "ext": {{"{key}": {value}}}}}"#
        );
        let statement = statemark::json::from_str(&text).unwrap();
        chains::check(&statement).unwrap_or_else(|error| panic!("{value}: {error}"));
    }
}

#[test]
fn brackets_that_close_in_another_line_of_a_quote_are_no_link() {
    for exact in ["½[\n]()", "[a\nb](c)", "a ![\n](b) c", "[\n[x][y]"] {
        let end = exact.chars().count();
        let text = format!(
            r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "A", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"clauses": [{{"id": "c", "text": "C.",
            "evidence": [{{"source": "s", "start": 0, "end": {end}, "exact": {exact:?}}}]}}]}}]}}"#
        );
        let statement = statemark::json::from_str(&text).unwrap();
        chains::check(&statement).unwrap_or_else(|error| panic!("{exact:?}: {error}"));
    }
}
