//! Akoma Ntoso of others: one document of any type, also in the drafts of version 3.0.

use statemark::fault::shown_key;
use statemark_convert::xml::tree::Element;

use super::reader::Reader;
use super::{Foreign, Place, Refusal, Role, made_already, refusal};
use crate::akn::{NAMESPACE, is_own};

/// The types that hold others, and are read where that is a single one: a publication of one resolution, say.
const COLLECTIONS: &[&str] = &["documentCollection", "officialGazette"];

/// The types that are one document.
const TYPES: &[&str] = &["act", "bill", "debate", "debateReport", "doc", "judgment", "portion", "statement"];

pub(super) fn read(root: &Element<'_>) -> Result<Foreign, Refusal> {
    // The drafts have what they are called behind a stroke: `3.0/WD17`.
    let draft = root.name.namespace.strip_prefix(NAMESPACE);
    if root.name.local != "akomaNtoso" || !draft.is_some_and(|draft| draft.is_empty() || draft.starts_with('/')) {
        let message = format!("is no Akoma Ntoso 3.0: its root is `{}`", shown_key(root.name.written));
        return Err(refusal(message, format!("such a document has the namespace `{NAMESPACE}`, or that of a draft")));
    }
    if is_own(root) {
        return Err(made_already());
    }
    let parts: Vec<_> = root.elements().collect();
    let whole = match &parts[..] {
        [] => return Err(several("holds no document".to_owned())),
        [whole] => whole,
        [whole, components] if is_collection(whole) && components.name.local == "components" => whole,
        _ => return Err(several(format!("holds {} beside one another", names(&parts)))),
    };
    let name = whole.name.local;
    let documents = if is_collection(whole) { documents(whole, root) } else { vec![*whole] };
    let document = match &documents[..] {
        [document] if TYPES.contains(&document.name.local) => document,
        [] => return Err(several(format!("holds a `{name}` without a document"))),
        [other] => return Err(several(format!("holds a `{}`, which is no single document", shown_key(other.name.local)))),
        all => return Err(several(format!("holds a `{name}` of {} documents", all.len()))),
    };
    if has_components(document) {
        return Err(several(format!("holds a `{}` with components of its own", document.name.local)));
    }
    let mut reader = Reader::new(role);
    says(&mut reader, document);
    Ok(reader.read(root))
}

fn is_collection(element: &Element<'_>) -> bool {
    COLLECTIONS.contains(&element.name.local)
}

/// The names of the first few elements.
fn names(elements: &[&Element<'_>]) -> String {
    let names = elements.iter().take(3).map(|element| format!("`{}`", shown_key(element.name.local)));
    names.collect::<Vec<_>>().join(", ")
}

/// Whether documents stand behind a document, or behind one that is attached to it.
fn has_components(element: &Element<'_>) -> bool {
    element.elements().any(|inner| inner.name.local == "components" || has_components(inner))
}

/// The refusal of what is no single document.
fn several(message: String) -> Refusal {
    refusal(message, format!("save each of its documents as a file of its own: {}", TYPES.join(", ")))
}

/// The documents that are components of a collection: in its body, behind it, or behind it in the root.
fn documents<'tree, 'text>(collection: &'tree Element<'text>, root: &'tree Element<'text>) -> Vec<&'tree Element<'text>> {
    let parts = collection.named("collectionBody").chain(collection.named("components")).chain(root.named("components"));
    let inside = parts.flat_map(|part| part.named("component")).flat_map(Element::elements);
    inside.filter(|element| element.name.local != "documentRef").collect()
}

/// Takes what the metadata say.
fn says(reader: &mut Reader, document: &Element<'_>) {
    let Some(meta) = document.child("meta") else { return };
    let identification = meta.child("identification");
    // Parts of a draft may have the namespace of another.
    let level = |name: &str| identification.and_then(|identification| identification.named(name).next());
    let (work, expression) = (level("FRBRWork"), level("FRBRExpression"));
    let first = |level: Option<&Element<'_>>, name: &str, attribute: &str| {
        Some(level?.named(name).next()?.attribute(attribute)?.to_owned())
    };
    reader.says("date", first(work, "FRBRdate", "date").as_deref(), "FRBRdate");
    reader.says("language", first(expression, "FRBRlanguage", "language").as_deref(), "FRBRlanguage");
    let author = first(work, "FRBRauthor", "href");
    let name = author.as_deref().and_then(|pointer| pointer.strip_prefix('#')).and_then(|name| {
        let classes = meta.named("references").flat_map(Element::elements);
        { classes }.find(|class| class.attribute("eId") == Some(name)).and_then(|class| class.attribute("showAs"))
    });
    reader.says("issuer", name, "FRBRauthor");
}

/// Elements of one paragraph each.
const PARAGRAPHS: &[&str] =
    &["p", "block", "listIntroduction", "listConclusion", "listWrapUp", "narrative", "scene", "summary", "from", "caption"];

/// Parts, whose headings stand a level deeper than those of what they stand in.
#[rustfmt::skip]
const LEVELS: &[&str] = &[
    "part", "book", "title", "tome", "chapter", "section", "division", "article", "subpart", "subchapter", "subtitle",
    "subdivision", "hcontainer", "attachment", "debateSection", "administrationOfOath", "declarationOfVote", "communication",
    "petitions", "papers", "noticesOfMotion", "questions", "address", "proceduralMotions", "pointOfOrder", "adjournment",
    "rollCall", "prayers", "oralStatements", "writtenStatements", "personalStatements", "ministerialStatements", "resolutions",
    "nationalInterest",
];

/// What stands below the paragraph before it.
const ITEMS: &[&str] = &["point", "item", "li", "indent", "subparagraph", "subclause", "subpoint"];

/// What holds others, and is no part of words, wherever it stands; with a heading it is a part.
#[rustfmt::skip]
const CONTAINERS: &[&str] = &[
    "documentCollection", "officialGazette", "act", "bill", "debate", "debateReport", "doc", "judgment", "portion", "statement",
    "coverPage", "preface", "preamble", "header", "body", "mainBody", "debateBody", "judgmentBody", "portionBody", "conclusions",
    "attachments", "collectionBody", "component", "components", "interstitial",
    "formula", "recitals", "recital", "citations", "citation", "container", "blockContainer", "tblock", "div", "foreign", "subFlow",
    "content", "intro", "wrapUp", "list", "sublist", "blockList", "ul", "ol", "table", "tr", "td", "th", "quotedStructure",
    "embeddedStructure", "clause", "paragraph", "subsection", "alinea", "rule", "subrule", "proviso", "level", "transitional",
    "introduction", "background", "arguments", "remedies", "motivation", "decision", "speechGroup", "speech", "question",
    "answer", "other",
];

fn role(element: &Element<'_>, place: Place<'_, '_>) -> Role {
    if let Some(reason) = absent(element) {
        return Role::Apart(reason);
    }
    match element.name.local {
        "meta" => Role::Unread("in the metadata"),
        "docTitle" | "longTitle" => Role::Title,
        // Preambles in the main body, as the guideline of the United Nations has them.
        "crossHeading" if element.attribute("refersTo") == Some("#preamble") => Role::Paragraph,
        "heading" | "subheading" | "crossHeading" => Role::Heading,
        "num" => Role::Number,
        "toc" => Role::Apart("a table of contents"),
        "authorialNote" | "note" | "noteRef" => Role::Apart("a note"),
        "del" => Role::Apart("struck out"),
        "signature" if !place.is_open => Role::Paragraph,
        "br" | "eol" | "eop" | "signature" => Role::Spaced,
        name if PARAGRAPHS.contains(&name) => Role::Paragraph,
        name if LEVELS.contains(&name) => Role::Level,
        name if ITEMS.contains(&name) => Role::Item,
        name if CONTAINERS.contains(&name) && element.named("heading").next().is_some() => Role::Level,
        name if CONTAINERS.contains(&name) => Role::Container,
        // What the standard puts among words, and elements of others there.
        _ => Role::Inline,
    }
}

/// Why the words of an element are none of the document, as its attributes say.
fn absent(element: &Element<'_>) -> Option<&'static str> {
    match element.attribute("status") {
        Some("removed" | "temporarilyRemoved") => Some("removed"),
        Some("editorial") => Some("put in by an editor"),
        _ => element.attribute("alternativeTo").map(|_| "another version"),
    }
}
