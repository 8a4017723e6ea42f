//! Files that are made from code or from the table of acts: committed, compared here, rewritten with `STATEMARK_UPDATE=1 cargo test`.

use std::fmt::Write;

use statemark::act::Act;
use statemark::schema;
use statemark_specimens::generated::assert_generated;

#[test]
fn json_schema_is_made_from_the_types() {
    let mut text = serde_json::to_string_pretty(&schema::statement_schema()).unwrap();
    text.push('\n');
    assert_generated("schema/statement.schema.json", &text);
}

#[test]
fn the_twin_in_draft_07_is_made_from_the_json_schema() {
    let mut text = serde_json::to_string_pretty(&schema::statement_schema_draft_07()).unwrap();
    text.push('\n');
    assert_generated("schema/statement.draft-07.schema.json", &text);
}

/// A row of the table of acts, by column.
struct Row<'text>(Vec<&'text str>);

impl<'text> Row<'text> {
    const COLUMNS: [&'static str; 9] =
        ["id", "label", "definition", "class", "polarity", "strength", "plover", "forms_en", "note"];

    fn get(&self, column: &str) -> &'text str {
        self.0[Self::COLUMNS.iter().position(|name| *name == column).unwrap()]
    }

    fn variant(&self) -> String {
        self.get("id").split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
    }

    fn forms(&self) -> Vec<&'text str> {
        self.get("forms_en").split(';').filter(|form| !form.is_empty()).collect()
    }
}

fn rows() -> Vec<Row<'static>> {
    let mut lines = schema::ACTS.lines();
    assert_eq!(lines.next().unwrap().split('\t').collect::<Vec<_>>(), Row::COLUMNS);
    lines.map(|line| Row(line.split('\t').collect())).collect()
}

#[test]
fn acts_are_made_from_the_table() {
    let mut code = String::from("//! The acts. Made from `schema/acts.tsv` by `tests/generated.rs`; not to be edited.\n\n");
    code.push_str("use super::{Class, Polarity, Row};\nuse crate::codes::codes;\n\ncodes! {\n    /// What a clause does with its words.\n    pub enum Act: \"an act\" {\n");
    for row in rows() {
        writeln!(code, "        /// {}\n        {} = {:?},", row.get("definition"), row.variant(), row.get("id")).unwrap();
    }
    code.push_str("    }\n}\n\n#[rustfmt::skip]\npub(super) static ROWS: &[Row] = &[\n");
    for row in rows() {
        let class = row.get("class");
        let class = class[..1].to_uppercase() + &class[1..];
        let polarity = match row.get("polarity") {
            "+" => "Positive",
            "-" => "Negative",
            "0" => "Neutral",
            other => panic!("polarity {other}"),
        };
        let plover = Some(row.get("plover")).filter(|plover| !plover.is_empty());
        let (label, strength, forms) = (row.get("label"), row.get("strength"), row.forms());
        writeln!(
            code,
            "    Row {{ label: {label:?}, class: Class::{class}, polarity: Polarity::{polarity}, strength: {strength}, plover: {plover:?}, forms: &{forms:?} }},"
        )
        .unwrap();
    }
    code.push_str("];\n");
    assert_generated("crates/core/src/act/vocabulary.rs", &code);
}

#[test]
fn acts_are_documented() {
    let mut page = String::from(
        "# Acts\n\nWhat a clause does with its words: the closed vocabulary of `act` and `inner_act`. \
         This page is made from [`schema/acts.tsv`](../schema/acts.tsv), which also lists the English verb forms that signal each act.\n\n\
         The class is Searle's. Polarity is what the act alone says of its object: + for, − against, 0 neither, or only the object can tell.\n\
         Strength, 1 to 5, orders the acts of one class. PLOVER is the event type of that coding scheme, where it has one.\n",
    );
    let mut class = "";
    for row in rows() {
        if row.get("class") != class {
            class = row.get("class");
            let title = class[..1].to_uppercase() + &class[1..];
            write!(page, "\n## {title}\n\n| act | strength | polarity | meaning | PLOVER |\n|---|---|---|---|---|\n").unwrap();
        }
        let note = if row.get("note").is_empty() { String::new() } else { format!(" *{}*", row.get("note").replace('|', "\\|")) };
        let polarity = row.get("polarity").replace('-', "−");
        let (id, strength, definition, plover) = (row.get("id"), row.get("strength"), row.get("definition"), row.get("plover"));
        writeln!(page, "| `{id}` | {strength} | {polarity} | {definition}{note} | {plover} |").unwrap();
    }
    assert_generated("docs/acts.md", &page);
}

#[test]
fn the_table_of_acts_is_in_order() {
    let strength = |id: &str| Act::from_code(id).unwrap().strength();
    for order in [
        &["invite", "encourage", "call-on", "urge", "demand"][..],
        &["consider", "intend", "pledge", "agree", "guarantee"],
        &["hope", "welcome", "commend"],
        &["regret", "deplore", "condemn"],
    ] {
        assert!(order.windows(2).all(|pair| strength(pair[0]) < strength(pair[1])), "{order:?}");
    }
    let mut forms: Vec<&str> = Act::ALL.iter().flat_map(|act| act.english_forms()).copied().collect();
    let count = forms.len();
    forms.sort_unstable();
    forms.dedup();
    assert_eq!(forms.len(), count, "a verb form stands in two rows");
    assert!(Act::ALL.iter().all(|act| (1..=5).contains(&act.strength()) && act.meaning().ends_with('.')));
}
