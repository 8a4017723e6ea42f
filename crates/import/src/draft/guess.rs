//! What a statement cannot be without: by the caller, by what the text says of itself, else by a guess that is told.

mod types;
mod values;

use statemark::date::Date;
use statemark::digest::Digest;
use statemark::entity::{Entity, EntityKind};
use statemark::ext::Ext;
use statemark::id::{Id, StatementId};
use statemark::language::LanguageTag;
use statemark::source::{Extent, Source, SourceKind};
use statemark::statement::StatementType;
use statemark::text::{Line, Text, Verbatim};
use statemark::web::{Sha256, Uri};

use self::types::known_type;
use super::{Given, Note, ids};
use crate::dates::{self, Found};
use crate::page::{Block, BlockKind, Page};
use crate::words::{is_loud, plain};

/// How many blocks at the beginning and at the end may tell a date.
const FIRST: usize = 12;
const LAST: usize = 4;

/// How many of the first may be the title.
const TITLES: usize = 3;

/// Blocks with more bytes tell of other days.
const SHORT: usize = 300;

/// The most characters of a title that is made of the first words.
const TITLE: usize = 100;

/// What guesses are made from.
pub(super) struct Guess<'page> {
    pub(super) page: &'page Page,
    pub(super) given: &'page Given,
    /// The name of the file.
    pub(super) name: &'page str,
}

impl Guess<'_> {
    pub(super) fn title(&self, note: &mut Note) -> Option<Line> {
        if let Some(title) = &self.given.title {
            return Some(title.clone());
        }
        if let Some((title, origin)) = self.told("title", line) {
            note.told("title", origin);
            return Some(title);
        }
        let blocks = &self.page.blocks;
        let titles = blocks.iter().find(|block| block.kind == BlockKind::Title);
        // A masthead may stand before the title.
        let named = || blocks.iter().take(FIRST).find(|block| names_type(&block.words));
        if let Some(block) = titles.filter(|title| is_masthead(&title.words)).and_then(|_| named()) {
            note.guessed("title", "the first words that name a type");
            return line(&block.words);
        }
        let headings = || blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
        if let Some(block) = titles {
            note.guessed("title", "the first words");
            return line(&block.words);
        }
        if let Some(block) = headings() {
            note.guessed("title", "the first heading");
            return line(&block.words);
        }
        note.guessed("title", "the first words");
        line(&shortened(&blocks.first()?.words))
    }

    pub(super) fn date(&self, note: &mut Note) -> Option<Date> {
        if let Some(date) = &self.given.date {
            return Some(date.clone());
        }
        if let Some((date, origin)) = self.told_first(&["date", "published"], values::date) {
            let day = self.found_date().filter(|(day, _)| date.as_str().len() < 10 && day.as_str().starts_with(date.as_str()));
            if let Some((day, from)) = day {
                note.guessed("date", &format!("{from}, in the year that its metadata tell"));
                return Some(day);
            }
            note.told("date", origin);
            return Some(date);
        }
        let (found, from) = self.found_date()?;
        note.guessed("date", &from);
        Some(found)
    }

    /// The date that stands in the text or in the name of the file, and where.
    fn found_date(&self) -> Option<(Date, String)> {
        let blocks = &self.page.blocks;
        let short = |blocks: &[Block]| {
            blocks.iter().filter(|block| block.words.len() <= SHORT).map(|block| block.words.clone()).collect::<Vec<_>>()
        };
        let (first, last) = (short(&blocks[..blocks.len().min(FIRST)]), short(&blocks[blocks.len().saturating_sub(LAST)..]));
        let name = self.name.replace('_', " ");
        // A day of another year than the title's is that of something else.
        let year = first.iter().take(TITLES).find_map(|words| dates::year_in_brackets(words));
        let is_of_year = |found: &Found| year.as_ref().is_none_or(|year| found.date.as_str().starts_with(year.as_str()));
        let of_words = |words: &[String]| {
            let found: Vec<Found> =
                words.iter().flat_map(|words| dates::all(words)).filter(|found| found.is_day && is_of_year(found)).collect();
            let found = found.iter().find(|found| found.has_cue).or(found.first())?;
            Some((found.date.clone(), format!("“{}”", found.words)))
        };
        let of_name = |is_day: bool| {
            let found = dates::all(&name).into_iter().find(|found| found.is_day == is_day)?;
            Some((found.date, "the name of the file".to_owned()))
        };
        let less = |words: &[String]| {
            let found = words.iter().flat_map(|words| dates::all(words)).find(is_of_year)?;
            Some((found.date.clone(), format!("“{}”", found.words)))
        };
        let year = || Some((year.clone()?, "the year in the title".to_owned()));
        let year_of_name = || Some((dates::year(&name)?, "the name of the file".to_owned()));
        of_words(&first)
            .or_else(|| self.told("time", values::date).map(|(date, origin)| (date, origin.to_owned())))
            .or_else(|| of_name(true))
            .or_else(|| of_words(&last))
            .or_else(|| less(&first))
            .or_else(|| of_name(false))
            .or_else(year)
            .or_else(year_of_name)
    }

    pub(super) fn kind(&self, title: &Line, note: &mut Note) -> StatementType {
        if let Some(kind) = self.given.kind {
            return kind;
        }
        if let Some((kind, origin)) = self.told("type", StatementType::from_code) {
            note.told("type", origin);
            return kind;
        }
        if let Some(kind) = known_type(title.as_str()) {
            note.guessed("type", "the title");
            return kind;
        }
        let named = self.page.blocks.iter().take(FIRST).find(|block| names_type(&block.words));
        note.guessed("type", if named.is_some() { "the first words that name one" } else { "nothing" });
        named.and_then(|block| known_type(&block.words)).unwrap_or(StatementType::Other)
    }

    pub(super) fn language(&self, note: &mut Note) -> Option<LanguageTag> {
        if let Some(language) = &self.given.language {
            return Some(language.clone());
        }
        if let Some((language, origin)) = self.told("language", values::language) {
            note.told("language", origin);
            return Some(language);
        }
        note.guessed("language", "nothing: English, as most are");
        LanguageTag::new("en").ok()
    }

    pub(super) fn issuers(&self, note: &mut Note) -> Option<Vec<Entity>> {
        if !self.given.issuers.is_empty() {
            return Some(self.given.issuers.clone());
        }
        let told = |keys: &[&str]| keys.iter().find_map(|key| self.told(key, line));
        let name = if let Some((name, origin)) = told(&["issuer"]) {
            note.guessed("issuers", origin);
            name
        } else if let Some(publisher) = &self.given.publisher {
            note.guessed("issuers", "the publisher");
            publisher.clone()
        } else if let Some((name, origin)) = told(&["publisher", "author"]) {
            note.guessed("issuers", origin);
            name
        } else {
            note.guessed("issuers", "nothing: one without a name stands for them");
            line("Unknown issuer")?
        };
        Some(vec![issuer(ids::id(name.as_str())?, EntityKind::Organization, name)])
    }

    pub(super) fn id(&self, title: &Line, date: &Date, note: &mut Note) -> Option<StatementId> {
        if let Some(id) = &self.given.id {
            return Some(id.clone());
        }
        if let Some((id, origin)) = self.told("id", |value| StatementId::new(value).ok()) {
            note.told("id", origin);
            return Some(id);
        }
        if let Some(id) =
            ids::statement_id(self.name.rsplit_once('.').map_or(self.name, |(stem, _)| stem)).filter(|_| self.name != "stdin")
        {
            note.guessed("id", "the name of the file");
            return Some(id);
        }
        note.guessed("id", "the date and the title");
        ids::statement_id(&format!("{date} {title}")).or_else(|| StatementId::new("statement").ok())
    }

    /// The text itself, with what is known of it.
    pub(super) fn source(&self, language: &LanguageTag, note: &mut Note) -> Option<Source> {
        let url = self.given.url.clone().or_else(|| self.noted("url", |value| Uri::new(value).ok(), note));
        let publisher = self.given.publisher.clone().or_else(|| self.noted("publisher", line, note));
        let rights = self.given.rights.clone().or_else(|| self.noted("rights", line, note));
        let first = self.noted("published", values::date, note);
        // Some tell that they were changed before they were published.
        let is_later = |updated: &Date| first.as_ref().is_none_or(|first| first.as_str() <= updated.as_str());
        let updated = self.noted("updated", |value| values::date(value).filter(is_later), note);
        self.noted("main part", line, note);
        Some(Source {
            id: Id::new("source").ok()?,
            kind: SourceKind::OfficialText,
            title: None,
            publisher,
            authors: self.authors(),
            published: first,
            updated,
            retrieved: None,
            url,
            language: Some(language.clone()),
            extent: Some(Extent::Full),
            rights,
            sha256: Sha256::new(Digest::of_bytes(self.page.text.as_bytes()).to_string()).ok(),
            text: Some(Verbatim::new(self.page.text.clone()).ok()?),
            file: None,
            ext: Ext::default(),
        })
    }

    /// All authors, each once.
    fn authors(&self) -> Vec<Line> {
        let mut authors: Vec<Line> = Vec::new();
        for author in
            self.page.metadata.entries.iter().filter(|entry| entry.key == "author").filter_map(|entry| line(&entry.value))
        {
            if !authors.iter().any(|known| known.as_str().eq_ignore_ascii_case(author.as_str())) {
                authors.push(author);
            }
        }
        authors
    }

    /// The most trusted value of several keys that can be read, and where it stands; of equal trust the one of the first key.
    fn told_first<T>(&self, keys: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<(T, &'static str)> {
        let place = |key: &str| keys.iter().position(|known| *known == key);
        let mut entries: Vec<_> = self.page.metadata.entries.iter().filter(|entry| place(entry.key).is_some()).collect();
        entries.sort_by_key(|entry| (entry.trust, place(entry.key)));
        { entries.into_iter() }.find_map(|entry| Some((read(&entry.value)?, entry.origin)))
    }

    /// The first value of a key that can be read, and where it stands.
    fn told<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<(T, &'static str)> {
        let entries = self.page.metadata.entries.iter().filter(|entry| entry.key == key);
        { entries }.find_map(|entry| Some((read(&entry.value)?, entry.origin)))
    }

    fn noted<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>, note: &mut Note) -> Option<T> {
        let (value, origin) = self.told(key, read)?;
        note.told(key, origin);
        Some(value)
    }
}

/// Whether words are rather the name of a body or a symbol than a title: `UNITED NATIONS`, `United Nations S/RES/1445 (2002)`.
fn is_masthead(words: &str) -> bool {
    let is_symbol = |word: &str| word.contains('/') && word.contains(|c: char| c.is_ascii_digit());
    known_type(words).is_none()
        && (is_loud(words) || words.split_whitespace().any(is_symbol) && !words.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether words are a title that names its type, and no sentence.
fn names_type(words: &str) -> bool {
    words.len() <= 2 * TITLE && !words.ends_with(['.', ',', ';', ':']) && known_type(words).is_some()
}

/// One who makes a statement, of whom nothing but the name is known.
pub fn issuer(id: Id, kind: EntityKind, name: Line) -> Entity {
    Entity {
        id,
        kind,
        name: Text::Plain(name),
        aliases: Vec::new(),
        country: None,
        office: None,
        of: None,
        members: Vec::new(),
        identifiers: std::collections::BTreeMap::new(),
        ext: Ext::default(),
    }
}

fn line(text: &str) -> Option<Line> {
    Line::new(plain(text)).ok()
}

/// The first words, up to the end of a word.
fn shortened(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(TITLE) else { return words.to_owned() };
    let end = words[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", words[..end].trim_end())
}
