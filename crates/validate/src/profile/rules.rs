//! The rules of profiles: what a team asks, as rules with words that teach them.

use serde_json::Value;

use super::Profile;
use super::allowed::Allowed;
use super::field::Found;
use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

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
pub(crate) static ALL: &[&Rule] =
    &[&CLAUSE_NOT_CODED, &CLAUSE_NOT_QUOTED, &CODE_NOT_IN_LIST, &EXT_NOT_AS_SCHEMA, &FIELD_NOT_FILLED, &UNUSED_SUPPRESSION, &VALUE_NOT_ALLOWED];

static CLAUSE_NOT_CODED: Rule = rule(
    "clause-not-coded",
    "A clause without sub-clauses has no act, or nobody who does it, where the profile asks for both.",
    "A clause that is not coded is in no count of who says what: figures of a half coded set look whole and are not.",
    "[profiles.archive]\ncoded = true",
    "Write `act` and `by` into the clause, or into the one that it is a part of.",
    Check::Profile(coded),
);

static CLAUSE_NOT_QUOTED: Rule = rule(
    "clause-not-quoted",
    "A clause has fewer quotes in `evidence` than the profile asks for.",
    "Without a quote nobody can see from where in the source a clause comes.",
    "[profiles.newsroom]\nquotes = 1",
    "Add the quotes to `evidence`; `statemark fmt --locate` finds where they stand.",
    Check::Profile(quoted),
);

static CODE_NOT_IN_LIST: Rule = rule(
    "code-not-in-list",
    "A value is not among the codes of the codelist that the configuration has for its field.",
    "A code that the team's list does not have is filed where nobody looks for it.",
    "[codelists]\ntopics.match = \"codes/mediatopics.csv\"",
    "Take a code of the list; or add the code to the list, if it is right.",
    Check::Profile(listed),
);

static EXT_NOT_AS_SCHEMA: Rule = rule(
    "ext-not-as-schema",
    "What stands in `ext` is not as the team's own JSON Schema says.",
    "The format takes anything in `ext`; only the team's schema knows a misspelt key or a wrong unit there.",
    "[ext-schemas]\nclauses.ext = \"clause-ext.schema.json\"",
    "Mend the value; or the schema, if the value is right.",
    Check::Profile(shaped),
);

static FIELD_NOT_FILLED: Rule = rule(
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

static VALUE_NOT_ALLOWED: Rule = rule(
    "value-not-allowed",
    "A value is none of those that the profile allows for its field.",
    "A desk, a page or a series takes only what it was made for: some types, languages, acts or topics.",
    "[profiles.newsroom.only]\ntype = [\"joint-statement\", \"readout\"]",
    "Write one of the values that the profile names; or move the document to where another profile is on.",
    Check::Profile(only),
);

fn coded(context: &Context<'_>, profile: &Profile) -> Remarks {
    let mut remarks = Remarks::default();
    if !profile.coded {
        return remarks;
    }
    for at in context.outline.clauses() {
        let clause = at.clause;
        // That an act is done by nobody is told by a rule of its own.
        if clause.clauses.is_empty() && at.act().is_none() {
            let lacks = if at.by().is_empty() { "`act` and `by`" } else { "`act`" };
            let message = format!("the clause `{}` lacks {lacks}, which {} asks for", clause.id, profile.asker());
            let help = format!("write {lacks} into it, or into the clause that it is a part of");
            remarks.push(Remark::new(at.trail().pointer(), message).help(help));
        }
    }
    remarks
}

fn quoted(context: &Context<'_>, profile: &Profile) -> Remarks {
    let mut remarks = Remarks::default();
    if profile.quotes == 0 {
        return remarks;
    }
    for at in context.outline.clauses() {
        let clause = at.clause;
        let (has, asked) = (clause.evidence.len(), profile.quotes);
        if has < asked {
            let quotes = |count: usize| match count {
                0 => "no quote".to_owned(),
                1 => "1 quote".to_owned(),
                count => format!("{count} quotes"),
            };
            let message = format!("the clause `{}` has {}, where {} asks for {asked}", clause.id, quotes(has), profile.asker());
            remarks.push(Remark::new(at.trail().pointer(), message).help("add the words of a source that carry it to `evidence`"));
        }
    }
    remarks
}

fn filled(context: &Context<'_>, profile: &Profile) -> Remarks {
    let mut remarks = Remarks::default();
    for field in &profile.required {
        field.each(context.value(), &mut |found| {
            let of = match &found {
                Found::Value(value, _) if !is_nothing(value) => return,
                Found::Missing { holder, at: Some(_) } => holder["id"].as_str().map(|id| format!(" in `{id}`")),
                _ => None,
            };
            let message =
                format!("`{}` is not filled{}, and {} asks for it", field.as_str(), of.unwrap_or_default(), profile.asker());
            let last = field.as_str().rsplit('.').next().unwrap_or_default();
            remarks.push(Remark::new(found.pointer(), message).help(format!("add `{last}`")));
        });
    }
    remarks
}

/// Whether a value of `ext` says nothing. Elsewhere there is no such value.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn only(context: &Context<'_>, profile: &Profile) -> Remarks {
    outside(context, &profile.only, &|value, allowed| {
        format!("`{value}` is no value that {} allows for `{}`", profile.asker(), allowed.field.as_str())
    })
}

fn listed(context: &Context<'_>, profile: &Profile) -> Remarks {
    outside(context, &profile.codelists, &|value, allowed| {
        format!("`{value}` is not in the codelist {} of `{}`", allowed.list.as_deref().unwrap_or_default(), allowed.field.as_str())
    })
}

/// The values that are none of those allowed.
fn outside(context: &Context<'_>, all: &[Allowed], message: &dyn Fn(&str, &Allowed) -> String) -> Remarks {
    let mut remarks = Remarks::default();
    for allowed in all {
        allowed.field.each(context.value(), &mut |found| {
            let Found::Value(value, trail) = found else { return };
            each_code(value, trail, &mut |value, trail| {
                if !allowed.holds(value) {
                    let remark = Remark::new(trail.pointer(), message(value, allowed));
                    remarks.push(match allowed.help(value) {
                        Some(help) => remark.help(help),
                        None => remark,
                    });
                }
            });
        });
    }
    remarks
}

/// The codes that a value holds: itself, each item of a list, each key of a map.
fn each_code(value: &Value, trail: &Trail<'_>, visit: &mut dyn FnMut(&str, &Trail<'_>)) {
    match value {
        Value::String(text) => visit(text, trail),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| each_code(item, &trail.index(index), visit)),
        Value::Object(entries) => entries.keys().for_each(|key| visit(key, &trail.key(key))),
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) => visit(&value.to_string(), trail),
    }
}

fn shaped(context: &Context<'_>, profile: &Profile) -> Remarks {
    let mut remarks = Remarks::default();
    for schema in &profile.ext {
        schema.field.each(context.value(), &mut |found| {
            if let Found::Value(value, trail) = found {
                let errors = schema.errors(value, &trail.pointer()).into_iter();
                remarks.extend(errors.map(|(pointer, message)| {
                    Remark::new(pointer, message).help(format!("write `{}` as the team's schema says", schema.field.as_str()))
                }));
            }
        });
    }
    remarks
}
