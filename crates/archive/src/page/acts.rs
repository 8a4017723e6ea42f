//! The acts that stand in a statement, each with its meaning, so that the page explains itself.

use std::collections::BTreeSet;

use statemark::act::{Act, Polarity};

use super::Page;
use super::rows::table;
use super::words::{code, escaped};

/// An act, and a link to what it means.
pub(super) fn link(act: Act) -> String {
    format!("<strong><a href=\"#act-{act}\">{}</a></strong>", escaped(act.label()))
}

impl Page<'_> {
    /// The acts of all clauses.
    pub(super) fn acts(&self) -> String {
        let acts: BTreeSet<Act> = self.spoken.iter().flat_map(|one| [one.act, one.clause.inner_act]).flatten().collect();
        let rows: Vec<_> = acts.into_iter().map(|act| (format!(" id=\"act-{act}\""), cells(act))).collect();
        table("What speakers do with their words", &["Act", "Means", "Kind", "Strength in its kind"], &rows)
    }
}

fn cells(act: Act) -> Vec<String> {
    let side = match act.polarity() {
        Polarity::Positive => ", for its object",
        Polarity::Neutral => "",
        Polarity::Negative => ", against its object",
    };
    let kind = format!("{}: {}{side}", act.class(), escaped(act.class().meaning()).trim_end_matches('.'));
    vec![
        format!("{} {}", escaped(act.label()), code(act.code())),
        escaped(act.meaning()),
        kind,
        format!("{} of 5", act.strength()),
    ]
}
