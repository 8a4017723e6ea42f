//! The derivations, on small statements.

use super::*;

/// The summary of a statement with these entities (beside two states, `a` and `b`) and these clauses.
fn summary(entities: &str, clauses: &str) -> Summary {
    let json = format!(
        r#"{{"statemark": "1.0", "id": "x", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["a"],
        "entities": [{{"id": "a", "kind": "state", "name": "Aldmere"}}, {{"id": "b", "kind": "state", "name": "Brisca"}}{entities}],
        "sections": [{{"clauses": [{clauses}]}}]}}"#
    );
    Summary::new(&statemark::json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}")))
}

#[test]
fn a_sub_clause_takes_what_it_lacks_from_its_parent() {
    let clauses = r#"{"id": "p", "number": "2.", "text": "They urge:", "by": ["a"], "act": "urge", "inner_act": "support", "to": ["b"], "emphasis": "strong",
        "condition": "if asked", "clauses": [
            {"id": "q", "number": "(a)", "text": "first;", "clauses": [{"id": "r", "number": "(i)", "text": "deep;"}]},
            {"id": "s", "number": "(b)", "text": "second.", "by": ["b"], "act": "thank", "to": ["a"], "emphasis": "hedged"}]},
        {"id": "t", "continues": true, "text": "And thanks.", "by": ["a"], "act": "thank"}, {"id": "u", "text": "No number.", "by": ["a"], "act": "thank"}"#;
    let summary = summary("", clauses);
    let names: Vec<String> = summary.speakers.iter().map(Speakers::heading).collect();
    assert_eq!(names, ["Aldmere", "Brisca"]);
    let lines = |speakers: usize, acted: usize| -> Vec<(String, String)> {
        summary.speakers[speakers].acts[acted].clauses.iter().map(|said| (said.line(), said.notes().join("; "))).collect()
    };
    let line = |words: &str, notes: &str| (words.to_owned(), notes.to_owned());
    assert_eq!(
        lines(0, 0),
        [
            line("2. They urge:", "strong; inner act: support; to Brisca; “if asked”"),
            line("2. (a) first;", "strong; to Brisca"),
            line("2. (a) (i) deep;", "strong; to Brisca"),
        ]
    );
    assert_eq!(lines(1, 0), [line("2. (b) second.", "hedged; to Aldmere")]);
    assert_eq!(
        lines(0, 1),
        [line("2. And thanks.", ""), line("No number.", "")],
        "the paragraph's number holds as long as it continues"
    );
    assert_eq!((summary.counts.clauses, summary.counts.coded), (6, 6));
}

#[test]
fn speakers_are_sets_and_their_strongest_act_of_a_class_comes_first() {
    let clause = |id: &str, by: &str, act: &str| format!(r#"{{"id": "{id}", "text": "T", "by": [{by}], "act": "{act}"}}"#);
    let clauses = [
        clause("c1", r#""b", "a""#, "note"),
        clause("c2", r#""a", "b""#, "call-on"),
        clause("c3", r#""a", "b", "a""#, "demand"),
        clause("c4", r#""a""#, "condemn"),
        clause("c5", r#""a", "b""#, "decide"),
    ];
    let summary = summary("", &clauses.join(", "));
    let acts: Vec<(String, Vec<&str>)> =
        summary.speakers.iter().map(|one| (one.heading(), one.acts.iter().map(|acted| acted.act.code()).collect())).collect();
    assert_eq!(
        acts,
        [("Brisca and Aldmere".to_owned(), vec!["decide", "demand", "call-on", "note"]), ("Aldmere".to_owned(), vec!["condemn"])]
    );
}

#[test]
fn deeds_name_doer_other_party_due_condition_and_programme() {
    let clauses = r#"{"id": "c", "text": "T", "by": ["a"], "act": "pledge", "emphasis": "hedged", "condition": "if all agree", "actions": [
        {"what": "meet", "by": ["a"], "with": ["b"], "due": "2025-12~", "due_text": "by winter", "under": "unknown"},
        {"what": "pay", "by": ["a"], "due_text": "soon", "condition": "unless it rains"}]}"#;
    let summary = summary("", clauses);
    let [doers] = &summary.actions.promised[..] else { panic!("one doer") };
    assert_eq!(doers.heading("by the word of"), "Aldmere");
    assert_eq!(Doers { speakers: vec!["Brisca".to_owned()], ..doers.clone() }.heading("asked by"), "Aldmere, asked by Brisca");
    assert_eq!(
        doers.deeds[0].notes().join("; "),
        "pledge; hedged; with Brisca; due about 2025-12 (“by winter”); “if all agree”; under unknown"
    );
    assert_eq!(doers.deeds[1].notes().join("; "), "pledge; hedged; due “soon”; “unless it rains”");
}

#[test]
fn counts_tell_what_is_coded_and_quoted() {
    let clauses = r#"{"id": "c", "text": "T", "by": ["a"], "act": "note",
        "evidence": [{"source": "s", "start": 0, "end": 8, "exact": "two, thr"}, {"source": "s", "start": 9, "end": 14, "exact": "中国 a "}]},
        {"id": "d", "text": "U"}"#;
    let summary = summary("", clauses);
    assert_eq!(summary.counts, Counts { clauses: 2, coded: 1, quoting: 1, spans: 2, words: 5 });
    assert_eq!(
        summary.counts.sentences(),
        ["2 clauses: 1 coded, 1 not.", "1 of 2 clauses quotes a source: 2 spans, 5 words in all."]
    );
}
