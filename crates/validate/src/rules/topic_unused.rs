//! A topic under which nothing is filed.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "topic-unused",
    severity: Severity::Information,
    category: Category::Structure,
    since: "0.1.0",
    summary: "No clause is filed under a topic, it is `broader` than none, and the words do not speak of it.",
    why: "The statement seems to speak of something that it does not speak of. One whose label stands in the words is left alone: \
          that clause may be filed later.",
    example: r#""topics": [{"id": "fish", "label": "Fisheries"}]"#,
    mend: "Write its id into `topics` of the clauses that it belongs to, or take the topic out.",
    seen: Some(
        "Akoma Ntoso's own example `us_Act_2011-11-29.xml` describes the concept `americanCup`; the text refers to `americaCup`.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    // A misspelt id leaves a topic unused: that is one mistake, and said by another rule.
    if statement.topics.is_empty() || !context.references().all_known {
        return Remarks::default();
    }
    let mut remarks = Remarks::default();
    for (index, topic) in statement.topics.iter().enumerate().filter(|(index, _)| !context.references().uses_topic(*index)) {
        let (id, label) = (&topic.id, topic.label.own(&statement.language).as_str());
        // Of two things with one id nobody knows which is meant.
        if context.named(id.as_str()).len() > 1 || context.spoken().name(label) {
            continue;
        }
        let message = format!("no clause is filed under the topic `{id}`, and the words do not speak of \"{label}\"");
        let help = format!("write `{id}` into `topics` of the clauses that it belongs to, or take it out");
        remarks.push(Remark::new(Trail::new("topics").index(index).key("id").pointer(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_a_topic_without_clauses() {
        let text =
            with(r#""topics": [{"id": "fish", "label": "Fisheries", "broader": "sea"}, {"id": "sea", "label": "The oceans"}]"#);
        insta::assert_snapshot!(messages("topic-unused", &text), @r#"/topics/0/id: no clause is filed under the topic `fish`, and the words do not speak of "Fisheries" (write `fish` into `topics` of the clauses that it belongs to, or take it out)"#);
        let many: Vec<String> = (0..20).map(|number| format!(r#"{{"id": "t{number}", "label": "Matter {number}"}}"#)).collect();
        let text = with(&format!(
            r#""topics": [{}], "sections": [{{"clauses": [{{"id": "a", "text": "A.", "topics": ["t3"]}}]}}]"#,
            many.join(",")
        ));
        assert_eq!(messages("topic-unused", &text).lines().count(), 19);
    }

    #[test]
    fn passes_what_is_filed_wider_or_spoken_of() {
        for fields in [
            r#""sections": [{"clauses": [{"id": "a", "text": "A.", "clauses": [{"id": "b", "text": "B.", "topics": ["fish"]}]}]}]"#,
            r#""title": "On fisheries""#,
            r#""sections": [{"clauses": [{"id": "a", "text": "A.", "topics": ["fsh"]}]}]"#,
            r#""sections": [{"clauses": [{"id": "fish", "text": "A."}]}]"#,
        ] {
            assert_eq!(
                messages("topic-unused", &with(&format!(r#""topics": [{{"id": "fish", "label": "Fisheries"}}], {fields}"#))),
                ""
            );
        }
    }
}
