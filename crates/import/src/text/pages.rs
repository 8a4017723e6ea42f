//! Heads and feet of pages.

use std::collections::{HashMap, HashSet};

use super::lines::Line;

/// The most lines that the head or the foot of a page has.
const MOST: usize = 4;

/// How many of the first lines hold what later heads repeat: the masthead and the title.
const FIRST: usize = 30;

/// Marks the heads and feet of pages, where there is more than one.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    let pages = pages(lines);
    if pages.len() < 2 {
        return;
    }
    let (heads, feet): (Vec<_>, Vec<_>) = pages.iter().map(|page| (head(page), foot(page))).unzip();
    let (repeated_heads, repeated_feet) = (repeated(text, lines, &heads), repeated(text, lines, &feet));
    let beginning = beginning(text, lines);
    for (index, block) in heads.into_iter().enumerate() {
        let words = words(text, lines, &block);
        let repeats = repeated_heads.contains(&normal(&words));
        // What stands on the first page is a masthead, unless later ones repeat it.
        let is_head = repeats || index > 0 && (is_number(&words) || repeats_beginning(text, lines, &block, &beginning));
        leave_out(lines, &block, is_head, "the head of a page");
    }
    for block in feet {
        let words = words(text, lines, &block);
        let is_foot = is_number(&words) || repeated_feet.contains(&normal(&words));
        leave_out(lines, &block, is_foot, "the foot of a page");
    }
}

fn leave_out(lines: &mut [Line], block: &[usize], is_furniture: bool, reason: &'static str) {
    if is_furniture {
        for &line in block {
            lines[line].left_out = Some(reason);
        }
    }
}

/// The lines with words of each page that has any.
fn pages(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        match pages.last_mut().filter(|_| last == Some(line.page)) {
            Some(page) => page.push(index),
            None => pages.push(vec![index]),
        }
        last = Some(line.page);
    }
    pages
}

/// The lines at the top of a page, up to an empty one; none where they are too many.
fn head(page: &[usize]) -> Vec<usize> {
    let together = page.windows(2).take_while(|pair| pair[1] == pair[0] + 1).count() + 1;
    if together > MOST || together == page.len() && page.len() > 1 { Vec::new() } else { page[..together].to_vec() }
}

/// The same at the bottom.
fn foot(page: &[usize]) -> Vec<usize> {
    let together = page.windows(2).rev().take_while(|pair| pair[1] == pair[0] + 1).count() + 1;
    if together > MOST || together == page.len() { Vec::new() } else { page[page.len() - together..].to_vec() }
}

fn words(text: &str, lines: &[Line], block: &[usize]) -> String {
    let words: Vec<&str> = block.iter().flat_map(|&line| text[lines[line].span.clone()].split_whitespace()).collect();
    words.join(" ")
}

/// The words, with each number as one sign: numbers of pages count up.
fn normal(words: &str) -> String {
    let mut normal = String::new();
    for c in words.chars() {
        match c {
            '0'..='9' if normal.ends_with('#') => {}
            '0'..='9' => normal.push('#'),
            c => normal.push(c),
        }
    }
    normal
}

/// What stands in the same words on two pages that follow each other or have one between them: left and right pages may differ.
fn repeated(text: &str, lines: &[Line], blocks: &[Vec<usize>]) -> HashSet<String> {
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut repeated = HashSet::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| !block.is_empty()) {
        let normal = normal(&words(text, lines, block));
        if last.insert(normal.clone(), index).is_some_and(|last| index - last <= 2) {
            repeated.insert(normal);
        }
    }
    repeated
}

/// Whether this is the number of a page or a document: each word has a digit, or is one that goes with it.
fn is_number(words: &str) -> bool {
    let goes_with = |word: &str| {
        matches!(word.to_lowercase().as_str(), "page" | "of" | "p." | "-" | "–" | "—" | "|" | "/")
            || word.len() == 3 && word.starts_with('(') && word.ends_with(')')
    };
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let has_sign_only = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || "-/.*()".contains(c));
    words.split(' ').any(has_digit)
        && words.split(' ').all(|word| goes_with(word) || has_digit(word) && has_sign_only(word))
        && words.len() <= 80
}

/// The words that the first page begins with, with a space around each.
fn beginning(text: &str, lines: &[Line]) -> String {
    let first: Vec<usize> = (0..lines.len().min(FIRST)).filter(|&line| lines[line].page == 0).collect();
    format!(" {} ", words(text, lines, &first))
}

/// Whether each line has only what the first page begins with, in its order, but for symbols; and there is one.
fn repeats_beginning(text: &str, lines: &[Line], block: &[usize], beginning: &str) -> bool {
    let is_symbol = |word: &str| {
        word.contains('/') && word.bytes().any(|byte| byte.is_ascii_digit()) && beginning.contains(&format!(" {word} "))
    };
    let mut has_symbol = false;
    let repeats = block.iter().all(|&line| {
        let words = text[lines[line].span.clone()].split_whitespace();
        let (symbols, words): (Vec<&str>, Vec<&str>) = words.partition(|word| is_symbol(word));
        has_symbol |= !symbols.is_empty();
        words.is_empty() || beginning.contains(&format!(" {} ", words.join(" ")))
    });
    has_symbol && repeats && !block.is_empty()
}
