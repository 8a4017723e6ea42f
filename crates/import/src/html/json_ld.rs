//! What JSON-LD of schema.org says of an article: the keys of metadata.

use std::collections::HashMap;

use serde_json::Value;

use crate::entities::resolved;

/// Types whose properties are those of the text, and not of the site or of a list of pages.
const ARTICLES: [&str; 14] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "Report",
    "BlogPosting",
    "GovernmentService",
    "PublicationIssue",
    "SpecialAnnouncement",
    "PressRelease",
    "Legislation",
    "DigitalDocument",
    "CreativeWork",
    "WebPage",
    "ItemPage",
];

/// Longer scripts are data sets, and cost many times their length when they are read.
const LONGEST: usize = 1024 * 1024;

/// Things by their `@id`, as an article names them.
type Things<'value> = HashMap<&'value str, &'value Value>;

/// The keys and values of the article that says most of the text, of those in all scripts, in the order of trust.
pub(super) fn read(scripts: &[String]) -> Vec<(&'static str, String)> {
    let values: Vec<Value> = within(scripts).filter_map(|script| serde_json::from_str(script).ok()).collect();
    let mut items = Vec::new();
    for value in &values {
        collect(value, &mut items);
    }
    let rank = |item: &&&Value| types(item).filter_map(|kind| ARTICLES.iter().position(|known| *known == kind)).min();
    let Some(article) = items.iter().filter(|item| rank(item).is_some()).min_by_key(rank) else { return Vec::new() };
    let things: Things<'_> = items.iter().filter_map(|item| Some((item.get("@id")?.as_str()?, *item))).collect();
    let mut found = Vec::new();
    for (property, key) in [
        ("headline", "title"),
        ("name", "title"),
        ("datePublished", "published"),
        ("dateModified", "updated"),
        ("dateCreated", "date"),
        ("author", "author"),
        ("publisher", "publisher"),
        ("inLanguage", "language"),
        ("url", "url"),
        ("mainEntityOfPage", "url"),
        ("license", "rights"),
    ] {
        let values = article.get(property).map_or_else(Vec::new, |value| names(value, &things, matches!(key, "url" | "rights")));
        found.extend(values.into_iter().map(|value| (key, resolved(&value).into_owned())));
    }
    found
}

/// The scripts without those that are data sets, out of the comments in which some pages wrap them.
fn within(scripts: &[String]) -> impl Iterator<Item = &str> {
    let mut length = 0;
    scripts.iter().filter_map(move |script| {
        length += script.len();
        if length > LONGEST {
            length -= script.len();
            return None;
        }
        Some(script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim())
    })
}

/// Items: alone, in a list, in a graph.
fn collect<'value>(value: &'value Value, items: &mut Vec<&'value Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, items)),
        Value::Object(item) => {
            items.push(value);
            if let Some(graph) = item.get("@graph") {
                collect(graph, items);
            }
        }
        _ => {}
    }
}

fn types(item: &Value) -> impl Iterator<Item = &str> {
    let kind = item.get("@type");
    let list = kind.and_then(Value::as_array).into_iter().flatten();
    kind.into_iter().chain(list).filter_map(Value::as_str).map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind))
}

/// The words of a value: a string, the name of a thing or of the one that it points to, those of a list. A bare `@id` is an address.
fn names(value: &Value, things: &Things<'_>, takes_address: bool) -> Vec<String> {
    match value {
        Value::String(words) => vec![words.clone()],
        Value::Array(list) => list.iter().flat_map(|value| names(value, things, takes_address)).collect(),
        Value::Object(thing) => {
            if let Some(name) = ["name", "alternateName", "@value"].iter().find_map(|key| thing.get(*key)) {
                return names(name, &Things::new(), takes_address);
            }
            let Some(id) = thing.get("@id").and_then(Value::as_str) else { return Vec::new() };
            if takes_address {
                return vec![id.to_owned()];
            }
            let name = things.get(id).and_then(|thing| thing.get("name"));
            name.map_or_else(Vec::new, |name| names(name, &Things::new(), takes_address))
        }
        _ => Vec::new(),
    }
}
