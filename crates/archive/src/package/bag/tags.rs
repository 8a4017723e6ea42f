//! The small tag files: what a bag declares itself to be, and what is told of it.

use std::io::Read as _;

use super::text::Encoding;
use super::{Bag, Fault, Listing, PAYLOAD};
use crate::package::enclosed;
use crate::package::info::{self, Declared, Oxum};

/// How long such a file may be.
const MOST: u64 = 1024 * 1024;

/// What tells a bag of ours that has lost its `bag-info.txt`.
const OWN_FILES: [&str; 2] = [enclosed::FORMAT, enclosed::LIST];

impl Bag {
    /// Reads the small tag files.
    pub(super) fn read_tags(&mut self, listing: &Listing<'_>) {
        let declaration = self.small(info::DECLARATION_FILE, listing);
        let declared = declaration.as_deref().and_then(info::declared);
        self.declared(declaration.is_some(), declared.as_ref());
        self.info = self.small(info::INFO_FILE, listing);
        let versions = self.info.as_deref().map(|info| info::values(info, info::OWN_LABEL)).unwrap_or_default();
        match versions.into_iter().find(|version| version != info::OWN_VERSION) {
            Some(version) => self.find(info::INFO_FILE, Fault::Version(version)),
            None => self.is_own = self.has_own_label() || OWN_FILES.iter().all(|file| listing.find(file).is_some()),
        }
        if self.is_own && declared.is_some() && declaration.as_deref() != Some(info::DECLARATION) {
            self.find(info::DECLARATION_FILE, Fault::Declaration);
        }
        for file in [info::DECLARATION_FILE, info::INFO_FILE] {
            let is_needed = self.is_own || file == info::DECLARATION_FILE;
            if is_needed && listing.find(file).is_none() {
                self.find(file, Fault::Missing);
            }
        }
        self.told(listing);
    }

    fn has_own_label(&self) -> bool {
        self.info.as_deref().is_some_and(|info| !info::values(info, info::OWN_LABEL).is_empty())
    }

    /// Reads a tag file that is small, if it is there.
    fn small(&mut self, file: &str, listing: &Listing<'_>) -> Option<String> {
        listing.find(file)?;
        let mut bytes = Vec::new();
        match (listing.open)(file).and_then(|reader| reader.take(MOST + 1).read_to_end(&mut bytes)) {
            Err(error) => self.find(file, Fault::unread(&error)),
            Ok(read) if read as u64 > MOST => self.find(file, Fault::NoText),
            Ok(_) => match self.encoding.decode(&bytes) {
                None => self.find(file, Fault::NoText),
                text => return text,
            },
        }
        None
    }

    fn declared(&mut self, is_read: bool, declared: Option<&Declared<'_>>) {
        let file = info::DECLARATION_FILE;
        let Some(Declared { version, encoding }) = declared else {
            if is_read {
                self.find(file, Fault::Declaration);
            }
            return;
        };
        match version {
            (0, 93..=97) => self.is_old = true,
            (1, 0) => {}
            (major, minor) => self.unchecked.push(format!("it is of BagIt {major}.{minor}, and was checked by BagIt 1.0")),
        }
        match Encoding::from_name(encoding) {
            Some(encoding) => self.encoding = encoding,
            None => self.find(file, Fault::Encoding((*encoding).to_owned())),
        }
    }

    /// Whether each line of `bag-info.txt` is one, and the payload is as large as is said there.
    fn told(&mut self, listing: &Listing<'_>) {
        let Some(info) = &self.info else { return };
        let mut found = Oxum::default();
        listing.files.iter().filter(|(file, _)| file.starts_with(PAYLOAD)).for_each(|(_, bytes)| found.add(*bytes));
        let unlabelled = info::unlabelled(info).map(Fault::Label);
        let said = info::values(info, info::OXUM_LABEL).into_iter().filter(|said| Oxum::read(said) != Some(found));
        let faults: Vec<Fault> = unlabelled.into_iter().chain(said.map(|said| Fault::Oxum { said, found })).collect();
        for fault in faults {
            self.find(info::INFO_FILE, fault);
        }
    }
}
