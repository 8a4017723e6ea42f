//! One name for two entities.

use statemark::entity::{Entity, EntityKind};
use statemark::pointer::Pointer;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::rules::entity_twice::same;
use crate::twice::twice;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "alias-shared",
    severity: Severity::Warning,
    category: Category::References,
    since: "0.1.0",
    summary: "An alias of an entity is also a name or alias of another one that can speak, or of one of its kind.",
    why: "Who reads the name in the text, a program above all, cannot tell which of them is meant.",
    example: r#""entities": [{"id": "cn", "kind": "state", "name": "China", "aliases": ["the Minister"]}, {"id": "wang", "kind": "person", "name": "Wang Yi", "aliases": ["the Minister"]}],
"sections": [{"clauses": [{"id": "a", "text": "The Minister thanked the hosts.", "about": ["wang"]}]}]"#,
    mend: "Leave the alias with the one that the text means by it. A capital may be the alias of a state and the name of a place.",
    seen: Some(
        "openstates/openstates-scrapers #90: \"McCall\" is a legislator of Texas and one of Pennsylvania, and a thousand votes went to the wrong one.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let entities = &context.statement.entities;
    // Names alone that are alike are the matter of another rule.
    if entities.iter().all(|entity| entity.aliases.is_empty()) {
        return Remarks::default();
    }
    let language = &context.statement.language;
    // A name counts as the alias before the first.
    let names = || {
        entities.iter().enumerate().flat_map(|(index, entity)| {
            let aliases = entity.aliases.iter().enumerate();
            let aliases = aliases.map(move |(place, alias)| (index, Some(place), alias.as_str()));
            std::iter::once((index, None, entity.name.own(language).as_str())).chain(aliases)
        })
    };
    let pairs = twice(names().map(|(_, _, name)| name).enumerate());
    if pairs.is_empty() {
        return Remarks::default();
    }
    let names: Vec<(usize, Option<usize>, &str)> = names().collect();
    let mut remarks = Remarks::default();
    for (one, two) in pairs {
        let ((first, place, name), (second, again, _)) = (names[one], names[two]);
        let both = (&entities[first], &entities[second]);
        if (place, again) != (None, None) && mixed_up(both.0, both.1) && !same(both.0, both.1, language) {
            let (id, other) = (&both.1.id, &both.0.id);
            let message = format!("\"{name}\" is a name of `{id}`, and of `{other}` too");
            let help = match (place, again) {
                (None, _) => format!("take it out of the `aliases` of `{id}`, or call `{other}` by a name of its own"),
                (_, None) => format!("take it out of the `aliases` of `{other}`, or call `{id}` by a name of its own"),
                _ => "leave it with the one that the text means, and take it out of the `aliases` of the other".to_owned(),
            };
            let see = format!("it stands here for `{other}`");
            remarks.push(Remark::new(pointer(second, again), message).help(help).see(pointer(first, place), see));
        }
    }
    remarks
}

/// Whether one could be taken for the other: both can speak, or they are of one kind.
fn mixed_up(one: &Entity, two: &Entity) -> bool {
    let can_speak = |entity: &Entity| {
        matches!(entity.kind, EntityKind::State | EntityKind::Organization | EntityKind::Person | EntityKind::Group)
    };
    one.id != two.id && (one.kind == two.kind || (can_speak(one) && can_speak(two)))
}

fn pointer(entity: usize, alias: Option<usize>) -> Pointer {
    let here = Trail::new("entities").index(entity).pointer();
    match alias {
        Some(alias) => here.key("aliases").index(alias),
        None => here.key("name"),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn two(one: &str, two: &str) -> String {
        let text = with(&format!(r#""issuers": ["one"], "entities": [{{"id": "one", {one}}}, {{"id": "two", {two}}}]"#));
        messages("alias-shared", &text)
    }

    #[test]
    fn finds_an_alias_of_two_and_an_alias_that_is_a_name() {
        let found = [
            two(
                r#""kind": "state", "name": "Congo", "aliases": ["the Republic"]"#,
                r#""kind": "state", "name": "Gabon", "aliases": ["Gabun", "the Republic"]"#,
            ),
            two(
                r#""kind": "organization", "name": "the Council""#,
                r#""kind": "group", "name": "Ministers", "aliases": ["the Council"]"#,
            ),
            two(r#""kind": "person", "name": "A", "aliases": ["B"]"#, r#""kind": "person", "name": "B""#),
        ];
        insta::assert_snapshot!(found.join("\n"), @r#"
        /entities/1/aliases/1: "the Republic" is a name of `two`, and of `one` too (leave it with the one that the text means, and take it out of the `aliases` of the other) [/entities/0/aliases/0: it stands here for `one`]
        /entities/1/aliases/0: "the Council" is a name of `two`, and of `one` too (take it out of the `aliases` of `two`, or call `one` by a name of its own) [/entities/0/name: it stands here for `one`]
        /entities/1/name: "B" is a name of `two`, and of `one` too (take it out of the `aliases` of `one`, or call `two` by a name of its own) [/entities/0/aliases/0: it stands here for `one`]
        "#);
    }

    #[test]
    fn passes_capitals_and_what_entity_twice_says() {
        for (one, other) in [
            (r#""kind": "state", "name": "China", "aliases": ["Beijing"]"#, r#""kind": "place", "name": "Beijing""#),
            (
                r#""kind": "state", "name": "China", "aliases": ["PRC"], "country": "CN""#,
                r#""kind": "state", "name": "PRC", "country": "CN""#,
            ),
            (
                r#""kind": "state", "name": "China", "aliases": ["China"]"#,
                r#""kind": "state", "name": "Nepal", "aliases": ["nepal"]"#,
            ),
        ] {
            assert_eq!(two(one, other), "", "{one}");
        }
    }
}
