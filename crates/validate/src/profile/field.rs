//! Field paths: `date`, `sources.url`, `clauses.ext.amount`.

use std::sync::LazyLock;

use serde_json::Value;
use statemark::pointer::Pointer;
use statemark::schema::JSON_SCHEMA;
use statemark::suggest::nearest;

use crate::walk::Trail;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(JSON_SCHEMA).unwrap_or_default());

/// The way to a field, from the statement on: names with dots between them. A list on the way stands for each of its items, `clauses` at
/// the beginning for every clause of every section, sub-clauses too, and `sections` for every section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath {
    text: String,
    steps: Vec<String>,
    kind: FieldKind,
    /// The codes that the format has for it; none where it takes others too.
    codes: &'static [Value],
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A code, an id, an address … or a list of such.
    Code,
    /// A map whose keys are the team's to choose: `identifiers`.
    Map,
    /// Whatever the team puts there: `ext`, or something in it.
    Ext,
    /// Words, a number, an object, a list of objects.
    Other,
}

/// Why a path leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// A step has no name.
    #[error("`{0}` is no path of a field: names with a dot between them, such as `sources.url`")]
    Empty(String),
    /// There is no such field.
    #[error("`{path}` leads nowhere: {} has no field `{step}`", object(.within))]
    Unknown {
        /// The path.
        path: String,
        /// The path of the object, empty for the statement.
        within: String,
        /// The field.
        step: String,
        /// The field that is meant, perhaps.
        nearest: Option<String>,
    },
}

fn object(path: &str) -> String {
    if path.is_empty() { "a statement".to_owned() } else { format!("`{path}`") }
}

impl FieldError {
    /// How to mend it.
    pub fn help(&self) -> String {
        match self {
            Self::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            _ => "the fields stand in docs/format.md; `clauses` stands for every clause".to_owned(),
        }
    }
}

impl FieldPath {
    /// The path, if the format has such a field.
    ///
    /// # Errors
    /// When it has none.
    ///
    /// ```
    /// use statemark_validate::profile::field::FieldPath;
    /// assert_eq!(FieldPath::new("clauses.evidence").unwrap().as_str(), "clauses.evidence");
    /// assert_eq!(FieldPath::new("sources.ulr").unwrap_err().help(), "did you mean `url`?");
    /// ```
    pub fn new(text: &str) -> Result<Self, FieldError> {
        let steps: Vec<String> = text.split('.').map(str::to_owned).collect();
        if steps.iter().any(String::is_empty) {
            return Err(FieldError::Empty(text.to_owned()));
        }
        let mut schema = &*SCHEMA;
        for (index, step) in steps.iter().enumerate() {
            let found = if index == 0 && step == "clauses" { Some(&SCHEMA["$defs"]["Clause"]) } else { field(schema, step) };
            schema = resolved(found.ok_or_else(|| unknown(text, &steps, index, schema))?);
        }
        let codes = schema["enum"].as_array().map_or(&[][..], Vec::as_slice);
        Ok(Self { text: text.to_owned(), kind: kind(schema), steps, codes })
    }

    /// The path as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the field holds.
    pub fn kind(&self) -> FieldKind {
        self.kind
    }

    /// The codes that the format itself has for the field; none where it is open.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.codes.iter().filter_map(Value::as_str)
    }

    /// Visits the field wherever the statement has it or lacks it.
    pub(crate) fn each<'value>(&self, statement: &'value Value, visit: &mut dyn FnMut(Found<'value, '_>)) {
        let (first, rest) = self.steps.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        match first {
            "clauses" => each_section(&statement["sections"], &Trail::new("sections"), &mut |section, trail| {
                each_clause(&section["clauses"], &trail.key("clauses"), &mut |clause, trail| descend(clause, rest, trail, visit));
            }),
            "sections" => each_section(&statement["sections"], &Trail::new("sections"), &mut |section, trail| {
                descend(section, rest, trail, visit);
            }),
            first => match statement.get(first) {
                Some(value) => descend(value, rest, &Trail::new(first), visit),
                None if is_list(field(&SCHEMA, first)) && !rest.is_empty() => {}
                None => visit(Found::Missing { holder: statement, at: None, lacks: &self.steps }),
            },
        }
    }
}

/// A field of a statement.
pub(crate) enum Found<'value, 'up> {
    /// Its value.
    Value(&'value Value, &'up Trail<'up>),
    /// The object that lacks it, or that lacks the object in which it would stand, and the steps that lead on from there; at the root
    /// where there is no way to it.
    Missing { holder: &'value Value, at: Option<&'up Trail<'up>>, lacks: &'up [String] },
}

impl Found<'_, '_> {
    /// Where it stands, or should.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::Value(_, trail) => trail.pointer(),
            Self::Missing { at, .. } => at.map(Trail::pointer).unwrap_or_default(),
        }
    }
}

fn descend<'value>(value: &'value Value, steps: &[String], trail: &Trail<'_>, visit: &mut dyn FnMut(Found<'value, '_>)) {
    let Some((step, rest)) = steps.split_first() else { return visit(Found::Value(value, trail)) };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                descend(item, steps, &trail.index(index), visit);
            }
        }
        _ => match value.get(step) {
            Some(value) => descend(value, rest, &trail.key(step), visit),
            // Of a list that is not there nothing can lack.
            None if !rest.is_empty() && LISTS.contains(&step.as_str()) => {}
            None => visit(Found::Missing { holder: value, at: Some(trail), lacks: steps }),
        },
    }
}

/// The lists of objects inside other objects.
const LISTS: [&str; 6] = ["votes", "clauses", "sections", "actions", "evidence", "relations"];

fn each_section<'value>(sections: &'value Value, trail: &Trail<'_>, visit: &mut dyn FnMut(&'value Value, &Trail<'_>)) {
    for (index, section) in sections.as_array().into_iter().flatten().enumerate() {
        let here = trail.index(index);
        visit(section, &here);
        each_section(&section["sections"], &here.key("sections"), visit);
    }
}

fn each_clause<'value>(clauses: &'value Value, trail: &Trail<'_>, visit: &mut dyn FnMut(&'value Value, &Trail<'_>)) {
    for (index, clause) in clauses.as_array().into_iter().flatten().enumerate() {
        let here = trail.index(index);
        visit(clause, &here);
        each_clause(&clause["clauses"], &here.key("clauses"), visit);
    }
}

/// A schema with references followed, and a list taken as its items.
fn resolved(mut schema: &'static Value) -> &'static Value {
    loop {
        schema = match (schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")), schema.get("items")) {
            // `ext` can hold lists too, but is no list.
            (Some("Ext" | "ExtValue"), _) => return &SCHEMA["$defs"]["Ext"],
            (Some(name), _) => &SCHEMA["$defs"][name],
            (None, Some(items)) if schema["type"] == "array" => items,
            _ => return schema,
        };
    }
}

fn is_list(schema: Option<&Value>) -> bool {
    schema.is_some_and(|schema| schema["type"] == "array")
}

/// The schema of a field of an object; of a map, that of its values.
fn field(schema: &'static Value, step: &str) -> Option<&'static Value> {
    if let Some(properties) = schema.get("properties") {
        return properties.get(step).filter(|_| step != "$schema");
    }
    if let Some(patterns) = schema["patternProperties"].as_object() {
        return patterns.values().next();
    }
    schema.get("additionalProperties").filter(|values| values.is_object())
}

fn kind(schema: &Value) -> FieldKind {
    if std::ptr::eq(schema, &raw const SCHEMA["$defs"]["Ext"]) {
        FieldKind::Ext
    } else if schema.get("patternProperties").is_some() {
        FieldKind::Map
    } else if schema["type"] == "string" {
        FieldKind::Code
    } else {
        FieldKind::Other
    }
}

fn unknown(path: &str, steps: &[String], index: usize, schema: &Value) -> FieldError {
    let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let names = names.chain((index == 0).then_some("clauses"));
    let (within, step) = (steps[..index].join("."), steps[index].clone());
    let nearest = nearest(&step, names).map(str::to_owned);
    FieldError::Unknown { path: path.to_owned(), within, step, nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_format() {
        let kinds = [
            ("type", FieldKind::Code),
            ("clauses.by", FieldKind::Code),
            ("sources.url", FieldKind::Code),
            ("identifiers", FieldKind::Map),
            ("identifiers.doi", FieldKind::Code),
            ("ext", FieldKind::Ext),
            ("clauses.ext.amount.currency", FieldKind::Ext),
            ("clauses.actions.due", FieldKind::Code),
            ("sections.kind", FieldKind::Code),
            ("title", FieldKind::Other),
            ("clauses", FieldKind::Other),
            ("clauses.confidence", FieldKind::Other),
        ];
        for (path, kind) in kinds {
            assert_eq!(FieldPath::new(path).unwrap().kind(), kind, "{path}");
        }
    }

    #[test]
    fn other_paths_lead_nowhere() {
        let told =
            |path: &str| FieldPath::new(path).map(|_| ()).map_err(|error| format!("{error} ({})", error.help())).unwrap_err();
        assert_eq!(told("datte"), "`datte` leads nowhere: a statement has no field `datte` (did you mean `date`?)");
        assert!(told("sources.url.host").starts_with("`sources.url.host` leads nowhere: `sources.url` has no field `host`"));
        assert!(
            told("").contains("is no path") && told("sources.").contains("is no path") && told("$schema").contains("nowhere")
        );
    }

    #[test]
    fn every_list_of_objects_is_known() {
        let defs = SCHEMA["$defs"].as_object().unwrap();
        for (name, field) in defs.values().filter_map(|def| def["properties"].as_object()).flatten() {
            let is_of_objects = is_list(Some(field)) && resolved(field).get("properties").is_some();
            assert_eq!(LISTS.contains(&name.as_str()), is_of_objects, "{name}");
        }
    }
}
