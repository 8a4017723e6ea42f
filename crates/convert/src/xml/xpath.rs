//! Places as XML names them: from a JSON Pointer to an `XPath` 1.0, by the table of shapes.

use std::borrow::Cow;
use std::fmt::Write;

use statemark::document::Document;
use statemark::node::{Entry, Node, Span};
use statemark::pointer::{Pointer, unescape};

use super::attributes::name_at;
use super::chars::{is_name, is_white_space};
use super::shape::{Child, Content, STATEMENT, Shape};

/// The `XPath` of what a document has at a pointer and a span. The prefix `s` stands for [`super::NAMESPACE`]; `record` is the number of
/// the statement, from 1, where it is one of many in `<statements>`.
///
/// ```
/// use statemark_convert::xml;
///
/// let document = xml::read(br#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" type="rain"/>"#);
/// let fault = document.faults.iter().find(|fault| fault.pointer.as_str() == "/type").unwrap();
/// assert_eq!(xml::xpath(&document, &fault.pointer, fault.span, None), "/s:statement/@type");
/// ```
pub fn xpath(document: &Document<'_>, pointer: &Pointer, span: Span, record: Option<u64>) -> String {
    let root = match record {
        Some(number) => format!("/s:statements/s:statement[{number}]"),
        // What the root is, nobody knows but the one who wrote it.
        None if document.node().is_none() && pointer.as_str().is_empty() => "/*".to_owned(),
        None => "/s:statement".to_owned(),
    };
    let own = document.node().and_then(|node| node.get("language")).and_then(Node::as_str).unwrap_or_default();
    let steps: Vec<Cow<'_, str>> = pointer.as_str().split('/').skip(1).map(unescape).collect();
    let start = document.text.floor_char_boundary(span.start.min(document.text.len()));
    let span = Span::new(start, span.end.max(start));
    let mut path = Path { out: root, text: &document.text, span, own, element: "statement", is_attribute: false };
    path.object(&STATEMENT, document.node(), &steps);
    // Nothing leads any further into what is not well-formed.
    if document.node().is_some() {
        path.end();
    }
    path.out
}

/// A path while it is written.
struct Path<'document> {
    out: String,
    text: &'document str,
    /// What the path is to lead to.
    span: Span,
    /// The statement's own language.
    own: &'document str,
    /// The name of the element that it leads to.
    element: &'static str,
    /// Whether it leads to an attribute of that.
    is_attribute: bool,
}

impl Path<'_> {
    /// Goes on from an element of this shape.
    fn object(&mut self, shape: &'static Shape, node: Option<&Node>, steps: &[Cow<'_, str>]) {
        let Some((key, rest)) = steps.split_first() else { return };
        // What stands in another way than the format has it (by the key of JSON, as attribute or element, in another namespace) is named
        // at the end as it is written.
        let is_element = self.is_name_of_element(key);
        let is_attribute = rest.is_empty() && self.is_name_of_attribute(key);
        let is_known = |child: &&Child| child.name == key && node.is_none_or(|node| node.get(key).is_some());
        if let Some(attribute) = shape.attributes.iter().find(|attribute| attribute.key == key) {
            if !is_element && (attribute.name == key || !is_attribute) {
                self.attribute(attribute.name);
            }
        } else if let Some(child) = shape.children.iter().find(|child| child.key == key)
            && (!is_element || is_known(&child))
            && !is_attribute
        {
            self.child(child, node, rest);
        }
    }

    /// Goes to what the text itself names at the span, and what no field of the format stands for: what is misspelt or misplaced.
    fn end(&mut self) {
        let (text, start) = (self.text, self.span.start);
        let name = name_at(text, start);
        if self.is_attribute {
            // It leads there already.
        } else if self.is_name_of_attribute(name) {
            self.attribute(name);
        } else if text[..start].ends_with(['"', '\'']) && self.is_in_tag() {
            let before =
                text[..start - 1].trim_end_matches(is_white_space).trim_end_matches('=').trim_end_matches(is_white_space);
            let name = before.rfind(is_white_space).map_or("", |at| before[at..].trim_start_matches(is_white_space));
            if is_name(name) {
                self.attribute(name);
            }
        } else if self.is_name_of_element(name) && self.element != name && !name.is_empty() {
            self.push(format_args!("/*[name()={}]", literal(name)));
        }
    }

    fn attribute(&mut self, name: &str) {
        self.is_attribute = true;
        if name.contains(':') && name != "xml:lang" && name != "xml:space" {
            self.push(format_args!("/@*[name()={}]", literal(name)));
        } else {
            self.push(format_args!("/@{name}"));
        }
    }

    fn child(&mut self, child: &'static Child, parent: Option<&Node>, steps: &[Cow<'_, str>]) {
        let name = child.name;
        self.element = name;
        let node = parent.and_then(|parent| parent.get(child.key));
        match &child.content {
            Content::Words(_) => self.one_of_twins(name, child.key, parent),
            Content::Object(shape) => {
                self.one_of_twins(name, child.key, parent);
                self.object(shape, node, steps);
            }
            Content::Text => self.words(name, node, steps.first()),
            Content::Lines => self.item(name, steps.first()),
            Content::Items(shape) => {
                self.item(name, steps.first());
                self.object(shape, node.and_then(|list| item(list, steps.first())), steps.get(1..).unwrap_or_default());
            }
            Content::List(list) => {
                self.one_of_twins(name, child.key, parent);
                let inner = list.children.first().filter(|_| !steps.is_empty());
                if let Some(Child { name, content: Content::Items(shape), .. }) = inner {
                    self.item(name, steps.first());
                    self.object(shape, node.and_then(|list| item(list, steps.first())), &steps[1..]);
                }
            }
            Content::Identifiers => self.identifier(name, node, steps.first()),
            Content::Ext => {
                self.one_of_twins(name, child.key, parent);
                if steps.len() == 1 && self.is_name_of_attribute(&steps[0]) {
                    // It stands in the tag of `ext` itself.
                } else if !steps.is_empty() || node.is_some_and(|map| map.span == self.span) {
                    self.out.push_str("/*");
                    self.ext(node, steps);
                }
            }
        }
    }

    /// An element that may stand once.
    fn one_of_twins(&mut self, name: &str, key: &str, parent: Option<&Node>) {
        self.push(format_args!("/s:{name}"));
        self.twin(parent, key);
    }

    /// The entry under a key: by its number, where the key stands twice.
    fn twin<'node, 'text>(&mut self, parent: Option<&'node Node<'text>>, key: &str) -> Option<&'node Entry<'text>> {
        let twins = parent.and_then(Node::entries).into_iter().flatten().filter(|entry| *entry.key == *key);
        // In one pass: a map can have a hundred thousand entries.
        let (mut count, mut first, mut found) = (0, None, None);
        for twin in twins {
            if found.is_none() && self.is_at(twin) {
                found = Some((count, twin));
            }
            first.get_or_insert(twin);
            count += 1;
        }
        let (number, twin) = found.or(first.map(|first| (0, first)))?;
        if count > 1 {
            self.push(format_args!("[{}]", number + 1));
        }
        Some(twin)
    }

    /// An element that may stand many times.
    fn item(&mut self, name: &'static str, index: Option<&Cow<'_, str>>) {
        self.element = name;
        self.push(format_args!("/s:{name}"));
        if let Some(number) = index.and_then(|index| index.parse::<usize>().ok()) {
            self.push(format_args!("[{}]", number + 1));
        }
    }

    /// Words in one or several languages.
    fn words(&mut self, name: &str, node: Option<&Node>, language: Option<&Cow<'_, str>>) {
        self.push(format_args!("/s:{name}"));
        let entries = node.and_then(Node::entries).unwrap_or_default();
        let at_place = || entries.iter().find(|entry| self.is_at(entry)).map(|entry| &*entry.key);
        match language.map(|language| &**language).or_else(at_place) {
            Some(language) if language == self.own => self.out.push_str("[not(@xml:lang)]"),
            Some(language) => {
                self.push(format_args!("[@xml:lang={}]", literal(language)));
                self.twin(node, language);
            }
            None => {}
        }
    }

    fn identifier(&mut self, name: &str, node: Option<&Node>, scheme: Option<&Cow<'_, str>>) {
        match scheme {
            Some(scheme) => {
                self.push(format_args!("/s:{name}[@scheme={}]", literal(scheme)));
                self.twin(node, scheme);
            }
            // The one that lacks a scheme is all that is told of them together.
            None if self.text[self.span.start..].starts_with('<') => self.push(format_args!("/s:{name}[not(@scheme)]")),
            None => self.push(format_args!("/s:{name}")),
        }
    }

    /// Goes on inside `ext`, whose elements are of another namespace.
    fn ext(&mut self, node: Option<&Node>, steps: &[Cow<'_, str>]) {
        let Some((step, rest)) = steps.split_first() else { return };
        if rest.is_empty() && self.is_name_of_attribute(step) {
            return;
        }
        if let Some(list) = node.filter(|node| node.items().is_some()) {
            if let Ok(index) = step.parse::<usize>() {
                self.push(format_args!("/*[{}]", index + 1));
            }
            return self.ext(item(list, Some(step)), rest);
        }
        self.push(format_args!("/*[@key={}]", literal(step)));
        let entry = self.twin(node, step);
        self.ext(entry.map(|entry| &entry.node), rest);
    }

    /// Whether an entry is what the path is to lead to, or holds it.
    fn is_at(&self, entry: &Entry) -> bool {
        let (place, value) = (self.span, entry.node.span);
        entry.key_span == place || (value.start <= place.start && place.end <= value.end)
    }

    /// Whether the span begins with this name of an attribute.
    fn is_name_of_attribute(&self, name: &str) -> bool {
        let start = self.span.start;
        name_at(self.text, start) == name
            && self.text[..start].ends_with(is_white_space)
            && self.text[start + name.len()..].trim_start_matches(is_white_space).starts_with('=')
            && self.is_in_tag()
    }

    /// Whether the span begins with this name of an element, behind its `<`.
    fn is_name_of_element(&self, name: &str) -> bool {
        self.text[..self.span.start].ends_with('<') && name_at(self.text, self.span.start) == name
    }

    /// Whether the span stands between `<` and `>`, behind the name.
    fn is_in_tag(&self) -> bool {
        let before = &self.text[..self.span.start];
        before.rfind(['<', '>']).is_some_and(|at| before[at..].starts_with('<') && before.len() > at + 1)
    }

    fn push(&mut self, words: std::fmt::Arguments<'_>) {
        self.out.write_fmt(words).expect("writing to a string does not fail");
    }
}

fn item<'node, 'text>(list: &'node Node<'text>, index: Option<&Cow<'_, str>>) -> Option<&'node Node<'text>> {
    list.items()?.get(index?.parse::<usize>().ok()?)
}

/// A string as `XPath` 1.0 writes it, which has no escapes.
fn literal(text: &str) -> String {
    if !text.contains('\'') {
        format!("'{text}'")
    } else if !text.contains('"') {
        format!("\"{text}\"")
    } else {
        let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
        format!("concat({})", parts.join(", \"'\", "))
    }
}
