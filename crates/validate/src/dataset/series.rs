//! Numbers in a series: what the printed identifiers of statements count.

use statemark::statement::Statement;

use super::hash::Words;

/// The number that a statement has in a series.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// The scheme, what stands before the number, and the issuers.
    pub(super) series: u64,
    pub(super) value: u32,
    /// The year behind the number, 0 where there is none.
    pub(super) year: u32,
    pub(super) statement: u32,
}

/// Identifiers that registries give out: their numbers are no series of the issuers.
const REGISTERED: [&str; 16] =
    ["ark", "doi", "eli", "gnd", "hdl", "isbn", "isni", "issn", "lccn", "lei", "oclc", "orcid", "ror", "uri", "viaf", "wikidata"];

/// The numbers of a statement.
pub(super) fn numbers(statement: &Statement) -> Vec<Number> {
    let mut numbers = Vec::new();
    for (scheme, value) in statement.identifiers.iter().filter(|(scheme, _)| !REGISTERED.contains(&scheme.as_str())) {
        if let Some((before, number, year)) = split(value.as_str()) {
            let mut words = Words::default();
            words.add(scheme.as_str());
            words.add(before);
            let mut issuers: Vec<&str> = statement.issuers.iter().map(statemark::id::Id::as_str).collect();
            issuers.sort_unstable();
            for issuer in issuers {
                words.add(issuer);
            }
            numbers.push(Number { series: words.finish(), value: number, year, statement: 0 });
        }
    }
    numbers
}

/// What stands before the last number of an identifier, that number, and a year in brackets behind it: `S/RES/242 (1967)`.
fn split(value: &str) -> Option<(&str, u32, u32)> {
    let (rest, year) = match value.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((rest, year)) if year.len() == 4 && is_digits(year) => (rest.trim_end(), year.parse().ok()?),
        Some(_) => return None,
        None => (value, 0),
    };
    let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &rest[before.len()..];
    let number = digits.parse().ok().filter(|number| *number < 1_000_000)?;
    // A letter that belongs to the number, or a date, is no series.
    let parted = before.ends_with(['/', ' ', '.', '-', ':']) && before.contains(char::is_alphabetic);
    (parted && !(digits.starts_with('0') && digits.len() == 2) && !ends_with_month(before)).then_some((before, number, year))
}

/// Whether this ends with a year and a month, so that a day follows.
fn ends_with_month(before: &str) -> bool {
    let parts: Vec<&str> = before.trim_end_matches(['/', '.', '-', ' ']).rsplit(['/', '.', '-', ' ']).take(2).collect();
    matches!(parts[..], [month, year] if (1..=2).contains(&month.len()) && is_digits(month) && year.len() == 4 && is_digits(year))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn numbers_stand_at_the_end_or_before_a_year() {
        for (value, parts) in [
            ("S/RES/242 (1967)", Some(("S/RES/", 242, 1967))),
            ("A/RES/73/8", Some(("A/RES/73/", 8, 0))),
            ("SC/3683", Some(("SC/", 3683, 0))),
            ("Communiqué No. 12", Some(("Communiqué No. ", 12, 0))),
            ("MFA-2024-17", Some(("MFA-2024-", 17, 0))),
            ("A/RES/217(III)", None),
            ("A/RES/217(III)A", None),
            ("MFA-2024-05-12", None),
            ("MFA 2024.5.12", None),
            ("2024/12", None),
            ("G7", None),
            ("S/RES/99999999999", None),
            ("é1", None),
            ("", None),
        ] {
            assert_eq!(split(value), parts, "{value}");
        }
    }
}
