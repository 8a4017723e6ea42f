//! A summary: what an analyst first asks of a statement, as plain data.

mod actions;
mod dates;
mod facts;
mod names;
mod speakers;

use std::collections::HashMap;

use statemark::id::Id;
use statemark::source::Source;
use statemark::spoken::{self, Spoken};
use statemark::standing::as_set;
use statemark::statement::{Statement, StatementType};
use statemark::text::Text;

pub use actions::{Actions, Deed, Doers};
pub use speakers::{Acted, Said, Speakers};

pub(crate) use names::Names;

/// What a statement says, in the statement's own language where the words are its own, else in English.
/// The same statement gives the same summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The title.
    pub title: String,
    /// What kind of statement it is.
    pub kind: StatementType,
    /// What else stands at its head, label and value: date, place, occasion, languages, issuers, adoption, signatories.
    pub facts: Vec<(&'static str, String)>,
    /// Who does what with these words: sets of speakers in the order in which they first speak.
    pub speakers: Vec<Speakers>,
    /// What is to be done.
    pub actions: Actions,
    /// The topics, those with most clauses first.
    pub topics: Vec<TopicCount>,
    /// The sources.
    pub sources: Vec<String>,
    /// How much of the statement is coded and shown to be in a source.
    pub counts: Counts,
}

/// A topic, and how many clauses are filed under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicCount {
    /// What the topic is called.
    pub label: String,
    /// The wider topic that it belongs to.
    pub broader: Option<String>,
    /// How many clauses name it.
    pub clauses: usize,
}

/// How much of a statement is coded, and how much is shown to be in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All clauses, sub-clauses among them.
    pub clauses: usize,
    /// Clauses with an act, of their own or from the clause that they stand in.
    pub coded: usize,
    /// Clauses that quote a source.
    pub quoting: usize,
    /// The spans that they quote.
    pub spans: usize,
    /// The words in these spans; in scripts that put no space between words, their characters.
    pub words: usize,
}

impl Summary {
    /// Sums up a statement.
    pub fn new(statement: &Statement) -> Self {
        let names = Names::new(statement);
        let spoken = spoken::all(statement);
        Self {
            title: names.own(&statement.title),
            kind: statement.kind,
            facts: facts::facts(statement, &names),
            speakers: speakers::speakers(&spoken, &names),
            actions: actions::actions(statement, &spoken, &names),
            topics: topics(statement, &spoken, &names),
            sources: statement.sources.iter().map(source).collect(),
            counts: Counts::new(&spoken),
        }
    }
}

impl Counts {
    fn new(spoken: &[Spoken<'_>]) -> Self {
        let evidence = || spoken.iter().flat_map(|one| &one.clause.evidence);
        Self {
            clauses: spoken.len(),
            coded: spoken.iter().filter(|one| one.act.is_some()).count(),
            quoting: spoken.iter().filter(|one| !one.clause.evidence.is_empty()).count(),
            spans: evidence().count(),
            words: evidence().map(|span| words(span.exact.as_str())).sum(),
        }
    }

    /// The counts as two sentences.
    pub fn sentences(&self) -> [String; 2] {
        let uncoded = self.clauses - self.coded;
        let quoted = match self.spans {
            0 => "No clause quotes a source.".to_owned(),
            spans => format!(
                "{} of {} {} a source: {}, {} in all.",
                self.quoting,
                counted(self.clauses, "clause"),
                if self.quoting == 1 { "quotes" } else { "quote" },
                counted(spans, "span"),
                counted(self.words, "word"),
            ),
        };
        [format!("{}: {} coded, {uncoded} not.", counted(self.clauses, "clause"), self.coded), quoted]
    }
}

/// A count and what is counted: `1 clause`, `2 clauses`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// How many words a text has: runs without white space, and each wide character for itself.
pub(crate) fn words(text: &str) -> usize {
    let in_run = |run: &str| {
        let wide = run.chars().filter(|&c| crate::text::is_wide(c)).count();
        let narrow = run.split(crate::text::is_wide).filter(|part| part.contains(char::is_alphanumeric)).count();
        wide + narrow
    };
    text.split_whitespace().map(in_run).sum()
}

fn topics(statement: &Statement, spoken: &[Spoken<'_>], names: &Names<'_>) -> Vec<TopicCount> {
    let mut counts: HashMap<&Id, usize> = HashMap::new();
    for one in spoken {
        // A topic that a clause names twice counts once.
        for id in as_set(&one.clause.topics) {
            *counts.entry(id).or_default() += 1;
        }
    }
    let labels: HashMap<&Id, &Text> = statement.topics.iter().rev().map(|topic| (&topic.id, &topic.label)).collect();
    let mut topics: Vec<TopicCount> = statement
        .topics
        .iter()
        .map(|topic| TopicCount {
            label: names.own(&topic.label),
            broader: topic.broader.as_ref().and_then(|id| labels.get(id)).map(|label| names.own(label)),
            clauses: counts.get(&topic.id).copied().unwrap_or_default(),
        })
        .collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.clauses));
    topics
}

/// A source in a line: what it is called, whose it is, of when, how much of the whole, and what proves it.
fn source(source: &Source) -> String {
    let mut parts = Vec::new();
    parts.extend(source.title.as_ref().map(|title| format!("“{title}”")));
    parts.extend(source.publisher.as_ref().map(ToString::to_string));
    parts.extend(names::list(source.authors.iter().map(ToString::to_string)).map(|authors| format!("by {authors}")));
    if parts.is_empty() {
        parts.push(format!("Source {}", source.id));
    }
    parts.extend(source.published.as_ref().map(|date| format!("published {}", dates::words(date))));
    parts.extend(source.updated.as_ref().map(|date| format!("updated {}", dates::words(date))));
    let mut notes = vec![source.kind.code().replace('-', " ")];
    notes.extend(source.extent.map(|extent| extent.code().to_owned()));
    notes.extend(source.language.as_ref().map(|language| format!("in {language}")));
    notes.push(match (&source.text, &source.file) {
        (Some(_), _) => "text inside".to_owned(),
        (None, Some(file)) => format!("text in {file}"),
        (None, None) => "text not kept".to_owned(),
    });
    notes.push(if source.sha256.is_some() { "checksum known" } else { "no checksum" }.to_owned());
    format!("{} ({})", parts.join(", "), notes.join(", "))
}

#[cfg(test)]
mod tests;
