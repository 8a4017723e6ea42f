//! What a conversion of many statements costs on one thread, piece by piece: the stream is split, each record read, judged by the rules of
//! error severity, and written in the other spelling. It does with the libraries what `statemark convert` does, without files and ledgers.
//!
//! `cargo run --release -p statemark-benches --bin convert-loop -- FILE json|xml > OUTPUT`, where FILE is NDJSON or a collection in XML.
#![allow(clippy::disallowed_methods, reason = "a program of its own reads the file that it is given")]
#![allow(clippy::cast_precision_loss, reason = "figures for people")]

use std::fs::File;
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use statemark::document::Document;
use statemark::json;
use statemark::records::{Block, Lines, Scan, Splitter};
use statemark_convert::xml::{self, Collection, Head, Records};
use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::{Options, rules, validate};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long each piece of the work took, and how many bytes went in and came out.
#[derive(Default)]
struct Figures {
    records: u64,
    wrong: u64,
    bytes: (usize, usize),
    read: Duration,
    judged: Duration,
    written: Duration,
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(target)) = (arguments.next(), arguments.next()) else { panic!("name a file, and json or xml") };
    let mut file = File::open(path)?;
    let mut head = vec![0; 64 * 1024];
    let length = file.read(&mut head)?;
    head.truncate(length);
    let collection = match Collection::head(&head) {
        Head::Many(collection) => Some(collection),
        _ => None,
    };
    let scan: Box<dyn Scan + Send> = match &collection {
        Some(collection) => Box::new(Records::new(collection)),
        None => Box::<Lines>::default(),
    };
    let start = Instant::now();
    let (mut figures, levels) = (Figures::default(), errors_alone());
    let mut output = io::stdout().lock();
    for block in Splitter::new(file, head, scan) {
        output.write_all(&convert(&block?, collection.as_ref(), &target, &levels, &mut figures))?;
    }
    figures.print(start.elapsed());
    Ok(())
}

/// The levels at which only rules of error severity are checked.
fn errors_alone() -> Levels {
    let mut levels = Levels::new();
    for rule in rules::ALL.iter().filter(|rule| rule.severity > Severity::Error) {
        levels.set(rule.name, None).expect("it is a rule of meaning");
    }
    levels
}

fn convert(block: &Block, collection: Option<&Collection>, target: &str, levels: &Levels, figures: &mut Figures) -> Vec<u8> {
    let mut output = Vec::with_capacity(block.text.len() * 5 / 4);
    for piece in &block.pieces {
        let bytes = block.bytes(piece);
        let document = timed(&mut figures.read, || read(bytes, collection));
        let report = timed(&mut figures.judged, || validate(&document, &Options { levels, ..Options::default() }));
        figures.records += 1;
        figures.bytes.0 += bytes.len();
        match &document.statement {
            Some(statement) if report.findings.is_empty() => timed(&mut figures.written, || {
                if target == "xml" {
                    xml::append_record(&mut output, statement);
                } else {
                    json::append(&mut output, statement);
                    output.push(b'\n');
                }
            }),
            _ => figures.wrong += 1,
        }
        timed(&mut figures.read, || drop(document));
    }
    figures.bytes.1 += output.len();
    output
}

fn read<'block>(bytes: &'block [u8], collection: Option<&'block Collection>) -> Document<'block> {
    match collection {
        Some(collection) => xml::read_record(bytes, collection),
        None => json::read(bytes),
    }
}

fn timed<T>(sum: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = work();
    *sum += start.elapsed();
    value
}

impl Figures {
    fn print(&self, whole: Duration) {
        let speed = |time: Duration, bytes: usize| bytes as f64 / time.as_secs_f64() / 1e6;
        eprintln!("{} records, {} wrong", self.records, self.wrong);
        for (name, time, bytes) in [
            ("read", self.read, self.bytes.0),
            ("judged", self.judged, self.bytes.0),
            ("written", self.written, self.bytes.1),
            ("whole", whole, self.bytes.0),
        ] {
            eprintln!("{name:8} {:8.1} ms {:6.0} MB/s", time.as_secs_f64() * 1e3, speed(time, bytes));
        }
    }
}
