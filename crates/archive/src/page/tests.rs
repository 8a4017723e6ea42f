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
fn words_say_which_language_they_are_quoted_in() {
    let html = page(
        "",
        r#"{"id": "c", "text": {"en": "Rain.", "fr": "Pluie."}, "evidence": [{"source": "s", "start": 0, "end": 6, "exact": "Pluie."},
            {"source": "s", "start": 0, "end": 5, "exact": "Rain."}]}"#,
        r#", "sources": [{"id": "s", "kind": "other"}]"#,
    );
    assert!(html.contains("characters 0 to 6: these words in <code dir=\"ltr\">fr</code>"));
    assert!(html.contains("characters 0 to 5: these words in <code dir=\"ltr\">en</code>"));
}

#[test]
fn all_words_say_their_language_or_that_nobody_told_it() {
    let json = r#"{"statemark": "1.0", "id": "x", "type": "statement", "title": "T", "language": "ar", "date": "2025", "issuers": ["a"],
        "date_text": "printed", "place": {"name": "Beirut"}, "adoption": {"method": "consensus", "meeting": "Meeting"},
        "entities": [{"id": "a", "kind": "person", "name": "A", "aliases": ["alias"], "office": "Office", "identifiers": {"x": "Known"}}],
        "sources": [{"id": "s", "kind": "other", "language": "fr", "title": "Titre", "publisher": "Maison", "authors": ["Auteur"],
            "rights": "Droits"}, {"id": "t", "kind": "other", "text": "שלום"}],
        "sections": [{"clauses": [{"id": "c", "text": "T.", "note": "Note", "actions": [{"what": "W", "due_text": "soon"}],
            "evidence": [{"source": "t", "start": 0, "end": 4, "exact": "שלום"}], "ext": {"k": "v"},
            "relations": [{"type": "cites", "ref": "https://x.org", "title": "Other"}]}]}],
        "provenance": [{"activity": "coded", "agent": "Agent", "note": "How"}], "rights": "Rights"}"#;
    let html = to_string(&json::from_str(json).unwrap());
    let said = |language: &str, words: &str| {
        let attributes = match language {
            "" => " lang=\"\" dir=\"auto\"".to_owned(),
            "ar" => " lang=\"ar\" dir=\"rtl\"".to_owned(),
            other => format!(" lang=\"{other}\" dir=\"ltr\""),
        };
        html.contains(&format!("<bdi{attributes}>{words}</bdi>"))
    };
    for words in ["printed", "alias", "soon"] {
        assert!(said("ar", words), "{words} is of the text");
    }
    assert!(said("fr", "Titre"));
    for words in ["Beirut", "Meeting", "Office", "Known", "Maison", "Auteur", "Droits", "Note", "Other", "Agent", "How", "Rights"]
    {
        assert!(said("", words), "{words}");
    }
    assert!(html.contains("<blockquote lang=\"\" dir=\"auto\">שלום</blockquote>"));
    assert!(html.contains("<pre class=\"verbatim\" lang=\"\" dir=\"auto\">") && html.contains("<pre class=\"json\" lang=\"\""));
}

#[test]
fn a_source_in_a_file_is_linked() {
    let html =
        page("", r#"{"id": "c", "text": "T."}"#, r#", "sources": [{"id": "s", "kind": "other", "file": "texts/a #1.txt"}]"#);
    assert!(html.contains("<a href=\"texts/a%20%231.txt\"><code dir=\"ltr\">texts/a #1.txt</code></a>"));
}

#[test]
fn a_table_stays_one_on_a_narrow_screen() {
    let html = page("", r#"{"id": "c", "text": "T.", "act": "urge"}"#, "");
    assert!(html.contains("role=\"region\" aria-label=\"What speakers do with their words\" tabindex=\"0\">\n<table>"));
    assert!(!html.contains("thead { position") && !html.contains("display: block; }\n  tr"));
    assert!(!html.contains("white-space-collapse"), "older browsers do not know it");
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

#[test]
fn a_number_runs_in_the_direction_of_the_words() {
    let json = r#"{"statemark": "1.0", "id": "x", "type": "statement", "title": "T", "language": "he", "date": "2025", "issuers": ["a"],
        "entities": [{"id": "a", "kind": "state", "name": "A"}], "sections": [{"number": "2.", "clauses": [{"id": "c", "number": "1.", "text": "T."}]}]}"#;
    let html = to_string(&json::from_str(json).unwrap());
    assert!(html.contains("<b class=\"number\"><bdi lang=\"he\" dir=\"rtl\">1.</bdi></b>"));
    assert!(html.contains("<p class=\"number\" lang=\"he\" dir=\"rtl\"><bdi lang=\"he\" dir=\"rtl\">2.</bdi>"));
}
