//! A reference to something that the statement does not describe.

use std::collections::BTreeMap;

use statemark::suggest::nearest;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::{Kind, Trail, each_reference, each_relation};

pub(super) static RULE: Rule = Rule {
    name: "unknown-reference",
    severity: Severity::Error,
    category: Category::References,
    since: "0.1.0",
    summary: "An id stands for something that the statement does not describe, or for a thing of another kind.",
    why: "Who speaks, of what, in which source: all of it hangs on ids. One that leads nowhere takes the clause out of every answer.",
    example: r#""issuers": ["cn", "pakistan"]"#,
    mend: "Write the id of an entity, topic, source or clause of this statement, or describe the missing one.",
    seen: Some(
        "Akoma Ntoso's own example `us_Title9-Chap3-eng.xml` refers to `#secretaryOfState`; the role that it describes is `sevretaryOfState`.",
    ),
    check: Check::Meaning(check),
};

/// How many times an unknown id is compared with a known one to find the one that is meant: those of a small statement all are.
const COMPARISONS: usize = 200_000;

fn check(context: &Context<'_>) -> Remarks {
    let mut look = Lookup { context, suggested: BTreeMap::new(), compared: 0, remarks: Remarks::default() };
    if !context.references().all_known {
        each_reference(&context.outline, |id, kind, trail| look.at(id.as_str(), kind, trail));
    }
    let own = context.statement.id.as_str();
    each_relation(&context.outline, |relation, _, trail| {
        if let Some((statement, clause)) = relation.reference.as_str().split_once('#')
            && (statement.is_empty() || statement == own)
        {
            look.at(clause, Kind::Clause, &trail.key("ref"));
        }
    });
    look.remarks
}

struct Lookup<'context, 'document> {
    context: &'context Context<'document>,
    suggested: BTreeMap<(String, &'static str), Option<String>>,
    compared: usize,
    remarks: Remarks,
}

impl Lookup<'_, '_> {
    fn at(&mut self, id: &str, kind: Kind, trail: &Trail<'_>) {
        let named = self.context.named(id);
        if named.contains(&kind) {
            return;
        }
        let (message, help) = match named.first() {
            Some(other) => (format!("`{id}` is {}, not {}", other.a(), kind.a()), elsewhere(*other, kind)),
            None => (format!("no {} of this statement has the id `{id}`", kind.name()), self.suggestion(id, kind)),
        };
        self.remarks.push(Remark::new(trail.pointer(), message).help(help));
    }

    fn suggestion(&mut self, id: &str, kind: Kind) -> String {
        let key = (id.to_owned(), kind.name());
        if self.compared < COMPARISONS && !self.suggested.contains_key(&key) {
            self.compared += self.known(kind);
            let near = self.by_name(id, kind).or_else(|| nearest(id, self.context.ids_of(kind)).map(str::to_owned));
            self.suggested.insert(key.clone(), near);
        }
        match self.suggested.get(&key) {
            Some(Some(near)) => format!("did you mean `{near}`?"),
            _ => match list_of(kind) {
                Some(list) => format!("write the id of {}, or describe {} with the id `{id}` in `{list}`", kind.a(), kind.a()),
                None => format!("write the id of {}", kind.a()),
            },
        }
    }

    /// How many ids and names there are to compare with.
    fn known(&self, kind: Kind) -> usize {
        let statement = self.context.statement;
        match kind {
            Kind::Entity => statement.entities.iter().map(|entity| 2 + entity.aliases.len()).sum(),
            _ => 1 + self.context.ids_of(kind).len(),
        }
    }

    /// The entity that goes by this name, for those who write the name where its id belongs.
    fn by_name(&self, name: &str, kind: Kind) -> Option<String> {
        let statement = self.context.statement;
        let same = |line: &str| line.to_lowercase() == name.to_lowercase();
        let mut entities = statement.entities.iter().filter(|_| kind == Kind::Entity);
        let entity = entities.find(|entity| {
            same(entity.name.own(&statement.language).as_str()) || entity.aliases.iter().any(|alias| same(alias.as_str()))
        })?;
        Some(entity.id.as_str().to_owned())
    }
}

/// The statement's list in which things of a kind are described.
fn list_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Entity => Some("entities"),
        Kind::Topic => Some("topics"),
        Kind::Source => Some("sources"),
        Kind::Section | Kind::Clause | Kind::Action => None,
    }
}

/// What to do with the id of another kind of thing.
fn elsewhere(is: Kind, wanted: Kind) -> String {
    match (is, wanted) {
        (Kind::Entity, Kind::Topic) => "an entity goes into `about`, or `to` where the act is aimed at it".to_owned(),
        (Kind::Topic, Kind::Entity) => "a topic goes into `topics` of the clause".to_owned(),
        _ => format!("write the id of {}", wanted.a()),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    #[test]
    fn finds_every_field_that_refers() {
        let text = with(
            r##""issuers": ["cn", "u1"], "signatories": [{"entity": "u2"}], "adoption": {"method": "vote", "votes": [{"entity": "u3", "vote": "for"}]},
            "entities": [{"id": "cn", "kind": "state", "name": "China", "of": "u4", "members": ["u5"]}],
            "topics": [{"id": "t", "label": "T", "broader": "u6"}], "relations": [{"type": "cites", "ref": "#u7"}],
            "sections": [{"clauses": [{"id": "a", "text": "A.", "by": ["u8"], "to": ["u9"], "about": ["u10"], "topics": ["u11"],
                "actions": [{"what": "act", "by": ["u12"], "with": ["u13"], "under": "u14"}],
                "evidence": [{"source": "u15", "start": 0, "end": 1, "exact": "A"}], "relations": [{"type": "cites", "ref": "cn-pk-2025#u16"}]}]}]"##,
        );
        insta::assert_snapshot!(messages("unknown-reference", &text), @"
        /adoption/votes/0/entity: no entity of this statement has the id `u3` (write the id of an entity, or describe an entity with the id `u3` in `entities`)
        /entities/0/members/0: no entity of this statement has the id `u5` (write the id of an entity, or describe an entity with the id `u5` in `entities`)
        /entities/0/of: no entity of this statement has the id `u4` (write the id of an entity, or describe an entity with the id `u4` in `entities`)
        /issuers/1: no entity of this statement has the id `u1` (write the id of an entity, or describe an entity with the id `u1` in `entities`)
        /relations/0/ref: no clause of this statement has the id `u7` (write the id of a clause)
        /sections/0/clauses/0/about/0: no entity of this statement has the id `u10` (write the id of an entity, or describe an entity with the id `u10` in `entities`)
        /sections/0/clauses/0/actions/0/by/0: no entity of this statement has the id `u12` (write the id of an entity, or describe an entity with the id `u12` in `entities`)
        /sections/0/clauses/0/actions/0/under: no entity of this statement has the id `u14` (write the id of an entity, or describe an entity with the id `u14` in `entities`)
        /sections/0/clauses/0/actions/0/with/0: no entity of this statement has the id `u13` (write the id of an entity, or describe an entity with the id `u13` in `entities`)
        /sections/0/clauses/0/by/0: no entity of this statement has the id `u8` (write the id of an entity, or describe an entity with the id `u8` in `entities`)
        /sections/0/clauses/0/evidence/0/source: no source of this statement has the id `u15` (write the id of a source, or describe a source with the id `u15` in `sources`)
        /sections/0/clauses/0/relations/0/ref: no clause of this statement has the id `u16` (write the id of a clause)
        /sections/0/clauses/0/to/0: no entity of this statement has the id `u9` (write the id of an entity, or describe an entity with the id `u9` in `entities`)
        /sections/0/clauses/0/topics/0: no topic of this statement has the id `u11` (write the id of a topic, or describe a topic with the id `u11` in `topics`)
        /signatories/0/entity: no entity of this statement has the id `u2` (write the id of an entity, or describe an entity with the id `u2` in `entities`)
        /topics/0/broader: no topic of this statement has the id `u6` (write the id of a topic, or describe a topic with the id `u6` in `topics`)
        ");
    }

    #[test]
    fn says_what_is_meant_or_what_kind_it_is() {
        let text = with(
            r##""topics": [{"id": "trade", "label": "Trade"}], "issuers": ["PK", "Pakistan", "islamabad", "tade", "trade"],
            "sections": [{"id": "part", "clauses": [{"id": "a", "text": "A.", "topics": ["cn", "tade"], "relations": [{"type": "cites", "ref": "#part"}]}]}]"##,
        );
        insta::assert_snapshot!(messages("unknown-reference", &text), @"
        /issuers/0: no entity of this statement has the id `PK` (did you mean `pk`?)
        /issuers/1: no entity of this statement has the id `Pakistan` (did you mean `pk`?)
        /issuers/2: no entity of this statement has the id `islamabad` (did you mean `pk`?)
        /issuers/3: no entity of this statement has the id `tade` (write the id of an entity, or describe an entity with the id `tade` in `entities`)
        /issuers/4: `trade` is a topic, not an entity (a topic goes into `topics` of the clause)
        /sections/0/clauses/0/relations/0/ref: `part` is a section, not a clause (write the id of a clause)
        /sections/0/clauses/0/topics/0: `cn` is an entity, not a topic (an entity goes into `about`, or `to` where the act is aimed at it)
        /sections/0/clauses/0/topics/1: no topic of this statement has the id `tade` (did you mean `trade`?)
        ");
    }

    #[test]
    fn passes_what_is_described_and_what_lies_elsewhere() {
        let text = clause(
            r##""by": ["cn"], "relations": [{"type": "cites", "ref": "#a"}, {"type": "cites", "ref": "other#x"}, {"type": "cites", "ref": "https://a.example/#x"}]"##,
        );
        assert_eq!(messages("unknown-reference", &text), "");
    }
}
