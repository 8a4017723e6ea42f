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
use statemark_specimens::{campaign, document, examples};

/// How many mutated documents a reader is given where no time is set.
const CASES: u64 = 2_000;

/// Bytes that mean something to a spelling, or break one.
#[rustfmt::skip]
const HOSTILE: &[&[u8]] = &[
    b"\0", b"\xFF", b"\xC3", b"\xED\xA0\x80", b"\xEF\xBB\xBF", b"\xEF\xBF\xBE", b"\r", b"\n", b"\t", b"\x0C", b"\x1B", b" ",
    b"\"", b"'", b"\\", b"\\u", b"\\uD800", b"{", b"}", b"[", b"]", b",", b":", b"<", b">", b"/>", b"&", b"&#0;",
    b"&#xFFFFFFFF;", b"&a;", b"&amp;", b"<!--", b"-->", b"--", b"<![CDATA[", b"]]>", b"<?xml ?>", b"<?a?>", b"<!DOCTYPE a>",
    b"<a>", b"</a>", b"xmlns=\"\"", b"xmlns:a=\"b\"", b"a:", b"xml:lang=\"en\"", b"`", b"``", b"```", b"\n```\n", b"~~~",
    b"\n\n", b"\n- ", b"\n> ", b"\n# ", b"\n## ", b"\n---\n", b"\n***\n", b"\n1. ", b"    ", b"*", b"**", b"_", b"![", b"](",
    b"<b>", b"#", b"`#a`", b"`lang=es`", b"`note`", b"`action`", b"statemark:", b"&a ", b"*a ", b"!a ", b"- ", b"? ", b"| ",
    b"%YAML 1.2\n", b"\xE2\x80\xAE", b"\xC2\x85", b"\xE2\x80\xA8", b"\xF0\x9D\x84\x9E", b"0", b"-0", b"1e999",
    b"999999999999999999999", b"null", b"true", b"{{{{{{{{", b"[[[[[[[[", b"<<<<<<<<", b">>>>>>>>", b"--------",
];

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

fn mutated(draw: &mut Draw, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = draw.pick(seeds).clone();
    for _ in 0..=draw.below(3) {
        let range = part(draw, bytes.len());
        match draw.below(6) {
            0 => bytes.get_mut(range.start).into_iter().for_each(|byte| *byte ^= 1 << draw.below(8)),
            1 => drop(bytes.drain(range)),
            2 => {
                let copy = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, copy);
            }
            3 => {
                let other = draw.pick(seeds);
                let other = &other[part(draw, other.len())];
                bytes.splice(range, other.iter().copied());
            }
            _ => {
                let hostile = *draw.pick(HOSTILE);
                bytes.splice(range.start..range.start, hostile.iter().copied());
            }
        }
    }
    bytes
}

/// A part of a document, mostly a short one.
fn part(draw: &mut Draw, length: usize) -> std::ops::Range<usize> {
    let start = draw.below(length + 1);
    let most = if draw.once_in(4) { length - start } else { (length - start).min(40) };
    start..start + draw.below(most + 1)
}
