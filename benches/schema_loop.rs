//! A peer to measure against: what a team builds in an hour. Each line of NDJSON is read as `serde_json::Value` and judged by the `jsonschema`
//! crate with our JSON Schema, all errors counted. It checks form alone and knows no places in the text.
//!
//! `cargo run --release -p statemark-benches --bin schema-loop -- FILE.ndjson`
#![allow(clippy::disallowed_methods, reason = "a program of its own reads the file that it is given")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::ExitCode;

/// The allocator of the command, so that the loop loses nothing by another one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let file = std::env::args().nth(1).expect("the name of a file of NDJSON");
    let schema = serde_json::from_str(statemark::schema::JSON_SCHEMA).expect("our schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("our schema is a schema");
    let (mut records, mut errors) = (0_u64, 0_u64);
    let mut reader = BufReader::with_capacity(1 << 20, File::open(file).expect("the file is there"));
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).expect("the file can be read") > 0 {
        records += 1;
        match serde_json::from_slice(&line) {
            Ok(value) => errors += validator.iter_errors(&value).count() as u64,
            Err(_) => errors += 1,
        }
        line.clear();
    }
    println!("{records} records: {errors} errors");
    if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
