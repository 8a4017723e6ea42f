//! HTML in Markdown: what of it are words, what is hidden, and where it ends a block.

use std::ops::Range;

use crate::html::{is_block, is_hidden_by_style};
use crate::tag;

/// What a piece of HTML is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Words that people see.
    Words,
    /// An element that nobody sees: a script, a style, what is `hidden`.
    Hidden,
    /// A tag at which a block ends.
    Break,
    /// Another tag, or a comment.
    Tag,
}

/// Elements that hold nothing, and have no end.
const VOID: [&str; 11] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"];

/// The pieces of HTML, in their order.
pub(super) fn parts(html: &str) -> Vec<(Range<usize>, Part)> {
    let (mut parts, mut at) = (Vec::new(), 0);
    while at < html.len() {
        let begin = html[at..].match_indices('<').map(|(found, _)| at + found).find(|&found| tag::begins(&html[found..]));
        let begin = begin.unwrap_or(html.len());
        if begin > at {
            parts.push((at..begin, Part::Words));
        }
        if begin == html.len() {
            break;
        }
        let end = begin + tag::length(&html[begin..]);
        let tag = &html[begin..end];
        let name = tag::name(tag);
        let is_hidden = hides(tag);
        at = if is_hidden { end + up_to_end(&html[end..], &name) } else { end };
        let part = match () {
            () if is_hidden => Part::Hidden,
            () if is_block(&name) && !matches!(&*name, "td" | "th") => Part::Break,
            () => Part::Tag,
        };
        parts.push((begin..at, part));
    }
    parts
}

/// Whether a tag opens an element that nobody sees.
pub(super) fn hides(tag: &str) -> bool {
    let name = tag::name(tag);
    if tag.starts_with("</") || tag.starts_with("<!") || tag.starts_with("<?") || VOID.contains(&&*name) {
        return false;
    }
    matches!(&*name, "script" | "style" | "template" | "title" | "noscript" | "iframe")
        || tag::attributes(tag).any(|(name, value)| match &*name {
            "hidden" => true,
            "aria-hidden" => value.eq_ignore_ascii_case("true"),
            "style" => is_hidden_by_style(value),
            _ => false,
        })
}

/// How much deeper one is behind a tag, of elements of this name: 1, 0 or -1.
pub(super) fn step(tag: &str, name: &str) -> isize {
    match () {
        () if tag::name(tag) != name => 0,
        () if tag.starts_with("</") => -1,
        () => 1,
    }
}

/// How much stands up to the end of an element of this name, with its last tag; all, where it does not end.
fn up_to_end(html: &str, name: &str) -> usize {
    let mut depth = 1;
    for (at, _) in html.match_indices('<').filter(|&(at, _)| tag::begins(&html[at..])) {
        let begins = |rest: &str| rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        let is_end = html[at..].starts_with("</");
        if !begins(&html[at + 1 + usize::from(is_end)..]) {
            continue;
        }
        let length = tag::length(&html[at..]);
        depth += step(&html[at..at + length], name);
        // Code has no elements in it.
        if depth == 0 || is_end && matches!(name, "script" | "style") {
            return at + length;
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_what_is_hidden_are_no_words() {
        for (html, words) in [
            ("<p>Rain <!-- <b>no</b> --> &amp; sun</p>", vec!["Rain ", " &amp; sun"]),
            ("<script>a > b</script>x<style>p{}</style>", vec!["x"]),
            ("<SCRIPT>if (a < b) x('<script>')</SCRIPT> Sun", vec![" Sun"]),
            ("<!--\nno\n\n-->yes", vec!["yes"]),
            ("<div class=\"a\"\n title=\"a > b\">Rain < 5 mm and 3 > 2", vec!["Rain < 5 mm and 3 > 2"]),
            ("<div hidden>no <div>no</div> no</div>yes", vec!["yes"]),
            ("<input hidden>yes<b style='display:none'>no</b><span aria-hidden=TRUE>no", vec!["yes"]),
            ("<div", vec![]),
        ] {
            let found = parts(html).into_iter().filter(|(_, part)| *part == Part::Words).map(|(range, _)| &html[range]);
            assert_eq!(found.collect::<Vec<_>>(), words, "{html}");
        }
    }
}
