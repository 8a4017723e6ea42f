//! Documents with bytes flipped, cut, moved, doubled and put in, for readers that have to stand them.

use crate::draw::Draw;

/// Bytes that mean something to a spelling, or break one.
#[rustfmt::skip]
const HOSTILE: &[&[u8]] = &[
    b"\0", b"\xFF", b"\xC3", b"\xED\xA0\x80", b"\xEF\xBB\xBF", b"\xEF\xBF\xBE", b"\r", b"\n", b"\t", b"\x0C", b"\x1B", b" ",
    b"\"", b"'", b"\\", b"\\u", b"\\uD800", b"{", b"}", b"[", b"]", b",", b":", b"<", b">", b"/>", b"&", b"&#0;",
    b"&#xFFFFFFFF;", b"&a;", b"&amp;", b"<!--", b"-->", b"--", b"<![CDATA[", b"]]>", b"<?xml ?>", b"<?a?>", b"<!DOCTYPE a>",
    b"<a>", b"</a>", b"xmlns=\"\"", b"xmlns:a=\"b\"", b"a:", b"xml:lang=\"en\"", b"`", b"``", b"```", b"\n```\n", b"~~~",
    b"\n\n", b"\n- ", b"\n> ", b"\n# ", b"\n## ", b"\n---\n", b"\n***\n", b"\n1. ", b"    ", b"*", b"**", b"_", b"![", b"](",
    b"<b>", b"#", b"`#a`", b"`lang=es`", b"`note`", b"`action`", b"statemark:", b"&a ", b"*a ", b"!a ", b"- ", b"? ", b"| ",
    b"%YAML 1.2\n", b"\xE2\x80\xAE", b"\xC2\x85", b"\xE2\x80\xA8", b"\xF0\x9D\x84\x9E", b"0", b"-0", b"1e999",
    b"999999999999999999999", b"null", b"true", b"{{{{{{{{", b"[[[[[[[[", b"<<<<<<<<", b">>>>>>>>", b"--------",
];

/// One of the documents, broken in a place or a few.
pub fn mutated(draw: &mut Draw, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = draw.pick(seeds).clone();
    for _ in 0..=draw.below(3) {
        let range = part(draw, bytes.len());
        match draw.below(6) {
            0 => bytes.get_mut(range.start).into_iter().for_each(|byte| *byte ^= 1 << draw.below(8)),
            1 => drop(bytes.drain(range)),
            2 => {
                let copy = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, copy);
            }
            3 => {
                let other = draw.pick(seeds);
                let other = &other[part(draw, other.len())];
                bytes.splice(range, other.iter().copied());
            }
            _ => {
                let hostile = *draw.pick(HOSTILE);
                bytes.splice(range.start..range.start, hostile.iter().copied());
            }
        }
    }
    bytes
}

/// A part of a document, mostly a short one.
fn part(draw: &mut Draw, length: usize) -> std::ops::Range<usize> {
    let start = draw.below(length + 1);
    let most = if draw.once_in(4) { length - start } else { (length - start).min(40) };
    start..start + draw.below(most + 1)
}
