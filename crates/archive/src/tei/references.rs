//! How the statement stands to others: a list of references beside the text.

use statemark::relation::Relation;
use statemark_convert::xml::output::Output;

use super::header::is_plain_url;

/// The type of the list.
pub(super) const RELATIONS: &str = "relations";

/// Whether references can say all relations: each leads out of the document, to what every schema takes.
pub(super) fn can_say(relations: &[Relation]) -> bool {
    relations.iter().all(|relation| {
        let reference: &str = relation.reference.as_ref();
        is_plain_url(reference) || is_statement(reference)
    })
}

/// Whether this is the id of a statement, perhaps with a clause of it.
fn is_statement(reference: &str) -> bool {
    let is_plain = |part: &str| {
        let mut bytes = part.bytes();
        bytes.next().is_some_and(|byte| byte.is_ascii_alphanumeric())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    reference.splitn(2, '#').all(is_plain)
}

/// Writes the references.
pub(super) fn write(output: &mut Output<'_>, relations: &[Relation]) {
    if relations.is_empty() {
        return;
    }
    output.tag("listBibl").attribute("type", RELATIONS).open();
    for relation in relations {
        output.tag("bibl").inline();
        let tag = output.tag("ref").attribute("type", relation.kind.code()).attribute("target", &relation.reference);
        tag.words(relation.title.as_ref().map_or("", AsRef::as_ref));
        output.close("bibl");
    }
    output.close("listBibl");
}
