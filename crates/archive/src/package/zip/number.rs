//! Numbers as zip writes them: the least byte first.

/// So many bytes at a place, if they are there.
fn bytes<const LENGTH: usize>(from: &[u8], at: usize) -> Option<[u8; LENGTH]> {
    from.get(at..)?.get(..LENGTH)?.try_into().ok()
}

/// A number of 16 bits.
pub(super) fn number_16(from: &[u8], at: usize) -> Option<u16> {
    bytes(from, at).map(u16::from_le_bytes)
}

/// A number of 32 bits.
pub(super) fn number_32(from: &[u8], at: usize) -> Option<u32> {
    bytes(from, at).map(u32::from_le_bytes)
}

/// A number of 64 bits.
pub(super) fn number_64(from: &[u8], at: usize) -> Option<u64> {
    bytes(from, at).map(u64::from_le_bytes)
}
