//! A translation of another day.

use statemark::pointer::Pointer;
use statemark::relation::RelationType;

use crate::dataset::Remark;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "translation-dates-differ",
    severity: Severity::Error,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "A statement and the one that it translates have different dates.",
    why: "They are one statement in two languages, made on one day. In a list by date it would stand twice, at two places.",
    example: r#""id": "rain", "date": "2025-02-06"
"language": "fr", "date": "2025-02-07", "relations": [{"type": "translates", "ref": "rain"}]"#,
    mend: "Write the day on which the statement was made into both. When the translation was made goes into `sources` or `provenance`.",
    seen: Some("A page whose English version bore an older date than its figures (slovensko-help/korona-gov#157)."),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let date = || Pointer::root().key("date");
    let mut remarks = Vec::new();
    for (link, target) in set.between_statements(RelationType::Translates) {
        let (Some(own), Some(other)) = (set.row(link.statement), set.row(target)) else { continue };
        if own.to < other.from || other.to < own.from {
            let message = "this statement has another date than the one that it translates";
            let help =
                "write the day on which the statement was made; that of the translation goes into `sources` or `provenance`";
            remarks.push(Remark::new(link.statement, date(), message, help).see(target, date(), "the date there"));
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_translations_of_another_day() {
        let set = r#""id": "a", "date": "2025-02-06"
            "language": "fr", "date": "2025-02-07", "relations": [{"type": "translates", "ref": "a"}]
            "language": "es", "date": "2024", "relations": [{"type": "translates", "ref": "a"}]"#;
        insta::assert_snapshot!(messages("translation-dates-differ", set), @"
        2/date: this statement has another date than the one that it translates (write the day on which the statement was made; that of the translation goes into `sources` or `provenance`) [1/date: the date there]
        3/date: this statement has another date than the one that it translates (write the day on which the statement was made; that of the translation goes into `sources` or `provenance`) [1/date: the date there]
        ");
    }

    #[test]
    fn passes_dates_that_can_be_the_same() {
        let set = r#""id": "a", "date": "2025-02-06"
            "language": "fr", "date": "2025-02", "relations": [{"type": "translates", "ref": "a"}]
            "language": "es", "date": "2025-02-06T10:00:00Z", "relations": [{"type": "translates", "ref": "a"}]
            "language": "ar", "date": "2020", "relations": [{"type": "cites", "ref": "a"}]"#;
        assert_eq!(messages("translation-dates-differ", set), "");
    }
}
