//! Dates in the Extended Date/Time Format, level 1 (EDTF, ISO 8601-2).

use crate::word::word;

/// A single date, an open end of an interval, or its qualifier, as regular expressions for the pattern of [`Date`].
macro_rules! single {
    () => {
        "(-?[0-9]{4}(-(2[1-4]|XX(-XX)?|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]|XX))?))?|-?[0-9]{2}[0-9X]X|Y-?[1-9][0-9]{4,8})[?~%]?"
    };
}

word! {
    /// A date of EDTF level 1: a day, month, season or year, one with unknown digits (`199X`, `2025-02-XX`), approximate (`2025-02~`)
    /// or uncertain (`2025?`), an interval (`2025-02-05/2025-02-08`, `2025/..`), or a time of day. Whether the calendar has it is a rule.
    ///
    /// ```
    /// # use statemark::date::Date;
    /// assert!(Date::new("2025-02-05/2025-02-08").is_ok());
    /// assert!(Date::new("6 February 2025").is_err());
    /// assert!(Date::new("2025-02-30").unwrap().impossible().is_some());
    /// ```
    pub struct Date {
        rule: |text| parse(text).is_some(),
        pattern: concat!(
            "^(?:", single!(), "(/(", single!(), "|\\.\\.)?)?|(\\.\\.)?/", single!(),
            "|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+\\-]([01][0-9]|2[0-3])(:[0-5][0-9])?)?)$"
        ),
        expected: "a date such as `2025-02-06`, `2025-02`, `2025`, `2025-02~` or `2025-02-05/2025-02-08` (EDTF level 1)",
        examples: ["2025-02-06", "2025-02", "2025-02-05/2025-02-08", "2025-02~"]
    }
}

/// A day of the proleptic Gregorian calendar, in order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year; 0 is 1 BC.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// The earliest day that the date can mean; nothing where its beginning is open or unknown.
    ///
    /// ```
    /// # use statemark::date::Date;
    /// let day = Date::new("2025-02").unwrap().earliest().unwrap();
    /// assert_eq!((day.year, day.month, day.day), (2025, 2, 1));
    /// ```
    pub fn earliest(&self) -> Option<Day> {
        parse(&self.0)?.0.map(Single::earliest)
    }

    /// The latest day that the date can mean; nothing where its end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        parse(&self.0)?.1.map(Single::latest)
    }

    /// Why no calendar has this date (30 February, the year −0000), or nothing.
    pub fn impossible(&self) -> Option<String> {
        if self.0.split('/').any(|side| side.starts_with("-0000")) {
            return Some("there is no year −0000; the year before 1 is 0000".to_owned());
        }
        let (from, to) = parse(&self.0)?;
        [from, to].into_iter().flatten().find_map(|single| match single.precision {
            Precision::Day(month, day) if day > days_in(single.from, month) => {
                Some(format!("{} {} has {} days", name(month), single.from, days_in(single.from, month)))
            }
            _ => None,
        })
    }

    /// Whether this is an interval whose end lies before its beginning.
    pub fn reversed(&self) -> bool {
        let Some((Some(from), Some(to))) = parse(&self.0) else { return false };
        self.0.contains('/') && to.latest() < from.earliest()
    }
}

/// One side of a date: the years it may lie in, and what is known beyond the year.
#[derive(Clone, Copy)]
struct Single {
    from: i64,
    to: i64,
    precision: Precision,
}

#[derive(Clone, Copy)]
enum Precision {
    Year,
    Season(u8),
    Month(u8),
    Day(u8, u8),
}

impl Single {
    fn earliest(self) -> Day {
        let (month, day) = match self.precision {
            // A season's months differ between the hemispheres.
            Precision::Year | Precision::Season(_) => (1, 1),
            Precision::Month(month) => (month, 1),
            Precision::Day(month, day) => (month, day),
        };
        Day { year: self.from, month, day }
    }

    fn latest(self) -> Day {
        let (year, month, day) = match self.precision {
            // Winter runs into the next year in the north, summer in the south.
            Precision::Season(22 | 24) => (self.to + 1, 3, 31),
            Precision::Year | Precision::Season(_) => (self.to, 12, 31),
            Precision::Month(month) => (self.to, month, days_in(self.to, month)),
            Precision::Day(month, day) => (self.to, month, day),
        };
        Day { year, month, day }
    }
}

fn days_in(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn name(month: u8) -> &'static str {
    match month {
        2 => "February",
        4 => "April",
        6 => "June",
        9 => "September",
        11 => "November",
        _ => "the month",
    }
}

/// The two sides of a date, equal unless it is an interval; nothing for an open or unknown side.
type Sides = (Option<Single>, Option<Single>);

fn parse(text: &str) -> Option<Sides> {
    // Most dates are one day.
    if let Some(day) = plain_day(text.as_bytes()) {
        return Some((Some(day), Some(day)));
    }
    if let Some((from, to)) = text.split_once('/') {
        let side = |side: &str| if matches!(side, "" | "..") { Some(None) } else { single(side).map(Some) };
        return Some((side(from)?, side(to)?)).filter(|(from, to)| from.is_some() || to.is_some());
    }
    let one = match text.split_once('T') {
        Some((day, time)) if is_time(time) => {
            single(day).filter(|one| day.len() == 10 && matches!(one.precision, Precision::Day(..)))?
        }
        Some(_) => return None,
        None => single(text)?,
    };
    Some((Some(one), Some(one)))
}

/// A date that is written `YYYY-MM-DD`, digits all.
fn plain_day(text: &[u8]) -> Option<Single> {
    let [year @ .., b'-', m, n, b'-', d, e] = text else { return None };
    let is_plain = year.len() == 4 && [m, n, d, e].into_iter().chain(year).all(u8::is_ascii_digit);
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'));
    let (month, day) = if is_plain { (number(&[*m, *n]), number(&[*d, *e])) } else { return None };
    let precision = Precision::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let year = i64::from(number(year));
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Single { from: year, to: year, precision })
}

fn single(text: &str) -> Option<Single> {
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    if let Some(long) = text.strip_prefix('Y') {
        let digits = long.strip_prefix('-').unwrap_or(long);
        let right = (5..=9).contains(&digits.len()) && !digits.starts_with('0') && is_digits(digits);
        let year = long.parse().ok().filter(|_| right)?;
        return Some(Single { from: year, to: year, precision: Precision::Year });
    }
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (year, rest) = rest.split_at_checked(4)?;
    let (low, high) = years(year)?;
    let (from, to) = if sign == 1 { (low, high) } else { (-high, -low) };
    let precision = precision(rest)?;
    if year.contains('X') && !rest.is_empty() {
        return None;
    }
    Some(Single { from, to, precision })
}

/// The first and last year that four digits may mean, of which the last one or two may be `X`.
fn years(digits: &str) -> Option<(i64, i64)> {
    let known = digits.trim_end_matches('X');
    if known.len() < 2 || !is_digits(known) {
        return None;
    }
    let span = 10_i64.pow(u32::try_from(4 - known.len()).ok()?);
    let low = known.parse::<i64>().ok()? * span;
    Some((low, low + span - 1))
}

fn precision(rest: &str) -> Option<Precision> {
    if rest.is_empty() {
        return Some(Precision::Year);
    }
    let (month, day) = match rest.strip_prefix('-')?.split_once('-') {
        Some((month, day)) => (month, Some(day)),
        None => (rest.strip_prefix('-')?, None),
    };
    match (month, day) {
        ("XX", None | Some("XX")) => return Some(Precision::Year),
        ("21" | "22" | "23" | "24", None) => return Some(Precision::Season(month.parse().ok()?)),
        _ => {}
    }
    let month = two_digits(month).filter(|month| (1..=12).contains(month))?;
    match day {
        None | Some("XX") => Some(Precision::Month(month)),
        Some(day) => two_digits(day).filter(|day| (1..=31).contains(day)).map(|day| Precision::Day(month, day)),
    }
}

fn is_time(time: &str) -> bool {
    let Some((clock, zone)) = time.split_at_checked(8) else { return false };
    let clock: Vec<Option<u8>> = clock.split(':').map(two_digits).collect();
    let right = matches!(clock[..], [Some(hour), Some(minute), Some(second)] if hour < 24 && minute < 60 && second < 60);
    let offset = |zone: &str| {
        let (hour, minute) = zone.split_once(':').map_or((zone, "00"), |parts| parts);
        two_digits(hour).is_some_and(|hour| hour < 24) && two_digits(minute).is_some_and(|minute| minute < 60)
    };
    right && (matches!(zone, "" | "Z") || zone.strip_prefix(['+', '-']).is_some_and(offset))
}

fn two_digits(text: &str) -> Option<u8> {
    if text.len() == 2 && is_digits(text) { text.parse().ok() } else { None }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_dates_of_level_1_and_no_others() {
        for date in [
            "2025",
            "2025-02",
            "2025-02-06",
            "2025-21",
            "199X",
            "19XX",
            "2025-XX",
            "2025-XX-XX",
            "2025-02-XX",
            "2025?",
            "2025-02~",
            "2025-02-06%",
            "-0044-03-15",
            "Y170000002",
            "2025-02-05/2025-02-08",
            "2025/..",
            "../2025",
            "2025/",
            "/2025",
            "2025-02-06T10:00:00Z",
            "2025-02-06T10:00:00+05:30",
            "2025-02-06T10:00:00-05",
            "2025-02-30",
        ] {
            assert!(Date::holds(date), "{date}");
        }
        for date in [
            "",
            "25",
            "2025-13",
            "2025-2-6",
            "202X-05",
            "2025-XX-06",
            "/",
            "../..",
            "2025/2026/2027",
            "Y2025",
            "2025-02-06T24:00:00",
            "2025-02-06 10:00",
            "2025-02-06T10:00",
            "06.02.2025",
            "2025-02-06?~",
            "２０２５",
        ] {
            assert!(!Date::holds(date), "{date}");
        }
    }

    #[test]
    fn a_season_lasts_as_long_as_in_either_hemisphere() {
        for (season, latest) in
            [("2025-21", (2025, 12, 31)), ("2025-22", (2026, 3, 31)), ("2025-23", (2025, 12, 31)), ("2025-24", (2026, 3, 31))]
        {
            let day = Date::new(season).unwrap().latest().unwrap();
            assert_eq!((day.year, day.month, day.day), latest, "{season}");
        }
    }

    #[test]
    fn knows_the_calendar() {
        assert!(Date::new("2024-02-29").unwrap().impossible().is_none());
        assert!(Date::new("2025-02-29").unwrap().impossible().is_some());
        assert!(Date::new("2025-02-08/2025-02-05").unwrap().reversed());
        assert!(!Date::new("2025-02/2025-02-05").unwrap().reversed());
    }
}
