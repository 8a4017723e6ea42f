//! TEI of others: one `TEI` with a text.

use statemark::fault::shown_key;
use statemark_convert::xml::tree::Element;

use super::reader::Reader;
use super::{Foreign, Place, Refusal, Role, made_already, refusal};
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
    let mut texts = 0;
    is_single(root, &mut texts)?;
    if texts == 0 {
        return Err(refusal("holds no `text`", "nothing else in TEI is read as one"));
    }
    let mut reader = Reader::new(role);
    says(&mut reader, root);
    Ok(reader.read(root))
}

/// Counts texts; refuses a second one, parts in other files, and deletions that end elsewhere.
fn is_single(element: &Element<'_>, texts: &mut usize) -> Result<(), Refusal> {
    for inner in element.elements() {
        *texts += usize::from(inner.name.local == "text");
        if *texts > 1 || matches!(inner.name.local, "group" | "TEI") {
            let message = format!("holds a second text, in its `{}`", inner.name.local);
            return Err(refusal(message, "save each text in it as a `TEI` and a file of its own"));
        }
        if inner.name.local == "delSpan" {
            return Err(refusal("says by `delSpan` that words are struck out up to a mark", "put those words into `del`"));
        }
        if inner.name.local == "include" {
            let help = "put what it leads to in its place, as `xmllint --xinclude` does";
            return Err(refusal("leads to another file, by its `include`", help));
        }
        is_single(inner, texts)?;
    }
    Ok(())
}

/// Takes what the header says.
fn says(reader: &mut Reader, root: &Element<'_>) {
    for element in [Some(root), root.child("text")].into_iter().flatten() {
        reader.says("language", element.find("lang", XML).map(|language| &*language.value), "xml:lang");
    }
    let Some(header) = root.child("teiHeader") else { return };
    let file = header.child("fileDesc");
    let titles = file.and_then(|file| file.child("titleStmt"));
    let words = |element: &Element<'_>| Reader::words(role, element);
    reader.says("title", titles.and_then(|titles| titles.child("title")).map(words).as_deref(), "titleStmt");
    titles.into_iter().flat_map(|titles| titles.named("author")).for_each(|author| {
        reader.says("author", Some(&words(author)), "titleStmt");
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
    reader.says("publisher", publisher.map(words).as_deref(), "publicationStmt");
}

/// The day of a date, or that on which it begins.
fn day<'tree>(date: &'tree Element<'_>) -> Option<&'tree str> {
    ["when", "from", "notBefore"].into_iter().find_map(|name| date.attribute(name))
}

/// Elements of one paragraph each.
const PARAGRAPHS: &[&str] = &["p", "l", "cell"];

/// What is a paragraph, unless it is a part of one.
#[rustfmt::skip]
const LOOSE: &[&str] = &[
    "ab", "label", "head", "byline", "dateline", "salute", "signed", "trailer", "meeting", "addrLine",
    "docDate", "docAuthor", "docImprint", "docEdition", "imprimatur", "castItem", "bibl", "biblStruct", "biblFull", "msDesc",
    "person", "personGrp", "org", "place", "event", "object", "eg", "egXML", "entry", "entryFree",
];

/// Parts, whose headings stand a level deeper than those of what they stand in.
const LEVELS: &[&str] = &["div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"];

/// What holds others, wherever it stands.
#[rustfmt::skip]
const CONTAINERS: &[&str] = &[
    "text", "front", "body", "back", "titlePage", "docTitle", "opener", "closer", "postscript", "argument", "epigraph", "prologue",
    "epilogue", "floatingText", "list", "table", "row", "lg", "sp", "spGrp", "u", "annotationBlock", "castList", "castGroup",
    "listBibl", "listPerson", "listOrg", "listPlace", "listEvent", "listObject", "superEntry",
];

/// What says something of the words and is none of them.
#[rustfmt::skip]
const ANNOTATIONS: &[&str] = &[
    "interp", "interpGrp", "span", "spanGrp", "fs", "fLib", "fvLib", "certainty", "precision", "respons", "timeline", "alt",
    "altGrp", "join", "joinGrp", "link", "linkGrp", "listRelation", "listTranspose", "metamark", "substJoin", "desc", "index",
];

fn role(element: &Element<'_>, place: Place<'_, '_>) -> Role {
    let around = place.around.name.local;
    match element.name.local {
        "teiHeader" => Role::Unread("in the header"),
        "standOff" | "facsimile" | "sourceDoc" => Role::Unread("beside the text"),
        "titlePart" => Role::Title,
        "head" if around == "body" => Role::Title,
        "head" if LEVELS.contains(&around) || matches!(around, "front" | "back") => Role::Heading,
        "item" => Role::Item,
        "choice" | "subst" | "app" | "rdgGrp" => Role::Choice,
        "lb" | "pb" | "cb" | "gb" | "milestone" if element.attribute("break") == Some("no") => Role::Joint,
        "lb" | "pb" | "cb" | "gb" | "milestone" | "gap" | "space" => Role::Spaced,
        "bibl" | "quote" if place.is_open && around == "cit" => Role::Spaced,
        "addrLine" if place.is_open => Role::Spaced,
        "cit" | "address" if !place.is_open => Role::Container,
        name if PARAGRAPHS.contains(&name) => Role::Paragraph,
        "seg" | "q" | "quote" | "said" if !place.is_amid => Role::Paragraph,
        name if LOOSE.contains(&name) && !place.is_open => Role::Paragraph,
        name if LEVELS.contains(&name) => Role::Level,
        name if CONTAINERS.contains(&name) => Role::Container,
        _ => apart(element, around).map_or(Role::Inline, Role::Apart),
    }
}

/// Why words are no part of the text.
fn apart(element: &Element<'_>, around: &str) -> Option<&'static str> {
    Some(match element.name.local {
        "figure" | "notatedMusic" => "a caption",
        "binaryObject" => "a picture",
        "note" | "noteGrp" | "wit" | "witDetail" => "a note",
        "stage" | "incident" | "kinesic" | "vocal" | "writing" | "camera" | "caption" | "move" | "sound" | "tech" | "view"
        | "set" | "performance" => "what is seen and heard",
        "speaker" => "a speaker",
        "fw" => "the head or foot of a page",
        "del" if around != "restore" => "struck out",
        "surplus" => "surplus",
        "am" if around == "expan" => "expanded",
        "listApp" => "another reading",
        name if ANNOTATIONS.contains(&name) => "an annotation",
        _ => return None,
    })
}
