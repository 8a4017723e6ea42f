//! What the format does not know, and how it is meant to be written in XML.

use statemark::fault::{Fault, FaultKind};
use statemark::suggest::nearest;

use super::NAMESPACE;
use super::events::Tag;
use super::faults::{Broken, broken_as};
use super::namespaces::Attribute;
use super::read::{Element, Reader};
use super::shape::{Content, STATEMENT, Shape};

/// The fault of a root element that is no statement.
pub(super) fn root(tag: &Tag<'_>) -> Broken {
    let (written, local) = (tag.name.written, tag.name.local);
    let (message, help) = match (&*tag.name.namespace, local) {
        (NAMESPACE, "statements") => (
            "this is a collection of statements, and one statement is read here".to_owned(),
            "save each `<statement>` as a file of its own".to_owned(),
        ),
        (NAMESPACE, _) => (format!("the root element is `{written}`, not `statement`"), "write `<statement>`".to_owned()),
        ("", "statement") => ("`statement` is in no namespace".to_owned(), format!("write `<statement xmlns=\"{NAMESPACE}\">`")),
        (namespace, "statement") => (
            format!("`{written}` is in the namespace `{namespace}`, which is not that of Statemark"),
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
    pub(super) fn unknown_element(&mut self, tag: &Tag<'_>, parent: &Element) {
        let (written, local) = (tag.name.written, tag.name.local);
        if parent.shape.words.is_some() {
            let message = format!("the element `{written}` stands among words, which are plain text");
            let help = format!("take the tags out; the characters themselves are written `&lt;{written}>`");
            return self.tell(FaultKind::Misplaced, "", tag.name_span, message, help);
        }
        if tag.name.namespace != NAMESPACE {
            let namespace = if tag.name.namespace.is_empty() {
                "no namespace".to_owned()
            } else {
                format!("the namespace `{}`", tag.name.namespace)
            };
            let help = format!("it is in {namespace}; what the format does not know goes into `ext`");
            return self.unknown(written, tag.name_span, help);
        }
        if parent.shape.attributes.iter().any(|attribute| attribute.name == local) {
            let message = format!("`{local}` is an attribute of `{}`, not an element in it", parent.name);
            let help = format!("write it into the tag: `<{} {local}=\"…\">`", parent.name);
            return self.tell(FaultKind::Misplaced, local, tag.name_span, message, help);
        }
        let help = in_xml(parent.shape, local, &parent.name).unwrap_or_else(|| {
            let names = parent.shape.children.iter().map(|child| child.name);
            nearest(local, names).map_or_else(|| no_field(parent.shape), |near| format!("did you mean `{near}`?"))
        });
        self.unknown(local, tag.name_span, help);
    }

    /// Tells of an attribute that has no place in its tag.
    pub(super) fn unknown_attribute(&mut self, attribute: &Attribute<'_>, element: &Element) {
        let (name, span) = (attribute.name.written, attribute.name_span);
        if attribute.name.namespace == "http://www.w3.org/2001/XMLSchema-instance" {
            return self.unknown(name, span, "take it out: the tools know the schema by the namespace".into());
        }
        if element.shape.children.iter().any(|child| child.name == name) {
            let message = format!("`{name}` is an element in `{}`, not an attribute of it", element.name);
            let help = format!("write it between the tags: `<{name}>…</{name}>`");
            return self.tell(FaultKind::Misplaced, name, span, message, help);
        }
        let help = in_xml(element.shape, name, &element.name).unwrap_or_else(|| {
            let names = || element.shape.attributes.iter().map(|attribute| attribute.name);
            // `lang` is near to `xml:lang`, whatever the distance says.
            let prefixed = names().find(|known| known.split_once(':').is_some_and(|(_, local)| local == name));
            let near = prefixed.or_else(|| nearest(name, names()));
            near.map_or_else(|| no_field(element.shape), |near| format!("did you mean `{near}`?"))
        });
        self.unknown(name, span, help);
    }

    fn unknown(&mut self, name: &str, span: statemark::node::Span, help: String) {
        self.tell(FaultKind::UnknownField, name, span, format!("the field `{name}` is unknown here"), help);
    }
}

/// What to do with what nothing known is near to.
fn no_field(shape: &Shape) -> String {
    let extends = shape.children.iter().any(|child| matches!(child.content, Content::Ext));
    if extends { "what the format does not know goes into `ext`" } else { "take it out" }.to_owned()
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

/// Turns the help of faults that the core found into that of XML, and drops those that follow from one that this reader told.
pub(super) fn say_it_in_xml(faults: &mut Vec<Fault>) {
    let told: std::collections::HashSet<String> = faults.iter().map(|fault| fault.pointer.as_str().to_owned()).collect();
    faults.retain_mut(|fault| {
        let Some(key) = missing(fault) else { return true };
        if told.contains(fault.pointer.key(key).as_str()) {
            return false;
        }
        let steps = fault.pointer.as_str().split('/').skip(1).filter(|step| step.parse::<usize>().is_err());
        let shape = steps.clone().try_fold(&STATEMENT, Shape::inside);
        let element = steps.last().unwrap_or("statement");
        let help = shape.and_then(|shape| in_xml(shape, key, singular(element)));
        if let Some(help) = help {
            fault.help = Some(help);
        }
        true
    });
}

/// The key that an object lacks, if that is the fault.
fn missing(fault: &Fault) -> Option<&str> {
    if fault.kind != FaultKind::MissingField {
        return None;
    }
    fault.message.strip_prefix("the field `")?.strip_suffix("` is missing")
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
