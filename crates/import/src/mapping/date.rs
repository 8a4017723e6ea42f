//! Dates as records write them: `DD.MM.YYYY`, `MONTH D, YYYY` …

/// The order of a date's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// Whether anything may follow, such as a time.
    is_open: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    MonthName,
    Day,
    Literal(char),
}

const HELP: &str = "write the order with YYYY, MM, DD or MONTH for its English name, such as `date DD.MM.YYYY`; `*` at the end stands for anything";

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

impl Pattern {
    /// A pattern, or how to write one.
    pub(super) fn new(text: &str) -> Result<Self, &'static str> {
        let (mut rest, is_open) = text.strip_suffix('*').map_or((text, false), |text| (text, true));
        let mut parts = Vec::new();
        while let Some(first) = rest.chars().next() {
            let known = [("YYYY", Part::Year), ("MONTH", Part::MonthName), ("MM", Part::Month), ("DD", Part::Day)];
            let (length, part) = match known.into_iter().find(|(name, _)| rest.starts_with(name)) {
                Some((name, part)) => (name.len(), part),
                None if first.is_alphanumeric() => return Err(HELP),
                None => (first.len_utf8(), Part::Literal(first)),
            };
            parts.push(part);
            rest = &rest[length..];
        }
        let has = |part: &Part| parts.contains(part);
        let has_month = has(&Part::Month) || has(&Part::MonthName);
        if has(&Part::Year) && (has_month || !has(&Part::Day)) { Ok(Self { parts, is_open }) } else { Err(HELP) }
    }

    /// A date in this order, as the format writes it: `2025-02-06`, `2025-02`, `2025`.
    pub(super) fn read(&self, text: &str) -> Option<String> {
        let mut rest = text.trim();
        let (mut year, mut month, mut day) = (None, None, None);
        for part in &self.parts {
            match part {
                Part::Year => year = Some(digits(&mut rest, 4, 4)?),
                Part::Month => month = Some(digits(&mut rest, 1, 2)?),
                Part::Day => day = Some(digits(&mut rest, 1, 2)?),
                Part::MonthName => month = Some(month_name(&mut rest)?),
                Part::Literal(' ') => rest = rest.trim_start(),
                Part::Literal(literal) => rest = rest.strip_prefix(*literal)?,
            }
        }
        if !self.is_open && !rest.is_empty() {
            return None;
        }
        let mut date = format!("{:04}", year?);
        for part in [month, day].into_iter().flatten() {
            date.extend(["-", &format!("{part:02}")]);
        }
        Some(date)
    }
}

fn digits(rest: &mut &str, least: usize, most: usize) -> Option<u32> {
    let length = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let number = rest[..length].parse().ok().filter(|_| length >= least);
    *rest = &rest[length..];
    number
}

fn month_name(rest: &mut &str) -> Option<u32> {
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = rest[..length].to_ascii_lowercase();
    *rest = rest[length..].trim_start_matches('.');
    let is_named = |month: &str| month == name || (name.len() >= 3 && month.starts_with(&name));
    MONTHS.iter().position(|month| is_named(month)).and_then(|index| u32::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn dates_are_read_in_their_order() {
        let read = |pattern: &str, text: &str| Pattern::new(pattern).unwrap_or_else(|help| panic!("{help}")).read(text);
        for (pattern, text, date) in [
            ("DD.MM.YYYY", "6.2.2025", Some("2025-02-06")),
            ("YYYYMMDD", "20250206", Some("2025-02-06")),
            ("MONTH DD, YYYY", "February 6, 2025", Some("2025-02-06")),
            ("DD MONTH YYYY", "6 Sept. 2025", Some("2025-09-06")),
            ("YYYY-MM-DD*", "2025-02-06T10:00:00Z", Some("2025-02-06")),
            ("MM/YYYY", "2/2025", Some("2025-02")),
            ("YYYY", "2025", Some("2025")),
            ("YYYY-MM-DD", "2025-02-06T10:00:00Z", None),
            ("DD MONTH YYYY", "6 Ju 2025", None),
            ("YYYY", "25", None),
        ] {
            assert_eq!(read(pattern, text).as_deref(), date, "{pattern}: {text}");
        }
        for pattern in ["", "DD.MM", "DD YYYY", "%Y-%m", "YY-MM-DD", "YYYY-M-D"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
    }
}
