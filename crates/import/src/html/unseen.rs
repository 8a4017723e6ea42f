//! What of a page is not its words: what nobody sees, and what only leads about.

use super::main_part::is_main;
use super::style::Sheet;
use super::tree::{Element, NONE, NodeId, Tree};

/// Why words of a page are no words of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unseen {
    /// Scripts, styles, templates: code, whose words are not counted.
    Code,
    /// Nobody sees it: `hidden`, `aria-hidden`, styles, classes for screen readers, what stands in for a film or a script.
    Hidden,
    /// It leads about: `nav`, menus, search.
    Navigation,
    /// It is to be filled in or pressed: forms, buttons, dialogs, banners for cookies.
    Control,
    /// Outside of the main part: a header, a footer, an aside.
    Frame,
    /// Outside of the main part.
    Outside,
}

impl Unseen {
    /// What it is, as a phrase; code is not counted.
    pub(super) fn phrase(self) -> &'static str {
        match self {
            Self::Code => "in code",
            Self::Hidden => "hidden",
            Self::Navigation => "in navigation",
            Self::Control => "in forms, buttons and dialogs",
            Self::Frame => "in headers, footers and asides",
            Self::Outside => "outside the main part",
        }
    }
}

/// Classes that make words for screen readers only: the style sheets that say so are mostly files of their own.
const FOR_SCREEN_READERS: [&str; 12] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "show-for-sr",
    "element-invisible",
    "assistive-text",
    "a11y-hidden",
    "skip-link",
    "skiplink",
];

/// Why an element and all in it is not of the text, wherever it stands.
pub(super) fn unseen(tree: &Tree, id: NodeId, element: &Element, sheet: &Sheet) -> Option<Unseen> {
    // The page itself is there to be seen, whatever hides it until a script has run.
    if matches!(element.name(), "html" | "body") {
        return None;
    }
    by_name(tree, id, element).or_else(|| by_role(element)).or_else(|| by_looks(element, sheet))
}

fn by_name(tree: &Tree, id: NodeId, element: &Element) -> Option<Unseen> {
    Some(match element.name() {
        "script" | "style" | "template" | "head" | "title" | "meta" | "link" | "base" => Unseen::Code,
        "noscript" | "noembed" | "noframes" | "iframe" | "object" | "embed" | "applet" | "video" | "audio" | "canvas" | "svg"
        | "map" | "rp" => Unseen::Hidden,
        "nav" => Unseen::Navigation,
        // The heading of what can be folded.
        "button" if matches!(parent(tree, id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => return None,
        "button" | "select" | "option" | "optgroup" | "textarea" | "datalist" | "input" | "meter" | "progress" | "output" => {
            Unseen::Control
        }
        "form" if !holds_a_page(tree, id) => Unseen::Control,
        "dialog" if !element.has("open") => Unseen::Hidden,
        "dialog" => Unseen::Control,
        "" if matches!(element.foreign_name(), "annotation" | "annotation-xml") => Unseen::Hidden,
        _ => return None,
    })
}

/// The name of the element around a node.
pub(super) fn parent(tree: &Tree, id: NodeId) -> &str {
    Some(tree.node(id).parent).filter(|&parent| parent != NONE).and_then(|parent| tree.element(parent)).map_or("", Element::name)
}

/// Whether a form is the frame around a whole page, as some servers write it.
fn holds_a_page(tree: &Tree, form: NodeId) -> bool {
    let mut paragraphs = 0;
    tree.below(form, |_| true).filter_map(|id| tree.element(id)).any(|element| match element.name() {
        "h1" | "h2" | "main" | "article" => true,
        "p" => {
            paragraphs += 1;
            paragraphs >= 3
        }
        _ => false,
    })
}

fn by_role(element: &Element) -> Option<Unseen> {
    let role = element.attribute("role").and_then(|roles| roles.split_ascii_whitespace().next());
    match role.unwrap_or_default().to_ascii_lowercase().as_str() {
        "navigation" | "menu" | "menubar" | "tablist" | "toolbar" | "search" | "doc-toc" => return Some(Unseen::Navigation),
        "dialog" | "alertdialog" | "form" | "button" | "tooltip" | "status" | "alert" => return Some(Unseen::Control),
        _ => {}
    }
    if is_main(element) || element.name() == "article" {
        return None;
    }
    let named = element.classes().chain(element.attribute("id"));
    let is_banner = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["cookie", "gdpr", "consent"].iter().any(|what| name.contains(what))
            && ["banner", "notice", "bar", "popup", "overlay", "modal", "dialog", "message"].iter().any(|how| name.contains(how))
    };
    named.into_iter().any(is_banner).then_some(Unseen::Control)
}

fn by_looks(element: &Element, sheet: &Sheet) -> Option<Unseen> {
    let is_hidden = element.has("hidden")
        || element.attribute("aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        || element.classes().any(|class| FOR_SCREEN_READERS.iter().any(|known| class.eq_ignore_ascii_case(known)))
        || sheet.hides(element);
    is_hidden.then_some(Unseen::Hidden)
}

/// Whether an element frames the main part of a page.
pub(super) fn is_frame(element: &Element) -> bool {
    matches!(element.name(), "header" | "footer" | "aside")
        || matches!(element.attribute("role"), Some("banner" | "contentinfo" | "complementary"))
}
