//! Zip archives (APPNOTE 6.3): written with nothing packed and nothing of the clock in them, and read with suspicion.
//!
//! Ours are the same on every machine and with every version of a packer, and take no memory for a file that is written; those of others
//! are refused where two programs might read them in two ways, where they unpack to far more than they are, or where a name would lead out.
//! Reading: `directory` finds what is at the end, `entry` judges each file in it, `layout` sees that the bytes before say the same, and
//! `contents` unpacks.

mod contents;
mod directory;
mod entry;
mod extra;
mod layout;
mod number;
mod refusal;
mod write;

pub use self::contents::{Contents, open};
pub use self::directory::entries;
pub use self::entry::Entry;
pub use self::refusal::{Error, Wrong};
pub use self::write::Writer;

/// The signatures of the parts of an archive.
const LOCAL: u32 = 0x0403_4B50;
const CENTRAL: u32 = 0x0201_4B50;
const DESCRIPTOR: u32 = 0x0807_4B50;
const END: u32 = 0x0605_4B50;
const END_64: u32 = 0x0606_4B50;
const LOCATOR_64: u32 = 0x0706_4B50;

/// The field that holds numbers which 32 bits do not, and the one that holds another name.
const EXTRA_64: u16 = 1;
const EXTRA_NAME: u16 = 0x7075;

/// Sizes and checksum stand behind the bytes, not before them.
const FLAG_DESCRIPTOR: u16 = 1 << 3;
/// The names are in UTF-8.
const FLAG_UTF8: u16 = 1 << 11;

/// Where a number says that another place has it.
const ELSEWHERE_16: u16 = u16::MAX;
const ELSEWHERE_32: u32 = u32::MAX;

#[cfg(test)]
mod tests;
