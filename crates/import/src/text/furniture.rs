//! What is printed on pages and is no part of the text: heads, feet, rules, footnotes.

use super::lines::Line;
use super::pages;

/// Says of each line of furniture why it is left out.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    pages::mark(text, lines);
    let is_paged = lines.last().is_some_and(|line| line.page > 0);
    if is_paged {
        footnotes(text, lines);
    }
    let mut footnotes_on = None;
    for line in lines.iter_mut().filter(|line| !line.is_blank() && line.left_out.is_none()) {
        let words = &text[line.span.clone()];
        if footnotes_on == Some(line.page) {
            line.left_out = Some("a footnote");
        } else if is_rule(words) {
            line.left_out = Some("a rule");
            // A line of underscores stands above the footnotes of a page.
            footnotes_on = (is_paged && words.starts_with("____")).then_some(line.page);
        } else if is_page_number(words) {
            line.left_out = Some("the number of a page");
        }
    }
}

/// Footnotes that no line stands above: from the foot of a page upwards, all that begins with a number such as `1/`.
fn footnotes(text: &str, lines: &mut [Line]) {
    let is_numbered = |line: &Line| {
        let number = text[line.span.clone()].split_once("/ ").map(|(number, _)| number);
        number.is_some_and(|number| (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut end = lines.len();
    while let Some(last) = (0..end).rfind(|&line| !lines[line].is_blank()) {
        let page = lines[last].page;
        let first = (0..=last).rev().take_while(|&line| lines[line].page == page).last().unwrap_or(last);
        // Up to the first line of a footnote, above which is no other.
        let mut top = last + 1;
        for line in (first..=last).rev() {
            let is_begun = line == first || lines[line - 1].is_blank() || is_numbered(&lines[line]);
            let is_other = !lines[line].is_blank() && is_begun && lines[line].left_out.is_none() && !is_numbered(&lines[line]);
            if is_other {
                break;
            }
            if is_numbered(&lines[line]) {
                top = line;
            }
        }
        let of_page = lines[top..=last].iter_mut().filter(|line| !line.is_blank() && line.left_out.is_none());
        of_page.for_each(|line| line.left_out = Some("a footnote"));
        end = first;
    }
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
