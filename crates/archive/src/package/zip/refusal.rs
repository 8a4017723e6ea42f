//! Why an archive is refused, or a file in it.

use std::io;

use super::directory::MOST;
use crate::package::paths::Unfit;

/// Why an archive is refused.
///
/// ```
/// use std::io::Cursor;
/// use statemark_archive::package::zip::{Error, entries};
/// let error = entries(&mut Cursor::new(b"no archive")).unwrap_err();
/// assert!(matches!(error, Error::NoArchive));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It has no end that is one of zip.
    #[error("is no zip archive, or its end is missing")]
    NoArchive,
    /// Its directory is not where the end says, or not as it says.
    #[error("has a directory of files that is damaged: {0}")]
    Directory(&'static str),
    /// It has more files than are read.
    #[error("has {0} files, and {MOST} are the limit")]
    TooMany(u64),
    /// All its files together are far larger than what they are packed in.
    #[error("unpacks to {size} bytes from {packed}: no texts do so")]
    Bomb {
        /// How large they are.
        size: u64,
        /// How large they are packed.
        packed: u64,
    },
    /// One of its files is refused.
    #[error("has the file {path:?}, which {wrong}")]
    Entry {
        /// Its path, as it stands there.
        path: String,
        /// Why.
        wrong: Wrong,
    },
}

/// Why a file in an archive is refused.
///
/// ```
/// use statemark_archive::package::zip::Wrong;
/// assert_eq!(Wrong::Twice.to_string(), "is there twice");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Its path is one that a package cannot have.
    #[error("{0}")]
    Path(#[from] Unfit),
    /// The path is not in UTF-8.
    #[error("has a name that is not UTF-8")]
    Encoding,
    /// The path is not ASCII, and the archive does not say that it is UTF-8.
    #[error("has a name that is not said to be UTF-8, and that programs read in different ways")]
    Unsaid,
    /// Another field has another path for it.
    #[error("has two names, of which programs take one or the other")]
    TwoNames,
    /// Another file has the same path.
    #[error("is there twice")]
    Twice,
    /// Another has the same path, but for capitals or the Unicode form of letters.
    #[error("would be one file with another on systems where capitals count for nothing")]
    Clash,
    /// It is a link, a device or something else that is no file.
    #[error("is a link or a device, and no file")]
    NoFile,
    /// It is encrypted.
    #[error("is encrypted")]
    Encrypted,
    /// It has flags that ask for more than is known here.
    #[error("has flags that are not known here ({0:#06x})")]
    Flags(u16),
    /// It is packed in a way other than deflate.
    #[error("is packed by method {0}: only stored and deflated files are read")]
    Method(u16),
    /// Its extra fields do not add up.
    #[error("has extra fields that are damaged")]
    Extra,
    /// It is not packed, and yet of another size.
    #[error("is not packed, and is to have {size} bytes in {packed}")]
    Stored {
        /// How large it is said to be.
        size: u64,
        /// How many bytes are there.
        packed: u64,
    },
    /// It is far larger than what it is packed in.
    #[error("unpacks to {size} bytes from {packed}: no text does so")]
    Bomb {
        /// How large it is.
        size: u64,
        /// How large it is packed.
        packed: u64,
    },
    /// Its bytes are those of another file as well, or of the directory.
    #[error("shares its bytes with another file")]
    Overlap,
    /// Bytes before or behind it are those of no file.
    #[error("stands beside bytes that belong to no file")]
    Gap,
    /// What stands before or behind its bytes is not what the directory says.
    #[error("has a header that differs from the directory")]
    Header,
    /// It stands on another disk.
    #[error("is on another disk")]
    Disk,
}
