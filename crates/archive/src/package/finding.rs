//! What is found to be wrong with a bag: in which file, what, and how to mend it.

mod all;

use std::fmt;
use std::io;

pub use self::all::Findings;

use super::contents::Refusal;
use super::info::Oxum;
use super::manifest::LineFault;
use super::paths::{Unfit, shown};
use super::sum::Algorithm;

/// Something that is wrong with a file of a bag. Shown, it can be put on any terminal, whatever the file is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The path of the file in the bag.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file of a bag.
///
/// ```
/// use statemark_archive::package::finding::Fault;
/// let fault = Fault::Unlisted { manifest: "manifest-sha512.txt".to_owned() };
/// assert_eq!(fault.to_string(), "is not listed in manifest-sha512.txt");
/// assert!(fault.help().contains("take it out"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A file that every bag has, or every bag of ours, is not there.
    #[error("is missing")]
    Missing,
    /// A file that a manifest lists is not there.
    #[error("is missing, and {manifest} lists it")]
    Gone {
        /// Which manifest.
        manifest: String,
    },
    /// A file is there that a manifest does not list.
    #[error("is not listed in {manifest}")]
    Unlisted {
        /// Which manifest.
        manifest: String,
    },
    /// The content is not what a manifest says.
    #[error("has not the {} that {manifest} says", algorithm.name())]
    Differs {
        /// By what it was checked.
        algorithm: Algorithm,
        /// Which manifest.
        manifest: String,
    },
    /// The content is what one manifest says, and not what another says: it was the manifest that was changed.
    #[error("has not the {} that {manifest} says, but what {agrees} says", algorithm.name())]
    Disagree {
        /// By what it was checked.
        algorithm: Algorithm,
        /// Which manifest is another.
        manifest: String,
        /// Which manifest is right.
        agrees: String,
    },
    /// `bagit.txt` is not what it must be.
    #[error("does not declare a bag and its encoding in the two lines that it must have")]
    Declaration,
    /// The tag files are in an encoding that is not read here.
    #[error("says that the tag files are in {0}, and only UTF-8 and ISO-8859-1 can be read")]
    Encoding(String),
    /// A program made it that is newer than this one.
    #[error("says that it is of version {0} of our packages, which is not known here")]
    Version(String),
    /// A line of a manifest is wrong.
    #[error("line {number} {fault}")]
    Line {
        /// Its number, from 1.
        number: u64,
        /// What is wrong with it.
        fault: LineFault,
    },
    /// A line of `bag-info.txt` is none that can be there.
    #[error("line {0} has no label with a colon behind it")]
    Label(usize),
    /// There is no folder for the payload.
    #[error("has no folder data/")]
    NoPayload,
    /// No manifest of the payload is there.
    #[error("has no manifest of its payload")]
    NoManifest,
    /// There are more than any bag needs.
    #[error("has {0} manifests, and {MANIFESTS} are the limit")]
    Manifests(usize),
    /// No manifest of the payload is by an algorithm that can be checked.
    #[error(
        "has no manifest of its payload by sha224, sha256, sha384 or sha512: others are too weak to vouch for it, or not known"
    )]
    NoneChecked,
    /// Only manifests that are not checked list a file of the payload.
    #[error("is listed only in manifests that cannot be checked")]
    Unvouched,
    /// `Payload-Oxum` is not what the payload comes to.
    #[error("says that the payload is {said}, and it is {found} (bytes and files)")]
    Oxum {
        /// What stands there.
        said: String,
        /// What is there.
        found: Oxum,
    },
    /// A tag file is no text, or too long to be one.
    #[error("is no text of a size that a tag file has")]
    NoText,
    /// A file could be read no further.
    #[error("cannot be read: {0}")]
    Unread(String),
    /// A file in an archive is damaged.
    #[error("cannot be read: {0}")]
    Damaged(String),
    /// A file of ours is not what it was.
    #[error("{0}")]
    Own(#[from] OwnFault),
    /// A statement of the bag is not what it should be.
    #[error("{0}")]
    Statement(#[from] StatementFault),
}

/// How many manifests a bag may have: two for each algorithm that there is.
pub(super) const MANIFESTS: usize = 32;

/// What is wrong with a bag of ours, which is held to be as we write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OwnFault {
    /// No package of ours has such a file there.
    #[error("is no file that a package has there")]
    Stranger,
    /// It is not byte for byte what the program writes.
    #[error("is not as it was written")]
    NotAsWritten,
    /// The lines of a manifest follow each other as they should not.
    #[error("does not list the files in the order in which they are written")]
    Order,
    /// The files of a statement do not follow each other in the manifests.
    #[error("has files that {0} does not list one behind the other, as they were written")]
    Scattered(String),
    /// The list of statements does not say what the statement says.
    #[error("does not say what {0} holds")]
    List(String),
    /// The list of statements has a line too many.
    #[error("has a line {0} that is that of no statement, or of one that came before")]
    NoStatement(usize),
    /// A statement lies in the folder of another.
    #[error("is a statement whose folder is called {0}")]
    Folder(String),
    /// A statement names files that are not packed.
    #[error("cannot have come into a package: {0}")]
    Refused(#[from] Refusal),
    /// A file is called as no package has it.
    #[error("{0}")]
    Path(#[from] Unfit),
}

/// What is wrong with a statement of a bag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementFault {
    /// It cannot be read as one.
    #[error("is no statement: {0}")]
    Unread(String),
    /// It is not written as canonical JSON is.
    #[error("is a statement, but not in canonical JSON")]
    NotCanonical,
    /// A rule finds an error in it.
    #[error("is not valid: {0}")]
    Invalid(String),
    /// It reads back as another statement than the JSON beside it.
    #[error("reads as another statement than {0}")]
    Other(String),
}

impl Fault {
    /// Why a file could not be read: its archive is damaged, or the system did not let it be read.
    pub fn unread(error: &io::Error) -> Self {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        match error.kind() {
            // So says what unpacks.
            InvalidData | InvalidInput | UnexpectedEof => Self::Damaged(error.to_string()),
            _ => Self::Unread(error.to_string()),
        }
    }

    /// Whether it keeps something from being found out, and says nothing against the bag.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unread(_) | Self::NoneChecked | Self::Unvouched | Self::Encoding(_) | Self::Version(_))
    }

    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Missing | Self::Gone { .. } | Self::Differs { .. } | Self::Damaged(_) => {
                "bring back the file as it was, from another copy of the bag"
            }
            Self::Unread(_) => "see that it can be read, and verify again",
            Self::Disagree { .. } => "bring back the manifest as it was, from another copy of the bag",
            Self::Unlisted { .. } | Self::Own(OwnFault::Stranger) => "take it out, or find out who put it there",
            Self::Declaration => "it is `BagIt-Version: 1.0` and `Tag-File-Character-Encoding: UTF-8`, each on a line",
            Self::Encoding(_) => "check it with other tools",
            Self::Version(_) => "verify it with a newer statemark",
            Self::Line { .. } | Self::Label(_) | Self::NoText => {
                "bring back the tag file as it was, from another copy of the bag"
            }
            Self::NoPayload | Self::NoManifest => "a folder is a bag only with bagit.txt, data/ and a manifest",
            Self::Manifests(_) => "take out those that are not needed",
            Self::NoneChecked | Self::Unvouched => "check it with other tools, and add a manifest by sha512",
            Self::Oxum { .. } => "bring back the missing files, or take out those that were added",
            Self::Own(_) => "somebody has changed it since it was made: bring it back from another copy of the bag",
            Self::Statement(_) => "make the package again from the statements that went into it",
        }
    }

    /// The fault, of a file.
    pub fn of(self, file: impl Into<String>) -> Finding {
        Finding { file: file.into(), fault: self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", shown(&self.file), shown(&self.fault.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_do_nothing_to_a_terminal() {
        let fault = Fault::Unlisted { manifest: "manifest-\u{1B}[31m.txt".to_owned() };
        let shown = fault.of("data/\u{1B}]0;x\u{7}\n\u{202E}a").to_string();
        assert_eq!(shown, "data/\\u{1b}]0;x\\u{7}\\n\\u{202e}a is not listed in manifest-\\u{1b}[31m.txt");
    }

    #[test]
    fn what_the_system_keeps_from_being_read_says_nothing_against_a_bag() {
        let fault = |kind: io::ErrorKind| Fault::unread(&io::Error::from(kind));
        assert!(fault(io::ErrorKind::PermissionDenied).is_unknown() && !fault(io::ErrorKind::InvalidData).is_unknown());
    }
}
