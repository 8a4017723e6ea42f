//! What a baseline knows stays known, however the document is laid out or spelled and wherever its items stand; one mistake more is one new.

use serde_json::{Value, json};
use statemark::document::Document;
use statemark::statement::Statement;
use statemark_convert::format::Format;
use statemark_specimens::document;
use statemark_validate::baseline::Baseline;
use statemark_validate::baseline::key::{Key, Keys, Subject};
use statemark_validate::baseline::ledger::Ledger;
use statemark_validate::baseline::sieve::{Sieve, Sighting};
use statemark_validate::finding::Finding;
use statemark_validate::levels::Levels;
use statemark_validate::report::Totals;
use statemark_validate::{Options, validate};

/// How many documents are made.
const DOCUMENTS: u64 = 400;

/// The findings that a sieve leaves of a document, each with its key, and what it took.
fn left(sieve: &Sieve, document: &Document<'_>) -> (Vec<(Finding, Key)>, Ledger) {
    let mut report = validate(document, &Options::default());
    let (subject, mut sighting) = (Subject::of(document, None, || "a.json".into()), Sighting::default());
    sieve.see(document, &subject, &mut sighting);
    let keys = Keys::new(document, subject);
    sieve.sift(&keys, &mut report, &mut sighting);
    let mut ledger = Ledger::new(sieve);
    ledger.add(sighting);
    (report.findings.into_iter().map(|finding| (finding.clone(), keys.key(&finding))).collect(), ledger)
}

fn json_of(value: &Value) -> String {
    // The same in other lines, with the fields in another order.
    format!("\n\n\n{value:#}\n")
}

/// A baseline of a document, written and read again.
fn baseline(document: &Document<'_>) -> Sieve {
    let all = Sieve::taking_all(Baseline::default());
    let (left, ledger) = left(&all, document);
    assert!(left.is_empty());
    let mut bytes = Vec::new();
    ledger.written(&all, "known", 1).write(&mut bytes).unwrap();
    let read = Baseline::read(&bytes).unwrap();
    let mut again = Vec::new();
    read.write(&mut again).unwrap();
    assert_eq!(bytes, again);
    Sieve::comparing(read)
}

fn spelled(format: Format, statement: &Statement) -> Vec<u8> {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).unwrap();
    bytes
}

/// What is new in a document, but for what is said of the clause that was put in, as lines.
fn new(known: &Sieve, bytes: &[u8], format: Format) -> Vec<String> {
    let document = format.read(bytes);
    let (left, ledger) = left(known, &document);
    // Nothing is taken twice: what is left and what is known are all.
    let all = validate(&document, &Options::default()).findings.len();
    assert_eq!(left.len() + ledger.taken_out().at_least(statemark_validate::finding::Severity::Information), all);
    let is_told = |key: &Key| !key.at.as_deref().unwrap_or("").contains("/put-in");
    let lines = left.iter().filter(|(_, key)| is_told(key));
    lines.map(|(finding, key)| format!("{} {:?} {}", key.rule, key.at, finding.message)).collect()
}

/// The statement with a clause before all others of each list, and an entity and a section before the others.
fn put_in(value: &mut Value) {
    fn clauses(value: &mut Value, number: &mut usize) {
        if let Some(list) = value.get_mut("clauses").and_then(Value::as_array_mut) {
            for clause in list.iter_mut() {
                clauses(clause, number);
            }
            *number += 1;
            list.insert(
                0,
                json!({"id": format!("put-in-{number}"), "text": format!("Sentence number {number}, put in by a test.")}),
            );
        }
        let sections = value.get_mut("sections").and_then(Value::as_array_mut);
        for section in sections.into_iter().flatten() {
            clauses(section, number);
        }
    }
    clauses(value, &mut 0);
    let clause = json!({"id": "put-in-before", "text": "Sentence before all others, put in by a test."});
    value["sections"].as_array_mut().unwrap().insert(0, json!({"clauses": [clause]}));
    value["entities"].as_array_mut().unwrap().insert(0, json!({"id": "put-in-entity", "kind": "state", "name": "Putland"}));
}

/// One mistake more: the topic of a clause that no topic of the statement is.
fn plant(value: &mut Value) -> bool {
    let mut clauses = value["sections"].as_array_mut().into_iter().flatten().filter_map(|section| section.get_mut("clauses"));
    let Some(clause) = clauses.find_map(|clauses| clauses.as_array_mut()?.last_mut()) else { return false };
    let topics = clause.as_object_mut().unwrap().entry("topics").or_insert_with(|| json!([]));
    topics.as_array_mut().unwrap().insert(0, json!("planted-topic"));
    true
}

#[test]
fn what_means_something_wrong_stays_known() {
    let (mut findings, mut planted) = (0, 0);
    for seed in 0..DOCUMENTS {
        let statement = document::statement(seed);
        let bytes = spelled(Format::Json, &statement);
        let known = baseline(&Format::Json.read(&bytes));
        let mut value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(new(&known, json_of(&value).as_bytes(), Format::Json), [""; 0], "seed {seed}, laid out anew");
        for format in [Format::Xml, Format::Markdown] {
            assert_eq!(new(&known, &spelled(format, &statement), format), [""; 0], "seed {seed} in {format}");
        }
        let mut more = value.clone();
        put_in(&mut more);
        assert_eq!(new(&known, json_of(&more).as_bytes(), Format::Json), [""; 0], "seed {seed}, with clauses put in");
        if plant(&mut value) {
            let new = new(&known, json_of(&value).as_bytes(), Format::Json);
            assert!(new.len() == 1 && new[0].contains("planted-topic"), "seed {seed}: {new:?}");
            planted += 1;
        }
        findings += validate(&Format::Json.read(&bytes), &Options::default()).findings.len();
    }
    assert!(findings > 1000 && planted > 100, "{findings} findings, {planted} planted");
}

#[test]
fn what_is_wrong_in_form_stays_known() {
    for seed in 0..DOCUMENTS {
        let mut value = serde_json::from_slice::<Value>(&spelled(Format::Json, &document::statement(seed))).unwrap();
        value["titel"] = json!("On rain");
        value.as_object_mut().unwrap().remove("date");
        for (number, entity) in value["entities"].as_array_mut().unwrap().iter_mut().enumerate() {
            entity["kind"] = json!(format!("kind-{}", number % 2));
            entity.as_object_mut().unwrap().remove(if number % 2 == 0 { "name" } else { "id" });
        }
        let known = baseline(&Format::Json.read(value.to_string().as_bytes()));
        assert_eq!(new(&known, json_of(&value).as_bytes(), Format::Json), [""; 0], "seed {seed}, laid out anew");
        let mut more = value.clone();
        put_in(&mut more);
        assert_eq!(new(&known, json_of(&more).as_bytes(), Format::Json), [""; 0], "seed {seed}, with clauses put in");
        value.as_object_mut().unwrap().remove("language");
        let new = new(&known, value.to_string().as_bytes(), Format::Json);
        assert!(new.iter().any(|line| line.starts_with("missing-field Some(\"/language\")")), "seed {seed}: {new:?}");
    }
}

#[test]
fn what_is_mended_is_counted_and_goes() {
    let mut mended = 0;
    for seed in 0..DOCUMENTS {
        let mut value = serde_json::from_slice::<Value>(&spelled(Format::Json, &document::statement(seed))).unwrap();
        let right = value.to_string();
        if !plant(&mut value) {
            continue;
        }
        let known = baseline(&Format::Json.read(value.to_string().as_bytes()));
        let document = Format::Json.read(right.as_bytes());
        let (left, ledger) = left(&known, &document);
        // Some rules say nothing while a reference leads nowhere.
        if !left.is_empty() {
            assert!(left.iter().all(|(finding, _)| finding.rule.ends_with("-unused")), "seed {seed}: {left:?}");
            continue;
        }
        mended += 1;
        let totals = Totals { documents: 1, ..Totals::default() };
        let (told, pruned) = (ledger.known(&known, &Levels::new(), &totals), ledger.pruned(&known, &Levels::new(), &totals));
        assert_eq!((left.len(), told.mended, told.unseen), (0, 1, 0), "seed {seed}: {left:?} {told:?}");
        assert_eq!(pruned, baseline_of(&document), "seed {seed}");
    }
    assert!(mended > 100, "{mended}");
}

fn baseline_of(document: &Document<'_>) -> Baseline {
    let all = Sieve::taking_all(Baseline::default());
    left(&all, document).1.written(&all, "known", 1)
}
