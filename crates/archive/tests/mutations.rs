//! Readers stand what is broken: documents of each standard with bytes flipped, cut, moved, doubled and put in.
//!
//! A test reads a fixed number of mutated documents; with `STATEMARK_MUTATION_SECONDS` it goes on for so long.

mod whole;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use statemark::node::{Node, Value};
use statemark_archive::foreign;
use statemark_archive::standard::Standard;
use statemark_specimens::draw::Draw;
use statemark_specimens::mutation::mutated;
use statemark_specimens::{campaign, document, examples};

/// How many mutated documents a reader is given where no time is set.
const CASES: u64 = 1_000;

#[test]
fn the_reader_of_akoma_ntoso_stands_mutated_documents() {
    feed(Standard::Akn);
}

#[test]
fn the_reader_of_tei_stands_mutated_documents() {
    feed(Standard::Tei);
}

fn feed(standard: Standard) {
    let statements = examples::examples().into_iter().map(|example| example.statement).chain((0..20).map(document::statement));
    let seeds: Vec<Vec<u8>> = statements.map(|statement| standard.write(&statement)).collect();
    let seconds = campaign::number("STATEMARK_MUTATION_SECONDS");
    let deadline = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let goes_on = |case| deadline.map_or(case < CASES, |deadline| Instant::now() < deadline);
    let (mut case, mut accepted) = (0, 0);
    while goes_on(case) {
        let mut draw = Draw::new(campaign::seed().wrapping_mul(1 << 32).wrapping_add(case));
        let input = mutated(&mut draw, &seeds);
        let judged = catch_unwind(AssertUnwindSafe(|| judge(standard, &input)));
        match judged.unwrap_or_else(|_| Err("the reader panics".into())) {
            Ok(is_accepted) => accepted += u64::from(is_accepted),
            Err(error) => panic!("{standard}, case {case}: {error}\n{}", input.escape_ascii()),
        }
        case += 1;
    }
    println!("{standard}: {case} mutated documents, of which {accepted} were accepted");
    assert!(accepted < case, "no mutation breaks a document");
}

/// Whether a document is accepted, or what its reader did wrong.
fn judge(standard: Standard, input: &[u8]) -> Result<bool, String> {
    // The reader of others must stand it too.
    let _ = foreign::read(standard, input);
    let document = standard.read(input);
    let is_inside = |start: usize, end: usize| document.text.get(start..end).is_some();
    if let Some(fault) = document.faults.iter().find(|fault| !is_inside(fault.span.start, fault.span.end)) {
        return Err(format!("{fault:?} is no part of the text"));
    }
    if let Some(node) = document.node() {
        has_places(node, &is_inside)?;
    }
    match (&document.statement, document.faults.len()) {
        (None, 0) => Err("there is neither a statement nor a fault".into()),
        (Some(_), 1..) => Err(format!("there is a statement, and faults too: {:?}", document.faults)),
        (Some(statement), 0) => whole::check(statement).map(|()| true),
        (None, _) => Ok(false),
    }
}

fn has_places(node: &Node<'_>, is_inside: &dyn Fn(usize, usize) -> bool) -> Result<(), String> {
    if !is_inside(node.span.start, node.span.end) {
        return Err(format!("{:?} is no part of the text", node.span));
    }
    match &node.value {
        Value::List(items) => items.iter().try_for_each(|item| has_places(item, is_inside)),
        Value::Map(entries) => entries.iter().try_for_each(|entry| has_places(&entry.node, is_inside)),
        _ => Ok(()),
    }
}
