//! Paths in a package: such as every system can have, none that leads out of it.

use unicode_normalization::UnicodeNormalization as _;

/// How many bytes a part of a path may have, and a whole one: Linux takes so many of a part.
const PART: usize = 255;
const WHOLE: usize = 1024;

/// Why a file cannot be called so in a package.
///
/// ```
/// use statemark_archive::package::paths::{Unfit, check};
/// assert_eq!(check("data/../../etc/passwd"), Err(Unfit::LeadsOut));
/// assert!(Unfit::LeadsOut.to_string().contains("leads out"));
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
    #[error("leads out of the folder")]
    LeadsOut,
    /// It has a character that Windows has no place for, or a control character.
    #[error("has the character {0:?}, which not every system takes")]
    Character(char),
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
        ".." => return Err(Unfit::LeadsOut),
        _ => {}
    }
    if let Some(wrong) = part.chars().find(|&letter| letter.is_control() || "\\:*?\"<>|".contains(letter)) {
        return Err(Unfit::Character(wrong));
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
    // Decomposed before and after: what becomes a small letter may come apart again.
    path.nfd().flat_map(char::to_lowercase).nfd().collect()
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
            ("a/../../b", Unfit::LeadsOut),
            ("a\\..\\b", Unfit::Character('\\')),
            ("a\nb", Unfit::Character('\n')),
            ("data/a:b", Unfit::Character(':')),
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
        for (one, other) in [("A/b", "a/B"), ("É", "e\u{301}"), ("ǅ", "ǆ")] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("a"), folded("b"));
    }
}
