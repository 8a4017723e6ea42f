//! `docs/fidelity.md`: where each field of the model lives in each spelling, and what no spelling carries. Both are seen by converting
//! documents that hold them, so that the page says what is so.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;
use statemark::json;
use statemark::node::{Entry, Node, Span};
use statemark::statement::Statement;
use statemark_convert::format::Format;
use statemark_convert::losses::losses;
use statemark_specimens::generated::assert_generated;
use statemark_specimens::{document, examples};

/// How many generated documents are converted beside the examples.
const GENERATED: u64 = 300;

/// The columns of the matrix; NDJSON is the JSON of a statement on one line.
const COLUMNS: [(&str, Format); 5] = [
    ("JSON", Format::Json),
    ("NDJSON", Format::Json),
    ("XML", Format::Xml),
    ("Markdown", Format::Markdown),
    ("YAML", Format::Yaml),
];

/// The objects of the model with their fields, as the JSON Schema lists them, each with the type of its values.
struct Model(Vec<(String, Vec<(String, String)>)>);

impl Model {
    fn of_the_schema() -> Self {
        let schema: Value = serde_json::from_str(statemark::schema::JSON_SCHEMA).unwrap();
        let own = [("Statement".to_owned(), schema.clone())];
        let others = schema["$defs"].as_object().unwrap().clone();
        let fields = |object: &Value| {
            let properties = object["properties"].as_object()?.iter().filter(|(key, _)| *key != "$schema");
            Some(properties.map(|(key, property)| (key.clone(), type_of(property))).collect())
        };
        Self(own.into_iter().chain(others).filter_map(|(name, object)| Some((name, fields(&object)?))).collect())
    }

    fn fields(&self, object: &str) -> Option<&[(String, String)]> {
        self.0.iter().find(|(name, _)| name == object).map(|(_, fields)| &**fields)
    }

    /// Shows each field of an object, and of all in it, as `Object.field`.
    fn walk<'node>(&self, object: &str, node: &'node Node<'node>, show: &mut dyn FnMut(String, &'node Entry<'node>)) {
        let Some(fields) = self.fields(object) else { return };
        for entry in node.entries().unwrap_or_default() {
            let (key, kind) = fields.iter().find(|(key, _)| *key == entry.key).expect("the reader knows the fields");
            show(format!("{object}.{key}"), entry);
            for item in entry.node.items().unwrap_or(std::slice::from_ref(&entry.node)) {
                self.walk(kind, item, show);
            }
        }
    }
}

/// The name of the type that a property, or an item of it, has in the schema.
fn type_of(property: &Value) -> String {
    let reference = property["$ref"].as_str().or_else(|| property["items"]["$ref"].as_str());
    reference.and_then(|reference| reference.rsplit('/').next()).unwrap_or_default().to_owned()
}

/// The places in which a field was seen in one spelling, and how often.
type Places = BTreeMap<String, usize>;

/// Converts a statement into the spelling of a column, reads it back, and notes where its fields stand.
fn convert(statement: &Statement, column: (&'static str, Format), model: &Model, seen: &mut BTreeMap<(String, &str), Places>) {
    let (name, format) = column;
    let mut bytes = Vec::new();
    match name {
        "NDJSON" => json::to_writer(&mut bytes, statement).unwrap(),
        _ => format.write(&mut bytes, statement).unwrap(),
    }
    let document = format.read(&bytes);
    let after = document.statement.as_ref().expect("what was written is read");
    assert_eq!(json::to_string(after), json::to_string(statement), "{name} has changed the statement");
    model.walk("Statement", document.node().unwrap(), &mut |field, entry| {
        let place = match format {
            Format::Json | Format::Yaml => format!("key `{}`", entry.key),
            Format::Xml => in_xml(&document.text, entry),
            Format::Markdown => in_markdown(&document.text, entry),
        };
        *seen.entry((field, name)).or_default().entry(place).or_default() += 1;
    });
}

/// What stands at the place of a field in XML.
fn in_xml(text: &str, entry: &Entry<'_>) -> String {
    let (before, name) = (&text[..entry.key_span.start], &text[entry.key_span.start..entry.key_span.end]);
    if before.ends_with('<') { format!("element `{name}`") } else { format!("attribute `{name}`") }
}

/// What stands at the place of a field in Markdown.
fn in_markdown(text: &str, entry: &Entry<'_>) -> String {
    let front = text[4..].find("\n---\n").expect("front matter ends") + 4;
    let Span { start, end } = entry.key_span;
    if start < front {
        return format!("front matter `{}`", entry.key);
    }
    // An attribute says its key, and words are told by what stands before them, or begins with them.
    match &text[start..end] {
        key if key == entry.key && text[end..].starts_with('=') => return format!("attribute `{key}=`"),
        key if key == entry.key && key == "continues" => return format!("attribute `{key}`"),
        key if entry.key == "id" && key.starts_with('#') => return "attribute `#`".to_owned(),
        _ => {}
    }
    let line = &text[text[..start].rfind('\n').map_or(0, |end| end + 1)..start];
    let words = line.trim_end_matches('\\');
    let (marks, rest) = (words.trim_start(), if words == line { &text[start..] } else { "" });
    let place = match () {
        () if rest.starts_with("```yaml ext") => "fence `yaml ext`",
        () if marks.starts_with("```") => "fence `source=`",
        () if rest.starts_with("``") && marks.starts_with('>') => "fence in a quote",
        () if rest.starts_with('`') && marks.starts_with('>') => "a quote of attributes",
        () if rest.starts_with('`') => "paragraph of attributes",
        () if words.ends_with("**") => "bold",
        () if marks.starts_with('#') || opens_heading(rest) => "heading",
        () if marks.starts_with('>') => "quote",
        () if marks.starts_with("- ") || rest.starts_with("- ") => "bullet",
        () => "paragraph",
    };
    place.to_owned()
}

fn opens_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

/// The places of a field in the words of a cell, the most frequent first.
fn cell(places: &Places) -> String {
    let mut places: Vec<_> = places.iter().collect();
    places.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    places.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>().join(", ")
}

fn matrix() -> String {
    let model = Model::of_the_schema();
    let mut seen = BTreeMap::new();
    let examples = examples::examples().into_iter().map(|example| example.statement);
    for statement in examples.chain((0..GENERATED).map(document::statement)) {
        for column in COLUMNS {
            convert(&statement, column, &model, &mut seen);
        }
    }
    let mut page = String::new();
    for (object, fields) in &model.0 {
        let names = COLUMNS.map(|(name, _)| name).join(" | ");
        write!(page, "\n### {object}\n\n| field | {names} |\n|---|{}\n", "---|".repeat(COLUMNS.len())).unwrap();
        for (key, _) in fields {
            let field = format!("{object}.{key}");
            let cells = COLUMNS.map(|(name, _)| cell(seen.get(&(field.clone(), name)).expect("a document has the field")));
            writeln!(page, "| `{key}` | {} |", cells.join(" | ")).unwrap();
        }
    }
    page
}

/// Something beside the statement that a document holds.
struct Beside {
    what: &'static str,
    format: Format,
    /// What takes the place of what in the document as it is written.
    change: (&'static str, &'static str),
}

const STATEMENT: &str = r#"{"statemark": "1.0", "id": "rain", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
    "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X & Y"}],
    "sections": [{"clauses": [{"id": "c", "text": "X welcomes the rain.", "by": ["x"], "confidence": 0.5, "ext": {"a": 1}}]}]}"#;

const BESIDE: &[Beside] = &[
    Beside { what: "a comment", format: Format::Xml, change: ("  <title>", "  <!-- why -->\n  <title>") },
    Beside { what: "a processing instruction", format: Format::Xml, change: ("  <title>", "  <?why not?>\n  <title>") },
    Beside { what: "a comment in front matter", format: Format::Markdown, change: ("id: rain\n", "id: rain # why\n") },
    Beside { what: "a comment in `ext`", format: Format::Markdown, change: ("a: 1\n", "# why\na: 1\n") },
    Beside { what: "a comment", format: Format::Yaml, change: ("id: rain\n", "id: rain # why\n") },
    Beside { what: "`$schema`", format: Format::Json, change: ("{\n", "{\n  \"$schema\": \"https://example.org/s\",\n") },
    Beside {
        what: "the order of keys",
        format: Format::Json,
        change: ("\"statemark\": \"1.0\",\n  \"id\": \"rain\"", "\"id\": \"rain\",\n  \"statemark\": \"1.0\""),
    },
    Beside { what: "white space between tokens", format: Format::Json, change: ("\n  ", "\n\t") },
    Beside { what: "an empty list", format: Format::Json, change: ("{\n", "{\n  \"topics\": [],\n") },
    Beside { what: "the digits of a number", format: Format::Json, change: ("0.5", "5e-1") },
    Beside { what: "escapes in a string", format: Format::Json, change: ("On rain", "On\\u0020rain") },
    Beside { what: "a byte order mark", format: Format::Json, change: ("{\n  \"statemark\"", "\u{FEFF}{\n  \"statemark\"") },
    Beside { what: "the order of attributes", format: Format::Xml, change: (" id=\"c\" by=\"x\"", " by=\"x\" id=\"c\"") },
    Beside { what: "the style of quotation marks", format: Format::Xml, change: ("id=\"rain\"", "id='rain'") },
    Beside { what: "CDATA", format: Format::Xml, change: ("X &amp; Y", "<![CDATA[X & Y]]>") },
    Beside { what: "references", format: Format::Xml, change: ("On rain", "On&#32;rain") },
    Beside { what: "wrapped lines", format: Format::Markdown, change: ("welcomes the", "welcomes\nthe") },
    Beside { what: "escapes", format: Format::Markdown, change: ("rain.", "rain\\.") },
    Beside { what: "the style of lists and maps", format: Format::Yaml, change: ("issuers: [x]", "issuers:\n  - x") },
    Beside { what: "the style of quotation marks", format: Format::Yaml, change: ("id: rain", "id: 'rain'") },
];

/// What becomes of that, in every spelling.
fn beside() -> String {
    let mut page = String::from("\n| what | in | after a conversion | told as |\n|---|---|---|---|\n");
    for Beside { what, format, change } in BESIDE {
        let statement = json::from_str(STATEMENT).unwrap();
        let text = spelled(*format, &statement);
        let with = text.replacen(change.0, change.1, 1);
        assert_ne!(with, text, "{what} in {format} is nowhere put in");
        let document = format.read(with.as_bytes());
        assert_eq!(document.faults, [], "{what} in {format}:\n{with}");
        let told: Vec<&str> = losses(*format, &document).iter().map(|loss| loss.kind.code()).collect();
        let after = document.statement.as_ref().unwrap();
        let is_kept = Format::ALL.iter().any(|target| spelled(*target, after) != spelled(*target, &statement));
        let outcome = if is_kept { "kept" } else { "gone" };
        let told = if told.is_empty() { "layout: not told".to_owned() } else { format!("`{}`", told.join("`, `")) };
        writeln!(page, "| {what} | {format} | {outcome} | {told} |").unwrap();
    }
    page
}

fn spelled(format: Format, statement: &Statement) -> String {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_page_says_what_is_so() {
    let documents = examples::examples().len() as u64 + GENERATED;
    let page = format!(
        "# Fidelity\n\n\
        What a conversion keeps, field by field, and what it does not. This page is made by a test (`crates/convert/tests/fidelity.rs`), which converts \
        {documents} documents into each spelling, reads them back, and compares canonical JSON byte for byte. \
        That it holds for chains of spellings too is shown by `crates/convert/tests/law.rs`.\n\n\
        ## Fields\n\n\
        Every field is kept in every spelling. A cell says where it was seen in what the writer wrote; of several places the most frequent stands first. \
        [format.md](format.md) says when which is used.\n\
        {}\n\
        ## What is no part of the statement\n\n\
        No spelling keeps what follows, its own neither. What a person or an editor may miss is told, with its place; the rest is layout.\n\
        {}\n\
        Nor is the name of a file part of the statement. What stands between the records of a collection, comments and processing instructions of XML, \
        is told of the collection.\n",
        matrix(),
        beside()
    );
    assert_generated("docs/fidelity.md", &page);
}
