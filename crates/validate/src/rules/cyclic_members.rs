//! Groups that are members of themselves.

use statemark::entity::Entity;

use crate::context::Context;
use crate::cycles::{cycles, remark};
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "cyclic-members",
    severity: Severity::Error,
    category: Category::Actors,
    since: "0.1.0",
    summary: "A group or organization is, over one or more steps of `members`, a member of itself.",
    why: "\"What did Japan promise at the G7?\" is asked by going from a group to its members. In a cycle that never ends.",
    example: r#""entities": [{"id": "cn", "kind": "state", "name": "China"},
  {"id": "g77", "kind": "group", "name": "Group of 77", "members": ["cn", "south"]}, {"id": "south", "kind": "group", "name": "the South", "members": ["g77"]}]"#,
    mend: "Take the wider group out of the `members` of the narrower one.",
    seen: Some("jsumners/node-activedirectory #9: two groups that are members of each other took a server down."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let entities = &context.statement.entities;
    let within =
        |entity: &'_ Entity| -> Vec<usize> { entity.members.iter().filter_map(|id| context.entity_place(id.as_str())).collect() };
    // In a cycle some member has members too, which few have.
    let nested = |entity: &Entity| {
        entity
            .members
            .iter()
            .filter_map(|id| context.entity_place(id.as_str()))
            .any(|member| !entities[member].members.is_empty())
    };
    if !entities.iter().any(nested) {
        return Remarks::default();
    }
    let next: Vec<Vec<usize>> = entities.iter().map(within).collect();
    let told = |cycle: Vec<usize>| {
        let ids: Vec<&str> = cycle.iter().map(|index| entities[*index].id.as_str()).collect();
        let second = ids.get(1).or(ids.first()).copied().unwrap_or_default();
        let place = |index: usize| {
            let at = entities[index].members.iter().position(|id| id.as_str() == second).unwrap_or_default();
            Trail::new("entities").index(index).key("members").index(at).pointer()
        };
        remark(&cycle[..1], &place, &ids, "the entity", "is a member of itself")
            .help(format!("take the wider one out of the `members` of the narrower: `{second}` here, or one further on"))
    };
    cycles(&next).into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn groups(members: &[(&str, &str)]) -> String {
        let entity = |(id, members): &(&str, &str)| {
            let members: Vec<String> = members.split(' ').map(|id| format!("\"{id}\"")).collect();
            format!(r#"{{"id": "{id}", "kind": "group", "name": "{id}", "members": [{}]}}"#, members.join(","))
        };
        let entities: Vec<String> = members.iter().map(entity).collect();
        messages("cyclic-members", &with(&format!(r#""issuers": ["a"], "entities": [{}]"#, entities.join(","))))
    }

    #[test]
    fn finds_each_cycle_once() {
        insta::assert_snapshot!(groups(&[("x", "a"), ("a", "x b c"), ("b", "c"), ("c", "nobody a"), ("d", "a d")]), @"
        /entities/0/members/0: the entity `x` is a member of itself: `x` → `a` → `x` (take the wider one out of the `members` of the narrower: `a` here, or one further on)
        /entities/4/members/1: the entity `d` is a member of itself (take the wider one out of the `members` of the narrower: `d` here, or one further on)
        ");
    }

    #[test]
    fn passes_groups_of_groups() {
        assert_eq!(groups(&[("a", "b c"), ("b", "d"), ("c", "d b"), ("d", "nobody")]), "");
    }
}
