//! Readers stand what is broken: documents of each standard with bytes flipped, cut, moved, doubled and put in.
//!
//! A test reads a fixed number of mutated documents; with `STATEMARK_MUTATION_SECONDS` it goes on for so long.

mod judging;
mod whole;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

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
        let judged = catch_unwind(AssertUnwindSafe(|| judging::judge(standard, &input)));
        match judged.unwrap_or_else(|_| Err("the reader panics".into())) {
            Ok(is_accepted) => accepted += u64::from(is_accepted),
            Err(error) => panic!("{standard}, case {case}: {error}\n{}", input.escape_ascii()),
        }
        case += 1;
    }
    println!("{standard}: {case} mutated documents, of which {accepted} were accepted");
    assert!(accepted < case, "no mutation breaks a document");
}
