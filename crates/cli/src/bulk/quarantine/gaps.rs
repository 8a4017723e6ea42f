//! What stands between records: where it is cut.

use crate::bulk::open::{BYTE_ORDER_MARK, Shape};

/// Where a record begins to be taken along, in what stands between it and the one before: with its line.
pub(super) fn beginning(shape: &Shape, gap: &[u8]) -> usize {
    match shape {
        Shape::Collection(_) => gap.len() - gap.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count(),
        // Nothing stands between documents but the rest of one that is too long.
        Shape::Documents => gap.strip_suffix(BYTE_ORDER_MARK).unwrap_or(gap).len(),
        _ => memchr::memrchr(b'\n', gap).map_or(0, |at| at + 1),
    }
}

/// The blanks behind the last line end of a gap, or all of one that begins a line. Of very many nobody keeps track.
pub(super) fn blanks(gap: &[u8], is_line: bool) -> &[u8] {
    let line = memchr::memrchr(b'\n', gap).map(|at| at + 1).or(is_line.then_some(0));
    let blanks = line.map_or(&[][..], |line| &gap[line..]);
    let is_blank = blanks.len() < 64 * 1024 && blanks.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
    if is_blank { blanks } else { &[] }
}

/// So many bytes at the beginning, and the end of their line if nothing stands before it.
pub(super) fn with_line_end(text: &[u8], length: usize) -> Option<&[u8]> {
    let (head, rest) = text.split_at_checked(length)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    Some(if rest.get(blank) == Some(&b'\n') { &text[..=length + blank] } else { head })
}

/// Where the tag stands that closes a collection, behind white space, comments and instructions.
pub(super) fn end_of_collection(gap: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &gap[at..];
        let next = memchr::memchr(b'<', rest)?;
        let rest = &rest[next..];
        let end: &[u8] = match rest {
            [b'<', b'!', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => return Some(at + next),
        };
        at += next + memchr::memmem::find(rest, end)? + end.len();
    }
}

#[cfg(test)]
mod tests {
    use statemark_convert::xml::{Collection, Head};

    use super::*;

    #[test]
    fn a_record_takes_its_line_along() {
        for (gap, at) in [(&b"\n"[..], 1), (b" \r\n\n \t", 4), (b"\n\xEF\xBB\xBF", 1), (b"", 0), (b"  ", 0)] {
            assert_eq!(beginning(&Shape::Lines, gap), at, "{gap:?}");
        }
        let Head::Many(collection) = Collection::head(b"<statements xmlns='https://w3id.org/statemark/1'>") else { panic!() };
        let shape = Shape::Collection(Box::new(collection));
        for (gap, at) in [(&b"\n  "[..], 1), (b" <!--\n--> ", 9), (b"\n", 1), (b"", 0)] {
            assert_eq!(beginning(&shape, gap), at, "{gap:?}");
        }
        for (gap, at) in [(&b""[..], 0), (b"a\r", 2), (b"a\r\xEF\xBB\xBF", 2)] {
            assert_eq!(beginning(&Shape::Documents, gap), at, "{gap:?}");
        }
    }

    #[test]
    fn blanks_wait_for_the_record_of_their_line() {
        let blank = vec![b' '; 64 * 1024];
        for (gap, is_line, expected) in [
            (&b"\n \t"[..], false, &b" \t"[..]),
            (b"  ", true, b"  "),
            (b"  ", false, b""),
            (b"x\n", false, b""),
            (&blank, true, b""),
        ] {
            assert_eq!(blanks(gap, is_line), expected, "{gap:?}");
        }
    }

    #[test]
    fn the_head_ends_with_its_line() {
        assert_eq!(with_line_end(b"<a> \n\n", 3), Some(&b"<a> \n"[..]));
        assert_eq!(with_line_end(b"<a> <b>", 3), Some(&b"<a>"[..]));
        assert_eq!(with_line_end(b"<a>", 3), Some(&b"<a>"[..]));
    }

    #[test]
    fn the_end_of_a_collection_is_no_comment() {
        assert_eq!(end_of_collection(b" <!-- </a> --><? </a> ?>\n</a>"), Some(25));
        assert_eq!(end_of_collection(b" <!-- </a> -->"), None);
    }
}
