//! Ids for clauses that have none.

use std::collections::{HashMap, HashSet};

use super::{items_mut, set};
use crate::id::Id;
use crate::node::{Node, Value};

/// How many words an id is made of, and how many bytes it has at most before a number that keeps it apart.
const WORDS: usize = 4;
const LENGTH: usize = 40;

/// Words that tell nothing of what a clause is about.
const FILLERS: [&str; 32] = [
    "a", "also", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "in", "into", "is",
    "it", "its", "of", "on", "or", "that", "the", "their", "this", "to", "was", "were", "which", "with",
];

/// Gives each clause without an `id` one that is made of its words, or of its parent's id and its own number.
/// It is an NCName, unique in the statement, and the same on every run; ids that are there stay.
///
/// ```
/// let document = statemark::json::read(br#"{"language": "en", "sections": [{"clauses": [
///     {"text": "The Council calls for a truce.", "clauses": [{"number": "(a)", "text": "at sea;"}]}]}]}"#);
/// let mut node = document.into_node().unwrap();
/// statemark::complete::ids(&mut node);
/// assert_eq!(node.at("/sections/0/clauses/0/id").unwrap().as_str(), Some("council-calls-truce"));
/// assert_eq!(node.at("/sections/0/clauses/0/clauses/0/id").unwrap().as_str(), Some("council-calls-truce-a"));
/// ```
pub fn ids(node: &mut Node<'_>) {
    let mut names = Names { taken: HashSet::new(), last: HashMap::new(), language: String::new(), clauses: 0 };
    names.language = node.get("language").and_then(Node::as_str).unwrap_or_default().to_owned();
    for entry in node.entries().unwrap_or_default() {
        names.take(&entry.node);
    }
    names.fill(node, None);
}

/// The ids of a statement.
struct Names {
    taken: HashSet<String>,
    /// The last number that kept apart an id from others like it.
    last: HashMap<String, usize>,
    language: String,
    /// How many clauses have been visited.
    clauses: usize,
}

impl Names {
    /// Notes all ids that stand in a value; those in `ext` are no ids, and do no harm.
    fn take(&mut self, node: &Node<'_>) {
        if let Some(id) = node.get("id").and_then(Node::as_str) {
            self.taken.insert(id.to_owned());
        }
        node.items().unwrap_or_default().iter().for_each(|item| self.take(item));
        node.entries().unwrap_or_default().iter().for_each(|entry| self.take(&entry.node));
    }

    /// Gives ids to the clauses in a value; `parent` is the id of the clause that it is.
    fn fill(&mut self, node: &mut Node<'_>, parent: Option<&str>) {
        for clause in items_mut(node, "clauses") {
            self.clauses += 1;
            if clause.entries().is_some() && clause.get("id").is_none() {
                let id = self.derive(clause, parent);
                set(clause, "id", Value::String(id.into()));
            }
            let id = clause.get("id").and_then(Node::as_str).map(str::to_owned);
            self.fill(clause, id.as_deref());
        }
        for section in items_mut(node, "sections") {
            self.fill(section, None);
        }
    }

    fn derive(&mut self, clause: &Node<'_>, parent: Option<&str>) -> String {
        let number = clause.get("number").and_then(Node::as_str).map(|number| words(number).collect::<Vec<_>>().join("-"));
        let id = match (parent, number.filter(|number| !number.is_empty())) {
            (Some(parent), Some(number)) => format!("{parent}-{number}"),
            _ => clause.get("text").and_then(|text| self.slug(text)).unwrap_or_else(|| format!("clause-{}", self.clauses)),
        };
        self.unique(if Id::holds(&id) { id } else { format!("c-{id}") })
    }

    /// The first words of a Text that tell something, in its own language; nothing if it is in another script.
    fn slug(&self, text: &Node<'_>) -> Option<String> {
        let text = text.as_str().or_else(|| text.get(&self.language)?.as_str())?;
        let telling = words(text).filter(|word| !FILLERS.contains(&word.as_str())).take(WORDS);
        let mut slug = telling.collect::<Vec<_>>().join("-");
        if slug.len() > LENGTH {
            // All is ASCII. A word is cut only if it is the only one.
            let end = slug[..=LENGTH].rfind('-').unwrap_or(LENGTH);
            slug.truncate(end);
        }
        Some(slug).filter(|slug| !slug.is_empty())
    }

    fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let mut last = self.last.get(&id).copied().unwrap_or(1);
        loop {
            last += 1;
            let numbered = format!("{id}-{last}");
            if self.taken.insert(numbered.clone()) {
                self.last.insert(id, last);
                return numbered;
            }
        }
    }
}

/// The words of a text in ASCII letters and digits, in small letters; hyphens within a word stay, other words are passed over.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-' && !matches!(c, '\'' | '’'))
        .map(|word| word.split(['\'', '’']).next().unwrap_or_default().trim_matches('-'))
        .filter(|word| !word.is_empty() && word.is_ascii())
        .map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::json;
    use crate::node::Node;

    /// The ids of the clauses of the first section, after missing ones were filled in.
    fn filled(clauses: &str) -> Vec<String> {
        let text = format!(
            r#"{{"language": "en", "entities": [{{"id": "rain"}}], "sections": [{{"id": "sea", "clauses": [{clauses}]}}]}}"#
        );
        let mut node = json::read(text.as_bytes()).into_node().unwrap();
        super::ids(&mut node);
        let clauses = node.at("/sections/0/clauses").and_then(Node::items).unwrap();
        clauses.iter().map(|clause| clause.get("id").and_then(Node::as_str).unwrap_or("none").to_owned()).collect()
    }

    #[test]
    fn an_id_is_made_of_the_words_that_tell() {
        assert_eq!(
            filled(r#"{"text": "Pakistan reaffirmed its commitment to the one-China principle."}"#),
            ["pakistan-reaffirmed-commitment-one-china"]
        );
        assert_eq!(filled(r#"{"text": {"es": "Exhorta", "en": "China’s view"}}"#), ["china-view"]);
    }

    #[test]
    fn an_id_is_a_name_in_any_case() {
        assert_eq!(filled(r#"{"text": "14 states"}"#), ["c-14-states"]);
        assert_eq!(filled(r#"{"text": "双方重申"}, {"text": "of the"}, {}"#), ["clause-1", "clause-2", "clause-3"]);
        assert_eq!(filled(&format!(r#"{{"text": "{}"}}"#, "x".repeat(99)))[0].len(), 40);
        assert_eq!(
            filled(r#"{"text": "Straightforward internationalization reconsidered"}"#),
            ["straightforward-internationalization"]
        );
    }

    #[test]
    fn an_id_is_unique_in_the_statement_whatever_the_kind() {
        assert_eq!(
            filled(r#"{"text": "Rain"}, {"text": "Rain"}, {"text": "Sea"}, {"id": "rain-3", "text": "Rain"}"#),
            ["rain-2", "rain-4", "sea-2", "rain-3"]
        );
    }

    #[test]
    fn what_is_no_clause_stays() {
        assert_eq!(filled(r#"1, {"id": 2}, {"id": "", "text": "Sea"}"#), ["none", "none", ""]);
    }

    #[test]
    fn a_thousand_clauses_with_the_same_words_are_numbered() {
        let clauses = vec![r#"{"text": "Done"}"#; 1000].join(",");
        assert_eq!(filled(&clauses).last().unwrap(), "done-1000");
    }
}
