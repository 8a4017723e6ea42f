//! `statemark fmt`.

use crate::run::Folder;

const SPELLINGS: [&str; 3] = ["resolution.statemark.json", "resolution.statemark.xml", "resolution.statemark.md"];

#[test]
fn a_canonical_file_stays_as_it_is() {
    let folder = Folder::with_examples();
    for name in SPELLINGS {
        let path = folder.path().join(name);
        let before = std::fs::metadata(&path).unwrap().modified().unwrap();
        folder.run(&["fmt", name]).right();
        assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before);
        assert_eq!(folder.run(&["fmt", "--check", name]).right().out, "");
    }
}

#[test]
fn another_layout_is_told_by_check_and_put_right_in_place() {
    let folder = Folder::with_examples();
    for name in SPELLINGS {
        let canonical = folder.read(name);
        let other = match name.rsplit('.').next().unwrap() {
            "json" => canonical.replace("\n  ", "\n      "),
            "xml" => canonical.replace("\" ", "\"\n"),
            _ => canonical.replace('\n', "\r\n"),
        };
        assert_ne!(other, canonical);
        folder.write(name, &other);
        let outcome = folder.run(&["fmt", "--check", name, "declaration.statemark.json"]);
        assert_eq!((outcome.code, outcome.out, outcome.err.as_str()), (1, format!("{name}\n"), ""));
        assert_eq!(folder.read(name), other);
        assert_eq!(folder.run(&["fmt", name]).right().out, "");
        assert_eq!(folder.read(name), canonical);
        assert_eq!(folder.feed(&["fmt", "-"], &other).right().out, canonical);
    }
}

#[test]
fn a_wrong_document_stays_as_it_is_and_the_others_are_done() {
    let folder = Folder::with_examples();
    let canonical = folder.read(SPELLINGS[0]);
    folder.write(SPELLINGS[0], canonical.replace('\n', "\n "));
    folder.write("wrong.json", "{ }");
    let outcome = folder.run(&["fmt", "wrong.json", "missing.json", SPELLINGS[0]]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("wrong.json:1:1") && outcome.err.contains("missing.json cannot be read"), "{}", outcome.err);
    assert_eq!((folder.read("wrong.json").as_str(), folder.read(SPELLINGS[0])), ("{ }", canonical));
    assert_eq!(folder.run(&["fmt", "wrong.json"]).code, 1);
}

#[test]
fn comments_do_not_vanish_unasked() {
    let folder = Folder::with_examples();
    let xml = folder.read(SPELLINGS[1]);
    let cases = [
        ("draft.md", folder.run(&["new"]).right().out, 2),
        (
            "commented.xml",
            xml.replacen("\n  <title>", "\n  <!-- printed in capitals -->\n  <title>", 1),
            xml[..xml.find("\n  <title>").unwrap()].lines().count() + 1,
        ),
        (
            "commented.yaml",
            folder.run(&["convert", SPELLINGS[1], "--to", "yaml"]).right().out.replacen(
                "\ntitle:",
                "\n# printed in capitals\ntitle:",
                1,
            ),
            5,
        ),
    ];
    for (name, text, line) in cases {
        folder.write(name, &text);
        for args in [&["fmt", name][..], &["fmt", "--check", name]] {
            let outcome = folder.run(args);
            assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
            assert!(
                outcome.err.starts_with(&format!("error: {name} has a comment in line {line}, which would vanish")),
                "{}",
                outcome.err
            );
        }
        assert_eq!(folder.read(name), text);
        folder.run(&["fmt", "--drop-comments", name]).right();
        folder.run(&["fmt", "--check", name]).right();
    }
    assert_eq!(folder.read("commented.xml"), xml);
}

/// A document without ids of clauses and without right offsets, by its spelling.
const DRAFTS: [(&str, &str); 4] = [
    (
        "draft.json",
        r#"{"statemark": "1.0", "id": "d", "type": "statement", "title": "On rain", "language": "en", "date": "2025", "issuers": ["x"],
"entities": [{"id": "x", "kind": "state", "name": "X"}], "sources": [{"id": "s", "kind": "other", "file": "rain.txt"}],
"sections": [{"clauses": [{"text": "X welcomes the rain.", "by": ["x"], "act": "welcome", "evidence": [
  {"source": "s", "exact": "welcome"}, {"source": "s", "start": 3, "end": 7, "exact": "the “rain”"}]}]}]}"#,
    ),
    (
        "draft.xml",
        r#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" id="d" type="statement" xml:lang="en" date="2025" issuers="x">
<title>On rain</title><entities><entity id="x" kind="state"><name>X</name></entity></entities>
<sources><source id="s" kind="other"><file>rain.txt</file></source></sources>
<sections><section><clause by="x" act="welcome"><text>X welcomes the rain.</text>
<evidence source="s">welcome</evidence><evidence source="s" start="3" end="7">the “rain”</evidence></clause></section></sections></statement>"#,
    ),
    (
        "draft.md",
        "---\nstatemark: \"1.0\"\nid: d\ntype: statement\nlanguage: en\ndate: 2025\nissuers: [x]\nentities:\n  - {id: x, kind: state, name: X}\nsources:\n  - {id: s, kind: other, file: rain.txt}\n---\n\n# On rain\n\nX welcomes the rain.\n`by=x act=welcome`\n\n> welcome\n> `source=s`\n\n> the “rain”\n> `source=s start=3 end=7`\n",
    ),
    (
        "draft.yaml",
        "statemark: 1.0\nid: d\ntype: statement\ntitle: On rain\nlanguage: en\ndate: 2025\nissuers: [x]\nentities: [{id: x, kind: state, name: X}]\nsources:\n- id: s\n  kind: other\n  file: rain.txt\nsections:\n- clauses:\n  - text: X welcomes the rain.\n    by: [x]\n    act: welcome\n    evidence:\n    - {source: s, exact: welcome}\n    - {source: s, start: 3, end: 7, exact: the “rain”}\n",
    ),
];
const RAIN: &str = "\u{FEFF}«Yes»: we welcome the “rain”, and the wind is welcome too. We too.";

#[test]
fn ids_and_offsets_are_filled_in_alike_in_all_spellings() {
    let folder = Folder::new();
    folder.write("rain.txt", RAIN);
    let mut results = Vec::new();
    for (name, draft) in DRAFTS {
        folder.write(name, draft);
        assert_eq!(folder.run(&["fmt", name]).code, 1);
        // `welcome` stands there twice: the quote behind it decides.
        folder.run(&["fmt", "--ids", "--locate", name]).right();
        assert_eq!(folder.run(&["validate", name]).right().out, "1 document: nothing found\n");
        results.push(folder.run(&["convert", name, "--to", "json"]).right().out);
    }
    assert!(results[0].contains("\"id\": \"x-welcomes-rain\""), "{}", results[0]);
    assert!(
        results[0].contains("\"start\": 11,\n              \"end\": 18,")
            && results[0].contains("\"start\": 19,\n              \"end\": 29,"),
        "{}",
        results[0]
    );
    assert!(results.iter().all(|result| *result == results[0]), "{results:#?}");
}

#[test]
fn what_is_missing_is_told_as_validate_tells_it() {
    let folder = Folder::new();
    folder.write("draft.md", DRAFTS[2].1.replace("type: statement\n", "").replace("`by=x", "`#c by=x"));
    folder.write("draft.xml", DRAFTS[1].1.replace(" type=", " typ=").replace("<clause", "<clause id=\"c\""));
    for name in ["draft.md", "draft.xml"] {
        let form = |report: String| -> Vec<String> {
            let findings = report.split("\n\n").filter(|finding| finding.contains("type"));
            findings.map(str::to_owned).collect()
        };
        let validated = form(folder.run(&["validate", name]).out);
        assert_eq!(validated.len(), 1, "{validated:?}");
        assert_eq!(form(folder.run(&["fmt", "--ids", name]).err), validated);
    }
}

#[test]
fn the_schema_that_an_editor_reads_goes() {
    let folder = Folder::with_examples();
    let canonical = folder.read(SPELLINGS[0]);
    folder.write(SPELLINGS[0], canonical.replacen('{', "{\n  \"$schema\": \"statement.schema.json\",", 1));
    folder.run(&["fmt", SPELLINGS[0]]).right();
    assert_eq!(folder.read(SPELLINGS[0]), canonical);
}

#[test]
fn what_cannot_be_placed_is_told_in_its_place() {
    let folder = Folder::new();
    let draft = DRAFTS[0].1.replace("“rain”", "'rain'");
    folder.write("draft.json", &draft);
    let outcome = folder.run(&["fmt", "--ids", "--locate", "draft.json"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("its file \"rain.txt\" cannot be read"), "{}", outcome.err);

    std::fs::create_dir(folder.path().join("texts")).unwrap();
    folder.write("texts/rain.txt", RAIN);
    let outcome = folder.run(&["fmt", "--ids", "--locate", "--sources", "texts", "draft.json"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.err);
    assert_eq!(folder.read("draft.json"), draft);
}
