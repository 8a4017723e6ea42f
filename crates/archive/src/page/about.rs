//! How the document was made, and what this page is.

use statemark::digest::Digest;
use statemark::provenance::Activity;
use statemark::relation::Relation;

use super::rows::{Rows, table};
use super::words::{code, inline, joined, label};
use super::{Page, dates};

impl Page<'_> {
    /// What was done to make the document.
    pub(super) fn provenance(&self) -> String {
        let rows = self.statement.provenance.iter().map(|event| {
            let what = format!("{}: {}", label(event.activity.code()), Activity::meaning(event.activity));
            let date = event.date.as_ref().map(dates::html).unwrap_or_default();
            let note = event.note.as_ref().map(inline).unwrap_or_default();
            (String::new(), vec![what, inline(&event.agent), date, note])
        });
        table("What was done, in order", &["What", "By", "When", "Note"], &rows.collect::<Vec<_>>())
    }

    /// How something stands to others.
    pub(super) fn relations(&self, relations: &[Relation]) -> String {
        let items = joined(relations.iter().map(|relation| format!("<li>It {}</li>\n", self.links.relation(relation))));
        if items.is_empty() { items } else { format!("<ul>\n{items}</ul>\n") }
    }

    /// What the page is, and how to read it.
    pub(super) fn about(&self) -> String {
        let statement = self.statement;
        let mut rows = Rows::default();
        rows.add("Format", [format!("Statemark, version {}", statement.statemark.as_str())]);
        rows.add("Rights", statement.rights.as_ref().map(inline));
        rows.add("SHA-256 of the canonical JSON on one line", [code(Digest::of(statement).to_string())]);
        format!("{READING}{}", rows.html("facts"))
    }
}

/// What a reader in fifty years should know.
const READING: &str = "\
<p>This page shows, for people, all that a statement in the format Statemark says: its words, and beside them who does what to whom \
in which words. It was made by a program from the statement’s JSON. That JSON is the master: where the two differ, it holds.</p>
<ul>
<li>Dates in brackets are in the Extended Date/Time Format (ISO 8601-2), level 1; languages are tags of BCP 47, countries codes of ISO 3166-1.</li>
<li>Characters of a source are Unicode code points. They are counted from 0: “characters 3 to 5” are the fourth and the fifth.</li>
<li>What is to be done is <em>promised</em> where speakers or their own are to do it, <em>asked</em> where speakers want it of others, \
else <em>reported</em>.</li>
<li>A character that no page may hold is shown by its number, such as [U+0085]. Line breaks of every kind are shown as line breaks.</li>
</ul>
";
