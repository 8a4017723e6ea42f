//! The report as code scanning reads it: SARIF 2.1.0 (OASIS, errata 01), with what GitHub asks for.

mod rule;

use std::io::{self, Write};

use serde::Serialize;

use self::rule::Rules;
use super::entry::{Entry, Location, Mending, Note};
use super::fingerprint::Fingerprints;
use super::json::{Ending, Unread, line};
use super::worst::Worst;
use super::{Path, Totals, files, text};
use crate::finding::Severity;
use crate::fix::Applicability;

/// How many results GitHub takes of a run; it shows 5,000 of them.
pub(super) const MOST: usize = 25_000;

/// The schema that a report names, as GitHub's pages do.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Prints the one run of the log, a result a line, the worst first.
pub(super) fn write(out: &mut impl Write, worst: &Worst, ending: &Ending) -> io::Result<()> {
    let rules = Rules::of(worst.entries());
    // A column is a code point, as everywhere in our reports.
    writeln!(out, r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","#)?;
    writeln!(out, "\"tool\":{},", line(&rules.tool(ending)))?;
    writeln!(out, "\"invocations\":[{}],", line(&Invocation::new(ending)))?;
    writeln!(out, "\"properties\":{},", line(&Properties { totals: &ending.totals, left_out: ending.left_out }))?;
    write!(out, "\"results\":[")?;
    let (mut fingerprints, mut separator) = (Fingerprints::default(), "\n");
    for entry in worst.entries() {
        let result = Finding::new(entry, rules.index(entry.rule), fingerprints.next(entry));
        write!(out, "{separator}{}", line(&result))?;
        separator = ",\n";
    }
    writeln!(out, "\n]}}]}}")
}

/// How the run went: `invocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

/// What the tool could not do, or what one should know of the log: `notification`.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[Place; 1]>,
}

impl Invocation {
    fn new(ending: &Ending) -> Self {
        let mut notifications: Vec<Notification> = ending.unread.iter().map(Notification::of_unread).collect();
        if ending.interrupted {
            notifications.push(Notification::new("error", "The run was interrupted: this is what was found until then."));
        }
        if ending.left_out > 0 {
            let left_out = text::grouped(ending.left_out);
            notifications
                .push(Notification::new("note", &format!("{left_out} more findings are not listed, none of them worse.")));
        }
        let execution_successful = ending.unread.is_empty() && !ending.interrupted;
        Self { execution_successful, tool_execution_notifications: notifications }
    }
}

impl Notification {
    fn new(level: &'static str, words: &str) -> Self {
        Self { level, message: Message::new(words), locations: None }
    }

    fn of_unread(unread: &Unread) -> Self {
        let help = unread.help.as_ref().map_or(String::new(), |help| format!(" Help: {help}."));
        let words = format!("{} {}.{help}", unread.file, unread.reason);
        let physical_location = Physical { artifact_location: Artifact { uri: files::uri(&unread.file) }, region: None };
        let place = Place { id: None, physical_location, logical_locations: Vec::new(), message: None };
        Self { locations: Some([place]), ..Self::new("error", &words) }
    }
}

/// What the standard has no field for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'ending> {
    totals: &'ending Totals,
    left_out: u64,
}

/// A finding: `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'entry> {
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
    fn new(entry: &'entry Entry, rule_index: usize, fingerprint: String) -> Self {
        // The first sentence stands alone where there is little room.
        let help = entry.help.as_ref().map_or(String::new(), |help| format!(" Help: {help}."));
        let related = entry.related.iter().enumerate();
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

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

/// Words: `message`.
#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    /// Words in which nothing is a placeholder or a link, whatever a document holds (3.11.5 and 3.11.6).
    fn new(words: &str) -> Self {
        Self { text: words.replace('{', "{{").replace('}', "}}").replace("](", "] (") }
    }
}

/// A place: `location`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

/// A place in a file: `physicalLocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// A file: `artifactLocation`.
#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// A piece of text: `region`. Bytes are left out: ours are those of the unpacked text without byte order mark, theirs those of the file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    start_column: u64,
    end_line: u64,
    end_column: u64,
}

/// A place as the statement or its spelling names it: `logicalLocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

impl Place {
    fn new(place: &Location) -> Self {
        let region =
            Region { start_line: place.line, start_column: place.column, end_line: place.end_line, end_column: place.end_column };
        let artifact_location = Artifact { uri: files::uri(&place.file) };
        // The whole document has no name.
        let pointer = Some(&place.pointer).filter(|pointer| !pointer.is_empty());
        let pointer = pointer.map(|name| Logical { fully_qualified_name: name.clone(), kind: Some(kind_of_pointer(name)) });
        let path =
            place.path.as_ref().map(|path| Logical { fully_qualified_name: path.as_str().to_owned(), kind: kind_of(path) });
        Self {
            id: None,
            physical_location: Physical { artifact_location, region: Some(region) },
            logical_locations: pointer.into_iter().chain(path).collect(),
            message: None,
        }
    }

    fn related(id: usize, note: &Note) -> Self {
        Self { id: Some(id), message: Some(Message::new(&note.message)), ..Self::new(&note.place) }
    }
}

/// What a pointer points at: something in a list, or a field.
fn kind_of_pointer(pointer: &str) -> &'static str {
    let step = pointer.rsplit('/').next().unwrap_or_default();
    if step.bytes().all(|byte| byte.is_ascii_digit()) { "value" } else { "property" }
}

fn kind_of(path: &Path) -> Option<&'static str> {
    let Path::XPath(path) = path else { return None };
    Some(match path.rsplit('/').next() {
        Some(step) if step.starts_with('@') => "attribute",
        Some(step) if step.starts_with("text()") => "text",
        _ => "element",
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::entry::Replacement;

    #[test]
    fn words_of_a_document_are_neither_placeholders_nor_links() {
        assert_eq!(Message::new("{0} is [here](http://x), [y] (z)").text, "{{0}} is [here] (http://x), [y] (z)");
    }

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

    #[test]
    fn places_have_the_kinds_of_the_standard() {
        assert_eq!(["/a", "/a/0", "/a/b~1"].map(kind_of_pointer), ["property", "value", "property"]);
        let kind = |path: &str| kind_of(&Path::XPath(path.to_owned()));
        assert_eq!(["/s:a/@b", "/s:a/text()", "/s:a[2]"].map(kind), [Some("attribute"), Some("text"), Some("element")]);
        assert_eq!(kind_of(&Path::Headings("A".into())), None);
    }
}
