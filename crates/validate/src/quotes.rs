//! Quotes that their source does not have at that place: each is judged once, and each rule on evidence takes those it has words for.

mod search;

use std::collections::BTreeMap;

use statemark::pointer::Pointer;
use unicode_normalization::char::canonical_combining_class;

use self::search::{SEARCH, SourceText};
use crate::context::Context;
use crate::fix;
use crate::remarks::{KEPT, Remarks};
use crate::rule::Remark;
use crate::walk::each_evidence;

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
    let thorough = context.thorough.then_some(&context.outline);
    let texts = context.sources.iter().map(|(source, content)| SourceText::new(source.id.as_str(), content, thorough));
    let mut texts: Vec<SourceText<'_>> = texts.collect();
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

/// The remarks on offsets that count something else than code points: one a source, since one cause makes them all.
pub(crate) fn counted_otherwise(context: &Context<'_>, units: &str, start: impl Fn(&Verdict) -> Option<usize>) -> Remarks {
    let mut sources: BTreeMap<&str, Vec<(&WrongQuote, usize)>> = BTreeMap::new();
    for quote in context.wrong_quotes() {
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
            .fix(Some(fix::counted_otherwise(&quotes, if context.thorough { usize::MAX } else { KEPT })))
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
