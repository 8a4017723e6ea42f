//! The checks of the rules of profiles.

use serde_json::Value;
use statemark::section::SectionKind;

use crate::context::Context;
use crate::profile::Profile;
use crate::profile::allowed::Allowed;
use crate::profile::field::Found;
use crate::remarks::Remarks;
use crate::rule::Remark;
use crate::walk::Trail;

pub(super) fn coded(context: &Context<'_>, profile: &Profile) -> Remarks {
    let mut remarks = Remarks::default();
    if !profile.coded {
        return remarks;
    }
    for at in context.outline.clauses() {
        let clause = at.clause;
        let is_proper = matches!(at.part(), None | Some(SectionKind::Preamble | SectionKind::Body));
        // That an act is done by nobody is told by a rule of its own.
        if is_proper && clause.clauses.is_empty() && at.act().is_none() {
            let lacks = if at.by().is_empty() { "`act` and `by`" } else { "`act`" };
            let message = format!("the clause `{}` lacks {lacks}, which {} asks for", clause.id, profile.asker());
            let help = format!("write {lacks} into it, or into the clause that it is a part of");
            remarks.push(Remark::new(at.trail().pointer(), message).help(help));
        }
    }
    remarks
}

pub(super) fn quoted(context: &Context<'_>, profile: &Profile) -> Remarks {
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
            remarks
                .push(Remark::new(at.trail().pointer(), message).help("add the words of a source that carry it to `evidence`"));
        }
    }
    remarks
}

pub(super) fn filled(context: &Context<'_>, profile: &Profile) -> Remarks {
    let mut remarks = Remarks::default();
    for field in &profile.required {
        field.each(context.value(), &mut |found| {
            let (of, missing) = match &found {
                Found::Value(value, _) if !is_nothing(value) => return,
                Found::Value(..) => (None, None),
                Found::Missing { holder, at, lacks } => {
                    let id = at.and_then(|_| holder["id"].as_str());
                    (id.map(|id| format!(" in `{id}`")), Some(lacks.join("/")))
                }
            };
            let message =
                format!("`{}` is not filled{}, and {} asks for it", field.as_str(), of.unwrap_or_default(), profile.asker());
            let last = field.as_str().rsplit('.').next().unwrap_or_default();
            remarks.push(Remark::new(found.pointer(), message).help(format!("add `{last}`")).missing(missing));
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

pub(super) fn only(context: &Context<'_>, profile: &Profile) -> Remarks {
    outside(context, &profile.only, &|value, allowed| {
        format!("`{value}` is no value that {} allows for `{}`", profile.asker(), allowed.field.as_str())
    })
}

pub(super) fn listed(context: &Context<'_>, profile: &Profile) -> Remarks {
    outside(context, &profile.codelists, &|value, allowed| {
        format!(
            "`{value}` is not in the codelist {} of `{}`",
            allowed.list.as_deref().unwrap_or_default(),
            allowed.field.as_str()
        )
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

pub(super) fn shaped(context: &Context<'_>, profile: &Profile) -> Remarks {
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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use statemark::json;

    use crate::profile::Profile;
    use crate::profile::allowed::Allowed;
    use crate::profile::ext_schema::ExtSchema;
    use crate::profile::field::FieldPath;
    use crate::testing::{clause, with};
    use crate::{Options, validate};

    /// What is told of a statement by a profile.
    fn told(profile: &Profile, text: &str) -> String {
        let report = validate(&json::read(text.as_bytes()), &Options { profile: Some(profile), ..Options::default() });
        let findings =
            report.findings.iter().filter(|finding| crate::rules::OF_PROFILES.iter().any(|rule| rule.name == finding.rule));
        let lines: Vec<String> = findings
            .map(|finding| {
                let help = finding.help.as_deref().unwrap_or("no help");
                format!("{} {}: {} ({help})", finding.rule, finding.pointer, finding.message)
            })
            .collect();
        lines.join("\n")
    }

    fn field(path: &str) -> FieldPath {
        FieldPath::new(path).unwrap()
    }

    fn allowed(path: &str, values: &[&str], list: Option<&str>) -> Allowed {
        Allowed::new(field(path), values.iter().map(|&value| value.to_owned()).collect(), list.map(str::to_owned)).unwrap()
    }

    #[test]
    fn clauses_are_coded_by_themselves_or_by_the_clause_around_them() {
        let profile = Profile { name: Some("desk".into()), coded: true, ..Profile::default() };
        let text = clause(r#""clauses": [{"id": "b", "text": "B."}, {"id": "c", "text": "C.", "act": "urge", "by": ["cn"]}]"#);
        insta::assert_snapshot!(told(&profile, &text), @"clause-not-coded /sections/0/clauses/0/clauses/0: the clause `b` lacks `act` and `by`, which the profile `desk` asks for (write `act` and `by` into it, or into the clause that it is a part of)");
        insta::assert_snapshot!(told(&profile, &clause(r#""by": ["cn"]"#)), @"clause-not-coded /sections/0/clauses/0: the clause `a` lacks `act`, which the profile `desk` asks for (write `act` into it, or into the clause that it is a part of)");
        assert_eq!(told(&profile, &clause(r#""act": "urge", "by": ["cn"], "clauses": [{"id": "b", "text": "B."}]"#)), "");
        let annex =
            r#"{"kind": "annex", "heading": "Terms", "sections": [{"heading": "Seat", "clauses": [{"id": "x", "text": "X."}]}]}"#;
        let preamble = r#"{"kind": "preamble", "clauses": [{"id": "y", "text": "Y."}]}"#;
        assert_eq!(told(&profile, &with(&format!(r#""sections": [{annex}]"#))), "");
        assert!(
            told(&profile, &with(&format!(r#""sections": [{preamble}]"#))).starts_with("clause-not-coded /sections/0/clauses/0")
        );
    }

    #[test]
    fn quotes_are_counted() {
        let profile = Profile { quotes: 2, ..Profile::default() };
        insta::assert_snapshot!(told(&profile, &clause(r#""note": "N""#)), @"clause-not-quoted /sections/0/clauses/0: the clause `a` has no quote, where the profile asks for 2 (add the words of a source that carry it to `evidence`)");
        let quote = r#"{"source": "s", "start": 0, "end": 1, "exact": "A"}"#;
        assert!(told(&profile, &clause(&format!(r#""evidence": [{quote}]"#))).contains("has 1 quote, where"));
        assert_eq!(told(&profile, &clause(&format!(r#""evidence": [{quote}, {quote}]"#))), "");
    }

    #[test]
    fn fields_are_filled_where_they_stand() {
        let asks = |paths: &[&str], fields: &str| {
            let profile = Profile { required: paths.iter().map(|path| field(path)).collect(), ..Profile::default() };
            let fields = if fields.is_empty() { r#""note": "N""# } else { fields };
            told(&profile, &clause(fields))
        };
        let pointers = |told: String| told.lines().map(|line| line.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>();
        insta::assert_snapshot!(asks(&["rights", "clauses.topics", "entities.identifiers.un-m49"], ""), @r"
        field-not-filled : `rights` is not filled, and the profile asks for it (add `rights`)
        field-not-filled /entities/0: `entities.identifiers.un-m49` is not filled in `cn`, and the profile asks for it (add `un-m49`)
        field-not-filled /entities/1: `entities.identifiers.un-m49` is not filled in `pk`, and the profile asks for it (add `un-m49`)
        field-not-filled /sections/0/clauses/0: `clauses.topics` is not filled in `a`, and the profile asks for it (add `topics`)
        ");
        // Of a list that is not there nothing lacks; an object that is not there lacks all.
        assert_eq!(asks(&["sources.url", "clauses.actions.due", "adoption.votes.entity"][..2], ""), "");
        assert_eq!(pointers(asks(&["place.country", "ext.archive"], "")), ["field-not-filled ", "field-not-filled "]);
        let fields = r#""ext": {"n": 0, "no": false, "s": "", "l": [], "m": {}}, "actions": [{"what": "go"}]"#;
        assert_eq!(asks(&["clauses.ext.n", "clauses.ext.no", "sources"][..2], fields), "");
        assert_eq!(pointers(asks(&["clauses.ext.s", "clauses.ext.l", "clauses.ext.m", "clauses.ext.x"], fields)).len(), 4);
        assert_eq!(pointers(asks(&["clauses.actions.due"], fields)), ["field-not-filled /sections/0/clauses/0/actions/0"]);
        assert_eq!(pointers(asks(&["sections.heading"], "")), ["field-not-filled /sections/0"]);
    }

    #[test]
    fn values_are_those_of_the_profile_and_of_the_lists() {
        let profile = Profile {
            only: vec![allowed("type", &["readout"], None), allowed("clauses.act", &["welcome"], None)],
            codelists: vec![
                allowed("clauses.by", &["chn", "pk"], Some("ids.csv")),
                allowed("clauses.ext", &["theme"], Some("keys.csv")),
            ],
            ..Profile::default()
        };
        insta::assert_snapshot!(told(&profile, &clause(r#""act": "urge", "by": ["cn", "pk"], "ext": {"theme": 1, "teme": 2}"#)), @r"
        value-not-allowed /sections/0/clauses/0/act: `urge` is no value that the profile allows for `clauses.act` (write `welcome`)
        code-not-in-list /sections/0/clauses/0/by/0: `cn` is not in the codelist ids.csv of `clauses.by` (did you mean `chn`?)
        code-not-in-list /sections/0/clauses/0/ext/teme: `teme` is not in the codelist keys.csv of `clauses.ext` (did you mean `theme`?)
        value-not-allowed /type: `joint-statement` is no value that the profile allows for `type` (write `readout`)
        ");
        assert!(
            Allowed::new(field("title"), Vec::new(), None).is_err()
                && Allowed::new(field("clauses.confidence"), Vec::new(), None).is_err()
        );
    }

    #[test]
    fn ext_is_as_its_schema_says() {
        let schema = json!({"type": "object", "properties": {"a/b": {"type": "array", "items": {"type": "number"}}}, "additionalProperties": false});
        let profile = Profile { ext: vec![ExtSchema::new(field("clauses.ext"), &schema).unwrap()], ..Profile::default() };
        insta::assert_snapshot!(told(&profile, &clause(r#""ext": {"a/b": [1, "two"], "c": null}"#)), @r#"
        ext-not-as-schema /sections/0/clauses/0/ext: Additional properties are not allowed ('c' was unexpected) (write `clauses.ext` as the team's schema says)
        ext-not-as-schema /sections/0/clauses/0/ext/a~1b/1: "two" is not of type "number" (write `clauses.ext` as the team's schema says)
        "#);
        assert_eq!(told(&profile, &clause(r#""ext": {"a/b": [1]}"#)), "");
        assert_eq!(told(&profile, &with("")), "", "what is not there has no shape");
        assert!(ExtSchema::new(field("clauses.act"), &schema).is_err());
        assert!(ExtSchema::new(field("ext"), &json!({"$ref": "https://example.org/far.json"})).is_err(), "nothing is fetched");
    }
}
