//! Printed numbers of sections and clauses: which one repeats in what is else a sequence.

use std::collections::HashMap;

/// The one number that stands twice in a list, as the places of both, the second being the one out of step. Nothing where lists restart, or many numbers repeat: printed
/// numbers do all that, and only a single one out of step is a mistake of the coder.
pub(crate) fn repeated<'list>(numbers: impl Iterator<Item = (usize, &'list str)> + Clone) -> Option<(usize, usize)> {
    // Numbers in order, which nearly all are, cost no memory.
    if rises(numbers.clone()) {
        return None;
    }
    let list: Vec<(usize, &str)> = numbers.collect();
    let mut first = HashMap::new();
    let mut pairs = Vec::new();
    for (at, (_, number)) in list.iter().enumerate() {
        let seen = *first.entry(*number).or_insert(at);
        if seen != at {
            pairs.push((seen, at));
        }
        if pairs.len() > 1 {
            return None;
        }
    }
    let &(one, two) = pairs.first()?;
    let style = style(list[two].1)?;
    let same_style = list.iter().all(|(_, number)| self::style(number).is_some_and(|other| other == style));
    if !same_style || list.len() < 3 || restarts(&list, one, two) {
        return None;
    }
    // Where only the first breaks the order, it is the mistake.
    let (right, odd) = if in_step(&list, two) && !in_step(&list, one) { (two, one) } else { (one, two) };
    Some((list[right].0, list[odd].0))
}

/// Whether the numbers grow, as far as digits can tell.
fn rises<'list>(numbers: impl Iterator<Item = (usize, &'list str)>) -> bool {
    let mut last = 0;
    for (_, number) in numbers {
        match digits(number) {
            Some(value) if value > last => last = value,
            _ => return false,
        }
    }
    true
}

/// Whether a number is greater than the one before it and less than the one after it, as far as they have values.
fn in_step(list: &[(usize, &str)], at: usize) -> bool {
    let value_at = |at: usize| list.get(at).and_then(|(_, number)| value(number));
    let (before, here, after) = (at.checked_sub(1).and_then(value_at), value_at(at), value_at(at + 1));
    let rises = |one: Option<u32>, two: Option<u32>| one.zip(two).is_none_or(|(one, two)| one < two);
    rises(before, here) && rises(here, after)
}

/// Whether a list may begin again at the second place: it has the number that the list began with, and nothing behind it says that the
/// first list goes on.
fn restarts(list: &[(usize, &str)], one: usize, two: usize) -> bool {
    let value_at = |at: usize| list.get(at).and_then(|(_, number)| value(number));
    let begins = one == 0 && value_at(one).is_none_or(|first| first == 1);
    begins && list.get(two + 1).is_none_or(|_| value_at(two + 1).zip(value_at(two)).is_none_or(|(next, here)| next == here + 1))
}

/// The signs around a number and what it is made of: `(a)` and `(b)` are of one style, `2.` and `(a)` are not.
fn style(number: &str) -> Option<Vec<char>> {
    let mut style: Vec<char> = number
        .chars()
        .map(|c| match c {
            '0'..='9' => '0',
            c if c.is_lowercase() => 'a',
            c if c.is_uppercase() => 'A',
            c if c.is_alphanumeric() => '?',
            c => c,
        })
        .collect();
    style.dedup();
    style.iter().any(|c| c.is_alphanumeric() || *c == '?').then_some(style)
}

/// The value of a number in digits, a letter or a Roman number; nothing for others.
fn value(number: &str) -> Option<u32> {
    digits(number).or_else(|| {
        let bare = number.trim_matches(|c: char| !c.is_ascii_alphabetic()).to_ascii_lowercase();
        match bare.as_bytes() {
            [letter @ b'a'..=b'z'] if !b"ivx".contains(letter) => Some(u32::from(letter - b'a') + 1),
            _ => roman(&bare),
        }
    })
}

/// The value of the only digits in a number.
fn digits(number: &str) -> Option<u32> {
    let bare = number.trim_matches(|c: char| !c.is_ascii_digit());
    if bare.bytes().all(|byte| byte.is_ascii_digit()) { bare.parse().ok() } else { None }
}

fn roman(letters: &str) -> Option<u32> {
    let worth = |letter: u8| match letter {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let values: Vec<u32> =
        letters.bytes().map(worth).collect::<Option<_>>().filter(|values: &Vec<u32>| (1..=8).contains(&values.len()))?;
    let sum = |sum: u32, (at, value): (usize, &u32)| match values.get(at + 1) {
        Some(next) if next > value => sum.wrapping_sub(*value),
        _ => sum.wrapping_add(*value),
    };
    Some(values.iter().enumerate().fold(0, sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: &str) -> Option<(usize, usize)> {
        repeated(numbers.split_whitespace().enumerate())
    }

    #[test]
    fn one_number_out_of_step_is_told() {
        assert_eq!(of("1. 2. 3. 3. 4."), Some((2, 3)));
        assert_eq!(of("1. 2. 2. 4."), Some((1, 2)));
        assert_eq!(of("1. 2. 2."), Some((1, 2)));
        assert_eq!(of("1. 2. 8. 4. 8. 9."), Some((4, 2)));
        assert_eq!(of("1. 1. 3. 4."), Some((0, 1)));
        assert_eq!(of("(a) (b) (c) (b)"), Some((1, 3)));
        assert_eq!(of("I. II. II. IV."), Some((1, 2)));
        assert_eq!(of("OP1 OP2 OP2"), Some((1, 2)));
        assert_eq!(of("2. 3. 2. 5."), Some((0, 2)));
        assert_eq!(of("3. 2. 3. 4."), Some((2, 0)));
    }

    #[test]
    fn lists_that_restart_and_styles_that_mix_are_not() {
        for numbers in [
            "1. 2. 3.",
            "1. 1. 1.",
            "1. 2. 1. 2.",
            "1. 2. 3. 1.",
            "1. 1. 2. 3.",
            "1. (a) (b) 2. (a) 3.",
            "• • 1.",
            "1. 1.",
            "5. 3. 4.",
            "– –",
            "(i) (ii) (i) (ii)",
            "I. II. I.",
            "",
        ] {
            assert_eq!(of(numbers), None, "{numbers}");
        }
    }

    #[test]
    fn values_of_numbers() {
        let values = ["12.", "(c)", "iv", "IX.", "OP3", "2bis", "mm"].map(value);
        assert_eq!(values, [Some(12), Some(3), Some(4), Some(9), Some(3), Some(2), None]);
    }
}
