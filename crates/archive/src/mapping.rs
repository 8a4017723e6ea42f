//! Where each field of the format stands in each standard: said once, for the writers, the readers and `docs/archive.md`.

use statemark::clause::Clause;
use statemark::entity::Entity;
use statemark::provenance::Event;
use statemark::section::Section;
use statemark::source::Source;
use statemark::statement::Statement;
use statemark::topic::Topic;
use statemark_convert::xml::{Writer, output::Tag};

use crate::kept::Kept;
use crate::standard::Standard;

/// Which mapping this is. Documents tell by which they were made, so that later versions read them as well: a mapping that writes the same
/// statement in another way has the next number.
pub(crate) const VERSION: u32 = 1;

/// Where a field stands in a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In what the standard has for it.
    Own(&'static str),
    /// In what the standard has for it, with the words in the statement's language; those in other languages are kept.
    Words(&'static str),
    /// In what the standard has for it; where that cannot say it exactly, the field is kept as well, and counts.
    Partly(&'static str),
    /// As our own XML has it, in the one place that the standard leaves for what it does not know.
    Kept,
}

/// A field, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) akn: Place,
    pub(crate) tei: Place,
    /// Whether it is an attribute in our own XML.
    pub(crate) is_attribute: bool,
}

impl Field {
    pub(crate) fn place(&self, standard: Standard) -> Place {
        match standard {
            Standard::Akn => self.akn,
            Standard::Tei => self.tei,
        }
    }
}

/// What of an object is kept as our own XML has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep<'run> {
    pub(crate) standard: Standard,
    /// The fields that the standard could not say exactly in this object.
    pub(crate) also: &'run [&'static str],
}

/// How much of a field is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Much {
    Nothing,
    OtherLanguages,
    All,
}

impl Keep<'_> {
    fn of(self, field: &Field) -> Much {
        match field.place(self.standard) {
            _ if self.also.contains(&field.name) => Much::All,
            Place::Kept => Much::All,
            Place::Words(_) => Much::OtherLanguages,
            Place::Own(_) | Place::Partly(_) => Much::Nothing,
        }
    }
}

/// An object whose fields are mapped one by one.
pub(crate) trait Mapped {
    const FIELDS: &'static [Field];

    /// Writes the kept fields that are attributes in our own XML, with or without the prefix `sm:`.
    fn attributes<'output, 'bytes>(&self, keep: Keep<'_>, is_prefixed: bool, tag: Tag<'output, 'bytes>) -> Tag<'output, 'bytes>;

    /// Writes the kept fields that are elements in our own XML.
    fn elements(&self, keep: Keep<'_>, writer: &mut Writer<'_, '_>);

    /// Whether anything is kept: as an element, or also as an attribute.
    fn keeps(&self, keep: Keep<'_>, attributes_too: bool) -> bool;
}

/// The fields of an object in canonical order: each with its name in our XML where that is another, its value, and its places in Akoma
/// Ntoso and TEI.
macro_rules! mapped {
    ($type:ty, $it:ident => { $( $name:literal $(as $xml:literal)? : $value:expr, $akn:expr, $tei:expr; )* }) => {
        impl Mapped for $type {
            const FIELDS: &'static [Field] =
                &[ $( Field { name: $name, akn: $akn, tei: $tei, is_attribute: is_attribute(|$it: &$type| &$value) } ),* ];

            fn attributes<'output, 'bytes>(
                &self,
                keep: Keep<'_>,
                is_prefixed: bool,
                mut tag: Tag<'output, 'bytes>,
            ) -> Tag<'output, 'bytes> {
                let ($it, mut fields) = (self, Self::FIELDS.iter());
                $( if fields.next().is_some_and(|field| field.is_attribute && keep.of(field) == Much::All) {
                    let name = xml_name!($name $($xml)?);
                    tag = Kept::attribute(&$value, if is_prefixed { concat!("sm:", xml_name!($name $($xml)?)) } else { name }, tag);
                } )*
                tag
            }

            fn elements(&self, keep: Keep<'_>, writer: &mut Writer<'_, '_>) {
                let ($it, mut fields) = (self, Self::FIELDS.iter());
                $( match fields.next().map_or(Much::Nothing, |field| keep.of(field)) {
                    Much::All => Kept::elements(&$value, xml_name!($name $($xml)?), writer),
                    Much::OtherLanguages => Kept::others(&$value, xml_name!($name $($xml)?), writer),
                    Much::Nothing => {}
                } )*
            }

            fn keeps(&self, keep: Keep<'_>, attributes_too: bool) -> bool {
                let ($it, mut fields) = (self, Self::FIELDS.iter());
                $( let much = fields
                    .next()
                    .filter(|field| attributes_too || !field.is_attribute)
                    .map_or(Much::Nothing, |field| keep.of(field));
                if match much {
                    Much::All => Kept::is_there(&$value),
                    Much::OtherLanguages => Kept::has_others(&$value),
                    Much::Nothing => false,
                } {
                    return true;
                } )*
                false
            }
        }
    };
}

macro_rules! xml_name {
    ($name:literal) => {
        $name
    };
    ($name:literal $xml:literal) => {
        $xml
    };
}

/// Whether values of this type are attributes in our own XML; the value itself is only asked for its type.
const fn is_attribute<T, V: Kept>(_: fn(&T) -> &V) -> bool {
    V::IS_ATTRIBUTE
}

use Place::{Kept as K, Own, Partly, Words};

mapped!(Statement, it => {
    "statemark" as "version": it.statemark, K, K;
    "id": it.id, Own("FRBRWork/FRBRname/@value"), Own("publicationStmt/idno[@type='statemark']");
    "identifiers" as "identifier": it.identifiers, Own("FRBRWork/FRBRalias/@name, @value"), Own("publicationStmt/idno/@type");
    "type": it.kind, Own("statement/@name"), Own("textClass/classCode");
    "title": it.title, Words("preface/p/docTitle"), Own("titleStmt/title");
    "language" as "xml:lang": it.language, Own("FRBRExpression/FRBRlanguage/@sm:language"), Own("TEI/@xml:lang");
    "authentic": it.authentic, K, K;
    "date": it.date, Partly("FRBRWork/FRBRdate/@date"), Own("creation/date/@when, @when-custom");
    "date_text": it.date_text, Own("preface/p/docDate"), Own("creation/date");
    "place": it.place, Own("preface/p/location, references/TLCLocation/@sm:country"), Own("creation/placeName, country/@key");
    "occasion": it.occasion, K, Own("settingDesc/setting/name, date");
    "adoption": it.adoption, K, K;
    "issuers": it.issuers, Partly("FRBRWork/FRBRauthor/@href"), Partly("titleStmt/author/@ref");
    "signatories": it.signatories, Partly("conclusions/p/signature"), Partly("titleStmt/respStmt/resp, name/@ref");
    "entities": it.entities, Own("references/TLCOrganization, TLCPerson, TLCLocation, TLCEvent, TLCReference, TLCProcess"),
        Own("standOff/listOrg/org, listPerson/person, listPlace/place, listEvent/event, listBibl/bibl");
    "topics": it.topics, Own("classification/keyword"), Own("classDecl/taxonomy[@n='topics']/category");
    "sources": it.sources, K, Own("sourceDesc/bibl");
    "sections": it.sections, Own("preface/container, preamble/container, mainBody/section, mainBody/hcontainer, conclusions/container"), Own("text/body/div");
    "relations": it.relations, K, Partly("standOff/listBibl[@type='relations']/bibl/ref");
    "provenance": it.provenance, K, Own("revisionDesc/change");
    "rights": it.rights, K, Own("publicationStmt/availability/licence");
    "ext": it.ext, K, K;
});

mapped!(Entity, it => {
    "id": it.id, Partly("TLC…/@eId"), Partly("@xml:id");
    "kind": it.kind, K, Own("the element, and org/@type");
    "name": it.name, Words("TLC…/@showAs"), Own("orgName, persName, placeName, eventName, title");
    "aliases" as "alias": it.aliases, K, Own("the same, with @type='alias'");
    "country": it.country, K, Partly("country/@key, nationality/@key");
    "office": it.office, K, Partly("person/affiliation/roleName");
    "of": it.of, K, Partly("relation[@type='of']/@passive");
    "members": it.members, K, Partly("relation[@type='members']/@passive");
    "identifiers" as "identifier": it.identifiers, K, Own("idno/@type");
    "ext": it.ext, K, K;
});

mapped!(Topic, it => {
    "id": it.id, Own("keyword/@value"), Partly("category/@xml:id");
    "label": it.label, Words("keyword/@showAs"), Own("category/catDesc");
    "broader": it.broader, K, K;
    "match": it.same_as, K, Partly("category/@datcat");
});

mapped!(Source, it => {
    "id": it.id, K, Partly("bibl/@xml:id");
    "kind": it.kind, K, Own("bibl/@type");
    "title": it.title, K, Own("bibl/title");
    "publisher": it.publisher, K, Own("bibl/publisher");
    "authors" as "author": it.authors, K, Own("bibl/author");
    "published": it.published, K, Own("bibl/date[@type='published']");
    "updated": it.updated, K, Own("bibl/date[@type='updated']");
    "retrieved": it.retrieved, K, Own("bibl/date[@type='retrieved']");
    "url": it.url, K, Partly("bibl/ptr[@type='url']/@target");
    "language" as "xml:lang": it.language, K, Own("bibl/textLang/@mainLang");
    "extent": it.extent, K, K;
    "rights": it.rights, K, Own("bibl/availability/licence");
    "text": it.text, K, K;
    "file": it.file, K, Partly("bibl/ptr[@type='file']/@target");
    "sha256": it.sha256, K, Own("bibl/idno[@type='sha256']");
    "ext": it.ext, K, K;
});

mapped!(Event, it => {
    "activity": it.activity, K, Own("change/@type");
    "agent": it.agent, K, Own("change");
    "date": it.date, K, Own("change/@when, @when-custom");
    "note": it.note, K, K;
});

mapped!(Section, it => {
    "id": it.id, K, Partly("div/@xml:id");
    "kind": it.kind, K, Own("div/@type");
    "number": it.number, Own("num"), Own("div/@n");
    "heading": it.heading, Words("heading"), Own("head");
    "clauses": it.clauses, Own("paragraph, container, formula, crossHeading"), Own("div[@type='clause']");
    "sections": it.sections, Own("section, hcontainer"), Own("div");
});

mapped!(Clause, it => {
    "id": it.id, K, Partly("div/@xml:id");
    "number": it.number, Own("num"), Own("div/@n");
    "continues": it.continues, K, Partly("div/@prev");
    "text": it.text, Words("content/p, intro/p, container/p, formula/p, crossHeading"), Own("ab");
    "by": it.by, K, Partly("relation[@type='act']/@active");
    "act": it.act, K, Partly("relation[@type='act']/@name");
    "inner_act": it.inner_act, K, K;
    "emphasis": it.emphasis, K, K;
    "to": it.to, K, Partly("relation[@type='act']/@passive");
    "about": it.about, K, Partly("relation[@type='about']/@passive");
    "topics": it.topics, K, Partly("div/@ana");
    "condition": it.condition, K, K;
    "actions" as "action": it.actions, K, K;
    "evidence": it.evidence, K, Partly("listAnnotation/annotation[@motivation='linking']/@n, @target, note");
    "relations" as "relation": it.relations, K, K;
    "confidence": it.confidence, K, Own("div/@cert");
    "note": it.note, Own("notes/note/p"), Own("listAnnotation/annotation[@motivation='commenting']/note");
    "clauses": it.clauses, Own("point"), Own("div[@type='clause']");
    "ext": it.ext, K, K;
});
