//! A number that two clauses have.

use statemark::clause::Clause;
use statemark::section::Section;

use crate::context::Context;
use crate::finding::Severity;
use crate::numbers::repeated;
use crate::outline::Item;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "clause-number-repeated",
    severity: Severity::Warning,
    category: Category::Structure,
    since: "0.1.0",
    summary: "Among the clauses beside each other, one number stands twice in what is else a sequence.",
    why: "\"Paragraph 3\" could mean either. Most likely one was mistyped, or both are one printed paragraph. \
          Lists that begin again, and those with one number throughout, are left alone.",
    example: r#""sections": [{"clauses": [{"id": "a", "number": "1.", "text": "A."}, {"id": "b", "number": "2.", "text": "B."}, {"id": "c", "number": "2.", "text": "C."}]}]"#,
    mend: "Write the number as it is printed. A second act of the same printed paragraph has no number, but `continues`.",
    seen: Some(
        "S/RES/591 (1986) in a corpus of the Security Council's resolutions read from scans: paragraph 5 is printed \"8.\", and so is the eighth.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for (item, place) in context.outline.items() {
        let (Item::Section(Section { clauses, .. }) | Item::Clause(Clause { clauses, .. })) = item;
        remarks.extend(in_list(clauses, &place.trail().key("clauses")));
    }
    remarks
}

fn in_list(clauses: &[Clause], trail: &Trail<'_>) -> Option<Remark> {
    if clauses.len() < 3 {
        return None;
    }
    let numbers =
        || clauses.iter().enumerate().filter_map(|(index, clause)| clause.number.as_ref().map(|number| (index, number.as_str())));
    numbers().nth(2)?;
    let (right, odd) = repeated(numbers())?;
    let number = clauses[odd].number.as_ref().map_or("", |number| number.as_str());
    let place = |index| trail.index(index).key("number").pointer();
    let message = format!("the number \"{number}\" of the clause `{}` is also that of `{}`", clauses[odd].id, clauses[right].id);
    let help = if odd.abs_diff(right) == 1 {
        "write the number as it is printed; if both are one printed paragraph, write `continues` instead"
    } else {
        "write the number as it is printed"
    };
    Some(Remark::new(place(odd), message).help(help).see(place(right), "it stands here too"))
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    fn clauses(numbers: &str) -> String {
        let clause = |(index, number)| format!(r#"{{"id": "c{index}", "text": "C.", "number": "{number}"}}"#);
        numbers.split(' ').enumerate().map(clause).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn finds_one_that_stands_twice_among_siblings() {
        let found = [
            with(&format!(r#""sections": [{{"clauses": [{}]}}]"#, clauses("1. 2. 2. 3."))),
            clause(&format!(r#""clauses": [{}]"#, clauses("(a) (b) (c) (b) (e)"))),
        ];
        insta::assert_snapshot!(found.map(|text| messages("clause-number-repeated", &text)).join("\n"), @r#"
        /sections/0/clauses/2/number: the number "2." of the clause `c2` is also that of `c1` (write the number as it is printed; if both are one printed paragraph, write `continues` instead) [/sections/0/clauses/1/number: it stands here too]
        /sections/0/clauses/0/clauses/3/number: the number "(b)" of the clause `c3` is also that of `c1` (write the number as it is printed) [/sections/0/clauses/0/clauses/1/number: it stands here too]
        "#);
    }

    #[test]
    fn passes_lists_that_restart_or_have_one_number() {
        for numbers in ["1. 2. 3.", "1. 1. 1. 1.", "1. 2. 3. 1. 2.", "1. (a) (b) 2. (a) 3.", "(i) (ii) (i)", "• • • •"] {
            assert_eq!(
                messages("clause-number-repeated", &with(&format!(r#""sections": [{{"clauses": [{}]}}]"#, clauses(numbers)))),
                ""
            );
        }
    }

    #[test]
    fn passes_the_same_number_in_two_sections() {
        let two = format!(r#"{{"clauses": [{}]}}"#, clauses("1. 2. 3."));
        let text = with(&format!(
            r#""sections": [{two}, {}]"#,
            two.replace("\"c0", "\"d0").replace("\"c1", "\"d1").replace("\"c2", "\"d2")
        ));
        assert_eq!(messages("clause-number-repeated", &text), "");
    }
}
