//! Packing by gzip and zstd, a member for each piece, so that pieces can be packed on many threads and put together as they are.

use std::io::{self, Cursor, Read, Write};

use flate2::{Compression, GzBuilder};
use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

use super::target::Packing;
use crate::bulk;

/// The level that the command `zstd` packs at.
const LEVEL: i32 = 3;

/// The bytes, packed as a member of its own. What has no bytes has no member.
pub(crate) fn packed(packing: Packing, bytes: &[u8]) -> Vec<u8> {
    if bytes.is_empty() {
        return Vec::new();
    }
    match packing {
        Packing::None => bytes.to_vec(),
        Packing::Gzip => {
            // Without a name and a time: the same bytes, the same member.
            let mut member = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 4), Compression::default());
            let packed = member.write_all(bytes).and_then(|()| member.finish());
            packed.expect("writing to memory does not fail")
        }
        Packing::Zstd => {
            let frame = Compressor::new(LEVEL).and_then(|mut frame| {
                frame.set_parameter(CParameter::ChecksumFlag(true))?;
                frame.compress(bytes)
            });
            frame.expect("packing into memory does not fail")
        }
    }
}

/// What was packed.
pub(super) fn unpacked(packing: Packing, member: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match packing {
        Packing::None => bytes.extend_from_slice(member),
        _ => bulk::unpacked(Cursor::new(member.to_vec()), false)?.read_to_end(&mut bytes).map(drop)?,
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_one_after_the_other_are_one_text() {
        for packing in [Packing::None, Packing::Gzip, Packing::Zstd] {
            let (one, other) = ("rain ".repeat(100_000), "sun\n");
            let members = [packed(packing, one.as_bytes()), packed(packing, b""), packed(packing, other.as_bytes())].concat();
            assert_eq!(unpacked(packing, &members).unwrap(), [one.as_bytes(), other.as_bytes()].concat());
            assert_eq!(packed(packing, one.as_bytes()), packed(packing, one.as_bytes()));
        }
    }
}
