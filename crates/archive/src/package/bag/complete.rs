//! Whether all files are there that are listed, and all are listed that are there.

use super::manifests::Said;
use super::{Bag, Fault, Listing, PAYLOAD};
use crate::package::manifest::Kind;
use crate::package::sum::Algorithm;

impl Bag {
    /// Sees that manifests are there, and that each lists all files that it must.
    pub(super) fn complete(&mut self, listing: &Listing<'_>) {
        self.has_manifests(listing);
        let all = [Kind::Payload, Kind::Tags].map(|kind| self.mask(|manifest| manifest.kind == kind));
        let checked = self.mask(|manifest| manifest.kind == Kind::Payload && manifest.algorithm.is_some());
        for (number, (file, _)) in listing.files.iter().enumerate() {
            let Said { listed, ref sums, .. } = self.said[number];
            let (all, is_free) = if file.starts_with(PAYLOAD) {
                // Until BagIt 1.0 it was enough that one manifest lists a file.
                (all[0], self.is_old && listed != 0)
            } else {
                (all[1], !self.is_own || matches!(Kind::told(file), Some((Kind::Tags, _))))
            };
            let is_unvouched = checked != 0 && listed != 0 && sums.is_empty() && file.starts_with(PAYLOAD);
            let silent = all & !listed;
            if silent != 0 && !is_free {
                let manifest = self.manifests[silent.trailing_zeros() as usize].file.clone();
                self.find(file, Fault::Unlisted { manifest });
            } else if is_unvouched {
                self.find(file, Fault::Unvouched);
            }
        }
        if listing.find("fetch.txt").is_some() {
            self.unchecked.push("fetch.txt was not followed: what it names must be there".to_owned());
        }
    }

    /// The bits of some manifests.
    fn mask(&self, is_one: impl Fn(&super::Manifest) -> bool) -> u32 {
        self.manifests.iter().enumerate().filter(|(_, manifest)| is_one(manifest)).map(|(number, _)| 1 << number).sum()
    }

    fn has_manifests(&mut self, listing: &Listing<'_>) {
        if !listing.has_payload {
            self.find("", Fault::NoPayload);
        }
        let payload = self.mask(|manifest| manifest.kind == Kind::Payload);
        let checked = self.mask(|manifest| manifest.kind == Kind::Payload && manifest.algorithm.is_some());
        match (payload, checked) {
            (0, _) => self.find("", Fault::NoManifest),
            (_, 0) => self.find("", Fault::NoneChecked),
            _ => {}
        }
        if !self.is_own {
            return;
        }
        for file in [Kind::Payload, Kind::Tags].into_iter().flat_map(|kind| Algorithm::OWN.map(|sum| kind.file(sum))) {
            if listing.find(&file).is_none() {
                self.find(&file, Fault::Missing);
            }
        }
    }
}
