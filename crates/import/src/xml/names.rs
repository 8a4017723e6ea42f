//! What elements are, by their names.

use std::collections::BTreeMap;

/// The names of elements that are paragraphs and headings, without prefixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Headings; the first one is the title.
    pub headings: Vec<String>,
}

impl Default for Names {
    /// Those of HTML, TEI and `DocBook`.
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            paragraphs: names(&["p", "para"]),
            headings: names(&["title", "head", "heading", "h1", "h2", "h3", "h4", "h5", "h6"]),
        }
    }
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Heading,
    /// An item of a list.
    Item,
    /// A part of the paragraph, heading or item around it.
    Inline,
    /// What stands in the words and is no part of them: left out, for this reason.
    Passed(&'static str),
    /// None of these: its own words are left out.
    Other,
}

impl Names {
    /// The names of paragraphs, for people.
    pub(super) fn paragraphs(&self) -> String {
        let names: Vec<String> = self.paragraphs.iter().map(|name| format!("<{name}>")).collect();
        names.join(" or ")
    }

    /// Whether an element was asked for by its name.
    fn names_it(&self, name: &str) -> bool {
        self.paragraphs.iter().chain(&self.headings).any(|known| known == name)
    }

    /// What an element is that stands in another. Markup has the names of HTML, too.
    pub(super) fn role(&self, name: &str, inside: Role, is_markup: bool) -> Role {
        let is_text = matches!(inside, Role::Paragraph | Role::Heading | Role::Item);
        match name {
            _ if matches!(inside, Role::Passed(_)) => return Role::Inline,
            "script" | "style" | "template" => return Role::Passed("code"),
            "note" | "fn" | "footnote" if is_text && !self.names_it(name) => return Role::Passed("a note"),
            _ => {}
        }
        let is_in = |names: &[String]| names.iter().any(|known| known == name);
        let html = is_markup.then(Self::default);
        if is_in(&self.paragraphs) || html.as_ref().is_some_and(|html| is_in(&html.paragraphs)) {
            Role::Paragraph
        } else if is_in(&self.headings) && inside == Role::Paragraph && !is_markup {
            // The title of a book in a sentence.
            Role::Inline
        } else if is_in(&self.headings) || html.as_ref().is_some_and(|html| is_in(&html.headings)) {
            Role::Heading
        } else if matches!(name, "li" | "item" | "listitem") {
            Role::Item
        } else if inside == Role::Other || matches!(name, "ul" | "ol" | "list" | "orderedlist" | "itemizedlist") {
            Role::Other
        } else {
            Role::Inline
        }
    }
}

/// Whether a line ends at an element.
pub(super) fn is_break(name: &str) -> bool {
    matches!(name, "br" | "lb")
}

/// Whether HTML does not close an element.
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "wbr")
}

/// The names with the most words, for people.
pub(super) fn longest(seen: BTreeMap<String, usize>) -> String {
    let mut seen: Vec<(String, usize)> = seen.into_iter().collect();
    seen.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    let names: Vec<String> = seen.into_iter().take(3).map(|(name, _)| format!("<{name}>")).collect();
    names.join(", ")
}
