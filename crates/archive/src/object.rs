//! Objects of the format while they are read from a document of a standard: what stands in its own elements, and what is kept beside.

use std::collections::HashMap;

use statemark::fault::{Fault, FaultKind, shown};
use statemark::language::LanguageTag;
use statemark::node::{Entry, Node, Span, Value};
use statemark_convert::xml::tree::{Element, Part, Source};

/// An object of which some fields are known.
#[derive(Debug)]
pub(crate) struct Object {
    fields: Vec<Entry<'static>>,
    span: Span,
}

impl Object {
    /// An object without fields, which stands there.
    pub(crate) fn new(span: Span) -> Self {
        Self { fields: Vec::new(), span }
    }

    /// Adds a field.
    pub(crate) fn put(&mut self, key: &'static str, node: Node<'static>) {
        self.fields.push(Entry::new(key, node.span, node));
    }

    /// Adds a field whose key is told by the document.
    pub(crate) fn entry(&mut self, key: &str, node: Node<'static>) {
        self.fields.push(Entry::new(key.to_owned(), node.span, node));
    }

    /// Whether no field is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Adds the words of an element, if it is there.
    pub(crate) fn words(&mut self, key: &'static str, element: Option<&Element<'_>>) {
        if let Some(element) = element {
            self.put(key, words(element));
        }
    }

    /// Adds a field that is an attribute without a namespace, if it is there.
    pub(crate) fn attribute(&mut self, key: &'static str, element: Option<&Element<'_>>, name: &str) {
        if let Some(attribute) = element.and_then(|element| element.find(name, "")) {
            self.put(key, string(attribute.value.clone(), attribute.span));
        }
    }

    /// Adds a list, if it holds anything.
    pub(crate) fn list(&mut self, key: &'static str, items: Vec<Node<'static>>) {
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            let span = Span::new(first.span.start, last.span.end);
            self.put(key, Node::new(Value::List(items), span));
        }
    }

    /// Adds fields; one that is there already gives way, but words in the statement's language stand beside those in others.
    pub(crate) fn merge(&mut self, fields: Vec<Entry<'static>>, language: &LanguageTag) {
        for field in fields {
            let Some(known) = self.fields.iter_mut().find(|known| known.key == field.key) else {
                self.fields.push(field);
                continue;
            };
            let first = std::mem::replace(known, field);
            if let (Value::String(_), Value::Map(languages)) = (&first.node.value, &mut known.node.value) {
                languages.insert(0, Entry::new(language.as_str().to_owned(), first.key_span, first.node));
            }
        }
    }

    /// The object as a tree.
    pub(crate) fn node(self) -> Node<'static> {
        Node::new(Value::Map(self.fields), self.span)
    }
}

/// A string with words of its own.
pub(crate) fn string(text: impl Into<String>, span: Span) -> Node<'static> {
    Node::string(text.into(), span)
}

/// The words of an element.
pub(crate) fn words(element: &Element<'_>) -> Node<'static> {
    string(element.words(), element.inside())
}

/// What is kept of a statement, by the elements that it belongs to.
#[derive(Debug)]
pub(crate) struct Rest {
    parts: HashMap<String, Part>,
}

impl Rest {
    /// Reads the parts in an element.
    pub(crate) fn read(
        source: &Source<'_>,
        element: &Element<'_>,
        language: &LanguageTag,
        faults: &mut Vec<Fault>,
    ) -> Result<Self, Fault> {
        let mut parts = HashMap::new();
        for part in source.parts(element, language, faults)? {
            let span = part.span;
            let reference = part.reference.clone().unwrap_or_default();
            if parts.insert(reference.clone(), part).is_some() {
                let message = format!("a part for {} stands here twice", shown(&reference));
                faults.push(Fault::new(FaultKind::DuplicateKey, span, message).help("put both into one"));
            }
        }
        Ok(Self { parts })
    }

    /// The fields of the statement itself.
    pub(crate) fn whole(&mut self) -> Vec<Entry<'static>> {
        self.parts.remove("").map(|part| part.fields).unwrap_or_default()
    }

    /// The fields of the part that points at an element, if that has a name.
    pub(crate) fn take(&mut self, name: Option<&str>) -> Vec<Entry<'static>> {
        let part = name.and_then(|name| self.parts.remove(&format!("#{name}")));
        part.map(|part| part.fields).unwrap_or_default()
    }

    /// The id that is kept for an element.
    pub(crate) fn id(&self, name: &str) -> Option<&str> {
        text_of(&self.parts.get(&format!("#{name}"))?.fields, "id")
    }

    /// Tells of parts that point at nothing.
    pub(crate) fn tell_others(self, faults: &mut Vec<Fault>) {
        for (reference, part) in self.parts {
            faults.push(points_nowhere(&part.name, &reference, part.span));
        }
    }
}

/// The fault of what speaks of an element that is not there.
pub(crate) fn points_nowhere(name: &str, pointer: &str, span: Span) -> Fault {
    let message = format!("`{name}` points at {}, where no such thing stands", shown(pointer));
    Fault::new(FaultKind::Misplaced, span, message).help("mend its pointer, or take it out")
}

/// What the names of elements stand for: the ids of objects.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    ids: HashMap<String, String>,
}

impl Ids {
    /// Takes note that an element of this name stands for the object with this id.
    pub(crate) fn insert(&mut self, name: &str, id: &str) {
        self.ids.insert(name.to_owned(), id.to_owned());
    }

    /// Whether an element of this name stands for an object.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.ids.contains_key(name)
    }

    /// The id that a pointer leads to; where it leads to nothing, its own words, in which the rules then find the mistake.
    pub(crate) fn id<'pointer>(&'pointer self, pointer: &'pointer str) -> &'pointer str {
        let name = pointer.strip_prefix('#').unwrap_or(pointer);
        self.ids.get(name).map_or(name, String::as_str)
    }
}

/// The string under a key of an object that is being read.
pub(crate) fn text_of<'fields>(fields: &'fields [Entry<'static>], key: &str) -> Option<&'fields str> {
    fields.iter().find(|field| field.key == key).and_then(|field| field.node.as_str())
}
