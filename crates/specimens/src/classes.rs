//! Classes of characters, for the count of what the generated documents cover.

/// A class of strings: what it is called, and whether a string is of it.
#[derive(Clone, Copy)]
pub struct Class {
    /// What the table of coverage calls it.
    pub name: &'static str,
    /// Whether a string is of this class.
    pub holds: fn(&str) -> bool,
}

const fn class(name: &'static str, holds: fn(&str) -> bool) -> Class {
    Class { name, holds }
}

/// What any string of words may be.
pub const WORDS: &[Class] = &[
    class("latin", |text| text.contains(|c: char| c.is_ascii_alphabetic())),
    class("other script", |text| text.contains(|c: char| c.is_alphabetic() && ('\u{370}'..'\u{10000}').contains(&c))),
    class("astral", |text| text.contains(|c| c > '\u{FFFF}')),
    class("bidi", |text| text.contains(is_bidi)),
    class("combining", |text| text.contains(|c| matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}' | '\u{20DD}' | '\u{FE0F}'))),
    class("no-break or wide space", |text| text.contains(|c: char| c.is_whitespace() && !c.is_ascii() && !is_break(c))),
    class("runs of spaces", |text| text.contains("  ")),
    class("invisible", |text| text.contains(['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}'])),
    class("digit", |text| text.contains(|c: char| c.is_ascii_digit())),
    class("Markdown", |text| text.contains(['*', '_', '`', '#', '[', ']', '|', '~'])),
    class("XML", |text| text.contains(['<', '>', '&'])),
    class("back slash", |text| text.contains('\\')),
    class("quotation mark", |text| text.contains(['"', '\''])),
    class("brace", |text| text.contains(['{', '}'])),
    class("end of CDATA or comment", |text| text.contains("]]>") || text.contains("--")),
    class("list or quote at the start", |text| text.starts_with(['-', '+', '*', '>', '1', '#'])),
    class("YAML scalar", |text| {
        matches!(text, "null" | "~" | "true" | "no" | "yes" | "0x1" | "1.0" | "2025-02-06" | ".inf" | "1_000" | "<<" | "=")
    }),
    class("YAML mark", |text| {
        text.starts_with(['%', '@', '!', '&', '?', ':', '{', '[', '"', '\'', '|']) || text.contains(": ") || text.contains(" #")
    }),
];

/// What a text of any number of lines may be besides.
pub const LINES: &[Class] = &[
    class("LF", |text| text.replace("\r\n", "").contains('\n')),
    class("CR LF", |text| text.contains("\r\n")),
    class("CR", |text| text.replace("\r\n", "").contains('\r')),
    class("NEL, LS or PS", |text| text.contains(['\u{85}', '\u{2028}', '\u{2029}'])),
    class("tab", |text| text.contains('\t')),
    class("blank line", |text| text.contains("\n\n")),
    class("space at a line's end", |text| text.contains(" \n")),
    class("space at the end", |text| text.ends_with(' ')),
    class("break at the start", |text| text.starts_with(['\n', '\r'])),
    class("break at the end", |text| text.ends_with(['\n', '\r'])),
    class("fence", |text| text.contains("```") || text.contains("~~~")),
    class("start of a document", |text| text.contains("---\nstatemark:")),
];

/// What a string of `ext` may be besides.
pub const EMPTY: &[Class] = &[class("empty", str::is_empty)];

/// What an id may be.
pub const IDS: &[Class] = &[
    class("letters", |text| text.bytes().all(|byte| byte.is_ascii_alphabetic())),
    class("dot", |text| text.contains('.')),
    class("hyphen", |text| text.contains('-')),
    class("underscore", |text| text.contains('_')),
    class("YAML scalar", |text| matches!(text, "null" | "true" | "yes" | "no")),
];

/// What a date may be.
pub const DATES: &[Class] = &[
    class("day", |text| text == "2025-02-06"),
    class("month", |text| text == "2025-02"),
    class("year", |text| text == "2025"),
    class("season", |text| text == "2025-21"),
    class("unknown digits", |text| text.contains('X')),
    class("qualified", |text| text.ends_with(['?', '~', '%'])),
    class("interval", |text| text.contains('/')),
    class("open interval", |text| text.contains("..") || text.starts_with('/') || text.ends_with('/')),
    class("before 0", |text| text.starts_with('-')),
    class("far year", |text| text.starts_with('Y')),
    class("time", |text| text.contains('T')),
];

/// What a URI may be.
pub const URIS: &[Class] = &[
    class("address", |text| text.contains("://")),
    class("fragment", |text| text.starts_with('#')),
    class("quotation mark", |text| text.contains(['"', '\''])),
    class("XML", |text| text.contains(['<', '>', '&'])),
    class("back tick", |text| text.contains('`')),
    class("comma", |text| text.contains(',')),
    class("YAML scalar", |text| matches!(text, "null" | "true" | "1.0" | "0x1" | "2025-02-06" | "~")),
];

/// What digits may be.
pub const NUMBERS: &[Class] = &[
    class("zero", |text| text == "0"),
    class("integer", |text| text.bytes().all(|byte| byte.is_ascii_digit())),
    class("negative", |text| text.starts_with('-')),
    class("fraction", |text| text.contains('.')),
    class("exponent", |text| text.contains('e') && !text.contains("e-")),
    class("negative exponent", |text| text.contains("e-")),
];

/// What a degree of confidence may be.
pub const CONFIDENCES: &[Class] = &[NUMBERS[0], class("one", |text| text == "1"), NUMBERS[3], NUMBERS[5]];

/// What a count may be.
pub const COUNTS: &[Class] = &[class("few digits", |text| text.len() < 4), class("15 digits", |text| text.len() == 15)];

/// What a language tag may be.
pub const TAGS: &[Class] = &[
    class("language", |text| text == "en"),
    class("script or region", |text| text.contains('-')),
    class("capital", |text| text.starts_with(|c: char| c.is_ascii_uppercase())),
    class("YAML scalar", |text| matches!(text, "null" | "true" | "no" | "yes")),
];

/// What a path may be.
pub const PATHS: &[Class] = &[
    class("name", |text| text == "article.txt"),
    class("folders", |text| text.contains('/')),
    class("space", |text| text.contains(' ')),
    class("hidden", |text| text.starts_with('.')),
    class("other script", WORDS[1].holds),
    class("Markdown", WORDS[9].holds),
    class("XML", WORDS[10].holds),
    class("YAML scalar", WORDS[16].holds),
];

/// The kinds of values in `ext`, by the first character of their JSON.
pub const KINDS: &[Class] = &[
    class("null", |json| json == "null"),
    class("true", |json| json == "true"),
    class("false", |json| json == "false"),
    class("list", |json| json.starts_with('[') && json != "[]"),
    class("empty list", |json| json == "[]"),
    class("map", |json| json.starts_with('{') && json != "{}"),
    class("empty map", |json| json == "{}"),
];

/// The planes of Unicode, by a character of a document.
pub const PLANES: &[Class] = &[
    class("0 basic", |text| has_plane(text, 0)),
    class("1 historic scripts and symbols", |text| has_plane(text, 1)),
    class("2 ideographs", |text| has_plane(text, 2)),
    class("3 more ideographs", |text| has_plane(text, 3)),
    class("4 unassigned", |text| has_plane(text, 4)),
    class("5 unassigned", |text| has_plane(text, 5)),
    class("6 unassigned", |text| has_plane(text, 6)),
    class("7 unassigned", |text| has_plane(text, 7)),
    class("8 unassigned", |text| has_plane(text, 8)),
    class("9 unassigned", |text| has_plane(text, 9)),
    class("10 unassigned", |text| has_plane(text, 10)),
    class("11 unassigned", |text| has_plane(text, 11)),
    class("12 unassigned", |text| has_plane(text, 12)),
    class("13 unassigned", |text| has_plane(text, 13)),
    class("14 tags and variants", |text| has_plane(text, 14)),
    class("15 private", |text| has_plane(text, 15)),
    class("16 private", |text| has_plane(text, 16)),
];

/// What any value is: there.
pub const PRESENT: &[Class] = &[class("there", |_| true)];

fn has_plane(text: &str, plane: u32) -> bool {
    text.contains(|c| u32::from(c) >> 16 == plane)
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}
