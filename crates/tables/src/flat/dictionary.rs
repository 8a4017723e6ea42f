//! The data dictionary: what each table and each column is, as Markdown. `docs/tables.md` has it.

use std::fmt::Write;

use super::Table;
use super::description::{Column, Description};

/// All tables, a heading and a list of columns each.
pub fn to_markdown() -> String {
    let mut text = String::new();
    for table in Table::ALL {
        describe(&mut text, table.description());
    }
    text
}

fn describe(text: &mut String, table: &Description) {
    // A string takes all that is written into it.
    let _ = write!(text, "\n### `{}`\n\n{}\n\n", table.name, table.about);
    let _ = writeln!(text, "Key: {}.", names(table.key));
    for reference in table.references {
        let may_be_empty = if table.is_total(reference) { "" } else { ", where it is not empty" };
        let _ = writeln!(text, "{} → `{}`{may_be_empty}.", names(reference.columns), reference.table);
    }
    text.push_str("\n| column | type | |\n|---|---|---|\n");
    for column in table.columns {
        let _ = writeln!(text, "| `{}` | {} | {} |", column.name, kind(column), meaning(column));
    }
}

fn names(columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
    columns.join(", ")
}

fn kind(column: &Column) -> String {
    let name = column.kind.name();
    if column.is_required { name.to_owned() } else { format!("{name}?") }
}

/// What a column holds, and its values where they are not many.
fn meaning(column: &Column) -> String {
    let codes = (column.codes)();
    let about = column.about.replace('|', "\\|");
    if codes.is_empty() || codes.len() > 20 { about } else { format!("{about} {}", names(&codes)) }
}
