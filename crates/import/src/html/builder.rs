//! Builds the tree of a page, as the parser tells.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

use super::tree::{Attributes, DOCUMENT, Element, Kind, NONE, Name, NodeId, Tree};

/// What all templates hold, which is no part of the page: it stands under no parent.
const TEMPLATES: NodeId = 1;

/// The attributes that say something to a reader of words. No others are kept.
const KEPT: [&str; 23] = [
    "aria-hidden",
    "charset",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "open",
    "property",
    "rel",
    "encoding",
    "reversed",
    "role",
    "start",
    "style",
    "type",
    "value",
    "itemprop",
    "media",
];

/// What the parser builds a tree with.
#[derive(Debug)]
pub(super) struct Builder {
    tree: RefCell<Tree>,
}

impl Builder {
    pub(super) fn new() -> Self {
        let mut tree = Tree::default();
        tree.add(Kind::Other);
        tree.add(Kind::Other);
        Self { tree: RefCell::new(tree) }
    }

    /// How many nodes there are so far.
    pub(super) fn len(&self) -> usize {
        self.tree.borrow().len()
    }
}

impl TreeSink for Builder {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'name> = Name;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name(&self, target: &NodeId) -> Name {
        match &self.tree.borrow().node(*target).kind {
            Kind::Element(element) => element.name.clone(),
            _ => Name { space: ns!(), local: LocalName::from("") },
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        let element = Element { name: Name { space: name.ns, local: name.local }, attributes: kept(attributes) };
        self.tree.borrow_mut().add(Kind::Element(element))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.tree.borrow_mut().put(child, *parent, NONE);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.tree.borrow().node(*element).parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, _: &NodeId) -> NodeId {
        TEMPLATES
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        let parent = tree.node(*sibling).parent;
        if parent != NONE {
            if let NodeOrText::AppendNode(id) = new {
                tree.detach(id);
            }
            tree.put(new, parent, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let Some(more) = kept(attributes) else { return };
        let mut tree = self.tree.borrow_mut();
        let Kind::Element(element) = &mut tree.node_mut(*target).kind else { return };
        let attributes = element.attributes.get_or_insert_default();
        for (name, value) in *more {
            if attributes.iter().all(|(kept, _)| *kept != name) {
                attributes.push((name, value));
            }
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        let tree = self.tree.borrow();
        let encoding = tree.element(*target).and_then(|element| element.attribute("encoding"));
        encoding
            .is_some_and(|encoding| ["text/html", "application/xhtml+xml"].iter().any(|html| encoding.eq_ignore_ascii_case(html)))
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut tree = self.tree.borrow_mut();
        while let Some(first) = Some(tree.node(*node).first).filter(|&first| first != NONE) {
            tree.attach(first, *new_parent, NONE);
        }
    }
}

fn kept(attributes: Vec<Attribute>) -> Option<Box<Attributes>> {
    let kept: Attributes = attributes
        .into_iter()
        .filter(|attribute| KEPT.contains(&&*attribute.name.local))
        .map(|attribute| (attribute.name.local, attribute.value))
        .collect();
    (!kept.is_empty()).then(|| Box::new(kept))
}
