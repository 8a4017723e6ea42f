//! Markup that stands in an element of XML as characters.

/// Whether characters are markup: they begin with a tag, and have one that closes.
pub(super) fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    let begins = text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    begins && (text.contains("</") || text.contains("/>"))
}

/// What a named entity stands for: those of XML, and the commonest of HTML.
pub(super) fn named(name: &str) -> Option<String> {
    let of_html = match name {
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
        _ => return quick_xml::escape::resolve_xml_entity(name).map(str::to_owned),
    };
    Some(of_html.to_owned())
}
