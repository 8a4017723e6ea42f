//! Changes to a document: what becomes of its tree, and the edits of its text that do so. All else of the text stays byte for byte.
//!
//! A [`Change`] is the same for all spellings. Which [`Edit`]s make it is known to each of them: [`json::edits`] here, the others in
//! `statemark-convert`.
//!
//! [`json::edits`]: crate::json::edits

mod tree;

pub use tree::{change, same};

use crate::node::{Span, Value};
use crate::pointer::Pointer;

/// What becomes of the tree of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Change {
    /// Another value in place of the one that is there.
    Set(Pointer, Value<'static>),
    /// Fields that an object lacks: behind the one that is named, or before all others.
    Add {
        /// The object.
        to: Pointer,
        /// The field behind which they go.
        after: Option<&'static str>,
        /// The fields, in their order.
        fields: Vec<(&'static str, Value<'static>)>,
    },
    /// A field or an item taken out.
    Remove(Pointer),
    /// Another key for a value.
    Rename(Pointer, String),
    /// What a spelling has of its own at this place, put as it should be: the tree stays as it is.
    Layout(Span),
}

/// Other words in place of those of the text that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Where the old words stand, in bytes; empty where words are put in.
    pub span: Span,
    /// The new words; empty where words are taken out.
    pub replacement: String,
}

impl Edit {
    /// Puts words in place of others.
    pub fn new(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Puts words in.
    pub fn insert(at: usize, words: impl Into<String>) -> Self {
        Self::new(Span::new(at, at), words)
    }

    /// Takes words out.
    pub fn delete(start: usize, end: usize) -> Self {
        Self::new(Span::new(start, end), "")
    }
}

/// The text after these edits, which are sorted and do not overlap; nothing where they do not fit the text.
///
/// ```
/// use statemark::{edit::{self, Edit}, node::Span};
/// let edits = [Edit::new(Span::new(0, 1), "b"), Edit::insert(2, "c")];
/// assert_eq!(edit::apply("a.", &edits).as_deref(), Some("b.c"));
/// ```
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.replacement.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start)?);
        out.push_str(&edit.replacement);
        at = edit.span.end.max(edit.span.start);
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Takes white space off the ends of words that stand between these places as they are; nothing where that is not all that changes.
pub fn trim(text: &str, within: Span, old: &str, new: &str) -> Option<Vec<Edit>> {
    let raw = text.get(within.start..within.end).filter(|_| old.trim() == new && !new.is_empty())?;
    // A line break of two characters is one in the value.
    let count = |space: &str| space.replace("\r\n", "\n").chars().count();
    let (before, behind) = (raw.len() - raw.trim_start().len(), raw.trim_end().len());
    let as_written = count(&raw[..before]) == count(&old[..old.len() - old.trim_start().len()])
        && count(&raw[behind..]) == count(&old[old.trim_end().len()..]);
    let edits = [Edit::delete(within.start, within.start + before), Edit::delete(within.start + behind, within.end)];
    as_written.then(|| edits.into_iter().filter(|edit| edit.span.start < edit.span.end).collect())
}
