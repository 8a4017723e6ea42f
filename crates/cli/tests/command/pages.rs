//! `statemark import` of pages of HTML and of texts in any encoding.

use serde_json::Value;

use crate::run::{Folder, Outcome};

const PAGE: &str = "<!DOCTYPE html><html lang=en-GB><head><title>Rain | The Council</title>\
    <script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2025-02-06T10:00:00Z\", \"publisher\": {\"name\": \"The Council\"}}</script>\
    <body><nav>Home Press</nav><main><h1>On Rain</h1><p>The Council<sup><a href='#1'>1</a></sup> agrees:<ol type=a><li>to welcome <b>rain</b>;<li>to thank all.</ol>\
    <p hidden>It never rains.</p></main><footer>Imprint</footer>";

fn statement(outcome: Outcome) -> Value {
    serde_json::from_str(&outcome.right().out).unwrap()
}

#[test]
fn a_page_becomes_a_statement_of_the_words_that_are_seen() {
    let folder = Folder::new();
    folder.write("rain.html", PAGE);
    let made = statement(folder.run(&["import", "rain.html", "--left-out", "left.ndjson"]));
    assert_eq!(made["sources"][0]["text"], "On Rain\n\nThe Council1 agrees:\n\nto welcome rain;\n\nto thank all.");
    for (pointer, value) in [
        ("/title", "On Rain"),
        ("/date", "2025-02-06"),
        ("/language", "en-GB"),
        ("/entities/0/name", "The Council"),
        ("/sources/0/publisher", "The Council"),
        ("/sections/0/clauses/0/text", "The Council agrees:"),
        ("/sections/0/clauses/0/evidence/1/exact", " agrees:"),
        ("/sections/0/clauses/0/clauses/1/number", "b."),
    ] {
        assert_eq!(made.pointer(pointer).unwrap(), value, "{pointer}");
    }
    let note = made["provenance"][0]["note"].as_str().unwrap();
    assert!(note.contains("HTML") && note.contains("date (JSON-LD)") && note.contains("title (<h1>)"), "{note}");
    assert!(folder.read("left.ndjson").contains("the mark of a footnote"));
    for spelling in ["json", "xml", "md"] {
        let name = format!("a.statemark.{spelling}");
        folder.run(&["import", "rain.html", "-o", &name]).right();
        assert_eq!(folder.run(&["validate", &name]).code, 0);
    }
    assert_eq!(folder.run(&["digest", "a.statemark.md"]).out, folder.run(&["digest", "a.statemark.xml"]).out);
    let piped = statement(folder.feed(&["import", "-"], PAGE));
    assert_eq!(piped["sources"], made["sources"]);
    let footer = statement(folder.run(&["import", "rain.html", "--element", "footer"]));
    assert_eq!(footer["sources"][0]["text"], "Imprint");
}

#[test]
fn encodings_are_told_by_mark_flag_or_declaration() {
    let folder = Folder::new();
    let words = |outcome: Outcome| statement(outcome)["sources"][0]["text"].as_str().unwrap().trim().to_owned();
    let text = "Café of 6 February 2025";
    let latin: Vec<u8> = text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect();
    folder.write("latin.txt", &latin);
    assert_eq!(words(folder.run(&["import", "latin.txt", "--encoding", "latin1"])), text);
    folder.write("latin.html", [&b"<meta charset=windows-1252><p>"[..], &latin].concat());
    assert_eq!(words(folder.run(&["import", "latin.html"])), text);
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    folder.write("wide.txt", wide);
    assert_eq!(words(folder.run(&["import", "wide.txt", "--encoding", "latin1"])), text);
    for (args, told) in [
        (
            &["import", "latin.txt"][..],
            "error: latin.txt is not UTF-8: byte 3 in line 1 is wrong (E9)\n  = help: name its encoding with --encoding",
        ),
        (
            &["import", "latin.txt", "--encoding", "klingon"],
            "error: latin.txt is said to be in `klingon`, an encoding that is not known",
        ),
        (
            &["import", "latin.html", "--encoding", "utf-8"],
            "error: latin.html is not UTF-8, as --encoding says: byte 33 in line 1 is wrong (E9)",
        ),
    ] {
        let outcome = folder.run(args);
        assert!(outcome.code == 1 && outcome.out.is_empty() && outcome.err.starts_with(told), "{outcome:?}");
    }
}

#[test]
fn pages_that_pass_a_limit_or_have_no_words_are_refused() {
    let folder = Folder::new();
    for (page, told) in [
        (
            "<div>".repeat(1_000_000),
            "error: a.html has more than 512 elements open within each other, in line 1\n  = help: close them",
        ),
        ("<title>t</title><script>x</script>".to_owned(), "error: a.html has no words"),
        (
            PAGE.replace("<main>", "<article>"),
            "error: a.html has no element `main`\n  = help: name one that it has with --element",
        ),
    ] {
        folder.write("a.html", page);
        let outcome = folder
            .run(&["import", "a.html", "--date", "2025", "--element", "main"][..if told.contains("`main`") { 6 } else { 4 }]);
        assert!(outcome.code == 1 && outcome.out.is_empty() && outcome.err.starts_with(told), "{outcome:?}");
    }
}
