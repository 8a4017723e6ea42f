//! The layouts for the machines of a team: what they look like, what they leave out and say so, and that the runner of GitHub reads ours.

use std::cell::Cell;
use std::rc::Rc;

use statemark_validate::finding::Severity;
use statemark_validate::report::entry::{Entry, Page};
use statemark_validate::report::json::Unread;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::{Printed, Stream};
use statemark_validate::report::{Layout, Origin, Path, Report, Style, github};
use statemark_validate::{Options, validate};

/// A document with an error that has a related place, one over two lines, and an information.
const TEXT: &str = "{\"statemark\": \"1.0\", \"id\": \"a\", \"type\": \"statement\", \"language\": \"en\", \"date\": \"2025\",\n\
    \"title\": {\"en\": \"é\", \"fr\": \"中国\"}, \"issuers\": [\"x\", \"y\"],\n\"entities\": [{\"id\": \"x\", \"kind\": \"person\",\n \"name\": \"X\"}],\n\
    \"topics\": [{\"id\": \"x\", \"label\": \"X\"}], \"sections\": [{\"heading\": \"H\"}]}";

fn origin<'document>(
    file: &'document str,
    path: &'document dyn Fn(&statemark::pointer::Pointer, statemark::node::Span) -> Option<Path>,
) -> Origin<'document> {
    Origin { statement: Some("a"), path, ..Origin::new(file, TEXT) }
}

fn found() -> Report {
    validate(&statemark::json::read(TEXT.as_bytes()), &Options::default())
}

fn part(layout: Layout) -> Part {
    let path = |pointer: &statemark::pointer::Pointer, _| Some(Path::XPath(format!("/s:statement{}/@x", pointer.as_str())));
    Part::new(&origin("./a b/ü,:%.json", &path), &found(), Wanted::by([(layout, Style::default())]))
}

/// A report that is begun, fed and ended.
fn printed(layout: Layout, most: Option<u64>, feed: impl FnOnce(&mut Stream<Vec<u8>>)) -> (String, Printed<()>) {
    let mut stream = Stream::new(Vec::new(), layout, Style::default(), most);
    feed(&mut stream);
    let Printed { out, ending, notes } = stream.finish(false).unwrap();
    (String::from_utf8(out).unwrap(), Printed { out: (), ending, notes })
}

fn unread() -> Unread {
    Unread { file: "none.json".into(), reason: "cannot be read: there is no such file".into(), help: Some("write it".into()) }
}

/// One document, nothing found in another, and a file that could not be read.
fn three(layout: Layout) -> String {
    let right = Part::new(
        &Origin { statement: Some("b"), ..Origin::new("b.json", "") },
        &Report::default(),
        Wanted::by([(layout, Style::default())]),
    );
    printed(layout, None, |stream| {
        stream.part(&part(layout)).unwrap();
        stream.part(&right).unwrap();
        stream.unread(unread());
    })
    .0
}

#[test]
fn a_report_for_code_scanning() {
    insta::assert_snapshot!(three(Layout::Sarif));
}

#[test]
fn a_report_for_github() {
    insta::assert_snapshot!(three(Layout::Github));
}

#[test]
fn a_report_for_gitlab() {
    insta::assert_snapshot!(three(Layout::Gitlab));
}

#[test]
fn a_report_as_junit() {
    insta::assert_snapshot!(three(Layout::Junit));
}

#[test]
fn a_report_of_nothing_says_nothing() {
    assert_eq!(printed(Layout::Github, None, |_| {}).0, "");
    assert_eq!(printed(Layout::Gitlab, None, |_| {}).0, "[]\n");
    let junit = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"statemark\">\n</testsuites>\n";
    assert_eq!(printed(Layout::Junit, None, |_| {}).0, junit);
    let sarif: serde_json::Value = serde_json::from_str(&printed(Layout::Sarif, None, |_| {}).0).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(
        (run["results"].as_array().unwrap().len(), run["invocations"][0]["executionSuccessful"].as_bool()),
        (0, Some(true))
    );
}

/// So many findings, of which each third is an error, a warning and an information, in two statements.
fn many(count: usize) -> Vec<Entry> {
    let (report, path) = (found(), |_: &statemark::pointer::Pointer, _| None);
    let entry = Page::new(&origin("set.ndjson", &path)).entry(&report.findings[0]);
    let number = |number: usize| {
        let mut entry = Entry { severity: Severity::ALL[2 - number % 3], message: number.to_string(), ..entry.clone() };
        entry.place.line = number as u64 + 1;
        entry.place.end_line = entry.place.line;
        entry
    };
    (0..count).map(number).collect()
}

fn fed(layout: Layout, count: usize, most: Option<u64>) -> (String, Printed<()>) {
    printed(layout, most, |stream| {
        for entries in many(count).chunks(1000) {
            stream.part(&Part::of_entries(entries.to_vec(), Wanted::by([(layout, Style::default())]))).unwrap();
        }
    })
}

#[test]
fn the_limits_of_code_scanning_are_kept_with_a_note() {
    let (text, printed) = fed(Layout::Sarif, 40_000, None);
    let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!((results.len(), printed.ending.left_out, printed.ending.totals.errors), (25_000, 15_000, 13_333));
    let level = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    assert_eq!((level("error"), level("warning"), level("note")), (13_333, 11_667, 0));
    assert!(results.is_sorted_by_key(|result| result["level"] != "error"));
    let note = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(note["message"]["text"], "15,000 more findings are not listed, none of them worse.");
    assert_eq!((&run["properties"]["leftOut"], &run["properties"]["totals"]["information"]), (&15_000.into(), &13_334.into()));
    // One rule, one statement, one pointer, one value: told apart by their number.
    let prints: std::collections::HashSet<_> =
        results.iter().map(|result| result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), 25_000);
}

#[test]
fn code_quality_says_what_it_leaves_out() {
    let (text, printed) = fed(Layout::Gitlab, 26_000, None);
    let issues: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!((issues.len(), printed.ending.left_out), (25_001, 1000));
    let last = issues.last().unwrap();
    assert_eq!((last["check_name"].as_str(), last["severity"].as_str()), (Some("left-out"), Some("info")));
    assert!(last["description"].as_str().unwrap().starts_with("1,000 more findings are not listed; "));
    let (text, _) = fed(Layout::Gitlab, 30, Some(4));
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&text).unwrap().len(), 5);
}

/// A workflow command, as the runner of GitHub parses it.
#[derive(Debug, PartialEq)]
struct Command {
    name: String,
    properties: Vec<(String, String)>,
    data: String,
}

impl Command {
    /// The rules of the runner: leading space goes, the first `::` behind the name ends it, properties are split at `,` and at their first `=`.
    fn parse(line: &str) -> Option<Self> {
        let rest = line.trim_start().strip_prefix("::")?;
        let (info, data) = rest.split_once("::")?;
        let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
        let unescaped = |value: &str, property: bool| {
            let value = value.replace("%0D", "\r").replace("%0A", "\n");
            let value = if property { value.replace("%3A", ":").replace("%2C", ",") } else { value };
            value.replace("%25", "%")
        };
        let pairs = properties.trim().split(',').filter(|pair| !pair.is_empty()).filter_map(|pair| pair.split_once('='));
        let pairs = pairs.filter(|(_, value)| !value.is_empty());
        let properties = pairs.map(|(key, value)| (key.to_owned(), unescaped(value, true))).collect();
        Some(Self { name: name.to_owned(), properties, data: unescaped(data, false) })
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

#[test]
fn the_runner_of_github_reads_what_was_meant() {
    let commands: Vec<Command> = three(Layout::Github).lines().map(|line| Command::parse(line).expect(line)).collect();
    let report = found();
    assert_eq!(
        commands.len(),
        1 + report.findings.len() + usize::from(commands.last().unwrap().get("title") == Some("statemark"))
    );
    assert_eq!((commands[0].name.as_str(), commands[0].get("file")), ("error", Some("none.json")));
    let mut findings: Vec<_> = report.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    for (command, finding) in commands[1..].iter().zip(findings) {
        let help = finding.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {help}"));
        assert_eq!(command.data, format!("{}{help}", finding.message));
        assert_eq!((command.get("file"), command.get("title")), (Some("a b/ü,:%.json"), Some(finding.rule)));
        let number = |key: &str| command.get(key).map(|value| value.parse::<u64>().unwrap());
        let (line, end) = (number("line").unwrap(), number("endLine").unwrap());
        // The runner drops columns of what stands on several lines, with a warning.
        assert_eq!((number("col").is_some(), number("endColumn").is_some()), (line == end, line == end));
        assert!(line <= end && number("col") <= number("endColumn"));
    }
}

#[test]
fn words_cannot_break_out_of_a_command() {
    let entry = many(1).remove(0);
    let hostile = "x::error file=a,line=1::%0A\r\n::stop-commands::y%25";
    let mut entry = Entry { message: hostile.into(), help: Some("::set-env name=a::b".into()), ..entry };
    entry.place.file = "a,line=9::b\n%2C.json".into();
    let wanted = Wanted::by([(Layout::Github, Style::default())]);
    let (text, _) = printed(Layout::Github, None, |stream| stream.part(&Part::of_entries(vec![entry], wanted)).unwrap());
    assert_eq!(text.lines().count(), 1, "{text}");
    let command = Command::parse(text.trim_end_matches('\n')).unwrap();
    assert_eq!(
        (command.name.as_str(), command.get("file"), command.get("line")),
        ("notice", Some("a,line=9::b\n%2C.json"), Some("1"))
    );
    // What would move the cursor is shown as in a text.
    assert_eq!(command.data, "x::error file=a,line=1::%0A\u{FFFD}\u{FFFD}::stop-commands::y%25\nhelp: ::set-env name=a::b");
}

#[test]
fn github_is_told_the_worst_and_how_many_more() {
    let (text, printed) = fed(Layout::Github, 100, None);
    let commands: Vec<Command> = text.lines().map(|line| Command::parse(line).unwrap()).collect();
    let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
    assert_eq!(names, [["error"; 10], ["warning"; 10], ["notice"; 10]].concat());
    let last = &commands[29];
    assert_eq!((last.get("title"), last.get("file")), (Some("statemark"), None));
    assert_eq!(last.data, "71 more are not shown here; 0 documents: 33 errors, 33 warnings, 34 information");
    insta::assert_snapshot!(github::summary(&printed.ending), @"
    ### Statemark

    0 documents: 33 errors, 33 warnings, 34 information

    | severity | rule | findings | files |
    |---|---|---:|---:|
    | information | `unknown-reference` | 100 | 1 |
    ");
}

#[test]
fn a_summary_names_what_was_not_read() {
    let (_, mut printed) = fed(Layout::Github, 0, None);
    printed.ending.unread = (0..22).map(|_| Unread { file: "<b>|`a`.json".into(), ..unread() }).collect();
    let summary = github::summary(&printed.ending);
    assert_eq!(summary.matches("\n- &lt;b\\>\\|\\`a\\`\\.json cannot").count(), 20, "{summary}");
    assert!(summary.ends_with("\n- and 2 more\n"));
}

/// Counts what is written.
#[derive(Debug, Clone, Default)]
struct Count(Rc<Cell<usize>>);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_hundred_thousand_statements_are_written_as_they_come() {
    let (wanted, written) = (Wanted::by([(Layout::Junit, Style::default())]), Count::default());
    let mut stream = Stream::new(written.clone(), Layout::Junit, Style::default(), None);
    for number in 1..=100_000 {
        let id = format!("statement-{number}");
        let origin = Origin { record: Some(number), statement: Some(&id), ..Origin::new("statements.ndjson", "") };
        let before = written.0.get();
        stream.part(&Part::new(&origin, &Report::default(), wanted)).unwrap();
        assert!(written.0.get() > before + id.len(), "nothing is kept back");
    }
    stream.finish(false).unwrap();
    // GitLab takes 30 MB.
    assert!((10_000_000..30_000_000).contains(&written.0.get()), "{}", written.0.get());
}

#[test]
fn junit_fails_as_the_run_does() {
    let feed = |fails| {
        let style = Style { fails, ..Style::default() };
        let mut stream = Stream::new(Vec::new(), Layout::Junit, style, Some(1));
        stream.part(&Part::of_entries(many(6), Wanted::by([(Layout::Junit, style)]))).unwrap();
        String::from_utf8(stream.finish(false).unwrap().out).unwrap().matches("<failure ").count()
    };
    assert_eq!([Severity::Error, Severity::Warning].map(feed), [2, 4]);
}

#[test]
fn an_interrupted_run_is_never_told_as_a_clean_one() {
    let interrupted = |layout| {
        let stream = Stream::new(Vec::new(), layout, Style::default(), None);
        String::from_utf8(stream.finish(true).unwrap().out).unwrap()
    };
    assert!(interrupted(Layout::Sarif).contains("\"executionSuccessful\":false"));
    assert_eq!(interrupted(Layout::Github), "::notice title=statemark::interrupted after 0 documents: nothing found\n");
    assert!(interrupted(Layout::Gitlab).contains("\"check_name\":\"interrupted\""));
    assert!(
        interrupted(Layout::Junit).contains("errors=\"1\"")
            && interrupted(Layout::Junit).contains("<error message=\"interrupted\"")
    );
}

#[test]
fn a_statement_that_stands_twice_in_a_file_has_two_names() {
    let wanted = Wanted::by([(Layout::Junit, Style::default())]);
    let (text, _) = printed(Layout::Junit, None, |stream| {
        for (file, id) in [("a", Some("x")), ("a", Some("x")), ("b", Some("x")), ("b", None)] {
            let origin = Origin { statement: id, record: Some(7), ..Origin::new(file, "") };
            stream.part(&Part::new(&origin, &Report::default(), wanted)).unwrap();
        }
    });
    let cases: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("<testcase classname=")).collect();
    let expected = ["x", "x (2)", "x", "record 7"].iter().zip(["a", "a", "b", "b"]);
    assert_eq!(cases, expected.map(|(name, file)| format!("\"{file}\" name=\"{name}\" file=\"{file}\"/>")).collect::<Vec<_>>());
}

#[test]
fn what_stands_beside_documents_has_names_of_its_own() {
    let wanted = Wanted::by([(Layout::Junit, Style::default())]);
    let errors: Vec<Entry> = many(3).into_iter().map(|entry| Entry { severity: Severity::Error, ..entry }).collect();
    let (text, _) = printed(Layout::Junit, None, |stream| {
        for entry in errors {
            stream.part(&Part::of_entries(vec![entry], wanted)).unwrap();
        }
    });
    for name in ["a unknown-reference /issuers/1", "a unknown-reference /issuers/1 (2)", "a unknown-reference /issuers/1 (3)"] {
        assert_eq!(text.matches(&format!(" name=\"{name}\" ")).count(), 1, "{text}");
    }
}
