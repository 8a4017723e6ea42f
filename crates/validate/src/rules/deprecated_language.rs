//! A language tag that the registry advises against.

use crate::codes::{self, Deprecated};
use crate::context::Context;
use crate::finding::Severity;
use crate::fix;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::each_language;

pub(super) static RULE: Rule = Rule {
    name: "deprecated-language",
    severity: Severity::Warning,
    category: Category::Codes,
    since: "0.1.0",
    summary: "A language tag is deprecated, or holds a subtag that is: BCP 47 has another for it.",
    why: "The same language then goes by two tags (`iw` and `he`), and who looks for one does not find what is filed under the other.",
    example: r#""sources": [{"id": "s", "kind": "official-text", "language": "iw"}]"#,
    mend: "Write the tag that the registry prefers.",
    seen: Some(
        "Java wrote `iw`, `in` and `ji` for Hebrew, Indonesian and Yiddish until version 17 (OpenJDK, JDK-8267069), so older data hold them.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::to_mend(context);
    if context.has_plain_languages() {
        return remarks;
    }
    each_language(&context.outline, |tag, trail, is_key| {
        // A tag that is wrong altogether is the matter of another rule.
        if let Some(found) = codes::deprecated(tag.as_str()).filter(|_| codes::wrong_subtag(tag.as_str()).is_none()) {
            let remark = Remark::new(trail.pointer(), message(&found, tag.as_str())).help(help(&found));
            let fix = match &found.instead[..] {
                [one] => fix::deprecated(&context.outline, trail.pointer(), is_key, one),
                _ => None,
            };
            let remark = remark.fix(fix);
            remarks.push(if is_key { remark.at_key() } else { remark });
        }
    });
    remarks
}

fn message(found: &Deprecated<'_>, tag: &str) -> String {
    let Deprecated { part, since, .. } = found;
    if *part == tag {
        format!("the language tag `{tag}` is deprecated since {since}")
    } else {
        format!("`{part}` in the language tag `{tag}` is deprecated since {since}")
    }
}

fn help(found: &Deprecated<'_>) -> String {
    match &found.instead[..] {
        [] => "write another tag; the registry names none in its place".to_owned(),
        [one] => format!("write `{one}`"),
        several => format!("write the one that is meant: `{}`", several.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_deprecated_tags_and_subtags_and_says_what_to_write() {
        let text = with(
            r#""language": "in", "authentic": ["in", "zh-min-nan"], "title": {"in": "T", "sr-YU": "T"},
            "sources": [{"id": "s", "kind": "other", "language": "iw-IL"}, {"id": "t", "kind": "other", "language": "ru-SU"}]"#,
        );
        insta::assert_snapshot!(messages("deprecated-language", &text), @"
        /authentic/1: the language tag `zh-min-nan` is deprecated since 2009-07-29 (write `nan`)
        /language: the language tag `in` is deprecated since 1989-01-01 (write `id`)
        /sources/0/language: `iw` in the language tag `iw-IL` is deprecated since 1989-01-01 (write `he-IL`)
        /sources/1/language: `SU` in the language tag `ru-SU` is deprecated since 1992-08-30 (write another tag; the registry names none in its place)
        /title/sr-YU: `YU` in the language tag `sr-YU` is deprecated since 2003-07-23 (write the one that is meant: `sr-BA`, `sr-HR`, `sr-ME`, `sr-MK`, `sr-RS`, `sr-SI`)
        ");
    }

    #[test]
    fn passes_tags_of_today_and_leaves_wrong_ones_to_their_rule() {
        for tag in ["id", "he", "cnr", "sr-ME", "en-x-iw", "iw-Xxxx", "xx"] {
            assert_eq!(messages("deprecated-language", &with(&format!(r#""language": "{tag}""#))), "");
        }
    }
}
