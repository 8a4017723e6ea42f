//! Reads what `write` has written, element by element, to the tree that the core judges.

mod beside;
mod header;

use statemark::fault::{Fault, FaultKind, shown_key};
use statemark::language::LanguageTag;
use statemark::node::{Entry, Node, Span, Value};
use statemark::number::is_json;
use statemark_convert::xml::tree::{Element, Source};

use self::beside::Beside;
use super::NAMESPACE;
use super::body::SECTION;
use crate::object::{Ids, Object, Rest, string, words};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The element that holds what is kept, of a document that was made of a statement.
pub(super) fn rest<'tree, 'text>(root: &'tree Element<'text>) -> Option<&'tree Element<'text>> {
    let xeno_data = root.child("teiHeader")?.named("xenoData").flat_map(Element::elements);
    xeno_data.into_iter().find(|element| element.name.is_own() && element.name.local == "rest")
}

/// Reads the statement that a document was made of.
pub(super) fn statement(source: &Source<'_>, root: &Element<'_>, faults: &mut Vec<Fault>) -> Result<Node<'static>, Fault> {
    let (Some(rest), true, true) = (rest(root), root.name.namespace == NAMESPACE, root.name.local == "TEI") else {
        let message = format!("`{}` is no TEI that was made of a statement", shown_key(root.name.written));
        return Err(Fault::new(FaultKind::Misplaced, root.tag, message).help(format!(
            "such a document has the namespace `{NAMESPACE}` and an element `rest` of Statemark in `xenoData`; \
                `statemark import --from tei` makes uncoded statements of others"
        )));
    };
    let language = root.find("lang", XML).and_then(|language| LanguageTag::new(&*language.value).ok());
    let language = language.ok_or_else(|| {
        let message = "the document does not say which language the statement is in";
        Fault::new(FaultKind::MissingField, root.tag, message).help("write `xml:lang` on `TEI`, such as xml:lang=\"en\"")
    })?;
    let rest = Rest::read(source, rest, &language, faults)?;
    let mut reader = Reader { language, rest, ids: Ids::default(), faults };
    let node = reader.statement(root);
    reader.rest.tell_others(reader.faults);
    Ok(node)
}

struct Reader<'run> {
    language: LanguageTag,
    rest: Rest,
    ids: Ids,
    faults: &'run mut Vec<Fault>,
}

impl Reader<'_> {
    fn statement(&mut self, root: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(root.tag);
        let stand_off = root.child("standOff");
        let beside = stand_off.map(Beside::read).unwrap_or_default();
        let lists = stand_off.into_iter().flat_map(Element::elements);
        let entities = lists.filter(|list| beside::is_list(list)).flat_map(Element::elements);
        let entities: Vec<_> = entities.collect();
        for entity in &entities {
            self.enter(entity);
        }
        object.list("entities", entities.into_iter().map(|entity| self.entity(entity, &beside)).collect());
        object.list("relations", stand_off.map(beside::relations).unwrap_or_default());
        object.put("language", string(self.language.as_str(), root.tag));
        if let Some(header) = root.child("teiHeader") {
            self.header(header, &mut object);
        }
        let body = root.child("text").and_then(|text| text.child("body"));
        let sections = body.into_iter().flat_map(|body| body.named("div")).map(|section| self.section(section, &beside));
        object.list("sections", sections.collect());
        self.faults.extend(beside.pointing_nowhere(&self.ids));
        object.merge(self.rest.whole(), &self.language);
        object.node()
    }

    fn section(&mut self, section: &Element<'_>, beside: &Beside<'_, '_>) -> Node<'static> {
        let mut object = Object::new(section.tag);
        if section.attribute("type") != Some(SECTION) {
            object.attribute("kind", Some(section), "type");
        }
        object.attribute("number", Some(section), "n");
        self.text("heading", section.named("head"), &mut object);
        let (clauses, sections): (Vec<_>, Vec<_>) = section.named("div").partition(|div| div.attribute("type") == Some("clause"));
        object.list("clauses", clauses.into_iter().map(|clause| self.clause(clause, beside)).collect());
        object.list("sections", sections.into_iter().map(|section| self.section(section, beside)).collect());
        self.named(section, object)
    }

    fn clause(&mut self, clause: &Element<'_>, beside: &Beside<'_, '_>) -> Node<'static> {
        let mut object = Object::new(clause.tag);
        object.attribute("number", Some(clause), "n");
        self.text("text", clause.named("ab"), &mut object);
        self.pointers("topics", clause, "ana", &mut object);
        let name = name(clause);
        if clause.attribute("prev").is_some() {
            object.put("continues", Node::new(Value::Boolean(true), clause.tag));
        }
        if let Some(cert) = clause.find("cert", "") {
            object.put("confidence", number(&cert.value, cert.span));
        }
        for relation in beside.relations(name) {
            match relation.attribute("type") {
                Some("act") => {
                    object.attribute("act", Some(relation), "name");
                    self.pointers("by", relation, "active", &mut object);
                    self.pointers("to", relation, "passive", &mut object);
                }
                Some("about") => self.pointers("about", relation, "passive", &mut object),
                _ => {}
            }
        }
        object.words("note", beside.annotations(name, "commenting").next().and_then(|annotation| annotation.child("note")));
        object.list("evidence", beside.annotations(name, "linking").map(|annotation| self.evidence(annotation)).collect());
        let clauses = clause.named("div").map(|clause| self.clause(clause, beside));
        object.list("clauses", clauses.collect());
        self.named(clause, object)
    }

    /// An object with the name of its element as its id, and with what is kept of it.
    fn named(&mut self, element: &Element<'_>, mut object: Object) -> Node<'static> {
        let Some(id) = element.find("id", XML) else { return object.node() };
        self.enter(element);
        let kept = self.rest.take(Some(&*id.value));
        object.put("id", string(id.value.clone(), id.span));
        object.merge(kept, &self.language);
        object.node()
    }

    /// Takes note of what the name of an element stands for.
    fn enter(&mut self, element: &Element<'_>) {
        let name = name(element);
        self.ids.insert(name, self.rest.id(name).unwrap_or(name));
    }

    /// Adds the words of elements, the statement's language first, and others by the language that they name.
    fn text<'tree, 'text: 'tree>(
        &mut self,
        key: &'static str,
        elements: impl Iterator<Item = &'tree Element<'text>>,
        object: &mut Object,
    ) {
        let mut languages = Vec::new();
        for element in elements {
            let language = element.find("lang", XML).map(|language| (language.value.clone().into_owned(), language.span));
            let (language, span) = language.unwrap_or_else(|| (self.language.as_str().to_owned(), element.tag));
            languages.push(Entry::new(language, span, words(element)));
        }
        match languages.len() {
            0 => {}
            1 if languages[0].key == self.language.as_str() => object.put(key, languages.remove(0).node),
            _ => {
                let span = languages[0].node.span;
                object.put(key, Node::new(Value::Map(languages), span));
            }
        }
    }

    /// Adds the ids that the pointers in an attribute lead to.
    fn pointers(&self, key: &'static str, element: &Element<'_>, name: &str, object: &mut Object) {
        if let Some(attribute) = element.find(name, "") {
            let pointers = attribute.value.split(' ').filter(|pointer| !pointer.is_empty());
            object.list(key, pointers.map(|pointer| string(self.ids.id(pointer), attribute.span)).collect());
        }
    }
}

/// A number, as JSON has it; what is none stays a string, which the judge tells of.
fn number(digits: &str, span: Span) -> Node<'static> {
    if is_json(digits) { Node::new(Value::Number(digits.to_owned().into()), span) } else { string(digits, span) }
}

/// The name of an element.
fn name<'tree>(element: &'tree Element<'_>) -> &'tree str {
    element.find("id", XML).map_or("", |id| &id.value)
}
