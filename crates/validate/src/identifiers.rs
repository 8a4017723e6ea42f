//! The identifiers whose form is known: what each scheme's values look like, and their check digits.

use crate::codes;

/// What is wrong with an identifier, as the end of a sentence, and how to mend it.
pub(crate) type Wrong = (&'static str, String);

/// What is wrong with the value of a scheme that is known; nothing for any other scheme.
pub(crate) fn wrong(scheme: &str, value: &str) -> Option<Wrong> {
    let wrong = |what: &'static str, example: &str| Some((what, format!("write it as in `{example}`")));
    if let Some(bare) = around(scheme).iter().find_map(|prefix| value.strip_prefix(prefix)).filter(|bare| !bare.is_empty()) {
        return Some(("is more than the bare identifier", format!("write `{bare}`")));
    }
    match scheme {
        "doi" if !is_doi(value) => wrong("is no DOI: `10.`, a number, a slash and a name", "10.1000/182"),
        "isbn" => numbered(value, isbn(value), "ISBN", "978-0-14-103614-4"),
        "issn" => numbered(value, issn(value), "ISSN", "2049-3630"),
        "orcid" => numbered(value, orcid(value), "ORCID iD", "0000-0002-1825-0097"),
        "isni" => numbered(value, isni(value), "ISNI", "0000 0001 2103 2683"),
        "ror" => numbered(value, ror(value), "ROR id", "03yrm5c26"),
        "lei" => numbered(value, lei(value), "LEI", "HWUPKR0MPOU8FGXBT394"),
        "wikidata" if !is_numbered(value, 'Q') => wrong("is no item of Wikidata: `Q` and a number", "Q148"),
        "viaf" if !is_number(value, 1..=22) || value.starts_with('0') => wrong("is no VIAF number", "141205608"),
        "un-m49" if !is_number(value, 3..=3) => wrong("is no code of UN M49: three digits, zeros in front included", "040"),
        "iso3166-1" if !is_country(value) => wrong("is no code of ISO 3166-1: two capital letters, three, or three digits", "AT"),
        "iso3166-2" if !is_subdivision(value) => {
            wrong("is no code of ISO 3166-2: the country, a hyphen, up to three characters", "AT-9")
        }
        "iso3166-3" if !(value.len() == 4 && is_capitals(value)) => {
            wrong("is no code of ISO 3166-3: four capital letters", "YUCS")
        }
        "un-symbol" if !is_un_symbol(value) => {
            wrong("is no symbol of the United Nations: parts set off by slashes, capital letters first", "S/RES/242 (1967)")
        }
        _ => None,
    }
}

/// What people write around the bare identifiers of a scheme.
fn around(scheme: &str) -> &'static [&'static str] {
    match scheme {
        "doi" => &["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"],
        "orcid" => &["https://orcid.org/", "http://orcid.org/", "orcid.org/"],
        "wikidata" => &["https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/"],
        "isbn" => &["ISBN ", "ISBN:", "isbn:", "urn:isbn:"],
        "issn" => &["ISSN ", "ISSN:", "issn:", "urn:issn:"],
        "isni" => &["https://isni.org/isni/", "http://www.isni.org/", "ISNI ", "ISNI:"],
        "viaf" => &["https://viaf.org/viaf/", "http://viaf.org/viaf/"],
        _ => &[],
    }
}

/// Whether a value has the shape of its scheme, and if so, whether its check digit is right.
#[derive(Clone, Copy)]
enum Digits {
    Right,
    WrongCheck,
    WrongShape,
}

impl Digits {
    fn checked(right: bool) -> Self {
        if right { Self::Right } else { Self::WrongCheck }
    }
}

fn numbered(value: &str, digits: Digits, what: &'static str, example: &str) -> Option<Wrong> {
    match digits {
        Digits::Right => None,
        Digits::WrongCheck => Some((
            "has a wrong check digit",
            format!("compare `{value}` with the original: a digit is wrong, or two are swapped"),
        )),
        Digits::WrongShape => Some((shape(what), format!("write it as in `{example}`"))),
    }
}

fn shape(what: &'static str) -> &'static str {
    match what {
        "ISBN" => "is no ISBN: 13 digits, or 10 of which the last may be `X`",
        "ISSN" => "is no ISSN: four digits, a hyphen, three digits and a digit or `X`",
        "ORCID iD" => "is no ORCID iD: four groups of four digits, the last of which may be `X`",
        "ISNI" => "is no ISNI: 16 digits, the last of which may be `X`",
        "ROR id" => "is no ROR id: `0`, six letters or digits, two digits",
        _ => "is no LEI: 18 capital letters or digits, two digits",
    }
}

fn is_doi(value: &str) -> bool {
    value.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(|(registrant, name)| {
        let number = registrant.split('.').next().unwrap_or_default();
        is_number(number, 4..=9) && !name.is_empty() && !name.contains(char::is_whitespace)
    })
}

fn is_number(value: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_numbered(value: &str, letter: char) -> bool {
    value.strip_prefix(letter).is_some_and(|number| is_number(number, 1..=12) && !number.starts_with('0'))
}

fn is_capitals(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_country(value: &str) -> bool {
    match value.len() {
        2 => codes::is_country(value),
        3 => is_capitals(value) || is_number(value, 3..=3),
        _ => false,
    }
}

fn is_subdivision(value: &str) -> bool {
    value.split_once('-').is_some_and(|(country, part)| {
        codes::is_country(country)
            && (1..=3).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// Symbols such as `S/RES/242 (1967)`, `A/RES/217(III)A`, `E/CN.4/2005/1/Add.1`, `ST/SGB/2003/13`.
fn is_un_symbol(value: &str) -> bool {
    let mut parts = value.split('/');
    let organ = parts.next().unwrap_or_default();
    let mut count = 0;
    let right = parts.all(|part| {
        count += 1;
        let allowed = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'(' | b')' | b' ' | b',' | b'*' | b'&' | b'[' | b']')
        };
        part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '(') && part.bytes().all(allowed)
    });
    right
        && count > 0
        && organ.starts_with(|c: char| c.is_ascii_uppercase())
        && organ.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'-' | b'.' | b'&'))
}

/// The digits of a value without its separators; `X` is ten. Nothing where something else stands among them.
fn digits(value: &str, separators: &[char]) -> Option<Vec<u32>> {
    let bare: Vec<char> = value.chars().filter(|c| !separators.contains(c)).collect();
    let last = bare.len().checked_sub(1)?;
    bare.iter()
        .enumerate()
        .map(|(index, c)| if index == last && matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) })
        .collect()
}

/// The sum of the digits, each times its weight.
fn weighted(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

fn isbn(value: &str) -> Digits {
    match digits(value, &['-', ' ']) {
        Some(digits) if digits.len() == 10 => Digits::checked(weighted(&digits, (1..=10).rev()).is_multiple_of(11)),
        Some(digits) if digits.len() == 13 && digits[12] < 10 && digits[0] == 9 && digits[1] == 7 && digits[2] > 7 => {
            Digits::checked(weighted(&digits, [1, 3].into_iter().cycle()).is_multiple_of(10))
        }
        _ => Digits::WrongShape,
    }
}

fn issn(value: &str) -> Digits {
    match digits(value, &['-']) {
        Some(digits) if digits.len() == 8 && !(value.len() > 8 && value.as_bytes()[4] != b'-') => {
            Digits::checked(weighted(&digits, (1..=8).rev()).is_multiple_of(11))
        }
        _ => Digits::WrongShape,
    }
}

fn orcid(value: &str) -> Digits {
    let grouped = value.len() == 19 && [4, 9, 14].into_iter().all(|at| value.as_bytes()[at] == b'-');
    if grouped { sixteen(value) } else { Digits::WrongShape }
}

fn isni(value: &str) -> Digits {
    if value.len() == 16 || (value.len() == 19 && [4, 9, 14].into_iter().all(|at| value.as_bytes()[at] == b' ')) {
        sixteen(value)
    } else {
        Digits::WrongShape
    }
}

/// Sixteen digits, checked by ISO 7064 MOD 11-2.
fn sixteen(value: &str) -> Digits {
    match digits(value, &['-', ' ']) {
        Some(digits) if digits.len() == 16 => {
            let total = digits[..15].iter().fold(0, |total, digit| (total + digit) * 2 % 11);
            Digits::checked((12 - total) % 11 == digits[15])
        }
        _ => Digits::WrongShape,
    }
}

/// Nine characters after an address that may be left out: a number in Crockford's base 32, checked by ISO 7064 MOD 97-10.
fn ror(value: &str) -> Digits {
    let bare = value.strip_prefix("https://ror.org/").unwrap_or(value);
    let Some((number, check)) =
        bare.split_at_checked(7).filter(|(number, check)| number.starts_with('0') && is_number(check, 2..=2))
    else {
        return Digits::WrongShape;
    };
    let number = number.bytes().try_fold(0_u64, |number, byte| {
        let digit = b"0123456789abcdefghjkmnpqrstvwxyz".iter().position(|letter| *letter == byte)?;
        Some(number * 32 + digit as u64)
    });
    match number {
        Some(number) => Digits::checked(Some(98 - number * 100 % 97) == check.parse().ok()),
        None => Digits::WrongShape,
    }
}

/// Eighteen capital letters or digits and two check digits: ISO 7064 MOD 97-10, letters counted from ten on.
fn lei(value: &str) -> Digits {
    let Some((body, _)) = value.split_at_checked(18).filter(|(_, check)| is_number(check, 2..=2)) else {
        return Digits::WrongShape;
    };
    if !body.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return Digits::WrongShape;
    }
    let rest = value
        .chars()
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, digit| (rest * if digit > 9 { 100 } else { 10 } + digit) % 97);
    Digits::checked(rest == 1)
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn right_identifiers_are_right() {
        for (scheme, value) in [
            ("doi", "10.1000/182"),
            ("doi", "10.1000.10/a(b)<c>"),
            ("isbn", "978-0-14-103614-4"),
            ("isbn", "9780306406157"),
            ("isbn", "0-306-40615-2"),
            ("isbn", "080442957X"),
            ("issn", "2049-3630"),
            ("issn", "0317-8471"),
            ("issn", "2434-561X"),
            ("orcid", "0000-0002-1825-0097"),
            ("orcid", "0000-0002-1694-233X"),
            ("isni", "0000 0001 2103 2683"),
            ("isni", "0000000121032683"),
            ("ror", "03yrm5c26"),
            ("ror", "https://ror.org/03vek6s52"),
            ("ror", "00cv9y106"),
            ("lei", "HWUPKR0MPOU8FGXBT394"),
            ("lei", "5493001KJTIIGC8Y1R12"),
            ("wikidata", "Q148"),
            ("viaf", "141205608"),
            ("un-m49", "040"),
            ("iso3166-1", "AT"),
            ("iso3166-1", "AUT"),
            ("iso3166-1", "040"),
            ("iso3166-2", "AT-9"),
            ("iso3166-3", "YUCS"),
            ("un-symbol", "S/RES/242 (1967)"),
            ("un-symbol", "A/RES/217(III)A"),
            ("un-symbol", "A/RES/217 (III) [A]"),
            ("un-symbol", "E/CN.4/2005/1/Add.1"),
            ("un-symbol", "A/RES/ES-11/1"),
            ("un-symbol", "S/PV.1382 (OR)"),
            ("un-symbol", "ST/SGB/2003/13"),
            ("un-symbol", "A/73/L.1/Rev.1"),
            ("harbours-symbol", "anything at all"),
        ] {
            assert_eq!(wrong(scheme, value), None, "{scheme} {value}");
        }
    }

    #[test]
    fn wrong_identifiers_are_told_with_the_cause() {
        for (scheme, value, cause) in [
            ("doi", "https://doi.org/10.1000/182", "bare"),
            ("doi", "11.1000/182", "no DOI"),
            ("doi", "10.1000", "no DOI"),
            ("isbn", "978-0-14-103614-5", "check digit"),
            ("isbn", "978-0-14-103614", "no ISBN"),
            ("isbn", "1234567890123", "no ISBN"),
            ("issn", "2049-3631", "check digit"),
            ("issn", "204-93630", "no ISSN"),
            ("orcid", "0000-0003-2680-0055", "check digit"),
            ("orcid", "0000-0000-0001-9244-1708", "no ORCID"),
            ("orcid", "0000000218250097", "no ORCID"),
            ("orcid", "https://orcid.org/0000-0002-1825-0097", "bare"),
            ("isni", "0000 0001 2103 2684", "check digit"),
            ("isni", "0000-0001-2103-2683", "no ISNI"),
            ("ror", "03yrm5c27", "check digit"),
            ("ror", "03yrm5u26", "no ROR"),
            ("lei", "HWUPKR0MPOU8FGXBT395", "check digit"),
            ("lei", "hwupkr0mpou8fgxbt394", "no LEI"),
            ("wikidata", "148", "no item"),
            ("wikidata", "https://www.wikidata.org/wiki/Q148", "bare"),
            ("viaf", "x1", "no VIAF"),
            ("un-m49", "40", "UN M49"),
            ("iso3166-1", "UK", "ISO 3166-1"),
            ("iso3166-2", "AT9", "ISO 3166-2"),
            ("iso3166-3", "YU", "ISO 3166-3"),
            ("un-symbol", "S-RES-242", "no symbol"),
            ("un-symbol", "s/res/242", "no symbol"),
            ("un-symbol", "S//242", "no symbol"),
            ("un-symbol", "Resolution 242", "no symbol"),
            ("isbn", "ééééé", "no ISBN"),
            ("orcid", "éééé-0000-0000-0", "no ORCID"),
            ("lei", "éééééééééé", "no LEI"),
        ] {
            let (told, _) = wrong(scheme, value).unwrap_or_else(|| panic!("{scheme} {value} is wrong"));
            assert!(told.contains(cause), "{scheme} {value}: {told}");
        }
    }
}
