//! Tags and words as our writer lays them out, from the front of a text to its end.

use std::borrow::Cow;

use statemark::node::Span;

use super::super::references;

/// What is still to be read of a text.
pub(super) struct Tags<'text> {
    text: &'text str,
    at: usize,
    /// Whether the tag that was read last closes its element as well.
    is_empty: bool,
}

impl<'text> Tags<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, at: 0, is_empty: false }
    }

    /// Whether nothing but white space is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.skip_white_space();
        self.at == self.text.len()
    }

    /// Whether `<` and a name stand here, behind white space. No name of the format begins with that of a sibling, so a longer one is none.
    #[inline]
    pub(super) fn is_at(&mut self, name: &str) -> bool {
        if self.is_empty {
            return false;
        }
        self.skip_white_space();
        self.rest().strip_prefix(b"<").is_some_and(|rest| rest.starts_with(name.as_bytes()))
    }

    /// Takes `<` and a name, if they stand here.
    #[inline]
    pub(super) fn begins(&mut self, name: &str) -> bool {
        let is_at = self.is_at(name);
        if is_at {
            self.at += "<".len() + name.len();
        }
        is_at
    }

    /// Takes the attributes behind a name, each to `take` by its name and value, and the end of the tag.
    #[inline]
    pub(super) fn attributes(&mut self, mut take: impl FnMut(&str, &str) -> Option<()>) -> Option<()> {
        loop {
            match self.rest() {
                [b'>', ..] => {
                    self.at += 1;
                    return Some(());
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    self.is_empty = true;
                    return Some(());
                }
                [b' ', ..] => {
                    let (name, value) = self.attribute()?;
                    take(name, &value)?;
                }
                _ => return None,
            }
        }
    }

    /// Takes the end of a tag that has no attributes.
    #[inline]
    pub(super) fn no_attributes(&mut self) -> Option<()> {
        self.attributes(|_, _| None)
    }

    /// Takes a space, a name, `=`, and a value between quotation marks.
    fn attribute(&mut self) -> Option<(&'text str, Cow<'text, str>)> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let name_end = start + bytes[start..].iter().position(|&byte| byte == b'=')?;
        let value = name_end + 2;
        if *bytes.get(name_end + 1)? != b'"' {
            return None;
        }
        let mut end = value + bytes[value..].iter().position(|&byte| is_special_in_value(byte))?;
        let has_reference = bytes[end] == b'&';
        if has_reference {
            end += bytes[end..].iter().position(|&byte| byte != b'&' && is_special_in_value(byte))?;
        }
        if bytes[end] != b'"' {
            return None;
        }
        self.at = end + 1;
        let raw = &self.text[value..end];
        Some((&self.text[start..name_end], if has_reference { Cow::Owned(resolved(raw)?) } else { Cow::Borrowed(raw) }))
    }

    /// Takes words, and the tag that closes the element of this name.
    pub(super) fn words(&mut self, name: &str) -> Option<Cow<'text, str>> {
        if self.is_empty {
            return None;
        }
        let start = self.at;
        self.at += memchr::memchr(b'<', self.rest())?;
        let raw = &self.text[start..self.at];
        self.end(name)?;
        // All bytes are looked at, many at a time.
        let special = |byte: u8| u8::from(matches!(byte, b'&' | b'>' | b'\r'));
        if raw.bytes().fold(0, |found, byte| found | special(byte)) == 0 {
            return Some(Cow::Borrowed(raw));
        }
        if raw.contains('\r') || raw.contains("]]>") { None } else { resolved(raw).map(Cow::Owned) }
    }

    /// The same, where there may be none.
    pub(super) fn any_words(&mut self, name: &str) -> Option<Cow<'text, str>> {
        if std::mem::take(&mut self.is_empty) { Some(Cow::Borrowed("")) } else { self.words(name) }
    }

    /// Takes the tag that closes an element of this name, unless that is closed already.
    #[inline]
    pub(super) fn close(&mut self, name: &str) -> Option<()> {
        if std::mem::take(&mut self.is_empty) {
            return Some(());
        }
        self.skip_white_space();
        self.end(name)
    }

    /// The same, of an element that does not even hold white space.
    pub(super) fn close_at_once(&mut self, name: &str) -> Option<()> {
        if std::mem::take(&mut self.is_empty) { Some(()) } else { self.end(name) }
    }

    #[inline]
    fn end(&mut self, name: &str) -> Option<()> {
        let behind = self.rest().strip_prefix(b"</")?.strip_prefix(name.as_bytes())?.strip_prefix(b">")?;
        self.at = self.text.len() - behind.len();
        Some(())
    }

    /// Carriage returns are left to the general reader, which makes line feeds of them.
    #[inline]
    fn skip_white_space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t')).count();
    }

    #[inline]
    fn rest(&self) -> &'text [u8] {
        &self.text.as_bytes()[self.at..]
    }
}

/// What ends a value, is no part of one, or does not stand for itself.
fn is_special_in_value(byte: u8) -> bool {
    matches!(byte, b'"' | b'&' | b'<' | b'\t' | b'\n' | b'\r')
}

/// Words with the characters that their references stand for.
fn resolved(raw: &str) -> Option<String> {
    let mut words = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        words.push_str(&rest[..at]);
        let (name, behind) = rest[at + 1..].split_once(';')?;
        words.push(references::resolve(name, Span::default()).ok()?);
        rest = behind;
    }
    words.push_str(rest);
    Some(words)
}

/// Takes the attributes of a tag, in any order and each once, into variables that hold nothing where there is no such attribute.
macro_rules! attributes {
    ($reader:ident { $( $slot:ident $(as $name:literal)? : $how:expr ),* $(,)? }) => {
        $( let mut $slot = None; )*
        $reader.tags.attributes(|name, value| {
            match name {
                $( crate::xml::direct::tags::name!($slot $($name)?) if $slot.is_none() => $slot = Some($how(value)?), )*
                _ => return None,
            }
            Some(())
        })?;
    };
}

macro_rules! name {
    ($slot:ident) => {
        stringify!($slot)
    };
    ($slot:ident $name:literal) => {
        $name
    };
}

pub(super) use {attributes, name};
