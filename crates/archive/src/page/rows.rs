//! What is said of a thing: labels, each with one or more things beside it.

use super::words::joined;

/// Labels and what stands beside them, as pieces of HTML.
#[derive(Default)]
pub(super) struct Rows(Vec<(&'static str, Vec<String>)>);

impl Rows {
    /// Adds a row, if there is anything to put into it.
    pub(super) fn add(&mut self, label: &'static str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        if !values.is_empty() {
            self.0.push((label, values));
        }
    }

    /// Adds a row of names in one line, if there are any.
    pub(super) fn add_list(&mut self, label: &'static str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        self.add(label, (!values.is_empty()).then(|| values.join(", ")));
    }

    /// The rows as a list of descriptions; nothing where there are none.
    pub(super) fn html(&self, class: &str) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let values = |values: &[String]| joined(values.iter().map(|value| format!("<dd>{value}</dd>\n")));
        let rows = joined(self.0.iter().map(|(label, all)| format!("<div><dt>{label}</dt>\n{}</div>\n", values(all))));
        format!("<dl class=\"{class}\">\n{rows}</dl>\n")
    }
}

/// A table: what it shows, its columns, and its rows, of which the first cell is the heading. Nothing where there are no rows.
pub(super) fn table(caption: &str, columns: &[&str], rows: &[(String, Vec<String>)]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head = joined(columns.iter().map(|column| format!("<th scope=\"col\">{column}</th>")));
    let row = |(anchor, cells): &(String, Vec<String>)| {
        let first = joined(cells.iter().take(1).map(|cell| format!("<th scope=\"row\">{cell}</th>")));
        let others = joined(cells.iter().skip(1).map(|cell| format!("<td>{cell}</td>")));
        format!("<tr{anchor}>{first}{others}</tr>\n")
    };
    let rows = joined(rows.iter().map(row));
    let table =
        format!("<table>\n<caption>{caption}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n");
    // Where it is wider than the screen, it is moved in its place, with a finger or with keys.
    format!("<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n{table}</div>\n")
}
