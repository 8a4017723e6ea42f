//! `statemark import`.

mod archive;

use serde_json::Value;

use crate::run::{Folder, Outcome};

const RAIN: &str = "On Rain\nof 6 February 2025\n\nThe Council:\n\n(a) welcomes the rain;\n\n(b) thanks all.\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("rain.txt", RAIN);
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Sees that a text was refused, with this sentence and this mend, and that nothing was written.
fn refused(outcome: &Outcome, code: i32, sentence: &str, mend: &str) {
    assert_eq!(outcome.code, code, "{outcome:?}");
    assert!(outcome.out.is_empty() && outcome.err.starts_with(&format!("error: {sentence}")), "{outcome:?}");
    assert!(mend.is_empty() || outcome.err.contains(&format!("\n  = help: {mend}")), "{outcome:?}");
}

#[test]
fn a_text_becomes_a_statement_that_validates() {
    let folder = folder();
    let statement = json(&folder.run(&["import", "rain.txt"]).right().out);
    assert_eq!(statement["id"], "rain");
    assert_eq!(statement["title"], "On Rain of 6 February 2025");
    assert_eq!(statement["date"], "2025-02-06");
    assert_eq!(statement["sources"][0]["text"], RAIN);
    let clause = &statement["sections"][0]["clauses"][0];
    assert_eq!(clause["text"], "The Council:");
    assert_eq!(clause["clauses"][1]["number"], "(b)");
    assert_eq!(clause["clauses"][1]["evidence"][0]["exact"], "thanks all.");
    let note = statement["provenance"][0]["note"].as_str().unwrap();
    assert_eq!(
        note,
        "imported from rain.txt, plain text; guessed: title (the first words), date (“6 February 2025”), type (nothing), \
         language (nothing: English, as most are), issuers (nothing: one without a name stands for them), id (the name of the file)"
    );
    for spelling in ["json", "xml", "md", "yaml", "ndjson"] {
        let name = format!("a.statemark.{spelling}");
        folder.run(&["import", "rain.txt", "-o", &name]).right();
        let checked = folder.run(&["validate", &name]);
        assert_eq!(checked.code, 0, "{checked:?}");
    }
    for issuer in ["source=S", "p1=P"] {
        folder.run(&["import", "rain.txt", "-o", "b.json", "--issuer", issuer]).right();
        folder.run(&["validate", "b.json"]).right();
    }
    assert_eq!(folder.run(&["digest", "a.statemark.md"]).out, folder.run(&["digest", "a.statemark.xml"]).out);
}

#[test]
fn options_count_for_more_than_guesses() {
    let folder = folder();
    let args = "import rain.txt --id r7 --type resolution --title Rain --date 2025~ --language fr --publisher P --url https://a.example --rights CC0 \
                --issuer state:x=X --issuer y=Y";
    let statement = json(&folder.run(&args.split_whitespace().collect::<Vec<_>>()).right().out);
    for (pointer, value) in [
        ("/id", "r7"),
        ("/type", "resolution"),
        ("/title", "Rain"),
        ("/date", "2025~"),
        ("/language", "fr"),
        ("/issuers/1", "y"),
        ("/entities/0/kind", "state"),
        ("/entities/1/kind", "organization"),
        ("/sources/0/publisher", "P"),
        ("/sources/0/url", "https://a.example"),
        ("/sources/0/rights", "CC0"),
        ("/provenance/0/note", "imported from rain.txt, plain text"),
        // The title of the text is another: its words stay.
        ("/sections/0/heading", "On Rain of 6 February 2025"),
    ] {
        assert_eq!(statement.pointer(pointer).unwrap(), value, "{pointer}");
    }
    let stdin =
        folder.feed(&["import", "-", "--from", "markdown"], "---\ntitle: On Rain\ndate: 2025-02-06\n---\nIt *rains*.\n").right();
    assert_eq!(json(&stdin.out)["id"], "2025-02-06-On-Rain");
    let wrong = folder.run(&["import", "rain.txt", "--issuer", "stat:x=X"]);
    assert!(wrong.code == 2 && wrong.err.contains("`stat` is no kind of entity; write one of state, organization"), "{wrong:?}");
}

#[test]
fn many_texts_go_to_a_folder_or_to_one_file() {
    let folder = folder();
    folder.write("b.md", "---\ndate: 2024\ntitle: On Sun\n---\n\nIt shines.\n");
    folder.write("c.xml", "<a xml:lang='en'><date>2023-05-06</date><title>On Wind</title><p>It blows.</p></a>");
    folder.write("d.pdf", "%PDF-1.7");
    folder.write("e.txt", "No date.\n");
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    for name in ["rain.txt", "b.md", "c.xml", "d.pdf", "e.txt"] {
        std::fs::rename(folder.path().join(name), folder.path().join("texts").join(name)).unwrap();
    }
    let told = "1 file of other kinds passed over\nerror: texts/e.txt does not tell its date\n  = help: add --date, as in --date 2025-02-06 or --date \
                2025\n4 texts = 3 imported + 1 refused\n";
    let lines = folder.run(&["import", "texts", "--left-out", "left.ndjson"]);
    assert!(lines.code == 1 && lines.err == told, "{lines:?}");
    let ids: Vec<Value> = lines.out.lines().map(|line| json(line)["id"].clone()).collect();
    assert_eq!(ids, ["b", "c", "rain"]);
    let left: Vec<Value> = folder.read("left.ndjson").lines().map(json).collect();
    assert_eq!(
        left.iter().filter(|line| line["statement"] == "c").map(|line| &line["words"]).collect::<Vec<_>>(),
        ["2023-05-06", "On Wind"]
    );
    for (to, output) in [("json", "a.json"), ("xml", "a.xml"), ("md", "a.md"), ("ndjson", "a.ndjson")] {
        assert_eq!(folder.run(&["import", "texts", "-o", output, "--to", to]).code, 1);
        let digest = folder.run(&["digest", output]);
        assert!(digest.code == 0 && digest.out.lines().count() == 3, "{output}: {digest:?}");
    }
    for threads in ["1", "4"] {
        assert_eq!(folder.run(&["import", "texts", "--threads", threads]).out, lines.out);
    }
    assert_eq!(folder.run(&["import", "texts", "-o", "out/", "--to", "md"]).code, 1);
    assert_eq!(folder.read("out/rain.statemark.md"), folder.run(&["import", "texts/rain.txt", "--to", "md"]).out);
    let full = folder.run(&["import", "texts", "-o", "out/"]);
    assert!(full.code == 2 && full.err.contains("out/ is not empty"), "{full:?}");
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let folder = folder();
    for (name, content, sentence, mend) in [
        ("empty.txt", &b""[..], "empty.txt is empty", "name a file with words"),
        ("blank.txt", b" \n\x0C\n", "blank.txt is empty", "name a file with words"),
        ("signs.txt", b"---\n***\n. . .\n", "signs.txt has no words", "name a file with words"),
        ("binary.txt", b"Rain\n\0\0", "binary.txt is no text: byte 5 in line 2 is NUL", "save it as plain text"),
        (
            "latin.txt",
            b"Rain\ncaf\xE9\n",
            "latin.txt is not UTF-8: byte 8 in line 2 is wrong (E9)",
            "name its encoding with --encoding",
        ),
        ("bell.txt", b"Rain\nand \x07", "bell.txt has the control character U+0007 in line 2, column 5", "take it out"),
        ("a.pdf", b"%PDF-1.7", "a.pdf is a PDF, not text", "make text of it first, as `pdftotext"),
        ("a.txt", b"\x1F\x8B\x08", "a.txt is packed by gzip, not text", "unpack it first"),
        ("no-date.md", b"Rain falls.", "no-date.md does not tell its date", "add --date"),
        ("open.xml", b"<a>\n <p>Rain", "open.xml is no XML that can be read: ", "mend it, or say what else it is"),
        (
            "entity.xml",
            b"<a><p>&rain;</p></a>",
            "entity.xml is no XML that can be read: the entity `&rain;` is not known, in line 1, column",
            "mend it",
        ),
        (
            "other.xml",
            b"<a><s>Rain</s></a>",
            "other.xml has no words in an element called <p> or <para>",
            "name the element of a paragraph with --paragraph; words are in <s>",
        ),
        ("none.xml", b"<a/>", "none.xml has no words", "name a file with words"),
        (
            "a.statemark.md",
            b"---\nstatemark: \"1.0\"\n---\n",
            "a.statemark.md is a Statemark document already",
            "`statemark convert`",
        ),
    ] {
        folder.write(name, content);
        refused(&folder.run(&["import", name, "-o", "out.json", "--left-out", "left.ndjson"]), 1, sentence, mend);
        assert!(
            !folder.names().iter().any(|name| name.starts_with("out") || name.starts_with("left") || name.starts_with('.')),
            "{name}"
        );
    }
    folder.write("long.txt", format!("Rain of 6 February 2025\n\n{}", "Rain falls on all the shore.\n\n".repeat(400_000)));
    refused(
        &folder.run(&["import", "long.txt", "--to", "ndjson"]),
        1,
        "long.txt makes too long a statement: the document has",
        "cut the text into parts",
    );
    let large = std::fs::File::create(folder.path().join("large.txt")).unwrap();
    large.set_len(40 * 1024 * 1024).unwrap();
    refused(&folder.run(&["import", "large.txt"]), 1, "large.txt is larger than 32 MiB", "split it");
    refused(&folder.run(&["import", "missing.txt"]), 2, "missing.txt cannot be read", "");
}

#[test]
fn what_would_lose_something_is_refused_before_any_work() {
    let folder = folder();
    folder.write("b.md", "Rain of 2025-02-06\n");
    for (args, sentence) in [
        (&["import", "rain.txt", "-o", "rain.txt", "--to", "json"][..], "rain.txt is an input of this run"),
        (&["import", "rain.txt", "-o", "a.json", "--left-out", "a.json"], "a.json is named for two outputs"),
        (&["import", "rain.txt", "-o", "none/a.json"], "none/a.json lies in a folder that is not there"),
        (&["import", "rain.txt", "b.md", "--id", "a"], "--id is that of one statement, and there are many"),
        (&["import", "rain.txt", "-o", "a.json.gz"], "a.json.gz would be packed"),
        (&["import", "rain.txt", "--left-out", "-"], "stdout cannot take"),
        (&["import", "rain.txt", "b.md", "-o", "a.yaml"], "rain.txt, b.md holds many statements, and YAML holds one"),
        (&["import", "b.md", "--element", "main"], "--element is for HTML, and none of the texts is"),
        (&["import", "rain.txt", "--from", "text", "--paragraph", "p"], "--paragraph is for XML"),
        (&["import", "rain.txt", "--issuer", "a=A", "--issuer", "a=B"], "--issuer names two with the id `a`"),
        (&["import", "*.csv"], "*.csv is a pattern that matches no file"),
    ] {
        let outcome = folder.run(args);
        assert!(outcome.code == 2 && outcome.err.starts_with(&format!("error: {sentence}")), "{args:?}: {outcome:?}");
        assert_eq!(folder.names(), ["b.md", "rain.txt"], "{args:?}");
    }
    if cfg!(feature = "columns") {
        let table = folder.run(&["import", "rain.txt", "-o", "a.parquet"]);
        assert!(table.code == 2 && table.err.starts_with("error: a.parquet would be a table"), "{table:?}");
    }
    for name in ["more", "my.statemark.texts"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    folder.write("my.statemark.texts/rain.txt", RAIN);
    folder.run(&["import", "my.statemark.texts/rain.txt"]).right();
    folder.write("more/rain.md", "Other rain, of 2025-02-06\n");
    let twice = folder.run(&["import", "rain.txt", "more"]);
    assert_eq!((twice.code, twice.out.lines().count()), (1, 1), "{twice:?}");
    assert!(twice.err.contains("more/rain.md would have the id `rain`, as another has"), "{twice:?}");
}
