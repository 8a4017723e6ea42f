//! The words of HTML that stands as a block in Markdown: all that is outside of tags, comments, scripts and styles.

use std::borrow::Cow;
use std::ops::Range;

/// Where words may stand in HTML.
pub(super) fn outside_tags(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut pieces, mut at) = (Vec::new(), range.start);
    while at < range.end {
        let rest = &text[at..range.end];
        let begin = at + rest.find('<').unwrap_or(rest.len());
        if begin > at {
            pieces.push(at..begin);
        }
        at = begin + end_of_tag(&text[begin..range.end]);
    }
    pieces
}

/// How long the tag is that a text begins with, or the comment, or the script with all that is in it.
fn end_of_tag(text: &str) -> usize {
    let after = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    let lower = text.get(1..7).unwrap_or("").to_ascii_lowercase();
    match () {
        () if text.starts_with("<!--") => after("-->"),
        () if lower.starts_with("script") => after("</script>"),
        () if lower.starts_with("style") => after("</style>"),
        () => after(">"),
    }
}

/// HTML's commonest characters, resolved.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    let named = |name: &str| (name == "nbsp").then_some("\u{A0}").or_else(|| quick_xml::escape::resolve_xml_entity(name));
    quick_xml::escape::unescape_with(text, named).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_scripts_are_no_words() {
        let words =
            |text: &str| outside_tags(text, 0..text.len()).into_iter().map(|piece| text[piece].to_owned()).collect::<Vec<_>>();
        assert_eq!(words("<p>Rain <!-- <b>no</b> --> &amp; sun</p>"), ["Rain ", " &amp; sun"]);
        assert_eq!(words("<script>a > b</script>x<style>p{}</style>"), ["x"]);
        assert_eq!(words("<div"), Vec::<String>::new());
        assert_eq!(resolved("rain &amp;&nbsp;&#039;sun&#039; &frac12;"), "rain &amp;&nbsp;&#039;sun&#039; &frac12;");
        assert_eq!(resolved("rain &amp;&nbsp;&#039;sun&#039;"), "rain &\u{A0}'sun'");
    }
}
