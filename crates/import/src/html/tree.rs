//! The tree of a page: elements and texts in one list, so that neither depth nor number of them costs the stack anything.

use html5ever::interface::{ElemName, NodeOrText};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, ns};

/// A node of a tree: where it stands in the list.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NONE: NodeId = NodeId::MAX;

/// The document itself.
pub(super) const DOCUMENT: NodeId = 0;

/// A page as a tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
    pub(super) kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(StrTendril),
    /// The document, comments, instructions, what a template holds: nothing that has words.
    Other,
}

/// An element and its attributes.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) attributes: Option<Box<Attributes>>,
}

pub(super) type Attributes = Vec<(LocalName, StrTendril)>;

/// The name of an element.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) space: Namespace,
    pub(super) local: LocalName,
}

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.space
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl Element {
    /// The name, where it is one of HTML; of other languages there are `svg` and `math`, and what they hold has no name here.
    pub(super) fn name(&self) -> &str {
        if self.name.space == ns!(html) || matches!(&*self.name.local, "svg" | "math") { &self.name.local } else { "" }
    }

    /// The name in whatever language.
    pub(super) fn foreign_name(&self) -> &str {
        &self.name.local
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let attributes = self.attributes.as_ref()?;
        attributes.iter().find(|(kept, _)| &**kept == name).map(|(_, value)| &**value)
    }

    /// Whether there is an attribute of this name, even an empty one.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    /// The classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }
}

impl Tree {
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element that a node is.
    pub(super) fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The text that a node is.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let step = |id: NodeId| Some(id).filter(|&id| id != NONE);
        std::iter::successors(step(self.node(id).first), move |&child| step(self.node(child).next))
    }

    /// The nodes below a node, in the order of the page, without those below where `enters` says no.
    pub(super) fn below(&self, root: NodeId, enters: impl Fn(NodeId) -> bool) -> impl Iterator<Item = NodeId> {
        let mut steps = Walk::new(root);
        std::iter::from_fn(move || {
            loop {
                match steps.next(self)? {
                    Step::Enter(id) if id == root => {}
                    Step::Enter(id) => {
                        if !enters(id) {
                            steps.pass_over();
                        }
                        return Some(id);
                    }
                    Step::Leave(_) => {}
                }
            }
        })
    }

    pub(super) fn add(&mut self, kind: Kind) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node { parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE, kind });
        id
    }

    pub(super) fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.node_mut(parent).first = next,
            previous => self.node_mut(previous).next = next,
        }
        match next {
            NONE => self.node_mut(parent).last = previous,
            next => self.node_mut(next).previous = previous,
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node under a parent, before a sibling or at the end.
    pub(super) fn attach(&mut self, id: NodeId, parent: NodeId, before: NodeId) {
        self.detach(id);
        let previous = if before == NONE { self.node(parent).last } else { self.node(before).previous };
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (parent, previous, before);
        match previous {
            NONE => self.node_mut(parent).first = id,
            previous => self.node_mut(previous).next = id,
        }
        match before {
            NONE => self.node_mut(parent).last = id,
            before => self.node_mut(before).previous = id,
        }
    }

    /// Puts a node or text under a parent; texts that meet become one.
    pub(super) fn put(&mut self, child: NodeOrText<NodeId>, parent: NodeId, before: NodeId) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let previous = if before == NONE { self.node(parent).last } else { self.node(before).previous };
                if previous != NONE
                    && let Kind::Text(words) = &mut self.node_mut(previous).kind
                {
                    words.push_tendril(&text);
                    return;
                }
                self.add(Kind::Text(text))
            }
        };
        self.attach(id, parent, before);
    }
}

/// A step of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

/// A walk over a tree, in the order of the page: a node, what is below it, the node again.
#[derive(Debug)]
pub(super) struct Walk {
    root: NodeId,
    last: Option<Step>,
    passes_over: bool,
}

impl Walk {
    /// A walk over a node and all below it.
    pub(super) fn new(root: NodeId) -> Self {
        Self { root, last: None, passes_over: false }
    }

    /// The next step, until the root is left.
    pub(super) fn next(&mut self, tree: &Tree) -> Option<Step> {
        let step = match self.last {
            None => Step::Enter(self.root),
            Some(Step::Enter(id)) if self.passes_over => Step::Leave(id),
            Some(Step::Enter(id)) => match tree.node(id).first {
                NONE => Step::Leave(id),
                first => Step::Enter(first),
            },
            Some(Step::Leave(id)) if id == self.root => return None,
            Some(Step::Leave(id)) => match tree.node(id).next {
                NONE => Step::Leave(tree.node(id).parent),
                next => Step::Enter(next),
            },
        };
        self.last = Some(step);
        self.passes_over = false;
        Some(step)
    }

    /// Does not go below the node that was entered last.
    pub(super) fn pass_over(&mut self) {
        self.passes_over = true;
    }
}
