//! Heads and feet of pages.

use std::collections::{HashMap, HashSet};

use super::lines::Line;

/// The most lines that the head or the foot of a page has.
const MOST: usize = 4;

/// How many of the first lines hold what later heads repeat: the masthead and the title.
const FIRST: usize = 30;

/// The most words of these.
const MOST_WORDS: usize = 1_000;

/// Marks the heads and feet of pages, where there is more than one.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    let pages = pages(lines);
    if pages.len() < 2 {
        return;
    }
    let (heads, feet): (Vec<_>, Vec<_>) = pages.iter().map(|page| (head(page), foot(page))).unzip();
    let (repeated_heads, repeated_feet) = (repeated(text, lines, &heads), repeated(text, lines, &feet));
    let beginning = Beginning::of(text, lines);
    for (index, block) in heads.into_iter().enumerate() {
        let words = words(text, lines, &block);
        let repeats = repeated_heads[index];
        // What stands on the first page is a masthead, unless later ones repeat it.
        let is_head = repeats || index > 0 && (is_number(&words) || beginning.is_repeated_by(text, lines, &block));
        leave_out(lines, &block, is_head, "the head of a page");
    }
    for (index, block) in feet.into_iter().enumerate() {
        let is_foot = is_number(&words(text, lines, &block)) || repeated_feet[index];
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

/// Which blocks other pages repeat: to the letter, on a page that follows or the next but one, since left and right pages may differ; or on
/// three pages, with numbers that count the pages.
fn repeated(text: &str, lines: &[Line], blocks: &[Vec<usize>]) -> Vec<bool> {
    let heads =
        blocks.iter().map(|block| Head::new(words(text, lines, block), block.first().map_or(0, |&line| lines[line].page)));
    let heads: Vec<Head> = heads.collect();
    let mut alike: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut last: HashMap<&str, usize> = HashMap::new();
    let mut to_the_letter = HashSet::new();
    for (index, head) in heads.iter().enumerate().filter(|(_, head)| !head.words.is_empty()) {
        alike.entry(&head.form).or_default().push(index);
        if last.insert(&head.words, index).is_some_and(|last| index - last <= 2) {
            to_the_letter.insert(&*head.words);
        }
    }
    let mut repeated: Vec<bool> = heads.iter().map(|head| to_the_letter.contains(&*head.words)).collect();
    for alike in alike.values().filter(|alike| heads[alike[0]].may_count()) {
        let runs = alike.chunk_by(|&one, &other| heads[one].counts_to(&heads[other])).filter(|run| run.len() >= 3);
        runs.flatten().for_each(|&index| repeated[index] = true);
    }
    repeated
}

/// What may be the head or the foot of a page.
struct Head {
    words: String,
    /// The words, with each number as one sign.
    form: String,
    numbers: Vec<u64>,
    page: usize,
}

impl Head {
    fn new(words: String, page: usize) -> Self {
        let runs = words.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        let numbers = runs.map(|run| run.parse().unwrap_or(u64::MAX)).collect();
        let mut form = String::new();
        for c in words.chars() {
            match c {
                '0'..='9' if form.ends_with('#') => {}
                '0'..='9' => form.push('#'),
                c => form.push(c),
            }
        }
        Self { words, form, numbers, page }
    }

    /// Whether a number in it may be that of the page. `Annex 1` and `Draft resolution 2` are headings, each on its own page.
    fn may_count(&self) -> bool {
        let has_words = self.words.split(' ').filter(|word| word.contains(char::is_alphabetic)).nth(2).is_some();
        has_words || self.form.starts_with('#')
    }

    /// Whether the same stands on a later page, with numbers that are the same or as much greater as the pages are apart.
    fn counts_to(&self, later: &Self) -> bool {
        let distance = (later.page - self.page) as u64;
        let mut pairs = self.numbers.iter().zip(&later.numbers);
        pairs.all(|(&one, &other)| one == other || one.checked_add(distance) == Some(other))
    }
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

/// What the first page begins with.
struct Beginning {
    /// Its words, with a space around each.
    words: String,
    symbols: HashSet<String>,
}

impl Beginning {
    fn of(text: &str, lines: &[Line]) -> Self {
        let first = lines.iter().take(FIRST).take_while(|line| line.page == 0);
        let words: Vec<&str> = first.flat_map(|line| text[line.span.clone()].split_whitespace()).take(MOST_WORDS).collect();
        let symbols = words.iter().filter(|word| word.contains('/') && word.bytes().any(|byte| byte.is_ascii_digit()));
        Self { symbols: symbols.map(|&symbol| symbol.to_owned()).collect(), words: format!(" {} ", words.join(" ")) }
    }

    /// Whether each line has only what the first page begins with, in its order, but for symbols; and there is one.
    fn is_repeated_by(&self, text: &str, lines: &[Line], block: &[usize]) -> bool {
        let mut has_symbol = false;
        let repeats = block.iter().all(|&line| {
            let words = text[lines[line].span.clone()].split_whitespace();
            let (symbols, words): (Vec<&str>, Vec<&str>) = words.partition(|word| self.symbols.contains(*word));
            has_symbol |= !symbols.is_empty();
            words.is_empty() || self.words.contains(&format!(" {} ", words.join(" ")))
        });
        has_symbol && repeats && !block.is_empty()
    }
}
