//! A finding in a log, with what mends it.

use serde::Serialize;

use super::place::{Artifact, Message, Place, Region};
use super::{PLACES, level};
use crate::fix::Applicability;
use crate::report::entry::{Entry, Mending};
use crate::report::files;

/// A finding: `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding<'entry> {
    rule_id: &'entry str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Place; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Fix<'entry>; 1]>,
    partial_fingerprints: Fingerprint,
    properties: Subject<'entry>,
}

/// GitHub knows a finding again by this alone.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprint {
    primary_location_line_hash: String,
}

/// The statement that a finding is about.
#[derive(Serialize)]
struct Subject<'entry> {
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<&'entry str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
}

impl<'entry> Finding<'entry> {
    pub(super) fn new(entry: &'entry Entry, rule_index: usize, fingerprint: String) -> Self {
        // The first sentence stands alone where there is little room.
        let help = entry.help.as_ref().map_or(String::new(), |help| format!(" Help: {help}."));
        let related = entry.related.iter().take(PLACES - 1).enumerate();
        Self {
            rule_id: entry.rule,
            rule_index,
            level: level(entry.severity),
            message: Message::new(&format!("{}.{help}", entry.message)),
            locations: [Place::new(&entry.place)],
            related_locations: related.map(|(index, note)| Place::related(index + 1, note)).collect(),
            fixes: entry.fix.as_ref().map(|fix| [Fix::new(&entry.place.file, fix)]),
            partial_fingerprints: Fingerprint { primary_location_line_hash: fingerprint },
            properties: Subject { statement: entry.place.statement.as_deref(), record: entry.place.record },
        }
    }
}

/// What mends a finding: `fix`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'entry> {
    description: Message,
    artifact_changes: [Changes<'entry>; 1],
}

/// What is done to a file: `artifactChange`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Changes<'entry> {
    artifact_location: Artifact,
    replacements: Vec<Change<'entry>>,
}

/// New words in place of others: `replacement`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'entry> {
    deleted_region: Region,
    inserted_content: Content<'entry>,
}

/// Words as they are: `artifactContent`.
#[derive(Serialize)]
struct Content<'entry> {
    text: &'entry str,
}

impl<'entry> Fix<'entry> {
    fn new(file: &str, fix: &'entry Mending) -> Self {
        let replacements = fix.edits.iter().map(|edit| Change {
            deleted_region: Region {
                start_line: edit.line,
                start_column: edit.column,
                end_line: edit.end_line,
                end_column: edit.end_column,
            },
            inserted_content: Content { text: &edit.replacement },
        });
        let changes = Changes { artifact_location: Artifact { uri: files::uri(file) }, replacements: replacements.collect() };
        let words = match fix.applicability {
            Applicability::Safe => "`statemark validate --fix` does this.",
            Applicability::OnDemand => "`statemark validate --fix --unsafe-fixes` does this; look at it afterwards.",
        };
        Self { description: Message::new(words), artifact_changes: [changes] }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::entry::Replacement;

    #[test]
    fn each_edit_of_a_fix_is_a_replacement() {
        let edit = |line, replacement: &str| Replacement {
            line,
            column: 2,
            end_line: line,
            end_column: 5,
            start: 0,
            end: 3,
            replacement: replacement.to_owned(),
        };
        let fix = Mending { applicability: Applicability::OnDemand, edits: vec![edit(1, "{a}"), edit(7, "")] };
        let region = |line: u64| json!({"startLine": line, "startColumn": 2, "endLine": line, "endColumn": 5});
        assert_eq!(
            serde_json::to_value(Fix::new("a b.json", &fix)).unwrap(),
            json!({
                "description": {"text": "`statemark validate --fix --unsafe-fixes` does this; look at it afterwards."},
                "artifactChanges": [{"artifactLocation": {"uri": "a%20b.json"}, "replacements": [
                    {"deletedRegion": region(1), "insertedContent": {"text": "{a}"}},
                    {"deletedRegion": region(7), "insertedContent": {"text": ""}},
                ]}],
            })
        );
    }
}
