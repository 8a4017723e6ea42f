//! The rules of form: what the readers find, as rules with words that teach them.

use std::borrow::Cow;

use statemark::fault::{Fault, FaultKind};

use crate::finding::{Finding, Severity, cut};
use crate::rule::{Category, Check, Rule};

/// A rule of form. What breaks it is always an error.
const fn rule(name: &'static str, summary: &'static str, why: &'static str, example: &'static str, mend: &'static str) -> Rule {
    let (severity, category) = (Severity::Error, Category::Form);
    Rule { name, severity, category, since: "0.1.0", summary, why, example, mend, seen: None, check: Check::Form }
}

/// One rule for each kind of fault, in the same order.
pub static RULES: [Rule; FaultKind::ALL.len()] = [
    rule(
        "syntax",
        "The text breaks the grammar of its spelling: JSON, XML, YAML or Markdown.",
        "From the broken place on nobody can say what belongs to what, so nothing else of the document is checked.",
        r#"{"statemark": "1.0", "id": "a",}"#,
        "Change what the message shows, then check again: what stands after it was not looked at. An editor that knows the spelling shows such mistakes while one types.",
    ),
    rule(
        "encoding",
        "The bytes of the document are not UTF-8 (XML may also be in UTF-16).",
        "In another encoding the same bytes mean other letters. A guess would change the words without a sign.",
        "{\"title\": \"D\\xE9claration\"}",
        "Save the document as UTF-8.",
    ),
    rule(
        "limit",
        "The document is larger or deeper than the readers take.",
        "Limits keep a hostile document from taking all memory. No real statement that we know comes near them.",
        r#"{"ext": {"a": [[[[[[[[ … 32 lists in each other … ]]]]]]]]}}"#,
        "Flatten what stands too deep: sections and clauses 16, `ext` 32 levels. Keep long sources as files beside the document.",
    ),
    rule(
        "unknown-field",
        "A field that the format does not know at this place.",
        "It is nearly always a misspelt field, which would else be lost without a word.",
        r#"{"titel": "On rain"}"#,
        "Correct the name, or move the field to the object that has it. What the format has no field for goes into `ext`.",
    ),
    rule(
        "missing-field",
        "A field that the format requires is not there.",
        "Every reader counts on it: without an id nothing can refer to a clause, without a date a statement has no place in time.",
        r#"{"statemark": "1.0"}"#,
        "Add the field where the message says. `statemark new` writes a document that has all of them, each with a word on what it means.",
    ),
    rule(
        "duplicate-key",
        "The same key, attribute or element stands twice where one may stand.",
        "One program takes the first, another the last: the same document would say two things.",
        r#"{"title": "On rain", "title": "On snow"}"#,
        "Keep one of them.",
    ),
    rule(
        "wrong-type",
        "A value is of another kind than the field takes: a string where a list belongs, a number where a string does.",
        "A program that reads the field would stop, or read it as something else.",
        r#"{"issuers": "cn"}"#,
        "Write a value of the kind that the message names. A list with one item is still a list: `[\"cn\"]`.",
    ),
    rule(
        "wrong-value",
        "A value is of the right kind, but its content does not fit the field.",
        "Dates, ids, paths and lines of words keep to a shape so that every program and every spelling can carry them.",
        r#"{"date": "6 February 2025"}"#,
        "Write the value in the shape that the message names. A date as printed goes into `date_text`.",
    ),
    rule(
        "unknown-code",
        "A code is not in the field's list.",
        "Codes are what questions are asked by. One of its own answers none of them.",
        r#"{"type": "joint statement"}"#,
        "Take the code from the list that nearest fits; what it cannot say goes into `note` or `ext`.",
    ),
    rule(
        "empty",
        "A list, map or section that must hold something is empty.",
        "A statement has at least an issuer, an entity and a section; an empty one is most likely not finished.",
        r#"{"issuers": []}"#,
        "Fill it, or leave it out where that is allowed.",
    ),
    rule(
        "null",
        "`null` stands outside `ext`, where it has no meaning.",
        "It could say unknown, none or not asked; nobody could tell which.",
        r#"{"date": null}"#,
        "Leave the field out.",
    ),
    rule(
        "version",
        "The document is of a version of the format that this reader does not know.",
        "A newer version may have fields that an older reader would misread.",
        r#"{"statemark": "1.9"}"#,
        "Update the tools; or, if the version was mistyped, write `1.0`.",
    ),
    rule(
        "character",
        "A character that not all three spellings can carry: a control character, U+FFFE, U+FFFF or half of a surrogate pair.",
        "XML 1.0 forbids it, so that the document would not survive a conversion.",
        r#"{"title": "On\u0000rain"}"#,
        "Take the character out. Turn form feeds into line feeds before coding.",
    ),
    rule(
        "number",
        "A number in `ext` on which JSON readers disagree: too large for a double, or an integer that a double does not hold.",
        "Most programs read JSON numbers as doubles (RFC 7493). They would read another number than the one that stands there.",
        r#"{"ext": {"serial": 12345678901234567890}}"#,
        "Write it as a string.",
    ),
    rule(
        "language",
        "Words in several languages lack the statement's own, or have one language twice.",
        "The words in the statement's own language are those that every reader shows.",
        r#"{"language": "en", "title": {"fr": "De la pluie"}}"#,
        "Add the words in the statement's language, with the very tag that `language` has: in JSON and front matter under that tag, in XML and Markdown first, without a tag.",
    ),
    rule(
        "span-length",
        "`end` minus `start` of a quote is not the number of code points of `exact`.",
        "One of the three is wrong, so that the quote cannot stand where it says.",
        r#"{"sections": [{"clauses": [{"id": "a", "text": "A.", "evidence": [{"source": "s", "start": 0, "end": 9, "exact": "rain"}]}]}]}"#,
        "Count Unicode code points, not bytes or UTF-16 units; or let `statemark fmt --locate` find the words.",
    ),
    rule(
        "quote",
        "Words that `statemark fmt --locate` did not find in their source, or found there more than once.",
        "Where a quote stands is a fact of the source; a guess would prove the wrong words.",
        "`statemark fmt --locate` on a document whose `exact` is \"rain\", where its source speaks of rain twice",
        "Write the words exactly as the source has them, or give `start` and `end` where they stand more than once.",
    ),
    rule(
        "misplaced",
        "Something stands in the wrong order, or where the spelling has no place for it.",
        "A reader could not tell what it belongs to.",
        "<statement …><sections>…</sections><title>On rain</title></statement>",
        "Move it as the message says. In XML the order of elements is fixed; in Markdown an empty line ends a paragraph, a quote and a bullet.",
    ),
    rule(
        "conflict",
        "Two fields stand together that exclude each other.",
        "Each says the same thing in its own way; where they differ, nobody knows which counts.",
        r#"{"sources": [{"id": "s", "kind": "other", "text": "We welcome the rain.", "file": "rain.txt"}]}"#,
        "Keep one of them.",
    ),
];

/// The finding that a fault of form is.
pub(crate) fn finding(fault: &Fault) -> Finding {
    Finding {
        span: fault.span,
        rule: fault.kind.code(),
        pointer: fault.pointer.clone(),
        severity: Severity::Error,
        message: cut(fault.message.clone()),
        help: fault.help.clone().map(cut),
        related: Vec::new(),
        missing: fault.missing.map(Cow::Borrowed),
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_fault_has_a_rule_whose_example_shows_it() {
        for (rule, kind) in RULES.iter().zip(FaultKind::ALL) {
            assert_eq!(rule.name, kind.code());
            // Bytes, depth, a search in a source and the order of elements are not to be shown in a line of JSON.
            if !matches!(kind, FaultKind::Encoding | FaultKind::Quote | FaultKind::Limit | FaultKind::Misplaced) {
                let faults = statemark::json::read(rule.example.as_bytes()).faults;
                assert!(faults.iter().any(|fault| fault.kind == *kind), "{}: {faults:?}", rule.name);
            }
        }
    }
}
