//! Letters of two scripts that look alike, in one word of a name.

use crate::context::Context;
use crate::finding::Severity;
use crate::lookalike::{Mixed, find};
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::Part;

pub(super) static RULE: Rule = Rule {
    name: "mixed-scripts",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "A word of a name has Latin letters beside Cyrillic or Greek ones that look like them.",
    why: "`Сhina` with a Cyrillic С looks like `China`, and is another name to every program. It comes from a wrong keyboard or OCR, or is \
          meant to deceive.",
    example: r#""place": {"name": "Сhisinau"}"#,
    mend: "Write the word in the letters of one script.",
    seen: Some(
        "the issue CatalogueOfLife/data #993: a Cyrillic е in the name of a species, and EthicalSource/contributor_covenant #572: a \
                Latin P in the Russian word for Russian",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects().iter().filter(|suspect| suspect.part == Part::Name && suspect.mojibake.is_none()) {
        let Some(Mixed { word, letter, script, meant, in_script }) = find(&suspect.words) else { continue };
        let message =
            format!("the word \"{word}\" is {in_script}, but for the {script} letter \"{letter}\" (U+{:04X})", u32::from(letter));
        let help = format!("write \"{meant}\", all of it in {in_script} letters");
        remarks.push(Remark::new(suspect.pointer.clone(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_a_letter_of_another_script() {
        let text = with(
            r#""entities": [{"id": "cn", "kind": "state", "name": "Сhina", "aliases": ["Kитай", "the Chinеse sidе"]},
            {"id": "pk", "kind": "state", "name": "Ελλάδa"}], "place": {"name": "Paris ΑTHENS"}"#,
        );
        insta::assert_snapshot!(messages("mixed-scripts", &text), @r#"
        /entities/0/aliases/0: the word "Kитай" is Cyrillic, but for the Latin letter "K" (U+004B) (write "Китай", all of it in Cyrillic letters)
        /entities/0/aliases/1: the word "Chinеse" is Latin, but for the Cyrillic letter "е" (U+0435) (write "Chinese", all of it in Latin letters)
        /entities/0/name: the word "Сhina" is Latin, but for the Cyrillic letter "С" (U+0421) (write "China", all of it in Latin letters)
        /entities/1/name: the word "Ελλάδa" is Greek, but for the Latin letter "a" (U+0061) (write "Ελλάδα", all of it in Greek letters)
        /place/name: the word "ΑTHENS" is Latin, but for the Greek letter "Α" (U+0391) (write "ATHENS", all of it in Latin letters)
        "#);
    }

    #[test]
    fn passes_one_script_a_word_and_letters_that_do_not_look_alike() {
        for name in ["Китай China", "Россия (RU)", "TNFα β-carotene ΔG κB", "Ω3 µm", "Zürich Łódź Đà", "iПад"]
        {
            assert_eq!(messages("mixed-scripts", &with(&format!(r#""place": {{"name": "{name}"}}"#))), "", "{name}");
        }
        assert_eq!(messages("mixed-scripts", &with(r#""title": "Сhina""#)), "", "a title is no name");
    }
}
