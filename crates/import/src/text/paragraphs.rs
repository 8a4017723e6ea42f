//! Which lines are one paragraph.

use std::collections::HashMap;

use super::lines::Line;
use crate::labels::{Style, label};
use crate::words::is_loud;

/// How much deeper the first line of a paragraph stands than the others.
const INDENT: usize = 3;

/// Lines that are wider are paragraphs.
const LONG: usize = 200;

/// Splits what is not left out into paragraphs, each as the numbers of its lines.
pub(super) fn split(text: &str, lines: &[Line]) -> Vec<Vec<usize>> {
    let margins = margins(lines);
    let width = width(lines);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group = Group::default();
    let mut is_blank_before = false;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            is_blank_before = true;
            continue;
        }
        if line.left_out.is_some() {
            continue;
        }
        let gap = Gap { text, lines, margins: &margins, width, is_blank_before };
        if gap.ends(&group, index) {
            groups.push(std::mem::take(&mut group).lines);
        }
        group.add(index, gap.words(line));
        is_blank_before = false;
    }
    groups.extend(Some(group.lines).filter(|lines| !lines.is_empty()));
    groups
}

/// The lines of a paragraph so far.
#[derive(Default)]
struct Group {
    lines: Vec<usize>,
    /// Whether the first begins with a number.
    is_labelled: bool,
    /// Whether all are in capitals.
    is_loud: bool,
}

impl Group {
    fn add(&mut self, line: usize, words: &str) {
        if self.lines.is_empty() {
            (self.is_labelled, self.is_loud) = (label(words).is_some(), true);
        }
        self.is_loud = self.is_loud && is_loud(words);
        self.lines.push(line);
    }
}

/// What is known of the place between two lines.
struct Gap<'lines> {
    text: &'lines str,
    lines: &'lines [Line],
    margins: &'lines HashMap<usize, usize>,
    width: usize,
    is_blank_before: bool,
}

impl Gap<'_> {
    /// Whether a paragraph ends before a line.
    fn ends(&self, group: &Group, next: usize) -> bool {
        let (Some(&first), Some(&last)) = (group.lines.first(), group.lines.last()) else { return false };
        let (first, before, line) = (&self.lines[first], &self.lines[last], &self.lines[next]);
        let (words, above) = (self.words(line), self.words(before));
        let is_new_page = before.page != line.page;
        if self.is_blank_before && !is_new_page {
            return true;
        }
        let is_end = above.ends_with(['.', ';', ':', '!', '?', '”', '"']);
        let labelled = label(words).is_some_and(|label| is_strong(label.style));
        if labelled && (is_end || above.ends_with([',', ')']) || above.ends_with(" and") || above.ends_with(" or")) {
            return true;
        }
        let (indent, indent_before) = (self.indent(line), self.indent(before));
        let hangs =
            group.is_labelled && line.indent > first.indent && (before.span == first.span || before.indent > first.indent);
        if is_new_page {
            return indent >= INDENT && !hangs || is_end && indent < INDENT && !starts_small(words);
        }
        if indent >= INDENT && indent_before < INDENT && !hangs {
            return true;
        }
        // Both lines are the first of a paragraph.
        let is_level = indent >= INDENT && indent.abs_diff(indent_before) < INDENT && !hangs;
        if is_level && (is_end || above.ends_with(',')) {
            return true;
        }
        if self.width > LONG || group.is_loud && !is_loud(words) {
            return true;
        }
        // The last line of a paragraph is short.
        let is_short = (indent_before + before.width) * 10 < self.width * 6;
        is_end && is_short && !starts_small(words) && group.lines.len() > 1
    }

    fn words(&self, line: &Line) -> &str {
        &self.text[line.span.clone()]
    }

    /// How much deeper a line stands than most of its page.
    fn indent(&self, line: &Line) -> usize {
        line.indent.saturating_sub(self.margins.get(&line.page).copied().unwrap_or(0))
    }
}

/// Labels that no word at the beginning of a line looks like.
fn is_strong(style: Style) -> bool {
    !matches!(style, Style::Capital)
}

fn starts_small(words: &str) -> bool {
    words.starts_with(|c: char| c.is_lowercase())
}

/// The commonest indent of each page: where lines begin that are not the first of a paragraph.
fn margins(lines: &[Line]) -> HashMap<usize, usize> {
    let mut counts: HashMap<usize, HashMap<usize, usize>> = HashMap::new();
    for line in lines.iter().filter(|line| !line.is_blank() && line.left_out.is_none()) {
        *counts.entry(line.page).or_default().entry(line.indent).or_default() += 1;
    }
    let commonest = |counts: HashMap<usize, usize>| {
        counts.into_iter().max_by_key(|&(indent, count)| (count, std::cmp::Reverse(indent))).map_or(0, |(indent, _)| indent)
    };
    counts.into_iter().map(|(page, counts)| (page, commonest(counts))).collect()
}

/// How wide the lines are: nine of ten are no wider.
fn width(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().filter(|line| !line.is_blank()).map(|line| line.width).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0)
}
