//! One statement as a page of HTML that a person opens in any browser, today or in fifty years: all that the statement says, in one file.
//!
//! The page loads nothing and runs nothing: its style stands inside, and its own policy forbids the rest. It reads from top to bottom
//! without its style too. Its frame is in English; each piece of the statement's words says its language and direction, or
//! that nobody told its language.
//!
//! It links to the files of sources under the names that the statement has for them: in a package it lies in the folder of the document.

mod about;
mod actions;
mod acts;
mod clauses;
mod dates;
mod direction;
mod entities;
mod facts;
mod frame;
mod json;
mod links;
mod quotes;
mod rows;
mod sources;
mod words;

use std::collections::HashMap;

use statemark::id::Id;
use statemark::spoken::{self, Spoken};
use statemark::standing::{Standing, standings};
use statemark::statement::Statement;

use links::Links;

/// Writes a statement as a page of HTML.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On <rain>", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome"}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// let html = statemark_archive::page::to_string(&statement);
/// assert!(html.contains(r#"<h1 lang="en" dir="ltr">On &lt;rain&gt;</h1>"#));
/// assert!(html.contains(r##"<a href="#entity-x"><bdi lang="en" dir="ltr">X</bdi></a>"##));
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn to_string(statement: &Statement) -> String {
    let mut page = Page::new(statement);
    let parts = [
        ("words", "The words, and what they do", page.sections()),
        ("signatories", "Signatories", page.signatories()),
        ("votes", "Votes", page.votes()),
        ("relations", "How it stands to other statements", page.relations(&statement.relations)),
        ("acts", "The acts, and what they mean", page.acts()),
        ("entities", "Who and what is named", page.entities()),
        ("topics", "Topics", page.topics()),
        ("sources", "Sources", page.sources()),
        ("provenance", "How this document was made", page.provenance()),
        ("ext", "Added by those who made it", json::block(&statement.ext).unwrap_or_default()),
    ];
    frame::around(&page, &parts)
}

/// A part of the page: its name, its heading, and what stands in it; nothing where the statement has nothing to say there.
type Part = (&'static str, &'static str, String);

/// A page as it is written.
struct Page<'statement> {
    statement: &'statement Statement,
    links: Links<'statement>,
    /// The clauses as they are meant, in the order in which they are written, and how their actions stand to the speakers.
    spoken: Vec<Spoken<'statement>>,
    standings: Vec<Vec<Standing>>,
    /// How many clauses are written.
    written: usize,
    /// How many objects had each name.
    named: HashMap<String, usize>,
}

impl<'statement> Page<'statement> {
    fn new(statement: &'statement Statement) -> Self {
        let spoken = spoken::all(statement);
        Self {
            statement,
            links: Links::new(statement),
            standings: standings(statement, &spoken),
            spoken,
            written: 0,
            named: HashMap::new(),
        }
    }

    /// The attribute that names an object: links lead to the first that has its id.
    fn anchor(&mut self, kind: &str, id: &Id) -> String {
        let name = format!("{kind}-{id}");
        let count = self.named.entry(name.clone()).or_default();
        *count += 1;
        // No id has a tilde, so no other object has this name.
        if *count == 1 { format!(" id=\"{name}\"") } else { format!(" id=\"{name}~{count}\"") }
    }
}

#[cfg(test)]
mod tests;
