//! What one statement says beside another: the rules over a set of statements.
//!
//! A set can hold millions of statements. Of each only its [`Facts`] are kept: numbers that stand for its id, its words, its acts and what it
//! refers to. They are taken where the statement is at hand, on any thread, and added in the order of the input. At the end the set tells
//! its findings. A finding names the statement by its [`Origin`], so that the caller can read it again to show the line.
//!
//! ```
//! use statemark_validate::dataset::{Dataset, Facts, Origin};
//! use statemark_validate::levels::Levels;
//!
//! let statement = |id: &str, words: &str| {
//!     format!(r#"{{"statemark": "1.0", "id": "{id}", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
//!         "issuers": ["x"], "entities": [{{"id": "x", "kind": "state", "name": "X"}}],
//!         "sections": [{{"clauses": [{{"id": "rain", "text": "{words}"}}]}}]}}"#)
//! };
//! let files = [statement("on-rain", "X welcomes the rain."), statement("on-rain", "X regrets the rain.")];
//!
//! // A call for each document whose form is right …
//! let mut dataset = Dataset::default();
//! for (file, text) in (0..).zip(&files) {
//!     if let Some(statement) = statemark::json::read(text.as_bytes()).statement {
//!         dataset.add(Facts::of(&statement), Origin { file, record: 1, offset: 0, line: 1 });
//!     }
//! }
//! // … and one at the end.
//! for found in dataset.findings(&Levels::new()) {
//!     assert_eq!((found.rule, found.origin.file, found.pointer.as_str()), ("duplicate-statement-id", 1, "/id"));
//!     assert_eq!(found.related[0].origin.file, 0);
//!     // A second look at the document gives the place.
//!     let text = &files[found.origin.file as usize];
//!     let placed = found.placed(statemark::json::read(text.as_bytes()).node().unwrap());
//!     assert_eq!(&text[placed.span.start..placed.span.end], r#""on-rain""#);
//! }
//! ```
//!
//! What the numbers cost: 48 bytes a statement, 4 bytes a clause, 24 bytes a relation to another statement, a number in a series, and a name
//! or code of an entity that was not met before; while the findings are told, 16 bytes more a statement, 4 a name or code, and 40 a number.
//! The numbers are hashes of 64 bits: among a million statements two ids look the same once in 37 million sets, among a hundred million once
//! in 3700. Names are compared by ten bits a word: there a chance keeps a finding back, once in a thousand, and never makes one.

mod entities;
mod facts;
mod hash;
mod path;
mod pool;
pub(crate) mod rules;
mod series;
pub(crate) mod set;

#[cfg(test)]
mod testing;

use statemark::node::Node;
use statemark::pointer::Pointer;

use crate::KEPT;
use crate::finding::Severity;
use crate::levels::Levels;
use crate::places::Places;
use crate::rule::Check;

use entities::Entities;
pub use facts::Facts;
use facts::Link;
use pool::Pool;
use series::Number;
use set::Set;

/// Where a statement comes from: enough to find it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The number that the caller gave to the file.
    pub file: u32,
    /// Which record of the file it is, from 1.
    pub record: u32,
    /// How many bytes stand before it in the file.
    pub offset: u64,
    /// The line in which it begins, from 1.
    pub line: u32,
}

/// One thing that is wrong with a statement beside the others of its set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule, which `rules::find` knows.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop. It holds no words of the statement: those are gone.
    pub message: String,
    /// How to mend it, in one sentence without a full stop.
    pub help: Option<String>,
    /// The statement.
    pub origin: Origin,
    /// The value that is wrong. The whole statement where the way to the value is too long to be kept.
    pub pointer: Pointer,
    /// What other statements have to do with it.
    pub related: Vec<Related>,
    /// How many more findings of this rule the statement has that are counted and not told: beyond [`crate::KEPT`].
    pub more: u64,
}

/// A place in another statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The statement.
    pub origin: Origin,
    /// The value.
    pub pointer: Pointer,
    /// What stands there, in a few words.
    pub message: String,
}

impl Finding {
    /// The finding with its place in the text, once its statement was read again. What stands in other statements is left out.
    pub fn placed(&self, node: &Node<'_>) -> crate::finding::Finding {
        crate::finding::Finding {
            span: Places::new(node).span(self.pointer.as_str(), false),
            rule: self.rule,
            pointer: self.pointer.clone(),
            severity: self.severity,
            message: self.message.clone(),
            help: self.help.clone(),
            related: Vec::new(),
            missing: None,
            fix: None,
        }
    }
}

impl Related {
    /// The place in the text, once the statement was read again.
    pub fn placed(&self, node: &Node<'_>) -> crate::finding::Related {
        crate::finding::Related {
            span: Places::new(node).span(self.pointer.as_str(), false),
            pointer: self.pointer.clone(),
            message: self.message.clone(),
            elsewhere: None,
        }
    }
}

/// What is kept of a statement.
#[derive(Debug, Clone, Copy)]
struct Row {
    id: u64,
    /// Its words; 0 where it has none.
    words: u64,
    offset: u64,
    file: u32,
    record: u32,
    line: u32,
    /// Where its clauses begin among those of the set.
    clauses: u32,
    /// The first and the last day that its date can mean.
    from: i32,
    to: i32,
}

impl Row {
    fn origin(&self) -> Origin {
        Origin { file: self.file, record: self.record, offset: self.offset, line: self.line }
    }
}

/// A set of statements, as far as the rules over sets need it.
///
/// A statement that lies there in several spellings is one statement: add one of them.
#[derive(Debug, Default)]
pub struct Dataset {
    rows: Pool<Row>,
    clauses: Pool<u32>,
    links: Pool<Link>,
    numbers: Pool<Number>,
    entities: Entities,
}

impl Dataset {
    /// Adds a statement. The first of several is the one that comes first in the input.
    pub fn add(&mut self, facts: Facts, origin: Origin) {
        // Beyond four thousand million statements or clauses there is no number for the next one.
        let (Ok(statement), Ok(clauses)) = (u32::try_from(self.rows.len()), u32::try_from(self.clauses.len())) else { return };
        let Origin { file, record, offset, line } = origin;
        let Facts { id, words, from, to, .. } = facts;
        self.rows.push(Row { id, words, offset, file, record, line, clauses, from, to });
        facts.clauses.into_iter().for_each(|clause| self.clauses.push(clause));
        facts.links.into_iter().for_each(|link| self.links.push(Link { statement, ..link }));
        facts.numbers.into_iter().for_each(|number| self.numbers.push(Number { statement, ..number }));
        facts.entities.into_iter().for_each(|known| self.entities.add(known, statement));
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much memory the set holds, in bytes.
    pub fn bytes(&self) -> usize {
        self.rows.bytes() + self.clauses.bytes() + self.links.bytes() + self.numbers.bytes() + self.entities.bytes()
    }

    /// What is wrong, in the order of the input. A single statement is no set: nothing is said of it.
    pub fn findings(&self, levels: &Levels) -> Vec<Finding> {
        self.findings_by_file(&|_| levels)
    }

    /// The same, with the levels that the caller has for each file, by its number.
    pub fn findings_by_file<'caller>(&self, levels: &dyn Fn(u32) -> &'caller Levels) -> Vec<Finding> {
        if self.len() < 2 {
            return Vec::new();
        }
        let set = Set::new(self);
        let mut findings = Vec::new();
        for rule in rules::ALL {
            let Check::Dataset(check) = rule.check else { continue };
            if self.rows.iter().any(|(_, row)| levels(row.file).of(rule).is_some()) {
                let mut remarks = check(&set);
                remarks.sort_by(|one, other| (one.statement, &one.pointer).cmp(&(other.statement, &other.pointer)));
                for of_one in remarks.chunk_by_mut(|one, other| one.statement == other.statement) {
                    let (kept, more) = of_one.split_at_mut(of_one.len().min(KEPT));
                    if let Some(last) = kept.last_mut() {
                        last.more = more.len() as u64;
                    }
                    let placed = |remark: &mut Remark| {
                        let severity = levels(self.rows.get(remark.statement)?.file).of(rule)?;
                        Some((remark.statement, remark.finding(rule.name, severity, self)?))
                    };
                    findings.extend(kept.iter_mut().filter_map(placed));
                }
            }
        }
        // What is said of one statement stays in the order of the rules.
        findings.sort_by_key(|(statement, _)| *statement);
        findings.into_iter().map(|(_, finding)| finding).collect()
    }
}

/// What a rule over sets has to say of one value of a statement.
#[derive(Debug)]
pub(crate) struct Remark {
    statement: u32,
    pointer: Pointer,
    message: String,
    help: &'static str,
    related: Vec<(u32, Pointer, &'static str)>,
    /// See [`Finding::more`].
    more: u64,
}

impl Remark {
    fn new(statement: u32, pointer: Pointer, message: impl Into<String>, help: &'static str) -> Self {
        Self { statement, pointer, message: message.into(), help, related: Vec::new(), more: 0 }
    }

    /// The same remark, with a place in another statement.
    fn see(mut self, statement: u32, pointer: Pointer, message: &'static str) -> Self {
        self.related.push((statement, pointer, message));
        self
    }

    /// The remark as a finding, which takes its words.
    fn finding(&mut self, rule: &'static str, severity: Severity, dataset: &Dataset) -> Option<Finding> {
        let origin = |statement: u32| dataset.rows.get(statement).map(Row::origin);
        let related = |(statement, pointer, message): (u32, Pointer, &str)| {
            Some(Related { origin: origin(statement)?, pointer, message: message.to_owned() })
        };
        Some(Finding {
            rule,
            severity,
            message: std::mem::take(&mut self.message),
            help: Some(self.help.to_owned()),
            origin: origin(self.statement)?,
            pointer: std::mem::take(&mut self.pointer),
            related: self.related.drain(..).filter_map(related).collect(),
            more: self.more,
        })
    }
}
