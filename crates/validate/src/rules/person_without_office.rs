//! A person who speaks, and nobody knows as what.

use statemark::entity::{Entity, EntityKind};

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "person-without-office",
    severity: Severity::Information,
    category: Category::Actors,
    since: "0.1.0",
    summary: "A person who issues, signs or speaks has no `office`, and the name is not that of an office.",
    why: "A statement binds those for whom a person speaks, by the office held that day. Ten years on, a name alone does not tell. \
          Persons of whom the statement only speaks need none.",
    example: r#""issuers": ["p"], "entities": [{"id": "p", "kind": "person", "name": "Xi Jinping"}]"#,
    mend: "Write the office at the date of the statement into `office`, and into `of` the entity in which it is held.",
    seen: Some(
        "mysociety/theyworkforyou #128: a speech of a cabinet secretary is credited to the one who held the office before.",
    ),
    check: Check::Meaning(check),
};

/// What the names of offices have in them, in the languages of most statements, in small letters.
const OFFICES: &[&str] = &[
    "secretar",
    "secrétaire",
    "minist",
    "presiden",
    "président",
    "represent",
    "représent",
    "envoy",
    "enviad",
    "ambassad",
    "embajador",
    "chair",
    "commission",
    "commissaire",
    "comisionad",
    "direct",
    "chancel",
    "kanzler",
    "head",
    "chef",
    "jefe",
    "king",
    "queen",
    "emperor",
    "prince",
    "pope",
    "speaker",
    "governor",
    "spokes",
    "portavoz",
    "porte-parole",
    "general",
    "coordinator",
    "rapporteur",
    "relator",
    "officer",
    "leader",
    "delegat",
    "premier",
    "senator",
    "treasurer",
    "commander",
    "секретар",
    "министр",
    "президент",
    "представител",
    "посол",
    "председател",
    "الأمين",
    "رئيس",
    "وزير",
    "ممثل",
    "مبعوث",
    "秘书长",
    "秘書長",
    "总统",
    "總統",
    "主席",
    "部长",
    "部長",
    "总理",
    "總理",
    "代表",
    "大使",
    "首相",
    "大臣",
];

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    let nameless = |entity: &Entity| entity.kind == EntityKind::Person && entity.office.is_none();
    if !statement.entities.iter().any(nameless) {
        return Remarks::default();
    }
    let mut speaks = vec![None; statement.entities.len()];
    let mut mark = |id: &str, how| {
        if let Some(index) = context.entity_place(id) {
            speaks[index].get_or_insert(how);
        }
    };
    statement.issuers.iter().for_each(|id| mark(id.as_str(), "issues the statement"));
    statement.signatories.iter().for_each(|signatory| mark(signatory.entity.as_str(), "signs"));
    for at in context.outline.clauses() {
        at.clause.by.iter().for_each(|id| mark(id.as_str(), "speaks"));
    }

    let mut remarks = Remarks::default();
    for (index, (entity, how)) in statement.entities.iter().zip(speaks).enumerate() {
        let name = entity.name.own(&statement.language).as_str();
        if let Some(how) = how.filter(|_| nameless(entity) && !is_office(name)) {
            let message = format!("the person `{}` {how}, but has no `office`", entity.id);
            let help = match &entity.of {
                Some(of) => format!("add `office`: what {name} was in `{of}` that day"),
                None => format!("add `office`: what {name} was that day, and `of`: the id of the state or body"),
            };
            remarks.push(Remark::new(Trail::new("entities").index(index).pointer(), message).help(help));
        }
    }
    remarks
}

/// Whether a name is that of an office ("Secretary-General"), or has the office before it ("President Biden").
fn is_office(name: &str) -> bool {
    let name = name.to_lowercase();
    OFFICES.iter().any(|office| name.contains(office))
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn person(fields: &str, more: &str) -> String {
        with(&format!(
            r#""entities": [{{"id": "cn", "kind": "state", "name": "China"}}, {{"id": "pk", "kind": "state", "name": "Pakistan"}},
            {{"id": "p", "kind": "person", {fields}}}]{more}"#
        ))
    }

    const SPEAKS: &str = r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "by": ["p"]}]}]"#;

    #[test]
    fn finds_who_issues_signs_or_speaks_without_one() {
        let found = [
            person(r#""name": "Wang Yi", "of": "cn""#, SPEAKS),
            person(r#""name": "Wang Yi""#, r#", "signatories": [{"entity": "p"}]"#),
            person(r#""name": "Wang Yi""#, r#", "issuers": ["cn", "p"]"#),
        ];
        insta::assert_snapshot!(found.map(|text| messages("person-without-office", &text)).join("\n"), @"
        /entities/2: the person `p` speaks, but has no `office` (add `office`: what Wang Yi was in `cn` that day)
        /entities/2: the person `p` signs, but has no `office` (add `office`: what Wang Yi was that day, and `of`: the id of the state or body)
        /entities/2: the person `p` issues the statement, but has no `office` (add `office`: what Wang Yi was that day, and `of`: the id of the state or body)
        ");
    }

    #[test]
    fn passes_offices_and_persons_that_are_spoken_of() {
        for text in [
            person(r#""name": "Wang Yi", "office": "Foreign Minister""#, SPEAKS),
            person(r#""name": "Secretary-General""#, SPEAKS),
            person(r#""name": "الأمين العام""#, SPEAKS),
            person(
                r#""name": "Wang Yi""#,
                r#", "sections": [{"clauses": [{"id": "a", "text": "A.", "about": ["p"], "to": ["p"]}]}]"#,
            ),
        ] {
            assert_eq!(messages("person-without-office", &text), "");
        }
    }
}
