//! A number missing in a series.

use statemark::pointer::Pointer;

use crate::dataset::Remark;
use crate::dataset::series::Number;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "series-gap",
    severity: Severity::Information,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "The numbers of a series (`S/RES/7`, `S/RES/8`, `S/RES/10`) have a gap: at least three are there, from the same issuers, and fewer than half as many are missing.",
    why: "A statement may have been left out when the set was made, and every count lacks it.",
    example: r#""identifiers": {"un-symbol": "S/RES/7 (1946)"}
"identifiers": {"un-symbol": "S/RES/8 (1946)"}
"identifiers": {"un-symbol": "S/RES/10 (1946)"}"#,
    mend: "Add the statement, or correct the number. Some numbers were never given: leave those.",
    seen: Some(
        "Missing resolutions of the General Assembly (UNxml/GAresolutions#1) and protocols of the Swedish parliament (welfare-state-analytics/riksdagen-corpus#321).",
    ),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for mut numbers in set.series() {
        numbers.sort_by_key(|number| (number.value, number.statement));
        // Where later numbers have earlier years, the count begins again each year.
        if numbers.is_sorted_by_key(|number| number.year) {
            remarks.extend(gaps(&numbers));
        } else {
            numbers.sort_by_key(|number| (number.year, number.value, number.statement));
            numbers.chunk_by(|one, other| one.year == other.year).for_each(|year| remarks.extend(gaps(year)));
        }
    }
    remarks
}

/// From how many numbers on there is a series, and not a choice from one.
const SERIES: usize = 3;

/// The gaps of a series in which fewer than half as many numbers are missing as are there.
fn gaps(numbers: &[Number]) -> Vec<Remark> {
    let known = numbers.chunk_by(|one, other| one.value == other.value).map(|same| same[0]).collect::<Vec<_>>();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
    let missing = (last.value - first.value) as usize + 1 - known.len();
    if known.len() < SERIES || missing * 2 >= known.len() {
        return Vec::new();
    }
    let identifiers = || Pointer::root().key("identifiers");
    let pairs = known.windows(2).filter(|pair| pair[1].value > pair[0].value + 1);
    let remark = |pair: &[Number]| {
        let (from, to) = (pair[0].value + 1, pair[1].value - 1);
        let missing = if from == to { format!("number {from} is") } else { format!("numbers {from} to {to} are") };
        let message = format!(
            "{missing} missing before this one: the set has {} of the series, from {} to {}",
            known.len(),
            first.value,
            last.value
        );
        let help = "add what is missing, or correct the number; or leave it if that number was never given";
        Remark::new(pair[1].statement, identifiers(), message, help).see(
            pair[0].statement,
            identifiers(),
            "the number before the gap",
        )
    };
    pairs.map(remark).collect()
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    fn set(values: &[&str]) -> String {
        let line = |value: &&str| format!("\"identifiers\": {{\"un-symbol\": \"{value}\"}}\n");
        values.iter().map(line).collect::<Vec<_>>().concat()
    }

    #[test]
    fn finds_what_is_missing_in_a_series() {
        let found = [
            messages("series-gap", &set(&["S/RES/9 (2023)", "S/RES/7 (2022)", "S/RES/10 (2023)"])),
            messages("series-gap", &set(&["A/RES/73/1", "A/RES/73/2", "A/RES/73/3", "A/RES/73/4", "A/RES/73/5", "A/RES/73/8"])),
            messages("series-gap", &set(&["D/1 (2020)", "D/2 (2020)", "D/4 (2020)", "D/1 (2021)", "D/2 (2021)", "D/3 (2021)"])),
        ];
        insta::assert_snapshot!(found.join("\n"), @"
        1/identifiers: number 8 is missing before this one: the set has 3 of the series, from 7 to 10 (add what is missing, or correct the number; or leave it if that number was never given) [2/identifiers: the number before the gap]
        6/identifiers: numbers 6 to 7 are missing before this one: the set has 6 of the series, from 1 to 8 (add what is missing, or correct the number; or leave it if that number was never given) [5/identifiers: the number before the gap]
        3/identifiers: number 3 is missing before this one: the set has 3 of the series, from 1 to 4 (add what is missing, or correct the number; or leave it if that number was never given) [2/identifiers: the number before the gap]
        ");
    }

    #[test]
    fn passes_whole_series_and_what_is_a_choice_from_one() {
        for values in [
            &["S/RES/7", "S/RES/8", "S/RES/9"][..],
            &["S/RES/7", "S/RES/9"],
            &["S/RES/242 (1967)", "S/RES/687 (1991)", "S/RES/1373 (2001)"],
            &["S/RES/1", "S/RES/3", "S/RES/5", "S/RES/7"],
            &["S/RES/7", "S/RES/8", "A/RES/10"],
            &["S/RES/7", "S/RES/9", "S/RES/9", "S/RES/9"],
        ] {
            assert_eq!(messages("series-gap", &set(values)), "", "{values:?}");
        }
    }

    #[test]
    fn passes_the_numbers_of_other_issuers() {
        let other = r#""identifiers": {"un-symbol": "S/RES/10"}, "issuers": ["y"], "entities": [{"id": "y", "kind": "state", "name": "Y"}]"#;
        assert_eq!(messages("series-gap", &format!("{}{other}", set(&["S/RES/7", "S/RES/8"]))), "");
    }
}
