//! Words between tags and in attributes, as the values that they are.

use std::collections::BTreeMap;
use std::str::FromStr;

use statemark::id::Scheme;
use statemark::language::LanguageTag;
use statemark::number::{Confidence, Count};
use statemark::text::{Line, Text};
use statemark::version::Version;

use super::super::NAMESPACE;
use super::super::values::{is_confidence, is_count};
use super::Reader;
use super::tags::attributes;

/// How many languages words may stand in that are compared with each other here: more than there are in any document.
const LANGUAGES: usize = 64;

impl Reader<'_> {
    /// An element that holds words and has no attributes.
    pub(super) fn line<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        self.tags.no_attributes()?;
        word(&self.tags.words(name)?)
    }

    /// Words in the statement's own language, and behind them those in others.
    pub(super) fn text(&mut self, name: &'static str) -> Option<Text> {
        let own = self.line(name)?;
        if self.tags.begins(name) { self.languages(name, own) } else { Some(Text::Plain(own)) }
    }

    fn languages(&mut self, name: &'static str, own: Line) -> Option<Text> {
        let mut lines = BTreeMap::from([(self.language.clone()?, own)]);
        loop {
            attributes!(self { language as "xml:lang": word::<LanguageTag> });
            let language = language?;
            // Tags that differ only in case are the same language.
            if lines.len() == LANGUAGES || lines.keys().any(|known| known.as_str().eq_ignore_ascii_case(language.as_str())) {
                return None;
            }
            lines.insert(language, word(&self.tags.words(name)?)?);
            if !self.tags.begins(name) {
                return Some(Text::Languages(lines));
            }
        }
    }

    pub(super) fn identifiers(&mut self) -> Option<BTreeMap<Scheme, Line>> {
        let mut identifiers = BTreeMap::new();
        while self.tags.begins("identifier") {
            attributes!(self { scheme: word });
            let value = word(&self.tags.words("identifier")?)?;
            if identifiers.insert(scheme?, value).is_some() {
                return None;
            }
        }
        Some(identifiers)
    }
}

/// A string that holds to the rule of its type.
pub(super) fn word<T: FromStr>(value: &str) -> Option<T> {
    value.parse().ok()
}

/// Strings with one space between them, one at least.
pub(super) fn words<T: FromStr>(value: &str) -> Option<Vec<T>> {
    value.split(' ').map(word).collect()
}

pub(super) fn count(value: &str) -> Option<Count> {
    if is_count(value) { Count::new(value.parse().ok()?).ok() } else { None }
}

pub(super) fn degree(value: &str) -> Option<Confidence> {
    if is_confidence(value) { Confidence::new(value.parse().ok()?).ok() } else { None }
}

pub(super) fn flag(value: &str) -> Option<bool> {
    (value == "true").then_some(true)
}

/// What `xml:space` says to formatters, and not to the model.
pub(super) fn preserve(value: &str) -> Option<()> {
    (value == "preserve").then_some(())
}

pub(super) fn current(value: &str) -> Option<Version> {
    (value == Version::CURRENT).then_some(Version)
}

pub(super) fn namespace(value: &str) -> Option<()> {
    (value == NAMESPACE).then_some(())
}
