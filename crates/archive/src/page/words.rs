//! Words as text of the page: none of them becomes markup, none changes what stands around it.

use std::fmt::Write;

use statemark::language::LanguageTag;
use statemark::text::Text;

use super::direction;

/// Words as text or as the value of an attribute. A character that no page may hold is shown by its number, `[U+0085]`; line breaks are
/// line feeds, since HTML knows no others.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut isolates = 0_usize;
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            // With nothing to end, it would end the element that keeps these words apart from others.
            '\u{2069}' if isolates == 0 => shown(&mut out, c),
            _ if is_forbidden(c) => shown(&mut out, c),
            _ => out.push(c),
        }
        isolates = match c {
            '\u{2066}'..='\u{2068}' => isolates + 1,
            '\u{2069}' => isolates.saturating_sub(1),
            // A paragraph ends what was begun in it.
            '\n' | '\r' | '\u{2029}' => 0,
            _ => isolates,
        };
    }
    out
}

/// Whether the HTML standard forbids a character: controls but tab and line feed, and what is no character at all.
fn is_forbidden(c: char) -> bool {
    let is_none = matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    is_none || (c.is_control() && !matches!(c, '\t' | '\n'))
}

fn shown(out: &mut String, c: char) {
    let _ = write!(out, "[U+{:04X}]", u32::from(c));
}

/// The attributes that say the language and direction of words.
pub(super) fn lang(tag: &LanguageTag) -> String {
    format!(" lang=\"{tag}\" dir=\"{}\"", direction::of(tag))
}

/// The same for words whose language may not be known: it is not that of the page, and their first letter says the direction.
pub(super) fn lang_if_known(tag: Option<&LanguageTag>) -> String {
    tag.map_or_else(|| " lang=\"\" dir=\"auto\"".to_owned(), lang)
}

/// Words in a line of others, whose language nobody told.
pub(super) fn inline(words: impl AsRef<str>) -> String {
    inline_if_known(None, words)
}

/// The same in a language.
pub(super) fn inline_in(language: &LanguageTag, words: impl AsRef<str>) -> String {
    inline_if_known(Some(language), words)
}

/// The same in a language, if it is known.
pub(super) fn inline_if_known(language: Option<&LanguageTag>, words: impl AsRef<str>) -> String {
    format!("<bdi{}>{}</bdi>", lang_if_known(language), escaped(words.as_ref()))
}

/// A name in the statement's own language.
pub(super) fn own_inline(text: &Text, language: &LanguageTag) -> String {
    inline_in(language, brief(text.own(language).as_str()))
}

/// The beginning of a name that stands whole elsewhere. A page that repeated a long name at each link could grow without measure.
pub(super) fn brief(name: &str) -> &str {
    name.char_indices().nth(LONGEST_NAME).map_or(name, |(end, _)| &name[..end])
}

/// How many characters of a name a link shows.
const LONGEST_NAME: usize = 120;

/// Words in all their languages, the statement's own first, a paragraph each.
pub(super) fn paragraphs(text: &Text, language: &LanguageTag) -> String {
    joined(in_each(text, language).map(|(tag, words)| format!("<p class=\"said\"{}>{words}</p>", lang(tag))))
}

/// The words, escaped, in each of their languages, the statement's own first.
pub(super) fn in_each<'text>(
    text: &'text Text,
    language: &'text LanguageTag,
) -> impl Iterator<Item = (&'text LanguageTag, String)> {
    let all = std::iter::once((language, text.own(language))).chain(text.others(language));
    all.map(|(tag, words)| (tag, escaped(words.as_str())))
}

/// Pieces of HTML, one after the other.
pub(super) fn joined(pieces: impl IntoIterator<Item = String>) -> String {
    pieces.into_iter().collect()
}

/// A code of the format.
pub(super) fn code(code: impl AsRef<str>) -> String {
    format!("<code dir=\"ltr\">{}</code>", escaped(code.as_ref()))
}

/// What people call a code of the format: `joint communiqué`.
pub(super) fn label(code: &str) -> String {
    code.replace('-', " ").replace("communique", "communiqué")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_becomes_markup() {
        assert_eq!(escaped("<b>&amp;\"'</b>"), "&lt;b&gt;&amp;amp;&quot;'&lt;/b&gt;");
    }

    #[test]
    fn a_link_shows_the_beginning_of_a_long_name() {
        assert_eq!((brief("Aldmere"), brief(&"é".repeat(1000))), ("Aldmere", "é".repeat(120).as_str()));
    }

    #[test]
    fn what_a_page_may_not_hold_is_shown() {
        assert_eq!(escaped("a\u{85}b\u{7F}\u{FDD0}\u{1FFFE}\t\u{FFFD}"), "a[U+0085]b[U+007F][U+FDD0][U+1FFFE]\t\u{FFFD}");
        assert_eq!(escaped("a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn no_word_ends_the_isolation_around_it() {
        let (begin, end) = ("\u{2067}", "\u{2069}");
        assert_eq!(escaped(&format!("a{end}b")), "a[U+2069]b");
        assert_eq!(escaped(&format!("{begin}a{end}{end}")), format!("{begin}a{end}[U+2069]"));
        assert_eq!(escaped(&format!("{begin}a\n{end}")), format!("{begin}a\n[U+2069]"));
    }
}
