//! Days of the calendar, as tables know them: of the years 1 to 9999.

use statemark::date::{Date, Day};

/// A day that the calendar has and that a column of days can hold, which ends with the year 9999 and begins with the year 1.
///
/// ```
/// use statemark::date::Date;
/// use statemark_tables::flat::calendar_day;
/// let latest = |date: &str| calendar_day(Date::new(date).unwrap().latest()).map(|day| (day.year, day.month, day.day));
/// assert_eq!(latest("2025-02"), Some((2025, 2, 28)));
/// assert_eq!(latest("2025-02-30"), None);
/// assert_eq!(latest("2025/.."), None);
/// ```
pub fn calendar_day(day: Option<Day>) -> Option<Day> {
    day.filter(|day| (1..=9999).contains(&day.year) && (1..=days_in(day.year, day.month)).contains(&day.day))
}

/// A date as it stands, with the first and the last day that it can mean.
#[derive(Clone, Copy, Default)]
pub(super) struct Dated<'statement> {
    /// As EDTF.
    pub(super) text: Option<&'statement str>,
    pub(super) earliest: Option<Day>,
    pub(super) latest: Option<Day>,
}

impl<'statement> Dated<'statement> {
    pub(super) fn of(date: &'statement Date) -> Self {
        Self { text: Some(date.as_str()), earliest: calendar_day(date.earliest()), latest: calendar_day(date.latest()) }
    }

    /// The same of what may have no date.
    pub(super) fn of_any(date: Option<&'statement Date>) -> Self {
        date.map(Self::of).unwrap_or_default()
    }
}

fn days_in(year: i64, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// How many days after 1 January 1970 a day is. Counts in eras of 400 years, each of which has as many days as the next.
#[cfg(feature = "columns")]
pub(super) fn since_1970(day: Day) -> i32 {
    // A year that begins in March has its leap day at the end.
    let year = day.year - i64::from(day.month <= 2);
    let month = (i64::from(day.month) + 9) % 12;
    let of_year = (153 * month + 2) / 5 + i64::from(day.day) - 1;
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let days = era * 146_097 + year * 365 + year / 4 - year / 100 + of_year - 719_468;
    i32::try_from(days).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(date: &str) -> [Option<String>; 2] {
        let date = Date::new(date).unwrap();
        let words = |day: Option<Day>| day.map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
        let dated = Dated::of(&date);
        [words(dated.earliest), words(dated.latest)]
    }

    #[test]
    fn a_date_has_the_days_that_the_calendar_has() {
        for (date, earliest, latest) in [
            ("2024-02", Some("2024-02-01"), Some("2024-02-29")),
            ("199X", Some("1990-01-01"), Some("1999-12-31")),
            ("2025-24", Some("2025-01-01"), Some("2026-03-31")),
            ("2025-02-05/..", Some("2025-02-05"), None),
            ("/2025", None, Some("2025-12-31")),
            ("2025-02-30", None, None),
            ("1900-02-29", None, None),
            ("-0044-03-15", None, None),
            ("0000/0001", None, Some("0001-12-31")),
            ("9999-24", Some("9999-01-01"), None),
            ("Y17000", None, None),
        ] {
            assert_eq!(days(date), [earliest, latest].map(|day| day.map(str::to_owned)), "{date}");
        }
    }

    #[cfg(feature = "columns")]
    #[test]
    fn days_are_counted_from_1970() {
        let number = |year, month, day| since_1970(Day { year, month, day });
        assert_eq!([number(1970, 1, 1), number(1970, 3, 1), number(2000, 2, 29), number(1969, 12, 31)], [0, 59, 11_016, -1]);
        assert_eq!([number(1, 1, 1), number(9999, 12, 31)], [-719_162, 2_932_896]);
        let mut expected = number(1, 1, 1);
        for year in 1..=2400 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month) {
                    assert_eq!(number(year, month, day), expected);
                    expected += 1;
                }
            }
        }
    }
}
