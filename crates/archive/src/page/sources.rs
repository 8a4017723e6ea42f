//! The texts that clauses quote.

use statemark::source::Source;
use statemark::web::RelativePath;

use super::links::{source_name, uri};
use super::rows::Rows;
use super::words::{code, escaped, inline, label, lang_if_known};
use super::{Page, dates, json};
use crate::reference::relative;

impl Page<'_> {
    pub(super) fn sources(&mut self) -> String {
        self.statement.sources.iter().map(|source| self.source(source)).collect()
    }

    fn source(&mut self, source: &Source) -> String {
        let anchor = self.anchor("source", &source.id);
        let text = source.text.as_ref().map(|text| {
            // A parser takes away the first line feed.
            let lang = lang_if_known(source.language.as_ref());
            format!("<h4>Its text</h4>\n<pre class=\"verbatim\"{lang}>\n{}</pre>\n", escaped(text.as_str()))
        });
        let name = source_name(source, |name| name);
        format!(
            "<section class=\"source\"{anchor}>\n<h3>{name}</h3>\n{}{}</section>\n",
            facts(source).html("facts"),
            text.unwrap_or_default()
        )
    }
}

/// A link to the file of a source: it lies in the folder of the statement, as the page does.
fn file(path: &RelativePath) -> String {
    format!("<a href=\"{}\">{}</a>", relative(path.as_str()), code(path))
}

fn facts(source: &Source) -> Rows {
    let mut rows = Rows::default();
    rows.add("Kind", [label(source.kind.code())]);
    rows.add("Publisher", source.publisher.as_ref().map(inline));
    rows.add_list("Authors", source.authors.iter().map(inline));
    rows.add("Published", source.published.as_ref().map(dates::html));
    rows.add("Changed", source.updated.as_ref().map(dates::html));
    rows.add("Fetched", source.retrieved.as_ref().map(dates::html));
    rows.add("Address", source.url.as_ref().map(uri));
    rows.add("Language", source.language.as_ref().map(code));
    rows.add("Holds", source.extent.map(|extent| format!("{}: {}", extent, extent.meaning())));
    rows.add("Rights", source.rights.as_ref().map(inline));
    rows.add("Its text is in the file", source.file.as_ref().map(file));
    rows.add("SHA-256 of its text", source.sha256.as_ref().map(code));
    rows.add("Added", json::block(&source.ext));
    rows.add("Id", [code(&source.id)]);
    rows
}
