//! Words in UTF-8 that were read as Windows-1252 or Latin-1 on their way: `Ã©` for `é`, `â€™` for `’`.

/// What shows that words were read in a wrong encoding.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mojibake {
    /// The first word that is wrong.
    pub(crate) wrong: String,
    /// The word that was meant.
    pub(crate) meant: String,
    /// How many characters are wrong.
    pub(crate) count: usize,
}

/// Some characters that were one of UTF-8.
struct Hit {
    start: usize,
    end: usize,
    meant: char,
    /// Whether nobody would write these characters beside each other.
    sure: bool,
}

/// How often a text can have gone through a wrong reading.
const READINGS: usize = 3;

/// Finds what was read in a wrong encoding. `ï¿½`, the replacement character so read, is left to its rule.
pub(crate) fn find(words: &str) -> Option<Mojibake> {
    let hits = hits(words);
    let first = hits.first()?;
    let start = words[..first.start].rfind(' ').map_or(0, |space| space + 1);
    let end = hits.iter().map(|hit| hit.end).find_map(|from| words[from..].find(' ').map(|space| from + space));
    let end = end.unwrap_or(words.len());
    let mut meant = mended(&words[start..end], &hits, start);
    for _ in 1..READINGS {
        let again = self::hits(&meant);
        meant = mended(&meant, &again, 0);
    }
    Some(Mojibake { wrong: words[start..end].to_owned(), meant, count: hits.len() })
}

/// Words that begin at `from` of those in which the hits are, with what was meant.
fn mended(words: &str, hits: &[Hit], from: usize) -> String {
    let (mut mended, mut done) = (String::with_capacity(words.len()), 0);
    for hit in hits.iter().take_while(|hit| hit.end <= from + words.len()) {
        mended.push_str(&words[done..hit.start - from]);
        mended.push(hit.meant);
        done = hit.end - from;
    }
    mended.push_str(&words[done..]);
    mended
}

/// The characters that were read wrongly: those that are sure, and runs of two or more.
fn hits(words: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut before = None;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let hit = hit(words, at, before);
        at = hit.as_ref().map_or(at + c.len_utf8(), |hit| hit.end);
        before = words[..at].chars().next_back();
        hits.extend(hit);
    }
    let touches = |a: &Hit, b: &Hit| a.end == b.start;
    let keep: Vec<bool> = (0..hits.len())
        .map(|index| {
            hits[index].sure
                || (index > 0 && touches(&hits[index - 1], &hits[index]))
                || hits.get(index + 1).is_some_and(|next| touches(&hits[index], next))
        })
        .collect();
    let mut keep = keep.into_iter();
    hits.retain(|hit| keep.next().unwrap_or_default() && hit.meant != '\u{FFFD}');
    hits
}

/// The character of UTF-8 that these characters were, if they were one.
fn hit(words: &str, start: usize, before: Option<char>) -> Option<Hit> {
    let mut bytes = [0; 4];
    let mut chars = words[start..].char_indices();
    let (_, lead) = chars.next()?;
    bytes[0] = byte(lead)?;
    let length = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let (mut end, mut last) = (start, lead);
    for slot in &mut bytes[1..length] {
        let (at, c) = chars.next()?;
        *slot = byte(c).filter(|byte| (0x80..=0xBF).contains(byte))?;
        (end, last) = (start + at + c.len_utf8(), c);
    }
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    // A capital at the end of a word may stand before a quotation mark, a dash, a space.
    let may_follow =
        matches!(last, '\u{A0}' | '«' | '»' | '‹' | '›' | '\u{2013}'..='\u{201E}' | '…' | '™' | '®' | '·' | 'º' | 'ª');
    let after_capital = before.is_some_and(char::is_uppercase);
    let sure = match lead {
        'Â' | 'Ã' | 'Ð' | 'Ñ' => !(may_follow && after_capital),
        'â' => matches!(meant, '\u{2000}'..='\u{22FF}'),
        'ï' => matches!(meant, '\u{FB00}'..='\u{FB06}' | '\u{FEFF}'),
        'ð' => meant >= '\u{1F000}',
        _ => false,
    };
    Some(Hit { start, end, meant, sure })
}

/// The byte that stands for a character in Windows-1252, or in Latin-1 where that has none.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    let high = || HIGH.iter().position(|high| *high == c).and_then(|index| u8::try_from(0x80 + index).ok());
    u8::try_from(u32::from(c)).ok().or_else(high)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn what_was_meant_is_told() {
        for (wrong, meant, count) in [
            ("SiÃ¢n Berry", "Siân", 1),
            ("the worldâ€™s most", "world’s", 1),
            ("â€œfirmâ€\u{9D} steps", "“firm”", 2),
            ("dÃ©jÃ\u{A0} vu", "déjà", 2),
            ("accordance withÂ\u{A0}the", "with\u{A0}the", 1),
            ("ÐšÐ¸Ñ‚Ð°Ð¹", "Китай", 5),
            ("ä¸\u{AD}å›½", "中国", 2),
            ("ÃƒÂ©tat", "état", 2),
            ("ï»¿The", "\u{FEFF}The", 1),
        ] {
            let found = find(wrong).unwrap_or_else(|| panic!("{wrong}"));
            assert_eq!((found.meant.as_str(), found.count), (meant, count), "{wrong}");
        }
    }

    #[test]
    fn right_words_are_left_alone() {
        for words in [
            "«LIBERTÉ», «VOILÀ»… «IRMÃ» e “NÃO”",
            "Ångström: 3 Å² · 5 Å³",
            "São Tomé, naïve, Ærø, Ñandú, ESPAÑA",
            "à… voilà»",
            "â – ê — î",
            "Đà Nẵng, Thừa Thiên–Huế: Â, Ê, Ô",
            "ï¿½",
        ] {
            assert_eq!(find(words), None, "{words}");
        }
    }
}
