//! Paths in a package: such as every system can have, none that leads out of it.

use unicode_normalization::UnicodeNormalization as _;

/// How many bytes a part of a path may have, and a whole one: Linux takes so many of a part.
const PART: usize = 255;
const WHOLE: usize = 1024;

/// Why a file cannot be called so in a package.
///
/// ```
/// use statemark_archive::package::paths::{Unfit, check};
/// assert_eq!(check("data/../../etc/passwd"), Err(Unfit::Upwards));
/// assert!(Unfit::Upwards.to_string().contains("leads to the folder above"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A part of it is empty or `.`.
    #[error("has an empty part")]
    Empty,
    /// It begins at the root, or at a drive.
    #[error("is absolute")]
    Absolute,
    /// A part of it is `..`.
    #[error("has the part `..`, which leads to the folder above")]
    Upwards,
    /// It has a character that Windows has no place for, or a control character.
    #[error("has the character {0:?}, which not every system takes")]
    Character(char),
    /// It has a character that nobody sees, or that turns the direction of those behind it.
    #[error("has the invisible character U+{:04X}", u32::from(*.0))]
    Invisible(char),
    /// A part ends in a dot or a space, which Windows drops.
    #[error("has a part that ends in a dot or a space")]
    End,
    /// Windows takes a part for a device.
    #[error("has the part `{0}`, which is a device on Windows")]
    Device(String),
    /// It, or a part of it, is longer than systems take.
    #[error("is too long")]
    TooLong,
}

/// Sees that a path is one that every system can have, and that it stays in its folder.
///
/// ```
/// # use statemark_archive::package::paths::check;
/// assert!(check("data/statements/a/article.txt").is_ok());
/// assert!(check("C:/a.txt").is_err() && check("data/con.txt").is_err() && check("/etc/passwd").is_err());
/// ```
///
/// # Errors
/// When it is not.
pub fn check(path: &str) -> Result<(), Unfit> {
    if path.starts_with(['/', '\\']) || matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic()) {
        return Err(Unfit::Absolute);
    }
    if path.len() > WHOLE {
        return Err(Unfit::TooLong);
    }
    path.split('/').try_for_each(part)
}

fn part(part: &str) -> Result<(), Unfit> {
    match part {
        "" | "." => return Err(Unfit::Empty),
        ".." => return Err(Unfit::Upwards),
        _ => {}
    }
    if let Some(wrong) = part.chars().find(|&letter| letter.is_control() || "\\:*?\"<>|".contains(letter)) {
        return Err(Unfit::Character(wrong));
    }
    if let Some(invisible) = part.chars().find(|&letter| is_invisible(letter)) {
        return Err(Unfit::Invisible(invisible));
    }
    if part.ends_with(['.', ' ']) {
        return Err(Unfit::End);
    }
    if is_device(part.split('.').next().unwrap_or(part).trim_end()) {
        return Err(Unfit::Device(part.to_owned()));
    }
    if part.len() > PART { Err(Unfit::TooLong) } else { Ok(()) }
}

/// Whether Windows takes a name without its endings for a device.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    let is_port = port.is_some_and(|port| {
        let mut digits = port.chars();
        matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
    });
    is_port || matches!(&*name, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
}

/// Whether a character is one that nobody sees: of Unicode's category Cf, or an end of lines or paragraphs.
///
/// ```
/// # use statemark_archive::package::paths::is_invisible;
/// assert!(is_invisible('\u{202E}') && is_invisible('\u{200B}') && !is_invisible('a'));
/// ```
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{600}'..='\u{605}'
            | '\u{61C}'
            | '\u{6DD}'
            | '\u{70F}'
            | '\u{890}'..='\u{891}'
            | '\u{8E2}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{110BD}'
            | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Words of others as a message may show them: control characters and invisible ones, which a terminal would obey, are written out.
///
/// ```
/// # use statemark_archive::package::paths::shown;
/// assert_eq!(shown("a\u{1B}[2J\nb"), "a\\u{1b}[2J\\nb");
/// ```
pub fn shown(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut shown, letter| {
        match letter {
            _ if letter.is_control() => shown.extend(letter.escape_debug()),
            _ if is_invisible(letter) => shown.extend(letter.escape_unicode()),
            _ => shown.push(letter),
        }
        shown
    })
}

/// What two paths have in common that are one file where capitals or the Unicode form of letters count for nothing.
///
/// ```
/// # use statemark_archive::package::paths::folded;
/// assert_eq!(folded("data/Été.txt"), folded("data/e\u{301}té.TXT"));
/// ```
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // By way of capitals, since some have several small letters. Decomposed before and after: what becomes another letter may come apart.
    path.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfd().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_or_is_not_portable_is_told_apart() {
        for (path, why) in [
            ("", Unfit::Empty),
            ("a//b", Unfit::Empty),
            ("a/", Unfit::Empty),
            ("./a", Unfit::Empty),
            ("/a", Unfit::Absolute),
            ("\\\\server\\a", Unfit::Absolute),
            ("c:a", Unfit::Absolute),
            ("a/../../b", Unfit::Upwards),
            ("a\\..\\b", Unfit::Character('\\')),
            ("a\nb", Unfit::Character('\n')),
            ("data/a:b", Unfit::Character(':')),
            ("a\u{202E}txt.exe", Unfit::Invisible('\u{202E}')),
            ("a/\u{200B}b", Unfit::Invisible('\u{200B}')),
            ("\u{FEFF}a", Unfit::Invisible('\u{FEFF}')),
            ("a./b", Unfit::End),
            ("a/NUL.txt", Unfit::Device("NUL.txt".to_owned())),
            ("Com1", Unfit::Device("Com1".to_owned())),
            ("LPT².a", Unfit::Device("LPT².a".to_owned())),
        ] {
            assert_eq!(check(path), Err(why), "{path}");
        }
        assert_eq!(check(&"a".repeat(256)), Err(Unfit::TooLong));
        assert_eq!(check(&"a/".repeat(600)), Err(Unfit::TooLong));
        for path in ["a", "data/100%.txt", "data/.a", "data/com10", "data/…/ä b.txt", &"a".repeat(255)] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn paths_that_clash_somewhere_have_one_form() {
        for (one, other) in [("A/b", "a/B"), ("É", "e\u{301}"), ("ǅ", "ǆ"), ("σ", "ς"), ("ſ", "s"), ("K", "k"), ("µ", "μ")]
        {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("a"), folded("b"));
    }
}
