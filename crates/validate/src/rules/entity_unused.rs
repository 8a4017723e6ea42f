//! An entity that has no part in the statement.

use std::cell::OnceCell;

use statemark::text::Line;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::rules::entity_twice;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "entity-unused",
    severity: Severity::Information,
    category: Category::References,
    since: "0.1.0",
    summary: "Nothing refers to an entity, and the words of the statement and its sources do not name it.",
    why: "It was most likely left over from another statement, or its clauses were taken out. Searches find the statement by it all the \
          same. One that the words name is left alone: that clause may be coded later.",
    example: r#""entities": [{"id": "cn", "kind": "state", "name": "China"}, {"id": "is", "kind": "state", "name": "Iceland"}]"#,
    mend: "Write its id where it belongs (`by`, `to`, `about`, `members` …), or take the entity out.",
    seen: Some(
        "Akoma Ntoso's own example `us_Title9-Chap3-eng.xml` describes the House of Representatives, to which nothing in it refers.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    // A misspelt id leaves an entity unused: that is one mistake, and said by another rule.
    let references = context.references();
    if !references.all_known {
        return Remarks::default();
    }
    let mut remarks = Remarks::default();
    let twins = OnceCell::new();
    for (index, entity) in statement.entities.iter().enumerate().filter(|(index, _)| !references.uses_entity(*index)) {
        let name = entity.name.own(&statement.language).as_str();
        let others = entity.name.others(&statement.language).map(|(_, name)| name);
        let mut names = others.chain(&entity.aliases).map(Line::as_str).chain([name]);
        // Of two things with one id nobody knows which is meant.
        if context.named(entity.id.as_str()).len() > 1 || names.any(|name| context.spoken().name(name)) {
            continue;
        }
        // One that stands twice is more than unused.
        if twins.get_or_init(|| entity_twice::twins(context)).contains_key(&index) {
            continue;
        }
        let message = format!("nothing refers to the entity `{}`, and the words do not name {name}", entity.id);
        let help = format!("write `{}` into `by`, `to` or `about` of the clauses that it belongs to, or take it out", entity.id);
        remarks.push(Remark::new(Trail::new("entities").index(index).key("id").pointer(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    /// China and Pakistan issue; `x` is there too.
    fn beside(entity: &str, more: &str) -> String {
        with(&format!(
            r#""entities": [{{"id": "cn", "kind": "state", "name": "China"}}, {{"id": "pk", "kind": "state", "name": "Pakistan"}},
            {{"id": "x", {entity}}}]{more}"#
        ))
    }

    const LAKE: &str = r#""kind": "place", "name": "Lake Aral""#;

    #[test]
    fn finds_what_nothing_refers_to_and_nothing_names() {
        insta::assert_snapshot!(messages("entity-unused", &beside(LAKE, "")), @"/entities/2/id: nothing refers to the entity `x`, and the words do not name Lake Aral (write `x` into `by`, `to` or `about` of the clauses that it belongs to, or take it out)");
        let many: Vec<String> =
            (0..70).map(|number| format!(r#"{{"id": "e{number}", "kind": "place", "name": "Place {number}"}}"#)).collect();
        let text = with(&format!(r#""issuers": ["e3"], "entities": [{}]"#, many.join(",")));
        assert_eq!(messages("entity-unused", &text).lines().count(), 69);
    }

    #[test]
    fn passes_every_kind_of_use() {
        for more in [
            r#", "issuers": ["cn", "pk", "x"]"#,
            r#", "signatories": [{"entity": "x"}]"#,
            r#", "adoption": {"method": "vote", "votes": [{"entity": "x", "vote": "for"}]}"#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "by": ["x"]}]}]"#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "to": ["x"]}]}]"#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "clauses": [{"id": "b", "text": "B.", "about": ["x"]}]}]}]"#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "actions": [{"what": "act", "by": ["x"]}]}]}]"#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "actions": [{"what": "act", "with": ["x"]}]}]}]"#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "actions": [{"what": "act", "under": "x"}]}]}]"#,
        ] {
            assert_eq!(messages("entity-unused", &beside(LAKE, more)), "", "{more}");
        }
        for link in [r#""of": "x""#, r#""members": ["x"]"#] {
            let text = beside(LAKE, "").replacen("\"kind\": \"state\"", &format!("\"kind\": \"state\", {link}"), 1);
            assert_eq!(messages("entity-unused", &text), "", "{link}");
        }
    }

    #[test]
    fn passes_what_a_misspelt_or_doubled_id_may_mean() {
        assert_eq!(messages("entity-unused", &beside(LAKE, r#", "issuers": ["cn", "pk", "xx"]"#)), "");
        assert_eq!(messages("entity-unused", &beside(LAKE, r#", "topics": [{"id": "x", "label": "X"}]"#)), "");
    }

    #[test]
    fn passes_what_the_words_name() {
        for words in [
            r#", "title": "On lake Aral""#,
            r#", "sections": [{"clauses": [{"id": "a", "text": "They spoke of the Aral lake."}]}]"#,
            r#", "sources": [{"id": "s", "kind": "other", "text": "the shore of Lake Aral"}]"#,
        ] {
            assert_eq!(messages("entity-unused", &beside(LAKE, words)), "");
        }
        assert_eq!(
            messages("entity-unused", &beside(r#""kind": "place", "name": "咸海""#, r#", "title": "关于咸海的声明""#)),
            ""
        );
    }
}
