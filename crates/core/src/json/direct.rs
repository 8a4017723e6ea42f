//! The straight way: from the text to the model, without a tree. It takes what is right as documents are written, and gives up on all
//! else; the tree then finds every fault in its place, or reads what is right in a rarer way.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;

use super::tokens::Tokens;
use crate::document::VALUE_LIMIT;
use crate::form::{DEPTH, Form};
use crate::judge::{Depth, Judge, Most};
use crate::language::LanguageTag;
use crate::statement::Statement;
use crate::word::ValueError;

/// What can be read straight from JSON.
pub(crate) trait Direct: Sized {
    /// The value that stands here, or nothing where the tree has to look.
    fn direct(json: &mut Reader<'_>) -> Option<Self>;
}

/// Where in the text the reader is, and what it has to remember on its way.
pub(crate) struct Reader<'text> {
    tokens: Tokens<'text>,
    depth: Depth,
    /// The languages that all words in several languages have in common so far.
    languages: Option<Vec<LanguageTag>>,
}

/// The statement that a text holds, if it can be read straight.
pub(super) fn statement(text: &str) -> Option<Statement> {
    // So short a text cannot hold too many values.
    if text.len() > VALUE_LIMIT {
        return None;
    }
    let mut json = Reader { tokens: Tokens::new(text), depth: Depth::default(), languages: None };
    json.tokens.skip_white_space();
    let statement = Statement::direct(&mut json)?;
    json.tokens.skip_white_space();
    let is_whole = json.tokens.peek().is_none();
    let own_is_everywhere = json.languages.is_none_or(|languages| languages.contains(&statement.language));
    (is_whole && own_is_everywhere).then_some(statement)
}

impl<'text> Reader<'text> {
    /// The string that stands here.
    pub(crate) fn string(&mut self) -> Option<Cow<'text, str>> {
        if self.is_string() { self.tokens.string().ok() } else { None }
    }

    pub(crate) fn is_string(&self) -> bool {
        self.tokens.peek() == Some(b'"')
    }

    /// The digits of the number that stands here.
    pub(crate) fn digits(&mut self) -> Option<&'text str> {
        matches!(self.tokens.peek()?, b'-' | b'0'..=b'9').then(|| self.tokens.digits_of_number().ok())?
    }

    /// Reads an object: `field` reads the value of each key.
    pub(crate) fn object(&mut self, mut field: impl FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        self.list(b'{', b'}', |json| {
            let key = json.string()?;
            json.tokens.skip_white_space();
            if !json.tokens.next_is(b':') {
                return None;
            }
            json.tokens.skip_white_space();
            field(json, &key)
        })
    }

    fn list(&mut self, open: u8, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if !self.tokens.next_is(open) {
            return None;
        }
        self.tokens.skip_white_space();
        if self.tokens.next_is(close) {
            return Some(());
        }
        loop {
            item(self)?;
            self.tokens.skip_white_space();
            if self.tokens.next_is(close) {
                return Some(());
            }
            if !self.tokens.next_is(b',') {
                return None;
            }
            self.tokens.skip_white_space();
        }
    }

    /// Reads an object that may stand in one of its own kind, down to `DEPTH`.
    pub(crate) fn nested<T>(
        &mut self,
        level: fn(&mut Depth) -> &mut usize,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if *level(&mut self.depth) == DEPTH {
            return None;
        }
        *level(&mut self.depth) += 1;
        let value = read(self);
        *level(&mut self.depth) -= 1;
        value
    }

    /// Reads a value by its tree.
    pub(crate) fn by_tree<T: Form>(&mut self) -> Option<T> {
        let node = self.tokens.value().ok()?;
        let mut faults = Vec::new();
        let value = T::form(&node, &mut Judge::new(&mut faults, Most::TOLD))?;
        faults.is_empty().then_some(value)
    }

    /// Whether words may stand in these languages: each differs from the others, and from the statement's own, by more than its case.
    pub(crate) fn may_stand_in<'tag>(&mut self, tags: impl Iterator<Item = &'tag LanguageTag> + Clone) -> bool {
        let mut others = tags.clone();
        while let Some(tag) = others.next() {
            if others.clone().any(|other| other.as_str().eq_ignore_ascii_case(tag.as_str())) {
                return false;
            }
        }
        match &mut self.languages {
            Some(languages) => languages.retain(|language| tags.clone().any(|tag| tag == language)),
            None => self.languages = Some(tags.cloned().collect()),
        }
        true
    }
}

impl<T: Direct> Direct for Vec<T> {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        let mut items = Vec::new();
        json.list(b'[', b']', |json| {
            items.push(T::direct(json)?);
            Some(())
        })?;
        Some(items)
    }
}

impl<K: Ord + FromStr<Err = ValueError>, V: Direct> Direct for BTreeMap<K, V> {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        let mut map = BTreeMap::new();
        json.object(|json, key| map.insert(key.parse().ok()?, V::direct(json)?).is_none().then_some(()))?;
        Some(map)
    }
}

/// A flag, which is `true` or left out.
impl Direct for bool {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        json.tokens.rest().starts_with(b"true").then(|| {
            json.tokens.at += "true".len();
            true
        })
    }
}

/// Makes an object of its fields, each read once, in any order: the slots are filled one by one, then emptied into the type.
macro_rules! direct {
    ($type:ident { $( $field:ident $(as $key:literal)? : $how:ident ),* $(,)? } $($holds:path)?) => {
        impl $type {
            fn direct_fields(json: &mut crate::json::direct::Reader<'_>) -> Option<Self> {
                $( let mut $field = None; )*
                json.object(|json, key| {
                    match key {
                        $( crate::form::key!($field $($key)?) if $field.is_none() => {
                            $field = Some(crate::json::direct::Direct::direct(json)?);
                        } )*
                        _ => return None,
                    }
                    Some(())
                })?;
                let object = Self { $( $field: crate::json::direct::filled!($how $field), )* };
                $( if !$holds(&object) { return None; } )?
                Some(object)
            }
        }
    };
}

macro_rules! filled {
    (required $slot:ident) => {
        $slot?
    };
    (optional $slot:ident) => {
        $slot
    };
    (some $slot:ident) => {
        $slot.filter(|items: &Vec<_>| !items.is_empty())?
    };
    ($other:ident $slot:ident) => {
        $slot.unwrap_or_default()
    };
}

pub(crate) use {direct, filled};

#[cfg(test)]
mod tests {
    use statemark_specimens::draw::Draw;
    use statemark_specimens::{campaign, document};

    use super::statement;
    use crate::json::read::by_tree;

    /// What is written over, into or behind a document, or found in it and taken out.
    const PIECES: [&str; 16] = [
        "\"",
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        " ",
        "\\u0000",
        "\\n",
        "null",
        "false",
        "0",
        "-1e9",
        "\"id\":\"x\",",
        "\"en\":\"x\",",
    ];

    #[test]
    fn right_documents_are_read_straight_as_by_the_tree() {
        for seed in 0..campaign::cases() {
            let right = document::statement(seed);
            for text in [serde_json::to_string(&right).unwrap(), serde_json::to_string_pretty(&right).unwrap()] {
                let read = statement(&text);
                assert!(read.is_some(), "{text}");
                assert_eq!(read, by_tree(&text).statement, "{text}");
            }
        }
    }

    #[test]
    fn what_is_read_straight_has_no_fault() {
        let mut draw = Draw::new(campaign::seed());
        let mut taken = 0;
        for seed in 0..campaign::cases() {
            let mut text = serde_json::to_string(&document::statement(seed)).unwrap();
            for _ in 0..10 {
                text = spoilt(&mut draw, &text);
                if let Some(read) = statement(&text) {
                    taken += 1;
                    let document = by_tree(&text);
                    assert_eq!((Some(read), &[][..]), (document.statement, &document.faults[..]), "{text}");
                }
            }
        }
        assert!(taken > 0, "some changes leave a document right");
    }

    fn spoilt(draw: &mut Draw, text: &str) -> String {
        let at = text.floor_char_boundary(draw.below(text.len()));
        let piece = draw.word(&PIECES);
        let end = text.floor_char_boundary(text.len().min(at + draw.below(12)));
        match draw.below(4) {
            0 => [&text[..at], &text[end..]].concat(),
            1 => [&text[..end], &text[at..]].concat(),
            2 => [&text[..at], piece, &text[at..]].concat(),
            _ => match text[at..].find(piece) {
                Some(steps) => [&text[..at + steps], &text[at + steps + piece.len()..]].concat(),
                None => [text, piece].concat(),
            },
        }
    }
}
