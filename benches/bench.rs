//! How fast the spellings are read and written, as ratios to known parsers in the same run, and what attacks cost.
//!
//! `cargo run --release -p statemark-benches` prints the figures, those of one spelling where it is named (`json`, `xml`, `md`).
//! With `--smoke` it takes less time, and fails where an attack of 10 MB takes more than a second of the processor, more memory above the input than it is granted, or a time that grows faster than the input.
#![allow(clippy::disallowed_methods, reason = "a program that measures itself reads its own figures from /proc")]
#![allow(clippy::cast_precision_loss, reason = "figures for people")]

use std::hint::black_box;
use std::io::{Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use statemark::statement::Statement;
use statemark_convert::format::Format;
use statemark_specimens::attacks::{self, Attack};
use statemark_specimens::examples;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, format] = arguments.as_slice()
        && command == "read"
    {
        read_alone(Format::ALL.into_iter().find(|known| known.to_string() == *format).expect("the spelling is known"));
        return ExitCode::SUCCESS;
    }
    let smoke = arguments.iter().any(|argument| argument == "--smoke");
    let named: Vec<Format> =
        arguments.iter().filter_map(|argument| Format::from_name(format!("x.{argument}").as_ref())).collect();
    let formats = if named.is_empty() { Format::ALL.to_vec() } else { named };
    for format in &formats {
        compare(*format, if smoke { 20 } else { 300 });
    }
    println!("\nattacks {:54} of 64 KiB → 1 MiB   of 10 MB     memory", "");
    let failures: Vec<String> = formats.into_iter().flat_map(measure_attacks).collect();
    for failure in &failures {
        println!("too much: {failure}");
    }
    if smoke && !failures.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Prints the speed of one spelling beside that of a parser that builds no statement of it.
fn compare(format: Format, rounds: usize) {
    let statements: Vec<Statement> = examples::examples().into_iter().map(|example| example.statement).collect();
    let texts: Vec<String> = statements.iter().map(|statement| write(format, statement)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let read = fastest(rounds, || texts.iter().for_each(|text| drop(black_box(format.read(text.as_bytes())))));
    let written = fastest(rounds, || statements.iter().for_each(|statement| drop(black_box(write(format, statement)))));
    let (name, peer) = match format {
        Format::Json => ("serde_json::Value", fastest(rounds, || texts.iter().for_each(|text| json_value(text)))),
        Format::Xml => ("events of quick-xml", fastest(rounds, || texts.iter().for_each(|text| xml_events(text)))),
        Format::Markdown => ("events of pulldown-cmark", fastest(rounds, || texts.iter().for_each(|text| markdown_events(text)))),
        Format::Yaml => ("events of saphyr-parser", fastest(rounds, || texts.iter().for_each(|text| yaml_events(text)))),
    };
    let speed = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    let times = |time: Duration| time.as_secs_f64() / peer.as_secs_f64();
    println!(
        "{format:9} {bytes:6} bytes: read {:6.0} MB/s, ×{:.2} of {name} ({:.0} MB/s); written {:6.0} MB/s, ×{:.2} of the same",
        speed(read),
        times(read),
        speed(peer),
        speed(written),
        times(written)
    );
}

fn write(format: Format, statement: &Statement) -> String {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("the writers write UTF-8")
}

fn json_value(text: &str) {
    drop(black_box(serde_json::from_str::<serde_json::Value>(text)));
}

fn xml_events(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    while !matches!(black_box(reader.read_event()), Ok(quick_xml::events::Event::Eof) | Err(_)) {}
}

fn markdown_events(text: &str) {
    pulldown_cmark::Parser::new(text).for_each(|event| drop(black_box(event)));
}

fn yaml_events(text: &str) {
    saphyr_parser::Parser::new_from_str(text).for_each(|event| drop(black_box(event)));
}

fn fastest(rounds: usize, work: impl Fn()) -> Duration {
    (0..rounds).map(|_| time(&work)).min().unwrap_or_default()
}

fn time(work: impl Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Prints what the attacks on one reader cost; gives those that cost too much.
fn measure_attacks(format: Format) -> Vec<String> {
    (0..attacks(format, 10).len()).filter_map(|index| measure(format, index)).collect()
}

fn attacks(format: Format, size: usize) -> Vec<Attack> {
    let own = match format {
        Format::Json => attacks::on_json(size),
        Format::Xml => attacks::on_xml(size),
        Format::Markdown => attacks::on_markdown(size),
        Format::Yaml => attacks::on_yaml(size),
    };
    own.into_iter().chain(attacks::on_any(size)).collect()
}

/// Measures one attack in three sizes. Gives what is wrong with it.
fn measure(format: Format, index: usize) -> Option<String> {
    let read = |attack: &Attack| (0..3).map(|_| processing(|| bear(format, &attack.input))).min().unwrap_or_default();
    let attack = |size| attacks(format, size).swap_remove(index);
    let (small, large) = (attack(1 << 16), attack(1 << 20));
    // The input may have a length of its own, and the time below a millisecond is noise.
    let growth = large.input.len() as f64 / small.input.len() as f64;
    let measured = || read(&large).as_secs_f64() / read(&small).as_secs_f64().max(1e-3) / growth;
    // What else the machine does can slow one measurement down, but not five.
    let slower = (0..5).map(|_| measured()).find(|&slower| slower <= 4.0).unwrap_or_else(measured);
    if slower > 4.0 {
        return Some(format!("{format}, {}: the time grows ×{slower:.1} faster than the input", small.name));
    }
    let (time, memory) = measure_alone(format, index);
    println!("{format:9} {:52} ×{slower:5.2}           {:6.0} ms {memory:6} MiB", small.name, time.as_secs_f64() * 1e3);
    (time > Duration::from_secs(1) || memory > small.memory).then(|| format!("{format}, {}: {time:?}, {memory} MiB", small.name))
}

/// Reads an attack, and writes what was taken for a statement in every spelling.
fn bear(format: Format, input: &[u8]) {
    let statement = format.read(input).statement;
    for format in Format::ALL {
        drop(statement.as_ref().map(|statement| black_box(write(format, statement))));
    }
}

/// Time of the processor and memory, in MiB, of an attack of 10 MB, read by a process of its own: what this one has freed would hide the memory.
fn measure_alone(format: Format, index: usize) -> (Duration, u64) {
    let program = std::env::current_exe().expect("a program has a path");
    let mut alone = Command::new(program)
        .args(["read", &format.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts again");
    let input = attacks(format, 10_000_000).swap_remove(index).input;
    alone.stdin.take().expect("it is piped").write_all(&input).expect("it reads");
    let output = alone.wait_with_output().expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut figures = text.split_whitespace().map(|figure| figure.parse().expect("it prints two numbers"));
    (Duration::from_micros(figures.next().expect("the time")), figures.next().expect("the memory"))
}

/// Reads one document from the standard input and prints what that cost.
fn read_alone(format: Format) {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).expect("it is piped");
    let before = memory("VmRSS:");
    // Linux: the highest memory is counted anew from here.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let time = processing(|| bear(format, &input));
    println!("{} {}", time.as_micros(), memory("VmHWM:").saturating_sub(before));
}

/// How long the processor works at something, whatever else the machine does.
fn processing(work: impl FnOnce()) -> Duration {
    let before = processor_time();
    work();
    processor_time().saturating_sub(before)
}

/// How long this thread has had a processor.
fn processor_time() -> Duration {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
    Duration::from_nanos(figures.split(' ').next().and_then(|time| time.parse().ok()).expect("the first figure is the time"))
}

/// A figure of this process in MiB; 0 where the system does not tell.
fn memory(figure: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}
