//! Characters that are not seen.

use crate::context::Context;
use crate::finding::Severity;
use crate::invisible::{Fault, find};
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::{Part, word_at};

pub(super) static RULE: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Words hold a character that is not seen and has no use there: a zero-width space, a byte order mark, a mark of direction \
              that is never closed; a space in a name that no keyboard types.",
    why: "Two words that look the same are not the same. Nobody sees why a name is not found, or why text behind it runs the other way.",
    example: r#""title": "On\u200B rain""#,
    mend: "Take the character out; in a name write a plain space. Joiners (U+200C, U+200D) are right in Persian, Indic scripts and emoji, \
           the zero-width space in Thai, Lao, Khmer and Burmese.",
    seen: Some(
        "two zero-width spaces in “the fundamental values of support for freedom” of the Joint Declaration between the Kingdom of \
                Spain and the United States of America (28 June 2022), and a no-break space as a value in the data package country-codes",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects().iter().filter(|suspect| suspect.part != Part::Source && suspect.mojibake.is_none()) {
        let Some((at, c, fault)) = find(&suspect.words, suspect.part == Part::Name) else { continue };
        let word = word_at(&suspect.words, at, at + c.len_utf8());
        let code = format!("U+{:04X}", u32::from(c));
        let (message, help) = match fault {
            Fault::Useless(name) => (
                format!("{} holds {name} ({code}), which is not seen", shown(word)),
                format!("write {} without it", shown(&word.replace(c, ""))),
            ),
            Fault::Space(name) => {
                (format!("{} holds {name} ({code}) in a name", shown(word)), format!("write {}", shown(&word.replace(c, " "))))
            }
            Fault::Unbalanced => (
                format!("{} holds a mark of direction ({code}), which is not seen, without its other half", shown(word)),
                format!("write {} without it, or close what it opens", shown(&word.replace(c, ""))),
            ),
        };
        remarks.push(Remark::new(suspect.pointer.clone(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_them_in_words_and_other_spaces_in_names() {
        let text = with(
            r#""title": {"en": "Values\u200B of", "fr": "\uFEFFValeurs", "de": "Werte \u202Eund", "it": "Valori\u2069", "es": "a\u2060b"},
            "place": {"name": "Costa\u00A0Rica"}, "identifiers": {"un-symbol": "S/RES/1373\u202F(2001)"},
            "entities": [{"id": "cn", "kind": "state", "name": "China\u200E", "aliases": ["Chi\u200Dna"]}, {"id": "pk", "kind": "state", "name": "Pakistan"}]"#,
        );
        insta::assert_snapshot!(messages("invisible-character", &text), @r#"
        /entities/0/aliases/0: "Chi\u{200d}na" holds a zero-width joiner or non-joiner (U+200D), which is not seen (write "China" without it)
        /entities/0/name: "China\u{200e}" holds a mark of direction (U+200E), which is not seen (write "China" without it)
        /identifiers/un-symbol: "S/RES/1373\u{202f}(2001)" holds a narrow no-break space (U+202F) in a name (write "S/RES/1373 (2001)")
        /place/name: "Costa\u{a0}Rica" holds a no-break space (U+00A0) in a name (write "Costa Rica")
        /title/de: "\u{202e}und" holds a mark of direction (U+202E), which is not seen, without its other half (write "und" without it, or close what it opens)
        /title/en: "Values\u{200b}" holds a zero-width space (U+200B), which is not seen (write "Values" without it)
        /title/es: "a\u{2060}b" holds a word joiner (U+2060), which is not seen (write "ab" without it)
        /title/fr: "\u{feff}Valeurs" holds a byte order mark (U+FEFF), which is not seen (write "Valeurs" without it)
        /title/it: "Valori\u{2069}" holds a mark of direction (U+2069), which is not seen, without its other half (write "Valori" without it, or close what it opens)
        "#);
    }

    #[test]
    fn passes_what_is_right_in_its_script_and_spaces_in_words() {
        for words in [
            "12th\u{A0}meeting, «\u{202F}oui\u{202F}»",
            "می\u{200C}خواهد",
            "👩\u{200D}🌾",
            "क्\u{200D}ष",
            "ភាសា\u{200B}ខ្មែរ",
            "\u{2067}עברית\u{2069} and \u{202B}עברית\u{202C}",
            "עברית\u{200F}!",
        ] {
            assert_eq!(messages("invisible-character", &with(&format!(r#""title": "{words}""#))), "", "{words:?}");
        }
        for name in ["安倍\u{3000}晋三", "می\u{200C}خواهد", "שלום\u{200F}", "👩\u{200D}🌾"] {
            assert_eq!(messages("invisible-character", &with(&format!(r#""place": {{"name": "{name}"}}"#))), "", "{name:?}");
        }
    }
}
