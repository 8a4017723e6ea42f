//! Wrong and right documents, made from the examples by one small change of a known kind.

use std::fs;

use serde_json::{Map, Value, json};
use statemark::fault::FaultKind;
use statemark_specimens::draw::Draw;
use statemark_specimens::shared;

/// A kind of change, and what makes it. It says whether it found something to change.
type Kind = (&'static str, fn(&mut Draw, &mut Value) -> bool);

/// What no JSON Schema can say; duplicate keys and lone surrogates are not among it here, for a change to a value makes none.
pub(crate) const BEYOND_THE_SCHEMA: &[FaultKind] =
    &[FaultKind::Language, FaultKind::SpanLength, FaultKind::Number, FaultKind::Limit];

/// The kinds of change.
pub(crate) const KINDS: &[Kind] = &[
    ("drop a key", drop_key),
    ("drop an item", drop_item),
    ("rename a key", rename),
    ("another type", retype),
    ("null", |draw, document| put(draw, document, any, |_, _| Value::Null)),
    ("an item twice", duplicate),
    ("a number out of range", |draw, document| put(draw, document, Value::is_number, |draw, _| draw.pick(&numbers()).clone())),
    ("a number of another form", |draw, document| put(draw, document, Value::is_number, |_, old| same_number(old))),
    ("empty", |draw, document| put(draw, document, any, |draw, _| draw.pick(&[json!(""), json!([]), json!({})]).clone())),
    ("a wrong string", |draw, document| put(draw, document, Value::is_string, |draw, _| json!(draw.word(STRINGS)))),
    ("a character more", |draw, document| put(draw, document, Value::is_string, spoil)),
    ("a wrong code", |draw, document| put(draw, document, Value::is_string, recode)),
    ("an extra key", extra_key),
    ("two values swapped", swap),
    ("a value from elsewhere", graft),
    ("wrapped in a list", |draw, document| put(draw, document, any, |_, old| json!([old]))),
    ("taken out of a list", |draw, document| put(draw, document, |value| value.get(0).is_some(), |_, old| old[0].clone())),
    ("in several languages", |draw, document| put(draw, document, Value::is_string, translate)),
    ("text or file of a source", text_or_file),
    ("a value in ext", |draw, document| put(draw, document, Value::is_object, extend)),
];

/// The example documents.
pub(crate) fn bases() -> Vec<Value> {
    let read = |name: &str| {
        let path = shared::project().join(format!("examples/{name}/{name}.statemark.json"));
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    };
    ["china-pakistan-2025", "declaration", "resolution"].map(read).into()
}

/// A document with a change of this kind.
pub(crate) fn mutant(draw: &mut Draw, bases: &[Value], (_, change): &Kind) -> Value {
    loop {
        let mut document = draw.pick(bases).clone();
        thin(draw, &mut document);
        if change(draw, &mut document) {
            return document;
        }
    }
}

/// Leaves at most two items in each list, so that all kinds of objects stay and all tests are fast.
pub(crate) fn thin(draw: &mut Draw, value: &mut Value) {
    match value {
        Value::Array(items) => {
            while items.len() > 2 {
                items.swap_remove(draw.below(items.len()));
            }
            for item in items {
                thin(draw, item);
            }
        }
        Value::Object(map) => map.values_mut().for_each(|value| thin(draw, value)),
        _ => {}
    }
}

fn any(_: &Value) -> bool {
    true
}

/// A value by chance among those of the document that fit, the document itself not among them.
fn find<'value>(draw: &mut Draw, document: &'value mut Value, fits: fn(&Value) -> bool) -> Option<&'value mut Value> {
    fn collect<'value>(value: &'value Value, path: &str, fits: fn(&Value) -> bool, paths: &mut Vec<String>) {
        let children: Vec<(String, &'value Value)> = match value {
            Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
            Value::Object(map) => map.iter().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value)).collect(),
            _ => Vec::new(),
        };
        for (step, child) in children {
            let path = format!("{path}/{step}");
            if fits(child) {
                paths.push(path.clone());
            }
            collect(child, &path, fits, paths);
        }
    }
    let mut paths = Vec::new();
    collect(document, "", fits, &mut paths);
    if paths.is_empty() {
        return None;
    }
    document.pointer_mut(draw.pick(&paths).as_str())
}

/// Puts another value in place of one that fits.
fn put(draw: &mut Draw, document: &mut Value, fits: fn(&Value) -> bool, make: fn(&mut Draw, &Value) -> Value) -> bool {
    let Some(value) = find(draw, document, fits) else { return false };
    let new = make(draw, value);
    let changed = new != *value;
    *value = new;
    changed
}

/// An object by chance: the document itself, or one in it.
fn object<'value>(draw: &mut Draw, document: &'value mut Value) -> &'value mut Map<String, Value> {
    let root = draw.once_in(8);
    let found = if root { document } else { find(draw, document, Value::is_object).expect("a document has objects") };
    found.as_object_mut().expect("it is an object")
}

fn key(draw: &mut Draw, map: &Map<String, Value>) -> Option<String> {
    let keys: Vec<&String> = map.keys().collect();
    if keys.is_empty() { None } else { Some((*draw.pick(&keys)).clone()) }
}

fn drop_key(draw: &mut Draw, document: &mut Value) -> bool {
    let map = object(draw, document);
    key(draw, map).and_then(|key| map.remove(&key)).is_some()
}

fn drop_item(draw: &mut Draw, document: &mut Value) -> bool {
    let Some(Value::Array(items)) = find(draw, document, |value| value.get(0).is_some()) else { return false };
    items.remove(draw.below(items.len()));
    true
}

fn rename(draw: &mut Draw, document: &mut Value) -> bool {
    let map = object(draw, document);
    let Some(old) = key(draw, map) else { return false };
    let new = match draw.below(6) {
        0 => old.to_uppercase(),
        1 => format!("{old}s"),
        2 => format!(" {old}"),
        3 => String::new(),
        4 => old.trim_end_matches('s').to_owned(),
        _ => draw.word(KEYS).to_owned(),
    };
    let value = map.remove(&old).expect("it is there");
    map.insert(new.clone(), value);
    new != old
}

fn retype(draw: &mut Draw, document: &mut Value) -> bool {
    put(draw, document, any, |draw, old| {
        let others =
            [json!(true), json!(false), json!(1), json!(0.5), json!("a"), json!(["a"]), json!({"a": "b"}), json!({"name": "a"})];
        match old {
            Value::Number(number) if draw.once_in(2) => json!(number.to_string()),
            Value::String(text) if draw.once_in(2) => json!({"en": text}),
            _ => draw.pick(&others).clone(),
        }
    })
}

fn duplicate(draw: &mut Draw, document: &mut Value) -> bool {
    let Some(Value::Array(items)) = find(draw, document, |value| value.get(0).is_some()) else { return false };
    let item = draw.pick(items).clone();
    items.push(item);
    true
}

fn numbers() -> Vec<Value> {
    let digits =
        ["-1", "-0.0", "0.0", "1.0", "1.5", "0.5", "1e-7", "2", "1000000000000000", "999999999999999", "1e15", "-1e300", "1e300"];
    digits.iter().map(|digits| serde_json::from_str(digits).unwrap()).collect()
}

/// The same number, with a fraction of nought.
fn same_number(old: &Value) -> Value {
    json!(old.as_f64())
}

/// A string with one character more, somewhere.
fn spoil(draw: &mut Draw, old: &Value) -> Value {
    let mut text: Vec<char> = old.as_str().unwrap_or_default().chars().collect();
    let at = draw.below(text.len() + 1);
    text.insert(at, *draw.pick(CHARACTERS));
    json!(text.iter().collect::<String>())
}

fn recode(draw: &mut Draw, old: &Value) -> Value {
    let text = old.as_str().unwrap_or_default();
    match draw.below(4) {
        0 => json!(text.to_uppercase()),
        1 => json!(text.replace('-', "_")),
        2 => json!(format!("{text} ")),
        _ => json!(draw.word(CODES)),
    }
}

fn extra_key(draw: &mut Draw, document: &mut Value) -> bool {
    let map = object(draw, document);
    let (key, value) = (draw.word(KEYS), draw.pick(&values()).clone());
    map.insert(key.to_owned(), value) != map.get(key).cloned()
}

fn swap(draw: &mut Draw, document: &mut Value) -> bool {
    let map = object(draw, document);
    let (Some(one), Some(other)) = (key(draw, map), key(draw, map)) else { return false };
    let (first, second) = (map[&one].clone(), map[&other].clone());
    let changed = first != second;
    map[&one] = second;
    map[&other] = first;
    changed
}

fn graft(draw: &mut Draw, document: &mut Value) -> bool {
    let mut other = document.clone();
    let Some(new) = find(draw, &mut other, any).cloned() else { return false };
    let Some(value) = find(draw, document, any) else { return false };
    let changed = *value != new;
    *value = new;
    changed
}

/// A string as a Text in several languages: rightly, with a tag twice, without the own language, with a wrong tag.
fn translate(draw: &mut Draw, old: &Value) -> Value {
    let versions = [
        json!({"en": old, "fr": "a"}),
        json!({"en": old}),
        json!({"en": old, "zh-Hans": "中", "ar": "ا"}),
        json!({"en": old, "EN": "a"}),
        json!({"en": old, "fr": "a", "FR": "b"}),
        json!({"fr": old}),
        json!({"en": old, "": "a"}),
        json!({"en": old, "e": "a"}),
        json!({"en": old, "fr_CA": "a"}),
        json!({"en": old, "abcdefghi": "a"}),
        json!({"en": old, "fr": " a"}),
        json!({"en": old, "fr": 1}),
        json!({}),
    ];
    draw.pick(&versions).clone()
}

/// Gives a source a text or a file, which it may have already, or have the other.
fn text_or_file(draw: &mut Draw, document: &mut Value) -> bool {
    let Some(Value::Array(sources)) = document.get_mut("sources") else { return false };
    let source = draw.below(sources.len());
    sources[source][draw.word(&["text", "file"])] = json!("a");
    true
}

/// An object with `ext`, which most objects may have and some not.
fn extend(draw: &mut Draw, old: &Value) -> Value {
    let mut new = old.clone();
    let values = [
        json!({"a": null, "b": [], "c": {}, "": ""}),
        json!({"a": [1, 2.5, "\r\n\t", true, {"b": "\u{85}\u{2028}"}]}),
        json!({"a": "\u{0}"}),
        json!({"\u{FFFF}": 1}),
        json!({"a": ["\u{C}"]}),
        json!([]),
        json!("a"),
        Value::Null,
        json!({"a": 9_007_199_254_740_992_u64, "b": -1e300}),
    ];
    new["ext"] = draw.pick(&values).clone();
    new
}

fn values() -> Vec<Value> {
    vec![json!("a"), json!(1), json!(["a"]), json!({}), json!([]), json!(true), json!({"en": "a"}), json!([{"id": "a"}])]
}

/// Keys of the format and others.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "id", "name", "text", "file", "ext", "clauses", "sections", "note", "act", "by", "of", "members", "$schema", "xml:lang",
    "Title", "continues", "kind", "type", "country", "due", "titel", "", "a b", "é", "#", "source", "sha256", "confidence",
    "number", "heading",
];

/// Codes of several lists, and some of none.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "state", "statement", "strong", "hedged", "condemn", "call-on", "for", "not-voting", "vote", "consensus", "full", "other",
    "body", "annex", "witness", "follows", "drafted", "person", "Strong", "condemned", "callOn", "1.0", "1.1", "2.0", "1",
    "official-text",
];

/// Strings that one type or another takes, or just does not.
#[rustfmt::skip]
pub(crate) const STRINGS: &[&str] = &[
    "", " ", "a", " a", "a ", "\u{A0}a", "a\u{3000}", "a\nb", "a\r", "a\tb", "a\u{85}b", "a\u{2028}b", "\u{FEFF}a", "\u{200B}",
    "a\u{7F}", "\u{FFFE}", "a\u{FFFF}", "\u{1F600}", "\u{10FFFF}", "e\u{301}", "1a", "a.b", "a..b", ".a", "-a", "_a", "a:b",
    "é", "a b", "A-1_2.3", "cn-PK", "en", "EN", "e", "en-", "en--us", "zh-Hans-CN", "abcdefghi", "abcdefgh", "de-abcdefghi",
    "C", "CN", "CHN", "cn", "ＣＮ", "2025", "2025-02", "2025-13", "2025-02-30", "2025-02-6", "2025-02-06T10:00:00Z",
    "2025-02-06T10:00Z", "2025-02-05/2025-02-08", "2025/..", "../..", "/", "..", "199X", "19XX", "1XXX", "2025-XX-06",
    "2025-21", "2025-25", "2025~", "2025?~", "-0044", "Y12345", "Y2025", "٢٠٢٥", "http://a.b/c", "http://a.b/ c", "#a", "a#b",
    "http://a.b/é", "a/b", "/a", "a/", "a//b", "a/../b", "./a", "a/.", "a\\b", "c:a", ".a/b", "..a", "a/...",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", "e3b0c4", "null", "true", "0x1", "1.0",
];

/// Characters that one type or another does not take.
#[rustfmt::skip]
const CHARACTERS: &[char] = &[
    ' ', '\t', '\n', '\r', '\u{0}', '\u{B}', '\u{C}', '\u{1F}', '\u{7F}', '\u{85}', '\u{9F}', '\u{A0}', '\u{1680}', '\u{180E}',
    '\u{2000}', '\u{200A}', '\u{200B}', '\u{2028}', '\u{2029}', '\u{202E}', '\u{202F}', '\u{205F}', '\u{2060}', '\u{3000}',
    '\u{FEFF}', '\u{FFFD}', '\u{FFFE}', '\u{FFFF}', '\u{1FFFE}', '\u{10FFFF}', '\u{D7FF}', '\u{E000}', 'a', 'Z', '0', '.', '-',
    '_', ':', '/', '\\', '"', '#', 'é', '中', '\u{301}', '١', '%', '~', '?', 'X',
];
