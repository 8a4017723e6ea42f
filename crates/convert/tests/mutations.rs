//! Readers stand what is broken: the examples in every spelling, with bytes flipped, cut, moved, doubled and put in.
//!
//! A test reads a fixed number of mutated documents; with `STATEMARK_MUTATION_SECONDS` it goes on for so long.

mod chains;
#[path = "chains/reading.rs"]
mod reading;

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use statemark_convert::format::Format;
use statemark_specimens::draw::Draw;
use statemark_specimens::mutation::mutated;
use statemark_specimens::{campaign, document, examples};

/// How many mutated documents a reader is given where no time is set.
const CASES: u64 = 2_000;

#[test]
fn json_reader_stands_mutated_documents() {
    feed(Format::Json);
}

#[test]
fn xml_reader_stands_mutated_documents() {
    feed(Format::Xml);
}

#[test]
fn markdown_reader_stands_mutated_documents() {
    feed(Format::Markdown);
}

#[test]
fn yaml_reader_stands_mutated_documents() {
    feed(Format::Yaml);
}

/// Inputs that were once misread, as mutation found them and made them small.
const ONCE_MISREAD: &[(Format, &str)] = &[
    (Format::Markdown, "---\na: b\n---\n`\n  iлキスタンय声明`"),
    (Format::Markdown, "---\na: b\n---\n```source=\u{200F}\\<\u{30C}"),
    (Format::Markdown, "---\na: b\n---\n```source=&amp;\u{30C}"),
    (Format::Markdown, "---\na: b\n---\nE\n>`e=7`\n|"),
    (Format::Markdown, "---\na: b\n---\nE\n- a\n`t=\"`\n\u{2028}\n  ```\n  ```\n\n-"),
];

#[test]
fn what_was_once_misread_is_read_right() {
    for (format, input) in ONCE_MISREAD {
        assert_eq!(judge(*format, input.as_bytes()), Ok(false), "{format}: {input:?}");
    }
}

fn feed(format: Format) {
    let seeds = seeds(format);
    let seconds = campaign::number("STATEMARK_MUTATION_SECONDS");
    let deadline = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let goes_on = |case| deadline.map_or(case < CASES, |deadline| Instant::now() < deadline);
    let (mut case, mut accepted) = (0, 0);
    while goes_on(case) {
        let mut draw = Draw::new(campaign::seed().wrapping_mul(1 << 32).wrapping_add(case));
        let input = mutated(&mut draw, &seeds);
        match judge(format, &input) {
            Ok(is_accepted) => accepted += u64::from(is_accepted),
            Err(error) => {
                let input = smallest(format, input);
                let after = judge(format, &input).err().unwrap_or_default();
                panic!("{format}, case {case}: {error}\nand of a smaller input: {after}\n{}", input.escape_ascii())
            }
        }
        case += 1;
    }
    println!("{format}: {case} mutated documents, of which {accepted} were accepted");
    assert!(accepted < case, "no mutation breaks a document");
}

/// What a reader makes of an input; a panic is an error too.
fn judge(format: Format, input: &[u8]) -> Result<bool, String> {
    catch_unwind(AssertUnwindSafe(|| reading::check(format, input))).unwrap_or_else(|_| Err("the reader panics".into()))
}

/// A smaller input that is still misread: parts are taken out as long as it is, ever shorter ones.
fn smallest(format: Format, mut input: Vec<u8>) -> Vec<u8> {
    // Each try that still panics would say so at length.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut length = input.len() / 2;
    while length > 0 {
        let mut start = 0;
        while start < input.len() {
            let mut less = input.clone();
            less.drain(start..input.len().min(start + length));
            if judge(format, &less).is_err() {
                input = less;
            } else {
                start += length;
            }
        }
        length /= 2;
    }
    panic::set_hook(hook);
    input
}

/// The examples and some generated documents, in one spelling.
fn seeds(format: Format) -> Vec<Vec<u8>> {
    let examples = examples::examples().into_iter().map(|example| example.statement);
    let generated = (0..20).map(document::statement);
    let write = |statement| {
        let mut bytes = Vec::new();
        format.write(&mut bytes, &statement).expect("writing to memory does not fail");
        bytes
    };
    examples.chain(generated).map(write).collect()
}
