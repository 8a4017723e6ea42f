//! Who does what: the coded clauses by set of speakers and act.

use std::collections::HashMap;

use statemark::act::{Act, Class};
use statemark::clause::Emphasis;
use statemark::spoken::Spoken;
use statemark::standing::as_set;

use super::names::{Names, list};

/// What one set of speakers does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speakers {
    /// Their names; none where the coding does not say who speaks.
    pub names: Vec<String>,
    /// Their acts: decisions first, then what they ask, promise, feel and say; in each class the strongest first.
    pub acts: Vec<Acted>,
}

/// One act of one set of speakers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    /// The act.
    pub act: Act,
    /// The clauses in which they do it, in the order of the statement.
    pub clauses: Vec<Said>,
}

/// A coded clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The id of the clause.
    pub id: String,
    /// Its number as printed, after those of the clauses that it stands in.
    pub number: Option<String>,
    /// Its words.
    pub text: String,
    /// The act inside the act.
    pub inner_act: Option<Act>,
    /// Whether the act is stressed or softened.
    pub emphasis: Option<Emphasis>,
    /// Whom the act is aimed at.
    pub to: Vec<String>,
    /// On what the act depends, in the words of the text.
    pub condition: Option<String>,
}

impl Speakers {
    /// The speakers as a list in a sentence.
    pub fn heading(&self) -> String {
        list(self.names.clone()).unwrap_or_else(|| "Speaker not named".to_owned())
    }

    /// How many clauses are theirs.
    pub fn clauses(&self) -> usize {
        self.acts.iter().map(|acted| acted.clauses.len()).sum()
    }
}

impl Said {
    /// The words after the number.
    pub fn line(&self) -> String {
        self.number.as_ref().map_or_else(|| self.text.clone(), |number| format!("{number} {}", self.text))
    }

    /// What else the coding says of the clause, as short notes; a condition only where the words do not show it.
    pub fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = self.emphasis.iter().map(ToString::to_string).collect();
        notes.extend(self.inner_act.map(|act| format!("inner act: {}", act.label())));
        notes.extend(list(self.to.clone()).map(|to| format!("to {to}")));
        notes.extend(
            self.condition
                .as_ref()
                .filter(|condition| !self.text.contains(condition.as_str()))
                .map(|condition| format!("“{condition}”")),
        );
        notes
    }
}

pub(super) fn speakers(spoken: &[Spoken<'_>], names: &Names<'_>) -> Vec<Speakers> {
    let mut speakers: Vec<Speakers> = Vec::new();
    let mut places = HashMap::new();
    for one in spoken {
        let Some(act) = one.act else { continue };
        let place = *places.entry(as_set(one.by)).or_insert_with(|| {
            speakers.push(Speakers { names: names.names(one.by), acts: Vec::new() });
            speakers.len() - 1
        });
        let acts = &mut speakers[place].acts;
        let said = said(one, names);
        match acts.iter_mut().find(|acted| acted.act == act) {
            Some(acted) => acted.clauses.push(said),
            None => acts.push(Acted { act, clauses: vec![said] }),
        }
    }
    for one in &mut speakers {
        one.acts.sort_by_key(|acted| (rank(acted.act.class()), std::cmp::Reverse(acted.act.strength()), acted.act));
    }
    speakers
}

fn said(one: &Spoken<'_>, names: &Names<'_>) -> Said {
    Said {
        id: one.clause.id.to_string(),
        number: one.number.as_deref().map(str::to_owned),
        text: names.own(&one.clause.text),
        inner_act: one.clause.inner_act,
        emphasis: one.emphasis,
        to: names.names(one.to),
        condition: one.clause.condition.as_ref().map(|condition| names.own(condition)),
    }
}

/// What changes the world first, what only describes it last.
fn rank(class: Class) -> u8 {
    match class {
        Class::Declarative => 0,
        Class::Directive => 1,
        Class::Commissive => 2,
        Class::Expressive => 3,
        Class::Assertive => 4,
    }
}
