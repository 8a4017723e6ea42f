//! Characters that are written by a name or a number: `&amp;`, `&nbsp;`, `&#39;`.

use std::borrow::Cow;

/// What a named entity stands for: those of XML, and the commonest of HTML.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "nbsp" => "\u{A0}",
        "ndash" => "–",
        "mdash" => "—",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "bull" => "•",
        "eacute" => "é",
        "pound" => "£",
        "copy" => "©",
        _ => return quick_xml::escape::resolve_xml_entity(name),
    })
}

/// A text with its entities resolved, if all of them are known.
pub(crate) fn resolved(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape_with(text, named).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_resolved_if_all_are_known() {
        assert_eq!(resolved("rain &amp;&nbsp;&#039;sun&#039; &frac12;"), "rain &amp;&nbsp;&#039;sun&#039; &frac12;");
        assert_eq!(resolved("rain &amp;&nbsp;&#039;sun&#039;"), "rain &\u{A0}'sun'");
    }
}
