//! Values of the model as they go into columns: what each type is there, and how it gets there.

use std::collections::BTreeMap;

use statemark::act::Act;
use statemark::adoption::{Method, Vote};
use statemark::clause::Emphasis;
use statemark::date::Date;
use statemark::entity::EntityKind;
use statemark::ext::Ext;
use statemark::id::{Id, Scheme, StatementId};
use statemark::language::{CountryCode, LanguageTag};
use statemark::number::{Confidence, Count};
use statemark::provenance::Activity;
use statemark::relation::RelationType;
use statemark::section::SectionKind;
use statemark::signatory::Role;
use statemark::source::{Extent, SourceKind};
use statemark::statement::StatementType;
use statemark::text::{Line, Text, Verbatim};
use statemark::version::Version;
use statemark::web::{RelativePath, Sha256, Uri};

use super::column::Column;
use super::field::{Field, Kind, LANGUAGE};

/// A value that can stand in a column.
pub(super) trait Cell {
    /// What it is there.
    const KIND: Kind;
    /// Whether it may be absent.
    const IS_OPTIONAL: bool = false;

    /// Puts it into its column, in a statement whose own language this is.
    fn put(&self, column: &mut Column, own: &LanguageTag);
}

/// An object, whose fields each are a column.
pub(super) trait Object {
    /// Its fields, in their order.
    const FIELDS: &'static [Field];

    /// Puts each field into its column.
    fn put_fields(&self, columns: &mut [Column], own: &LanguageTag);
}

fn put_words(words: &str, column: &mut Column) {
    if let Column::Words(column) = column {
        column.append_value(words);
    }
}

macro_rules! words {
    ($how:ident: $($type:ty),* $(,)?) => {
        $( impl Cell for $type {
            const KIND: Kind = Kind::Words;

            fn put(&self, column: &mut Column, _: &LanguageTag) {
                put_words(self.$how(), column);
            }
        } )*
    };
}

words!(as_str: Version, Id, StatementId, Line, Verbatim, Date, LanguageTag, CountryCode, Uri, RelativePath, Sha256);
words!(code: StatementType, EntityKind, Act, Emphasis, Method, Vote, Activity, RelationType, SectionKind, Role, SourceKind, Extent);

impl Cell for bool {
    const KIND: Kind = Kind::Flag;

    fn put(&self, column: &mut Column, _: &LanguageTag) {
        if let Column::Flag(column) = column {
            column.append_value(*self);
        }
    }
}

impl Cell for Count {
    const KIND: Kind = Kind::Count;

    fn put(&self, column: &mut Column, _: &LanguageTag) {
        if let Column::Count(column) = column {
            // It has 15 digits at most.
            column.append_value(i64::try_from(self.get()).unwrap_or(i64::MAX));
        }
    }
}

/// The place of an item in its list.
impl Cell for i32 {
    const KIND: Kind = Kind::Index;

    fn put(&self, column: &mut Column, _: &LanguageTag) {
        if let Column::Index(column) = column {
            column.append_value(*self);
        }
    }
}

impl Cell for Confidence {
    const KIND: Kind = Kind::Degree;

    fn put(&self, column: &mut Column, _: &LanguageTag) {
        if let Column::Degree(column) = column {
            column.append_value(self.get());
        }
    }
}

impl Cell for Ext {
    const KIND: Kind = Kind::Json;
    const IS_OPTIONAL: bool = true;

    fn put(&self, column: &mut Column, _: &LanguageTag) {
        match self.to_json() {
            Some(json) => put_words(&json, column),
            None => column.absent(),
        }
    }
}

impl<Value: Cell> Cell for Option<Value> {
    const KIND: Kind = Value::KIND;
    const IS_OPTIONAL: bool = true;

    fn put(&self, column: &mut Column, own: &LanguageTag) {
        match self {
            Some(value) => value.put(column, own),
            None => column.absent(),
        }
    }
}

impl<Item: Cell> Cell for Vec<Item> {
    const KIND: Kind = Kind::List(&Item::KIND);

    fn put(&self, column: &mut Column, own: &LanguageTag) {
        column.list(|list| self.iter().for_each(|item| list.push(item, own)));
    }
}

/// The statement's own language comes first, without a tag.
impl Cell for Text {
    const KIND: Kind = Kind::Text;

    fn put(&self, column: &mut Column, own: &LanguageTag) {
        column.list(|list| {
            list.push(&Pair(None, self.own(own).as_str()), own);
            self.others(own).for_each(|(tag, words)| list.push(&Pair(Some(tag.as_str()), words.as_str()), own));
        });
    }
}

impl Cell for BTreeMap<Scheme, Line> {
    const KIND: Kind = Kind::Identifiers;

    fn put(&self, column: &mut Column, own: &LanguageTag) {
        column.list(|list| self.iter().for_each(|(scheme, value)| list.push(&Pair(Some(scheme.as_str()), value.as_str()), own)));
    }
}

/// Two words that are an item together, of which the first may lack.
struct Pair<'words>(Option<&'words str>, &'words str);

impl Cell for Pair<'_> {
    const KIND: Kind = LANGUAGE;

    fn put(&self, column: &mut Column, _: &LanguageTag) {
        column.object(|columns| {
            if let [first, second] = columns {
                match self.0 {
                    Some(words) => put_words(words, first),
                    None => first.absent(),
                }
                put_words(self.1, second);
            }
        });
    }
}
