//! Clauses, and what stands in them.

use statemark::act::Act;
use statemark::action::Action;
use statemark::clause::{Clause, Emphasis};
use statemark::evidence::Evidence;

use super::Reader;
use super::tags::attributes;
use super::words::{count, degree, flag, preserve, word, words};

impl Reader<'_> {
    pub(super) fn clause(&mut self, name: &'static str) -> Option<Clause> {
        self.nested(|reader| &mut reader.clauses, |reader| reader.one_clause(name))
    }

    fn one_clause(&mut self, name: &'static str) -> Option<Clause> {
        attributes!(self {
            id: word,
            number: word,
            continues: flag,
            by: words,
            act: Act::from_code,
            inner_act: Act::from_code,
            emphasis: Emphasis::from_code,
            to: words,
            about: words,
            topics: words,
            confidence: degree,
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
        self.tags.close(name)?;
        Some(clause)
    }

    fn action(&mut self, name: &'static str) -> Option<Action> {
        attributes!(self { id: word, by: words, with: words, due: word, under: word });
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
        attributes!(self { source: word, start: count, end: count, space as "xml:space": preserve });
        let evidence = Evidence { source: source?, start: start?, end: end?, exact: word(&self.tags.words(name)?)? };
        evidence.fits().then_some(evidence)
    }
}
