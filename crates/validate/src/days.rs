//! Dates beside each other: only what is certain is compared.

use statemark::date::Date;

/// Whether a date is one day that every month has, from the 1st to the 28th, which nearly all dates are: nothing can be wrong with it by
/// itself.
pub(crate) fn plain(date: &Date) -> bool {
    // What has dashes in these places and a digit behind the second has no room for anything else.
    matches!(
        date.as_str().as_bytes(),
        [b'0'..=b'9', _, _, _, b'-', _, _, b'-', b'0' | b'1', _] | [b'0'..=b'9', _, _, _, b'-', _, _, b'-', b'2', b'0'..=b'8']
    )
}

/// Whether a date says for certain which days it means: neither approximate nor uncertain, one that the calendar has, and not an
/// interval that ends before it begins.
pub(crate) fn certain(date: &Date) -> bool {
    plain(date) || !date.as_str().contains(['?', '~', '%']) && !date.reversed() && date.impossible().is_none()
}

/// How many years a date that is approximate or uncertain may be off.
pub(crate) const LOOSE: i64 = 10;

/// Whether every day of one date lies before every day of another. Where one has a time, or was noted elsewhere on the globe, the
/// day may differ by one; the caller says so. What is approximate or uncertain may be off by years.
pub(crate) fn before(one: &Date, other: &Date, elsewhere: bool) -> bool {
    // Nearly all dates begin with their year, and then the years alone tell.
    let year =
        |date: &Date| date.as_str().as_bytes().first_chunk::<4>().filter(|year| year.iter().all(u8::is_ascii_digit)).copied();
    if let (Some(one), Some(other)) = (year(one), year(other))
        && one > other
    {
        return false;
    }
    let (Some(end), Some(begin)) = (one.latest(), other.earliest()) else { return false };
    let day = elsewhere || [one, other].iter().any(|date| date.as_str().contains('T'));
    let slack = if certain(one) && certain(other) { i64::from(day) } else { LOOSE * 366 };
    !one.reversed() && !other.reversed() && number(end) + slack < number(begin)
}

/// The number of a day, counted from the first of March of the year 0.
fn number(day: statemark::date::Day) -> i64 {
    // Years that begin in March have the leap day at their end.
    let (month, year) = (i64::from(day.month) - 3, day.year - i64::from(day.month < 3));
    let in_year = (153 * month.rem_euclid(12) + 2) / 5 + i64::from(day.day) - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + in_year
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::new(text).unwrap()
    }

    #[test]
    fn days_are_counted_through_leap_years() {
        let days = |from: &str, to: &str| number(date(to).earliest().unwrap()) - number(date(from).earliest().unwrap());
        assert_eq!(days("2024-02-28", "2024-03-01"), 2);
        assert_eq!(days("2025-02-28", "2025-03-01"), 1);
        assert_eq!(days("1900-02-28", "1900-03-01"), 1);
        assert_eq!(days("2024-12-31", "2025-01-01"), 1);
        assert_eq!(days("-0001-12-31", "0000-01-01"), 1);
        assert_eq!(days("2000-01-01", "2400-01-01"), 146_097);
    }

    #[test]
    fn plain_days_are_certain() {
        for (text, is_plain) in [
            ("2025-02-06", true),
            ("2025-02-28", true),
            ("2025-02-29", false),
            ("2025-02-30", false),
            ("2025-02-XX", false),
            ("2025-XX-XX", false),
            ("2025/2026~", false),
            ("2025-02-0", false),
            ("-0044-03-1", false),
            ("-0044-03-15", false),
        ] {
            let is = Date::new(text).is_ok_and(|date| plain(&date));
            assert_eq!(is, is_plain, "{text}");
        }
    }

    #[test]
    fn only_what_is_certain_is_before() {
        assert!(before(&date("2024"), &date("2025-01-01"), false));
        assert!(before(&date("1900"), &date("1973-11-04~"), false));
        for (one, other) in [
            ("2025", "2025-06"),
            ("2024~", "2025"),
            ("2024", "2025?"),
            ("2024/..", "2025"),
            ("2024-12-31T23:00:00", "2025-01-01"),
        ] {
            assert!(!before(&date(one), &date(other), false), "{one} {other}");
        }
        assert!(!before(&date("2024-12-31"), &date("2025-01-01"), true));
        assert!(before(&date("2024-12-30"), &date("2025-01-01"), true));
    }
}
