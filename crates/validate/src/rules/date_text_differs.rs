//! A date in words that names another year than the date.

use statemark::action::Action;
use statemark::date::Date;
use statemark::pointer::Pointer;
use statemark::statement::Statement;

use crate::context::Context;
use crate::days::{LOOSE, certain};
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "date-text-differs",
    severity: Severity::Warning,
    category: Category::Dates,
    since: "0.1.0",
    summary: "`date_text` or `due_text` prints a year that is not that of `date` or `due`.",
    why: "The printed words are the proof of the date. Where they name another year, one of the two was mistyped. \
          Years of other calendars, and words that count from another day (\"within a year of June 2024\"), are left alone.",
    example: r#""date_text": "done this sixth day of February 2024""#,
    mend: "Write into `date` the day that the words mean, and into `date_text` the words as they are printed.",
    seen: Some("dig-eg-gaz/content #948: `when` is 1905-07-13 on the printed date \"Thursday, January 23, 1908\"."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    let mut remarks = Remarks::default();
    if let Some(words) = &statement.date_text
        && let Some(year) = printed(statement)
    {
        remarks.push(remark(&statement.date, "date", words.as_str(), year, Trail::new("date_text").pointer()));
    }
    for at in context.outline.clauses() {
        for (index, action) in at.clause.actions.iter().enumerate() {
            if let (Some(due), Some(words)) = (&action.due, &action.due_text)
                && let Some(year) = printed_due(statement, action)
            {
                let pointer = at.trail().key("actions").index(index).key("due_text").pointer();
                remarks.push(remark(due, "due", words.as_str(), year, pointer));
            }
        }
    }
    remarks
}

/// The year that `date_text` names, if it is another than that of `date`.
pub(super) fn printed(statement: &Statement) -> Option<i64> {
    other_year(&statement.date, statement.date_text.as_ref()?.as_str())
}

/// The year that `due_text` names, if it is another than that of `due`.
pub(super) fn printed_due(statement: &Statement, action: &Action) -> Option<i64> {
    let words = action.due_text.as_ref()?.as_str();
    // Words that count from another day are known in English only.
    let plain = statement.language.as_str().starts_with("en") && !counts_from_elsewhere(words);
    other_year(action.due.as_ref().filter(|_| plain)?, words)
}

fn remark(date: &Date, field: &str, words: &str, year: i64, pointer: Pointer) -> Remark {
    let message = format!("\"{words}\" names the year {year}, but `{field}` is \"{date}\"");
    Remark::new(pointer, message).help(format!("correct `{field}`, or write the words as they are printed"))
}

/// Whether words such as "within a year of June 2024" name the year of another day than the due one.
fn counts_from_elsewhere(words: &str) -> bool {
    const RELATIVE: &[&str] = &[
        "within",
        "after",
        "before",
        "following",
        "from",
        "since",
        "prior",
        "ahead",
        "fiscal",
        "fy",
        "season",
        "session",
        "year",
        "years",
        "winter",
    ];
    words.split(|c: char| !c.is_alphanumeric()).any(|word| RELATIVE.contains(&word.to_lowercase().as_str()))
}

/// A year that the words name, where it and all others that they name differ from that of the date, in any calendar that is known.
fn other_year(date: &Date, words: &str) -> Option<i64> {
    let (from, to) = (date.earliest()?.year, date.latest()?.year);
    if date.reversed() || to - from > 100 {
        return None;
    }
    let loose = if certain(date) { 0 } else { LOOSE };
    // The year began in March in England before 1752, and days of the Julian calendar may lie in another year.
    let slack = loose + i64::from(from < 1930);
    let ethiopian = words.contains("E.C.") || words.contains("thiop") || !words.is_ascii();
    let may_be = |year: i64| {
        (from - slack..=to + slack).contains(&year)
            || (from - loose..=to + loose)
                .any(|date| is_year_elsewhere(date, year) || (ethiopian && matches!(date - year, 7 | 8)))
    };
    let mut years = years(words).take(16);
    let first = years.next()?;
    (!may_be(first) && !years.any(may_be)).then_some(first)
}

/// The numbers of four digits in words, as years.
fn years(words: &str) -> impl Iterator<Item = i64> {
    let parts = words.split(|c: char| !c.is_alphanumeric());
    let four = parts.filter(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    four.filter_map(|part| part.parse().ok()).filter(|year| (1000..=2999).contains(year))
}

/// Whether a year of another calendar can be the same as one of ours: Buddhist, Nepali, Persian, Indian, Bengali, Coptic or Hijri.
fn is_year_elsewhere(date: i64, year: i64) -> bool {
    // Twelve moons are shorter than a year: 33 years of the Hijra are 32 of ours.
    let hijri = (date - 622) * 33 / 32 + 1;
    matches!(year - date, 543 | 544 | 56 | 57 | -621 | -622 | -78 | -79 | -593 | -594 | -283 | -284)
        || (hijri - 2..=hijri + 1).contains(&year)
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    fn dated(date: &str, words: &str) -> String {
        messages("date-text-differs", &with(&format!(r#""date": "{date}", "date_text": "{words}""#)))
    }

    fn due(due: &str, words: &str) -> String {
        let text = clause(&format!(r#""actions": [{{"what": "act", "due": "{due}", "due_text": "{words}"}}]"#));
        messages("date-text-differs", &text)
    }

    #[test]
    fn finds_another_year() {
        insta::assert_snapshot!([dated("2025-02-06", "6 February 2024"), dated("2025~", "6 February 1988"), due("2026-12-31", "by the end of 2027")].join("\n"), @r#"
        /date_text: "6 February 2024" names the year 2024, but `date` is "2025-02-06" (correct `date`, or write the words as they are printed)
        /date_text: "6 February 1988" names the year 1988, but `date` is "2025~" (correct `date`, or write the words as they are printed)
        /sections/0/clauses/0/actions/0/due_text: "by the end of 2027" names the year 2027, but `due` is "2026-12-31" (correct `due`, or write the words as they are printed)
        "#);
    }

    #[test]
    fn passes_the_same_year_and_words_without_one() {
        for (date, words) in [
            ("2025-02-06", "6 February 2025, by resolution 1373 of 2001"),
            ("2024-12-30/2025-01-02", "done at the turn of 2025"),
            ("2025-06-11", "11 June of last year"),
            ("1967-11-22", "at the 1382nd meeting, S1382"),
            ("2025~", "about 2024"),
            ("Y-99999999/Y99999999", "in 2024"),
            ("2025/..", "since 2020"),
            ("1696-03-02", "20 February 1695"),
            ("1918-01-07", "25 December 1917, old style"),
        ] {
            assert_eq!(dated(date, words), "", "{words}");
        }
    }

    #[test]
    fn passes_other_calendars() {
        for (date, words) in [
            ("2025-02-06", "6 February 2568 (B.E.)"),
            ("2025-02-06", "8 Shaban 1446"),
            ("1961-07-11", "27 Muharram 1381"),
            ("2025-02-06", "18 Bahman 1403"),
            ("2025-02-06", "24 Magh 2081"),
            ("2025-02-06", "29 Tir 2017 E.C."),
            ("2025-02-06", "17 Magha 1946 (Saka)"),
            ("2022-07-14", "15th day of Tamuz, 5782"),
        ] {
            assert_eq!(dated(date, words), "", "{words}");
        }
    }

    #[test]
    fn passes_due_words_that_count_from_another_day() {
        for words in ["within six months of 2024", "before the 2027 summit", "fiscal year 2027", "as early as possible"] {
            assert_eq!(due("2026-12-31", words), "", "{words}");
        }
    }
}
