//! Tags of HTML, where no tree is made of it: where they end, what they are called, which attributes they have.

/// Whether a tag, a comment or an instruction begins here, and not a sign such as that of `3 < 5`.
pub(crate) fn begins(html: &str) -> bool {
    html.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')))
}

/// How long the tag is that a text begins with, or the comment; up to the end where it does not end.
pub(crate) fn length(html: &str) -> usize {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.find("-->").map_or(html.len(), |at| at + 7);
    }
    let bytes = html.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return at + 1,
            // A quotation mark that is not closed is none.
            quote @ (b'"' | b'\'') if html[..at].trim_end().ends_with('=') => {
                at += html[at + 1..].find(char::from(quote)).map_or(0, |length| length + 1);
            }
            _ => {}
        }
        at += 1;
    }
    html.len()
}

/// The name of a tag that opens or closes an element, in small letters; nothing of a comment.
pub(crate) fn name(tag: &str) -> String {
    let rest = tag.trim_start_matches('<').trim_start_matches('/');
    let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
    rest[..end].to_ascii_lowercase()
}

/// The attributes of a tag: their names in small letters, and their values as they are written.
pub(crate) fn attributes(tag: &str) -> impl Iterator<Item = (String, &str)> {
    let mut rest = tag.trim_start_matches('<').trim_end_matches('>');
    rest = &rest[rest.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(rest.len())..];
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        let end = { rest.char_indices().skip(1) }.find(|&(_, c)| is_end(c)).map_or(rest.len(), |(at, _)| at);
        let name = rest[..end].to_ascii_lowercase();
        let behind = rest[end..].trim_start();
        let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
            rest = &rest[end..];
            return Some((name, ""));
        };
        let quoted = value.strip_prefix(['"', '\'']).and_then(|inner| inner.split_once(&value[..1]));
        let (value, behind) =
            quoted.unwrap_or_else(|| value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())));
        rest = behind;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_behind_their_attributes() {
        for (html, tag) in [
            ("<p>Rain", "<p>"),
            ("<a title=\"a > b\" b>Rain", "<a title=\"a > b\" b>"),
            ("<a title=\"a > b", "<a title=\"a >"),
            ("<!-- <b> > -->Rain", "<!-- <b> > -->"),
            ("<p class='a'\nid", "<p class='a'\nid"),
            ("<p don't>'", "<p don't>"),
        ] {
            assert_eq!(&html[..length(html)], tag);
        }
        assert!(begins("<p>") && begins("</p>") && begins("<!-- -->") && !begins("< 5") && !begins("<5") && !begins("a<b>"));
    }

    #[test]
    fn attributes_are_those_that_stand_there() {
        let all = |tag| attributes(tag).map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        assert_eq!(all("<META name=a Content = 'b c'/hidden é=1>"), ["name=a", "content=b c", "hidden=", "é=1"]);
        assert_eq!(all("<p>"), Vec::<String>::new());
        assert_eq!((name("</DIV >"), name("<br/>"), name("<!-- a -->")), ("div".into(), "br".into(), "!--".into()));
    }
}
