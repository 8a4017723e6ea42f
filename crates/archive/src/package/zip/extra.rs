//! The extra fields of a file: the numbers that 32 bits do not hold, and other names for it.

use super::number::{number_16, number_64};
use super::refusal::Wrong;
use super::{ELSEWHERE_32, EXTRA_64, EXTRA_NAME};

/// The numbers of 64 bits that stand in the extra fields of a file, in their order.
pub(super) struct LongNumbers<'extra>(&'extra [u8]);

impl<'extra> LongNumbers<'extra> {
    /// Reads the extra fields of the file with this name.
    pub(super) fn read(mut extra: &'extra [u8], name: &[u8]) -> Result<Self, Wrong> {
        let mut numbers = None;
        while !extra.is_empty() {
            let field = |extra: &'extra [u8]| {
                let length = usize::from(number_16(extra, 2)?);
                Some((number_16(extra, 0)?, extra.get(4..)?.split_at_checked(length)?))
            };
            let (id, (field, rest)) = field(extra).ok_or(Wrong::Extra)?;
            match id {
                EXTRA_64 if numbers.is_some() => return Err(Wrong::Extra),
                EXTRA_64 => numbers = Some(field),
                // Behind a version and a checksum.
                EXTRA_NAME if field.get(5..) != Some(name) => return Err(Wrong::TwoNames),
                _ => {}
            }
            extra = rest;
        }
        Ok(Self(numbers.unwrap_or_default()))
    }

    /// The number, where 32 bits hold it; else the next of these.
    pub(super) fn number(&mut self, number: u32) -> Result<u64, Wrong> {
        if number != ELSEWHERE_32 {
            return Ok(number.into());
        }
        let (long, rest) = self.0.split_at_checked(8).ok_or(Wrong::Extra)?;
        self.0 = rest;
        number_64(long, 0).ok_or(Wrong::Extra)
    }

    /// Sees that those which are left over are some of these: there are programs that take them where none is needed.
    pub(super) fn are_of(self, right: &[u64]) -> Result<(), Wrong> {
        let is_right = |long: &[u8]| number_64(long, 0).is_some_and(|number| right.contains(&number));
        // The last may be the number of a disk, of which there is but one.
        let (numbers, disk) = self.0.split_at(self.0.len() / 8 * 8);
        if numbers.chunks(8).all(is_right) && matches!(disk, [] | [0, 0, 0, 0]) { Ok(()) } else { Err(Wrong::Extra) }
    }
}
