//! Words without what people and programs change unseen: Unicode forms, quotation marks, dashes, spaces, invisible characters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// About how many bytes of a folded text lie between two marks.
pub(crate) const STRIDE: usize = 1024;

/// A text folded, so that words which differ in typography only are the same.
pub(crate) struct Folded<'text> {
    original: &'text str,
    pub(crate) text: String,
    /// Places of the folded text, and where they come from in the original.
    marks: Vec<(usize, usize)>,
}

impl<'text> Folded<'text> {
    pub(crate) fn new(original: &'text str) -> Self {
        let mut folded = Self { original, text: String::with_capacity(original.len()), marks: vec![(0, 0)] };
        for (at, letter) in letters(original) {
            // Spaces are folded into the one before, so a mark behind one could not be started from.
            if folded.text.len() > folded.marks.last().map_or(0, |mark| mark.0 + STRIDE) && !folded.text.ends_with(' ') {
                folded.marks.push((folded.text.len(), at));
            }
            fold(letter, &mut folded.text);
        }
        folded
    }

    /// Where a stretch of the folded text stands in the original, in bytes; nothing where an end lies within a letter.
    pub(crate) fn original(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let mark = self.marks.partition_point(|mark| mark.0 <= start).checked_sub(1)?;
        let (mut length, from) = self.marks[mark];
        let mut before = String::new();
        let mut found = None;
        for (at, letter) in letters(&self.original[from..]) {
            let here = length + before.len();
            if here >= end && found.is_some() {
                break;
            }
            fold(letter, &mut before);
            let (at, grown) = (from + at, length + before.len());
            if found.is_none() && here == start && grown > here {
                found = Some((at, at + letter.len()));
            } else if let Some((first, _)) = found
                && grown > here
            {
                found = Some((first, at + letter.len()));
            }
            if (found.is_none() && grown > start) || grown > end {
                return None;
            }
            if before.len() > STRIDE && !before.ends_with(' ') {
                length = grown;
                before.clear();
            }
        }
        found
    }
}

/// The letters of a text: each character with the marks combined with it, and where it stands.
fn letters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.next()?;
        while chars.next_if(|(_, c)| !c.is_ascii() && canonical_combining_class(*c) != 0).is_some() {}
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        Some((start, &text[start..end]))
    })
}

fn fold(letter: &str, folded: &mut String) {
    let mut chars = letter.chars();
    let Some(c) = chars.next() else { return };
    match c {
        c if is_quotation_mark(c) => folded.push('"'),
        c if is_dash(c) => folded.push('-'),
        c if c.is_whitespace() => {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        c if is_invisible(c) => {}
        c if c.is_ascii() && letter.len() == 1 => folded.push(c),
        _ => return folded.extend(letter.nfkd()),
    }
    folded.extend(chars.as_str().nfkd());
}

/// In what a quote and the words of a source that are the same but for typography differ, as a message says it.
pub(crate) fn differences(quote: &str, words: &str) -> String {
    type Kind = (&'static str, fn(char) -> bool);
    const KINDS: [Kind; 4] = [
        ("quotation marks", is_quotation_mark),
        ("dashes", is_dash),
        ("spaces", char::is_whitespace),
        ("invisible characters", is_invisible),
    ];
    let differ = |kind: &dyn Fn(char) -> bool| !quote.chars().filter(|c| kind(*c)).eq(words.chars().filter(|c| kind(*c)));
    let mut names: Vec<&str> = KINDS.iter().filter(|(_, is)| differ(is)).map(|(name, _)| *name).collect();
    if differ(&|c| !KINDS.iter().any(|(_, is)| is(c))) {
        names.push("the Unicode form of letters");
    }
    names.join(" and ")
}

/// Whether a character is a quotation mark, an apostrophe, or one that is written for them.
fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '\u{2018}'..='\u{201F}' | '′' | '″' | '‹' | '›' | 'ʼ' | '＂' | '＇')
}

/// Whether a character is a hyphen, a dash, or a minus sign.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－')
}

/// Whether a character is not seen: soft hyphens, zero-width spaces and joiners, marks of direction and byte order.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::new(text).text
    }

    #[test]
    fn words_that_differ_in_typography_are_the_same() {
        for (one, other) in [
            ("né", "ne\u{301}"),
            ("“firm” — e‑mail", "\"firm\" - e-mail"),
            ("the\u{A0}\n 12th", "the 12th"),
            ("co\u{AD}operate", "cooperate"),
            ("ﬁnance", "finance"),
            ("한", "\u{1112}\u{1161}\u{11AB}"),
        ] {
            assert_eq!(folded(one), folded(other));
            assert_ne!(differences(one, other), "");
        }
        for (one, other) in [("ne", "né"), ("Paris", "paris"), ("wellknown", "well-known")] {
            assert_ne!(folded(one), folded(other));
        }
        assert_eq!(differences("“né” - a", "\"ne\u{301}\" – a"), "quotation marks and dashes and the Unicode form of letters");
    }

    #[test]
    fn a_stretch_leads_back_to_its_words_wherever_it_stands() {
        let text = "né “ﬁrm”  —\u{AD} e\u{301}tat. ".repeat(400);
        let folded = Folded::new(&text);
        let mut found = 0;
        for (at, words) in folded.text.match_indices("\"firm\" - e\u{301}tat") {
            let (start, end) = folded.original(at, at + words.len()).unwrap();
            assert_eq!(&text[start..end], "“ﬁrm”  —\u{AD} e\u{301}tat");
            found += 1;
        }
        assert_eq!(found, 400);
        // Half of a letter is none.
        let at = folded.text.find("etat").or(folded.text.find("e\u{301}tat")).unwrap();
        assert_eq!(folded.original(at, at + 1), None);
        assert_eq!(folded.original(at + 1, at + 4), None);
    }
}
