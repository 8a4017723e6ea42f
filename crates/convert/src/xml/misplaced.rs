//! What stands in the wrong place: elements out of order, words where only elements stand.

use statemark::fault::FaultKind;
use statemark::fault::shown;
use statemark::node::Span;

use super::chars::is_blank;
use super::element::Element;
use super::events::Tag;
use super::read::Reader;
use super::shape::{Child, Content};

impl Reader<'_> {
    /// Tells of a child that stands behind one that should stand behind it.
    pub(super) fn order(&mut self, tag: &Tag<'_>, index: usize, element: &mut Element<'_>) {
        let children = element.shape.children;
        let later = element.seen >> index >> 1;
        if later != 0 {
            let later = index + 1 + later.trailing_zeros() as usize;
            let (name, before) = (children[index].name, children[later].name);
            let message = format!("`{name}` stands after `{before}`");
            let help = format!("move it before `<{before}>`: the order of elements is fixed");
            self.tell(FaultKind::Misplaced, children[index].key, tag.name_span, message, help);
        } else {
            element.seen |= 1 << index;
        }
    }

    pub(super) fn no_words(&mut self, text: &str, span: Span, element: &mut Element<'_>) {
        if is_blank(text) || element.refused {
            return;
        }
        element.refused = true;
        let message = format!("the words {} stand where only elements may stand", shown(text.trim()));
        let holds_words = |child: &&Child| matches!(child.content, Content::Text | Content::Words(_) | Content::Lines);
        let help = match element.shape.children.iter().find(holds_words) {
            Some(child) => format!("put them into an element of `<{}>`, such as `<{}>`", element.name(), child.name),
            None => "take them out, or put them into the element that they belong to".to_owned(),
        };
        self.tell_here(FaultKind::Misplaced, span, message, help);
    }
}
