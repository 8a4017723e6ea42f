//! Markup that stands in an element of XML as characters.

/// Whether characters are markup: they begin with a tag, and have one that closes.
pub(super) fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    let begins = text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    begins && (text.contains("</") || text.contains("/>"))
}
