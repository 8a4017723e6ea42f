//! Ids made of names.

use statemark::entity::Entity;
use statemark::id::{Id, StatementId};
use statemark::source::Source;

/// The most characters of an id that is made.
const LONGEST: usize = 100;

/// An id of an entity: the small letters and digits of its name.
pub(super) fn id(name: &str) -> Option<Id> {
    let mut id = slug(&name.to_lowercase());
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        id.insert_str(0, if id.is_empty() { "issuer" } else { "issuer-" });
    }
    Id::new(id).ok()
}

/// A source whose id no issuer has.
pub(super) fn apart(source: Source, issuers: &[Entity]) -> Source {
    let is_taken = |id: &Id| issuers.iter().any(|issuer| issuer.id == *id);
    let others = (2..).filter_map(|number| Id::new(format!("{}-{number}", source.id)).ok()).take(issuers.len());
    let free = [source.id.clone()].into_iter().chain(others).find(|id| !is_taken(id));
    Source { id: free.unwrap_or_else(|| source.id.clone()), ..source }
}

/// What numbers can stand behind without an id that an issuer has already.
pub(super) fn prefix(prefix: &str, issuers: &[Entity]) -> String {
    let is_numbered =
        |id: &str, prefix: &str| id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let mut longer = prefix.to_owned();
    while issuers.iter().any(|issuer| is_numbered(issuer.id.as_str(), &longer)) {
        longer.push_str(prefix);
    }
    longer
}

/// An id of a statement, where there is a letter or digit to make it of.
pub(super) fn statement_id(name: &str) -> Option<StatementId> {
    StatementId::new(slug(name)).ok()
}

/// The letters and digits of ASCII, and hyphens for what stands between them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' => slug.push(c),
            '_' if !slug.is_empty() => slug.push(c),
            '.' if !slug.is_empty() && !slug.ends_with('.') => slug.push(c),
            '.' if slug.ends_with('.') => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches(['-', '.', '_']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(id("The White House").unwrap().as_str(), "the-white-house");
        assert_eq!(id("日本").unwrap().as_str(), "issuer");
        assert_eq!(id("7 States").unwrap().as_str(), "issuer-7-states");
        assert_eq!(statement_id("S_RES_0242_1967_EN").unwrap().as_str(), "S_RES_0242_1967_EN");
        assert_eq!(statement_id("a..b  (c)").unwrap().as_str(), "a.b-c");
        assert_eq!(statement_id("日本"), None);
        assert!(statement_id(&"a-".repeat(200)).unwrap().as_str().len() < 101);
    }
}
