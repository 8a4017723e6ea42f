//! Values as our own XML has them: attributes, or elements. The names are those of the schema.

use std::collections::BTreeMap;

use statemark::act::Act;
use statemark::action::Action;
use statemark::adoption::Adoption;
use statemark::clause::{Clause, Emphasis};
use statemark::date::Date;
use statemark::entity::{Entity, EntityKind};
use statemark::evidence::Evidence;
use statemark::ext::Ext;
use statemark::id::{Id, Scheme, StatementId};
use statemark::language::{CountryCode, LanguageTag};
use statemark::number::Confidence;
use statemark::provenance::{Activity, Event};
use statemark::relation::Relation;
use statemark::section::{Section, SectionKind};
use statemark::signatory::Signatory;
use statemark::source::{Extent, Source, SourceKind};
use statemark::statement::{Occasion, Place, Statement, StatementType};
use statemark::text::{Line, Text, Verbatim};
use statemark::topic::Topic;
use statemark::version::Version;
use statemark::web::{RelativePath, Sha256, Uri};
use statemark_convert::xml::{Writer, output::Tag};

/// A value of a field that can be kept.
pub(crate) trait Kept {
    /// Whether it is an attribute.
    const IS_ATTRIBUTE: bool = false;

    /// Whether there is anything to keep.
    fn is_there(&self) -> bool {
        true
    }

    /// Whether there are words in other languages.
    fn has_others(&self) -> bool {
        false
    }

    /// Writes it as an attribute.
    fn attribute<'output, 'bytes>(&self, _: &'static str, tag: Tag<'output, 'bytes>) -> Tag<'output, 'bytes> {
        tag
    }

    /// Writes it as elements.
    fn elements(&self, _: &'static str, _: &mut Writer<'_, '_>) {}

    /// Writes its words in other languages as elements.
    fn others(&self, _: &'static str, _: &mut Writer<'_, '_>) {}
}

impl<T: Kept> Kept for Option<T> {
    const IS_ATTRIBUTE: bool = T::IS_ATTRIBUTE;

    fn is_there(&self) -> bool {
        self.as_ref().is_some_and(T::is_there)
    }

    fn has_others(&self) -> bool {
        self.as_ref().is_some_and(T::has_others)
    }

    fn attribute<'output, 'bytes>(&self, name: &'static str, tag: Tag<'output, 'bytes>) -> Tag<'output, 'bytes> {
        match self {
            Some(value) => value.attribute(name, tag),
            None => tag,
        }
    }

    fn elements(&self, name: &'static str, writer: &mut Writer<'_, '_>) {
        if let Some(value) = self {
            value.elements(name, writer);
        }
    }

    fn others(&self, name: &'static str, writer: &mut Writer<'_, '_>) {
        if let Some(value) = self {
            value.others(name, writer);
        }
    }
}

/// Values that are attributes.
macro_rules! attributes {
    ($( $type:ty: |$value:ident| $word:expr; )*) => { $(
        impl Kept for $type {
            const IS_ATTRIBUTE: bool = true;

            fn attribute<'output, 'bytes>(&self, name: &'static str, tag: Tag<'output, 'bytes>) -> Tag<'output, 'bytes> {
                let $value = self;
                tag.attribute(name, $word)
            }
        }
    )* };
}

attributes! {
    Version: |version| version.as_str();
    StatementId: |id| id;
    Id: |id| id;
    LanguageTag: |tag| tag;
    CountryCode: |code| code;
    Date: |date| date;
    Uri: |uri| uri;
    Sha256: |sum| sum;
    StatementType: |kind| kind.code();
    EntityKind: |kind| kind.code();
    SourceKind: |kind| kind.code();
    Extent: |extent| extent.code();
    SectionKind: |kind| kind.code();
    Activity: |activity| activity.code();
    Act: |act| act.code();
    Emphasis: |emphasis| emphasis.code();
    Confidence: |confidence| ryu_js::Buffer::new().format(confidence.get());
}

/// Lists of words, which are attributes too.
macro_rules! lists {
    ($( $type:ty ),*) => { $(
        impl Kept for Vec<$type> {
            const IS_ATTRIBUTE: bool = true;

            fn is_there(&self) -> bool {
                !self.is_empty()
            }

            fn attribute<'output, 'bytes>(&self, name: &'static str, tag: Tag<'output, 'bytes>) -> Tag<'output, 'bytes> {
                tag.list(name, self)
            }
        }
    )* };
}

lists!(Id, LanguageTag);

/// `continues`, which is true or left out.
impl Kept for bool {
    const IS_ATTRIBUTE: bool = true;

    fn is_there(&self) -> bool {
        *self
    }

    fn attribute<'output, 'bytes>(&self, name: &'static str, tag: Tag<'output, 'bytes>) -> Tag<'output, 'bytes> {
        tag.optional(name, self.then_some("true"))
    }
}

macro_rules! is_there {
    (many) => {
        fn is_there(&self) -> bool {
            !self.is_empty()
        }
    };
}

/// Values that are elements; of those that are many there may be none.
macro_rules! elements {
    ($( $($many:ident)? [$type:ty]: |$value:ident, $name:ident, $writer:ident| $write:expr; )*) => { $(
        impl Kept for $type {
            $( is_there!($many); )?

            fn elements(&self, $name: &'static str, $writer: &mut Writer<'_, '_>) {
                let $value = self;
                $write;
            }
        }
    )* };
}

elements! {
    [Line]: |line, name, writer| writer.line(name, Some(line));
    many [Vec<Line>]: |lines, name, writer| writer.lines(name, lines);
    [Verbatim]: |text, name, writer| writer.output.tag(name).preserving(text.as_str()).words(text.as_str());
    [RelativePath]: |path, name, writer| writer.output.tag(name).words(path.as_str());
    many [BTreeMap<Scheme, Line>]: |map, _name, writer| writer.identifiers(map);
    many [Ext]: |ext, _name, writer| writer.ext(ext);
    [Place]: |place, _name, writer| writer.place(Some(place));
    [Occasion]: |occasion, _name, writer| writer.occasion(Some(occasion));
    [Adoption]: |adoption, _name, writer| writer.adoption(Some(adoption));
    many [Vec<Signatory>]: |list, name, writer| writer.list(name, list, Writer::signatory);
    many [Vec<Source>]: |list, name, writer| writer.list(name, list, Writer::source);
    many [Vec<Event>]: |list, name, writer| writer.list(name, list, Writer::event);
    many [Vec<Action>]: |list, _name, writer| writer.run(list, Writer::action);
    many [Vec<Evidence>]: |list, _name, writer| writer.run(list, Writer::evidence);
    many [Vec<Relation>]: |list, name, writer| match name {
        // Only the statement's own lists have an element around them.
        "relations" => writer.list(name, list, Writer::relation),
        _ => writer.run(list, Writer::relation),
    };
}

impl Kept for Text {
    fn has_others(&self) -> bool {
        matches!(self, Self::Languages(_))
    }

    fn elements(&self, name: &'static str, writer: &mut Writer<'_, '_>) {
        writer.text(name, self);
    }

    fn others(&self, name: &'static str, writer: &mut Writer<'_, '_>) {
        writer.others(name, self);
    }
}

/// What every standard has elements for, so that it is never kept.
macro_rules! never {
    ($( $type:ty ),*) => { $( impl Kept for $type {} )* };
}

never!(Vec<Entity>, Vec<Topic>, Vec<Section>, Vec<Clause>, Statement);
