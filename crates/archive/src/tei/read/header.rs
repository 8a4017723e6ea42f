//! The header: what the document is, whence it comes, what its clauses are filed under, what was done to it.

use statemark::node::Node;
use statemark_convert::xml::tree::Element;

use super::beside::identifiers;
use super::{Reader, XML};
use crate::object::{Object, string, words};

impl Reader<'_> {
    pub(super) fn header(&mut self, header: &Element<'_>, object: &mut Object) {
        if let Some(file) = header.child("fileDesc") {
            self.file(file, object);
        }
        let class = header.child("encodingDesc").and_then(|encoding| encoding.child("classDecl"));
        let taxonomies = class.into_iter().flat_map(|class| class.named("taxonomy"));
        let topics = taxonomies.filter(|taxonomy| taxonomy.attribute("n") == Some("topics"));
        let topics = topics.flat_map(|taxonomy| taxonomy.named("category")).map(|topic| self.topic(topic));
        object.list("topics", topics.collect());
        if let Some(profile) = header.child("profileDesc") {
            described(profile, object);
            if let Some(setting) = profile.child("settingDesc").and_then(|settings| settings.child("setting")) {
                let mut occasion = Object::new(setting.tag);
                self.text("name", setting.named("name"), &mut occasion);
                date("date", setting.child("date"), &mut occasion);
                object.put("occasion", occasion.node());
            }
        }
        let changes = header.child("revisionDesc").into_iter().flat_map(|changes| changes.named("change"));
        object.list("provenance", changes.map(|change| self.change(change)).collect());
    }

    fn file(&mut self, file: &Element<'_>, object: &mut Object) {
        if let Some(titles) = file.child("titleStmt") {
            self.text("title", titles.named("title"), object);
            let authors = titles.named("author").filter_map(|author| author.find("ref", ""));
            object.list("issuers", authors.map(|author| string(self.ids.id(&author.value), author.span)).collect());
            object.list("signatories", titles.named("respStmt").map(|responsible| self.signatory(responsible)).collect());
        }
        if let Some(publication) = file.child("publicationStmt") {
            let is_id = |number: &&Element<'_>| number.attribute("type") == Some("statemark");
            object.words("id", publication.named("idno").find(is_id));
            let mut is_first = true;
            let others = publication.named("idno").filter(|number| !(is_id(number) && std::mem::take(&mut is_first)));
            identifiers(others, publication, object);
            object.words("rights", publication.child("availability").and_then(|availability| availability.child("licence")));
        }
        let sources = file.child("sourceDesc").into_iter().flat_map(|sources| sources.named("bibl"));
        object.list("sources", sources.map(|source| self.source(source)).collect());
    }

    fn signatory(&self, responsible: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(responsible.tag);
        if let Some(who) = responsible.child("name").and_then(|name| name.find("ref", "")) {
            object.put("entity", string(self.ids.id(&who.value), who.span));
        }
        let role = responsible.child("resp");
        object.words("role", role.filter(|role| !role.content.is_empty()));
        date("date", role, &mut object);
        object.node()
    }

    fn topic(&mut self, category: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(category.tag);
        self.text("label", category.named("catDesc"), &mut object);
        object.attribute("match", Some(category), "datcat");
        self.named(category, object)
    }

    fn source(&mut self, source: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(source.tag);
        object.attribute("kind", Some(source), "type");
        object.words("title", source.child("title"));
        object.list("authors", source.named("author").map(words).collect());
        object.words("publisher", source.child("publisher"));
        for key in ["published", "updated", "retrieved"] {
            date(key, of_type(source, "date", key), &mut object);
        }
        object.attribute("language", source.child("textLang"), "mainLang");
        object.words("rights", source.child("availability").and_then(|availability| availability.child("licence")));
        for key in ["url", "file"] {
            object.attribute(key, of_type(source, "ptr", key), "target");
        }
        object.words("sha256", of_type(source, "idno", "sha256"));
        self.named(source, object)
    }

    fn change(&mut self, change: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(change.tag);
        object.attribute("activity", Some(change), "type");
        object.words("agent", Some(change));
        date("date", Some(change), &mut object);
        object.merge(self.rest.take(change.find("id", XML).map(|id| &*id.value)), &self.language);
        object.node()
    }
}

/// Reads when and where the statement was made, and what it is.
fn described(profile: &Element<'_>, object: &mut Object) {
    if let Some(creation) = profile.child("creation") {
        let printed = creation.child("date");
        date("date", printed, object);
        object.words("date_text", printed.filter(|date| !date.content.is_empty()));
        if let Some(name) = creation.child("placeName") {
            let mut place = Object::new(name.tag);
            place.words("name", Some(name));
            place.attribute("country", name.child("country"), "key");
            object.put("place", place.node());
        }
    }
    object.words("type", profile.child("textClass").and_then(|class| class.child("classCode")));
}

/// Reads a date: as the calendar has it, or in the form of our own.
fn date(key: &'static str, element: Option<&Element<'_>>, object: &mut Object) {
    let Some(element) = element else { return };
    let name = if element.attribute("when").is_some() { "when" } else { "when-custom" };
    object.attribute(key, Some(element), name);
}

/// The child of this name and type.
fn of_type<'tree, 'text>(element: &'tree Element<'text>, name: &str, kind: &str) -> Option<&'tree Element<'text>> {
    element.named(name).find(|child| child.attribute("type") == Some(kind))
}
