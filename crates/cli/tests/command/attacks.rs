//! Documents made to exhaust the tool: refused, within a budget of memory that the system enforces, and of time.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::time::{Duration, Instant};

use crate::run::Folder;

const MIB: usize = 1024 * 1024;
/// Puts a limit on the memory that a program may write to. The allocator then takes of what it reserves only what it needs.
pub(super) fn within(kib: usize, line: &str) -> String {
    format!("export MIMALLOC_ARENA_EAGER_COMMIT=0; ulimit -d {kib}; {line}")
}

/// What the tool may take above its input.
const ABOVE: usize = 64 * MIB;
/// The same where it holds what it unpacks: the document as far as it may go, a window, and a buffer while it grows.
const UNPACKED: usize = 128 * MIB;

/// Runs `validate` on a file and through a pipe.
fn refused(name: &str, input: &[u8], code: i32, sentence: &str) {
    refused_within(ABOVE, name, input, code, sentence);
}

/// The same, with so many bytes of memory above the input.
fn refused_within(above: usize, name: &str, input: &[u8], code: i32, sentence: &str) {
    let folder = Folder::new();
    folder.write(name, input);
    let kib = (input.len() + above) / 1024;
    for line in [format!("statemark validate {name}"), format!("cat {name} | statemark validate -")] {
        let start = Instant::now();
        let outcome = folder.shell(&within(kib, &line));
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
    refused("blob.json", &blob, 2, "is damaged after byte 0");
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

/// A brace and 1 GiB of zeros, packed by gzip: seventeen members.
fn gzip_bomb() -> Vec<u8> {
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    [packed(b"{"), packed(&vec![0; 64 * MIB]).repeat(16)].concat()
}

/// A brace and 1 GiB of zeros, packed by zstd with a window of so many powers of two: blocks of 128 KiB, each of which is one byte many times.
fn zstd_bomb(window: u8) -> Vec<u8> {
    let blocks = 1024 * MIB / (128 * 1024);
    let block = |is_last: bool| {
        let [one, two, three, _] = ((128_u32 * 1024) << 3 | 1 << 1 | u32::from(is_last)).to_le_bytes();
        [one, two, three, 0]
    };
    let brace = [1 << 3, 0, 0, b'{'];
    let head = [0x28, 0xB5, 0x2F, 0xFD, 0, (window - 10) << 3];
    head.into_iter().chain(brace).chain((1..=blocks).flat_map(|number| block(number == blocks))).collect()
}

#[test]
fn a_gibibyte_of_zeros_in_a_small_file() {
    let (gzip, zstd) = (gzip_bomb(), zstd_bomb(23));
    assert!(gzip.len() < 6 * MIB && zstd.len() < MIB / 10);
    for (packed, ending) in [(&gzip, "gz"), (&zstd, "zst")] {
        for spelling in ["json", "xml", "md"] {
            refused_within(
                UNPACKED,
                &format!("a.{spelling}.{ending}"),
                packed,
                2,
                "is larger than 32 MiB, the limit for one document",
            );
        }
        // A stream may be of any length, but not a record of it; what follows is read.
        let folder = Folder::new();
        folder.write(&format!("a.ndjson.{ending}"), packed);
        let kib = (packed.len() + UNPACKED) / 1024;
        let outcome = folder.shell(&within(kib, &format!("statemark validate a.ndjson.{ending} --threads 1")));
        assert!(
            outcome.code == 1 && outcome.out.contains("error[limit]: the record has more than 33554432 bytes"),
            "{outcome:?}"
        );
    }
    // The window alone would take more memory than all the rest.
    refused(
        "a.json.zst",
        &zstd_bomb(27),
        2,
        "it is packed by zstd with a window of 128 MiB, and 8 are the limit; unpack it, as in",
    );
}

#[test]
fn a_packed_file_that_is_cut_off() {
    let (gzip, zstd) = (gzip_bomb(), zstd_bomb(20));
    for (name, packed) in
        [("a.json.gz", &gzip[..1000]), ("a.json.zst", &zstd[..100]), ("b.json.gz", &gzip[..5]), ("b.json.zst", &zstd[..5])]
    {
        refused_within(UNPACKED, name, packed, 2, "what is packed in it is cut off after byte ");
    }
}
