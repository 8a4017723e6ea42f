//! What JSON-LD of schema.org says of an article: the keys of metadata.

use serde_json::Value;

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

/// A longer script is a data set, and costs many times its length when it is read.
const LONGEST: usize = 1024 * 1024;

/// The keys and values of the first article in a script, in the order of trust.
pub(super) fn read(script: &str) -> Vec<(&'static str, String)> {
    // Some pages wrap it in a comment, as scripts once were.
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    if script.len() > LONGEST {
        return Vec::new();
    }
    let Ok(value) = serde_json::from_str::<Value>(script) else { return Vec::new() };
    let mut items = Vec::new();
    collect(&value, &mut items);
    let rank = |item: &&Value| types(item).filter_map(|kind| ARTICLES.iter().position(|known| *known == kind)).min();
    let Some(article) = items.into_iter().filter(|item| rank(item).is_some()).min_by_key(|item| rank(item)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |key: &'static str, value: &Value| found.extend(names(value).into_iter().map(|value| (key, value)));
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
        ("description", "description"),
    ] {
        if let Some(value) = article.get(property) {
            add(key, value);
        }
    }
    found
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

/// The words of a value: a string, the name of a thing, those of a list.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => vec![words.clone()],
        Value::Array(list) => list.iter().flat_map(names).collect(),
        Value::Object(thing) => {
            ["name", "alternateName", "@value", "@id"].iter().find_map(|key| thing.get(*key)).map_or_else(Vec::new, names)
        }
        _ => Vec::new(),
    }
}
