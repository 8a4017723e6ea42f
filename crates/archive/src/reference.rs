//! Paths as relative references, as links and XML write them.

use std::fmt::Write as _;

/// A path as a relative reference: what is not plain in it is written with `%`.
pub(crate) fn relative(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut reference, byte| {
        if byte.is_ascii_alphanumeric() || b"/._~-".contains(&byte) {
            reference.push(byte.into());
        } else {
            // A string takes all that is written into it.
            let _ = write!(reference, "%{byte:02X}");
        }
        reference
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_plain_is_written_with_a_sign() {
        assert_eq!(relative("a b/ü%#?.txt"), "a%20b/%C3%BC%25%23%3F.txt");
        assert_eq!(relative("javascript:a"), "javascript%3Aa");
    }
}
