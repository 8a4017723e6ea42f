//! Somebody speaks who has no part in making the statement.

use std::collections::HashSet;

use statemark::entity::{Entity, EntityKind};
use statemark::id::Id;
use statemark::pointer::Pointer;
use statemark::section::SectionKind;
use statemark::statement::StatementType;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::rules::entity_twice;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "actor-not-issuer",
    severity: Severity::Warning,
    category: Category::Actors,
    since: "0.1.0",
    summary: "Who acts in `by` is no issuer, belongs to none by `of` or `members`, and does not sign.",
    why: "`by` says who speaks these words. A third party whose act is only told there would be held to words that it never said. \
          Readouts, press statements, the words of an editor and groups without known members are left out: others may speak there.",
    example: r#""entities": [{"id": "cn", "kind": "state", "name": "China"}, {"id": "un", "kind": "organization", "name": "United Nations"}],
"sections": [{"clauses": [{"id": "a", "text": "The United Nations had called for a truce.", "by": ["un"], "act": "call-on"}]}]"#,
    mend: "Write into `by` the issuer who tells of it, and the third party into `about`. Where it does speak, add it to `issuers` or \
           `signatories`, or say with `of` or `members` where it belongs.",
    seen: Some(
        "welfare-state-analytics/riksdagen-corpus #158: speeches of the 1970s are those of a member who died in 1912, since the surname is the same.",
    ),
    check: Check::Meaning(check),
};

/// A stranger who speaks: where first, in which clause, and in how many more.
struct Stranger {
    entity: usize,
    first: Pointer,
    clause: String,
    more: usize,
}

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    // Here one side tells what others said.
    if matches!(statement.kind, StatementType::Readout | StatementType::PressStatement) {
        return Remarks::default();
    }
    let mut speakers: Option<Vec<bool>> = None;
    let mut places: Vec<usize> = Vec::new();
    let mut strangers: Vec<Stranger> = Vec::new();
    for at in context.outline.clauses() {
        for (index, id) in at.clause.by.iter().enumerate() {
            // Issuers are few, and nearly always those who speak.
            let is_editor = || at.section().is_some_and(|section| section.kind == Some(SectionKind::Editorial));
            if statement.issuers.iter().take(16).any(|issuer| issuer == id) || is_editor() {
                continue;
            }
            let Some(entity) = context.entity_place(id.as_str()) else { continue };
            if speakers.get_or_insert_with(|| all_speakers(context))[entity] {
                continue;
            }
            places.resize(statement.entities.len(), usize::MAX);
            if let Some(stranger) = strangers.get_mut(places[entity]) {
                stranger.more += 1;
            } else {
                places[entity] = strangers.len();
                let (first, clause) = (at.trail().key("by").index(index).pointer(), at.clause.id.to_string());
                strangers.push(Stranger { entity, first, clause, more: 0 });
            }
        }
    }
    if strangers.is_empty() {
        return Remarks::default();
    }
    // One who speaks under a second id is no stranger, but stands twice: another rule says so.
    let (twins, speakers) = (entity_twice::twins(context), speakers.unwrap_or_default());
    let pairs = twins.iter().flat_map(|(two, (one, _))| [(*one, *two), (*two, *one)]);
    let known: HashSet<usize> = pairs.filter(|(_, other)| speakers[*other]).map(|(entity, _)| entity).collect();
    strangers.retain(|stranger| !known.contains(&stranger.entity));
    strangers.into_iter().map(|stranger| remark(context, stranger)).collect()
}

fn remark(context: &Context<'_>, Stranger { entity, first, clause, more }: Stranger) -> Remark {
    let id = &context.statement.entities[entity].id;
    let again = match more {
        0 => String::new(),
        1 => " and in one more".to_owned(),
        more => format!(" and in {more} more"),
    };
    let message = format!("`{id}` acts in the clause `{clause}`{again}, but is no issuer, belongs to none and does not sign");
    Remark::new(first, message)
        .help(format!(
            "write into `by` the issuer who says this, and `{id}` into `about`; or, if it does speak, add it to `issuers`"
        ))
        .see(Trail::new("issuers").pointer(), "the issuers stand here")
}

/// For each entity whether it may speak: those who issue or sign, what they belong to, who belongs to them, and groups of them.
fn all_speakers(context: &Context<'_>) -> Vec<bool> {
    let statement = context.statement;
    let entities = &statement.entities;
    let mut below = vec![Vec::new(); entities.len()];
    for (index, entity) in entities.iter().enumerate() {
        if let Some(above) = above(context, entity) {
            below[above].push(index);
        }
        below[index].extend(entity.members.iter().filter_map(|id| context.entity_place(id.as_str())));
    }
    let names = statement.issuers.iter().chain(statement.signatories.iter().map(|signatory| &signatory.entity));
    let makers: Vec<usize> = names.filter_map(|id| context.entity_place(id.as_str())).collect();
    let mut speaks = vec![false; entities.len()];
    let mut open = makers.clone();
    while let Some(index) = open.pop() {
        if !std::mem::replace(&mut speaks[index], true) {
            open.extend(&below[index]);
        }
    }
    // A president speaks for the state, a council for its organization; others of these do not.
    for maker in makers {
        let mut climb = above(context, &entities[maker]);
        while let Some(index) = climb.filter(|index| !std::mem::replace(&mut speaks[*index], true)) {
            climb = above(context, &entities[index]);
        }
    }
    groups(context, &mut speaks);
    speaks
}

fn above(context: &Context<'_>, entity: &Entity) -> Option<usize> {
    entity.of.as_ref().and_then(|id| context.entity_place(id.as_str()))
}

/// Adds the groups in which somebody speaks, the organizations that are all issuers together, and groups of which nothing is known.
fn groups(context: &Context<'_>, speaks: &mut [bool]) {
    let entities = &context.statement.entities;
    let mut member_of = vec![Vec::new(); entities.len()];
    let issuers: HashSet<&Id> = context.statement.issuers.iter().collect();
    for (index, entity) in entities.iter().enumerate() {
        for member in entity.members.iter().filter_map(|id| context.entity_place(id.as_str())) {
            member_of[member].push(index);
        }
        speaks[index] |= match entity.kind {
            EntityKind::Group => entity.members.is_empty() && entity.of.is_none(),
            EntityKind::Organization => issuers.is_subset(&entity.members.iter().collect()),
            _ => false,
        };
    }
    let mut open: Vec<usize> = (0..entities.len()).filter(|index| speaks[*index]).collect();
    while let Some(index) = open.pop() {
        for &group in &member_of[index] {
            if entities[group].kind == EntityKind::Group && !std::mem::replace(&mut speaks[group], true) {
                open.push(group);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    /// China and Pakistan issue; these entities are there too, and `by` speaks in two clauses.
    fn speaks(entities: &str, by: &str, more: &str) -> String {
        with(&format!(
            r#""entities": [{{"id": "cn", "kind": "state", "name": "China"}}, {{"id": "pk", "kind": "state", "name": "Pakistan"}}, {entities}],
            "sections": [{{"clauses": [{{"id": "a", "text": "A.", "by": ["cn", "{by}"]}}, {{"id": "b", "text": "B.", "by": ["{by}"]}}]}}]{more}"#
        ))
    }

    #[test]
    fn finds_a_stranger_once_however_often_it_speaks() {
        let text = speaks(r#"{"id": "un", "kind": "organization", "name": "United Nations", "members": ["cn"]}"#, "un", "");
        insta::assert_snapshot!(messages("actor-not-issuer", &text), @"/sections/0/clauses/0/by/1: `un` acts in the clause `a` and in one more, but is no issuer, belongs to none and does not sign (write into `by` the issuer who says this, and `un` into `about`; or, if it does speak, add it to `issuers`) [/issuers: the issuers stand here]");
    }

    #[test]
    fn finds_a_person_of_a_stranger_and_a_group_of_strangers() {
        let us = r#"{"id": "us", "kind": "state", "name": "United States"}"#;
        let person = speaks(&format!(r#"{us}, {{"id": "p", "kind": "person", "name": "P", "of": "us"}}"#), "p", "");
        let group = speaks(&format!(r#"{us}, {{"id": "g", "kind": "group", "name": "G", "members": ["us"]}}"#), "g", "");
        insta::assert_snapshot!([messages("actor-not-issuer", &person), messages("actor-not-issuer", &group)].join("\n"), @"
        /sections/0/clauses/0/by/1: `p` acts in the clause `a` and in one more, but is no issuer, belongs to none and does not sign (write into `by` the issuer who says this, and `p` into `about`; or, if it does speak, add it to `issuers`) [/issuers: the issuers stand here]
        /sections/0/clauses/0/by/1: `g` acts in the clause `a` and in one more, but is no issuer, belongs to none and does not sign (write into `by` the issuer who says this, and `g` into `about`; or, if it does speak, add it to `issuers`) [/issuers: the issuers stand here]
        ");
    }

    #[test]
    fn passes_who_belongs_to_an_issuer_in_any_number_of_steps() {
        for (entities, by) in [
            (
                r#"{"id": "mfa", "kind": "organization", "name": "M", "of": "cn"}, {"id": "p", "kind": "person", "name": "P", "of": "mfa"}"#,
                "p",
            ),
            (r#"{"id": "g", "kind": "group", "name": "Both sides", "members": ["cn", "pk"]}"#, "g"),
            (
                r#"{"id": "g", "kind": "group", "name": "Some", "members": ["h"]}, {"id": "h", "kind": "group", "name": "H", "members": ["pk"]}"#,
                "g",
            ),
            (r#"{"id": "o", "kind": "organization", "name": "O", "members": ["cn", "pk"]}"#, "o"),
            (r#"{"id": "most", "kind": "group", "name": "most parties"}"#, "most"),
        ] {
            assert_eq!(messages("actor-not-issuer", &speaks(entities, by, "")), "");
        }
    }

    #[test]
    fn passes_who_signs_what_an_issuer_belongs_to_and_members_of_issuers() {
        let signs = speaks(
            r#"{"id": "w", "kind": "state", "name": "W"}"#,
            "w",
            r#", "signatories": [{"entity": "w", "role": "witness"}]"#,
        );
        let above = r#"{"id": "c", "kind": "organization", "name": "Council", "of": "un"}, {"id": "un", "kind": "organization", "name": "UN"}"#;
        let council = speaks(above, "un", r#", "issuers": ["cn", "c"]"#);
        let member = speaks(
            r#"{"id": "g7", "kind": "group", "name": "G7", "members": ["jp"]}, {"id": "jp", "kind": "state", "name": "J"}"#,
            "jp",
            r#", "issuers": ["g7", "cn"]"#,
        );
        for text in [signs, council, member] {
            assert_eq!(messages("actor-not-issuer", &text), "");
        }
    }

    #[test]
    fn passes_an_issuer_under_a_second_id() {
        assert_eq!(messages("actor-not-issuer", &speaks(r#"{"id": "prc", "kind": "state", "name": "China"}"#, "prc", "")), "");
    }

    #[test]
    fn passes_readouts_editors_and_unknown_ids() {
        let us = r#"{"id": "us", "kind": "state", "name": "United States"}"#;
        let editor = speaks(us, "us", "").replace("\"clauses\"", "\"kind\": \"editorial\", \"clauses\"");
        for text in [speaks(us, "us", r#", "type": "readout""#), editor, speaks(us, "nobody", "")] {
            assert_eq!(messages("actor-not-issuer", &text), "");
        }
    }
}
