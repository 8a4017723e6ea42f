//! What a page says of itself: `<html lang>`, `<title>`, `<meta>`, `<link rel=canonical>`, `<time>`, JSON-LD.

use super::json_ld;
use super::main_part::MainPart;
use super::style::Sheet;
use super::tree::{DOCUMENT, Element, NONE, NodeId, Tree};
use super::unseen::{is_frame, unseen};
use crate::page::{Block, BlockKind, Entry, Metadata};

/// The names of `<meta>` (in `name`, `property` or `http-equiv`), what each is, and how it is called in the report: the most trusted first.
const NAMES: [(&str, &str, &str); 44] = [
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
    ("og:site_name", "publisher", "<meta property=\"og:site_name\">"),
    ("article:publisher", "publisher", "<meta property=\"article:publisher\">"),
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
];

/// How far a value is from the most trusted: the root's `lang` and `<link rel=canonical>` are the nearest, then JSON-LD, then the families
/// of `<meta>`, then what is written for people.
const ROOT: u8 = 0;
const JSON_LD: u8 = 1;
const META: u8 = 2;
const FOR_PEOPLE: u8 = 10;

/// How far a family of `<meta>` is from the most trusted: Highwire, Dublin Core, Open Graph, plain ones.
fn family(name: &str) -> u8 {
    ["citation_", "dc", "og:", "article:"]
        .iter()
        .zip([0, 1, 2, 2])
        .find(|(start, _)| name.starts_with(*start))
        .map_or(3, |(_, rank)| rank)
}

/// All that a page says of itself, the most trusted first.
pub(super) fn read(tree: &Tree, sheet: &Sheet, main: &MainPart, blocks: &[Block]) -> Metadata {
    let mut found = Found::default();
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    found.add(FOR_PEOPLE, "title", title.map(|block| block.words.as_str()), "<h1>");
    found.add(u8::MAX, "main part", main.mark(tree), main.mark(tree).unwrap_or_default());
    found.language(tree, main);
    let mut scripts = Vec::new();
    for id in tree.below(DOCUMENT, |_| true) {
        let Some(element) = tree.element(id) else { continue };
        let words = || tree.below(id, |_| true).filter_map(|below| tree.text(below)).collect::<String>();
        match element.name() {
            "link" if element.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                found.add(ROOT, "url", element.attribute("href"), "<link rel=\"canonical\">");
            }
            "script" if element.attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
                scripts.push(words());
            }
            "meta" => found.meta(element),
            "title" if !found.has_title => {
                found.has_title = true;
                found.add(FOR_PEOPLE + 1, "title", Some(&words()), "<title>");
            }
            _ => {}
        }
    }
    for (key, value) in json_ld::read(&scripts) {
        found.add(JSON_LD, key, Some(&value), "JSON-LD");
    }
    found.times(tree, sheet, main);
    found.finish()
}

#[derive(Default)]
struct Found {
    /// With how far they are from the most trusted.
    entries: Vec<(u8, usize, Entry)>,
    has_title: bool,
}

/// The most that is kept, so that a page of nothing but metadata stays small.
const MOST: usize = 1_000;

impl Found {
    fn add(&mut self, trust: u8, key: &'static str, value: Option<&str>, origin: &'static str) {
        self.add_ranked(trust, 0, key, value, origin);
    }

    fn add_ranked(&mut self, trust: u8, rank: usize, key: &'static str, value: Option<&str>, origin: &'static str) {
        let value: Vec<&str> = value.unwrap_or_default().split_whitespace().collect();
        let value: String = value.join(" ").chars().filter(|char| !char.is_control()).collect();
        // The address of a profile is no name.
        let is_address = value.contains("://") || value.starts_with("www.");
        let is_name = matches!(key, "author" | "publisher");
        if !(value.is_empty() || is_address && is_name) && self.entries.len() < MOST {
            self.entries.push((trust, rank, Entry { key, value, origin, trust }));
        }
    }

    fn meta(&mut self, element: &Element) {
        let named = ["name", "property", "itemprop", "http-equiv"].iter().find_map(|attribute| element.attribute(attribute));
        let name = named.unwrap_or_default().trim().to_ascii_lowercase();
        if let Some(rank) = NAMES.iter().position(|(known, _, _)| *known == name) {
            let (_, key, origin) = NAMES[rank];
            self.add_ranked(META + family(&name), rank, key, element.attribute("content"), origin);
        }
    }

    /// The language of the main part: its own, or that of what stands around it.
    fn language(&mut self, tree: &Tree, main: &MainPart) {
        let parent = |&id: &NodeId| Some(tree.node(id).parent).filter(|&parent| parent != NONE);
        for element in std::iter::successors(Some(main.id()), parent).filter_map(|id| tree.element(id)) {
            let origin = if element.name() == "html" { "<html lang>" } else { "lang of the main part" };
            self.add(ROOT, "language", element.attribute("lang"), origin);
        }
        if main.is_body() {
            let html = tree.children(DOCUMENT).filter_map(|id| tree.element(id)).find(|element| element.name() == "html");
            self.add(ROOT, "language", html.and_then(|html| html.attribute("lang")), "<html lang>");
        }
    }

    /// The times in the main part that people see.
    fn times(&mut self, tree: &Tree, sheet: &Sheet, main: &MainPart) {
        let is_out = |id: NodeId, element: &Element| {
            element.name() != "head" && unseen(tree, id, element, sheet).is_some() || main.is_body() && is_frame(element)
        };
        let enters = |id: NodeId| !tree.element(id).is_some_and(|element| is_out(id, element));
        for id in tree.below(main.id(), enters).filter(|&id| enters(id)) {
            let time = tree.element(id).filter(|element| element.name() == "time");
            self.add(FOR_PEOPLE, "time", time.and_then(|time| time.attribute("datetime")), "<time datetime>");
        }
    }

    fn finish(mut self) -> Metadata {
        self.entries.sort_by_key(|&(trust, rank, _)| (trust, rank));
        Metadata { entries: self.entries.into_iter().map(|(_, _, entry)| entry).collect() }
    }
}
