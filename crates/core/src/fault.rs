//! What can be wrong with the form of a document, whatever its spelling.

use crate::codes::codes;
use crate::node::Span;
use crate::pointer::Pointer;

codes! {
    /// What is wrong with the form of a document. The code is the name of the rule in every report.
    pub enum FaultKind: "a kind of fault" {
        /// The text breaks the grammar of its spelling (JSON, XML, YAML, Markdown).
        Syntax = "syntax",
        /// The bytes are in an encoding that the spelling does not allow, or hold bytes that it does not know.
        Encoding = "encoding",
        /// A limit that protects the reader was passed: depth or size.
        Limit = "limit",
        /// A field that the format does not know.
        UnknownField = "unknown-field",
        /// A field that the format requires.
        MissingField = "missing-field",
        /// The same key, attribute or element twice where one may stand.
        DuplicateKey = "duplicate-key",
        /// A value of another kind than the field takes.
        WrongType = "wrong-type",
        /// A value of the right kind whose content the field does not take.
        WrongValue = "wrong-value",
        /// A code that is not in the field's list.
        UnknownCode = "unknown-code",
        /// A list or map that must hold something, and is empty.
        Empty = "empty",
        /// `null`, which has no meaning outside `ext`.
        Null = "null",
        /// The document is of a version that this reader does not know.
        Version = "version",
        /// A character that not all three spellings can carry.
        Character = "character",
        /// A number on which JSON readers disagree (RFC 7493).
        Number = "number",
        /// A Text that lacks the statement's own language, or has one language twice.
        Language = "language",
        /// `end` minus `start` is not the number of code points of `exact`.
        SpanLength = "span-length",
        /// Words that `statemark fmt --locate` did not find in their source, or found there more than once.
        Quote = "quote",
        /// Something stands in the wrong order, or where the spelling has no place for it.
        Misplaced = "misplaced",
        /// Two fields that exclude each other.
        Conflict = "conflict",
    }
}

/// One fault of form: what, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The value that is wrong, or the object that lacks one.
    pub pointer: Pointer,
    /// Where it stands in the text that was read.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it, in one sentence without a full stop.
    pub help: Option<String>,
    /// The field that the object at the pointer lacks, where that is the fault.
    pub missing: Option<&'static str>,
}

impl Fault {
    /// A fault at the root of the document.
    pub fn new(kind: FaultKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, pointer: Pointer::root(), span, message: message.into(), help: None, missing: None }
    }

    /// The same fault, at this pointer.
    #[must_use]
    pub fn at(mut self, pointer: Pointer) -> Self {
        self.pointer = pointer;
        self
    }

    /// The same fault, with a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A value as a message shows it: quoted, escaped, and not longer than a line.
pub fn shown(value: &str) -> String {
    match value.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}…", &value[..end]),
        None => format!("{value:?}"),
    }
}

/// A key as a message shows it between back ticks.
pub fn shown_key(key: &str) -> String {
    let end = key.char_indices().nth(60).map_or(key.len(), |(end, _)| end);
    let escaped = format!("{:?}", &key[..end]);
    let more = if end < key.len() { "…" } else { "" };
    // Between back ticks a quotation mark is but a character.
    format!("{}{more}", escaped[1..escaped.len() - 1].replace("\\\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_shown_on_one_line_and_cut() {
        assert_eq!(shown_key("a\"b\nc"), "a\"b\\nc");
        assert_eq!(shown_key(r#"a""#), r#"a""#);
        assert_eq!(shown_key(&"x".repeat(100)), format!("{}…", "x".repeat(60)));
        assert_eq!(shown("a\"b"), r#""a\"b""#);
    }
}
