//! Links: to what the statement holds itself, and to addresses that a browser opens.

use std::collections::{BTreeMap, HashMap};

use statemark::clause::Clause;
use statemark::entity::Entity;
use statemark::id::{Id, Scheme};
use statemark::relation::Relation;
use statemark::section::Section;
use statemark::source::Source;
use statemark::statement::Statement;
use statemark::text::Line;
use statemark::topic::Topic;
use statemark::web::Uri;

use super::words::{brief, code, escaped, inline, inline_if_known, label, own_inline};

/// What links can lead to. Of two objects with one id the first counts.
pub(super) struct Links<'statement> {
    statement: &'statement Statement,
    entities: HashMap<&'statement Id, &'statement Entity>,
    topics: HashMap<&'statement Id, &'statement Topic>,
    sources: HashMap<&'statement Id, &'statement Source>,
    /// The kind of each section, clause and action.
    places: HashMap<&'statement str, &'static str>,
}

impl<'statement> Links<'statement> {
    pub(super) fn new(statement: &'statement Statement) -> Self {
        let mut links = Self {
            statement,
            entities: statement.entities.iter().rev().map(|entity| (&entity.id, entity)).collect(),
            topics: statement.topics.iter().rev().map(|topic| (&topic.id, topic)).collect(),
            sources: statement.sources.iter().rev().map(|source| (&source.id, source)).collect(),
            places: HashMap::new(),
        };
        links.sections(&statement.sections);
        links
    }

    fn sections(&mut self, sections: &'statement [Section]) {
        for section in sections {
            self.place("section", section.id.as_ref());
            self.clauses(&section.clauses);
            self.sections(&section.sections);
        }
    }

    fn clauses(&mut self, clauses: &'statement [Clause]) {
        for clause in clauses {
            self.place("clause", Some(&clause.id));
            clause.actions.iter().for_each(|action| self.place("action", action.id.as_ref()));
            self.clauses(&clause.clauses);
        }
    }

    fn place(&mut self, kind: &'static str, id: Option<&'statement Id>) {
        if let Some(id) = id {
            self.places.entry(id.as_str()).or_insert(kind);
        }
    }

    /// The name of an entity, and a link to what is said of it; its id where no entity has it.
    pub(super) fn entity(&self, id: &Id) -> String {
        let name = self.entities.get(id).map(|entity| own_inline(&entity.name, &self.statement.language));
        leading("entity", id, name)
    }

    pub(super) fn entities(&self, ids: &[Id]) -> Vec<String> {
        ids.iter().map(|id| self.entity(id)).collect()
    }

    pub(super) fn topic(&self, id: &Id) -> String {
        let label = self.topics.get(id).map(|topic| own_inline(&topic.label, &self.statement.language));
        leading("topic", id, label)
    }

    pub(super) fn source(&self, id: &Id) -> String {
        leading("source", id, self.sources.get(id).map(|source| source_name(source, brief)))
    }

    /// The source that an id names.
    pub(super) fn source_of(&self, id: &Id) -> Option<&'statement Source> {
        self.sources.get(id).copied()
    }

    /// How something stands to another statement, clause or document.
    pub(super) fn relation(&self, relation: &Relation) -> String {
        let title = relation.title.as_ref().map(|title| format!(" {}", inline(title))).unwrap_or_default();
        format!("{}{title}: {}", label(relation.kind.code()), self.reference(&relation.reference))
    }

    fn reference(&self, reference: &Uri) -> String {
        let text = reference.as_str();
        let inside = text.strip_prefix(self.statement.id.as_str()).unwrap_or(text).strip_prefix('#');
        let place = inside.and_then(|id| self.places.get_key_value(id));
        match place {
            Some((id, kind)) => format!("<a href=\"#{kind}-{id}\">{}</a>", code(text)),
            None => uri(reference),
        }
    }
}

/// A link to an object that has a name, or the id alone.
fn leading(kind: &str, id: &Id, name: Option<String>) -> String {
    name.map_or_else(|| code(id), |name| format!("<a href=\"#{kind}-{id}\">{name}</a>"))
}

/// What a source is called, as much of it as is to be shown.
pub(super) fn source_name(source: &Source, shown: fn(&str) -> &str) -> String {
    match (&source.title, &source.publisher) {
        (Some(title), _) => inline_if_known(source.language.as_ref(), shown(title.as_str())),
        (None, Some(publisher)) => inline(shown(publisher.as_str())),
        (None, None) => format!("Source {}", code(&source.id)),
    }
}

/// An address.
pub(super) fn uri(uri: &Uri) -> String {
    linked(uri.as_str(), code(uri))
}

/// Identifiers elsewhere, each behind its scheme.
pub(super) fn identifiers(identifiers: &BTreeMap<Scheme, Line>) -> impl Iterator<Item = String> {
    identifiers.iter().map(|(scheme, value)| format!("{} {}", code(scheme), linked(value.as_str(), inline(value))))
}

/// What is shown of an address, as a link if browsers open it and it does nothing but lead elsewhere.
fn linked(address: &str, shown: String) -> String {
    if is_safe(address) { format!("<a href=\"{}\" rel=\"noreferrer\">{shown}</a>", escaped(address)) } else { shown }
}

/// Whether an address is one of the web or of mail, and written as RFC 3986 asks.
fn is_safe(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else { return false };
    let is_web = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        && rest.strip_prefix("//").is_some_and(|rest| is_host(rest.split(['/', '?', '#']).next().unwrap_or_default()));
    let is_mail = scheme.eq_ignore_ascii_case("mailto") && rest.contains('@') && !rest.starts_with('/');
    (is_web || is_mail) && is_written_right(rest)
}

/// Whether a host is a name or number of the web, perhaps with a port, and without the name of a user that hides it.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    // A last label of digits is a number, and few numbers are addresses.
    let is_name = name.split('.').all(is_label) && name.ends_with(|c: char| c.is_ascii_alphabetic()) && !name.contains("xn--");
    is_name && (1..=4).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_written_right(text: &str) -> bool {
    let is_allowed = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte));
    let is_escape = |text: &str| text.len() >= 2 && text.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    is_allowed && text.matches('#').count() <= 1 && text.split('%').skip(1).all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_links() {
        for link in ["https://example.org/a?b=c&d=e#f", "HTTP://example.org:80/%20", "mailto:a@b.c", "https://x/(a)_b"] {
            let uri = uri(&Uri::new(link).unwrap());
            assert!(uri.starts_with("<a href=\"") && !uri.contains("&d"), "{uri}");
        }
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https:x",
            "http://",
            "http://[::1]/",
            "http://a@b.c/",
            "http://x/[a]",
            "https://x/%2",
            "https://x/\"onclick=",
            "https://x#a#b",
            "urn:x:y",
            "//x.y",
            "other#clause",
        ] {
            assert!(uri(&Uri::new(text).unwrap()).starts_with("<code"), "{text}");
        }
    }
}
