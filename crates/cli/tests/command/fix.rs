//! `statemark validate --fix` and `--diff`.

mod refused;
mod reports;
mod stream;
mod together;

use std::fs;

use statemark_specimens::shared;

use crate::run::Folder;

const RAIN: &str = "\u{FEFF}«Yes»: we welcome the “rain”, and the wind is blowing. We too.";

/// Documents with mistakes, and what becomes of them: of those that are safe, and of those that one must ask for.
const DIRTY: [(&str, &str, &str, &str); 4] = [
    (
        "dirty.json",
        r#"{"statemark" : "1.0", "id": "d", "type": "statement", "title": {"EN": "On rain ", "iw": "\u05d2שם"}, "language": "en", "date": "2025", "issuers": ["x", "x"],
"entities": [{"id": "x", "kind": "state", "name": "X"}], "sources": [{"id": "s", "kind": "other", "file": "rain.txt"}],
"sections": [{"clauses": [{"text": "X welcomes the rain.", "by": ["x"], "act": "welcome", "continues": false, "evidence": [
  {"source":"s","exact":"welcome"}, {"source": "s", "start": 3, "end": 8, "exact": "wind"}, {"source": "s", "start": 3, "end": 13, "exact": "the \"rain\""}]}]}]}"#,
        r#"{"statemark" : "1.0", "id": "d", "type": "statement", "title": {"en": "On rain", "iw": "\u05d2שם"}, "language": "en", "date": "2025", "issuers": ["x", "x"],
"entities": [{"id": "x", "kind": "state", "name": "X"}], "sources": [{"id": "s", "kind": "other", "file": "rain.txt"}],
"sections": [{"clauses": [{"id": "x-welcomes-rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome", "evidence": [
  {"source":"s","start":11,"end":18,"exact":"welcome"}, {"source": "s", "start": 39, "end": 43, "exact": "wind"}, {"source": "s", "start": 3, "end": 13, "exact": "the \"rain\""}]}]}]}"#,
        r#"{"statemark" : "1.0", "id": "d", "type": "statement", "title": {"en": "On rain", "he": "\u05d2שם"}, "language": "en", "date": "2025", "issuers": ["x"],
"entities": [{"id": "x", "kind": "state", "name": "X"}], "sources": [{"id": "s", "kind": "other", "file": "rain.txt"}],
"sections": [{"clauses": [{"id": "x-welcomes-rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome", "evidence": [
  {"source":"s","start":11,"end":18,"exact":"welcome"}, {"source": "s", "start": 39, "end": 43, "exact": "wind"}, {"source": "s", "start": 19, "end": 29, "exact": "the “rain”"}]}]}]}"#,
    ),
    (
        "dirty.xml",
        "\u{FEFF}<!-- top -->\r\n<statement xmlns='https://w3id.org/statemark/1' version=\"1.0\" id=\"d\" type=\"statement\" xml:lang=\"en\" authentic=\" \" date=\"2025\" issuers=\"x x\">\r\n <title xml:lang='en'>\r\n  On &#114;ain\r\n </title>\r\n <topics> </topics>\r\n <entities><!-- who --><entity id=\"x\" kind=\"state\"><name>X</name></entity></entities>\r\n <!-- where -->\r\n <place>Rome</place>\r\n <sources><source id=\"s\" kind=\"other\" xml:lang='iw'><file>rain.txt</file></source></sources>\r\n <sections><section><clause by='x' act='welcome' continues=\"false\"><text>X welcomes the rain.<!-- why --></text>\r\n <evidence source='s'>welcome</evidence><evidence source=\"s\" start=\"3\" end=\"7\">wind</evidence><evidence source=\"s\" start='3' end='13'>the \"rain\"</evidence></clause></section></sections></statement>",
        "\u{FEFF}<!-- top -->\r\n<statement xmlns='https://w3id.org/statemark/1' version=\"1.0\" id=\"d\" type=\"statement\" xml:lang=\"en\" date=\"2025\" issuers=\"x x\">\r\n <title>On &#114;ain</title>\r\n <place>Rome</place>\r\n <entities><!-- who --><entity id=\"x\" kind=\"state\"><name>X</name></entity></entities>\r\n <!-- where -->\r\n <sources><source id=\"s\" kind=\"other\" xml:lang='iw'><file>rain.txt</file></source></sources>\r\n <sections><section><clause id=\"x-welcomes-rain\" by='x' act='welcome'><text>X welcomes the rain.<!-- why --></text>\r\n <evidence source='s' start=\"11\" end=\"18\">welcome</evidence><evidence source=\"s\" start=\"39\" end=\"43\">wind</evidence><evidence source=\"s\" start='3' end='13'>the \"rain\"</evidence></clause></section></sections></statement>",
        "\u{FEFF}<!-- top -->\r\n<statement xmlns='https://w3id.org/statemark/1' version=\"1.0\" id=\"d\" type=\"statement\" xml:lang=\"en\" date=\"2025\" issuers=\"x\">\r\n <title>On &#114;ain</title>\r\n <place>Rome</place>\r\n <entities><!-- who --><entity id=\"x\" kind=\"state\"><name>X</name></entity></entities>\r\n <!-- where -->\r\n <sources><source id=\"s\" kind=\"other\" xml:lang='he'><file>rain.txt</file></source></sources>\r\n <sections><section><clause id=\"x-welcomes-rain\" by='x' act='welcome'><text>X welcomes the rain.<!-- why --></text>\r\n <evidence source='s' start=\"11\" end=\"18\">welcome</evidence><evidence source=\"s\" start=\"39\" end=\"43\">wind</evidence><evidence source=\"s\" start='19' end='29'>the “rain”</evidence></clause></section></sections></statement>",
    ),
    (
        "dirty.md",
        "---\nstatemark: \"1.0\"\nid: d # for draft\ntype: statement\nlanguage: en\ndate: 2025\nissuers: [x, x] # both\nentities:\n  - {id: x, kind: state, name: 'X '} # who\nsources:\n  - {id: s, kind: other, file: rain.txt, language: iw}\n---\n\n# On rain\n\nX welcomes the rain.\n`by=x,x continues=false act=welcome`\n\n> welcome\n> `source=s`\n\n> wind\n> `source=s start=3 end=7`\n\n> the \"rain\"\n> `source=s start=3 end=13`\n\nX is glad.\n\n- a part\n",
        "---\nstatemark: \"1.0\"\nid: d # for draft\ntype: statement\nlanguage: en\ndate: 2025\nissuers: [x, x] # both\nentities:\n  - {id: x, kind: state, name: 'X'} # who\nsources:\n  - {id: s, kind: other, file: rain.txt, language: iw}\n---\n\n# On rain\n\nX welcomes the rain.\n`#x-welcomes-rain by=x,x act=welcome`\n\n> welcome\n> `source=s start=11 end=18`\n\n> wind\n> `source=s start=39 end=43`\n\n> the \"rain\"\n> `source=s start=3 end=13`\n\nX is glad.\n`#x-glad`\n\n- a part `#part`\n",
        "---\nstatemark: \"1.0\"\nid: d # for draft\ntype: statement\nlanguage: en\ndate: 2025\nissuers: [x] # both\nentities:\n  - {id: x, kind: state, name: 'X'} # who\nsources:\n  - {id: s, kind: other, file: rain.txt, language: he}\n---\n\n# On rain\n\nX welcomes the rain.\n`#x-welcomes-rain by=x act=welcome`\n\n> welcome\n> `source=s start=11 end=18`\n\n> wind\n> `source=s start=39 end=43`\n\n> the “rain”\n> `source=s start=19 end=29`\n\nX is glad.\n`#x-glad`\n\n- a part `#part`\n",
    ),
    (
        "dirty.yaml",
        r#"# a draft
statemark: 1.0
id: d # for draft
type: statement
title: {EN: 'On rain ', fr: De la pluie} # as printed
language: en
date: 2025
issuers: [x, x] # both
entities:
  - {id: x, kind: state, name: X}
sources:
  - {id: s, kind: other, file: rain.txt, language: iw}
sections:
  - clauses:
      - text: X welcomes the rain. # why
        by: [x]
        continues: false
        act: welcome
        evidence:
          - {source: s, exact: welcome}
          - source: s
            start: 3 # wrong
            end: 7
            exact: wind
          - {source: s, start: 3, end: 13, exact: the "rain"}
      - {text: X is glad.}
"#,
        r#"# a draft
statemark: 1.0
id: d # for draft
type: statement
title: {en: 'On rain', fr: De la pluie} # as printed
language: en
date: 2025
issuers: [x, x] # both
entities:
  - {id: x, kind: state, name: X}
sources:
  - {id: s, kind: other, file: rain.txt, language: iw}
sections:
  - clauses:
      - id: x-welcomes-rain
        text: X welcomes the rain. # why
        by: [x]
        act: welcome
        evidence:
          - {source: s, start: 11, end: 18, exact: welcome}
          - source: s
            start: 39 # wrong
            end: 43
            exact: wind
          - {source: s, start: 3, end: 13, exact: the "rain"}
      - {id: x-glad, text: X is glad.}
"#,
        "# a draft
statemark: 1.0
id: d # for draft
type: statement
title: {en: 'On rain', fr: De la pluie} # as printed
language: en
date: 2025
issuers: [x] # both
entities:
  - {id: x, kind: state, name: X}
sources:
  - {id: s, kind: other, file: rain.txt, language: he}
sections:
  - clauses:
      - id: x-welcomes-rain
        text: X welcomes the rain. # why
        by: [x]
        act: welcome
        evidence:
          - {source: s, start: 11, end: 18, exact: welcome}
          - source: s
            start: 39 # wrong
            end: 43
            exact: wind
          - {source: s, start: 19, end: 29, exact: the “rain”}
      - {id: x-glad, text: X is glad.}
",
    ),
];

/// A folder with the source of the dirty documents.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("rain.txt", RAIN);
    folder
}

#[test]
fn what_is_safe_is_mended_in_place_and_the_rest_stays_byte_for_byte() {
    let folder = folder();
    for (name, dirty, safe, all) in DIRTY {
        folder.write(name, dirty);
        let first = folder.run(&["validate", "--fix", name]);
        assert_eq!((first.code, folder.read(name).as_str()), (1, safe), "{first:?}");
        assert!(first.err.contains("findings mended in 1 file\n"), "{first:?}");
        assert!(first.out.contains("3 can be mended with --fix --unsafe-fixes\n") || name == "dirty.md", "{first:?}");
        let written = fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
        // A second run finds nothing to do, and writes nothing.
        let second = folder.run(&["validate", "--fix", name]);
        assert_eq!((second.err.as_str(), second.out, folder.read(name).as_str()), ("", first.out, safe));
        assert_eq!(fs::metadata(folder.path().join(name)).unwrap().modified().unwrap(), written);
        let asked = folder.run(&["validate", "--fix", "--unsafe-fixes", name]);
        assert_eq!((asked.code, folder.read(name).as_str()), (0, all), "{asked:?}");
        folder.run(&["validate", name]).right();
    }
    assert_eq!(folder.names(), ["dirty.json", "dirty.md", "dirty.xml", "dirty.yaml", "rain.txt"]);
}

#[test]
fn a_diff_shows_it_and_writes_nothing() {
    let folder = folder();
    for (name, dirty, safe, all) in DIRTY {
        folder.write(name, dirty);
        for (args, mended) in [(&["validate", "--diff", name][..], safe), (&["validate", "--diff", "--unsafe-fixes", name], all)]
        {
            let outcome = folder.run(args);
            assert_eq!((outcome.code, folder.read(name).as_str()), (1, dirty));
            assert!(outcome.err.ends_with("would be mended in 1 file\n"), "{outcome:?}");
            if shared::has("patch") {
                folder.write("mended", dirty);
                folder.write("diff", &outcome.out);
                folder.shell("patch --binary -s mended < diff").right();
                // The mark at the beginning is no part of a line.
                assert_eq!(folder.read("mended").trim_start_matches('\u{FEFF}'), mended.trim_start_matches('\u{FEFF}'));
            }
        }
        folder.write(name, all);
        assert_eq!(folder.run(&["validate", "--diff", name]).right().out, "");
    }
    assert_eq!(folder.run(&["validate", "--diff", "--fix", "missing.json"]).code, 2);
}

#[test]
fn a_diff_has_hunks_with_three_lines_around() {
    let folder = folder();
    let clauses = (0..12).map(|n| format!("  {{\"id\": \"c{n}\",\n  \"text\": \"Words {n}.\"}}")).collect::<Vec<_>>().join(",\n");
    let text = format!(
        "{{\"statemark\": \"1.0\", \"id\": \"d\", \"type\": \"statement\", \"title\": \"T\", \"language\": \"en\", \"date\": \"2025\", \"issuers\": [\"x\"],\n\"entities\": [{{\"id\": \"x\", \"kind\": \"state\", \"name\": \"X\"}}],\n\"sections\": [{{\"clauses\": [\n{clauses}\n]}}]}}"
    );
    let dirty = text.replace("Words 0.", "Words 0. ").replace("Words 2.", " Words 2.").replace("  {\"id\": \"c11\",\n", "  {");
    folder.write("long.json", dirty);
    let out = folder.run(&["validate", "--diff", "long.json"]).out;
    insta::assert_snapshot!(out);
}

#[test]
fn records_are_mended_and_what_stands_between_them_stays() {
    let folder = folder();
    let (_, dirty, safe, _) = DIRTY[0];
    let line = |text: &str| text.replace('\n', " ").replace("\"id\": \"d\"", "\"id\": \"D\"");
    let other = line(safe).replace("\"id\": \"D\"", "\"id\": \"E\"");
    let (ill, clean) = ("{\"statemark\": ", "");
    let (_, xml, xml_safe, _) = DIRTY[1];
    let element = |text: &str| text.trim_start_matches('\u{FEFF}').replace("<!-- top -->\r\n", "");
    let wrap = |inside: &str| {
        format!(
            "<?xml version='1.0'?><!-- all -->\n<statements xmlns='https://w3id.org/statemark/1'>\n<!-- a -->\t{inside}\n\n<!-- b --></statements>\n"
        )
    };
    for (name, before, after) in [
        (
            "set.ndjson",
            format!("\u{FEFF}{}\r\n\n{ill}\n {other} \n{clean}{}", line(dirty), line(dirty)),
            format!("\u{FEFF}{}\r\n\n{ill}\n {other} \n{clean}{}", line(safe), line(safe)),
        ),
        ("list.json", format!("[{dirty}\n ,\n{other},{dirty}]\n"), format!("[{safe}\n ,\n{other},{safe}]\n")),
        ("set.xml", wrap(&[element(xml), element(xml_safe), element(xml)].concat()), wrap(&element(xml_safe).repeat(3))),
    ] {
        folder.write(name, &before);
        let diff = folder.run(&["validate", "--diff", name]);
        assert_eq!((diff.code, folder.read(name)), (1, before.clone()), "{diff:?}");
        for threads in ["1", "3"] {
            folder.write(name, &before);
            folder.run(&["validate", "--fix", "--threads", threads, name]);
            assert_eq!(folder.read(name), after);
        }
        assert_eq!(folder.run(&["validate", "--diff", name]).right().out, "");
    }
}

#[test]
fn a_fix_that_would_bring_another_finding_is_not_made() {
    let folder = folder();
    // The second quote, mended, would be the first once more.
    let (_, _, _, all) = DIRTY[0];
    let text = all.replace(
        "{\"source\": \"s\", \"start\": 39, \"end\": 43, \"exact\": \"wind\"}",
        "{\"source\": \"s\", \"start\": 12, \"end\": 19, \"exact\": \"welcome\"}",
    );
    assert_ne!(text, all);
    folder.write("a.json", &text);
    let outcome = folder.run(&["validate", "--fix", "a.json"]);
    assert_eq!((outcome.code, folder.read("a.json")), (1, text));
}

#[test]
fn the_statements_own_language_is_mended_wherever_it_stands() {
    let folder = Folder::new();
    let json = r#"{"statemark": "1.0", "id": "d", "type": "statement", "title": {"in": "Hujan", "en": "Rain"}, "language": "in", "authentic": ["in", "en"],
"date": "2025", "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": {"en": "X", "in": "X"}}],
"sources": [{"id": "s", "kind": "other", "language": "in"}], "sections": [{"clauses": [{"id": "a", "text": {"in": "X.", "en": "X!"}}]}]}"#;
    folder.write("own.json", json);
    for (spelling, wrong, right) in [("json", "\"in\"", "\"id\""), ("xml", "\"in\"", "\"id\""), ("md", "in", "id")] {
        let name = format!("own.{spelling}");
        if spelling != "json" {
            folder.write("own.json", json);
            let converted = folder.run(&["convert", "own.json", "--to", spelling]).out;
            folder.write(&name, converted);
        }
        assert!(folder.read(&name).contains(wrong));
        folder.run(&["validate", "--fix", "--unsafe-fixes", &name]);
        assert!(folder.read(&name).contains(right));
        let left = folder.run(&["validate", "--ignore", "words", &name]).out;
        assert!(!left.contains("deprecated-language") && !left.contains("error"), "{left}\n{}", folder.read(&name));
    }
}
