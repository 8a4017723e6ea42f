//! What is to be done: promised, asked or only reported.

use std::collections::HashMap;

use statemark::act::Act;
use statemark::action::Action;
use statemark::clause::Emphasis;
use statemark::spoken::Spoken;
use statemark::standing::{Standing, as_set, standings};
use statemark::statement::Statement;

use super::dates;
use super::names::{Names, list};

/// What is to be done, by how it stands to the speakers: see [`Standing`].
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
