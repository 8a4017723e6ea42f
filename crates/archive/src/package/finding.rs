//! What is found to be wrong with a bag: in which file, what, and how to mend it.

use super::info::Oxum;
use super::manifest::LineFault;
use super::sum::Algorithm;

/// Something that is wrong with a file of a bag.
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
    #[error("declares no bag of UTF-8 in the two lines that it must have")]
    Declaration,
    /// A line of a manifest is wrong.
    #[error("line {number} {fault}")]
    Line {
        /// Its number, from 1.
        number: u64,
        /// What is wrong with it.
        fault: LineFault,
    },
    /// No manifest of the payload is there.
    #[error("has no manifest of its payload")]
    NoManifest,
    /// No manifest of the payload is by an algorithm that can be checked.
    #[error("has no manifest of its payload by sha224, sha256, sha384 or sha512")]
    NoneChecked,
    /// `Payload-Oxum` is not what the payload comes to.
    #[error("says that the payload is {said}, and it is {found} (bytes and files)")]
    Oxum {
        /// What stands there.
        said: String,
        /// What is there.
        found: Oxum,
    },
    /// A tag file is no text of UTF-8, or too long to be one.
    #[error("is no text in UTF-8 of a size that a tag file has")]
    NoText,
    /// A file could be read no further.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A statement of the bag is not what it should be.
    #[error("{0}")]
    Statement(#[from] StatementFault),
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
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Missing | Self::Gone { .. } | Self::Differs { .. } | Self::Unreadable(_) => {
                "bring back the file as it was, from another copy of the bag"
            }
            Self::Disagree { .. } => "bring back the manifest as it was, from another copy of the bag",
            Self::Unlisted { .. } => "take it out, or find out who put it there",
            Self::Declaration => "it is `BagIt-Version: 1.0` and `Tag-File-Character-Encoding: UTF-8`, each on a line",
            Self::Line { .. } | Self::NoText => "bring back the tag file as it was, from another copy of the bag",
            Self::NoManifest => "a folder is a bag only with bagit.txt, data/ and a manifest",
            Self::NoneChecked => "check it with other tools, and add a manifest by sha512",
            Self::Oxum { .. } => "bring back the missing files, or take out those that were added",
            Self::Statement(_) => "make the package again from the statements that went into it",
        }
    }

    /// The fault, of a file.
    pub fn of(self, file: impl Into<String>) -> Finding {
        Finding { file: file.into(), fault: self }
    }
}
