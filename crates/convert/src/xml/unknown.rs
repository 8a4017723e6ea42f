//! What the format does not know, and how it is meant to be written in XML.

use std::collections::HashSet;

use statemark::fault::shown_key;
use statemark::fault::{Fault, FaultKind};
use statemark::suggest::{home, nearest};

use super::NAMESPACE;
use super::element::Element;
use super::events::Tag;
use super::faults::{Broken, broken_as};
use super::namespaces::Attribute;
use super::read::Reader;
use super::shape::{Content, STATEMENT, Shape};

/// The fault of a root element that is no statement.
pub(super) fn root(tag: &Tag<'_>) -> Broken {
    let (written, local) = (shown_key(tag.name.written), tag.name.local);
    let (message, help) = match (&*tag.name.namespace, local) {
        (NAMESPACE, "statements") => (
            "this is a collection of statements, and one statement is read here".to_owned(),
            "save each `<statement>` as a file of its own".to_owned(),
        ),
        (NAMESPACE, _) => (format!("the root element is `{written}`, not `statement`"), "write `<statement>`".to_owned()),
        ("", "statement") => ("`statement` is in no namespace".to_owned(), format!("add xmlns=\"{NAMESPACE}\" to the tag")),
        (namespace, "statement") => (
            format!("`{written}` is in the namespace `{}`, which is not that of Statemark", shown_key(namespace)),
            format!("write xmlns=\"{NAMESPACE}\""),
        ),
        _ => {
            let message = format!("the root element is `{written}`: this is no document of Statemark");
            (message, format!("a statement begins with `<statement xmlns=\"{NAMESPACE}\" version=\"1.0\" …>`"))
        }
    };
    broken_as(FaultKind::Misplaced, tag.name_span, message, help)
}

impl Reader<'_> {
    /// Tells of an element that has no place in its parent.
    pub(super) fn unknown_element(&mut self, tag: &Tag<'_>, parent: &Element<'_>) {
        if self.is_full() {
            return;
        }
        let (written, local) = (shown_key(tag.name.written), tag.name.local);
        if parent.shape.words.is_some() {
            let message = format!("the element `{written}` stands among words, which are plain text");
            let help = format!("take the tags out; the characters themselves are written `&lt;{written}>`");
            return self.tell(FaultKind::Misplaced, "", tag.name_span, message, help);
        }
        if !tag.name.is_own() {
            let namespace = if tag.name.namespace.is_empty() {
                "no namespace".to_owned()
            } else {
                format!("the namespace `{}`", shown_key(&tag.name.namespace))
            };
            let help = format!("it is in {namespace}; what the format does not know goes into `ext`");
            return self.unknown(tag.name.written, tag.name_span, help);
        }
        if parent.shape.attributes.iter().any(|attribute| attribute.name == local) {
            let message = format!("`{local}` is an attribute of `{}`, not an element in it", parent.name());
            let help = format!("write it into the tag: `<{} {local}=\"…\">`", parent.name());
            return self.tell(FaultKind::Misplaced, local, tag.name_span, message, help);
        }
        let children = || parent.shape.children.iter();
        if let Some(wrapper) = children().find(|child| child.wraps(local)) {
            // What stands beside it lacks the same wrapper.
            let pointer = self.pointer_to(wrapper.key);
            if self.meant.insert(pointer.as_str().to_owned()) {
                let message = format!("`{local}` does not stand in `{}`", wrapper.name);
                let help = format!("write `<{0}>` before the first of them and `</{0}>` after the last", wrapper.name);
                self.tell(FaultKind::Misplaced, local, tag.name_span, message, help);
            }
            return;
        }
        let near = || nearest(local, children().map(|child| child.name));
        let help = match (in_xml(parent.shape, local, &parent.name()), near()) {
            (Some(help), _) => help,
            (None, Some(near)) => {
                let key = children().find(|child| child.name == near).map_or(near, |child| child.key);
                self.mean(key, near)
            }
            (None, None) => no_field(local, parent.shape, children().map(|child| child.name)),
        };
        self.unknown(local, tag.name_span, help);
    }

    /// Tells of an attribute that has no place in its tag.
    pub(super) fn unknown_attribute(&mut self, attribute: &Attribute<'_>, element: &Element<'_>) {
        let (name, span) = (attribute.name.written, attribute.name_span);
        if self.is_full() {
            return;
        }
        if attribute.name.namespace == "http://www.w3.org/2001/XMLSchema-instance" {
            return self.unknown(name, span, "take it out: the tools know the schema by the namespace".into());
        }
        if element.shape.children.iter().any(|child| child.name == name) {
            let message = format!("`{name}` is an element in `{}`, not an attribute of it", element.name());
            let help = format!("write it between the tags: `<{name}>…</{name}>`");
            return self.tell(FaultKind::Misplaced, name, span, message, help);
        }
        let absent = || element.shape.attributes.iter().filter(|known| element.lacks(known.key));
        // `lang` is near to `xml:lang`, whatever the distance says.
        let is_prefixed = |known: &str| known.split_once(':').is_some_and(|(_, local)| local == name);
        let near = || {
            let near = absent().map(|known| known.name).find(|known| is_prefixed(known));
            near.or_else(|| nearest(name, absent().map(|known| known.name)))
        };
        let help = match (in_xml(element.shape, name, &element.name()), near()) {
            (Some(help), _) => help,
            (None, Some(near)) => {
                let key = absent().find(|known| known.name == near).map_or(near, |known| known.key);
                self.mean(key, near)
            }
            (None, None) => no_field(name, element.shape, absent().map(|known| known.name)),
        };
        // What is below a Text are its languages.
        let message = format!("the field `{}` is unknown here", shown_key(name));
        let key = if element.shape.words == Some("") { "" } else { name };
        self.tell(FaultKind::UnknownField, key, span, message, help);
    }

    /// Notes that a misspelt field was meant to be another, and asks whether it was.
    fn mean(&mut self, key: &str, name: &str) -> String {
        self.meant.insert(self.pointer_to(key).as_str().to_owned());
        format!("did you mean `{name}`?")
    }

    fn unknown(&mut self, name: &str, span: statemark::node::Span, help: String) {
        self.tell(FaultKind::UnknownField, name, span, format!("the field `{}` is unknown here", shown_key(name)), help);
    }
}

/// What to do with what nothing known is near to.
fn no_field(local: &str, shape: &Shape, names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<_> = names.filter(|name| *name != "ext").collect();
    let has_ext = shape.children.iter().any(|child| matches!(child.content, Content::Ext));
    if let Some(list) = home(local) {
        format!("move it into an element `<{}>`", singular(list))
    } else if has_ext && !names.is_empty() {
        format!("write one of: {}; or move it into `ext`", names.join(", "))
    } else if has_ext {
        "move it into `ext`".to_owned()
    } else if names.is_empty() {
        "take it out".to_owned()
    } else {
        format!("take it out, or write one of: {}", names.join(", "))
    }
}

/// How XML writes a key of JSON that it calls by another name.
fn in_xml(shape: &Shape, key: &str, element: &str) -> Option<String> {
    let attribute = shape.attributes.iter().find(|attribute| attribute.key == key);
    let child = || shape.children.iter().find(|child| child.key == key);
    if let Some(attribute) = attribute {
        let value = if attribute.key == "statemark" { "1.0" } else { "…" };
        return Some(format!("write {}=\"{value}\" into the tag `<{element}>`", attribute.name));
    }
    if shape.words == Some(key) {
        return Some(format!("write it between the tags of `<{element}>`"));
    }
    child().map(|child| match child.content {
        Content::Identifiers => "write `<identifier scheme=\"…\">…</identifier>`".to_owned(),
        Content::Lines | Content::Items(_) if child.name != key => format!("write each as an element `<{}>`", child.name),
        _ => format!("write `<{}>`", child.name),
    })
}

/// Turns the help of faults that the core found into that of XML, and drops those of fields that are there, but misspelt.
pub(super) fn say_it_in_xml(faults: &mut Vec<Fault>, meant: &HashSet<String>) {
    faults.retain_mut(|fault| {
        let Some(key) = fault.missing else { return true };
        if meant.contains(fault.pointer.key(key).as_str()) {
            return false;
        }
        let steps = fault.pointer.as_str().split('/').skip(1).filter(|step| step.parse::<usize>().is_err());
        let shape = steps.clone().try_fold(&STATEMENT, Shape::inside);
        let element = singular(steps.last().unwrap_or("statement"));
        if let (Some(in_xml), Some(help)) = (shape.and_then(|shape| in_xml(shape, key, element)), &mut fault.help) {
            // Behind a semicolon stands what the tools can do about it.
            let tools = help.find(';').unwrap_or(help.len());
            help.replace_range(..tools, &in_xml);
        }
        true
    });
}

/// What XML calls the objects that stand under a key of JSON.
fn singular(key: &str) -> &str {
    match key {
        "entities" => "entity",
        "signatories" => "signatory",
        "provenance" => "event",
        "evidence" => "evidence",
        _ => key.strip_suffix('s').unwrap_or(key),
    }
}
