//! What the tag files of a bag say, and whether what is there is what they say: complete and valid, by RFC 8493.
//!
//! `tags` reads the small tag files, `manifests` the manifests, and `complete` sees that all is there that they list, and nothing else.

mod complete;
mod manifests;
mod tags;
#[cfg(test)]
mod tests;
mod text;

use std::io::{self, Read};

use self::manifests::{Manifest, Said};
use self::text::Encoding;
pub(super) use self::text::read_line;
use super::finding::{Fault, Finding, Findings};
use super::sum::{Algorithm, Sum};

/// What the paths of the payload begin with.
pub const PAYLOAD: &str = "data/";

/// A file of a bag: its path, and how many bytes it has.
pub type File = (String, u64);

/// Opens a file of a bag by its path.
pub type Open<'caller> = dyn Fn(&str) -> io::Result<Box<dyn Read>> + Sync + 'caller;

/// What is there of a bag.
pub struct Listing<'caller> {
    /// Its files, sorted by path.
    pub files: &'caller [File],
    /// Whether it has a folder `data/`, be that empty.
    pub has_payload: bool,
    /// Opens one of them.
    pub open: &'caller Open<'caller>,
}

impl Listing<'_> {
    /// The number of a file.
    pub fn find(&self, path: &str) -> Option<usize> {
        find(self.files, path)
    }
}

/// The number of a file among files that are sorted by path.
///
/// ```
/// use statemark_archive::package::bag::find;
/// assert_eq!(find(&[("a".to_owned(), 1), ("b".to_owned(), 2)], "b"), Some(1));
/// ```
pub fn find(files: &[File], path: &str) -> Option<usize> {
    files.binary_search_by(|(file, _)| file.as_str().cmp(path)).ok()
}

/// What the tag files of a bag say. Files are known by their numbers in the listing.
///
/// ```
/// use statemark_archive::package::bag::{Bag, Listing};
/// let files = [("bagit.txt".to_owned(), 3)];
/// let bag = Bag::read(&Listing { files: &files, has_payload: false, open: &|_| Ok(Box::new(&b"bag"[..])) });
/// assert!(bag.findings.kept().iter().any(|finding| finding.file == "bagit.txt"));
/// ```
#[derive(Debug, Default)]
pub struct Bag {
    /// What is wrong with the tag files, and with what is there and what is not.
    pub findings: Findings,
    /// What is not checked, and why: sentences for a person.
    pub unchecked: Vec<String>,
    /// Whether it is one of ours, which is held to be as we write it.
    pub is_own: bool,
    /// What `bag-info.txt` says, if it is there.
    pub info: Option<String>,
    manifests: Vec<Manifest>,
    /// What the manifests say of each file.
    said: Vec<Said>,
    encoding: Encoding,
    /// Whether it is older than BagIt 1.0.
    is_old: bool,
}

impl Bag {
    /// Reads the tag files of a bag, and sees that the files are there that they list, and no others.
    pub fn read(listing: &Listing<'_>) -> Self {
        let mut bag = Self { said: vec![Said::default(); listing.files.len()], ..Self::default() };
        bag.read_tags(listing);
        bag.read_manifests(listing);
        bag.complete(listing);
        bag
    }

    /// By which algorithms a file is to be checked.
    pub fn algorithms(&self, file: usize) -> Vec<Algorithm> {
        let mut algorithms: Vec<Algorithm> = self.said[file].sums.iter().map(|(_, sum)| sum.algorithm).collect();
        algorithms.sort_unstable();
        algorithms.dedup();
        algorithms
    }

    /// What is wrong with a file that has this path and these checksums, if anything.
    pub fn compare(&self, file: usize, path: &str, sums: &[Sum]) -> Option<Finding> {
        let said = self.said[file].sums.iter().filter_map(|(manifest, sum)| {
            let found = sums.iter().find(|found| found.algorithm == sum.algorithm)?;
            Some((found == sum, sum.algorithm, &self.manifests[usize::from(*manifest)].file))
        });
        let (right, wrong): (Vec<_>, Vec<_>) = said.partition(|(is_right, ..)| *is_right);
        let (_, algorithm, manifest) = *wrong.first()?;
        let fault = match right.first() {
            Some((.., agrees)) => Fault::Disagree { algorithm, manifest: manifest.clone(), agrees: (*agrees).clone() },
            None => Fault::Differs { algorithm, manifest: manifest.clone() },
        };
        Some(fault.of(path))
    }

    /// Whether a manifest vouches for a file of the payload, by a checksum that can be checked.
    pub fn vouches(&self, file: usize, path: &str) -> bool {
        path.starts_with(PAYLOAD) && !self.said[file].sums.is_empty()
    }

    /// On which line the manifests of ours list a file, from 0.
    pub fn line(&self, file: usize) -> u32 {
        self.said[file].line
    }

    fn find(&mut self, file: &str, fault: Fault) {
        self.findings.add(fault.of(file));
    }
}
