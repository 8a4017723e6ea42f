//! Dates in the coarser forms that the standards take.

use statemark::date::{Date, Day};

/// A day of the calendar for a date, as XML Schema writes it: the earliest day that it can mean, or the latest where its beginning is open.
pub(crate) fn day(date: &Date) -> String {
    let Some(Day { year, month, day }) = date.earliest().or_else(|| date.latest()) else { return "0001-01-01".to_owned() };
    let day = day.min(last_day(year, month));
    // XML Schema 1.0 knows no year 0, and calls the one before it -0001.
    if year > 0 { format!("{year:04}-{month:02}-{day:02}") } else { format!("-{:04}-{month:02}-{day:02}", 1 - year) }
}

/// Whether XML Schema has the date as it is: a day, a month or a year of our era.
pub(crate) fn is_plain(date: &Date) -> bool {
    let text = date.as_str();
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_digits && matches!(text.len(), 4 | 7 | 10) && day(date).starts_with(text)
}

/// Whether it is a day of our era that the calendar has.
pub(crate) fn is_day(date: &Date) -> bool {
    is_plain(date) && date.as_str().len() == 10
}

fn last_day(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_date_has_a_day() {
        for (date, expected, plain) in [
            ("2025-02-06", "2025-02-06", true),
            ("2025-02", "2025-02-01", true),
            ("2025", "2025-01-01", true),
            ("0000", "-0001-01-01", false),
            ("-0044-03-15", "-0045-03-15", false),
            ("2025-02-30", "2025-02-28", false),
            ("2025-21", "2025-01-01", false),
            ("199X", "1990-01-01", false),
            ("2025-02~", "2025-02-01", false),
            ("../2025", "2025-12-31", false),
            ("2025/..", "2025-01-01", false),
            ("Y170000002", "170000002-01-01", false),
            ("2025-02-06T10:00:00Z", "2025-02-06", false),
        ] {
            let date = Date::new(date).unwrap();
            assert_eq!((day(&date).as_str(), is_plain(&date)), (expected, plain), "{date}");
        }
    }
}
