//! TEI of others: one `TEI` with a text.

use statemark::fault::shown_key;
use statemark_convert::xml::tree::Element;

use super::reader::Reader;
use super::{Foreign, Refusal, Role, made_already, refusal};
use crate::tei::{NAMESPACE, is_own};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(super) fn read(root: &Element<'_>) -> Result<Foreign, Refusal> {
    if root.name.namespace != NAMESPACE || !matches!(root.name.local, "TEI" | "teiCorpus") {
        let message = format!("is no TEI: its root is `{}`", shown_key(root.name.written));
        return Err(refusal(message, format!("such a document has the namespace `{NAMESPACE}`")));
    }
    if root.name.local == "teiCorpus" {
        return Err(refusal("holds a `teiCorpus`, which is no single document", "save each `TEI` in it as a file of its own"));
    }
    if is_own(root) {
        return Err(made_already());
    }
    let mut reader = Reader::new(role);
    says(&mut reader, root);
    Ok(reader.read(root))
}

/// Takes what the header says.
fn says(reader: &mut Reader, root: &Element<'_>) {
    reader.says("language", root.find("lang", XML).map(|language| &*language.value), "xml:lang");
    let Some(header) = root.child("teiHeader") else { return };
    let file = header.child("fileDesc");
    let titles = file.and_then(|file| file.child("titleStmt"));
    reader.says("title", titles.and_then(|titles| titles.child("title")).map(Element::words).as_deref(), "titleStmt");
    titles.into_iter().flat_map(|titles| titles.named("author")).for_each(|author| {
        reader.says("author", Some(&author.words()), "titleStmt");
    });
    let profile = header.child("profileDesc");
    let created = profile.and_then(|profile| profile.child("creation")?.child("date"));
    let spoken = profile.and_then(|profile| profile.child("settingDesc")?.child("setting")?.child("date"));
    reader.says("date", created.and_then(day), "creation");
    reader.says("date", spoken.and_then(day), "setting");
    let publication = file.and_then(|file| file.child("publicationStmt"));
    reader.says("published", publication.and_then(|publication| publication.child("date")).and_then(day), "publicationStmt");
    let publisher = publication.and_then(|publication| publication.child("publisher")?.elements().next());
    let publisher = publisher.or_else(|| publication.and_then(|publication| publication.child("publisher")));
    reader.says("publisher", publisher.map(Element::words).as_deref(), "publicationStmt");
}

/// The day of a date, or that on which it begins.
fn day<'tree>(date: &'tree Element<'_>) -> Option<&'tree str> {
    ["when", "from", "notBefore"].into_iter().find_map(|name| date.attribute(name))
}

fn role(element: &Element<'_>, is_open: bool) -> Role {
    match element.name.local {
        "teiHeader" => Role::Unread("in the header"),
        "standOff" | "facsimile" | "sourceDoc" | "linkGrp" => Role::Unread("beside the text"),
        "titlePart" => Role::Title,
        "figure" => Role::Apart("a caption"),
        "head" => Role::Heading,
        "p" | "l" | "cell" => Role::Paragraph,
        // What is a part of a paragraph elsewhere.
        "ab" | "seg" if !is_open => Role::Paragraph,
        "div" | "div1" | "div2" | "div3" | "div4" | "div5" | "div6" | "div7" => Role::Level,
        "item" => Role::Item,
        "note" => Role::Apart("a note"),
        "stage" | "incident" | "kinesic" | "vocal" | "writing" => Role::Apart("what is seen and heard"),
        "speaker" => Role::Apart("a speaker"),
        "fw" => Role::Apart("the head or foot of a page"),
        "list" | "table" | "row" | "lg" | "sp" | "u" | "floatingText" | "body" | "text" => Role::Container,
        _ if is_open => Role::Inline,
        _ => Role::Container,
    }
}
