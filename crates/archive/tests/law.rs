//! The law: through each standard a statement comes back the same, byte for byte in canonical JSON, and every pointer leads somewhere.

mod guideline;
mod whole;

use statemark_specimens::{campaign, examples};

#[test]
fn generated_documents_obey_the_law() {
    let coverage = campaign::run(whole::check);
    // A few documents, drawn to see one fault, do not cover everything.
    if campaign::cases() >= 2_000 {
        assert_eq!(coverage.gaps(), [""; 0], "the documents leave something out");
    }
}

#[test]
fn examples_obey_the_law() {
    for example in examples::examples() {
        whole::check(&example.statement).unwrap_or_else(|error| panic!("{}: {error}", example.name));
    }
}

#[test]
fn a_resolution_after_the_guideline_obeys_the_law() {
    let mut resolution = guideline::resolution();
    whole::check(&resolution).unwrap();
    // A formula alone in its section, before another preamble, or with nothing behind it.
    let preamble = resolution.sections[1].clone();
    resolution.sections[1].clauses.truncate(1);
    whole::check(&resolution).unwrap();
    resolution.sections.insert(2, preamble);
    resolution.sections[2].clauses.remove(0);
    whole::check(&resolution).unwrap();
}
