//! Statements of words that mean something to Markdown, YAML, HTML or a formatter.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use statemark::json as native;
use statemark::statement::Statement;
use statemark::text::{Line, Verbatim};

/// What means something to Markdown, YAML, HTML, a formatter or an attribute.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "*", "**", "_", "__", "`", "``", "```", "~~~", "~~", "#", "##", "###### ", "# ", ">", "> ", "- ", "-", "--", "---", "+ ", "+", "* ", "1. ", "1.",
    "12) ", "1)", "123456789. ", "1234567890. ", "=", "===", "= ", "|", "| a | b |", "|-|-|", ":-:", "<b>", "</b>", "<!-- x -->", "<!--", "-->", "<?x?>",
    "<![CDATA[", "]]>", "<", "< ", "<a@b.c>", "<https://a.b>", "https://a.b/c_d_e", "www.a.b", "&amp;", "&#35;", "&#x23;", "&", "&copy", "&nbsp;", "&;",
    "\\", "\\\\", "\\*", "[", "]", "(", ")", "[a](b)", "[a]: b", "[a]", "![a](b)", "[^1]", "[x] ", "[ ] ", "{", "}", "{{", "{%", "$", "$$", "!", "?", ":", ": ", " :", " #",
    "'", "\"", ",", ", ", ";", "%", "@", "^", "/", "...", ".", "null", "true", "no", "~", "0x1", "1e3", "2025-02-06", "12:30", "1.0", "statemark:", "---\nstatemark:",
    "<<", "ext", "lang=es", "`lang=es`", "#id", "by=a", "action", "source=s", "eol=crlf", "a", "b", "word", "words of a text", " ", "  ", "   ",
    "\u{A0}", "\u{3000}", "\u{2003}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{202E}", "\u{2066}", "\u{301}", "é", "e\u{301}", "中文", "العربية", "हिन्दी", "日本", "한국", "😀", "🇨🇳",
    "\u{10FFFD}", "\u{1FFFE}", "\u{E000}", "\u{AD}", "\u{85}x", "“", "”", "–", "…", "«", "·",
];
/// What only verbatim text may hold.
const BREAKS: &[&str] = &[
    "\n", "\n\n", "\r\n", "\r", "\t", "\n    ", "\n> ", "\n- ", "\n```\n", "\n---\n", " \n", "\u{85}", "\u{2028}", "\u{2029}",
    "\u{7F}", "\u{9F}",
];

fn pieces(verbatim: bool) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        2 => any::<char>().prop_map(|c| c.to_string()),
        2 => "[a-z ]{1,12}",
        u32::from(verbatim) * 6 => proptest::sample::select(BREAKS).prop_map(str::to_owned),
    ];
    vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

fn line() -> impl Strategy<Value = String> {
    pieces(false).prop_map(|text| {
        let kept: String = text
            .chars()
            .filter(|&c| !c.is_control() && Verbatim::holds(&c.to_string()) && !matches!(c, '\u{2028}' | '\u{2029}'))
            .collect();
        Some(kept.trim().to_owned()).filter(|line| Line::holds(line)).unwrap_or_else(|| "x".to_owned())
    })
}

fn verbatim() -> impl Strategy<Value = String> {
    pieces(true).prop_map(|text| {
        let kept: String = text.chars().filter(|&c| Verbatim::holds(&c.to_string())).collect();
        if kept.is_empty() { "x".to_owned() } else { kept }
    })
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof![3 => line().prop_map(Value::from), 1 => (line(), line(), line()).prop_map(|(en, no, zh)| json!({"en": en, "no": no, "zh-Hans": zh}))]
}

fn ext() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1000i64..1000).prop_map(Value::from),
        any::<i32>().prop_map(|number| json!(f64::from(number) / 1024.0)),
        Just(json!(1e21)),
        Just(json!(5e-324)),
        Just(json!(1.5e300)),
        Just(json!("")),
        verbatim().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((key(), inner), 0..4).prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    });
    vec((key(), value), 1..4).prop_map(|entries| Value::Object(entries.into_iter().collect()))
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![60 => verbatim(), 20 => Just(String::new()), 1 => verbatim().prop_map(|text| text.repeat(600))]
}

fn evidence(exact: &str, start: usize) -> Value {
    json!({"source": "s", "start": start, "end": start + exact.chars().count(), "exact": exact})
}

/// A clause whose words, and all words below it, are hostile.
fn clause(id: &'static str) -> impl Strategy<Value = Value> {
    let words = (text(), line(), line(), text(), text(), line(), line(), line());
    (words, verbatim(), verbatim(), ext(), any::<u8>()).prop_map(
        move |((text, number, note, condition, what, due, title, label), exact, other, ext, parts)| {
            let mut clause = Map::new();
            clause.insert("id".into(), json!(id));
            if parts & 1 > 0 {
                clause.insert("number".into(), json!(number));
                clause.insert("continues".into(), json!(true));
            }
            let own = text.as_str().or(text["no"].as_str()).unwrap_or_default().to_owned();
            clause.insert("text".into(), text);
            if parts & 2 > 0 {
                clause.insert("condition".into(), condition.clone());
                clause.insert("note".into(), json!(note));
                clause.insert("by".into(), json!(["a", "a"]));
                clause.insert("confidence".into(), json!(0.25));
            }
            if parts & 4 > 0 {
                clause.insert(
                    "actions".into(),
                    json!([{"what": what, "due_text": due, "condition": condition, "ext": ext}, {"what": label}]),
                );
            }
            if parts & 8 > 0 {
                clause.insert("evidence".into(), json!([evidence(&exact, 0), evidence(&own, 2), evidence(&other, 7)]));
            }
            if parts & 16 > 0 {
                clause.insert(
                    "relations".into(),
                    json!([{"type": "cites", "ref": "https://a.b/`c`\"d\",e", "title": title}, {"type": "cites", "ref": "#``"}]),
                );
            }
            if parts & 32 > 0 {
                clause.insert("ext".into(), ext);
            }
            if parts & 64 > 0 {
                clause.insert(
                    "clauses".into(),
                    json!([{"id": format!("{id}-sub"), "text": label, "number": number, "evidence": [evidence(&exact, 1)]}]),
                );
            }
            Value::Object(clause)
        },
    )
}

/// Whole statements of hostile words.
pub(crate) fn statement() -> impl Strategy<Value = Statement> {
    document().prop_map(|document| read(&document))
}

/// The same without what a formatter changes: runs of spaces, spaces at the ends of lines, very long keys.
#[allow(dead_code, reason = "not every test target has a formatter")]
pub(crate) fn steady_statement() -> impl Strategy<Value = Statement> {
    document().prop_map(|document| read(&steady(document)))
}

fn read(document: &Value) -> Statement {
    native::from_slice(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}\n{document:#}"))
}

fn steady(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(steady_text(&text)),
        Value::Array(items) => items.into_iter().map(steady).collect(),
        Value::Object(entries) => {
            let key = |key: String| if key.len() > 400 { "long".to_owned() } else { steady_text(&key) };
            let mut map: Map<String, Value> = entries.into_iter().map(|(name, value)| (key(name), steady(value))).collect();
            if let (Some(start), Some(exact)) =
                (map.get("start").and_then(Value::as_u64), map.get("exact").and_then(Value::as_str))
            {
                map.insert("end".into(), json!(start + exact.chars().count() as u64));
            }
            Value::Object(map)
        }
        other => other,
    }
}

fn steady_text(text: &str) -> String {
    let mut steady = text.replace('\t', " ");
    for (run, one) in [("  ", " "), (" \n", "\n"), (" \r", "\r")] {
        while steady.contains(run) {
            steady = steady.replace(run, one);
        }
    }
    let steady = steady.trim_end_matches(' ');
    if steady.is_empty() && !text.is_empty() { "x".to_owned() } else { steady.to_owned() }
}

fn document() -> impl Strategy<Value = Value> {
    let head = (text(), text(), text(), line(), line(), line());
    let rest = (ext(), ext(), verbatim(), verbatim(), any::<u8>());
    (head, clause("a1"), clause("a2"), rest).prop_map(|((title, heading, name, number, alias, office), one, two, (ext, ext2, source, source2, parts))| {
        let own = one["text"].as_str().or(one["text"]["no"].as_str()).unwrap_or_default().to_owned();
        let source = if parts & 1 > 0 { format!("ab{own}{source}") } else { source };
        let mut section = json!({"clauses": [one, two.clone()]});
        if parts & 2 > 0 {
            section["heading"] = heading.clone();
            section["number"] = json!(number);
        }
        let inner = json!({"kind": "annex", "number": number, "sections": [{"sections": [{"heading": heading}]}, {"heading": alias, "number": "IV."}]});
        let language = if parts & 4 > 0 { "no" } else { "en" };
        let mut document = json!({
            "statemark": "1.0", "id": "a", "type": "other", "title": title, "language": language, "date": "2025", "issuers": ["a"],
            "identifiers": {"no": alias, "404": number},
            "date_text": office, "occasion": {"name": name, "date": "2025-02~"}, "adoption": {"method": "vote", "meeting": number, "for": 3},
            "entities": [{"id": "a", "kind": "state", "name": name, "aliases": [alias, office], "office": office, "ext": ext}],
            "sources": [{"id": "s", "kind": "other", "text": source, "title": alias}, {"id": "t", "kind": "other", "text": source2, "ext": ext2}],
            "sections": [section, inner],
            "rights": number, "ext": ext2,
        });
        if parts & 8 > 0 {
            document["sections"] = json!([{"sections": [{"heading": "x", "clauses": [rename(two)]}]}, document["sections"][1]]);
        }
        document
    })
}

fn rename(mut clause: Value) -> Value {
    clause["id"] = json!("a3");
    clause
}
