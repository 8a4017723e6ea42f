//! The year in which a date begins.

use statemark::date::Date;

/// A year or decade for a list: its place in time, and how it is written.
pub(super) type Year = (i64, String);

/// The year in which a date begins, with the digits that are known: `2025`, `199X`, `-0044`. A date that has no beginning stands last.
pub(super) fn of(date: &Date) -> Year {
    let Some(day) = date.earliest() else { return (i64::MAX, "unknown".to_owned()) };
    let side = date.as_str().split('/').next().unwrap_or_default();
    let digits = side.trim_start_matches(['Y', '-']);
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != 'X').unwrap_or(digits.len());
    (day.year, side[..side.len() - digits.len() + end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_begins_in_a_year() {
        let year = |date| of(&Date::new(date).unwrap());
        for (date, written, place) in [
            ("2025-02-06", "2025", 2025),
            ("2025-02~", "2025", 2025),
            ("2025?", "2025", 2025),
            ("2024-12-31/2025-01-01", "2024", 2024),
            ("2025/..", "2025", 2025),
            ("199X", "199X", 1990),
            ("19XX", "19XX", 1900),
            ("2025-XX-XX", "2025", 2025),
            ("2025-02-06T10:00:00Z", "2025", 2025),
            ("-0044-03-15", "-0044", -44),
            ("Y12345", "Y12345", 12345),
            ("Y-12345", "Y-12345", -12345),
        ] {
            assert_eq!(year(date), (place, written.to_owned()), "{date}");
        }
        assert_eq!(year("../2025"), (i64::MAX, "unknown".to_owned()));
    }
}
