//! A source that was changed or fetched before it was there.

use statemark::date::Date;

use crate::context::Context;
use crate::days::before;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "source-dates-reversed",
    severity: Severity::Warning,
    category: Category::Dates,
    since: "0.1.0",
    summary: "A source was updated or retrieved before it was published.",
    why: "Which version of the text was coded hangs on these dates. In this order one of them must be wrong.",
    example: r#""sources": [{"id": "s", "kind": "news-report", "published": "2025-02-06", "updated": "2024-02-07"}]"#,
    mend: "Write the dates as the publisher gives them, and the day of the fetch into `retrieved`.",
    seen: Some(
        "sybrew/the-seo-framework #711: news articles that are scheduled say that they were modified before they were published.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for (index, source) in context.statement.sources.iter().enumerate() {
        let Some(published) = &source.published else { continue };
        let trail = Trail::new("sources");
        let trail = trail.index(index);
        let mut later = |date: Option<&Date>, key: &str, elsewhere| {
            // A day of publication that has not come is said by another rule.
            if let Some(date) = date.filter(|date| before(date, published, elsewhere) && !context.is_future(published)) {
                let message =
                    format!("the source `{}` was {key} on \"{date}\", before it was published on \"{published}\"", source.id);
                let help =
                    format!("correct `{key}` or `published`; the year or the order of day and month may have been mistyped");
                let remark = Remark::new(trail.key(key).pointer(), message).help(help);
                remarks.push(remark.see(trail.key("published").pointer(), "it was published on this day"));
            }
        };
        later(source.updated.as_ref(), "updated", false);
        // Who fetches a text may have another day than who publishes it.
        later(source.retrieved.as_ref(), "retrieved", true);
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn source(dates: &str) -> String {
        messages("source-dates-reversed", &with(&format!(r#""sources": [{{"id": "s", "kind": "other", {dates}}}]"#)))
    }

    #[test]
    fn finds_what_was_changed_or_fetched_too_early() {
        let found = [
            source(r#""published": "2025-02-06", "updated": "2025-02-05""#),
            source(r#""published": "2025-02-06", "retrieved": "2025-02-04T10:00:00Z""#),
        ];
        insta::assert_snapshot!(found.join("\n"), @r#"
        /sources/0/updated: the source `s` was updated on "2025-02-05", before it was published on "2025-02-06" (correct `updated` or `published`; the year or the order of day and month may have been mistyped) [/sources/0/published: it was published on this day]
        /sources/0/retrieved: the source `s` was retrieved on "2025-02-04T10:00:00Z", before it was published on "2025-02-06" (correct `retrieved` or `published`; the year or the order of day and month may have been mistyped) [/sources/0/published: it was published on this day]
        "#);
    }

    #[test]
    fn passes_the_right_order_what_is_uncertain_and_other_time_zones() {
        for dates in [
            r#""published": "2025-02-06", "updated": "2025-02-06", "retrieved": "2025-03""#,
            r#""published": "2025-02-06", "retrieved": "2025-02-05""#,
            r#""published": "2025-02-06T00:30:00+09:00", "updated": "2025-02-05T20:00:00Z""#,
            r#""published": "2025~", "updated": "2024-01-01""#,
            r#""updated": "2024-01-01", "retrieved": "2020""#,
        ] {
            assert_eq!(source(dates), "", "{dates}");
        }
    }
}
