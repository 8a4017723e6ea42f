//! Topics that are broader than themselves.

use crate::context::Context;
use crate::cycles::{cycles, remark};
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "cyclic-topics",
    severity: Severity::Error,
    category: Category::Structure,
    since: "0.1.0",
    summary: "A topic is, over one or more steps of `broader`, broader than itself.",
    why: "\"All on trade\" is asked by going down from topic to topic. In a cycle that never ends, and no topic is the widest.",
    example: r#""topics": [{"id": "trade", "label": "Trade", "broader": "tariffs"}, {"id": "tariffs", "label": "Tariffs", "broader": "trade"}],
"sections": [{"clauses": [{"id": "a", "text": "A.", "topics": ["trade"]}]}]"#,
    mend: "Take `broader` out of the widest of these topics.",
    seen: Some(
        "NatLibFi/Skosmos #1708: the hierarchy of a published thesaurus of the social sciences does not load, since it has a cycle.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let topics = &context.statement.topics;
    // A cycle needs two topics with one above them, or one that is above itself.
    if topics.iter().all(|topic| topic.broader.is_none()) {
        return Remarks::default();
    }
    let places: std::collections::HashMap<&str, usize> =
        topics.iter().enumerate().rev().map(|(index, topic)| (topic.id.as_str(), index)).collect();
    let above = |topic: &statemark::topic::Topic| topic.broader.as_ref().and_then(|id| places.get(id.as_str()).copied());
    let next: Vec<Vec<usize>> = topics.iter().map(|topic| above(topic).into_iter().collect()).collect();
    let told = |cycle: Vec<usize>| {
        let ids: Vec<&str> = cycle.iter().map(|index| topics[*index].id.as_str()).collect();
        let place = |index: usize| Trail::new("topics").index(index).key("broader").pointer();
        remark(&cycle, &place, &ids, "the topic", "has itself as a broader topic")
            .help("take `broader` out of the widest of them")
    };
    cycles(&next).into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn topics(broader: &[(&str, &str)]) -> String {
        let topic = |(id, broader): &(&str, &str)| format!(r#"{{"id": "{id}", "label": "T", "broader": "{broader}"}}"#);
        let topics: Vec<String> = broader.iter().map(topic).collect();
        messages("cyclic-topics", &with(&format!(r#""topics": [{}]"#, topics.join(","))))
    }

    #[test]
    fn finds_each_cycle_once() {
        insta::assert_snapshot!(topics(&[("x", "a"), ("a", "c"), ("b", "a"), ("c", "b"), ("d", "d")]), @"
        /topics/1/broader: the topic `a` has itself as a broader topic: `a` → `c` → `b` → `a` (take `broader` out of the widest of them) [/topics/3/broader: here `c` leads on] [/topics/2/broader: here `b` leads on]
        /topics/4/broader: the topic `d` has itself as a broader topic (take `broader` out of the widest of them)
        ");
    }

    #[test]
    fn passes_a_tree_and_unknown_ids() {
        assert_eq!(topics(&[("a", "b"), ("b", "c"), ("c", "nobody"), ("d", "b")]), "");
    }
}
