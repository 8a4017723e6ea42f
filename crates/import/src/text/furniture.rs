//! What is printed on pages and is no part of the text: heads, feet, rules, footnotes.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::lines::Line;
use super::pages;
use crate::dates;

/// Says of each line of furniture why it is left out.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    pages::mark(text, lines);
    let is_paged = lines.last().is_some_and(|line| line.page > 0);
    if is_paged {
        footnotes(text, lines);
    }
    let (mut footnotes_on, mut begins_on) = (None, None);
    // The page on which a footnote goes on that has no end.
    let mut goes_on = None;
    for line in lines.iter_mut().filter(|line| !line.is_blank() && line.left_out.is_none()) {
        let words = &text[line.span.clone()];
        // A line of underscores stands above the footnotes of a page, and also where somebody signs.
        if begins_on.take() == Some(line.page) && (begins_note(words) || goes_on == Some(line.page)) {
            footnotes_on = Some(line.page);
        }
        if footnotes_on == Some(line.page) {
            line.left_out = Some("a footnote");
            goes_on = (!words.ends_with('.')).then_some(line.page + 1);
        } else if is_rule(words) {
            line.left_out = Some("a rule");
            begins_on = (is_paged && words.starts_with("____")).then_some(line.page);
        } else if is_page_number(words) {
            line.left_out = Some("the number of a page");
        }
    }
}

/// Whether a line begins with the number or sign of a footnote: `1`, `1/`, `¹`, `*`, `a/`. A day of a date is none.
fn begins_note(words: &str) -> bool {
    let sign = words.split_whitespace().next().unwrap_or_default();
    let number = sign.trim_end_matches('/').trim_matches(['[', ']']);
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = sign.len() == 2 && sign.ends_with('/') && sign.starts_with(|c: char| c.is_ascii_lowercase());
    let is_sign = words.starts_with(['*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    let is_date = || dates::all(words).first().is_some_and(|found| words.starts_with(&*found.words));
    is_sign || is_letter || is_number && !is_date()
}

/// Footnotes that no line stands above: from the foot of a page upwards, all that begins with a number such as `1/`, of which the text above
/// has the mark.
fn footnotes(text: &str, lines: &mut [Line]) {
    let mut end = lines.len();
    while let Some(last) = (0..end).rfind(|&line| !lines[line].is_blank()) {
        let page = lines[last].page;
        let first = (0..=last).rev().take_while(|&line| lines[line].page == page).last().unwrap_or(last);
        let numbered = numbered(text, lines, first..=last);
        let marks = marks(text, &lines[first..numbered.last().map_or(first, |&(line, _)| line)]);
        if let Some(&(top, _)) = numbered.iter().rev().find(|(_, number)| marks.contains(number)) {
            let of_page = lines[top..=last].iter_mut().filter(|line| !line.is_blank() && line.left_out.is_none());
            of_page.for_each(|line| line.left_out = Some("a footnote"));
        }
        end = first;
    }
}

/// The lines at the foot of a page that begin with a number such as `1/`, from the last upwards to what is something else.
fn numbered<'text>(text: &'text str, lines: &[Line], page: RangeInclusive<usize>) -> Vec<(usize, &'text str)> {
    let mut numbered = Vec::new();
    let first = *page.start();
    for line in page.rev() {
        let number = note_number(&text[lines[line].span.clone()]);
        let is_begun = line == first || lines[line - 1].is_blank() || number.is_some();
        match number {
            Some(number) => numbered.push((line, number)),
            None if !lines[line].is_blank() && is_begun && lines[line].left_out.is_none() => break,
            None => {}
        }
    }
    numbered
}

/// The number that a line begins with: `1` of `1/ See`.
fn note_number(words: &str) -> Option<&str> {
    let number = words.split_once("/ ")?.0;
    Some(number).filter(|number| (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The marks of footnotes in lines, but at their beginnings: `1` of `the report 1/ on`.
fn marks<'text>(text: &'text str, lines: &[Line]) -> HashSet<&'text str> {
    let words = lines.iter().flat_map(|line| text[line.span.clone()].split_whitespace().skip(1));
    let marks = words.filter_map(|word| word.trim_end_matches(['.', ',', ';', ':', ')']).strip_suffix('/'));
    marks.map(|mark| mark.trim_start_matches(|c: char| !c.is_ascii_digit())).collect()
}

/// A line of signs that are all the same, such as `----`, `* * *` or `###`.
fn is_rule(words: &str) -> bool {
    let mut signs = words.chars().filter(|c| *c != ' ');
    let Some(first) = signs.next() else { return false };
    let is_sign = matches!(first, '_' | '-' | '=' | '*' | '#' | '–' | '—' | '.' | '~');
    is_sign && signs.clone().count() >= 2 && signs.all(|c| c == first)
}

/// `- 3 -`, `Page 3`, `Page 3 of 4`. A number alone may be that of a section.
fn is_page_number(words: &str) -> bool {
    let inner = words.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' '));
    let is_number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let lower = inner.to_ascii_lowercase();
    let dashed = words.starts_with(['-', '–', '—']) && words.ends_with(['-', '–', '—']) && is_number(inner);
    let numbers = lower.strip_prefix("page ").map(|rest| rest.split_once(" of ").unwrap_or((rest, "1")));
    dashed || numbers.is_some_and(|(page, of)| is_number(page.trim()) && is_number(of.trim()))
}
