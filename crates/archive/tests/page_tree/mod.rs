//! The tree of a page as browsers build it, with what they find wrong on the way.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::{TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns, parse_document};

/// The attributes and texts of a page, in its order, and the faults of its grammar.
pub(crate) struct Tree {
    pub(crate) errors: Vec<String>,
    attributes: Vec<(String, String)>,
    pieces: Vec<String>,
}

impl Tree {
    /// Parses a page as strictly as the standard does.
    pub(crate) fn parse(html: &str) -> Self {
        let tokenizer = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
        let tree_builder = TreeBuilderOpts { exact_errors: true, ..TreeBuilderOpts::default() };
        parse_document(Sink::default(), ParseOpts { tokenizer, tree_builder }).one(html)
    }

    /// All texts, one after the other.
    pub(crate) fn text(&self) -> String {
        self.pieces.concat()
    }

    /// The values of all attributes of a name.
    pub(crate) fn attributes<'tree>(&'tree self, name: &'tree str) -> impl Iterator<Item = &'tree str> {
        self.attributes.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What the parser builds. Right pages are built in their order, so a list of texts is enough of a tree.
#[derive(Default)]
struct Sink {
    errors: RefCell<Vec<String>>,
    names: RefCell<Vec<Name>>,
    attributes: RefCell<Vec<(String, String)>>,
    pieces: RefCell<Vec<String>>,
}

/// The name of an element.
#[derive(Debug, Clone)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn moved(&self) {
        self.errors.borrow_mut().push("the parser moved an element to another place".to_owned());
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'sink> = Name;

    fn finish(self) -> Tree {
        Tree { errors: self.errors.into_inner(), attributes: self.attributes.into_inner(), pieces: self.pieces.into_inner() }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn get_document(&self) -> usize {
        usize::MAX
    }

    fn elem_name<'sink>(&'sink self, target: &'sink usize) -> Name {
        let name = self.names.borrow().get(*target).cloned();
        name.unwrap_or_else(|| Name(QualName::new(None, ns!(), local_name!(""))))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let attributes = attributes.into_iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
        self.attributes.borrow_mut().extend(attributes);
        let mut names = self.names.borrow_mut();
        names.push(Name(name));
        names.len() - 1
    }

    fn append(&self, _: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendText(text) = child {
            self.pieces.borrow_mut().push(text.to_string());
        }
    }

    fn append_based_on_parent_node(&self, element: &usize, _: &usize, child: NodeOrText<usize>) {
        self.moved();
        self.append(element, child);
    }

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        self.moved();
        self.append(sibling, child);
    }

    fn remove_from_parent(&self, _: &usize) {
        self.moved();
    }

    fn reparent_children(&self, _: &usize, _: &usize) {
        self.moved();
    }

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {
        self.moved();
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        usize::MAX
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        usize::MAX
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}
}
