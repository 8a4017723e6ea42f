//! What a page says of itself: `<html lang>`, `<title>`, `<meta>`, `<link rel=canonical>`, `<time>`, JSON-LD.

use super::json_ld;
use super::style::Sheet;
use super::tree::{DOCUMENT, Element, Tree};
use super::unseen::unseen;
use crate::page::{Block, BlockKind, Entry, Metadata};

/// The names of `<meta>` (in `name`, `property` or `http-equiv`), what each is, and how it is called in the report: the most trusted first.
const NAMES: [(&str, &str, &str); 47] = [
    ("citation_title", "title", "<meta name=\"citation_title\">"),
    ("dcterms.title", "title", "<meta name=\"dcterms.title\">"),
    ("dc.title", "title", "<meta name=\"dc.title\">"),
    ("og:title", "title", "<meta property=\"og:title\">"),
    ("twitter:title", "title", "<meta name=\"twitter:title\">"),
    ("citation_date", "date", "<meta name=\"citation_date\">"),
    ("citation_publication_date", "date", "<meta name=\"citation_publication_date\">"),
    ("dcterms.date", "date", "<meta name=\"dcterms.date\">"),
    ("dc.date", "date", "<meta name=\"dc.date\">"),
    ("dcterms.created", "date", "<meta name=\"dcterms.created\">"),
    ("dc.date.created", "date", "<meta name=\"dc.date.created\">"),
    ("date", "date", "<meta name=\"date\">"),
    ("article:published_time", "published", "<meta property=\"article:published_time\">"),
    ("dcterms.issued", "published", "<meta name=\"dcterms.issued\">"),
    ("dc.date.issued", "published", "<meta name=\"dc.date.issued\">"),
    ("citation_online_date", "published", "<meta name=\"citation_online_date\">"),
    ("pubdate", "published", "<meta name=\"pubdate\">"),
    ("datepublished", "published", "<meta itemprop=\"datePublished\">"),
    ("article:modified_time", "updated", "<meta property=\"article:modified_time\">"),
    ("og:updated_time", "updated", "<meta property=\"og:updated_time\">"),
    ("dcterms.modified", "updated", "<meta name=\"dcterms.modified\">"),
    ("dc.date.modified", "updated", "<meta name=\"dc.date.modified\">"),
    ("last-modified", "updated", "<meta name=\"last-modified\">"),
    ("citation_author", "author", "<meta name=\"citation_author\">"),
    ("dcterms.creator", "author", "<meta name=\"dcterms.creator\">"),
    ("dc.creator", "author", "<meta name=\"dc.creator\">"),
    ("author", "author", "<meta name=\"author\">"),
    ("article:author", "author", "<meta property=\"article:author\">"),
    ("citation_publisher", "publisher", "<meta name=\"citation_publisher\">"),
    ("dcterms.publisher", "publisher", "<meta name=\"dcterms.publisher\">"),
    ("dc.publisher", "publisher", "<meta name=\"dc.publisher\">"),
    ("publisher", "publisher", "<meta name=\"publisher\">"),
    ("article:publisher", "publisher", "<meta property=\"article:publisher\">"),
    ("og:site_name", "publisher", "<meta property=\"og:site_name\">"),
    ("application-name", "publisher", "<meta name=\"application-name\">"),
    ("dcterms.language", "language", "<meta name=\"dcterms.language\">"),
    ("dc.language", "language", "<meta name=\"dc.language\">"),
    ("content-language", "language", "<meta http-equiv=\"content-language\">"),
    ("citation_language", "language", "<meta name=\"citation_language\">"),
    ("citation_public_url", "url", "<meta name=\"citation_public_url\">"),
    ("og:url", "url", "<meta property=\"og:url\">"),
    ("dcterms.rights", "rights", "<meta name=\"dcterms.rights\">"),
    ("dc.rights", "rights", "<meta name=\"dc.rights\">"),
    ("copyright", "rights", "<meta name=\"copyright\">"),
    ("dcterms.description", "description", "<meta name=\"dcterms.description\">"),
    ("og:description", "description", "<meta property=\"og:description\">"),
    ("description", "description", "<meta name=\"description\">"),
];

/// All that a page says of itself. Of one key the most trusted comes first: the root's `lang` and `<link rel=canonical>`, JSON-LD,
/// `<meta>` in the order of [`NAMES`], then what is written for people: the first `<h1>`, `<title>`, `<time>`.
pub(super) fn read(tree: &Tree, sheet: &Sheet, blocks: &[Block]) -> Metadata {
    let mut found = Found::default();
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    found.add(usize::MAX - 1, "title", title.map(|block| block.words.as_str()), "<h1>");
    let is_code = |id| {
        tree.element(id).is_some_and(|element: &Element| element.name() != "head" && unseen(tree, id, element, sheet).is_some())
    };
    for id in tree.below(DOCUMENT, |_| true) {
        let Some(element) = tree.element(id) else { continue };
        let words = || tree.below(id, |_| true).filter_map(|below| tree.text(below)).collect::<String>();
        match element.name() {
            "html" => found.add(0, "language", element.attribute("lang"), "<html lang>"),
            "link" if element.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                found.add(0, "url", element.attribute("href"), "<link rel=\"canonical\">");
            }
            "script" if element.attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
                for (key, value) in json_ld::read(&words()) {
                    found.add(1, key, Some(&value), "JSON-LD");
                }
            }
            "meta" => found.meta(element),
            "title" if !found.has_title => {
                found.has_title = true;
                found.add(usize::MAX, "title", Some(&words()), "<title>");
            }
            "time" if !is_code(id) => found.add(usize::MAX, "date", element.attribute("datetime"), "<time datetime>"),
            _ => {}
        }
    }
    found.finish()
}

#[derive(Default)]
struct Found {
    entries: Vec<(usize, Entry)>,
    has_title: bool,
}

/// The most that is kept, so that a page of nothing but metadata stays small.
const MOST: usize = 1_000;

impl Found {
    fn add(&mut self, trust: usize, key: &'static str, value: Option<&str>, origin: &'static str) {
        let value: Vec<&str> = value.unwrap_or_default().split_whitespace().collect();
        let value: String = value.join(" ").chars().filter(|char| !char.is_control()).collect();
        if !value.is_empty() && self.entries.len() < MOST {
            self.entries.push((trust, Entry { key, value, origin }));
        }
    }

    fn meta(&mut self, element: &Element) {
        let named = ["name", "property", "itemprop", "http-equiv"].iter().find_map(|attribute| element.attribute(attribute));
        let name = named.unwrap_or_default().trim().to_ascii_lowercase();
        if let Some(rank) = NAMES.iter().position(|(known, _, _)| *known == name) {
            let (_, key, origin) = NAMES[rank];
            self.add(2 + rank, key, element.attribute("content"), origin);
        }
    }

    fn finish(mut self) -> Metadata {
        self.entries.sort_by_key(|(trust, _)| *trust);
        Metadata { entries: self.entries.into_iter().map(|(_, entry)| entry).collect() }
    }
}
