//! Words that were read in a wrong encoding.

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::more;

pub(super) static RULE: Rule = Rule {
    name: "mojibake",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Words that were UTF-8 and were read as Windows-1252 or Latin-1, such as `Ã©` for `é` or `â€™` for `’`.",
    why: "Nobody wrote these characters. A search for the word does not find it, and each letter counts as two or three.",
    example: r#""title": "On the worldâ€™s rain""#,
    mend: "Read the text again from where it came from, as UTF-8; in a few places write what was meant.",
    seen: Some(
        "“Dellâ€™s leadership” in a press release among the examples of ninjs (businesswire-newsml-20130515006361.xml), and the \
                issue mysociety/parlparse #177: the name of a member of parliament as “SiÃ¢n Berry”",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects() {
        let Some(found) = &suspect.mojibake else { continue };
        let message = format!("{} is UTF-8 that was read in another encoding{}", shown(&found.wrong), more(found.count));
        remarks
            .push(Remark::new(suspect.pointer.clone(), message).help(format!("write {}, which was meant", shown(&found.meant))));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_it_in_words_names_and_sources_once_a_value() {
        let text = with(
            r#""title": {"en": "T", "fr": "Lâ€™Ã©tat", "ru": "ÐšÐ¸Ñ‚Ð°Ð¹"}, "sources": [{"id": "s", "kind": "other", "text": "the worldâ€™s rain and the skyâ€™s snow"}],
            "entities": [{"id": "cn", "kind": "state", "name": "China"}, {"id": "pk", "kind": "person", "name": "SiÃ¢n Berry"}]"#,
        );
        insta::assert_snapshot!(messages("mojibake", &text), @r#"
        /entities/1/name: "SiÃ¢n" is UTF-8 that was read in another encoding (write "Siân", which was meant)
        /sources/0/text: "worldâ€™s" is UTF-8 that was read in another encoding, and once more (write "world’s", which was meant)
        /title/fr: "Lâ€™Ã©tat" is UTF-8 that was read in another encoding, and once more (write "L’état", which was meant)
        /title/ru: "ÐšÐ¸Ñ‚Ð°Ð¹" is UTF-8 that was read in another encoding, and 4 times more (write "Китай", which was meant)
        "#);
    }

    #[test]
    fn passes_right_words_of_many_languages() {
        for title in ["«LIBERTÉ» à… voilà», créée", "São Tomé, Ñandú, Ångström, 3 Å²", "Россия и Ελλάδα", "中国", "Â, Ê, Ô"]
        {
            assert_eq!(messages("mojibake", &with(&format!(r#""title": "{title}""#))), "");
        }
    }
}
