//! Documents made to exhaust a reader: nesting, entities, floods of faults, and what makes parsers slow.
#![allow(clippy::format_collect, reason = "attacks are made once; what is plain beats what is fast")]

/// An attack.
#[derive(Debug, Clone)]
pub struct Attack {
    /// What it tries.
    pub name: &'static str,
    /// The document.
    pub input: Vec<u8>,
    /// How much memory above the document reading it may take, in MiB.
    pub memory: u64,
}

fn attack(name: &'static str, input: impl Into<Vec<u8>>) -> Attack {
    Attack { name, input: input.into(), memory: 64 }
}

/// So many right values that the limit on values ends it, after the tree of those has been built.
fn flood(name: &'static str, input: impl Into<Vec<u8>>) -> Attack {
    Attack { memory: 160, ..attack(name, input) }
}

/// What is no text in any spelling; `size` is about the length in bytes, here and below.
pub fn on_any(size: usize) -> Vec<Attack> {
    let mut gzip = b"\x1F\x8B\x08\0\0\0\0\0\0\x03".to_vec();
    gzip.extend((0..size).map(|index| u8::try_from(index * 7919 % 251).expect("251 is small")));
    vec![
        attack("a gzip-like blob", gzip),
        attack("NUL bytes", vec![0; size]),
        attack("white space", vec![b' '; size]),
        attack("line feeds", vec![b'\n'; size]),
        attack("carriage returns", vec![b'\r'; size]),
        attack("byte order marks", "\u{FEFF}".repeat(size / 3)),
        attack("UTF-16", [b"\xFF\xFE".to_vec(), b"{\0".repeat(size / 2)].concat()),
        attack("one word", "a".repeat(size)),
    ]
}

/// Attacks on the reader of JSON.
pub fn on_json(size: usize) -> Vec<Attack> {
    let frame = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "A", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": HERE}"#;
    let within = |sections: &str| frame.replace("HERE", sections);
    let with = |field: &str| {
        frame.replace("HERE", r#"[{"heading": "B"}]"#).replace(r#"{"statemark""#, &format!(r#"{{{field}, "statemark""#))
    };
    let nested = |open: &str, close: &str| {
        let levels = size / (open.len() + close.len());
        open.repeat(levels) + &close.repeat(levels)
    };
    vec![
        attack("open lists", "[".repeat(size)),
        attack("open maps", r#"{"a":"#.repeat(size / 5)),
        attack("lists in lists", nested("[", "]")),
        attack("sections in sections", within(&nested(r#"[{"sections":"#, "}]"))),
        attack(
            "clauses in clauses",
            within(&format!(r#"[{{"clauses": {}}}]"#, nested(r#"[{"id":"a","text":"a","clauses":"#, "}]"))),
        ),
        attack("lists in ext", with(&format!(r#""ext": {{"a": {}}}"#, nested("[", "]")))),
        attack("a string without end", format!(r#"{{"statemark": "{}"#, "a".repeat(size))),
        attack("a long version", format!(r#"{{"statemark": "{}"}}"#, "1".repeat(size))),
        attack("a long number", with(&format!(r#""ext": {{"a": {}}}"#, "9".repeat(size)))),
        attack("a long fraction of a huge number", with(&format!(r#""ext": {{"a": 1{}.5e9}}"#, "0".repeat(size)))),
        flood("a flood of wrong items", within(&format!("[{}0]", "0,".repeat(size / 2)))),
        flood("a flood of unknown fields", with(&fields(size, |index| format!(r#""a{index}": 0"#)))),
        flood("a flood of fields like others", with(&fields(size, |index| format!(r#""titl{index}": 0"#)))),
        flood("the same field again and again", with(&fields(size, |_| r#""rights": "a""#.to_owned()))),
        attack("a flood of bad escapes", format!(r#"["{}"]"#, r"\u".repeat(size / 2))),
        attack("a flood of half surrogates", format!(r#"["{}"]"#, r"\uD800".repeat(size / 6))),
        attack("a long key", format!(r#"{{"{}": 0}}"#, "a".repeat(size))),
        attack(
            "many faults below a long key",
            with(&format!(r#""ext": {{"{}": [{}0]}}"#, "a".repeat(size / 2), "1e400,".repeat(size / 12))),
        ),
        attack("a long language again and again", with(&format!(r#""title": {{"{}": "A"}}"#, "a-".repeat(size / 2)))),
        attack("a long id of an unknown statement type", with(&format!(r#""type": "{}""#, "statemen".repeat(size / 8)))),
    ]
}

fn fields(size: usize, field: impl Fn(usize) -> String) -> String {
    let length = field(10_000).len() + 2;
    (0..size / length).map(field).collect::<Vec<_>>().join(", ")
}

/// Attacks on the reader of XML.
pub fn on_xml(size: usize) -> Vec<Attack> {
    let open = r#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" id="a" type="statement" xml:lang="en" date="2025" issuers="x""#;
    let body = |sections: &str| {
        format!(
            r#"{open}><title>A</title><entities><entity id="x" kind="state"><name>X</name></entity></entities><sections>{sections}</sections></statement>"#
        )
    };
    let nested = |open: &str, close: &str| {
        let levels = size / (open.len() + close.len());
        open.repeat(levels) + &close.repeat(levels)
    };
    let attributes = |attribute: fn(usize) -> String| {
        let attributes: Vec<String> = (0..size / (attribute(10_000).len() + 1)).map(attribute).collect();
        format!("{open} {}/>", attributes.join(" "))
    };
    let laughs: String =
        (1..10).map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10))).collect();
    vec![
        attack("billion laughs", format!("<!DOCTYPE statement [<!ENTITY l0 \"lol\">{laughs}]>{}", body("&l9;"))),
        attack(
            "quadratic blow-up",
            format!("<!DOCTYPE statement [<!ENTITY a \"{}\">]>{}", "a".repeat(size / 2), body(&"&a;".repeat(size / 6))),
        ),
        attack(
            "an external entity",
            format!("<!DOCTYPE statement [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>{}", body("&a;")),
        ),
        attack("an external DTD", format!("<!DOCTYPE statement SYSTEM \"http://127.0.0.1/a.dtd\">{}", body("<section/>"))),
        attack("a flood of unknown entities", body(&format!("<section><heading>{}</heading></section>", "&a;".repeat(size / 3)))),
        attack("open elements", "<a>".repeat(size / 3)),
        attack("elements in elements", nested("<a>", "</a>")),
        attack("sections in sections", body(&nested("<section>", "</section>"))),
        attack(
            "clauses in clauses",
            body(&format!("<section>{}</section>", nested("<clause id=\"a\"><text>a</text>", "</clause>"))),
        ),
        attack("prefixes in prefixes", prefixes(size)),
        flood("many children after many others", body("").replace("<sections>", &titles(size))),
        attack("many prefixes, many names", many_prefixes(size)),
        flood("a flood of attributes", attributes(|index| format!("a{index}=\"\""))),
        flood("a flood of prefixed attributes", attributes(|index| format!("xmlns:a{index}=\"a\" a{index}:a=\"\""))),
        flood("the same attribute again and again", attributes(|_| "a=\"\"".to_owned())),
        flood("a flood of empty elements", body(&"<a/>".repeat(size / 4))),
        flood("a flood of stray words", body(&"a<section/>".repeat(size / 11))),
        attack("an open comment", format!("<!--{}", "- ".repeat(size / 2))),
        attack("an open CDATA section", body(&format!("<section><heading><![CDATA[{}", "]".repeat(size)))),
        attack("open tags", "<".repeat(size)),
        attack("open processing instructions", "<?a ".repeat(size / 4)),
        attack("ampersands", body(&"&".repeat(size))),
        attack("references to NUL", body(&"&#0;".repeat(size / 4))),
        attack("a long reference", body(&format!("&#{};", "9".repeat(size)))),
        attack("a long name", format!("<{}/>", "a".repeat(size))),
        attack("an attribute without end", format!("{open} a=\"{}", "a".repeat(size))),
    ]
}

/// A source of many titles, then of many authors.
fn titles(size: usize) -> String {
    let (titles, authors) = ("<title>a</title>".repeat(size / 36), "<author>a</author>".repeat(size / 36));
    format!("<sources><source id=\"s\" kind=\"other\">{titles}{authors}</source></sources><sections>")
}

/// Many prefixes, and below them many names without any.
fn many_prefixes(size: usize) -> String {
    let declared: String = (0..250).map(|index| format!(" xmlns:p{index}=\"u\"")).collect();
    format!("<a{declared}>{}</a>", "<b/>".repeat(size / 4))
}

/// Elements in elements, each with a prefix of its own, and at the bottom one that uses the first.
fn prefixes(size: usize) -> String {
    let levels = size / 40;
    let open: String = (0..levels).map(|level| format!("<a xmlns:p{level}=\"u\">")).collect();
    format!("{open}<p0:b/>{}", "</a>".repeat(levels))
}

/// Attacks on the reader of Markdown.
pub fn on_markdown(size: usize) -> Vec<Attack> {
    let front = |more: &str| {
        format!(
            "---\nstatemark: \"1.0\"\nid: a\ntype: statement\nlanguage: en\ndate: 2025\nissuers: [x]\nentities:\n  - {{id: x, kind: state, name: X}}\n{more}---\n\n# A\n\n"
        )
    };
    let body = |text: String| front("") + &text;
    let repeat = |part: &str| part.repeat(size / part.len());
    let clause = |words: String| body(format!("## B\n\n{words}\n`#c`\n"));
    let laughs: String =
        (1..10).map(|level| format!("  l{level}: &l{level} [{}]\n", vec![format!("*l{}", level - 1); 10].join(", "))).collect();
    let fences: String = (3..)
        .map(|length| format!("{} ", "`".repeat(length)))
        .scan(0, |sum, part| {
            *sum += part.len();
            (*sum < size).then_some(part)
        })
        .collect();
    vec![
        attack("billion laughs", front(&format!("ext:\n  l0: &l0 lol\n{laughs}")) + "## B\n"),
        attack("a front matter without end", format!("---\nstatemark: \"1.0\"\n{}", repeat("a: b\n"))),
        attack("open lists in the front matter", front(&format!("ext: {}\n", repeat("["))) + "## B\n"),
        attack("open maps in the front matter", front(&format!("ext: {}\n", repeat("{a: "))) + "## B\n"),
        attack("lists in lists in the front matter", front(&format!("ext: {}\n", repeat("- "))) + "## B\n"),
        attack("questions in the front matter", front(&format!("ext: {}\n", repeat("? "))) + "## B\n"),
        flood("a flood of keys in the front matter", front(&repeat("a: b\n")) + "## B\n"),
        flood("a flood of documents", repeat("---\nstatemark: \"1.0\"\n")),
        attack("quotes in quotes", body(repeat("> "))),
        attack("lists in lists", body(repeat("- "))),
        attack("numbers in numbers", body(repeat("1. "))),
        attack(
            "bullets below bullets",
            body(
                (0..)
                    .map(|level| format!("{}- a\n", " ".repeat(level * 2)))
                    .scan(0, |sum, line| {
                        *sum += line.len();
                        (*sum < size).then_some(line)
                    })
                    .collect(),
            ),
        ),
        attack("emphasis", clause(repeat("*a **a "))),
        attack("open emphasis", clause(repeat("_a"))),
        attack("fences of growing length", clause(fences)),
        attack("open brackets", clause(repeat("["))),
        attack("open images", clause(repeat("![["))),
        attack("open links", clause(repeat("[a](<b"))),
        attack("brackets", clause(repeat("[]"))),
        attack("link definitions", body(repeat("[a]: b\n"))),
        attack("open tags", clause(repeat("<a "))),
        attack("open comments", clause(repeat("<!--"))),
        attack("open declarations", clause(repeat("<!A "))),
        attack("open processing instructions", clause(repeat("<?"))),
        attack("ampersands", clause(repeat("&a"))),
        flood("a flood of code spans", clause(repeat("`a` "))),
        flood("a flood of attributes", body(format!("## B\n\na\n`#c {}`\n", repeat("a=b ")))),
        flood("a flood of paragraphs", body(repeat("a\n\n"))),
        flood("a flood of headings", body(repeat("####### a\n\n###### a `x`\n\n"))),
        flood("a flood of rules", body(repeat("***\n\n"))),
        flood("a flood of tables", body(repeat("|a|\n|-|\n\n"))),
        flood("a flood of HTML", body(repeat("<b>\n\n"))),
        attack("a fence without end", body(format!("```source=s\n{}", repeat("a\n")))),
    ]
    .into_iter()
    .chain(long_once_many_times(size, &front))
    .collect()
}

/// Attacks on the reader of YAML.
pub fn on_yaml(size: usize) -> Vec<Attack> {
    let document = |more: &str| {
        format!(
            "statemark: \"1.0\"\nid: a\ntype: statement\ntitle: A\nlanguage: en\ndate: 2025\nissuers: [x]\nentities:\n  - {{id: x, kind: state, name: X}}\nsections:\n  - heading: B\n{more}"
        )
    };
    let repeat = |part: &str| part.repeat(size / part.len());
    let laughs: String =
        (1..10).map(|level| format!("  l{level}: &l{level} [{}]\n", vec![format!("*l{}", level - 1); 10].join(", "))).collect();
    let ext = |part: &str| document(&format!("ext: {}\n", repeat(part)));
    vec![
        attack("billion laughs", document(&format!("ext:\n  l0: &l0 lol\n{laughs}"))),
        attack("open lists", ext("[")),
        attack("open maps", ext("{a: ")),
        attack("lists in lists", ext("- ")),
        attack("questions", ext("? ")),
        attack("tags", ext("!a ")),
        attack("anchors", ext("&a ")),
        attack("an open string", ext("\"a\\n")),
        attack("a block scalar without end", document(&format!("ext: |\n{}", repeat("  a\n")))),
        attack("directives", repeat("%a b\n")),
        flood("a flood of keys", document(&repeat("a: b\n"))),
        flood("a flood of documents", repeat("---\nstatemark: \"1.0\"\n")),
        attack(
            "sections in sections",
            document(
                &(1..)
                    .map(|level| format!("{}sections:\n{}-\n", " ".repeat(level * 4), " ".repeat(level * 4 + 2)))
                    .scan(0, |sum, line| {
                        *sum += line.len();
                        (*sum < size).then_some(line)
                    })
                    .collect::<String>(),
            ),
        ),
    ]
}

/// What is long stands once, and many refer to it.
fn long_once_many_times(size: usize, front: &dyn Fn(&str) -> String) -> [Attack; 4] {
    let half = |part: &str| part.repeat(size / 2 / part.len());
    let clause = |words: &str, below: &str, source: &str| {
        let front = front("sources:\n  - {id: s, kind: other}\n");
        format!("{front}## B\n\n{words}\n`#c`\n\n{below}```source=s\n{source}\n```\n")
    };
    let quote = |end: usize| format!("> `source=s start=0 end={end}`\n\n");
    let long = "w".repeat(size / 4);
    let (ids, fences): (String, String) = (0..size / 48)
        .map(|index| (format!("  - {{id: s{index}, kind: other}}\n"), format!("```source=s{index}\na\n```\n\n")))
        .unzip();
    [
        flood("a long clause with many quotes", clause(&half("w"), &half(&quote(5)), "Words")),
        flood("a long clause that many quotes leave out", clause(&long, &quote(long.len()).repeat(size / 128), &long)),
        flood("many languages that many quotes leave out", clause("w", &(half("w\n`lang=fr`\n\n") + &half(&quote(1))), "Words")),
        flood("a flood of sources", format!("{}## B\n\n{fences}```source=t\n```\n", front(&format!("sources:\n{ids}")))),
    ]
}
