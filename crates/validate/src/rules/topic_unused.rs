//! A topic under which nothing is filed.

use crate::context::Context;
use crate::finding::Severity;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::{Trail, each_clause};

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

fn check(context: &Context<'_>) -> Vec<Remark> {
    let statement = context.statement;
    let mut open = statement.topics.len();
    if open == 0 {
        return Vec::new();
    }
    // A statement has few topics, and many clauses under each: most are found at once by looking along the list.
    let mut used = vec![false; open];
    let known: Option<std::collections::HashMap<&str, usize>> =
        (open > 16).then(|| statement.topics.iter().enumerate().rev().map(|(index, topic)| (topic.id.as_str(), index)).collect());
    let place = |id: &str| match &known {
        Some(known) => known.get(id).copied(),
        None => statement.topics.iter().position(|topic| topic.id.as_str() == id),
    };
    // A misspelt id leaves a topic unused: that is one mistake, and said by another rule.
    let mut all_known = true;
    let mut mark = |id: &str| match place(id) {
        Some(index) => open -= usize::from(!std::mem::replace(&mut used[index], true)),
        None => all_known = false,
    };
    statement.topics.iter().filter_map(|topic| topic.broader.as_ref()).for_each(|id| mark(id.as_str()));
    each_clause(statement, &mut |at| at.clause.topics.iter().for_each(|id| mark(id.as_str())));
    if open == 0 || !all_known { Vec::new() } else { remarks(context, &used) }
}

fn remarks(context: &Context<'_>, used: &[bool]) -> Vec<Remark> {
    let statement = context.statement;
    let mut remarks = Vec::new();
    for (index, topic) in statement.topics.iter().enumerate() {
        // Of two things with one id nobody knows which is meant.
        let doubled = context.named(topic.id.as_str()).len() > 1;
        let label = topic.label.own(&statement.language).as_str();
        if used[index] || doubled || context.words().name(label) {
            continue;
        }
        let id = &topic.id;
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
