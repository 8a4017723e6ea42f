//! Clauses, and what stands in them.

use statemark::act::Act;
use statemark::action::Action;
use statemark::clause::{Clause, Emphasis};
use statemark::evidence::Evidence;
use statemark::form::DEPTH;

use super::Reader;
use super::tags::attributes;
use super::words::{count, degree, flag, preserve, word, words};

impl Reader<'_> {
    pub(super) fn clause(&mut self, name: &'static str) -> Option<Clause> {
        self.clauses += 1;
        if self.clauses > DEPTH {
            return None;
        }
        attributes!(self {
            id as "id": word,
            number as "number": word,
            continues as "continues": flag,
            by as "by": words,
            act as "act": Act::from_code,
            inner_act as "inner_act": Act::from_code,
            emphasis as "emphasis": Emphasis::from_code,
            to as "to": words,
            about as "about": words,
            topics as "topics": words,
            confidence as "confidence": degree,
        });
        let clause = Clause {
            id: id?,
            number,
            continues: continues.unwrap_or_default(),
            by: by.unwrap_or_default(),
            act,
            inner_act,
            emphasis,
            to: to.unwrap_or_default(),
            about: about.unwrap_or_default(),
            topics: topics.unwrap_or_default(),
            confidence,
            text: self.required("text", Self::text)?,
            condition: self.optional("condition", Self::text)?,
            actions: self.many("action", Self::action)?,
            evidence: self.many("evidence", Self::evidence)?,
            relations: self.many("relation", Self::relation)?,
            note: self.optional("note", Self::line)?,
            clauses: self.many("clause", Self::clause)?,
            ext: self.ext()?,
        };
        self.clauses -= 1;
        self.tags.close(name)?;
        Some(clause)
    }

    fn action(&mut self, name: &'static str) -> Option<Action> {
        attributes!(self { id as "id": word, by as "by": words, with as "with": words, due as "due": word, under as "under": word });
        let action = Action {
            id,
            by: by.unwrap_or_default(),
            with: with.unwrap_or_default(),
            due,
            under,
            what: self.required("what", Self::text)?,
            due_text: self.optional("due_text", Self::line)?,
            condition: self.optional("condition", Self::text)?,
            ext: self.ext()?,
        };
        self.tags.close(name)?;
        Some(action)
    }

    fn evidence(&mut self, name: &'static str) -> Option<Evidence> {
        attributes!(self { source as "source": word, start as "start": count, end as "end": count, space as "xml:space": preserve });
        let evidence = Evidence { source: source?, start: start?, end: end?, exact: word(&self.tags.words(name)?)? };
        evidence.fits().then_some(evidence)
    }
}
