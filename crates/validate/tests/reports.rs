//! The report as a program reads it: its fields are stable, its places right, and nothing in a document stops it.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use statemark_specimens::generated::assert_generated;
use statemark_specimens::shared;
use statemark_validate::finding::Severity;
use statemark_validate::report::entry::Page;
use statemark_validate::report::json::Unread;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{self, Before, Layout, Origin, Path, Report, Style, Totals, text};
use statemark_validate::rule::Category;
use statemark_validate::{Options, rules, validate};

const TEXT: &str = "{\"statemark\": \"1.0\", \"id\": \"a\", \"type\": \"statement\", \"language\": \"en\", \"date\": \"2025\",\n\
    \"title\": {\"en\": \"é\", \"fr\": \"中国\"}, \"issuers\": [\"y\"],\n\"entities\": [{\"id\": \"x\", \"kind\": \"state\", \"name\": \"X\"}],\n\
    \"topics\": [{\"id\": \"x\", \"label\": \"X\"}], \"sections\": [{\"heading\": \"H\"}]}";

fn found(text: &str) -> Report {
    validate(&statemark::json::read(text.as_bytes()), &Options::default())
}

/// What is printed of documents, in a layout, with so many findings listed at most.
fn printed(origins: &[Origin<'_>], layout: Layout, style: Style, most: Option<u64>) -> String {
    let mut out = Vec::new();
    let mut stream = Stream::new(&mut out, layout, style, most);
    for origin in origins {
        stream.part(&Part::new(origin, &found(origin.text), Wanted::by([(layout, style)]))).unwrap();
    }
    stream.finish(false).unwrap();
    String::from_utf8(out).unwrap()
}

fn plain(origins: &[Origin<'_>], layout: Layout) -> String {
    printed(origins, layout, Style::default(), None)
}

#[test]
fn the_report_as_json_has_every_field() {
    let text = plain(&[Origin::new("a.json", TEXT)], Layout::Json);
    insta::assert_snapshot!(text);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        let at = |field: &str| usize::try_from(finding[field].as_u64().unwrap()).unwrap();
        assert!(TEXT[at("start")..at("end")].starts_with('"'));
    }
}

#[test]
fn the_report_as_ndjson_has_a_finding_a_line_and_an_ending() {
    insta::assert_snapshot!(plain(&[Origin::new("a.json", TEXT)], Layout::Ndjson));
}

#[test]
fn a_report_of_nothing_is_a_report() {
    for layout in [Layout::Json, Layout::Ndjson] {
        let report: serde_json::Value = serde_json::from_str(&plain(&[], layout)).unwrap();
        assert_eq!(report["totals"]["documents"], 0);
        assert_eq!(report.get("findings").is_some(), layout == Layout::Json);
    }
    assert_eq!(plain(&[], Layout::Text), "");
}

#[test]
fn the_places_of_a_record_are_those_of_its_file() {
    let path = |pointer: &statemark::pointer::Pointer, _| Some(Path::XPath(format!("/s:statements/s:statement[2]{pointer}")));
    let before = Before { lines: 7, columns: 30, bytes: 5000 };
    let record = Origin { record: Some(2), statement: Some("a"), before, path: &path, ..Origin::new("set.xml", TEXT) };
    insta::assert_snapshot!(plain(&[record], Layout::Text));
    let first = "{\"statemark\": \"1.9\"}";
    let report = found(first);
    let origin = Origin { before, ..Origin::new("set.xml", first) };
    let place = Page::new(&origin).entry(&report.findings[0]).place;
    assert_eq!((place.line, place.column, place.end_column, place.start, place.end), (8, 45, 50, 5014, 5019));
    assert!(plain(&[origin], Layout::Text).contains("8 | {\"statemark\": \"1.9\"}\n  |               ^^^^^\n"));
}

#[test]
fn what_repeats_is_counted_in_a_text_and_listed_for_programs() {
    let names: Vec<String> = (0..1300).map(|number| format!("{number}.json")).collect();
    let origins: Vec<Origin<'_>> = names.iter().map(|name| Origin::new(name, TEXT)).collect();
    let text = plain(&origins, Layout::Text);
    let (shown, rest) = text.split_at(text.find("and 1").unwrap());
    assert_eq!((shown.matches("error[unknown-reference]").count(), shown.matches("error[duplicate-id]").count()), (20, 20));
    insta::assert_snapshot!(rest, @"
    and 1,280 more of `duplicate-id` in 1,280 files
    and 1,280 more of `unknown-reference` in 1,280 files

    `statemark explain RULE` says more of a rule
    1,300 documents: 2,600 errors
    ");
    assert_eq!(plain(&origins, Layout::Ndjson).lines().count(), 2601);
    let limited = printed(&origins, Layout::Json, Style::default(), Some(30));
    let report: serde_json::Value = serde_json::from_str(&limited).unwrap();
    assert_eq!((report["findings"].as_array().unwrap().len(), report["left_out"].as_u64()), (30, Some(2570)));
    assert_eq!(report["totals"]["errors"], 2600);
}

#[test]
fn an_interrupted_report_says_so() {
    for (layout, says) in [(Layout::Text, "interrupted after 0 documents"), (Layout::Json, "\"interrupted\":true")] {
        let mut out = Vec::new();
        let mut stream = Stream::new(&mut out, layout, Style::default(), None);
        stream.unread(Unread { file: "a".into(), reason: "is empty".into(), help: None });
        stream.finish(true).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(says) && (text.contains("1 file was not read") || text.contains("is empty")), "{text}");
    }
}

#[test]
fn a_terminal_gets_colours_and_who_wants_it_the_why() {
    let style = Style { color: true, why: true, ..Style::default() };
    let text = printed(&[Origin::new("a.json", TEXT)], Layout::Text, style, None).replace('\u{1B}', "ESC");
    insta::assert_snapshot!(text);
}

#[test]
fn words_from_right_to_left_are_said_to_be_so() {
    let text = TEXT.replace("\"y\"", "\"پاکستان\"");
    let shown = text::render(&found(&text), "a.json", &text);
    insta::assert_snapshot!(shown.split("\n\n").next().unwrap());
}

#[test]
fn findings_on_a_set_need_no_text() {
    let origin = Origin::new("a.json", TEXT);
    let page = Page::new(&origin);
    let entries = found(TEXT).findings.iter().map(|finding| page.entry(finding)).collect();
    let mut out = Vec::new();
    let mut stream = Stream::new(&mut out, Layout::Text, Style::default(), None);
    stream.part(&Part::of_entries(entries, Wanted::by([(Layout::Text, Style::default())]))).unwrap();
    assert_eq!(stream.totals().at_least(Severity::Warning), 2);
    stream.finish(true).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

fn schema() -> serde_json::Value {
    serde_json::from_str(report::SCHEMA).unwrap()
}

#[test]
fn the_schema_names_the_categories_and_takes_the_rules() {
    let codes: Vec<&str> = Category::ALL.iter().map(|category| category.code()).collect();
    assert_eq!(schema()["$defs"]["category"]["enum"], serde_json::json!(codes));
    let codes: Vec<&str> = Severity::ALL.iter().map(|severity| severity.code()).collect();
    assert_eq!(schema()["$defs"]["severity"]["enum"], serde_json::json!(codes));
    let mut of_rules = schema();
    of_rules["$ref"] = "#/$defs/rule".into();
    for field in ["type", "properties", "required", "unevaluatedProperties"] {
        of_rules.as_object_mut().unwrap().remove(field);
    }
    let validator = jsonschema::validator_for(&of_rules).unwrap();
    for rule in rules::every() {
        assert!(validator.is_valid(&serde_json::to_value(rule).unwrap()), "{}", rule.name);
    }
}

/// The rows of a table of fields.
fn rows(object: &serde_json::Value, rows: &mut String) {
    let required: Vec<&str> = object["required"].as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
    for (name, property) in object["properties"].as_object().into_iter().flatten() {
        let always = if required.contains(&name.as_str()) { "always" } else { "" };
        let description = property["description"].as_str().expect("each field is explained");
        rows.extend(["| `", name, "` | ", always, " | ", description, " |\n"]);
    }
}

#[test]
fn the_fields_are_documented() {
    const HEAD: &str = "| field | | what |\n|---|---|---|\n";
    let (schema, path) = (schema(), shared::project().join("docs/reports.md"));
    let mut page = std::fs::read_to_string(path).unwrap();
    let chapters = [
        ("finding", "A finding"),
        ("place", "A place"),
        ("fix", "A fix"),
        ("edit", "An edit"),
        ("ending_fields", "The end"),
        ("totals", "The totals"),
        ("baseline", "What a baseline came to"),
        ("fixable", "What can be mended"),
        ("of_rule", "The findings of a rule"),
        ("unread", "A file that was not read"),
        ("rule", "A rule"),
    ];
    for (name, title) in chapters {
        let mut table = HEAD.to_owned();
        rows(&schema["$defs"][name], &mut table);
        let start = page.find(&format!("### {title}\n")).expect("the page has a chapter for each object");
        let start = start + page[start..].find("| field").expect("the chapter has a table");
        let end = page[start..].find("\n\n").map_or(page.len(), |length| start + length + 1);
        page.replace_range(start..end, &table);
    }
    assert_generated("docs/reports.md", &page);
}

#[test]
fn totals_add_up() {
    let report = validate(&statemark::json::read(TEXT.as_bytes()), &Options::default());
    let mut totals = Totals::default();
    totals += report.totals();
    totals += report.totals();
    assert!(!report.is_valid());
    assert_eq!(text::summary(&totals), "2 documents: 4 errors");
}

#[test]
fn nothing_in_a_document_reaches_the_terminal_as_a_command() {
    let hostile = TEXT.replace("\"y\"", "\"\u{1B}]0;x\u{7}\u{202E}\"");
    let document = statemark::json::read(hostile.as_bytes());
    let shown = text::render(&validate(&document, &Options::default()), "\u{1B}[2J.json", &document.text);
    assert!(shown.contains("error["));
    assert!(!shown.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202E}'), "{shown:?}");
}

#[test]
fn what_is_long_in_a_document_is_short_in_the_report() {
    let long = "x".repeat(100_000);
    for text in [TEXT.replace("\"y\"", &format!("\"{long}\"")), TEXT.replace("\"date\"", &format!("\"{long}\""))] {
        let document = statemark::json::read(text.as_bytes());
        let shown = text::render(&validate(&document, &Options::default()), "a.json", &document.text);
        assert!(shown.contains("error[") && shown.len() < 5000, "{}", shown.len());
    }
}

/// Numbers without order, the same on every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

#[test]
fn no_change_of_an_example_stops_the_report() {
    let examples = ["china-pakistan-2025", "declaration", "resolution"]
        .map(|name| std::fs::read(shared::project().join(format!("examples/{name}/{name}.statemark.json"))).unwrap());
    let pieces: [&[u8]; 9] =
        [b"", b"\"", b"{", b"null", b"1e999", b"\\ud800", "中\u{301}".as_bytes(), b"\xFF", b"2025-02-30/2024"];
    let (mut dice, mut found) = (Dice(0x5741_7465_6D61_726B), 0);
    for _ in 0..600 {
        let mut bytes = examples[dice.below(3)].clone();
        // Most changes are within a word, so that the form stays right and the rules see them.
        for _ in 0..=dice.below(3) {
            let at = dice.below(bytes.len());
            let piece = if dice.below(3) == 0 { pieces[dice.below(pieces.len())] } else { b"x" };
            bytes.splice(at..(at + dice.below(4)).min(bytes.len()), piece.iter().copied());
        }
        let document = statemark::json::read(&bytes);
        let report = validate(&document, &Options { sources: &|_| Some(bytes.clone()), ..Options::default() });
        let length = document.text.len();
        assert!(report.findings.iter().all(|finding| finding.span.start <= finding.span.end && finding.span.end <= length));
        assert_eq!(report.is_valid(), report.totals().errors == 0);
        let part = Part::new(&Origin::new("a.json", &document.text), &report, Wanted::by([(Layout::Json, Style::default())]));
        let mut stream = Stream::new(std::io::sink(), Layout::Json, Style::default(), None);
        stream.part(&part).unwrap();
        found += text::render(&report, "a.json", &document.text).len() + stream.finish(false).unwrap().ending.totals.errors;
    }
    assert!(found > 0);
}
