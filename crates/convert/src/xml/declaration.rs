//! The XML declaration and processing instructions.

use statemark::fault::FaultKind;
use statemark::fault::shown_key;
use statemark::node::Span;

use super::attributes;
use super::chars::{is_plain_name, is_white_space};
use super::decode::Encoding;
use super::faults::{Parsed, broken, broken_as};
use super::namespaces::Attribute;

const RIGHT: &str = "write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`";

/// Judges the XML declaration that stands in `span`, of a document whose bytes are in this encoding.
pub(super) fn declaration(text: &str, span: Span, encoding: Encoding) -> Parsed<()> {
    if span.start > 0 {
        let message = "the XML declaration does not stand at the very beginning";
        return Err(broken(span, message, "take it out, or take out what stands before it"));
    }
    let attributes = attributes::attributes(text, Span::new("<?xml".len(), span.end - "?>".len()), 1_000)?;
    // References have no meaning here: the values count as they are written.
    let raw = |attribute: &Attribute<'_>| text[attribute.span.start..attribute.span.end].to_owned();
    let mut rest = attributes.iter().peekable();
    let version = rest.next_if(|attribute| attribute.name.written == "version").map(raw);
    if !version.is_some_and(|version| is_version(&version)) {
        return Err(broken(span, "the XML declaration does not begin with a version of XML", RIGHT));
    }
    if let Some(attribute) = rest.next_if(|attribute| attribute.name.written == "encoding") {
        judge_encoding(&raw(attribute), attribute.span, encoding)?;
    }
    if let Some(attribute) = rest.next_if(|attribute| attribute.name.written == "standalone")
        && !matches!(raw(attribute).as_str(), "yes" | "no")
    {
        return Err(broken(attribute.span, "`standalone` is neither yes nor no", "take it out"));
    }
    match rest.next() {
        None => Ok(()),
        Some(attribute) => {
            let message = format!("`{}` has no place here in the XML declaration", shown_key(attribute.name.written));
            Err(broken(attribute.name_span, message, RIGHT))
        }
    }
}

fn is_version(version: &str) -> bool {
    version.strip_prefix("1.").is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}

fn judge_encoding(name: &str, span: Span, encoding: Encoding) -> Parsed<()> {
    if encoding.is_called(name) {
        return Ok(());
    }
    let mut bytes = name.bytes();
    let is_letter = |byte: u8| byte.is_ascii_alphabetic();
    if !bytes.next().is_some_and(is_letter) || !bytes.all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) {
        return Err(broken(span, format!("`{}` is no name of an encoding", shown_key(name)), RIGHT));
    }
    let shown = shown_key(name);
    let (message, help) = if name.to_ascii_uppercase().starts_with("UTF-") {
        let message = format!("the document says that it is in {shown}, but it is in {}", encoding.name());
        (message, format!("write encoding=\"{}\"", encoding.name()))
    } else {
        let message = format!("the document says that it is in {shown}; XML is read here in UTF-8 and UTF-16");
        (message, "save it as UTF-8 and write encoding=\"UTF-8\"".to_owned())
    };
    Err(broken_as(FaultKind::Encoding, span, message, help))
}

/// Judges the processing instruction that stands in `span`; what it says to others is not for this reader.
pub(super) fn instruction(text: &str, span: Span) -> Parsed<()> {
    let content = &text[span.start + 2..span.end - 2];
    let target = content.split(is_white_space).next().unwrap_or_default();
    if target.eq_ignore_ascii_case("xml") {
        let message = format!("`<?{target}` is no processing instruction, but reserved by XML");
        return Err(broken(span, message, "take it out, or write `<?xml` at the very beginning"));
    }
    if !is_plain_name(target) {
        let message = "a processing instruction that does not begin with a name";
        return Err(broken(span, message, "write `<?` and a name, or take it out"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str, encoding: Encoding) -> String {
        let judged = declaration(text, Span::new(0, text.len()), encoding);
        judged.map_or_else(|broken| broken.into_fault().message, |()| String::new())
    }

    #[test]
    fn right_declarations_pass() {
        for text in [
            "<?xml version='1.0'?>",
            "<?xml version=\"1.0\" encoding = 'utf-8' standalone=\"yes\" ?>",
            "<?xml version='1.1'\nstandalone='no'?>",
        ] {
            assert_eq!(message(text, Encoding::Utf8), "", "{text}");
        }
        assert_eq!(message("<?xml version='1.0' encoding='UTF-16'?>", Encoding::Utf16BigEndian), "");
    }

    #[test]
    fn wrong_declarations_say_why() {
        for (text, expected) in [
            ("<?xml?>", "the XML declaration does not begin with a version of XML"),
            ("<?xml encoding='UTF-8' version='1.0'?>", "the XML declaration does not begin with a version of XML"),
            ("<?xml version='2.0'?>", "the XML declaration does not begin with a version of XML"),
            ("<?xml version='1.0' standalone='maybe'?>", "`standalone` is neither yes nor no"),
            ("<?xml version='1.0' standalone='yes' encoding='UTF-8'?>", "`encoding` has no place here in the XML declaration"),
            ("<?xml version='1.0' version='1.0'?>", "`version` has no place here in the XML declaration"),
            ("<?xml version='1.0'encoding='UTF-8'?>", "an attribute without a space before it"),
            ("<?xml version='1.0' encoding='UTF 8'?>", "`UTF 8` is no name of an encoding"),
            ("<?xml version='1.0' encoding='UTF-16'?>", "the document says that it is in UTF-16, but it is in UTF-8"),
            (
                "<?xml version='1.0' encoding='ISO-8859-1'?>",
                "the document says that it is in ISO-8859-1; XML is read here in UTF-8 and UTF-16",
            ),
        ] {
            assert_eq!(message(text, Encoding::Utf8), expected, "{text}");
        }
    }

    #[test]
    fn instructions_have_a_name() {
        let judge = |text: &str| instruction(text, Span::new(0, text.len())).is_ok();
        assert!(judge("<?a?>") && judge("<?a-b c ? d?>") && judge("<?xml-stylesheet href='a'?>"));
        assert!(!judge("<??>") && !judge("<? a?>") && !judge("<?1?>") && !judge("<?XML a?>") && !judge("<?a:b?>"));
    }
}
