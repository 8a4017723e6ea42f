//! Dates of EDTF in words, where the notation is not plain.

use statemark::date::Date;

/// A date as a reader takes it in: `2025-02-05 to 2025-02-08`, `about 2025-02`.
pub(super) fn words(date: &Date) -> String {
    match date.as_str().split_once('/') {
        None => side(date.as_str()),
        Some((from, "" | "..")) => format!("from {}", side(from)),
        Some(("" | "..", to)) => format!("until {}", side(to)),
        Some((from, to)) => format!("{} to {}", side(from), side(to)),
    }
}

fn side(text: &str) -> String {
    if let Some(date) = text.strip_suffix('~') {
        return format!("about {}", season(date));
    }
    if let Some(date) = text.strip_suffix('?') {
        return format!("perhaps {}", season(date));
    }
    text.strip_suffix('%').map_or_else(|| season(text), |date| format!("perhaps about {}", season(date)))
}

fn season(text: &str) -> String {
    let seasons = [("-21", "spring"), ("-22", "summer"), ("-23", "autumn"), ("-24", "winter")];
    let found = seasons.iter().find_map(|(code, name)| Some((text.strip_suffix(code)?, name)));
    match found {
        // A month and day end so too.
        Some((year, name)) if !year.trim_start_matches('-').contains('-') => format!("{name} {year}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_becomes_words() {
        for (date, expected) in [
            ("2025-02-06", "2025-02-06"),
            ("2025-02-22", "2025-02-22"),
            ("2025-22~", "about summer 2025"),
            ("-0044-23", "autumn -0044"),
            ("2025-02?", "perhaps 2025-02"),
            ("2025%", "perhaps about 2025"),
            ("2025-02-05/2025-02-08~", "2025-02-05 to about 2025-02-08"),
            ("2025/..", "from 2025"),
            ("/2025-24", "until winter 2025"),
        ] {
            assert_eq!(words(&Date::new(date).unwrap()), expected);
        }
    }
}
