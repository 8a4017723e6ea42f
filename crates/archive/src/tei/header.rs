//! The header: what the document is, whence it comes, what its clauses are filed under, what was done to it.

use statemark::language::LanguageTag;
use statemark::provenance::Event;
use statemark::source::Source;
use statemark::statement::Statement;
use statemark::topic::Topic;
use statemark_convert::xml::{Writer, output::Output};

use super::signatories::{self, People};
use super::write::{KEPT, Parts, around, dated, keep, words};
use crate::mapping::VERSION;
use crate::names::Names;

/// Writes the header.
pub(super) fn header(output: &mut Output<'_>, statement: &Statement, names: &mut Names, parts: &Parts) {
    output.tag("teiHeader").open();
    file(output, statement, names, parts);
    if !(parts.acts.is_empty() && parts.topics.is_empty()) {
        output.tag("encodingDesc").open();
        output.tag("classDecl").open();
        taxonomy(output, "acts", &parts.acts, names);
        taxonomy(output, "topics", &parts.topics, names);
        output.close("classDecl");
        output.close("encodingDesc");
    }
    profile(output, statement);
    output.tag("xenoData").open();
    output.tag("rest").attribute("xmlns", KEPT).attribute("mapping", VERSION.to_string()).open();
    output.raw(&parts.whole);
    output.raw(&parts.rest);
    output.close("rest");
    output.close("xenoData");
    around(output, "revisionDesc", &parts.changes);
    output.close("teiHeader");
}

fn file(output: &mut Output<'_>, statement: &Statement, names: &Names, parts: &Parts) {
    output.tag("fileDesc").open();
    output.tag("titleStmt").open();
    words(output, "title", &statement.title, &statement.language);
    let people = People::of(statement);
    for issuer in &statement.issuers {
        if let Some(pointer) = names.pointer(issuer) {
            output.tag("author").attribute("ref", pointer).words(people.name(issuer));
        }
    }
    if signatories::can_say(&statement.signatories, names) {
        signatories::write(output, &statement.signatories, names, &people);
    }
    output.close("titleStmt");
    output.tag("publicationStmt").open();
    statement.issuers.iter().for_each(|issuer| output.tag("authority").words(people.name(issuer)));
    output.tag("idno").attribute("type", "statemark").words(statement.id.as_str());
    for (scheme, value) in &statement.identifiers {
        output.tag("idno").attribute("type", scheme).words(value.as_str());
    }
    if let Some(rights) = &statement.rights {
        output.tag("availability").open();
        output.tag("licence").words(rights.as_str());
        output.close("availability");
    }
    output.close("publicationStmt");
    output.tag("sourceDesc").open();
    if parts.bibliography.is_empty() {
        output.tag("p").words("No source is named.");
    }
    output.raw(&parts.bibliography);
    output.close("sourceDesc");
    output.close("fileDesc");
}

fn taxonomy(output: &mut Output<'_>, name: &'static str, categories: &[u8], names: &mut Names) {
    if !categories.is_empty() {
        output.tag("taxonomy").attribute("n", name).attribute("xml:id", names.take(name)).open();
        output.raw(categories);
        output.close("taxonomy");
    }
}

fn profile(output: &mut Output<'_>, statement: &Statement) {
    output.tag("profileDesc").open();
    output.tag("creation").open();
    let date = dated(output.tag("date"), &statement.date);
    date.words(statement.date_text.as_ref().map_or("", |text| text.as_str()));
    if let Some(place) = &statement.place {
        output.tag("placeName").inline();
        output.text(place.name.as_str());
        if let Some(country) = &place.country {
            output.tag("country").attribute("key", country).empty();
        }
        output.close("placeName");
    }
    output.close("creation");
    if let Some(occasion) = &statement.occasion {
        output.tag("settingDesc").open();
        output.tag("setting").open();
        words(output, "name", &occasion.name, &statement.language);
        if let Some(date) = &occasion.date {
            dated(output.tag("date"), date).empty();
        }
        output.close("setting");
        output.close("settingDesc");
    }
    output.tag("textClass").open();
    output.tag("classCode").attribute("scheme", KEPT).words(statement.kind.code());
    output.close("textClass");
    output.close("profileDesc");
}

/// Writes a category with what it holds, which may be defined elsewhere.
pub(super) fn category(output: &mut Output<'_>, name: &str, same: Option<&str>, inside: impl FnOnce(&mut Output<'_>)) {
    output.tag("category").attribute("xml:id", name).optional("datcat", same).open();
    inside(output);
    output.close("category");
}

/// Writes a topic as a category.
pub(super) fn topic(
    output: &mut Output<'_>,
    rest: &mut Writer<'_, '_>,
    topic: &Topic,
    names: &mut Names,
    language: &LanguageTag,
) {
    let name = names.object(&topic.id);
    let mut also = renamed(&name, topic.id.as_str()).to_vec();
    let same = topic.same_as.as_ref().map(AsRef::<str>::as_ref);
    if same.is_some_and(|same| !is_plain_url(same)) {
        also.push("match");
    }
    let same = same.filter(|same| is_plain_url(same));
    category(output, &name, same, |output| words(output, "catDesc", &topic.label, language));
    keep(rest, "topic", &name, topic, &also);
}

/// Writes a source as an item of the bibliography.
pub(super) fn source(output: &mut Output<'_>, rest: &mut Writer<'_, '_>, source: &Source, names: &mut Names) {
    let name = names.object(&source.id);
    output.tag("bibl").attribute("type", source.kind.code()).attribute("xml:id", &name).open();
    source.title.iter().for_each(|title| output.tag("title").words(title.as_str()));
    source.authors.iter().for_each(|author| output.tag("author").words(author.as_str()));
    source.publisher.iter().for_each(|publisher| output.tag("publisher").words(publisher.as_str()));
    for (kind, date) in [("published", &source.published), ("updated", &source.updated), ("retrieved", &source.retrieved)] {
        if let Some(date) = date {
            dated(output.tag("date").attribute("type", kind), date).empty();
        }
    }
    source.language.iter().for_each(|language| output.tag("textLang").attribute("mainLang", language).empty());
    if let Some(rights) = &source.rights {
        output.tag("availability").open();
        output.tag("licence").words(rights.as_str());
        output.close("availability");
    }
    let mut also = renamed(&name, source.id.as_str()).to_vec();
    let url = source.url.as_ref().map(AsRef::<str>::as_ref);
    let file = source.file.as_ref().map(AsRef::<str>::as_ref);
    for (kind, target, is_plain) in [("url", url, is_plain_url as fn(&str) -> bool), ("file", file, is_plain_path)] {
        match target {
            Some(target) if is_plain(target) => output.tag("ptr").attribute("type", kind).attribute("target", target).empty(),
            Some(_) => also.push(kind),
            None => {}
        }
    }
    source.sha256.iter().for_each(|sum| output.tag("idno").attribute("type", "sha256").words(sum.as_ref()));
    output.close("bibl");
    keep(rest, "source", &name, source, &also);
}

/// Writes what was done to make the document.
pub(super) fn change(output: &mut Output<'_>, rest: &mut Writer<'_, '_>, event: &Event, names: &mut Names) {
    let name = event.note.as_ref().map(|_| names.take("change"));
    let tag = output.tag("change").attribute("type", event.activity.code()).optional("xml:id", name.as_ref());
    let tag = match &event.date {
        Some(date) => dated(tag, date),
        None => tag,
    };
    tag.words(event.agent.as_str());
    keep(rest, "event", name.as_deref().unwrap_or_default(), event, &[]);
}

/// The field that is kept where the name of an element is not the id of its object.
pub(super) fn renamed(name: &str, id: &str) -> &'static [&'static str] {
    if name == id { &[] } else { &["id"] }
}

/// Whether a URI is one that every schema takes, and leads out of the document.
pub(super) fn is_plain_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/?=&._~,;+-".contains(&byte);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.bytes().all(is_plain))
}

/// Whether a path is a relative reference as it is.
fn is_plain_path(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte))
}
