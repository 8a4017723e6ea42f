//! A document as read, in any spelling: its tree, what is wrong with its form, and the statement when nothing is.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::error::Error;
use crate::fault::{Fault, FaultKind};
use crate::form::Form;
use crate::judge::{Judge, Most};
use crate::language::LanguageTag;
use crate::node::{Node, Span, Value};
use crate::place::{Lines, Place};
use crate::statement::Statement;

/// The largest document that the readers take, in bytes: 32 MiB.
pub const SIZE_LIMIT: usize = 32 * 1024 * 1024;

/// The most values (strings, numbers, lists, maps …) that a document may hold, so that dense input cannot fill the memory.
pub const VALUE_LIMIT: usize = 1_000_000;

/// The most faults that are told of a document: more would help nobody, and a flood of them would fill the memory.
pub const FAULT_LIMIT: usize = 1_000;

/// How many bytes the pointers of all faults may take, beyond which no more are told: keys can be of any length.
pub const POINTER_LIMIT: usize = 1024 * 1024;

/// What a reader of any spelling gives: never an error, for what is wrong stands in `faults`.
#[derive(Debug, Clone)]
pub struct Document<'input> {
    /// The text that was read, as UTF-8 without byte order mark. Spans are byte offsets into it.
    pub text: Cow<'input, str>,
    /// What is wrong with the form, in the order of the text.
    pub faults: Vec<Fault>,
    /// The statement, when nothing is wrong with the form.
    pub statement: Option<Statement>,
    /// The tree, once a reader made it or someone asked for it.
    tree: OnceLock<Option<Node<'input>>>,
    /// How the tree of a text is made that was read without one.
    read_tree: Option<ReadTree<'input>>,
    /// The faults that the reader told, before the form was judged.
    told: Vec<Fault>,
    wording: Option<Wording>,
}

type ReadTree<'input> = fn(&'input str) -> Option<Node<'input>>;

/// What a spelling makes of the faults of form.
#[derive(Clone)]
struct Wording(Arc<Reword>);

type Reword = dyn Fn(&mut Vec<Fault>) + Send + Sync;

impl fmt::Debug for Wording {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Wording")
    }
}

impl<'input> Document<'input> {
    /// Judges the form of a tree that a reader made of `text`, where it told these faults.
    pub fn new(text: Cow<'input, str>, node: Option<Node<'input>>, mut faults: Vec<Fault>) -> Self {
        // Each value takes a byte of the text at least.
        let is_long = text.len() > VALUE_LIMIT;
        if let Some(fault) = node.as_ref().filter(|_| is_long).and_then(too_many_values) {
            return Self::unreadable(text, fault);
        }
        let told = faults.clone();
        let statement = node.as_ref().and_then(|node| statement(node, &mut faults, Most::TOLD));
        faults.sort_by(order);
        cut(&mut faults, Most::TOLD);
        let statement = statement.filter(|_| faults.is_empty());
        Self { text, faults, statement, tree: OnceLock::from(node), read_tree: None, told, wording: None }
    }

    /// A document that was read straight into the model, and is right; `read_tree` reads its tree if someone asks for it.
    ///
    /// ```
    /// # use statemark::{document::Document, json};
    /// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
    /// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "Rain"}]}"#;
    /// let statement = json::from_str(text)?;
    /// let document = Document::right(text, statement, |text| json::read(text.as_bytes()).into_node());
    /// assert_eq!(document.node().and_then(|node| node.at("/id")?.as_str()), Some("a"));
    /// # Ok::<(), statemark::error::Error>(())
    /// ```
    pub fn right(text: &'input str, statement: Statement, read_tree: fn(&'input str) -> Option<Node<'input>>) -> Self {
        Self {
            text: Cow::Borrowed(text),
            faults: Vec::new(),
            statement: Some(statement),
            tree: OnceLock::new(),
            read_tree: Some(read_tree),
            told: Vec::new(),
            wording: None,
        }
    }

    /// The tree, as far as the text could be read.
    pub fn node(&self) -> Option<&Node<'input>> {
        let read = || match self.text {
            Cow::Borrowed(text) => self.read_tree.and_then(|read_tree| read_tree(text)),
            Cow::Owned(_) => None,
        };
        self.tree.get_or_init(read).as_ref()
    }

    /// The tree, given away.
    pub fn into_node(self) -> Option<Node<'input>> {
        self.node();
        self.tree.into_inner().flatten()
    }

    /// The document with its faults as a spelling words them: it says how they are mended in it, and drops those that it has told in
    /// another way. So it does again after each [`Document::revise`].
    #[must_use]
    pub fn worded(mut self, wording: impl Fn(&mut Vec<Fault>) + Send + Sync + 'static) -> Self {
        if !self.faults.is_empty() {
            wording(&mut self.faults);
            self.wording = Some(Wording(Arc::new(wording)));
        }
        self
    }

    /// The document with all of its faults, a hundred times as many as [`FAULT_LIMIT`] at most: for those who mend them.
    ///
    /// ```
    /// use statemark::document::FAULT_LIMIT;
    /// let text = format!(r#"{{"statemark": "1.0", "issuers": [{}]}}"#, vec!["0"; 3 * FAULT_LIMIT].join(", "));
    /// let document = statemark::json::read(text.as_bytes());
    /// assert_eq!(document.faults.len(), FAULT_LIMIT + 1);
    /// assert!(document.with_all_faults().faults.len() > 3 * FAULT_LIMIT);
    /// ```
    #[must_use]
    pub fn with_all_faults(mut self) -> Self {
        let is_cut = self.faults.iter().any(|fault| fault.kind == FaultKind::Limit);
        let Some(node) = self.tree.get().and_then(Option::as_ref).filter(|_| is_cut) else { return self };
        self.faults = self.told.clone();
        statement(node, &mut self.faults, Most::MENDED);
        self.faults.sort_by(order);
        cut(&mut self.faults, Most::MENDED);
        if let Some(Wording(wording)) = &self.wording {
            wording(&mut self.faults);
        }
        self
    }

    /// A document that could not be read at all.
    pub fn unreadable(text: Cow<'input, str>, fault: Fault) -> Self {
        Self {
            text,
            faults: vec![fault],
            statement: None,
            tree: OnceLock::from(None),
            read_tree: None,
            told: Vec::new(),
            wording: None,
        }
    }

    /// The document after a change to its tree, judged again, with what `change` tells that it could not do.
    /// One that could not be read stays as it is.
    ///
    /// ```
    /// use statemark::{complete, json};
    /// let document = json::read(br#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en",
    ///     "date": "2025", "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
    ///     "sections": [{"clauses": [{"text": "X welcomes the rain."}]}]}"#);
    /// assert!(document.statement.is_none());
    /// let statement = document.revise(|node| {
    ///     complete::ids(node);
    ///     Vec::new()
    /// }).into_statement()?;
    /// assert_eq!(statement.sections[0].clauses[0].id, "x-welcomes-rain");
    /// # Ok::<(), statemark::error::Error>(())
    /// ```
    #[must_use]
    pub fn revise(mut self, change: impl FnOnce(&mut Node<'input>) -> Vec<Fault>) -> Self {
        self.node();
        let Some(mut node) = self.tree.take().flatten() else { return self };
        let mut faults = self.told;
        faults.extend(change(&mut node));
        let mut revised = Self::new(self.text, Some(node), faults);
        if let Some(Wording(wording)) = &self.wording {
            wording(&mut revised.faults);
        }
        Self { wording: self.wording, ..revised }
    }

    /// Takes bytes as UTF-8 text, drops a byte order mark, and keeps to the size limit.
    ///
    /// # Errors
    /// The document of an unreadable input, with the one fault that says why.
    pub fn decode(input: &'input [u8]) -> Result<&'input str, Box<Self>> {
        let refuse = |fault| Err(Box::new(Self::unreadable(Cow::Borrowed(""), fault)));
        if input.len() > SIZE_LIMIT {
            let message = format!("the document has {} bytes; {SIZE_LIMIT} are the limit", input.len());
            return refuse(
                Fault::new(FaultKind::Limit, Span::default(), message).help("split it, or keep long sources as files beside it"),
            );
        }
        // No spelling begins with a NUL, nor has one after its first character.
        if matches!(input, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..]) {
            let fault = Fault::new(FaultKind::Encoding, Span::default(), "the document is in UTF-16, not in UTF-8");
            return refuse(fault.help("save it as UTF-8"));
        }
        let bytes = input.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input);
        simdutf8::compat::from_utf8(bytes).map_err(|error| {
            let right = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
            let span = Span::new(right.len(), right.len());
            let message = format!("the byte 0x{:02X} is not UTF-8 here", bytes[error.valid_up_to()]);
            let help = "save the document as UTF-8; it may be in Latin-1 or Windows-1252";
            Box::new(Self::unreadable(Cow::Owned(right), Fault::new(FaultKind::Encoding, span, message).help(help)))
        })
    }

    /// Line and column of a byte offset. For many, make [`Lines`] once.
    pub fn place(&self, offset: usize) -> Place {
        Lines::new(&self.text).place(offset)
    }

    /// The statement, or the error that says why there is none.
    ///
    /// # Errors
    /// When the form has a fault.
    pub fn into_statement(self) -> Result<Statement, Error> {
        self.statement.ok_or_else(|| Error::new(self.faults, &self.text))
    }
}

/// The fault of a tree that holds more values than a document may; the readers have refused most of those before.
fn too_many_values(root: &Node<'_>) -> Option<Fault> {
    fn first_beyond(node: &Node<'_>, left: &mut usize) -> Option<Span> {
        let Some(rest) = left.checked_sub(1) else { return Some(node.span) };
        *left = rest;
        match &node.value {
            Value::List(items) => items.iter().find_map(|item| first_beyond(item, left)),
            Value::Map(entries) => entries.iter().find_map(|entry| first_beyond(&entry.node, left)),
            _ => None,
        }
    }
    let span = first_beyond(root, &mut { VALUE_LIMIT })?;
    Some(Fault::new(FaultKind::Limit, span, format!("the document holds more than {VALUE_LIMIT} values")).help("split it"))
}

/// The order of faults is that of the text.
fn order(one: &Fault, other: &Fault) -> Ordering {
    (one.span, one.pointer.as_str()).cmp(&(other.span, other.pointer.as_str()))
}

/// Cuts faults off that are more than so many, or whose pointers are too long, and says so.
fn cut(faults: &mut Vec<Fault>, most: Most) {
    let mut bytes = 0;
    let beyond = faults.iter().enumerate().position(|(index, fault)| {
        bytes += fault.pointer.as_str().len();
        index == most.faults || (index > 0 && bytes > most.pointers)
    });
    if let Some(index) = beyond {
        let message = format!("the document has more than {index} faults; the others are not told");
        let more = Fault::new(FaultKind::Limit, faults[index].span, message).help("mend the first ones, then look again");
        faults.truncate(index);
        faults.push(more);
    }
}

/// The statement that a tree holds, or nothing after telling its faults.
fn statement<'node>(node: &'node Node<'node>, faults: &'node mut Vec<Fault>, most: Most) -> Option<Statement> {
    let mut judge = Judge::new(faults, most);
    // What else a document of an unknown version holds is not for this reader to judge.
    if let Some(version) = node.get("statemark") {
        judge.within_key("statemark", |judge| crate::version::Version::form(version, judge))?;
    }
    judge.language = node.get("language").and_then(Node::as_str).and_then(|tag| LanguageTag::new(tag).ok());
    Statement::form(node, &mut judge)
}
