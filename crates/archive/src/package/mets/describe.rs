//! Dublin Core of a statement: what a catalogue asks.

use std::collections::HashMap;

use statemark::statement::Statement;
use statemark::text::Text;
use statemark_convert::xml::output::Output;

/// Writes the terms, each in every language of its words.
pub(super) fn statement(output: &mut Output<'_>, statement: &Statement) {
    let language = &statement.language;
    let words = |output: &mut Output<'_>, name: &'static str, text: &Text| {
        output.tag(name).attribute("xml:lang", language).words(text.own(language).as_str());
        for (tag, words) in text.others(language) {
            output.tag(name).attribute("xml:lang", tag).words(words.as_str());
        }
    };
    output.tag("dcterms:identifier").words(statement.id.as_str());
    for (scheme, value) in &statement.identifiers {
        output.tag("dcterms:identifier").words(&format!("{}: {}", scheme.as_str(), value.as_str()));
    }
    words(output, "dcterms:title", &statement.title);
    // Of two entities with one id the first counts.
    let names: HashMap<_, _> = statement.entities.iter().rev().map(|entity| (&entity.id, &entity.name)).collect();
    for name in statement.issuers.iter().filter_map(|issuer| names.get(issuer)) {
        words(output, "dcterms:creator", name);
    }
    output.tag("dcterms:issued").words(statement.date.as_str());
    output.tag("dcterms:type").words(statement.kind.code());
    for tag in std::iter::once(language).chain(statement.authentic.iter().filter(|tag| *tag != language)) {
        output.tag("dcterms:language").words(tag.as_str());
    }
    if let Some(place) = &statement.place {
        output.tag("dcterms:spatial").words(place.name.as_str());
    }
    for topic in &statement.topics {
        words(output, "dcterms:subject", &topic.label);
    }
    if let Some(rights) = &statement.rights {
        output.tag("dcterms:rights").words(rights.as_str());
    }
}
