//! Words that people write, and words that break tools.

use statemark::text::{Line, Verbatim};

use crate::draw::Draw;

/// Words of several scripts.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "reaffirmed", "its", "commitment", "to", "peace", "the", "Sides", "a", "I", "São", "Tomé", "naïve", "Œuvre", "Łódź",
    "2025", "12", "3.5", "中华人民共和国", "声明", "パキスタン", "대한민국", "Пакистан", "осудил", "Ελλάδα", "यूनियन", "ประเทศไทย", "አዲስ",
    "ქართული", "Հայաստան", "پاکستان", "القدس", "ירושלים", "«guillemets»", "“quotes”", "‘it’s’", "—", "…", "№", "§", "½", "€",
    "ﷺ",
];

/// Characters beyond the Basic Multilingual Plane, of every plane that has any, the private ones and the unassigned among them.
#[rustfmt::skip]
const ASTRAL: &[&str] = &[
    "𝄞", "😀", "👩\u{200D}👩\u{200D}👧", "🇵🇰", "𐎀", "𠀋", "\u{20000}", "\u{2FA1D}", "\u{30000}", "\u{40000}", "\u{5ABCD}",
    "\u{6FFFF}", "\u{70001}", "\u{8FFFE}", "\u{90000}", "\u{ABCDE}", "\u{B0000}", "\u{C0000}", "\u{D0000}", "\u{E0001}",
    "\u{E0101}", "\u{F0000}", "\u{10FFFD}", "\u{10FFFF}", "\u{1FFFE}", "\u{1FFFF}",
];

/// Marks that turn the direction of writing.
#[rustfmt::skip]
const BIDI: &[&str] = &[
    "\u{202E}", "\u{202A}x\u{202C}", "\u{2066}א\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}", "\u{2067}", "\u{202D}",
];

/// Marks that join the character before them, some with nothing to join.
#[rustfmt::skip]
const COMBINING: &[&str] = &[
    "e\u{301}", "\u{301}", "o\u{308}\u{304}", "\u{20DD}", "n\u{303}", "ก\u{E31}\u{E49}", "\u{FE0F}",
    "a\u{0334}\u{0316}\u{0300}", "\u{1AB0}",
];

/// Characters that look like a space, or like nothing.
#[rustfmt::skip]
const SPACES: &[&str] = &[
    "\u{A0}", "\u{2003}", "\u{3000}", "\u{202F}", "\u{1680}", "\u{205F}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}",
    "\u{FEFF}", "\u{AD}", "\u{180E}", "  ", "   ", "\u{2009}\u{2009}",
];

/// Characters that a font, a normalization or an encoding likes to change.
#[rustfmt::skip]
const FRAGILE: &[&str] = &[
    "\u{FB01}", "\u{212B}", "\u{F900}", "\u{E000}", "\u{FDD0}", "\u{FFFD}", "\u{1100}\u{1161}", "\u{0F0B}", "ß", "İ", "ı",
    "Ǆ", "\u{E9}",
];

/// What means something in Markdown, HTML or XML.
#[rustfmt::skip]
const MARKUP: &[&str] = &[
    "*", "**", "***", "_", "__", "a_b_c", "*a*", "**a**", "`", "``", "```", "`a`", "`` ` ``", "~", "~~", "~~~", "#", "##",
    "# a", "a #", "#b", ">", "> a", ">a", "- ", "-", "--", "---", "- a", "+", "+ a", "* a", "1.", "1. a", "1)", "12) a",
    "(a)", "**12.**", "**a.** b", "=", "===", "|", "| a | b |", "|---|", "[", "]", "[x](y)", "[x]: y", "[x][y]", "![",
    "![a](b)", "[^1]", "[ ]", "- [x] a", "<b>", "</b>", "<br/>", "<!--", "-->", "<!-- a -->", "<?php", "?>", "<![CDATA[",
    "]]>", "<!DOCTYPE a>", "<", "<a", "a<b", "<http://x>", "<a@b.c>", "http://x", "https://x.y/z?a=b&c", "www.x.y", "a@b.c",
    "&", "&amp;", "&lt;", "&#13;", "&#x0;", "&#38;", "&nbsp;", "&bogus;", "&copy", "\\", "\\\\", "\\*", "a\\", "\\`", "\\n",
    "\\u0041", "{", "}", "{a}", "{#a .b}", "${a}", "{{a}}", "\"", "'", "\"a\"", "'a'", ":", ":)", "::", ":smile:", "%", "%20",
    "%%", "@", "@a", "!", "!a", "^", "^a^", "$", "$$", "$a$", "==a==", "++", "...", ",", ";", "?", "/", "//", "/* a */", "(",
    ")", "()", "a  b", "\u{2028}",
];

/// What means something in the spellings themselves: attributes, marks of clauses, the beginning of a document.
#[rustfmt::skip]
const OWN: &[&str] = &[
    "`#id`", "`#id by=cn`", "`lang=es`", "`note`", "`action`", "`condition`", "`kind=body`", "lang=es",
    "#id by=cn act=recall", "by=cn", "exact=\"a\"", "key=value", "list=a,b", "`source=s start=0 end=1`",
    "`relation type=cites ref=x`", "statemark:", "statemark: \"1.0\"", "```source=s", "```yaml ext", "<statement>", "</text>",
    "<text>", "<clause id=\"a\">", "`level=3`", "action", "condition", "note", "relation", "`ext`", "`continues`",
    "continues", "continues=true", "eol=crlf", "xml:space", "xml:lang", "`#a` `#b`", "a `#b`",
];

/// Strings that YAML or a script takes for something else.
#[rustfmt::skip]
const SCALARS: &[&str] = &[
    "null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "yes", "no", "on", "off", "y", "n", "0", "-0", "+0", "0x1",
    "0X1F", "0o7", "0b1", "017", "1_000", "1e3", "1E400", "-1", "+1", ".5", "5.", "1.0", "-.inf", ".inf", ".Inf", ".nan",
    ".NaN", "NaN", "Infinity", "-Infinity", "2025-02-06", "2025-02-06T10:00:00Z", "12:30:45", "190:20:30", "<<", "=", "---",
    "...", "- -", "-", "- a", "? a", "?", ": a", ":", "a: b", "a:", "a #b", "#", "# a", "&a", "&a b", "*a", "*", "!a",
    "!!str a", "!", "%YAML 1.2", "%", "@a", "`a", "|", "|-", ">", ">-", "| a", "[", "[a", "[a, b]", "]", "{", "{a: b}", "}",
    ",", "\"", "\"a", "\"a\"", "'", "'a", "'a'", "a'b", "a\"b", "\\", "\\x41", "a, b", "a,b", "a: ", "key: value # comment",
    "undefined", "None", "nil", "void", "constructor", "__proto__", "9007199254740993", "1e1000", "00", "0.0", "١٢٣", "e",
    "E", "true ", "$schema", "a]", "a}", "--- a", "--- # a", "...a", "text", "id", "map", "string", "xmlns", "xmlns:a", "1",
    "01", "a:b", "a::b", "http://x#y",
];

/// Breaks of lines, as editors and printers write them.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\n\n", "\r\r", "\n\r", " \n", "  \n", "\\\n", "\t\n",
    "\u{85}", "\u{2028}", "\u{2029}", "\n \n", "\n\t\n", "\u{A0}\n",
];

/// Whole lines that a document in a document would have.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "```", "~~~", "````", "```source=s", "    code", "\tcode", "---", "---\nstatemark: \"1.0\"", "---\r\nstatemark:",
    "---\nstatemark:", "...", "===", "# a", "## b", "> quote", ">", "> ", "- item", "  - item", "1. one", "***", "* * *",
    "<div>", "</div>", "<!--", "-->", "<text>", "]]>", "&#13;", "[a]: b", "| a | b |", "|---|---|", " a", "a ", "   a   ",
    "\ta", "a\t", "a\tb", " ", "\t", "%YAML", "# comment", "a: b", "- a: b", "`#a`", "> `source=s start=0 end=1`", "\u{FEFF}",
    "\\",
];

/// One line of words.
pub(crate) fn line(draw: &mut Draw) -> Line {
    let text = match draw.below(12) {
        0 | 1 => draw.word(SCALARS).to_owned(),
        2 => format!("{}{}", draw.word(MARKUP), draw.word(PLAIN)),
        3 => {
            let count = 1 + draw.below(40);
            pieces(draw, count, " ")
        }
        _ => {
            let count = 1 + draw.below(5);
            let between = *draw.pick(&["", " ", " ", " "]);
            pieces(draw, count, between)
        }
    };
    as_line(&text)
}

/// The nearest Line to a text.
pub(crate) fn as_line(text: &str) -> Line {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') && !c.is_control()).collect();
    Line::new(text.trim()).unwrap_or_else(|_| Line::new("x").expect("a letter is a Line"))
}

/// Text of any number of lines.
pub(crate) fn verbatim(draw: &mut Draw) -> Verbatim {
    let text = match draw.below(12) {
        0 => draw.word(SCALARS).to_owned(),
        1 => draw.word(BREAKS).to_owned(),
        2 => draw.word(LINES).to_owned(),
        _ => lines(draw),
    };
    Verbatim::new(text).unwrap_or_else(|_| Verbatim::new("\n").expect("a line feed is verbatim text"))
}

/// Text of any number of lines, maybe none.
pub(crate) fn lines(draw: &mut Draw) -> String {
    let breaks = match draw.below(4) {
        0 => &["\n"][..],
        1 => &["\r\n"],
        _ => BREAKS,
    };
    let mut text = String::new();
    if draw.once_in(8) {
        text.push_str(draw.word(breaks));
    }
    let last = draw.below(6);
    for index in 0..=last {
        match draw.below(3) {
            0 => text.push_str(draw.word(LINES)),
            1 => {
                let count = draw.below(6);
                text.push_str(&pieces(draw, count, " "));
            }
            _ => text.push_str(line(draw).as_str()),
        }
        if index < last || draw.once_in(2) {
            text.push_str(draw.word(breaks));
        }
    }
    text
}

/// Any string: a line, lines, or nothing at all.
pub(crate) fn any(draw: &mut Draw) -> String {
    match draw.below(8) {
        // Longer than some readers of YAML look for the end of a key.
        0 if draw.once_in(20) => {
            let count = 100 + draw.below(500);
            pieces(draw, count, " ")
        }
        0 => String::new(),
        1 | 2 => lines(draw),
        3 => format!(" {} ", line(draw)),
        _ => line(draw).into_string(),
    }
}

fn pieces(draw: &mut Draw, count: usize, between: &str) -> String {
    draw.several(count, piece).join(between)
}

fn piece(draw: &mut Draw) -> String {
    let pool = match draw.below(16) {
        0 | 1 => MARKUP,
        2 => OWN,
        3 => SCALARS,
        4 => ASTRAL,
        5 => BIDI,
        6 => COMBINING,
        7 => SPACES,
        8 => FRAGILE,
        9 => return anything(draw).to_string(),
        _ => PLAIN,
    };
    draw.word(pool).to_owned()
}

/// A character from anywhere in Unicode that XML can carry.
fn anything(draw: &mut Draw) -> char {
    let end = *draw.pick(&[0x80, 0x800, 0x1_0000, 0x11_0000]);
    let c = u32::try_from(draw.below(end)).ok().and_then(char::from_u32).unwrap_or('x');
    if (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}') { 'x' } else { c }
}
