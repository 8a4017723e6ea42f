//! Entities that belong to themselves.

use crate::context::Context;
use crate::cycles::{cycles, remark};
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "cyclic-offices",
    severity: Severity::Error,
    category: Category::Actors,
    since: "0.1.0",
    summary: "An entity belongs, over one or more steps of `of`, to itself.",
    why: "For whom a person or body speaks is told by going up along `of`. In a cycle there is no top, and nobody is spoken for.",
    example: r#""entities": [{"id": "cn", "kind": "state", "name": "China", "of": "wang"}, {"id": "wang", "kind": "person", "name": "Wang Yi", "office": "Minister", "of": "cn"}]"#,
    mend: "Take `of` out of the one that belongs to none of the others: a state, an organization.",
    seen: Some("research-software-directory/RSD-as-a-service #183: an organisation can be a parent of itself."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let entities = &context.statement.entities;
    let above = |index: usize| entities[index].of.as_ref().and_then(|id| context.entity_place(id.as_str()));
    // In a cycle each one's upper has an upper too, which few have.
    if !entities.iter().any(|entity| {
        entity.of.as_ref().and_then(|id| context.entity_place(id.as_str())).is_some_and(|up| entities[up].of.is_some())
    }) {
        return Remarks::default();
    }
    let next: Vec<Vec<usize>> = (0..entities.len()).map(|index| above(index).into_iter().collect()).collect();
    let told = |cycle: Vec<usize>| {
        let ids: Vec<&str> = cycle.iter().map(|index| entities[*index].id.as_str()).collect();
        let place = |index: usize| Trail::new("entities").index(index).key("of").pointer();
        remark(&cycle, &place, &ids, "the entity", "belongs to itself by `of`")
            .help("take `of` out of the one that belongs to none of the others")
    };
    cycles(&next).into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn entities(of: &[(&str, &str)]) -> String {
        let entity =
            |(id, of): &(&str, &str)| format!(r#"{{"id": "{id}", "kind": "organization", "name": "{id}", "of": "{of}"}}"#);
        let entities: Vec<String> = of.iter().map(entity).collect();
        messages("cyclic-offices", &with(&format!(r#""issuers": ["a"], "entities": [{}]"#, entities.join(","))))
    }

    #[test]
    fn finds_each_cycle_once() {
        insta::assert_snapshot!(entities(&[("x", "a"), ("a", "b"), ("b", "a"), ("c", "c")]), @"
        /entities/1/of: the entity `a` belongs to itself by `of`: `a` → `b` → `a` (take `of` out of the one that belongs to none of the others) [/entities/2/of: here `b` leads on]
        /entities/3/of: the entity `c` belongs to itself by `of` (take `of` out of the one that belongs to none of the others)
        ");
    }

    #[test]
    fn passes_a_tree_and_unknown_ids() {
        assert_eq!(entities(&[("a", "b"), ("b", "c"), ("c", "nobody"), ("d", "b")]), "");
    }
}
