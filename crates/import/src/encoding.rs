//! From bytes to text: which encoding they are in, what told it, and where they are not in it.
//!
//! Encodings and their labels are those of the WHATWG Encoding Standard. Nothing is guessed from the content but UTF-8, and no byte
//! becomes U+FFFD in silence.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::tag;

/// How far into a page its `<meta charset>` may stand, in bytes. Browsers look at 1,024; what strangers put before it is often longer.
const DECLARED_WITHIN: usize = 8 * 1024;

/// A text, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'bytes> {
    /// The text, without byte order mark.
    pub text: Cow<'bytes, str>,
    /// The name of its encoding in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What told it.
    pub told_by: ToldBy,
}

/// What told the encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy {
    /// The byte order mark at its beginning, which goes before all else.
    ByteOrderMark,
    /// The one who asked for the text.
    Label,
    /// The text itself: `<meta charset>`, `<meta http-equiv>` or an XML declaration.
    Declaration,
    /// Nothing; all bytes are UTF-8.
    Content,
}

impl fmt::Display for ToldBy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ByteOrderMark => "its byte order mark",
            Self::Label => "--encoding",
            Self::Declaration => "its declaration",
            Self::Content => "its bytes",
        })
    }
}

/// Whether a text can name its own encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declares {
    /// Plain text and Markdown cannot.
    Nothing,
    /// XML in its declaration.
    Xml,
    /// HTML in a `<meta>`, XHTML also in an XML declaration.
    Html,
}

/// Why bytes are not a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// A label that the Encoding Standard does not know.
    #[error("is said to be in `{label}`, an encoding that is not known")]
    UnknownLabel {
        /// The label, as given or declared.
        label: String,
    },
    /// A byte or several that their encoding does not have.
    #[error("is not {encoding}, as {told_by} says: byte {offset} in line {line} is wrong ({bytes})")]
    Malformed {
        /// The name of the encoding.
        encoding: &'static str,
        /// What told it.
        told_by: ToldBy,
        /// Where: in bytes from the beginning of the file, from 0.
        offset: usize,
        /// In which line, from 1.
        line: usize,
        /// The bytes, in hexadecimal.
        bytes: String,
    },
    /// Bytes that are not UTF-8, and nothing says what else they are.
    #[error("is not UTF-8: byte {offset} in line {line} is wrong ({bytes})")]
    Undeclared {
        /// Where: in bytes from the beginning of the file, from 0.
        offset: usize,
        /// In which line, from 1.
        line: usize,
        /// The bytes, in hexadecimal.
        bytes: String,
    },
}

impl EncodingError {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::UnknownLabel { .. } => {
                "name it with --encoding, by a label of the WHATWG Encoding Standard, such as utf-8, windows-1252 or iso-8859-2"
            }
            Self::Malformed { .. } => "name the right encoding with --encoding, such as --encoding windows-1252",
            Self::Undeclared { .. } => "name its encoding with --encoding, such as --encoding windows-1252",
        }
    }
}

/// Decodes bytes: by their byte order mark, else by the label that is given, else by what they declare, else as UTF-8.
///
/// ```
/// use statemark_import::encoding::{Declares, ToldBy, decode};
/// let page = decode(b"<meta charset=latin1>\xC5land", None, Declares::Html)?;
/// assert_eq!((page.text.as_ref(), page.encoding), ("<meta charset=latin1>\u{C5}land", "windows-1252"));
/// assert_eq!(page.told_by, ToldBy::Declaration);
/// # Ok::<(), statemark_import::encoding::EncodingError>(())
/// ```
///
/// # Errors
/// [`EncodingError`] with the place of the first byte that the encoding does not have.
pub fn decode<'bytes>(bytes: &'bytes [u8], label: Option<&str>, declares: Declares) -> Result<Decoded<'bytes>, EncodingError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return whole(bytes, length, encoding, ToldBy::ByteOrderMark);
    }
    if let Some(label) = label {
        return whole(bytes, 0, labelled(label)?, ToldBy::Label);
    }
    match declared(bytes, declares) {
        Some(label) => whole(bytes, 0, readable(labelled(&label)?), ToldBy::Declaration),
        None => whole(bytes, 0, UTF_8, ToldBy::Content),
    }
}

fn labelled(label: &str) -> Result<&'static Encoding, EncodingError> {
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| EncodingError::UnknownLabel { label: label.to_owned() })
}

/// A declaration that could be read as ASCII is not in UTF-16, whatever it says: the standard takes it for UTF-8.
fn readable(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding }
}

fn whole<'bytes>(
    bytes: &'bytes [u8],
    from: usize,
    encoding: &'static Encoding,
    told_by: ToldBy,
) -> Result<Decoded<'bytes>, EncodingError> {
    let rest = &bytes[from..];
    let text = if encoding == UTF_8 {
        let text = std::str::from_utf8(rest).map_err(|error| {
            let start = error.valid_up_to();
            let length = error.error_len().unwrap_or(rest.len() - start);
            let line = 1 + rest[..start].split(|&byte| byte == b'\n').skip(1).count();
            malformed(bytes, from + start, length, line, encoding, told_by)
        })?;
        Cow::Borrowed(text)
    } else {
        Cow::Owned(transcoded(bytes, from, encoding, told_by)?)
    };
    Ok(Decoded { text, encoding: encoding.name(), told_by })
}

fn transcoded(bytes: &[u8], from: usize, encoding: &'static Encoding, told_by: ToldBy) -> Result<String, EncodingError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let mut at = from;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => text.reserve(bytes.len() - at + 1024),
            DecoderResult::Malformed(length, behind) => {
                let end = at - usize::from(behind);
                let start = end - usize::from(length).min(end);
                let line = 1 + text.matches('\n').count();
                return Err(malformed(bytes, start, usize::from(length), line, encoding, told_by));
            }
        }
    }
}

fn malformed(
    bytes: &[u8],
    offset: usize,
    length: usize,
    line: usize,
    encoding: &'static Encoding,
    told_by: ToldBy,
) -> EncodingError {
    let shown: Vec<String> = bytes[offset..].iter().take(length.min(4)).map(|byte| format!("{byte:02X}")).collect();
    let bytes = shown.join(" ");
    if told_by == ToldBy::Content {
        return EncodingError::Undeclared { offset, line, bytes };
    }
    EncodingError::Malformed { encoding: encoding.name(), told_by, offset, line, bytes }
}

/// The label that a text declares of itself.
fn declared(bytes: &[u8], declares: Declares) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    match declares {
        Declares::Nothing => None,
        Declares::Xml => in_xml(&head),
        Declares::Html => in_xml(&head).or_else(|| in_meta(&head)),
    }
}

fn in_xml(head: &str) -> Option<String> {
    let declaration = head.strip_prefix("<?xml")?;
    let declaration = &declaration[..declaration.find("?>")?];
    value(&declaration[declaration.find("encoding")? + "encoding".len()..])
}

/// The first `charset` of a `<meta>` that is no comment, or the one in the content of an `http-equiv`.
fn in_meta(head: &str) -> Option<String> {
    let mut rest = head;
    loop {
        rest = &rest[rest.find('<')?..];
        if rest.starts_with("<!--") {
            rest = &rest[tag::length(rest)..];
            continue;
        }
        let tag = &rest[..if rest.starts_with("<meta") { tag::length(rest) } else { 1 }];
        if let Some(label) = charset(tag) {
            return Some(label);
        }
        rest = &rest[tag.len()..];
    }
}

fn charset(tag: &str) -> Option<String> {
    let attribute = |wanted: &str| tag::attributes(tag).find(|(name, _)| name == wanted).map(|(_, value)| value);
    if let Some(label) = attribute("charset").map(str::trim).filter(|label| !label.is_empty()) {
        return Some(label.to_owned());
    }
    attribute("http-equiv").filter(|what| what.trim() == "content-type")?;
    let content = attribute("content")?;
    value(&content[content.find("charset")? + "charset".len()..])
}

/// What stands behind an equals sign, in quotes or up to the next space or semicolon.
fn value(text: &str) -> Option<String> {
    let text = text.trim_start().strip_prefix('=')?.trim_start();
    let label = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split(quote).next()?,
        _ => text.split(|char: char| char.is_ascii_whitespace() || matches!(char, ';' | '"' | '\'' | '/' | '>')).next()?,
    };
    Some(label.trim().to_owned()).filter(|label| !label.is_empty())
}
