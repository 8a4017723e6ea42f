//! How what is to be done stands to those who speak: promised, asked or only reported. Derived, for no document stores it.

use std::collections::HashMap;

use crate::act::{Act, Class};
use crate::action::Action;
use crate::codes::codes;
use crate::entity::EntityKind;
use crate::id::Id;
use crate::spoken::Spoken;
use crate::statement::Statement;

codes! {
    /// How an action stands to the speakers of its clause.
    ///
    /// 1. **Promised** where a doer is a speaker.
    /// 2. Else **asked** where the clause gives an order: a directive or a decision (`decide`, `appoint`, `authorise`, `establish`,
    ///    `extend`), also one that is said again ("reiterates its demand"). So a speaker may ask a body of its own.
    /// 3. Else **promised** where a doer belongs to a speaker by `of` or `members`, over any number of steps; a person speaks for what
    ///    it holds office in.
    /// 4. Else **reported**.
    pub enum Standing: "a standing of an action" {
        /// Speakers are to do it, by their own word.
        Promised = "promised",
        /// Speakers want it of others.
        Asked = "asked",
        /// Others are to do it, by another word than the speakers'.
        Reported = "reported",
    }
}

/// How the actions of each clause stand to its speakers, in the order of the clauses and of their actions. What belongs to the same
/// speakers is looked for once.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"clauses": [{"id": "rain",
/// #         "text": "X pledges shelter.", "by": ["x"], "act": "pledge", "actions": [{"what": "build shelter", "by": ["x"]}]}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// use statemark::standing::{Standing, standings};
/// assert_eq!(standings(&statement, &statemark::spoken::all(&statement)), [[Standing::Promised]]);
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn standings(statement: &Statement, spoken: &[Spoken<'_>]) -> Vec<Vec<Standing>> {
    let mut standings = vec![Vec::new(); spoken.len()];
    let mut by_speakers: HashMap<Vec<&Id>, Vec<usize>> = HashMap::new();
    for (index, one) in spoken.iter().enumerate().filter(|(_, one)| !one.clause.actions.is_empty()) {
        by_speakers.entry(as_set(one.by)).or_default().push(index);
    }
    if by_speakers.is_empty() {
        return standings;
    }
    let mut belonging = Belonging::new(statement);
    for (speakers, clauses) in by_speakers {
        belonging.reach(&speakers);
        for index in clauses {
            let one = &spoken[index];
            standings[index] = one.clause.actions.iter().map(|action| standing(action, one, &speakers, &belonging)).collect();
        }
    }
    standings
}

/// Ids in one order, so that two lists of the same ids are equal.
pub fn as_set(ids: &[Id]) -> Vec<&Id> {
    let mut set: Vec<&Id> = ids.iter().collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// `speakers` are those of the clause as a set.
fn standing(action: &Action, one: &Spoken<'_>, speakers: &[&Id], belonging: &Belonging<'_>) -> Standing {
    let is_speaker = action.by.iter().any(|doer| speakers.binary_search(&doer).is_ok());
    if is_speaker {
        Standing::Promised
    } else if is_order(one) {
        Standing::Asked
    } else if action.by.iter().any(|doer| belonging.belongs(doer)) {
        Standing::Promised
    } else {
        Standing::Reported
    }
}

/// Whether the words of a clause are to make somebody do something: its act is an order, or says one again.
fn is_order(one: &Spoken<'_>) -> bool {
    let order = |act: Act| {
        let decision = matches!(act, Act::Appoint | Act::Authorise | Act::Decide | Act::Establish | Act::Extend);
        decision || act.class() == Class::Directive
    };
    one.act.is_some_and(|act| order(act) || (act.class() == Class::Assertive && one.clause.inner_act.is_some_and(order)))
}

/// What belongs to each entity, by `of` and by `members`. Ids are numbered, so that a long chain is walked fast.
struct Belonging<'statement> {
    numbers: HashMap<&'statement Id, usize>,
    below: Vec<Vec<usize>>,
    /// What a person holds office in, and so speaks for.
    offices: HashMap<usize, usize>,
    /// The last walk that reached each entity; walks count from 1.
    reached: Vec<usize>,
    walks: usize,
}

impl<'statement> Belonging<'statement> {
    fn new(statement: &'statement Statement) -> Self {
        let (numbers, below, offices) = (HashMap::new(), Vec::new(), HashMap::new());
        let mut belonging = Self { numbers, below, offices, reached: Vec::new(), walks: 0 };
        for entity in &statement.entities {
            let number = belonging.number(&entity.id);
            if let Some(of) = &entity.of {
                let of = belonging.number(of);
                belonging.below[of].push(number);
                if entity.kind == EntityKind::Person {
                    belonging.offices.insert(number, of);
                }
            }
            for member in &entity.members {
                let member = belonging.number(member);
                belonging.below[number].push(member);
            }
        }
        belonging.reached = vec![0; belonging.below.len()];
        belonging
    }

    fn number(&mut self, id: &'statement Id) -> usize {
        *self.numbers.entry(id).or_insert_with(|| {
            self.below.push(Vec::new());
            self.below.len() - 1
        })
    }

    /// Walks to all that belong to these speakers, over any number of steps.
    fn reach(&mut self, speakers: &[&Id]) {
        self.walks += 1;
        let mut open: Vec<usize> = speakers.iter().filter_map(|speaker| self.numbers.get(speaker).copied()).collect();
        open.extend(open.clone().iter().filter_map(|speaker| self.offices.get(speaker)));
        while let Some(number) = open.pop() {
            // What was reached before is not followed again, so that a circle ends.
            if std::mem::replace(&mut self.reached[number], self.walks) != self.walks {
                open.extend(&self.below[number]);
            }
        }
    }

    /// Whether a doer belongs to the speakers of the last walk.
    fn belongs(&self, doer: &Id) -> bool {
        self.numbers.get(doer).is_some_and(|&number| self.reached[number] == self.walks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = r#""by": ["a"], "act": "pledge""#;

    /// How the actions of clauses stand to them, in a statement with these entities beside two states, `a` and `b`.
    fn of_clauses(entities: &str, clauses: &str) -> Vec<Standing> {
        let json = format!(
            r#"{{"statemark": "1.0", "id": "x", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["a"],
            "entities": [{{"id": "a", "kind": "state", "name": "A"}}, {{"id": "b", "kind": "state", "name": "B"}}{entities}],
            "sections": [{{"clauses": [{clauses}]}}]}}"#
        );
        let statement = crate::json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
        standings(&statement, &crate::spoken::all(&statement)).concat()
    }

    /// How an action of `doer` stands to a clause.
    fn of(entities: &str, clause: &str, doer: &str) -> &'static str {
        let by = if doer.is_empty() { String::new() } else { format!(r#", "by": ["{doer}"]"#) };
        let found = of_clauses(entities, &format!(r#"{{"id": "c", "text": "T", {clause}, "actions": [{{"what": "act"{by}}}]}}"#));
        assert_eq!(found.len(), 1);
        found[0].code()
    }

    #[test]
    fn a_speaker_promises_what_it_or_its_own_will_do() {
        let minister = r#", {"id": "m", "kind": "person", "name": "M", "office": "Minister", "of": "ministry"},
            {"id": "ministry", "kind": "organization", "name": "Ministry", "of": "a"}"#;
        assert_eq!(of("", A, "a"), "promised");
        assert_eq!(of(minister, A, "m"), "promised");
        assert_eq!(of("", A, "b"), "reported");
        assert_eq!(of("", A, ""), "reported");
        let group = r#", {"id": "g", "kind": "group", "name": "G", "members": ["h"]}, {"id": "h", "kind": "group", "name": "H", "members": ["b"]}"#;
        assert_eq!(of(group, r#""by": ["g"], "act": "pledge""#, "b"), "promised");
        assert_eq!(of(group, r#""by": ["b"], "act": "pledge""#, "g"), "reported", "a member does not speak for the group");
    }

    #[test]
    fn a_person_speaks_for_what_it_holds_office_in() {
        let entities = r#", {"id": "p", "kind": "person", "name": "P", "of": "a"}, {"id": "o", "kind": "organization", "name": "O", "of": "a"}"#;
        assert_eq!(of(entities, r#""by": ["p"], "act": "pledge""#, "a"), "promised");
        assert_eq!(of(entities, r#""by": ["p"], "act": "pledge""#, "o"), "promised");
        assert_eq!(of(entities, r#""by": ["o"], "act": "pledge""#, "a"), "reported", "a body does not speak for its state");
    }

    #[test]
    fn an_order_asks_others_and_a_body_of_the_speakers_own() {
        let body = r#", {"id": "o", "kind": "organization", "name": "O", "of": "a"}"#;
        for act in ["call-on", "demand", "mandate", "decide", "establish"] {
            let clause = format!(r#""by": ["a"], "act": "{act}""#);
            assert_eq!(of(body, &clause, "b"), "asked", "{act}");
            assert_eq!(of(body, &clause, "o"), "asked", "{act}");
            assert_eq!(of(body, &clause, "a"), "promised", "{act}");
            assert_eq!(of(body, &clause, ""), "asked", "{act}");
        }
        assert_eq!(of("", r#""by": ["a"], "act": "reiterate", "inner_act": "demand""#, "b"), "asked");
        assert_eq!(
            of("", r#""by": ["a"], "act": "welcome", "inner_act": "decide""#, "b"),
            "reported",
            "the decision is another's"
        );
        assert_eq!(of("", r#""by": ["a"], "act": "sign""#, "b"), "reported");
        assert_eq!(of("", r#""note": "uncoded""#, "b"), "reported");
    }

    #[test]
    fn circles_of_belonging_end() {
        let circle = r#", {"id": "c1", "kind": "group", "name": "C1", "of": "c2", "members": ["c1", "c2"]},
            {"id": "c2", "kind": "group", "name": "C2", "of": "c1", "members": ["nobody"]}"#;
        assert_eq!(of(circle, A, "c1"), "reported");
        assert_eq!(of(circle, A, "nobody"), "reported");
        assert_eq!(of(circle, r#""by": ["c2"], "act": "pledge""#, "c1"), "promised");
    }

    #[test]
    fn a_long_chain_of_belonging_is_walked_once_for_many_actions() {
        let entity = |index| format!(r#", {{"id": "e{index}", "kind": "group", "name": "E", "of": "e{}"}}"#, index + 1);
        let entities = (0..4_000).map(entity).collect::<Vec<_>>().concat();
        let actions = vec![r#"{"what": "w", "by": ["e0"]}"#; 4_000].join(",");
        let clause = |id: &str, by: &str| {
            format!(r#"{{"id": "{id}", "text": "T.", "by": ["{by}"], "act": "pledge", "actions": [{actions}]}}"#)
        };
        let found = of_clauses(&entities, &[clause("c", "b"), clause("d", "e4000"), clause("e", "b")].join(","));
        let count = |standing| found.iter().filter(|found| **found == standing).count();
        assert_eq!((count(Standing::Reported), count(Standing::Promised)), (8_000, 4_000));
    }
}
