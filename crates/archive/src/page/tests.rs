use statemark::json;

use super::to_string;

/// The page of a statement with these entities, clauses and other fields.
fn page(entities: &str, clauses: &str, fields: &str) -> String {
    let json = format!(
        r#"{{"statemark": "1.0", "id": "x", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["a"],
        "entities": [{{"id": "a", "kind": "state", "name": "A"}}{entities}], "sections": [{{"clauses": [{clauses}]}}]{fields}}}"#
    );
    to_string(&json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}")))
}

#[test]
fn what_is_named_twice_is_led_to_once() {
    let html = page(
        r#", {"id": "a", "kind": "place", "name": "Other"}"#,
        r##"{"id": "a", "text": "T.", "by": ["a", "nobody"], "relations": [{"type": "cites", "ref": "#a"}, {"type": "cites", "ref": "x#a"},
            {"type": "cites", "ref": "y#a"}]}"##,
        "",
    );
    assert!(html.contains("<tr id=\"entity-a\">") && html.contains("<tr id=\"entity-a~2\">") && html.contains("id=\"clause-a\""));
    assert!(html.contains("<a href=\"#entity-a\"><bdi lang=\"en\" dir=\"ltr\">A</bdi></a>, <code dir=\"ltr\">nobody</code>"));
    assert_eq!(html.matches("<a href=\"#clause-a\">").count(), 2, "what is in another statement is not led to");
}

#[test]
fn a_sub_clause_says_what_it_has_from_above() {
    let html = page(
        "",
        r#"{"id": "c", "text": "T:", "by": ["a"], "act": "urge", "emphasis": "strong", "clauses": [{"id": "d", "text": "t.", "act": "thank"}]}"#,
        "",
    );
    let (above, below) = html.split_once("id=\"clause-d\"").unwrap();
    assert!(above.contains("#act-urge") && !above.contains("(as above)"));
    assert!(below.contains("A</bdi></a> (as above)") && below.contains("stressed (as above)"));
    assert!(below.contains("<a href=\"#act-thank\">thank</a></strong></dd>"));
}

#[test]
fn words_that_the_clause_has_are_quoted_by_their_place_alone() {
    let html = page(
        "",
        r#"{"id": "c", "text": "Rain.", "evidence": [{"source": "s", "start": 0, "end": 5, "exact": "Rain."},
            {"source": "s", "start": 0, "end": 4, "exact": "Rain"}]}"#,
        r#", "sources": [{"id": "s", "kind": "other", "language": "he", "text": "\nRain."}]"#,
    );
    assert!(html.contains("characters 0 to 5: these words"));
    assert!(html.contains("<blockquote lang=\"he\" dir=\"rtl\">Rain</blockquote>"));
    assert!(html.contains("<pre class=\"verbatim\" lang=\"he\" dir=\"rtl\">\n\nRain.</pre>"), "the first line feed stays");
}

#[test]
fn a_part_of_which_nothing_is_said_is_not_there() {
    let html = page("", r#"{"id": "c", "text": "T."}"#, "");
    assert!(!html.contains("id=\"topics\"") && !html.contains("href=\"#topics\""));
    assert!(html.contains("id=\"entities\"") && html.contains("href=\"#entities\""));
}

#[test]
fn many_who_stand_above_are_counted() {
    let ids = vec!["\"a\""; 13].join(", ");
    let clause =
        format!(r#"{{"id": "c", "text": "T:", "by": [{ids}], "act": "urge", "clauses": [{{"id": "d", "text": "t."}}]}}"#);
    let html = page("", &clause, "");
    assert!(html.contains("<dd>13 parties (as above)</dd>") && html.matches("href=\"#entity-a\"").count() == 14);
}
