//! What is to be done: promised, asked or only reported. Derived, for no document stores it.

use std::collections::HashMap;

use statemark::act::{Act, Class};
use statemark::action::Action;
use statemark::clause::Emphasis;
use statemark::entity::EntityKind;
use statemark::id::Id;
use statemark::statement::Statement;

use super::dates;
use super::names::{Names, list};
use super::speakers::as_set;
use super::spoken::Spoken;

/// What is to be done, by how it stands to the speakers.
///
/// 1. **Promised** where a doer is a speaker.
/// 2. Else **asked** where the clause gives an order: a directive or a decision (`decide`, `appoint`, `authorise`, `establish`, `extend`), also
///    one that is said again ("reiterates its demand"). So a speaker may ask a body of its own.
/// 3. Else **promised** where a doer belongs to a speaker by `of` or `members`, over any number of steps; a person speaks for what it holds
///    office in.
/// 4. Else **reported**.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actions {
    /// What speakers are to do, by their own word.
    pub promised: Vec<Doers>,
    /// What speakers want of others.
    pub asked: Vec<Doers>,
    /// What others are to do by another word than the speakers'.
    pub reported: Vec<Doers>,
}

impl Actions {
    /// The lists that hold anything, each with its title and what stands before the names of the speakers.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &'static str, &[Doers])> {
        let lists = [
            ("Promised", "by the word of", &*self.promised),
            ("Asked", "asked by", &*self.asked),
            ("Reported", "as told by", &*self.reported),
        ];
        lists.into_iter().filter(|(.., list)| !list.is_empty())
    }
}

/// What the same doers are to do, by the word of the same speakers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doers {
    /// The names of those who are to do it; none where the coding does not say who.
    pub names: Vec<String>,
    /// The names of those who say so.
    pub speakers: Vec<String>,
    /// What they are to do, in the order of the statement.
    pub deeds: Vec<Deed>,
}

/// One thing that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// What is to be done.
    pub what: String,
    /// The id of the clause that says so.
    pub clause: String,
    /// The act by which it is said.
    pub act: Option<Act>,
    /// Whether the act is stressed or softened.
    pub emphasis: Option<Emphasis>,
    /// The other party.
    pub with: Vec<String>,
    /// Until when, in words.
    pub due: Option<String>,
    /// Until when, in the words of the text.
    pub due_text: Option<String>,
    /// On what it depends, in the words of the text: the action's own condition, else the clause's.
    pub condition: Option<String>,
    /// The instrument or programme that it belongs to.
    pub under: Option<String>,
}

impl Doers {
    /// The doers as a list in a sentence, and where others speak of them, who: `by` is the phrase between the two.
    pub fn heading(&self, by: &str) -> String {
        let doers = list(self.names.clone()).unwrap_or_else(|| "Doer not named".to_owned());
        match list(self.speakers.clone()).filter(|speakers| *speakers != doers) {
            Some(speakers) => format!("{doers}, {by} {speakers}"),
            None => doers,
        }
    }
}

impl Deed {
    /// How, with whom, until when and on what condition, as short notes.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.act.map(|act| act.label().to_owned()));
        notes.extend(self.emphasis.map(|emphasis| emphasis.to_string()));
        notes.extend(list(self.with.clone()).map(|with| format!("with {with}")));
        notes.extend(match (&self.due, &self.due_text) {
            (Some(due), Some(text)) => Some(format!("due {due} (“{text}”)")),
            (Some(due), None) => Some(format!("due {due}")),
            (None, Some(text)) => Some(format!("due “{text}”")),
            (None, None) => None,
        });
        notes.extend(
            self.condition
                .as_ref()
                .filter(|condition| !self.what.contains(condition.as_str()))
                .map(|condition| format!("“{condition}”")),
        );
        notes.extend(self.under.as_ref().map(|under| format!("under {under}")));
        notes
    }
}

pub(super) fn actions(statement: &Statement, spoken: &[Spoken<'_>], names: &Names<'_>) -> Actions {
    let mut actions = Actions::default();
    let mut places = HashMap::new();
    for (one, standings) in spoken.iter().zip(standings(statement, spoken)) {
        for (action, standing) in one.clause.actions.iter().zip(standings) {
            let doers = match standing {
                Standing::Promised => &mut actions.promised,
                Standing::Asked => &mut actions.asked,
                Standing::Reported => &mut actions.reported,
            };
            let place = *places.entry((standing, as_set(&action.by), as_set(one.by))).or_insert_with(|| {
                doers.push(Doers { names: names.names(&action.by), speakers: names.names(one.by), deeds: Vec::new() });
                doers.len() - 1
            });
            doers[place].deeds.push(deed(action, one, names));
        }
    }
    actions
}

fn deed(action: &Action, one: &Spoken<'_>, names: &Names<'_>) -> Deed {
    Deed {
        what: names.own(&action.what),
        clause: one.clause.id.to_string(),
        act: one.act,
        emphasis: one.emphasis,
        with: names.names(&action.with),
        due: action.due.as_ref().map(dates::words),
        due_text: action.due_text.as_ref().map(ToString::to_string),
        condition: action.condition.as_ref().or(one.clause.condition.as_ref()).map(|condition| names.own(condition)),
        under: action.under.as_ref().map(|under| names.name(under)),
    }
}

/// How the actions of each clause stand to its speakers. What belongs to the same speakers is looked for once.
fn standings(statement: &Statement, spoken: &[Spoken<'_>]) -> Vec<Vec<Standing>> {
    let mut belonging = Belonging::new(statement);
    let mut standings = vec![Vec::new(); spoken.len()];
    let mut by_speakers: HashMap<Vec<&Id>, Vec<usize>> = HashMap::new();
    for (index, one) in spoken.iter().enumerate().filter(|(_, one)| !one.clause.actions.is_empty()) {
        by_speakers.entry(as_set(one.by)).or_default().push(index);
    }
    for (speakers, clauses) in by_speakers {
        belonging.reach(&speakers);
        for index in clauses {
            let one = &spoken[index];
            standings[index] = one.clause.actions.iter().map(|action| standing(action, one, &belonging)).collect();
        }
    }
    standings
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Standing {
    Promised,
    Asked,
    Reported,
}

fn standing(action: &Action, one: &Spoken<'_>, belonging: &Belonging<'_>) -> Standing {
    let is_speaker = action.by.iter().any(|doer| one.by.contains(doer));
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
