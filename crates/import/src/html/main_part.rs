//! Which part of a page is its text.

use super::HtmlError;
use super::style::Sheet;
use super::tree::{DOCUMENT, Element, NodeId, Tree};
use super::unseen::{is_frame, unseen};

/// The element whose words are the text.
#[derive(Debug)]
pub(super) struct MainPart {
    id: NodeId,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    Asked,
    Marked,
    Body,
}

impl MainPart {
    /// Finds it: the element that is asked for, else `<main>` or `role="main"`, else the `<article>` with the most words if it has half of all, else all.
    pub(super) fn of(tree: &Tree, sheet: &Sheet, asked: Option<&str>) -> Result<Self, HtmlError> {
        if let Some(asked) = asked {
            let id = tree.below(DOCUMENT, |_| true).find(|&id| tree.element(id).is_some_and(|element| is_asked(element, asked)));
            let missing = || HtmlError::NoElement { element: asked.to_owned() };
            return Ok(Self { id: id.ok_or_else(missing)?, how: How::Asked });
        }
        let is_seen = |id: NodeId| tree.element(id).is_none_or(|element| unseen(tree, id, element, sheet).is_none());
        let marked = |is: fn(&Element) -> bool| {
            let leads_there = |id: NodeId| is_seen(id) && !tree.element(id).is_some_and(is_frame);
            // One in another has no more words than that.
            let enters = |id: NodeId| leads_there(id) && !tree.element(id).is_some_and(is);
            let mut best = None;
            for id in tree.below(DOCUMENT, enters).filter(|&id| tree.element(id).is_some_and(is) && leads_there(id)) {
                let words = words(tree, id, is_seen);
                if words > best.map_or(0, |(most, _)| most) {
                    best = Some((words, id));
                }
            }
            best.map(|(_, id)| Self { id, how: How::Marked })
        };
        // Where the articles are teasers, the text stands outside of them.
        let is_text = |id: NodeId| is_seen(id) && !tree.element(id).is_some_and(is_frame);
        let holds_most = |part: &Self| 2 * words(tree, part.id, is_seen) >= words(tree, DOCUMENT, is_text);
        let article = || marked(|element| element.name() == "article").filter(holds_most);
        Ok(marked(is_main).or_else(article).unwrap_or(Self { id: DOCUMENT, how: How::Body }))
    }

    /// Whether this node is the main part.
    pub(super) fn is(&self, id: NodeId) -> bool {
        self.id == id
    }

    /// Whether it was asked for by name.
    pub(super) fn is_asked(&self) -> bool {
        self.how == How::Asked
    }

    /// Where it begins in the tree.
    pub(super) fn id(&self) -> NodeId {
        self.id
    }

    /// The mark by which it was told, if by one.
    pub(super) fn mark(&self, tree: &Tree) -> Option<&'static str> {
        let element = tree.element(self.id).filter(|_| self.how == How::Marked)?;
        Some(match element.name() {
            "main" => "<main>",
            "article" => "<article>",
            _ => "role=\"main\"",
        })
    }

    /// Whether it is all of the page.
    pub(super) fn is_body(&self) -> bool {
        self.how == How::Body
    }
}

/// Whether a page marks an element as its main part.
pub(super) fn is_main(element: &Element) -> bool {
    element.name() == "main" || element.attribute("role").is_some_and(|role| role.trim().eq_ignore_ascii_case("main"))
}

fn is_asked(element: &Element, asked: &str) -> bool {
    match asked.split_at_checked(1) {
        Some(("#", id)) => element.attribute("id") == Some(id),
        Some((".", class)) => element.classes().any(|own| own == class),
        _ => element.name().eq_ignore_ascii_case(asked),
    }
}

fn words(tree: &Tree, root: NodeId, is_seen: impl Fn(NodeId) -> bool) -> usize {
    tree.below(root, &is_seen).filter_map(|id| tree.text(id)).map(|text| text.split_whitespace().count()).sum()
}
