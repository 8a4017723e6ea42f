//! Ids, tags, dates, addresses and numbers, the awkward ones among them.

use std::collections::BTreeMap;

use statemark::date::Date;
use statemark::id::{Id, Scheme, StatementId};
use statemark::language::{CountryCode, LanguageTag};
use statemark::number::{Confidence, Count, LARGEST_COUNT};
use statemark::text::{Line, Text};
use statemark::web::{RelativePath, Sha256, Uri};

use crate::draw::Draw;
use crate::words;

#[rustfmt::skip]
const IDS: &[&str] = &[
    "cn", "pk", "one-china", "op1-a", "a.b", "a.b.c", "a..b", "_", "__", "_1", "a-", "a.", "A", "Z9", "null", "true", "yes",
    "no", "on", "off", "Null", "e1", "inf", "nan", "x0x1", "id", "note", "action", "condition", "relation", "by", "lang",
    "source", "level", "a--b", "xml", "xmlns", "statemark", "text", "kind", "continues", "ext", "n", "y", "__proto__",
    "constructor", "start",
];

#[rustfmt::skip]
const STATEMENT_IDS: &[&str] = &[
    "a", "0", "1.0", "2025-02-06", "null", "true", "1e3", "0x1", "1_000", "S-RES-242-1967", "cn-pk-2025-02-06", "a.b-c_d",
    "x.", "0.", "007", "no", "12", "1-2", "A.statemark",
];

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "en", "es", "fr", "ar", "zh-Hans", "zh-Hant", "pt-BR", "EN", "no", "ur", "he", "ru", "de-1996", "sl-rozaj-biske",
    "en-x-a", "null", "true", "yes", "on", "nan", "art-lojban", "qaa-Qaaa-QM-x-southern",
];

#[rustfmt::skip]
const DATES: &[&str] = &[
    "2025", "2025-02", "2025-02-06", "2025-21", "199X", "19XX", "2025-XX", "2025-XX-XX", "2025-02-XX", "2025?", "2025-02~",
    "2025-02-06%", "-0044-03-15", "-0044", "Y170000002", "Y-17000", "2025-02-05/2025-02-08", "2025/..", "../2025", "2025/",
    "/2025", "2025-02-06T10:00:00Z", "2025-02-06T10:00:00+05:30", "2025-02-06T10:00:00", "2025-02-30", "0000", "0012",
    "0017-01-01", "2004-06-XX/2004-07-03", "1984~/2004-06",
];

#[rustfmt::skip]
const URIS: &[&str] = &[
    "https://example.org/a?b=c&d=e#f", "#clause", "other-statement#clause", "a", "#", "urn:x:y", "http://x/[a]", "x:'y'",
    "x:\"y\"", "a`b", "a``b", "<a>", "&amp;", "a,b", "a=b", "%20", "mailto:a@b.c", "!", "~", "null", "true", "1.0",
    "2025-02-06", "-", "---", "*", "{a}", "[a]", "|", "\\", "a\\", "@a", "a:", ":a", "]]>", "-->", "http://[::1]/", "?", "''",
    "\"", "0x1", "~user", "https://x/(a)_b",
];

#[rustfmt::skip]
const PATHS: &[&str] = &[
    "article.txt", "sources/communique.txt", "a b/c d.txt", "...", ".hidden", "..a", "a..", "null", "true", "1.0",
    "2025-02-06", "#a", "a #b", "- a", "-", "[a]", "{a}", "'a'", "\"a\"", "`a`", "&a", "*a", "!a", "%41", "@a", "文/件.txt",
    "e\u{301}.txt", "a\u{202E}b", "\u{1F600}", "<a>", "]]>", "a,b", "a=b", "|", "~", "?", "a\u{A0}b",
];

#[rustfmt::skip]
const SCHEMES: &[&str] = &[
    "un-symbol", "doi", "uri", "wikidata", "iso3166-1", "un-m49", "null", "true", "0x1", "1.0", "2025-02-06", "0", "a.", "a-",
    "no", "1e3", "a..b", "eli",
];

const COUNTRIES: &[&str] = &["CN", "PK", "NO", "ZZ", "AA", "US", "TN", "ON"];

/// The id of an object.
pub(crate) fn id(draw: &mut Draw) -> Id {
    let name = draw.word(IDS);
    let text = if draw.once_in(3) { name.to_owned() } else { format!("{name}{}", draw.below(1000)) };
    Id::new(text).expect("a name with digits is an id")
}

/// A list of ids, of those that the document has or of others.
pub(crate) fn references(draw: &mut Draw, ids: &[Id]) -> Vec<Id> {
    draw.list(3, |draw| reference(draw, ids))
}

/// An id, of those that the document has or another.
pub(crate) fn reference(draw: &mut Draw, ids: &[Id]) -> Id {
    if ids.is_empty() || draw.once_in(5) { id(draw) } else { draw.pick(ids).clone() }
}

pub(crate) fn statement_id(draw: &mut Draw) -> StatementId {
    let text = if draw.once_in(50) { "a".repeat(128) } else { draw.word(STATEMENT_IDS).to_owned() };
    StatementId::new(text).expect("the list holds statement ids")
}

pub(crate) fn tag(draw: &mut Draw) -> LanguageTag {
    LanguageTag::new(draw.word(TAGS)).expect("the list holds language tags")
}

pub(crate) fn country(draw: &mut Draw) -> CountryCode {
    CountryCode::new(draw.word(COUNTRIES)).expect("the list holds country codes")
}

pub(crate) fn date(draw: &mut Draw) -> Date {
    Date::new(draw.word(DATES)).expect("the list holds dates")
}

pub(crate) fn uri(draw: &mut Draw) -> Uri {
    let text = match draw.below(4) {
        0 => {
            let count = 1 + draw.below(12);
            draw.several(count, |draw| char::from(b'!' + u8::try_from(draw.below(94)).expect("94 is small")))
                .into_iter()
                .collect()
        }
        _ => draw.word(URIS).to_owned(),
    };
    Uri::new(text).expect("printable ASCII is a URI")
}

pub(crate) fn path(draw: &mut Draw) -> RelativePath {
    let list = draw.word(PATHS);
    RelativePath::new(words::line(draw).into_string())
        .ok()
        .filter(|_| draw.once_in(2))
        .unwrap_or_else(|| RelativePath::new(list).expect("the list holds paths"))
}

pub(crate) fn sha256(draw: &mut Draw) -> Sha256 {
    let digits = *draw.pick(&["0123456789abcdef", "0123456789", "e", "0e1", "abcdef"]);
    let text: String = draw.several(64, |draw| char::from(*draw.pick(digits.as_bytes()))).into_iter().collect();
    Sha256::new(text).expect("64 digits are a checksum")
}

pub(crate) fn identifiers(draw: &mut Draw) -> BTreeMap<Scheme, Line> {
    let schemes = draw.list(3, |draw| Scheme::new(draw.word(SCHEMES)).expect("the list holds schemes"));
    schemes.into_iter().map(|scheme| (scheme, words::line(draw))).collect()
}

/// Words in the statement's own language, sometimes in others too.
pub(crate) fn text(draw: &mut Draw, own: &LanguageTag) -> Text {
    let mut lines = BTreeMap::from([(own.clone(), words::line(draw))]);
    if draw.once_in(5) {
        for _ in 0..=draw.below(3) {
            let tag = tag(draw);
            if !lines.keys().any(|other| other.as_str().eq_ignore_ascii_case(tag.as_str())) {
                lines.insert(tag, words::line(draw));
            }
        }
    }
    if lines.len() > 1 { Text::Languages(lines) } else { Text::Plain(lines.remove(own).expect("it was put there")) }
}

pub(crate) fn count(draw: &mut Draw) -> Count {
    let random = draw.bits() % (LARGEST_COUNT + 1);
    Count::new(*draw.pick(&[0, 1, 7, 14, 193, 1_000_000, 999_999_999, LARGEST_COUNT, random]))
        .expect("it is not above the largest")
}

pub(crate) fn confidence(draw: &mut Draw) -> Confidence {
    let random = f64::from(u32::try_from(draw.below(1 << 31)).expect("31 bits")) / f64::from(1_u32 << 31);
    let degree =
        *draw.pick(&[0.0, 1.0, 0.5, 0.1, 0.8, 1e-7, 1e-6, 5e-324, 0.300_000_000_000_000_04, 0.999_999_999_999_999_9, random]);
    Confidence::new(degree).expect("it is from 0 to 1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_holds_to_the_rule_of_its_type() {
        let all = |list: &[&str], holds: fn(&str) -> bool| list.iter().for_each(|name| assert!(holds(name), "{name}"));
        all(IDS, Id::holds);
        all(STATEMENT_IDS, StatementId::holds);
        all(TAGS, LanguageTag::holds);
        all(DATES, Date::holds);
        all(URIS, Uri::holds);
        all(PATHS, RelativePath::holds);
        all(SCHEMES, Scheme::holds);
        all(COUNTRIES, CountryCode::holds);
    }
}
