//! The rules of profiles: what a team asks, as rules with words that teach them.

mod checks;

use self::checks::{coded, filled, listed, only, quoted, shaped};
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

const fn rule(
    name: &'static str,
    summary: &'static str,
    why: &'static str,
    example: &'static str,
    mend: &'static str,
    check: Check,
) -> Rule {
    let (severity, category) = (Severity::Error, Category::Profile);
    Rule { name, severity, category, since: "0.1.0", summary, why, example, mend, seen: None, check }
}

/// The rules of profiles, sorted by name; the example of each is a piece of a configuration.
pub(crate) static ALL: &[&Rule] = &[
    &CLAUSE_NOT_CODED,
    &CLAUSE_NOT_QUOTED,
    &CODE_NOT_IN_LIST,
    &EXT_NOT_AS_SCHEMA,
    &FIELD_NOT_FILLED,
    &UNUSED_SUPPRESSION,
    &VALUE_NOT_ALLOWED,
];

pub(super) static CLAUSE_NOT_CODED: Rule = rule(
    "clause-not-coded",
    "A clause of the text proper, without sub-clauses, has no act, or nobody who does it, where the profile asks for both.",
    "A clause that is not coded is in no count of who says what: figures of a half coded set look whole and are not.",
    "[profiles.archive]\ncoded = true",
    "Write `act` and `by` into the clause, or into the one that it is a part of.",
    Check::Profile(coded),
);

pub(super) static CLAUSE_NOT_QUOTED: Rule = rule(
    "clause-not-quoted",
    "A clause has fewer quotes in `evidence` than the profile asks for.",
    "Without a quote nobody can see from where in the source a clause comes.",
    "[profiles.newsroom]\nquotes = 1",
    "Add the quotes to `evidence`; `statemark fmt --locate` finds where they stand.",
    Check::Profile(quoted),
);

pub(super) static CODE_NOT_IN_LIST: Rule = rule(
    "code-not-in-list",
    "A value is not among the codes of the codelist that the configuration has for its field.",
    "A code that the team's list does not have is filed where nobody looks for it.",
    "[codelists]\ntopics.match = \"codes/mediatopics.csv\"",
    "Take a code of the list; or add the code to the list, if it is right.",
    Check::Profile(listed),
);

pub(super) static EXT_NOT_AS_SCHEMA: Rule = rule(
    "ext-not-as-schema",
    "What stands in `ext` is not as the team's own JSON Schema says.",
    "The format takes anything in `ext`; only the team's schema knows a misspelt key or a wrong unit there.",
    "[ext-schemas]\nclauses.ext = \"clause-ext.schema.json\"",
    "Mend the value; or the schema, if the value is right.",
    Check::Profile(shaped),
);

pub(super) static FIELD_NOT_FILLED: Rule = rule(
    "field-not-filled",
    "A field that the profile asks for is not there.",
    "What comes after counts on the field: a page that shows it, a table that is filled from it.",
    "[profiles.archive]\nrequired = [\"rights\", \"sources.sha256\"]",
    "Fill the field.",
    Check::Profile(filled),
);

pub(super) static UNUSED_SUPPRESSION: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "unused-suppression",
        "A `[[suppress]]` of the configuration suppresses nothing, though all that it could speak of was read.",
        "What it kept quiet was mended, or its id or pointer is misspelt. Left alone, it would hide the next such finding.",
        "[[suppress]]\nstatement = \"cn-pk-2025\"\nrule = \"future-date\"\nreason = \"announced for next year\"",
        "Take the table out, or correct its `statement`, `rule` or `pointer`.",
        Check::Caller,
    )
};

pub(super) static VALUE_NOT_ALLOWED: Rule = rule(
    "value-not-allowed",
    "A value is none of those that the profile allows for its field.",
    "A desk, a page or a series takes only what it was made for: some types, languages, acts or topics.",
    "[profiles.newsroom.only]\ntype = [\"joint-statement\", \"readout\"]",
    "Write one of the values that the profile names; or move the document to where another profile is on.",
    Check::Profile(only),
);
