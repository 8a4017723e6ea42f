//! A relation that looks back at what was not there yet.

use std::cell::OnceCell;
use std::collections::HashSet;

use statemark::pointer::Pointer;
use statemark::relation::RelationType;

use super::supersedes_cycle::circles;
use crate::dataset::Remark;
use crate::dataset::facts::Link;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "relation-to-later",
    severity: Severity::Warning,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "A statement follows, supersedes, amends, implements, cites, recalls, reports or answers one that was made later.",
    why: "One of the two dates is wrong, or the relation means another statement, or it is written the wrong way round.",
    example: r#""id": "rain-2025"
"date": "2024", "relations": [{"type": "recalls", "ref": "rain-2025"}]"#,
    mend: "Correct the date or the id. If the relation is meant the other way, write it into the later statement.",
    seen: Some("194,902 citations among American court cases lead to later ones (harvard-lil/capstone#1456)."),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    // Worked out only if it is asked for.
    let told = OnceCell::new();
    let in_circle = |link: &Link| {
        let links = || circles(set).iter().map(|circle| std::ptr::from_ref(circle.link)).collect::<HashSet<_>>();
        link.is(RelationType::Supersedes) && told.get_or_init(links).contains(&std::ptr::from_ref(link))
    };
    // A translation may keep the date of the original, or be older than what it was made from: that is the matter of another rule.
    for link in set.links().filter(|link| !link.is(RelationType::Translates)) {
        let Some(own) = set.row(link.statement) else { continue };
        let is_later = |other: u32| set.row(other).is_some_and(|other| other.from > own.to);
        let Some(target) = set.with_id(link.target).next() else { continue };
        // A circle is the matter of another rule.
        if set.with_id(link.target).all(is_later) && !in_circle(link) {
            let message = "this relation refers back to a statement that was made later";
            let remark = Remark::new(link.statement, link.pointer(), message, "correct the date that is wrong, or the id");
            let date = || Pointer::root().key("date");
            remarks.push(remark.see(target, date(), "the later date").see(link.statement, date(), "the earlier one"));
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_relations_to_what_was_not_there_yet() {
        let set = r#""id": "a", "date": "2024-03", "relations": [{"type": "recalls", "ref": "b"}]
            "id": "b", "date": "2024-04-01"
            "id": "c", "date": "2023", "sections": [{"clauses": [{"id": "a", "text": "C.", "relations": [{"type": "cites", "ref": "b#a"}]}]}]"#;
        insta::assert_snapshot!(messages("relation-to-later", set), @"
        1/relations/0/ref: this relation refers back to a statement that was made later (correct the date that is wrong, or the id) [2/date: the later date] [1/date: the earlier one]
        3/sections/0/clauses/0/relations/0/ref: this relation refers back to a statement that was made later (correct the date that is wrong, or the id) [2/date: the later date] [3/date: the earlier one]
        ");
    }

    #[test]
    fn passes_what_is_older_or_may_be_and_translations() {
        let set = r#""id": "a", "date": "2024", "relations": [{"type": "recalls", "ref": "b"}, {"type": "follows", "ref": "c"}, {"type": "translates", "ref": "d"}]
            "id": "b", "date": "2024-12-31"
            "id": "c", "date": "1999/.."
            "id": "d", "date": "2025""#;
        assert_eq!(messages("relation-to-later", set), "");
    }
}
