//! The manifests of a bag, read line by line: of each file it is kept which of them list it, and what they say.

use std::io;

use super::text::read_line;
use super::{Bag, Fault, Listing};
use crate::package::finding::MANIFESTS;
use crate::package::manifest::{self, Kind, LineFault};
use crate::package::sum::{Algorithm, Sum};

/// How long a line may be.
const LINE: usize = 8 * 1024;

/// How many lines of a manifest may be wrong, or name what is not there, before it is read no further.
const WRONG: u64 = 100_000;

/// A manifest that was found.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) file: String,
    pub(super) kind: Kind,
    pub(super) algorithm: Option<Algorithm>,
    /// How many files it lists that are there.
    listed: u32,
}

/// What manifests say of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Which of them list it, a bit each.
    pub(super) listed: u32,
    /// On which line the first of its kind does, files that are not there left aside.
    pub(super) line: u32,
    /// Its checksums, each with the number of the manifest that says so.
    pub(super) sums: Vec<(u8, Sum)>,
}

impl Bag {
    /// Finds the manifests, and reads them.
    pub(super) fn read_manifests(&mut self, listing: &Listing<'_>) {
        let found: Vec<_> = listing.files.iter().filter_map(|(file, _)| Some((file, Kind::told(file)?))).collect();
        if found.len() > MANIFESTS {
            self.find("", Fault::Manifests(found.len()));
        }
        for (file, (kind, name)) in found.into_iter().take(MANIFESTS) {
            let algorithm = Algorithm::from_name(name);
            if algorithm.is_none() {
                let known = Algorithm::ALL.map(Algorithm::name).join(", ");
                self.unchecked.push(format!("the checksums of {file} were not checked: only {known} can be"));
            }
            self.manifests.push(Manifest { file: file.clone(), kind, algorithm, listed: 0 });
        }
        for number in 0..self.manifests.len() {
            let file = self.manifests[number].file.clone();
            if let Err(error) = self.read_manifest(number, &file, listing) {
                self.find(&file, Fault::unread(&error));
            }
        }
    }

    fn read_manifest(&mut self, number: usize, file: &str, listing: &Listing<'_>) -> io::Result<()> {
        let mut reader = io::BufReader::with_capacity(64 * 1024, (listing.open)(file)?);
        let (mut line, mut count, mut wrong) = (Vec::new(), 0, 0);
        while read_line(&mut reader, &mut line, LINE)? {
            count += 1;
            if line.len() == LINE {
                self.find(file, Fault::Line { number: count, fault: LineFault::TooLong });
                break;
            }
            match self.line_of(number, &line, listing) {
                Ok(true) => continue,
                Ok(false) => {}
                Err(fault) => self.find(file, Fault::Line { number: count, fault }),
            }
            wrong += 1;
            if wrong == WRONG {
                self.find(file, Fault::Line { number: count, fault: LineFault::TooMany });
                break;
            }
        }
        Ok(())
    }

    /// Takes a line of a manifest, and says whether the file is there that it names.
    fn line_of(&mut self, number: usize, bytes: &[u8], listing: &Listing<'_>) -> Result<bool, LineFault> {
        let line = self.encoding.decode(bytes).ok_or(LineFault::Encoding)?;
        let text = line.trim_end_matches(['\n', '\r']);
        if text.is_empty() && !self.is_own {
            return Ok(true);
        }
        let Manifest { kind, algorithm, .. } = self.manifests[number];
        let (sum, path) = manifest::read(text, kind, algorithm, !self.is_old)?;
        let is_as_written = sum.as_ref().is_none_or(|sum| manifest::line(sum, &path) == line);
        let Some(file) = listing.find(&path) else {
            // What is not there need not be remembered, however often it is listed.
            let manifest = self.manifests[number].file.clone();
            self.find(&path, Fault::Gone { manifest });
            return Ok(false);
        };
        match (self.say(number, file, sum), self.is_own) {
            (None, _) => Err(LineFault::Twice(path)),
            (_, true) if !is_as_written => Err(LineFault::Spelling),
            (Some(false), true) => Err(LineFault::Order),
            _ => Ok(true),
        }
    }

    /// Notes what a manifest says of a file. Tells whether the first of its kind says so on the same line; nothing where it said so before.
    fn say(&mut self, number: usize, file: usize, sum: Option<Sum>) -> Option<bool> {
        let is_first = self.manifests[..number].iter().all(|before| before.kind != self.manifests[number].kind);
        let (said, listed) = (&mut self.said[file], &mut self.manifests[number].listed);
        if said.listed & 1 << number != 0 {
            return None;
        }
        if is_first {
            said.line = *listed;
        }
        let is_in_order = said.line == *listed;
        said.listed |= 1 << number;
        // There are no more manifests than a number of bits.
        said.sums.extend(sum.map(|sum| (u8::try_from(number).unwrap_or(u8::MAX), sum)));
        *listed += 1;
        Some(is_in_order)
    }
}
