//! Every string type has its rule twice, by hand and as a regular expression: both take the same strings.

use jsonschema::Validator;
use serde_json::{Value, json};
use statemark::date::Date;
use statemark::id::{Id, Scheme, StatementId};
use statemark::language::{CountryCode, LanguageTag};
use statemark::text::{Line, Verbatim};
use statemark::web::{RelativePath, Sha256, Uri};
use statemark_specimens::draw::Draw;

/// A string type: its name, its pattern, and its rule.
type Word = (&'static str, &'static str, fn(&str) -> bool);

macro_rules! words {
    ($($type:ident),+) => {
        &[$((stringify!($type), $type::PATTERN, $type::holds)),+]
    };
}

const WORDS: &[Word] = words!(Line, Verbatim, Id, StatementId, Scheme, LanguageTag, CountryCode, Date, Uri, RelativePath, Sha256);

/// Strings of a few characters that types are built of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "", "a", "b", "A", "Z", "0", "1", "9", "x", "X", "XX", "_", "-", ".", "..", "/", "//", ":", "\\", " ", "~", "?", "%", "+",
    "#", "!", "T", "Y", "Z", "é", "É", "ａ", "１", "١", "ß", "中", "\u{301}", "\u{200D}", "\u{1F600}", "\u{10FFFF}", "\u{FFFE}",
    "\u{FEFF}", "\u{0}", "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{1B}", "\u{7F}", "\u{85}", "\u{A0}", "\u{1680}", "\u{180E}",
    "\u{2000}", "\u{200B}", "\u{2028}", "\u{2029}", "\u{202F}", "\u{205F}", "\u{3000}",
];

/// Strings of which dates are built.
#[rustfmt::skip]
const DATES: &[&str] = &[
    "2025", "0000", "-0044", "19", "X", "XX", "199X", "19XX", "-19XX", "1XXX", "XXXX", "-", "-", "-", "01", "12", "13", "00",
    "21", "24", "25", "29", "31", "32", "/", "..", "T", "10:00:00", "24:00:00", "23:59:60", "10:00", "Z", "+05", "-05:30",
    "+24", "Y", "Y12345", "Y-123456789", "Y1234567890", "Y01234", "~", "?", "%", "2025-02", "2025-02-06", "2025-02-XX",
    "2025-XX", "2025-XX-XX", "2025-21", "٢٠٢٥", " ", "\n",
];

/// Strings of which tags are built.
const TAGS: &[&str] = &["en", "e", "EN", "zh", "Hans", "419", "abcdefgh", "abcdefghi", "-", "-", "-", "x", "_", "é"];

fn validator(pattern: &str) -> Validator {
    jsonschema::validator_for(&json!({"type": "string", "pattern": pattern})).unwrap()
}

/// Fails where rule and pattern differ; counts the strings that they take and that they refuse.
fn compare((name, _, holds): &Word, validator: &Validator, text: &str, counts: &mut [usize; 2]) {
    let by_rule = holds(text);
    assert_eq!(by_rule, validator.is_valid(&Value::from(text)), "{name}: the rule says {by_rule} of {text:?}, its pattern not");
    counts[usize::from(by_rule)] += 1;
}

#[test]
fn rule_and_pattern_agree_on_every_character() {
    let planes = (1..=16_u32).flat_map(|plane| [0, 1, 0xF600, 0xFFFE, 0xFFFF].map(|low| plane * 0x10000 + low));
    let characters: Vec<char> = (0..0x10000).chain(planes).filter_map(char::from_u32).collect();
    for word in WORDS {
        let validator = validator(word.1);
        let mut counts = [0; 2];
        for &c in &characters {
            // At the start, in the middle and at the end; a path takes more where it has a part before.
            for text in [format!("{c}"), format!("{c}b"), format!("a{c}b"), format!("a/{c}")] {
                compare(word, &validator, &text, &mut counts);
            }
        }
        assert!(counts[0] > 100, "{}: {counts:?}", word.0);
    }
}

#[test]
fn rule_and_pattern_agree_on_hostile_strings() {
    let mut draw = Draw::new(3);
    for word in WORDS {
        let validator = validator(word.1);
        let mut counts = [0; 2];
        for (pieces, most) in [(PIECES, 6), (PIECES, 3), (&["a", ".", "/", "..", "-"], 9), (DATES, 7), (DATES, 3), (TAGS, 8)] {
            for _ in 0..4000 {
                let count = draw.below(most) + 1;
                let text: String = draw.several(count, |draw| *draw.pick(pieces)).concat();
                compare(word, &validator, &text, &mut counts);
            }
        }
        let hex = |draw: &mut Draw, length: usize| {
            draw.several(length, |draw| *draw.pick(b"0123456789abcdef") as char).into_iter().collect::<String>()
        };
        for length in [63, 64, 64, 65, 127, 128, 129, 255] {
            let digits = hex(&mut draw, length);
            for text in [
                digits.to_uppercase(),
                digits.replace('a', "g"),
                format!("{digits}\n"),
                digits.clone(),
                format!("C{digits}"),
                format!("CN{digits}"),
            ] {
                compare(word, &validator, &text, &mut counts);
            }
        }
        for text in ["CN", "PK", "Cn", "CNN"] {
            compare(word, &validator, text, &mut counts);
        }
        // No comparison is empty: each type takes some of the strings and refuses some.
        assert!(counts.iter().all(|&count| count > 0), "{}: {counts:?}", word.0);
    }
}
