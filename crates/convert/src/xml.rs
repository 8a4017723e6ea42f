//! The XML spelling: XML 1.0 (fifth edition) with namespaces, without DTD.

mod attributes;
mod chars;
mod collection;
mod declaration;
mod decode;
mod direct;
mod edits;
mod element;
mod events;
mod ext;
mod faults;
mod layout;
mod misplaced;
mod namespaces;
pub mod output;
mod pieces;
mod plain;
mod read;
mod records;
mod references;
mod shape;
mod text;
pub mod tree;
mod unknown;
mod values;
mod write;
mod xpath;

use std::borrow::Cow;
use std::io;

pub use self::collection::{Collection, Head};
pub use self::records::Records;
use statemark::document::Document;
use statemark::error::Error;
use statemark::fault::Fault;
use statemark::statement::Statement;

pub(crate) use edits::edits;
pub(crate) use layout::layout;
pub use namespaces::{Attribute, Name};
pub use write::Writer;
pub use xpath::xpath;

/// The namespace of Statemark: an identifier, from which nothing is fetched.
pub const NAMESPACE: &str = "https://w3id.org/statemark/1";

/// The namespace of the XML that `XPath` 3.1 has for JSON: that of what `ext` holds.
pub const EXT_NAMESPACE: &str = "http://www.w3.org/2005/xpath-functions";

/// Reads a document with all its faults and their places. Bad data is no error here: see [`Document::faults`].
///
/// The bytes are UTF-8, with or without a byte order mark, or UTF-16 with one or with an XML declaration.
/// Spans count in [`Document::text`], which is UTF-8 in any case.
///
/// ```
/// let document = statemark_convert::xml::read(br#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" typ="other"/>"#);
/// assert!(document.faults.iter().any(|fault| fault.help.as_deref() == Some("did you mean `type`?")));
/// ```
pub fn read(input: &[u8]) -> Document<'_> {
    match decode::decode(input) {
        Ok((Cow::Borrowed(text), encoding)) => {
            direct::document(text).unwrap_or_else(|| read::document(Cow::Borrowed(text), encoding, None))
        }
        Ok((text, encoding)) => read::document(text, encoding, None),
        Err(unreadable) => *unreadable,
    }
}

/// Reads a record of a collection, as [`read`] does a document. The namespaces of the collection's root hold in it.
pub fn read_record<'input>(input: &'input [u8], collection: &'input Collection) -> Document<'input> {
    match Document::decode(input) {
        Ok(text) => {
            let straight = if collection.is_plain() { direct::record(text) } else { None };
            straight.unwrap_or_else(|| read::document(Cow::Borrowed(text), decode::Encoding::Utf8, Some(collection)))
        }
        Err(unreadable) => *unreadable,
    }
}

/// Whether a record of a collection is well-formed there, whatever it means: the namespaces of the collection's root hold in it.
///
/// ```
/// use statemark_convert::xml::{Collection, Head, record_is_well_formed};
/// let Head::Many(collection) = Collection::head(b"<statements xmlns=\"https://w3id.org/statemark/1\">") else { unreachable!() };
/// assert!(record_is_well_formed(b"<statement><title/></statement>", &collection));
/// assert!(!record_is_well_formed(b"<statement><title></statement>", &collection));
/// ```
pub fn record_is_well_formed(bytes: &[u8], collection: &Collection) -> bool {
    let Ok(text) = Document::decode(bytes) else { return false };
    let mut events = events::Events::new(text, decode::Encoding::Utf8).within(collection.scope());
    loop {
        match events.next() {
            Ok(events::Event::Done) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Reads a statement from bytes.
///
/// # Errors
/// When the form of the document has a fault; [`Error`] names the first with line, column and pointer.
pub fn from_slice(bytes: &[u8]) -> Result<Statement, Error> {
    read(bytes).into_statement()
}

/// Writes a statement as a file holds it: two spaces a level, an element of words on one line.
///
/// # Panics
/// Never: a statement has no value that XML cannot carry.
pub fn to_string(statement: &Statement) -> String {
    String::from_utf8(to_vec(statement)).expect("the writer writes UTF-8")
}

/// Writes a statement, as [`to_string`] does.
pub fn to_vec(statement: &Statement) -> Vec<u8> {
    let mut bytes = Vec::new();
    write::document(&mut bytes, statement);
    bytes
}

/// Writes a statement, as [`to_string`] does.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    writer.write_all(&to_vec(statement))?;
    writer.flush()
}

/// What stands before the records of a collection.
pub const COLLECTION_BEGIN: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<statements xmlns=\"https://w3id.org/statemark/1\">\n";

/// What stands behind the records of a collection.
pub const COLLECTION_END: &str = "</statements>\n";

/// Writes a statement behind others, as a record of a collection. It stands there as in a file of its own, but without a declaration, and
/// without the namespace, which the root declares: so records can be joined as they are, in pieces made by many.
///
/// ```
/// use statemark_convert::xml::{self, COLLECTION_BEGIN, COLLECTION_END};
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statements = [statemark::json::from_str(text)?];
/// let mut bytes = COLLECTION_BEGIN.as_bytes().to_vec();
/// statements.iter().for_each(|statement| xml::append_record(&mut bytes, statement));
/// bytes.extend_from_slice(COLLECTION_END.as_bytes());
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn append_record(bytes: &mut Vec<u8>, statement: &Statement) {
    write::record(bytes, statement);
}

/// Whether bytes are a well-formed XML document with namespaces and without DTD, whatever it holds: for the tests.
#[doc(hidden)]
pub fn well_formed(input: &[u8]) -> Result<(), Fault> {
    let (text, encoding) = decode::decode(input).map_err(|mut unreadable| unreadable.faults.remove(0))?;
    let mut events = events::Events::new(&text, encoding);
    loop {
        match events.next() {
            Ok(events::Event::Done) => return Ok(()),
            Ok(_) => {}
            Err(broken) => return Err(broken.into_fault()),
        }
    }
}
