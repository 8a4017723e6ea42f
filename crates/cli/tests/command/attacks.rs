//! Documents made to exhaust the tool: refused, within a budget of memory that the system enforces, and of time.
#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};

use crate::run::Folder;

const MIB: usize = 1024 * 1024;
/// What the tool may take above its input, all that is mapped for the program itself included.
const ABOVE: usize = 64 * MIB;

/// Runs `validate` on a file and through a pipe.
fn refused(name: &str, input: &[u8], code: i32, sentence: &str) {
    let folder = Folder::new();
    folder.write(name, input);
    let kib = (input.len() + ABOVE) / 1024;
    for line in [format!("statemark validate {name}"), format!("cat {name} | statemark validate -")] {
        let start = Instant::now();
        let outcome = folder.shell(&format!("ulimit -v {kib}; {line}"));
        let seconds = 1 + input.len() as u64 / 10_000_000;
        assert!(start.elapsed() < Duration::from_secs(seconds), "{name}: {:?}", start.elapsed());
        let told = outcome.out.clone() + &outcome.err;
        assert!(told.contains(sentence) && told.len() < 10_000, "{line}: {told:.2000}");
        // The pipe breaks where the tool has seen enough.
        assert!(outcome.code == code || (line.contains('|') && outcome.code == 141), "{line}: {} {told:.2000}", outcome.code);
    }
}

#[test]
fn a_line_of_64_mebibytes() {
    let line = "a".repeat(64 * MIB);
    refused("line.json", format!("{{\"statemark\": \"{line}").as_bytes(), 2, "is larger than 32 MiB");
    refused("line.xml", format!("<statement>{line}").as_bytes(), 2, "is larger than 32 MiB");
    refused("line.md", format!("---\n{line}").as_bytes(), 2, "is larger than 32 MiB");
}

#[test]
fn a_hundred_thousand_levels() {
    let levels = 100_000;
    refused("lists.json", "[".repeat(levels).as_bytes(), 1, "error[limit]");
    refused("maps.json", "{\"a\":".repeat(levels).as_bytes(), 1, "error[limit]");
    let root = "<statement xmlns=\"https://w3id.org/statemark/1\" version=\"1.0\"><sections>";
    refused("elements.xml", (root.to_owned() + &"<section>".repeat(levels)).as_bytes(), 1, "error[limit]");
    let front = "---\nstatemark: \"1.0\"\n---\n\n# A\n\n";
    refused("quotes.md", (front.to_owned() + &"> ".repeat(levels)).as_bytes(), 1, "error[limit]");
    refused("bullets.md", (front.to_owned() + &"- ".repeat(levels)).as_bytes(), 1, "error[limit]");
    refused("yaml.md", format!("---\nstatemark: {}\n---\n", "[".repeat(levels)).as_bytes(), 1, "stand too deep");
}

#[test]
fn bytes_that_are_no_text() {
    let blob: Vec<u8> = b"\x1F\x8B\x08\0"
        .iter()
        .copied()
        .chain((0..10_000_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]))
        .collect();
    refused("blob.json", &blob, 2, "cut off or damaged");
    refused("zeros.json", &[b"{".as_slice(), &vec![0; 10_000_000]].concat(), 1, "error[");
    for name in ["nul.json", "nul.xml", "nul.md"] {
        let begin = match name {
            "nul.json" => "{\"statemark\": \"1.0\0\"}",
            "nul.xml" => "<statement>\0</statement>",
            _ => "---\nstatemark: \"1.0\0\"\n---\n",
        };
        refused(name, begin.as_bytes(), 1, "error[");
    }
}
