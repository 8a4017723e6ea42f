//! Sources.

use statemark::source::{Extent, Source, SourceKind};
use statemark::text::Verbatim;

use super::Reader;
use super::tags::attributes;
use super::words::{preserve, word};

impl Reader<'_> {
    pub(super) fn source(&mut self, name: &'static str) -> Option<Source> {
        attributes!(self {
            id: word, kind: SourceKind::from_code, language as "xml:lang": word, published: word, updated: word, retrieved: word,
            url: word, extent: Extent::from_code, sha256: word,
        });
        let source = Source {
            id: id?,
            kind: kind?,
            language,
            published,
            updated,
            retrieved,
            url,
            extent,
            sha256,
            title: self.optional("title", Self::line)?,
            publisher: self.optional("publisher", Self::line)?,
            authors: self.many("author", Self::line)?,
            rights: self.optional("rights", Self::line)?,
            text: self.optional("text", Self::verbatim)?,
            file: self.optional("file", Self::line)?,
            ext: self.ext()?,
        };
        self.tags.close(name)?;
        source.has_one_text().then_some(source)
    }

    fn verbatim(&mut self, name: &'static str) -> Option<Verbatim> {
        attributes!(self { space as "xml:space": preserve });
        word(&self.tags.words(name)?)
    }
}
