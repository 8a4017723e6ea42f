//! Entities and tags of HTML in words that should have none.

/// The entities whose characters are U+00A0 to U+00FF, in that order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc \
    Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
    agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc \
    otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Other entities that are found in texts.
const OTHERS: [(&str, char); 26] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
];

/// The elements of HTML that are found in texts.
const ELEMENTS: [&str; 46] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "tt",
    "u",
    "ul",
    "wbr",
];

/// The longest entity that is looked for, and the longest tag, in bytes.
const LONGEST: (usize, usize) = (10, 400);

/// The entities in words: where they begin and end, and the character that they stand for.
pub(crate) fn entities(words: &str) -> impl Iterator<Item = (usize, usize, char)> {
    words.match_indices('&').filter_map(|(start, _)| {
        let rest = &words.as_bytes()[start + 1..];
        let length = rest.iter().take(LONGEST.0).position(|byte| *byte == b';')?;
        let name = std::str::from_utf8(&rest[..length]).ok()?;
        Some((start, start + length + 2, character(name)?))
    })
}

/// The character that an entity stands for.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|c| !c.is_control());
    }
    let latin_1 = || LATIN_1.split_ascii_whitespace().zip('\u{A0}'..).find(|(known, _)| *known == name);
    OTHERS.iter().copied().find(|(known, _)| *known == name).or_else(latin_1).map(|(_, c)| c)
}

/// Words with their entities resolved, also those that were escaped several times.
pub(crate) fn resolved(words: &str) -> String {
    let (mut resolved, mut again) = (words.to_owned(), 0);
    while again < 3 && entities(&resolved).next().is_some() {
        let (mut next, mut done) = (String::with_capacity(resolved.len()), 0);
        for (start, end, c) in entities(&resolved) {
            next.push_str(&resolved[done..start]);
            next.push(c);
            done = end;
        }
        next.push_str(&resolved[done..]);
        (resolved, again) = (next, again + 1);
    }
    resolved
}

/// The tags and comments in words: where they begin and end.
pub(crate) fn tags(words: &str) -> impl Iterator<Item = (usize, usize)> {
    words.match_indices('<').filter_map(|(start, _)| {
        let rest = &words[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let near = &comment[..comment.floor_char_boundary(LONGEST.1)];
            return Some((start, start + 4 + near.find("-->")? + 3));
        }
        let length = rest.bytes().take(LONGEST.1).position(|byte| byte == b'>' || byte == b'<')?;
        let inner = rest[..length].strip_prefix('/').unwrap_or(&rest[..length]);
        let name = inner.split([' ', '/', '\u{A0}']).next().unwrap_or_default();
        // What follows the name is attributes or nothing: `<a and b>` is no tag.
        let attributes = inner[name.len()..].trim_matches([' ', '/', '\u{A0}']);
        let known = ELEMENTS.binary_search(&name.to_ascii_lowercase().as_str()).is_ok();
        let is_tag = known && rest.as_bytes()[length] == b'>' && (attributes.is_empty() || attributes.contains('='));
        is_tag.then_some((start, start + length + 2))
    })
}

/// Words without their tags; a line break is a space.
pub(crate) fn without_tags(words: &str) -> String {
    let (mut plain, mut done) = (String::with_capacity(words.len()), 0);
    for (start, end) in tags(words) {
        plain.push_str(words.get(done..start).unwrap_or_default());
        if words[start..end].to_ascii_lowercase().starts_with("<br") {
            plain.push(' ');
        }
        done = end.max(done);
    }
    plain.push_str(&words[done..]);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(ELEMENTS.is_sorted());
        assert_eq!(LATIN_1.split_ascii_whitespace().count(), 96);
        assert_eq!([character("yuml"), character("Agrave"), character("nbsp")], [Some('ÿ'), Some('À'), Some('\u{A0}')]);
    }

    #[test]
    fn entities_are_resolved_as_often_as_they_were_escaped() {
        assert_eq!(resolved("A &amp;amp; B &lt;&#233;&#xe9;&eacute;&gt; &unknown;"), "A & B <ééé> &unknown;");
    }

    #[test]
    fn tags_are_taken_out() {
        assert_eq!(without_tags("a<br/>b <a href=\"x\">c</a><!-- d --> 3 < 4"), "a b c 3 < 4");
    }
}
