//! Where each field stands in each standard, as Markdown. `docs/archive.md` has it.

use std::fmt::Write;

use statemark::clause::Clause;
use statemark::entity::Entity;
use statemark::provenance::Event;
use statemark::section::Section;
use statemark::source::Source;
use statemark::statement::Statement;
use statemark::topic::Topic;

use crate::mapping::{Field, Mapped, Place};
use crate::standard::Standard;

/// The objects whose fields are mapped one by one.
const OBJECTS: &[(&str, &[Field])] = &[
    ("Statement", Statement::FIELDS),
    ("Entity", Entity::FIELDS),
    ("Topic", Topic::FIELDS),
    ("Source", Source::FIELDS),
    ("Section", Section::FIELDS),
    ("Clause", Clause::FIELDS),
    ("Event", Event::FIELDS),
];

/// The objects of which no attribute of Akoma Ntoso says anything: their elements take none of others, or there are none.
const WITHOUT_ATTRIBUTES: &[&str] = &["Statement", "Source", "Event"];

/// A table of fields for each object.
///
/// ```
/// let tables = statemark_archive::table::to_markdown();
/// assert!(tables.contains("| `number` | `num` | `div/@n` |"));
/// ```
pub fn to_markdown() -> String {
    let mut text = String::new();
    for (object, fields) in OBJECTS {
        // A string takes all that is written into it.
        let _ = write!(text, "\n### {object}\n\n| Field | Akoma Ntoso | TEI |\n|---|---|---|\n");
        for field in *fields {
            let (akn, tei) = (cell(object, field, Standard::Akn), cell(object, field, Standard::Tei));
            let _ = writeln!(text, "| `{}` | {akn} | {tei} |", field.name);
        }
    }
    text
}

fn cell(object: &str, field: &Field, standard: Standard) -> String {
    let is_on_element = standard == Standard::Akn && field.is_attribute && !WITHOUT_ATTRIBUTES.contains(&object);
    let kept = if is_on_element { format!("`@sm:{}`", field.name) } else { "`rest`".to_owned() };
    match field.place(standard) {
        Place::Own(path) => format!("`{path}`"),
        Place::Words(path) => format!("`{path}`; other languages in `rest`"),
        Place::Partly(path) => format!("`{path}`; {kept} where that cannot say it"),
        Place::Kept => kept,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// The objects that stand whole where the field stands that holds them.
    const WHOLE: &[&str] = &["Action", "Adoption", "Ballot", "Evidence", "Occasion", "Place", "Relation", "Signatory"];

    #[test]
    fn each_field_of_the_format_has_its_place() {
        let schema: Value = serde_json::from_str(statemark::schema::JSON_SCHEMA).unwrap();
        let objects = schema["$defs"].as_object().unwrap().iter().filter(|(_, object)| object["properties"].is_object());
        let names: BTreeSet<&str> = objects.clone().map(|(name, _)| name.as_str()).chain(["Statement"]).collect();
        let mapped = OBJECTS.iter().map(|(name, _)| *name).chain(WHOLE.iter().copied());
        assert_eq!(mapped.collect::<BTreeSet<&str>>(), names);
        for (name, fields) in OBJECTS {
            let object = if *name == "Statement" { &schema } else { &schema["$defs"][name] };
            let of_schema = object["properties"].as_object().unwrap().keys().map(String::as_str).filter(|key| *key != "$schema");
            let of_mapping = fields.iter().map(|field| field.name);
            assert_eq!(of_mapping.collect::<BTreeSet<&str>>(), of_schema.collect::<BTreeSet<&str>>(), "{name}");
        }
    }
}
