//! Values as metadata has them: dates and languages.

use statemark::date::Date;
use statemark::language::LanguageTag;

use crate::dates;

/// The languages of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu \
    fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb \
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk \
    sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The languages that are named most, by their names and by their codes of three letters.
const NAMES: [(&str, &[&str]); 31] = [
    ("ar", &["arabic", "ara", "العربية"]),
    ("de", &["german", "deu", "ger", "deutsch"]),
    ("en", &["english", "eng"]),
    ("es", &["spanish", "spa", "español", "castellano"]),
    ("fa", &["persian", "fas", "per"]),
    ("fr", &["french", "fra", "fre", "français"]),
    ("hi", &["hindi", "hin"]),
    ("it", &["italian", "ita", "italiano"]),
    ("ja", &["japanese", "jpn", "日本語"]),
    ("ko", &["korean", "kor", "한국어"]),
    ("nl", &["dutch", "nld", "dut", "nederlands"]),
    ("pt", &["portuguese", "por", "português"]),
    ("ru", &["russian", "rus", "русский"]),
    ("tr", &["turkish", "tur", "türkçe"]),
    ("uk", &["ukrainian", "ukr", "українська"]),
    ("zh", &["chinese", "zho", "chi", "中文"]),
    ("cs", &["czech", "ces", "cze"]),
    ("da", &["danish", "dan"]),
    ("el", &["greek", "ell", "gre"]),
    ("fi", &["finnish", "fin"]),
    ("he", &["hebrew", "heb"]),
    ("hu", &["hungarian", "hun"]),
    ("id", &["indonesian", "ind"]),
    ("no", &["norwegian", "nor"]),
    ("pl", &["polish", "pol"]),
    ("ro", &["romanian", "ron", "rum"]),
    ("sv", &["swedish", "swe"]),
    ("sw", &["swahili", "swa"]),
    ("th", &["thai", "tha"]),
    ("ur", &["urdu", "urd"]),
    ("vi", &["vietnamese", "vie"]),
];

/// A date; of a time of day, the day.
pub(super) fn date(value: &str) -> Option<Date> {
    let possible = |text: &str| Date::new(text).ok().filter(|date| date.impossible().is_none());
    let day = value.split(['T', ' ']).next().filter(|day| day.len() == 10 && day.len() < value.len()).and_then(possible);
    day.or_else(|| possible(value)).or_else(|| dates::all(value).into_iter().next().map(|found| found.date))
}

/// A language: a tag of BCP 47 as far as it is one, or a name. What is neither is none.
pub(super) fn language(value: &str) -> Option<LanguageTag> {
    let lower = value.trim().to_lowercase();
    let tag = value.trim().split(['.', ',', ';', '@']).next().unwrap_or_default().replace('_', "-");
    let (first, rest) = tag.split_once('-').map_or((&*tag, None), |(first, rest)| (first, Some(rest)));
    let first = first.to_ascii_lowercase();
    let named = |name: &str| NAMES.iter().find(|(_, names)| names.contains(&name)).map(|&(code, _)| code);
    let known = LANGUAGES.split_ascii_whitespace().find(|known| *known == first);
    let of_three = Some(&*first).filter(|first| first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_lowercase()));
    let language = named(&lower).or_else(|| named(&first)).or(known).or(of_three)?;
    let whole = rest.filter(|rest| rest.split('-').all(is_script_or_region)).map(|rest| format!("{language}-{rest}"));
    LanguageTag::new(whole.unwrap_or_else(|| language.to_owned())).ok()
}

/// Whether a part of a tag is of the form of a script or a region. `UK` is a language, and its region is `GB`.
fn is_script_or_region(part: &str) -> bool {
    let is_of = |length: usize, is: fn(&u8) -> bool| part.len() == length && part.bytes().all(|byte| is(&byte));
    is_of(4, u8::is_ascii_alphabetic)
        || is_of(2, u8::is_ascii_alphabetic) && !part.eq_ignore_ascii_case("uk")
        || is_of(3, u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_taken_whole() {
        for (value, expected) in [
            ("2025-02-06", Some("2025-02-06")),
            ("2025-02-06?", Some("2025-02-06?")),
            ("2025-02-06/2025-02-09", Some("2025-02-06/2025-02-09")),
            ("2025-02-06T10:30:00+01:00", Some("2025-02-06")),
            ("2025-02-06 10:30", Some("2025-02-06")),
            ("6 February 2025", Some("2025-02-06")),
            ("2025-02-31", None),
            ("soon", None),
        ] {
            assert_eq!(date(value).as_ref().map(Date::as_str), expected, "{value}");
        }
    }

    #[test]
    fn languages_are_tags_or_names() {
        for (value, expected) in [
            ("en", Some("en")),
            ("EN", Some("en")),
            ("en_GB.UTF-8", Some("en-GB")),
            ("en-UK", Some("en")),
            ("zh-Hans-CN", Some("zh-Hans-CN")),
            ("English", Some("en")),
            ("eng", Some("en")),
            ("Français", Some("fr")),
            ("arb", Some("arb")),
            ("cn", None),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(language(value).as_ref().map(LanguageTag::as_str), expected, "{value}");
        }
    }
}
