//! Places as a person finds them in Markdown: by headings, clauses and attributes.

use statemark::document::Document;
use statemark::node::{Node, Value};
use statemark::pointer::Pointer;

/// How many code points of a heading are shown.
const SHOWN: usize = 40;

/// The way to what a document has at a pointer, the outermost first: the headings of the sections, the clause by its id, the field.
/// Nothing for the document itself.
///
/// ```
/// use statemark_convert::markdown;
///
/// let document = markdown::read(b"---\nlanguage: en\n---\n\n## On Rain\n\nX welcomes it.\n`#rain by=x actt=welcome`\n");
/// let fault = document.faults.iter().find(|fault| fault.pointer.as_str().ends_with("/actt")).unwrap();
/// let path = markdown::heading_path(&document, &fault.pointer).unwrap();
/// assert_eq!(path, "On Rain › clause rain › actt");
/// ```
pub fn heading_path(document: &Document<'_>, pointer: &Pointer) -> Option<String> {
    let own = document.node().and_then(|node| node.get("language")).and_then(Node::as_str).unwrap_or_default();
    let (mut path, mut node) = (Vec::<String>::new(), document.node());
    let mut list = String::new();
    for step in pointer.as_str().split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let index = step.parse::<usize>().ok().filter(|_| !list.is_empty());
        node = match index {
            Some(index) => node.and_then(Node::items).and_then(|items| items.get(index)),
            None => node.and_then(|node| node.get(&step)),
        };
        match index {
            // The words of a list stand in one attribute.
            Some(_) if node.is_some_and(|node| node.entries().is_none()) => {}
            Some(index) => {
                // What has a name of its own does not need that of its list.
                path.pop();
                path.push(item(&list, index, node, own));
            }
            None => path.push(step.clone()),
        }
        list = if index.is_none() && node.is_none_or(|node| matches!(node.value, Value::List(_))) { step } else { String::new() };
    }
    (!path.is_empty()).then(|| path.join(" › "))
}

/// An item of a list, by its words or id, else by its number.
fn item(list: &str, index: usize, node: Option<&Node>, own: &str) -> String {
    let kind = match list {
        "entities" => "entity",
        "signatories" => "signatory",
        "evidence" => "quote",
        "provenance" => "event",
        _ => list.strip_suffix('s').unwrap_or(list),
    };
    let field = |name: &str| node.and_then(|node| node.get(name));
    let words = |name: &str| field(name).and_then(|node| node.as_str().or_else(|| node.get(own)?.as_str()));
    match words("heading").filter(|_| list == "sections") {
        Some(heading) => shortened(heading),
        None => match words("id").or_else(|| words("number")) {
            Some(name) => format!("{kind} {}", shortened(name)),
            None => format!("{kind} {}", index + 1),
        },
    }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    const TEXT: &str = "---\nlanguage: en\nissuers: [x, y]\nentities: [{id: x, name: X}, {name: Y}]\next: {a/b: {\"1\": 2}}\n---\n\n# T\n\n\
        ## Political matters\n\nX welcomes it.\n`#c5 by=x,y`\n\n> Words\n> `source=s`\n\n### A heading that is much too long to be shown in one line of a report\n\nA clause.\n";

    fn path(pointer: &str) -> String {
        let document = crate::markdown::read(TEXT.as_bytes());
        let steps = pointer.split('/').skip(1);
        let pointer = steps.fold(statemark::pointer::Pointer::root(), |pointer, step| pointer.key(&step.replace("~1", "/")));
        super::heading_path(&document, &pointer).unwrap_or_default()
    }

    #[test]
    fn places_are_told_by_headings_ids_and_fields() {
        assert_eq!(path(""), "");
        assert_eq!(path("/issuers/1"), "issuers");
        assert_eq!(path("/entities/0/name"), "entity x › name");
        assert_eq!(path("/entities/1"), "entity 2");
        assert_eq!(path("/ext/a~1b/1"), "ext › a/b › 1");
        assert_eq!(path("/sections/0"), "Political matters");
        assert_eq!(path("/sections/0/clauses/0/by/1"), "Political matters › clause c5 › by");
        assert_eq!(path("/sections/0/clauses/0/evidence/0/exact"), "Political matters › clause c5 › quote 1 › exact");
        assert_eq!(
            path("/sections/0/sections/0/clauses/0/text"),
            "Political matters › A heading that is much too long to be sh… › clause 1 › text"
        );
        assert_eq!(path("/sections/7/clauses/3"), "section 8 › clause 4");
    }
}
