//! What is looked for in the text of a source of which a quote does not hold.

use std::borrow::Cow;
use std::cell::OnceCell;

use statemark::evidence::Evidence;

use super::{Verdict, WrongQuote, shown};
use crate::context::Content;
use crate::occurrences::Occurrences;
use crate::offsets::CodePoints;
use crate::outline::Outline;
use crate::typography::{Folded, STRIDE, differences};
use crate::walk::Trail;

/// How many bytes of sources are searched for words that stand elsewhere, so that many wrong quotes of a long text cost no minutes.
pub(super) const SEARCH: usize = 64 * 1024 * 1024;

/// How many bytes before and behind its place a quote is looked for, once no more can be searched.
const NEAR: usize = 2048;

/// How many places that are the same but for typography are compared, which one is the nearest.
const LOOKS: usize = 8;

/// The text of a source, with what is asked of it worked out once.
pub(super) struct SourceText<'text> {
    pub(super) id: &'text str,
    content: &'text Content<'text>,
    points: OnceCell<Option<CodePoints<'text>>>,
    /// Where each code point that takes two units of UTF-16 stands, in such units.
    pairs: OnceCell<Vec<usize>>,
    folded: OnceCell<Folded<'text>>,
    /// The statement, where each of its quotes is to be searched for, however many are wrong.
    thorough: Option<&'text Outline<'text>>,
    /// Where all quotes of the source stand, and where they do but for typography: asked once no more can be searched one by one.
    quotes: OnceCell<Occurrences<'text>>,
    folded_quotes: OnceCell<Occurrences<'text>>,
}

impl<'text> SourceText<'text> {
    pub(super) fn new(id: &'text str, content: &'text Content<'text>, thorough: Option<&'text Outline<'text>>) -> Self {
        Self {
            id,
            content,
            points: OnceCell::new(),
            pairs: OnceCell::new(),
            folded: OnceCell::new(),
            thorough,
            quotes: OnceCell::new(),
            folded_quotes: OnceCell::new(),
        }
    }

    /// The text, where the source has one that can be read.
    pub(super) fn points(&self) -> Option<&CodePoints<'text>> {
        let text = || match self.content {
            Content::Text(text) => Some(*text),
            Content::File(bytes) => std::str::from_utf8(bytes).ok(),
            Content::None | Content::Missing => None,
        };
        self.points.get_or_init(|| text().map(CodePoints::new)).as_ref()
    }

    pub(super) fn judge(
        &self,
        points: &CodePoints<'text>,
        evidence: &Evidence,
        trail: &Trail<'_>,
        budget: &mut usize,
    ) -> WrongQuote {
        let (start, end, exact) = (evidence.start.index(), evidence.end.index(), evidence.exact.as_str());
        let verdict = self
            .counted_otherwise(points, start, exact)
            .or_else(|| typography_here(points, start, exact))
            .or_else(|| self.elsewhere(points, start, exact, budget))
            .unwrap_or_else(|| self.typography_anywhere(points, start, exact, budget));
        let there = match points.slice(start, end) {
            Some(words) => format!("there stands {}", shown(words)),
            None => format!("the source has only {} code points", points.count()),
        };
        let is_once = self.is_once(points, &verdict, exact, budget);
        WrongQuote {
            pointer: trail.pointer(),
            source: self.id.to_owned(),
            start,
            end,
            exact: shown(exact),
            there,
            verdict,
            is_once,
        }
    }

    /// Whether the words stand just there if `start` counts something else than code points.
    fn counted_otherwise(&self, points: &CodePoints<'text>, start: usize, exact: &str) -> Option<Verdict> {
        let text = points.text();
        if text.get(start..).is_some_and(|rest| rest.starts_with(exact)) {
            return Some(Verdict::Bytes(points.number(start)));
        }
        let pairs = self.pairs.get_or_init(|| {
            if text.len() == points.count() {
                return Vec::new();
            }
            let pairs = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2);
            pairs.enumerate().map(|(pairs_before, (number, _))| number + pairs_before).collect()
        });
        let number = start - pairs.partition_point(|&units| units < start);
        let stands = number < start && points.has(number, exact);
        stands.then_some(Verdict::Utf16(number))
    }

    /// The nearest place where the words stand: in the whole text as long as the budget lasts, then not far from their place.
    fn elsewhere(&self, points: &CodePoints<'text>, start: usize, exact: &str, budget: &mut usize) -> Option<Verdict> {
        let text = points.text();
        let byte = points.byte(start).unwrap_or(text.len());
        let found = |places: &mut dyn Iterator<Item = usize>, is_whole: bool| {
            let mut count = 0;
            let nearest = places.inspect(|_| count += 1).min_by_key(|at| at.abs_diff(byte))?;
            Some(Verdict::Elsewhere { start: points.number(nearest), count: is_whole.then_some(count) })
        };
        if spend(budget, text.len()) {
            return found(&mut text.match_indices(exact).map(|(at, _)| at), true);
        }
        if let Some(places) = self.places(points, exact) {
            return found(&mut places.iter().copied(), true);
        }
        let to = byte.saturating_add(exact.len()).saturating_add(NEAR).min(text.len());
        let (from, to) = (text.floor_char_boundary(byte.saturating_sub(NEAR)), text.floor_char_boundary(to));
        found(&mut text[from..to].match_indices(exact).map(|(at, _)| from + at), false)
    }

    /// Where a quote of the source stands, if all of them are to be searched for.
    fn places(&self, points: &CodePoints<'text>, exact: &str) -> Option<&[usize]> {
        let words = self.words()?.map(Cow::Borrowed);
        self.quotes.get_or_init(|| Occurrences::new(points.text(), words)).places(exact)
    }

    /// The same but for typography, in the folded text.
    fn folded_places(&self, folded: &Folded<'text>, quote: &str) -> Option<&[usize]> {
        let words = self.words()?.map(|words| Cow::Owned(Folded::new(words).text));
        self.folded_quotes.get_or_init(|| Occurrences::new(&folded.text, words)).places(quote)
    }

    /// All quotes of the source, where each is to be searched for.
    fn words(&self) -> Option<impl Iterator<Item = &'text str>> {
        let quotes = self.thorough?.clauses().flat_map(|at| &at.clause.evidence);
        Some(quotes.filter(|quote| quote.source == self.id).map(|quote| quote.exact.as_str()))
    }

    /// Whether words of which this is known stand just once in their source.
    fn is_once(&self, points: &CodePoints<'text>, verdict: &Verdict, exact: &str, budget: &mut usize) -> bool {
        let text = points.text();
        let start = match *verdict {
            Verdict::Elsewhere { start, count: Some(1) } => start,
            Verdict::Bytes(start) | Verdict::Utf16(start) => {
                if !spend(budget, text.len()) {
                    return self.places(points, exact).is_some_and(|places| places.len() == 1);
                }
                if text.match_indices(exact).nth(1).is_some() {
                    return false;
                }
                start
            }
            _ => return false,
        };
        // What was counted does not overlap, but words may.
        let Some(at) = points.byte(start) else { return false };
        let next = text.ceil_char_boundary(at + 1);
        let end = text.floor_char_boundary((at + 2 * exact.len()).min(text.len()));
        !text[next..end.max(next)].contains(exact)
    }

    /// Whether the words stand anywhere with other typography, or at least words that begin like them.
    fn typography_anywhere(&self, points: &CodePoints<'text>, start: usize, exact: &str, budget: &mut usize) -> Verdict {
        let text = points.text();
        let may_search = spend(budget, text.len() + LOOKS * 2 * STRIDE);
        if !may_search && self.thorough.is_none() {
            return Verdict::Unknown;
        }
        let folded = self.folded.get_or_init(|| Folded::new(text));
        let quote = Folded::new(exact).text;
        let found: Vec<usize> = if quote.is_empty() {
            Vec::new()
        } else if may_search {
            folded.text.match_indices(&quote).take(LOOKS).map(|(at, _)| at).collect()
        } else if let Some(places) = self.folded_places(folded, &quote) {
            places.to_owned()
        } else {
            return Verdict::Unknown;
        };
        let byte = points.byte(start).unwrap_or(text.len());
        let places = found.into_iter().filter_map(|at| folded.original(at, at + quote.len()));
        if let Some((start, end)) = places.min_by_key(|(start, _)| start.abs_diff(byte)) {
            return typography(points, exact, start, &text[start..end]);
        }
        Verdict::Nowhere { near: near(points, folded, &quote, exact.chars().count(), budget) }
    }
}

/// Whether the words stand at their place, with other typography.
fn typography_here(points: &CodePoints<'_>, start: usize, exact: &str) -> Option<Verdict> {
    let rest = &points.text()[points.byte(start)?..];
    // Where the typography of the source takes more room, it takes hardly twice as much.
    let length = rest.char_indices().nth(exact.chars().count() * 2 + 32).map_or(rest.len(), |(at, _)| at);
    let (quote, here) = (Folded::new(exact), Folded::new(&rest[..length]));
    if quote.text.is_empty() || !here.text.starts_with(&quote.text) {
        return None;
    }
    let (_, end) = here.original(0, quote.text.len())?;
    Some(typography(points, exact, points.text().len() - rest.len(), &rest[..end]))
}

fn typography(points: &CodePoints<'_>, exact: &str, byte: usize, words: &str) -> Verdict {
    let start = points.number(byte);
    let end = start + words.chars().count();
    let all = (words.len() <= exact.len() * 4 + 256).then(|| words.to_owned());
    Verdict::Typography { differs: differences(exact, words), start, end, words: shown(words), all }
}

/// Whether so much may still be searched.
fn spend(budget: &mut usize, bytes: usize) -> bool {
    let left = budget.checked_sub(bytes);
    *budget = left.unwrap_or(*budget);
    left.is_some()
}

/// The words of a source that begin as a quote does, for as many words as possible, at least two.
fn near(points: &CodePoints<'_>, folded: &Folded<'_>, quote: &str, length: usize, budget: &mut usize) -> Option<(usize, String)> {
    let ends: Vec<usize> = quote.match_indices(' ').map(|(at, _)| at).skip(1).collect();
    // The longer a beginning, the rarer: so the longest that is in the source is found by halving.
    let mut contains = |end: usize| spend(budget, points.text().len()) && folded.text.contains(&quote[..end]);
    let end = ends[ends.partition_point(|&end| contains(end)).checked_sub(1)?];
    let at = folded.text.find(&quote[..end])?;
    let (start, _) = folded.original(at, at + end)?;
    let words: String = points.text()[start..].chars().take(length).collect();
    Some((points.number(start), shown(&words)))
}
