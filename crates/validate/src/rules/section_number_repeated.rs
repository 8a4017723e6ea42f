//! A number that two sections have.

use statemark::section::{Section, SectionKind};

use crate::context::Context;
use crate::finding::Severity;
use crate::numbers::repeated;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "section-number-repeated",
    severity: Severity::Warning,
    category: Category::Structure,
    since: "0.1.0",
    summary: "Among the sections beside each other, one number stands twice in what is else a sequence.",
    why: "\"Section II\" could mean either. Most likely a heading was copied and its number not changed. \
          Numbers that begin again, in an annex or after a break, are left alone.",
    example: r#""sections": [{"number": "I.", "heading": "Trade"}, {"number": "II.", "heading": "Energy"}, {"number": "II.", "heading": "Science"}]"#,
    mend: "Write the number as it is printed. Where the print itself has it twice, leave it so.",
    seen: Some("appswcpp/repository #24: a document with two sections 1."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    let here = Trail::new("sections");
    in_list(&context.statement.sections, &here, &mut remarks);
    for (section, place) in context.outline.sections() {
        in_list(&section.sections, &place.trail().key("sections"), &mut remarks);
    }
    remarks
}

fn in_list(sections: &[Section], trail: &Trail<'_>, remarks: &mut Remarks) {
    if sections.iter().filter(|section| section.number.is_some()).nth(2).is_none() {
        return;
    }
    // An annex is numbered by itself.
    let is_annex = |section: &Section| section.kind == Some(SectionKind::Annex);
    let of = |annexes: bool| {
        let numbers = sections.iter().enumerate().filter(move |(_, section)| is_annex(section) == annexes);
        repeated(numbers.filter_map(|(index, section)| section.number.as_ref().map(|number| (index, number.as_str()))))
    };
    let pairs = [of(false), of(true)].into_iter().flatten();
    remarks.extend(pairs.map(|(right, odd)| {
        let number = sections[odd].number.as_ref().map_or("", |number| number.as_str());
        let place = |index| trail.index(index).key("number").pointer();
        Remark::new(place(odd), format!("the number \"{number}\" is also that of another section here"))
            .help("write the number as it is printed")
            .see(place(right), "it stands here too")
    }));
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn sections(numbers: &str, more: &str) -> String {
        let list = |numbers: &str| -> String {
            let section = |number| format!(r#"{{"heading": "H", "number": "{number}"{more}}}"#);
            numbers.split(' ').map(section).collect::<Vec<_>>().join(",")
        };
        messages(
            "section-number-repeated",
            &with(&format!(r#""sections": [{{"heading": "A", "sections": [{}]}}, {}]"#, list(numbers), list("1 2 3"))),
        )
    }

    #[test]
    fn finds_one_that_stands_twice() {
        insta::assert_snapshot!(sections("I. II. II. III.", ""), @r#"/sections/0/sections/2/number: the number "II." is also that of another section here (write the number as it is printed) [/sections/0/sections/1/number: it stands here too]"#);
        insta::assert_snapshot!(sections("A B C B", r#", "kind": "annex""#), @r#"/sections/0/sections/3/number: the number "B" is also that of another section here (write the number as it is printed) [/sections/0/sections/1/number: it stands here too]"#);
    }

    #[test]
    fn passes_other_lists_restarts_and_annexes() {
        for numbers in ["1 2 3", "1 2 3 1 2", "I II I", "1"] {
            assert_eq!(sections(numbers, ""), "", "{numbers}");
        }
        let annex = with(
            r#""sections": [{"number": "I", "heading": "A"}, {"number": "II", "heading": "B"}, {"number": "II", "heading": "C", "kind": "annex"}]"#,
        );
        assert_eq!(messages("section-number-repeated", &annex), "");
    }
}
