//! Counting, statement by statement.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use statemark::act::Act;
use statemark::clause::Clause;
use statemark::evidence::Evidence;
use statemark::id::Id;
use statemark::language::LanguageTag;
use statemark::section::Section;
use statemark::source::Source;
use statemark::statement::Statement;

use super::issuer::{self, Key};
use super::year::{self, Year};
use super::{Clauses, Issuer, Of, OfAct, Quotes, Rest, Sources, Statistics, VERSION};
use crate::summary::{Names, words};

/// Counts statements. Its memory grows with the number of different values, not with that of statements.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    statements: u64,
    types: BTreeMap<&'static str, u64>,
    years: BTreeMap<Year, u64>,
    languages: BTreeMap<String, u64>,
    issuers: BTreeMap<Key, Issuer>,
    acts: BTreeMap<&'static str, u64>,
    clauses: Clauses,
    quotes: Quotes,
    sources: Sources,
}

impl Counter {
    /// Counts a statement.
    pub fn add(&mut self, statement: &Statement) {
        self.statements += 1;
        *self.types.entry(statement.kind.code()).or_default() += 1;
        *self.years.entry(year::of(&statement.date)).or_default() += 1;
        *self.languages.entry(in_usual_case(&statement.language)).or_default() += 1;
        self.issuers(statement);
        let mut quoted = Vec::new();
        self.sections(&statement.sections, &mut quoted);
        self.sources(&statement.sources, quoted);
    }

    /// How many statements were counted.
    pub fn statements(&self) -> u64 {
        self.statements
    }

    /// Adds what another counted of the statements that follow.
    pub fn absorb(&mut self, other: Self) {
        self.statements += other.statements;
        add_up(&mut self.types, other.types);
        add_up(&mut self.years, other.years);
        add_up(&mut self.languages, other.languages);
        add_up(&mut self.acts, other.acts);
        for (key, issuer) in other.issuers {
            let statements = issuer.statements;
            self.issuers.entry(key).or_insert(Issuer { statements: 0, ..issuer }).statements += statements;
        }
        let (ours, theirs) = (&mut self.clauses, other.clauses);
        ours.all += theirs.all;
        ours.with_act += theirs.with_act;
        ours.with_by += theirs.with_by;
        ours.with_topics += theirs.with_topics;
        ours.with_actions += theirs.with_actions;
        ours.with_evidence += theirs.with_evidence;
        self.quotes.spans += other.quotes.spans;
        self.quotes.words += other.quotes.words;
        let (ours, theirs) = (&mut self.sources, other.sources);
        ours.all += theirs.all;
        ours.with_text += theirs.with_text;
        ours.characters += theirs.characters;
        ours.quoted_characters += theirs.quoted_characters;
    }

    /// The statistics.
    pub fn finish(self, rest: Rest) -> Statistics {
        let of = |(value, statements): (String, u64)| Of { value, statements };
        let mut types: Vec<Of> = self.types.into_iter().map(|(value, count)| of((value.to_owned(), count))).collect();
        let mut languages: Vec<Of> = self.languages.into_iter().map(of).collect();
        let mut issuers: Vec<Issuer> = self.issuers.into_values().collect();
        let mut acts: Vec<OfAct> = self.acts.into_iter().map(|(value, clauses)| OfAct { value, clauses }).collect();
        // What is as many stays in the order of the keys.
        types.sort_by_key(|of| Reverse(of.statements));
        languages.sort_by_key(|of| Reverse(of.statements));
        issuers.sort_by_key(|issuer| Reverse(issuer.statements));
        acts.sort_by_key(|of| Reverse(of.clauses));
        Statistics {
            statistics: VERSION,
            statements: self.statements,
            rest,
            types,
            years: self.years.into_iter().map(|((_, value), count)| of((value, count))).collect(),
            languages,
            issuers,
            acts,
            clauses: self.clauses,
            quotes: self.quotes,
            sources: self.sources,
        }
    }

    fn issuers(&mut self, statement: &Statement) {
        let names = Names::new(statement);
        // Who is named twice issues the statement once.
        let keys: BTreeMap<Key, &Id> = statement.issuers.iter().rev().map(|id| (Key::new(id, &names), id)).collect();
        for (key, id) in keys {
            let first = || issuer::first(&key, id, &names);
            self.issuers.entry(key.clone()).or_insert_with(first).statements += 1;
        }
    }

    fn sections<'statement>(&mut self, sections: &'statement [Section], quoted: &mut Vec<&'statement Evidence>) {
        for section in sections {
            section.clauses.iter().for_each(|clause| self.clause(clause, false, None, quoted));
            self.sections(&section.sections, quoted);
        }
    }

    /// Counts a clause and its sub-clauses, with what they take from the clause around them: that someone speaks, and the act.
    fn clause<'statement>(
        &mut self,
        clause: &'statement Clause,
        has_by: bool,
        act: Option<Act>,
        quoted: &mut Vec<&'statement Evidence>,
    ) {
        let (has_by, act) = (has_by || !clause.by.is_empty(), clause.act.or(act));
        let counts = &mut self.clauses;
        counts.all += 1;
        counts.with_act += u64::from(act.is_some());
        counts.with_by += u64::from(has_by);
        counts.with_topics += u64::from(!clause.topics.is_empty());
        counts.with_actions += u64::from(!clause.actions.is_empty());
        counts.with_evidence += u64::from(!clause.evidence.is_empty());
        if let Some(act) = act {
            *self.acts.entry(act.code()).or_default() += 1;
        }
        for span in &clause.evidence {
            self.quotes.spans += 1;
            self.quotes.words += words(span.exact.as_str()) as u64;
            quoted.push(span);
        }
        clause.clauses.iter().for_each(|clause| self.clause(clause, has_by, act, quoted));
    }

    fn sources(&mut self, sources: &[Source], quoted: Vec<&Evidence>) {
        self.sources.all += sources.len() as u64;
        let mut covered = covered(quoted);
        for (source, text) in sources.iter().filter_map(|source| Some((source, source.text.as_ref()?))) {
            let characters = text.as_str().chars().count() as u64;
            self.sources.with_text += 1;
            self.sources.characters += characters;
            // Of two sources with one id the first is the one that is quoted; and a wrong offset quotes nothing.
            self.sources.quoted_characters += covered.remove(&source.id).unwrap_or_default().min(characters);
        }
    }
}

fn add_up<Key: Ord>(counts: &mut BTreeMap<Key, u64>, more: BTreeMap<Key, u64>) {
    for (key, count) in more {
        *counts.entry(key).or_default() += count;
    }
}

/// How many characters of each source are quoted; where quotes overlap they count once.
fn covered(mut quoted: Vec<&Evidence>) -> HashMap<&Id, u64> {
    quoted.sort_by(|a, b| (&a.source, a.start.get()).cmp(&(&b.source, b.start.get())));
    let mut covered: HashMap<&Id, (u64, u64)> = HashMap::new();
    for span in quoted {
        let (count, end) = covered.entry(&span.source).or_default();
        *count += span.end.get().saturating_sub(span.start.get().max(*end));
        *end = span.end.get().max(*end);
    }
    covered.into_iter().map(|(id, (count, _))| (id, count)).collect()
}

/// A tag as RFC 5646 (section 2.1.1) would have it written, so that those which differ only in case are one: `zh-Hans-CN`.
fn in_usual_case(tag: &LanguageTag) -> String {
    let mut usual = String::new();
    let mut after_single = false;
    for (index, subtag) in tag.as_str().split('-').enumerate() {
        let subtag = subtag.to_ascii_lowercase();
        match subtag.len() {
            _ if index == 0 => usual.push_str(&subtag),
            2 if !after_single => usual.extend(["-", &subtag.to_ascii_uppercase()]),
            4 if !after_single => usual.extend(["-", &subtag[..1].to_ascii_uppercase(), &subtag[1..]]),
            _ => usual.extend(["-", &subtag]),
        }
        after_single |= subtag.len() == 1;
    }
    usual
}

#[cfg(test)]
mod tests;
