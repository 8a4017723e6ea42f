//! Documents with one change each, most of them for the worse.

use statemark_specimens::draw::Draw;

use crate::tree::{Content, Element};

/// Names of elements and attributes, right somewhere and wrong elsewhere.
const NAMES: &[&str] = &[
    "id",
    "kind",
    "type",
    "by",
    "act",
    "to",
    "date",
    "number",
    "continues",
    "confidence",
    "scheme",
    "start",
    "end",
    "source",
    "xml:lang",
    "xml:space",
    "key",
    "version",
    "country",
    "of",
    "members",
    "entity",
    "clause",
    "section",
    "title",
    "name",
    "text",
    "note",
    "ext",
    "condition",
    "evidence",
    "relation",
    "place",
    "file",
    "statement",
    "entities",
    "typ",
    "Clause",
    "label",
];

/// Values that fit somewhere, or nearly.
const VALUES: &[&str] = &[
    "",
    " ",
    "a",
    " a",
    "a ",
    "a b",
    "a  b",
    "&#9;a",
    "a&#10;b",
    "0",
    "00",
    "1",
    "-1",
    "+1",
    "1.0",
    "1e2",
    "0.5",
    ".5",
    "5e-7",
    "1.5",
    "999999999999999",
    "1000000000000000",
    "true",
    "false",
    "TRUE",
    "2025",
    "2025-02-30",
    "2025-13",
    "2025-02-06/..",
    "2025-XX",
    "202X",
    "Y17000",
    "2025-02-06T10:00:00Z",
    "2025-2-6",
    "en",
    "EN",
    "en-",
    "english-language",
    "zh-Hans",
    "state",
    "State",
    "statement",
    "condemn",
    "condemns",
    "vote",
    "strong",
    "preserve",
    "default",
    "doi",
    "DOI",
    "GB",
    "gb",
    "a..b",
    "../a",
    "a/b",
    "a//b",
    "/a",
    "a.",
    ".a",
    "https://example.org/a?b#c",
    "a&#xE9;",
    "\u{A0}a",
    "a\u{2028}b",
    "\u{85}",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "null",
    "1e400",
    "9007199254740993",
    "12 ",
    "&lt;",
    "&amp;#65;",
    "1.0",
    "1.1",
    "2.0",
];

/// A document with one change, and what the change was.
pub(crate) fn mutant(root: &Element, draw: &mut Draw) -> (String, Element) {
    loop {
        let mut mutant = root.clone();
        let number = draw.below(mutant.count());
        let element = mutant.at(number);
        let name = element.name.clone();
        if let Some(change) = change(element, draw) {
            return (format!("{change} in element {number}, {name}"), mutant);
        }
    }
}

/// Changes something in an element, if it has what was drawn.
fn change(element: &mut Element, draw: &mut Draw) -> Option<String> {
    match draw.below(4) {
        0 | 1 => change_attribute(element, draw),
        2 => change_child(element, draw),
        _ => change_content(element, draw),
    }
}

fn change_attribute(element: &mut Element, draw: &mut Draw) -> Option<String> {
    if draw.once_in(5) {
        let name = draw.word(NAMES);
        let value = draw.word(VALUES);
        if element.attributes.iter().any(|(known, _)| known == name) {
            return None;
        }
        element.attributes.push((name.to_owned(), value.to_owned()));
        return Some(format!("added {name}={value:?}"));
    }
    if element.attributes.is_empty() {
        return None;
    }
    let at = draw.below(element.attributes.len());
    let name = element.attributes[at].0.clone();
    match draw.below(4) {
        0 => {
            element.attributes.remove(at);
            Some(format!("dropped {name}"))
        }
        1 => {
            let new = draw.word(NAMES);
            if name.starts_with("xmlns") || element.attributes.iter().any(|(known, _)| known == new) {
                return None;
            }
            new.clone_into(&mut element.attributes[at].0);
            Some(format!("renamed {name} to {new}"))
        }
        2 => {
            element.attributes.rotate_left(at);
            Some(format!("put {name} first"))
        }
        _ => {
            let value = draw.word(VALUES);
            value.clone_into(&mut element.attributes[at].1);
            Some(format!("set {name} to {value:?}"))
        }
    }
}

/// Changes one of the children of an element.
fn change_child(element: &mut Element, draw: &mut Draw) -> Option<String> {
    let children: Vec<usize> = element
        .content
        .iter()
        .enumerate()
        .filter(|(_, content)| matches!(content, Content::Element(_)))
        .map(|(at, _)| at)
        .collect();
    if children.is_empty() {
        return None;
    }
    let at = *draw.pick(&children);
    let other = draw.below(element.content.len());
    let Content::Element(child) = &mut element.content[at] else { return None };
    let name = child.name.clone();
    match draw.below(7) {
        0 => {
            element.content.remove(at);
            Some(format!("dropped {name}"))
        }
        1 => {
            let copy = element.content[at].clone();
            element.content.insert(other, copy);
            Some(format!("copied {name} to {other}"))
        }
        2 => {
            element.content.swap(at, other);
            Some(format!("swapped {name} with {other}"))
        }
        3 => {
            let new = draw.word(NAMES);
            new.clone_into(&mut child.name);
            Some(format!("renamed {name} to {new}"))
        }
        4 => {
            child.content.clear();
            Some(format!("emptied {name}"))
        }
        5 => {
            let namespace =
                draw.word(&["", "https://example.org", "http://www.w3.org/2005/xpath-functions", "https://w3id.org/statemark/1"]);
            child.attributes.retain(|(known, _)| known != "xmlns");
            child.attributes.push(("xmlns".to_owned(), namespace.to_owned()));
            Some(format!("put {name} into {namespace:?}"))
        }
        _ => {
            let inner = child.content.clone();
            element.content.splice(at..=at, inner);
            Some(format!("unwrapped {name}"))
        }
    }
}

/// Changes the words or adds an element.
fn change_content(element: &mut Element, draw: &mut Draw) -> Option<String> {
    let at = draw.below(element.content.len() + 1);
    match draw.below(5) {
        0 | 1 => {
            let value = draw.word(VALUES);
            if element.content.iter().any(|content| matches!(content, Content::Element(_))) {
                element.content.insert(at, Content::Words(value.to_owned()));
                return Some(format!("put {value:?} between the elements"));
            }
            element.content = vec![Content::Words(value.to_owned())];
            Some(format!("set the words to {value:?}"))
        }
        2 => {
            let name = draw.word(NAMES);
            if name.starts_with("xml") {
                return None;
            }
            let mut new = Element::new(name);
            if draw.once_in(2) {
                new.content.push(Content::Words(draw.word(VALUES).to_owned()));
            }
            element.content.insert(at, Content::Element(new));
            Some(format!("added {name}"))
        }
        3 => {
            let has_words = element.content.iter().any(|content| matches!(content, Content::Words(_)));
            // libxml2 takes CDATA sections between elements for words, empty or not, when it judges by an XSD.
            let nothing: &[&str] =
                if has_words { &["<![CDATA[]]>", "<!-- c -->", "<?p?>"] } else { &["<!-- c -->", "<?p?>", " \n\t", "&#32;"] };
            element.content.insert(at, Content::Words((*draw.pick(nothing)).to_owned()));
            Some("put what means nothing somewhere".to_owned())
        }
        _ => {
            let wrapped = std::mem::take(&mut element.content);
            let name = draw.word(&["section", "clause", "sections", "b", "map"]);
            element.content.push(Content::Element(Element { name: name.to_owned(), attributes: Vec::new(), content: wrapped }));
            Some(format!("wrapped the content in {name}"))
        }
    }
}
