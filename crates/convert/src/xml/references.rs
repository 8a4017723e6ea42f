//! References to characters, in text and in attribute values.

use statemark::fault::FaultKind;
use statemark::fault::shown_key;
use statemark::node::Span;

use super::chars::{is_char, is_name};
use super::faults::{Broken, Parsed, broken, broken_as};

/// The character that a reference stands for; `name` is what stands between `&` and `;`.
pub(super) fn resolve(name: &str, span: Span) -> Parsed<char> {
    Ok(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => match name.strip_prefix('#') {
            Some(number) => character(number, span)?,
            None if is_name(name) => {
                let message = format!("the entity `&{};` is not declared", shown_key(name));
                return Err(broken(span, message, "write the character itself; only &lt; &gt; &amp; &quot; &apos; have names"));
            }
            None => return Err(bare(span)),
        },
    })
}

/// The fault of an `&` that begins no reference.
pub(super) fn bare(span: Span) -> Broken {
    broken(span, "an `&` that begins no reference", "write `&amp;`")
}

fn character(number: &str, span: Span) -> Parsed<char> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        let message = format!("`&#{};` is no number of a character", shown_key(number));
        return Err(broken(span, message, "write its number in digits, as `&#233;` and `&#xE9;` do for é, or take it out"));
    }
    // A number too large for `u32` is larger than any character.
    let character = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).filter(|&c| is_char(c));
    character.ok_or_else(|| {
        let message = format!("`&#{};` stands for no character that XML can carry", shown_key(number));
        broken_as(FaultKind::Character, span, message, "take it out")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_and_numbered_characters() {
        let read = |name| resolve(name, Span::default()).unwrap();
        assert_eq!(
            ["amp", "lt", "gt", "quot", "apos", "#233", "#xE9", "#x1D11E", "#0065"].map(read),
            ['&', '<', '>', '"', '\'', 'é', 'é', '𝄞', 'A']
        );
    }

    #[test]
    fn what_stands_for_no_character_is_refused() {
        for name in ["nbsp", "", " amp", "#", "#x", "#X41", "#12a", "#+1", "#0", "#xD800", "#xFFFE", "#x110000", "#99999999999"] {
            assert!(resolve(name, Span::default()).is_err(), "{name}");
        }
    }
}
