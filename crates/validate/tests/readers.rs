//! Readers that are not ours take the reports of all broken documents: the schema of SARIF, what others read SARIF and JUnit with, and what GitHub writes
//! annotations with.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};
use serde_json::Value;
use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark_convert::format::Format;
use statemark_convert::{markdown, xml};
use statemark_specimens::shared;
use statemark_validate::report::json::{Ending, Unread};
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::{Printed, Stream};
use statemark_validate::report::{self, Layout, Origin, Style};
use statemark_validate::{Options, validate};

/// The package in whose files the schema of SARIF 2.1.0 lies, as OASIS keeps it: Cargo.lock says which, and with which checksum.
const PACKAGE: &str = "serde-sarif";

fn main() -> ExitCode {
    let schema = schema();
    let missing = |what: &'static str| if shared::is_ci() { "" } else { what };
    let no_schema =
        if schema.is_some() { "" } else { missing("skipped: the schema of SARIF is not here: `cargo fetch --locked` brings it") };
    let no_readers =
        if has_readers() { "" } else { missing("skipped: the Python packages sarif-tools and junitparser are not here") };
    let no_toolkit =
        if has_toolkit() { "" } else { missing("skipped: STATEMARK_NODE_MODULES names no folder with @actions/core") };
    let trials = vec![
        trial("sarif_holds_to_the_schema_of_oasis", no_schema, move || holds_to_the_schema(schema.as_ref())),
        trial("sarif_tools_reads_every_result", no_readers, || reads(Layout::Sarif, "sarif")),
        trial("junitparser_reads_every_test_case", no_readers, || reads(Layout::Junit, "junit")),
        trial("python_reads_every_issue_of_code_quality", no_readers, || reads(Layout::Gitlab, "gitlab")),
        trial("the_toolkit_of_github_writes_the_same_annotations", no_toolkit, annotates),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A test that may be skipped, for a reason that is said, but never in continuous integration.
fn trial(name: &str, skipped: &str, test: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::test(name, move || Ok(test()?)).with_ignored_flag(!skipped.is_empty()).with_kind(skipped)
}

/// The schema, which is here once all packages are.
fn schema() -> Option<Value> {
    let arguments = ["metadata", "--offline", "--locked", "--format-version", "1"];
    let run = Command::new(env!("CARGO")).args(arguments).current_dir(shared::project()).output().ok()?;
    let metadata: Value = serde_json::from_slice(&run.stdout).ok()?;
    let package = metadata["packages"].as_array()?.iter().find(|package| package["name"] == PACKAGE)?;
    let schema = Path::new(package["manifest_path"].as_str()?).with_file_name("src").join("schema.json");
    serde_json::from_str(&fs::read_to_string(schema).ok()?).ok()
}

/// Whether Python has the readers.
fn has_readers() -> bool {
    shared::has("python3")
        && Command::new("python3").args(["-c", "import sarif.loader, junitparser"]).output().is_ok_and(|run| run.status.success())
}

/// Whether the toolkit of GitHub is here.
fn has_toolkit() -> bool {
    let is_there = |folder: std::ffi::OsString| Path::new(&folder).join("@actions/core").is_dir();
    std::env::var_os("STATEMARK_NODE_MODULES").is_some_and(is_there) && shared::has("node")
}

fn holds_to_the_schema(schema: Option<&Value>) -> Result<(), String> {
    let mut schema =
        schema.cloned().ok_or_else(|| format!("the files of {PACKAGE} are missing, and this is CI: nothing may be skipped"))?;
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    demand_errata_01(&mut schema);
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let (text, _) = reported(Layout::Sarif);
    let sarif: Value = serde_json::from_str(&text).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&sarif).map(|fault| format!("{}: {fault}", fault.instance_path())).take(5).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let empty = Stream::new(Vec::new(), Layout::Sarif, Style::default(), None).finish(true).unwrap().out;
    assert!(validator.is_valid(&serde_json::from_slice(&empty).unwrap()));

    // What is no such log is refused, so that the schema says something.
    for (at, wrong) in [
        ("/runs/0/results/0/level", "information"),
        ("/runs/0/results/0/ruleIndex", "0"),
        ("/runs/0/columnKind", "codePoints"),
        ("/version", "2.0.0"),
    ] {
        let mut changed = sarif.clone();
        *changed.pointer_mut(at).unwrap() = wrong.into();
        assert!(!validator.is_valid(&changed), "{at}");
    }

    let mut placeless = sarif.clone();
    placeless
        .pointer_mut("/runs/0/results/0/locations/0/physicalLocation/region")
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove("startLine");
    assert!(!validator.is_valid(&placeless), "errata 01 asks where a region begins");
    asks_of_github(&sarif);
    Ok(())
}

/// Adds what errata 01 demands and the schema above lacks: where a region begins, and a language that is a short code, by a pattern that
/// is one.
fn demand_errata_01(schema: &mut Value) {
    let definitions = schema["definitions"].as_object_mut().unwrap();
    definitions["region"]["anyOf"] =
        ["startLine", "charOffset", "byteOffset"].map(|field| serde_json::json!({"required": [field]})).as_slice().into();
    for definition in definitions.values_mut() {
        if let Some(language) = definition.pointer_mut("/properties/language") {
            language["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
        }
    }
}

/// What GitHub asks for beyond the schema.
fn asks_of_github(sarif: &Value) {
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        for field in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[field].as_u64().is_some_and(|number| number > 0), "{result}");
        }
        assert!(result["partialFingerprints"]["primaryLocationLineHash"].is_string());
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("set%20of%20%C3%BC/") && uri.bytes().all(|byte| byte.is_ascii_graphic()), "{uri}");
    }
    for rule in rules {
        for field in
            ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown", "/defaultConfiguration/level"]
        {
            assert!(rule.pointer(field).is_some_and(|value| !value.as_str().unwrap().is_empty()), "{rule}");
        }
        assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 10);
    }
}

/// Lets Python read a report, and compares what it finds with what we found.
fn reads(layout: Layout, kind: &str) -> Result<(), String> {
    if !has_readers() {
        return Err("the Python packages sarif-tools and junitparser are missing, and this is CI: nothing may be skipped".into());
    }
    let (text, ending) = reported(layout);
    let file = tempfile::Builder::new().suffix(if kind == "junit" { ".xml" } else { ".sarif" }).tempfile().unwrap();
    fs::write(file.path(), text).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/reports.py");
    let run = Command::new("python3").arg("-B").arg(script).arg(kind).arg(file.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let read: Value = serde_json::from_slice(&run.stdout).unwrap();
    let totals = ending.totals;
    let rules: serde_json::Map<String, Value> =
        ending.rules.iter().map(|of| (of.rule.to_owned(), Value::from(of.findings))).collect();
    match layout {
        Layout::Sarif => {
            let expected = serde_json::json!({"error": totals.errors, "warning": totals.warnings, "note": totals.information});
            assert_eq!((&read["levels"], &read["rules"]), (&expected, &Value::from(rules)));
            assert_eq!(read["tool"], "statemark");
        }
        Layout::Gitlab => {
            let issues = totals.errors + totals.warnings + totals.information + 1;
            assert_eq!((&read["issues"], &read["fingerprints"]), (&issues.into(), &issues.into()));
            assert_eq!(read["severities"], serde_json::json!(["blocker", "critical", "info", "major", "minor"]));
        }
        _ => {
            assert_eq!((&read["failures"], &read["errors"]), (&totals.errors.into(), &1.into()));
            assert_eq!(read["names"], read["cases"], "GitLab drops test cases of the same name");
            assert!(read["passed"].as_u64().unwrap() > 0);
        }
    }
    Ok(())
}

/// What the toolkit of GitHub makes of a finding of the JSON report.
fn annotation(finding: &Value) -> Value {
    let level = match finding["severity"].as_str().unwrap() {
        "information" => "notice",
        level => level,
    };
    let help = finding["help"].as_str().map_or(String::new(), |help| format!("\nhelp: {help}"));
    let mut annotation = serde_json::json!({
        "level": level, "message": finding["message"].as_str().unwrap().to_owned() + &help, "title": finding["rule"],
        "file": finding["file"], "startLine": finding["line"], "endLine": finding["end_line"],
    });
    // The runner refuses columns of what is on several lines.
    if finding["line"] == finding["end_line"] {
        annotation["startColumn"] = finding["column"].clone();
        annotation["endColumn"] = finding["end_column"].clone();
    }
    annotation
}

/// Compares our annotations with those that the toolkit writes of the same findings.
fn annotates() -> Result<(), String> {
    if !has_toolkit() {
        return Err("STATEMARK_NODE_MODULES names no folder with @actions/core, and this is CI: nothing may be skipped".into());
    }
    let report: Value = serde_json::from_str(&reported(Layout::Json).0).unwrap();
    let input: Vec<String> =
        report["findings"].as_array().unwrap().iter().map(|finding| annotation(finding).to_string()).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/github.cjs");
    let mut child = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    // The order of properties says nothing.
    let sorted = |line: &str| {
        let (info, message) = line[2..].split_once("::").unwrap();
        let (level, properties) = info.split_once(' ').unwrap();
        let mut properties: Vec<&str> = properties.split(',').collect();
        properties.sort_unstable();
        format!("{level} {} {message}", properties.join(","))
    };
    let theirs: HashSet<String> = std::str::from_utf8(&output.stdout).unwrap().lines().map(sorted).collect();
    let ours = reported(Layout::Github).0;
    let ours: Vec<&str> =
        ours.lines().filter(|line| !line.contains("title=unread") && !line.contains("title=statemark")).collect();
    assert!(ours.len() > 20, "{ours:#?}");
    for line in ours {
        assert!(theirs.contains(&sorted(line)), "{line}");
    }
    Ok(())
}

/// The report of all documents of `tests/invalid`, of one that is right, and of a file that could not be read.
fn reported(layout: Layout) -> (String, Ending) {
    let mut stream = Stream::new(Vec::new(), layout, Style::default(), None);
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["json", "xml", "markdown"] {
        let folder = fs::read_dir(shared::project().join("tests/invalid").join(folder)).unwrap();
        paths.extend(folder.map(|entry| entry.unwrap().path()).filter(|path| Format::from_name(path).is_some()));
    }
    paths.push(shared::project().join("examples/resolution/resolution.statemark.json"));
    paths.sort();
    for path in &paths {
        stream.part(&part(path, layout)).unwrap();
    }
    stream.unread(Unread { file: "ü b.json".into(), reason: "is empty".into(), help: Some("fill it".into()) });
    let Printed { out, ending, .. } = stream.finish(false).unwrap();
    (String::from_utf8(out).unwrap(), ending)
}

fn part(path: &Path, layout: Layout) -> Part {
    let bytes = fs::read(path).unwrap();
    let format = Format::from_name(path).unwrap();
    let document = format.read(&bytes);
    let name = |pointer: &Pointer, span: Span| match format {
        Format::Json | Format::Yaml => None,
        Format::Xml => Some(report::Path::XPath(xml::xpath(&document, pointer, span, None))),
        Format::Markdown => markdown::heading_path(&document, pointer).map(report::Path::Headings),
    };
    let id = document.node().and_then(|node| node.get("id")).and_then(|id| id.as_str());
    let file = format!("set of ü/{}", path.file_name().unwrap().to_str().unwrap());
    let origin = Origin { statement: id, path: &name, ..Origin::new(&file, &document.text) };
    Part::new(&origin, &validate(&document, &Options::default()), Wanted::by([(layout, Style::default())]))
}
