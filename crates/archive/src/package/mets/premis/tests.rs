use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use statemark::json;

use super::*;
use crate::package::contents::{METS, files};

/// A statement with these fields.
fn json(id: &str, fields: &str) -> String {
    format!(
        r#"{{"statemark": "1.0", "id": "{id}", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"clauses": [{{"id": "c", "text": "T."}}]}}]{fields}}}"#
    )
}

/// The METS of such a statement with a file that is called `a.txt`.
fn mets(id: &str, fields: &str, date: Option<&str>) -> String {
    let json = json(id, fields);
    let statement = json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let making = Making { date, program: "statemark", version: "9.9.9" };
    let files = files(&statement, vec![("a.txt".to_owned(), b"rain".to_vec())], making).unwrap();
    String::from_utf8(files.into_iter().find(|file| file.path == METS).unwrap().bytes).unwrap()
}

/// What stands in each element of a name that holds these words.
fn within<'text>(text: &'text str, name: &str, words: &str) -> Vec<&'text str> {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    let all = text.match_indices(&begin).map(|(at, _)| &text[at + begin.len()..]).filter(|rest| rest.starts_with(['>', ' ']));
    let inside = all.filter_map(|rest| Some(rest.split_once('>')?.1.split_once(&end)?.0));
    inside.filter(|inside| inside.contains(words)).collect()
}

const SOURCES: &str = r#", "rights": "CC0 1.0", "sources": [
    {"id": "s", "kind": "other", "file": "a.txt", "rights": "© A"}, {"id": "t", "kind": "news-report", "rights": "© Reuters"}]"#;

#[test]
fn rights_are_of_what_they_are_said_of() {
    let text = mets("a", SOURCES, None);
    for (words, object, source) in [
        ("CC0 1.0", "a", "as the statement says of itself"),
        ("© A", "data/statements/a/a.txt", "as the statement says of its source s"),
        ("© Reuters", "a/source-2", "as the statement says of its source t"),
    ] {
        let rights = within(&text, "premis:rights", words);
        assert_eq!(within(rights[0], "premis:linkingObjectIdentifierValue", ""), [object]);
        assert_eq!(within(rights[0], "premis:otherRightsNote", ""), [words, source]);
        assert_eq!(within(rights[0], "premis:otherRightsBasis", ""), ["undetermined"]);
        let objects = within(&text, "premis:object", &format!("<premis:objectIdentifierValue>{object}<"));
        let linked = within(objects[0], "premis:linkingRightsStatementIdentifierValue", "");
        assert_eq!(linked, within(rights[0], "premis:rightsStatementIdentifierValue", ""));
    }
    assert!(text.contains("ADMID=\"object-statement rights-1\"") && text.contains("ADMID=\"object-6 rights-2\""), "{text}");
}

#[test]
fn a_program_of_provenance_is_not_the_one_that_packs() {
    let fields = r#", "provenance": [{"activity": "converted", "agent": "statemark", "date": "2019"}]"#;
    let text = mets("a", fields, Some("2026-11-23"));
    let agent = |event: &str| {
        let event = within(&text, "premis:event", event)[0];
        let number = within(event, "premis:linkingAgentIdentifierValue", "")[0];
        within(&text, "premis:agent", &format!("<premis:agentIdentifierValue>{number}<"))[0]
    };
    assert!(!agent("2019").contains("Version") && agent("2019").contains("<premis:agentName>statemark<"));
    assert!(agent("message digest calculation").contains("<premis:agentVersion>9.9.9<"));
}

#[test]
fn objects_and_events_name_each_other() {
    let fields = format!(
        r#"{SOURCES}, "provenance": [{{"activity": "drafted", "agent": "A"}}, {{"activity": "reviewed", "agent": "B"}}]"#
    );
    let text = mets("a", &fields, Some("2026-11-23"));
    let pairs = |around: &str, own: &str, other: &str| -> BTreeSet<(String, String)> {
        let pairs = within(&text, around, "").into_iter().flat_map(|inside| {
            let from = within(inside, own, "")[0];
            within(inside, other, "").into_iter().map(move |to| (from.to_owned(), to.to_owned()))
        });
        pairs.collect()
    };
    let of_events = pairs("premis:event", "premis:eventIdentifierValue", "premis:linkingObjectIdentifierValue");
    let of_objects = pairs("premis:object", "premis:objectIdentifierValue", "premis:linkingEventIdentifierValue");
    assert_eq!(of_events, of_objects.into_iter().map(|(object, event)| (event, object)).collect());
    for (event, sources, outcomes) in [
        ("<premis:eventType>validation<", 1, 0),
        ("<premis:eventType>migration<", 1, 3),
        ("a page for people", 1, 1),
        ("message digest calculation", 6, 0),
        ("information package creation", 1, 0),
        ("drafted", 0, 1),
        ("reviewed", 1, 0),
    ] {
        let [found] = within(&text, "premis:event", event)[..] else { panic!("{event}") };
        let parts = [">source<", ">outcome<"].map(|part| found.matches(part).count());
        assert_eq!(parts, [sources, outcomes], "{event}");
    }
    let page = within(&text, "premis:object", "a.statemark.html")[0];
    let made = within(page, "premis:relatedEventIdentifierValue", "")[0];
    let event = within(&text, "premis:event", &format!("<premis:eventIdentifierValue>{made}<"))[0];
    assert!(event.contains("<premis:eventType>creation<"), "{event}");
    assert_eq!(text.matches("<premis:relatedEventIdentifier>").count(), 4, "three spellings and the page");
}

#[test]
fn a_review_is_no_validation() {
    let fields = r#", "provenance": [{"activity": "reviewed", "agent": "A", "date": "2025"}]"#;
    assert_eq!(within(&mets("a", fields, None), "premis:eventType", ""), ["review"]);
}

#[test]
fn no_two_statements_have_an_identifier_in_common() {
    let fields = format!(r#"{SOURCES}, "provenance": [{{"activity": "drafted", "agent": "A"}}]"#);
    let identifiers = |id: &str| -> BTreeSet<String> {
        let text = mets(id, &fields, Some("2026-11-23"));
        let kinds = ["object", "event", "agent", "rightsStatement"].map(|kind| format!("premis:{kind}IdentifierValue"));
        kinds.iter().flat_map(|kind| within(&text, kind, "")).map(str::to_owned).collect()
    };
    let (one, other) = (identifiers("a"), identifiers("b"));
    assert_eq!((one.len(), one.intersection(&other).count()), (8 + 6 + 2 + 3, 0), "{one:?}");
}

#[test]
fn many_agents_files_and_rights_take_no_more_time_each_than_few() {
    let list = |item: &dyn Fn(usize) -> String| (0..40_000).map(item).collect::<Vec<_>>().join(",");
    let events = list(&|number| format!(r#"{{"activity": "coded", "agent": "A{number}"}}"#));
    let sources = list(&|number| format!(r#"{{"id": "s{number}", "kind": "other", "rights": "©"}}"#));
    let json = json("a", &format!(r#", "provenance": [{events}], "sources": [{sources}]"#));
    let statement = json::from_str(&json).unwrap();
    let begin = Instant::now();
    let mut bytes = Vec::new();
    let premis = Premis::new(&statement, &[], Making { date: None, program: "statemark", version: "1" });
    premis.write(&mut Output::new(&mut bytes));
    assert!(premis.about_statement().len() > 40_000 && begin.elapsed() < Duration::from_secs(8), "{:?}", begin.elapsed());
}
