//! What edits of its text make a change to a document, in any spelling.

use std::cell::OnceCell;
use std::collections::HashMap;

use statemark::document::Document;
use statemark::edit::{Change, Edit};
use statemark::json;
use statemark::node::Node;

use crate::format::Format;
use crate::xml::Collection;
use crate::{markdown, xml, yaml};

/// Knows how a document is changed in its text. Nothing is worked out before someone asks.
pub struct Editor<'document> {
    format: Format,
    text: &'document str,
    root: Option<&'document Node<'document>>,
    collection: Option<&'document Collection>,
    layout: OnceCell<HashMap<usize, Vec<Edit>>>,
    frame: OnceCell<Option<markdown::Frame>>,
}

impl<'document> Editor<'document> {
    /// The editor of a document in this spelling; of a record, with the collection that it is from.
    pub fn new(format: Format, document: &'document Document<'_>, collection: Option<&'document Collection>) -> Self {
        let (layout, frame) = (OnceCell::new(), OnceCell::new());
        Self { format, text: &document.text, root: document.node(), collection, layout, frame }
    }

    /// The edits that make these changes and nothing else, sorted; nothing where the spelling does not know how to make all of them
    /// without loss.
    ///
    /// ```
    /// use statemark::{edit::{Change, apply}, node::Value, pointer::Pointer};
    /// use statemark_convert::{editor::Editor, format::Format};
    /// let text = r#"<statement xmlns="https://w3id.org/statemark/1" id="a"><title> T<!-- why --></title></statement>"#;
    /// let document = Format::Xml.read(text.as_bytes());
    /// let change = Change::Set(Pointer::root().key("title"), Value::String("T".into()));
    /// let edits = Editor::new(Format::Xml, &document, None).edits(&[change]).unwrap();
    /// assert_eq!(apply(text, &edits).unwrap(), text.replace("> T", ">T"));
    /// ```
    pub fn edits(&self, changes: &[Change]) -> Option<Vec<Edit>> {
        let root = self.root?;
        let frame = || *self.frame.get_or_init(|| markdown::Frame::of(self.text));
        let layout = || self.layout.get_or_init(|| xml::layout(self.text, self.collection));
        let mut edits = match self.format {
            Format::Json => json::edits(self.text, root, changes),
            Format::Xml => xml::edits(self.text, root, changes, layout),
            Format::Markdown => markdown::edits(self.text, root, changes, frame()?),
            Format::Yaml => yaml::edits::edits(self.text, root, changes),
        }?;
        edits.sort_by_key(|edit| edit.span);
        let is_right = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        (is_right && !edits.is_empty()).then_some(edits)
    }
}
