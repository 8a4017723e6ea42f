//! Quotes that their source does not have at that place: each is judged once, and each rule on evidence takes those it has words for.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use statemark::evidence::Evidence;
use statemark::pointer::Pointer;
use unicode_normalization::char::canonical_combining_class;

use crate::context::{Content, Context};
use crate::fix;
use crate::offsets::CodePoints;
use crate::remarks::KEPT;
use crate::rule::Remark;
use crate::typography::{Folded, STRIDE, differences};
use crate::walk::{Trail, each_evidence};

/// How many bytes of sources are searched for words that stand elsewhere, so that many wrong quotes of a long text cost no minutes.
const SEARCH: usize = 64 * 1024 * 1024;

/// How many bytes before and behind its place a quote is looked for, once no more can be searched.
const NEAR: usize = 2048;

/// How many places that are the same but for typography are compared, which one is the nearest.
const LOOKS: usize = 8;

/// A quote that its source does not have at that place. What can be long in it is cut as messages show it.
#[derive(Debug)]
pub(crate) struct WrongQuote {
    /// The evidence.
    pub(crate) pointer: Pointer,
    pub(crate) source: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The words, as messages show them.
    pub(crate) exact: String,
    /// What the source has at that place, as a message says it.
    pub(crate) there: String,
    pub(crate) verdict: Verdict,
    /// Whether the words stand just once in the source, where that was looked for.
    pub(crate) is_once: bool,
}

/// Why a quote is wrong. Places are in code points.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The words stand at this place, whose number of bytes was written.
    Bytes(usize),
    /// The words stand at this place, whose number of UTF-16 units was written.
    Utf16(usize),
    /// The source has the words with other typography: what differs, where they stand, and as what;
    /// all of the words, unless they are far longer than the quote.
    Typography { differs: String, start: usize, end: usize, words: String, all: Option<String> },
    /// The words stand elsewhere: at the nearest place, and at how many if all of the text was searched.
    Elsewhere { start: usize, count: Option<usize> },
    /// The words stand nowhere; perhaps some that begin like them do: where, and which.
    Nowhere { near: Option<(usize, String)> },
    /// The words do not stand there, and not near; the rest of the text was not searched.
    Unknown,
}

impl WrongQuote {
    /// The number of code points of the words: the form says that they fit.
    pub(crate) fn length(&self) -> usize {
        self.end - self.start
    }
}

/// The quotes that do not hold, in the order of the text.
pub(crate) fn judge(context: &Context<'_>) -> Vec<WrongQuote> {
    let mut texts: Vec<SourceText<'_>> =
        context.sources.iter().map(|(source, content)| SourceText::new(source.id.as_str(), content)).collect();
    texts.sort_by_key(|text| text.id);
    let (mut wrong, mut budget) = (Vec::new(), SEARCH);
    each_evidence(&context.outline, |evidence, trail| {
        let Ok(at) = texts.binary_search_by_key(&evidence.source.as_str(), |text| text.id) else { return };
        let text = &texts[at];
        let Some(points) = text.points() else { return };
        // The form says that `end` fits the words.
        if !points.has(evidence.start.index(), evidence.exact.as_str()) {
            wrong.push(text.judge(points, evidence, trail, &mut budget));
        }
    });
    wrong
}

/// The text of a source, with what is asked of it worked out once.
struct SourceText<'text> {
    id: &'text str,
    content: &'text Content<'text>,
    points: OnceCell<Option<CodePoints<'text>>>,
    /// Where each code point that takes two units of UTF-16 stands, in such units.
    pairs: OnceCell<Vec<usize>>,
    folded: OnceCell<Folded<'text>>,
}

impl<'text> SourceText<'text> {
    fn new(id: &'text str, content: &'text Content<'text>) -> Self {
        Self { id, content, points: OnceCell::new(), pairs: OnceCell::new(), folded: OnceCell::new() }
    }

    /// The text, where the source has one that can be read.
    fn points(&self) -> Option<&CodePoints<'text>> {
        let text = || match self.content {
            Content::Text(text) => Some(*text),
            Content::File(bytes) => std::str::from_utf8(bytes).ok(),
            Content::None | Content::Missing => None,
        };
        self.points.get_or_init(|| text().map(CodePoints::new)).as_ref()
    }

    fn judge(&self, points: &CodePoints<'text>, evidence: &Evidence, trail: &Trail<'_>, budget: &mut usize) -> WrongQuote {
        let (start, end, exact) = (evidence.start.index(), evidence.end.index(), evidence.exact.as_str());
        let verdict = self
            .counted_otherwise(points, start, exact)
            .or_else(|| typography_here(points, start, exact))
            .or_else(|| elsewhere(points, start, exact, budget))
            .unwrap_or_else(|| self.typography_anywhere(points, start, exact, budget));
        let there = match points.slice(start, end) {
            Some(words) => format!("there stands {}", shown(words)),
            None => format!("the source has only {} code points", points.count()),
        };
        let is_once = is_once(points, &verdict, exact, budget);
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

    /// Whether the words stand anywhere with other typography, or at least words that begin like them.
    fn typography_anywhere(&self, points: &CodePoints<'text>, start: usize, exact: &str, budget: &mut usize) -> Verdict {
        let text = points.text();
        if !spend(budget, text.len() + LOOKS * 2 * STRIDE) {
            return Verdict::Unknown;
        }
        let folded = self.folded.get_or_init(|| Folded::new(text));
        let quote = Folded::new(exact).text;
        let byte = points.byte(start).unwrap_or(text.len());
        if !quote.is_empty() {
            let found = folded.text.match_indices(&quote).take(LOOKS);
            let places = found.filter_map(|(at, _)| folded.original(at, at + quote.len()));
            if let Some((start, end)) = places.min_by_key(|(start, _)| start.abs_diff(byte)) {
                return typography(points, exact, start, &text[start..end]);
            }
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

/// Whether words of which this is known stand just once in their source.
fn is_once(points: &CodePoints<'_>, verdict: &Verdict, exact: &str, budget: &mut usize) -> bool {
    let text = points.text();
    let start = match *verdict {
        Verdict::Elsewhere { start, count: Some(1) } => start,
        Verdict::Bytes(start) | Verdict::Utf16(start)
            if spend(budget, text.len()) && text.match_indices(exact).nth(1).is_none() =>
        {
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

/// Whether so much may still be searched.
fn spend(budget: &mut usize, bytes: usize) -> bool {
    let left = budget.checked_sub(bytes);
    *budget = left.unwrap_or(*budget);
    left.is_some()
}

/// The nearest place where the words stand: in the whole text as long as the budget lasts, then not far from their place.
fn elsewhere(points: &CodePoints<'_>, start: usize, exact: &str, budget: &mut usize) -> Option<Verdict> {
    let text = points.text();
    let byte = points.byte(start).unwrap_or(text.len());
    let whole = spend(budget, text.len());
    let (from, to) = if whole {
        (0, text.len())
    } else {
        let to = byte.saturating_add(exact.len()).saturating_add(NEAR).min(text.len());
        (text.floor_char_boundary(byte.saturating_sub(NEAR)), text.floor_char_boundary(to))
    };
    let (mut nearest, mut count) = (None, 0);
    for (at, _) in text[from..to].match_indices(exact) {
        count += 1;
        let at = from + at;
        if nearest.is_none_or(|near: usize| at.abs_diff(byte) < near.abs_diff(byte)) {
            nearest = Some(at);
        }
    }
    nearest.map(|at| Verdict::Elsewhere { start: points.number(at), count: whole.then_some(count) })
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

/// The remarks on offsets that count something else than code points: one a source, since one cause makes them all.
pub(crate) fn counted_otherwise(quotes: &[WrongQuote], units: &str, start: impl Fn(&Verdict) -> Option<usize>) -> Vec<Remark> {
    let mut sources: BTreeMap<&str, Vec<(&WrongQuote, usize)>> = BTreeMap::new();
    for quote in quotes {
        if let Some(start) = start(&quote.verdict) {
            sources.entry(&quote.source).or_default().push((quote, start));
        }
    }
    let remark = |(source, quotes): (&str, Vec<(&WrongQuote, usize)>)| {
        let ((quote, start), count) = (quotes[0], quotes.len());
        let more = match count {
            1 => String::new(),
            2 => " (and one more quote of this source)".to_owned(),
            _ => format!(" (and {} more quotes of this source)", count - 1),
        };
        let message = format!(
            "`start` {} counts {units}: the words {} of the source `{source}` stand there{more}",
            quote.start, quote.exact
        );
        let all = if count > 1 { "; `statemark fmt --locate` writes them all" } else { "" };
        let help = format!("write `start` {start} and `end` {}, counted in code points{all}", start + quote.length());
        Remark::new(quote.pointer.key("start"), message)
            .help(help)
            .fix(Some(fix::counted_otherwise(quotes.into_iter().take(KEPT))))
    };
    sources.into_iter().map(remark).collect()
}

/// Words as a message shows them: on one line, not longer than that, with what is not seen or hides in another letter escaped.
pub(crate) fn shown(words: &str) -> String {
    let mut chars = words.chars();
    let mut shown = String::from("\"");
    for c in chars.by_ref().take(60) {
        match c {
            '"' | '\'' => shown.push(c),
            '\u{300}'..='\u{36F}' => shown.extend(c.escape_unicode()),
            // The marks of Indic and Arabic letters are no secret.
            c if c.is_alphabetic() || canonical_combining_class(c) != 0 => shown.push(c),
            c => shown.extend(c.escape_debug()),
        }
    }
    shown.push_str(if chars.next().is_some() { "…\"" } else { "\"" });
    shown
}
