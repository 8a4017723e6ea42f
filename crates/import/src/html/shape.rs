//! What elements are by their names and by what they hold.

use super::tree::{Element, NodeId, Tree};
use super::unseen::parent;

/// The elements that begin and end a line of their own.
const BLOCKS: [&str; 52] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Whether an element begins and ends a line of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// Whether an element is a control or a thing of its own in a line, which sets what stands around it apart.
pub(super) fn sets_apart(name: &str) -> bool {
    matches!(
        name,
        "button"
            | "select"
            | "textarea"
            | "input"
            | "meter"
            | "progress"
            | "output"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "video"
            | "audio"
    )
}

/// Whether a row is one line: no cell holds a block, or the end of a paragraph.
pub(super) fn is_one_line(tree: &Tree, row: NodeId) -> bool {
    let mut breaks = 0;
    tree.below(row, |_| true).all(|id| {
        if let Some(text) = tree.text(id) {
            breaks = if text.trim().is_empty() { breaks } else { 0 };
        }
        let name = tree.element(id).map_or("", Element::name);
        breaks += usize::from(name == "br");
        breaks < 2 && (!is_block(name) || matches!(name, "td" | "th"))
    })
}

/// Whether a superscript leads to a note on the same page.
pub(super) fn is_footnote_mark(tree: &Tree, id: NodeId) -> bool {
    let is_mark = |element: &Element| {
        element.name() == "a" && element.attribute("href").is_some_and(|href| href.starts_with('#'))
            || element.attribute("role") == Some("doc-noteref")
    };
    let around = Some(tree.node(id).parent).filter(|_| parent(tree, id) == "a");
    let below = tree.below(id, |_| true).take(8);
    [id].into_iter().chain(around).chain(below).filter_map(|id| tree.element(id)).any(is_mark)
}

#[cfg(test)]
mod tests {
    use super::BLOCKS;

    #[test]
    fn the_blocks_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }
}
