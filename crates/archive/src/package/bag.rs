//! What the tag files of a bag say, and whether what is there is what they say: complete and valid, by RFC 8493.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, Read};

use super::finding::{Fault, Finding};
use super::info::{self, Oxum};
use super::manifest::{self, Kind, LineFault};
use super::sum::{Algorithm, Sum};

/// How long a line of a manifest and a small tag file may be.
const LINE: u64 = 8 * 1024;
const SMALL: u64 = 1024 * 1024;

/// A file of a bag: its path, and how many bytes it has.
pub type File = (String, u64);

/// Opens a file of a bag by its path.
pub type Open<'caller> = dyn Fn(&str) -> io::Result<Box<dyn Read>> + 'caller;

/// What the tag files of a bag say.
///
/// ```
/// use statemark_archive::package::bag::Bag;
/// let files = [("bagit.txt".to_owned(), 3)];
/// let bag = Bag::read(&files, &|_| Ok(Box::new(&b"bag"[..])));
/// assert!(bag.findings.iter().any(|finding| finding.file == "bagit.txt"));
/// ```
#[derive(Debug, Default)]
pub struct Bag {
    /// What is wrong with the tag files, and with what is there and what is not.
    pub findings: Vec<Finding>,
    /// What is not checked, and why: sentences for a person.
    pub unchecked: Vec<String>,
    /// Whether it is one of ours, which is held to be as we write it.
    pub is_own: bool,
    manifests: Vec<Manifest>,
    said: HashMap<Box<str>, Vec<Said>>,
    /// Whether it is older than BagIt 1.0.
    is_old: bool,
}

#[derive(Debug)]
struct Manifest {
    file: String,
    kind: Kind,
    algorithm: Option<Algorithm>,
}

/// What a manifest says of a file.
#[derive(Debug)]
struct Said {
    /// Its number among the manifests.
    manifest: u16,
    /// Nothing where the algorithm is not known.
    sum: Option<Sum>,
}

impl Bag {
    /// Reads the tag files of a bag, and sees that the files are there that they list, and no others.
    pub fn read(files: &[File], open: &Open<'_>) -> Self {
        let mut bag = Self::default();
        let names: HashSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let info = bag.small(info::INFO_FILE, &names, open);
        bag.is_own = info.as_deref().is_some_and(|info| !info::values(info, info::OWN_LABEL).is_empty());
        bag.declaration(&names, open);
        bag.find_manifests(files);
        for number in 0..bag.manifests.len() {
            bag.read_manifest(number, open);
        }
        bag.oxum(files, info.as_deref());
        bag.complete(files, &names);
        bag.findings.sort_by(|one, other| one.file.cmp(&other.file));
        bag
    }

    /// By which algorithms a file is to be checked.
    pub fn algorithms(&self, file: &str) -> Vec<Algorithm> {
        let said = self.said.get(file).into_iter().flatten();
        let mut algorithms: Vec<Algorithm> = said.filter_map(|said| Some(said.sum.as_ref()?.algorithm)).collect();
        algorithms.sort_unstable();
        algorithms.dedup();
        algorithms
    }

    /// What is wrong with a file that has these checksums, if anything.
    pub fn compare(&self, file: &str, sums: &[Sum]) -> Option<Finding> {
        let said = self.said.get(file)?.iter().filter_map(|said| {
            let sum = said.sum.as_ref()?;
            let found = sums.iter().find(|found| found.algorithm == sum.algorithm)?;
            Some((found == sum, sum.algorithm, &self.manifests[usize::from(said.manifest)].file))
        });
        let (right, wrong): (Vec<_>, Vec<_>) = said.partition(|(is_right, ..)| *is_right);
        let (_, algorithm, manifest) = *wrong.first()?;
        let fault = match right.first() {
            Some((.., agrees)) => Fault::Disagree { algorithm, manifest: manifest.clone(), agrees: (*agrees).clone() },
            None => Fault::Differs { algorithm, manifest: manifest.clone() },
        };
        Some(fault.of(file))
    }

    fn find(&mut self, file: &str, fault: Fault) {
        self.findings.push(fault.of(file));
    }

    /// A tag file that is small.
    fn small(&mut self, file: &str, names: &HashSet<&str>, open: &Open<'_>) -> Option<String> {
        if !names.contains(file) {
            return None;
        }
        let mut bytes = Vec::new();
        match open(file).and_then(|reader| reader.take(SMALL + 1).read_to_end(&mut bytes)) {
            Err(error) => self.find(file, Fault::Unreadable(error.to_string())),
            Ok(read) if read as u64 > SMALL => self.find(file, Fault::NoText),
            Ok(_) => match String::from_utf8(bytes) {
                Ok(text) => return Some(text),
                Err(_) => self.find(file, Fault::NoText),
            },
        }
        None
    }

    fn declaration(&mut self, names: &HashSet<&str>, open: &Open<'_>) {
        let file = info::DECLARATION_FILE;
        let Some(text) = self.small(file, names, open) else {
            if !names.contains(file) {
                self.find(file, Fault::Missing);
            }
            return;
        };
        match info::declared(text.as_bytes()) {
            Some(_) if self.is_own && text != info::DECLARATION => self.find(file, Fault::Declaration),
            Some((0, 93..=97)) => self.is_old = true,
            Some((1, 0)) => {}
            Some((major, minor)) => {
                self.unchecked.push(format!("it is of BagIt {major}.{minor}, and was checked by BagIt 1.0"));
            }
            None => self.find(file, Fault::Declaration),
        }
    }

    fn find_manifests(&mut self, files: &[File]) {
        let mut found: Vec<(Kind, &str, &str)> =
            files.iter().filter_map(|(file, _)| Kind::told(file).map(|(kind, name)| (kind, name, file.as_str()))).collect();
        found.sort_by_key(|(_, _, file)| *file);
        for (kind, name, file) in found.into_iter().take(usize::from(u16::MAX)) {
            let algorithm = Algorithm::from_name(name);
            if algorithm.is_none() {
                let known = Algorithm::ALL.map(Algorithm::name).join(", ");
                self.unchecked.push(format!("the checksums of {file} were not checked: only {known} can be"));
            }
            self.manifests.push(Manifest { file: file.to_owned(), kind, algorithm });
        }
        let mut payload = self.manifests.iter().filter(|manifest| manifest.kind == Kind::Payload).peekable();
        let none = payload.peek().is_none();
        if none || payload.all(|manifest| manifest.algorithm.is_none()) {
            self.find("", if none { Fault::NoManifest } else { Fault::NoneChecked });
        }
        if !self.is_own {
            return;
        }
        for file in [Kind::Payload, Kind::Tags].into_iter().flat_map(|kind| Algorithm::OWN.map(|sum| kind.file(sum))) {
            if self.manifests.iter().all(|manifest| manifest.file != file) {
                self.find(&file, Fault::Missing);
            }
        }
    }

    fn read_manifest(&mut self, number: usize, open: &Open<'_>) {
        let file = self.manifests[number].file.clone();
        let mut reader = match open(&file) {
            Ok(reader) => io::BufReader::with_capacity(64 * 1024, reader),
            Err(error) => return self.find(&file, Fault::Unreadable(error.to_string())),
        };
        let mut line = Vec::new();
        for count in 1.. {
            line.clear();
            match reader.by_ref().take(LINE).read_until(b'\n', &mut line) {
                Err(error) => return self.find(&file, Fault::Unreadable(error.to_string())),
                Ok(0) => return,
                Ok(length) if length as u64 == LINE => {
                    return self.find(&file, Fault::Line { number: count, fault: LineFault::TooLong });
                }
                Ok(_) => {}
            }
            if let Err(fault) = self.line(number, &line) {
                self.find(&file, Fault::Line { number: count, fault });
            }
        }
    }

    fn line(&mut self, number: usize, line: &[u8]) -> Result<(), LineFault> {
        let line = std::str::from_utf8(line).map_err(|_| LineFault::Encoding)?;
        let Manifest { kind, algorithm, .. } = self.manifests[number];
        let text = line.trim_end_matches(['\n', '\r']);
        if text.is_empty() && !self.is_own {
            return Ok(());
        }
        let (sum, path) = manifest::read(text, kind, algorithm, !self.is_old)?;
        let is_as_written = sum.as_ref().is_none_or(|sum| manifest::line(sum, &path) == line);
        let said = Said { manifest: u16::try_from(number).unwrap_or(u16::MAX), sum };
        match self.said.get_mut(path.as_str()) {
            Some(before) if before.iter().any(|before| before.manifest == said.manifest) => return Err(LineFault::Twice(path)),
            Some(before) => before.push(said),
            None => drop(self.said.insert(path.into_boxed_str(), vec![said])),
        }
        if self.is_own && !is_as_written { Err(LineFault::Spelling) } else { Ok(()) }
    }

    /// Whether the payload is as large as is said.
    fn oxum(&mut self, files: &[File], info: Option<&str>) {
        let mut found = Oxum::default();
        files.iter().filter(|(file, _)| file.starts_with("data/")).for_each(|(_, bytes)| found.add(*bytes));
        for said in info.map(|info| info::values(info, info::OXUM_LABEL)).unwrap_or_default() {
            if Oxum::read(&said) != Some(found) {
                self.find(info::INFO_FILE, Fault::Oxum { said, found });
            }
        }
    }

    /// Whether all files are there that are listed, and all are listed that are there.
    fn complete(&mut self, files: &[File], names: &HashSet<&str>) {
        let mut findings = Vec::new();
        for (file, said) in self.said.iter().filter(|(file, _)| !names.contains(&***file)) {
            let manifest = self.manifests[usize::from(said[0].manifest)].file.clone();
            findings.push(Fault::Gone { manifest }.of(&**file));
        }
        for (file, _) in files {
            let kind = if file.starts_with("data/") { Kind::Payload } else { Kind::Tags };
            let said = self.said.get(file.as_str()).map(Vec::as_slice).unwrap_or_default();
            let is_free = match kind {
                // Until BagIt 1.0 it was enough that one manifest lists a file.
                Kind::Payload => self.is_old && !said.is_empty(),
                Kind::Tags => !self.is_own || matches!(Kind::told(file), Some((Kind::Tags, _))),
            };
            let lists = |number: usize| said.iter().any(|said| usize::from(said.manifest) == number);
            let silent = self.manifests.iter().enumerate().find(|(number, manifest)| manifest.kind == kind && !lists(*number));
            if let Some((_, manifest)) = silent.filter(|_| !is_free) {
                findings.push(Fault::Unlisted { manifest: manifest.file.clone() }.of(file));
            }
        }
        if names.contains("fetch.txt") {
            self.unchecked.push("fetch.txt was not followed: what it names must be there".to_owned());
        }
        self.findings.extend(findings);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The files of a bag, by their paths.
    type Files = BTreeMap<String, Vec<u8>>;

    /// A bag with two files, with manifests by these algorithms.
    fn bag(algorithms: &[Algorithm], info: &str) -> Files {
        let mut files = Files::new();
        let mut put = |name: &str, bytes: &[u8]| files.insert(name.to_owned(), bytes.to_vec());
        put("data/a.txt", b"rain");
        put("data/b/c.txt", b"snow");
        put("bagit.txt", info::DECLARATION.as_bytes());
        put("bag-info.txt", info.as_bytes());
        manifests(&mut files, Kind::Payload, algorithms);
        manifests(&mut files, Kind::Tags, algorithms);
        files
    }

    fn manifests(files: &mut Files, kind: Kind, algorithms: &[Algorithm]) {
        let listed: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("data/") == (kind == Kind::Payload)).collect();
        let text = |sum: Algorithm| listed.iter().map(|(name, bytes)| manifest::line(&sum.of(bytes), name)).collect::<String>();
        let made: Vec<_> = algorithms.iter().map(|&sum| (kind.file(sum), text(sum).into_bytes())).collect();
        files.extend(made);
    }

    /// What is found, all files read.
    fn found(files: &Files) -> Vec<String> {
        let names: Vec<File> = files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
        let mut bag = Bag::read(&names, &|name| Ok(Box::new(io::Cursor::new(files[name].clone()))));
        for (name, bytes) in files {
            let sums: Vec<Sum> = bag.algorithms(name).into_iter().map(|sum| sum.of(bytes)).collect();
            bag.findings.extend(bag.compare(name, &sums));
        }
        bag.findings.iter().map(|finding| format!("{} {}", finding.file, finding.fault)).collect()
    }

    const OWN: &str = "Payload-Oxum: 8.2\nStatemark-Version: 1.0\n";

    #[test]
    fn bags_of_ours_and_of_others_are_right() {
        assert_eq!(found(&bag(&Algorithm::OWN, OWN)), [""; 0]);
        assert_eq!(found(&bag(&[Algorithm::Sha384], "")), [""; 0]);
        let mut old = bag(&[Algorithm::Sha256], "Contact-Name: A\n");
        old.insert("bagit.txt".to_owned(), b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n".to_vec());
        old.retain(|name, _| !name.starts_with("tagmanifest"));
        old.insert("notes.txt".to_owned(), b"tag files need not be listed".to_vec());
        assert_eq!(found(&old), [""; 0]);
    }

    #[test]
    fn every_byte_that_is_flipped_is_found() {
        let right = bag(&Algorithm::OWN, OWN);
        let mut flipped = 0;
        for (name, bytes) in &right {
            for (at, bit) in (0..bytes.len()).flat_map(|at| [(at, 1), (at, 0x20), (at, 0x80)]) {
                let mut files = right.clone();
                files.get_mut(name).unwrap()[at] ^= bit;
                assert!(!found(&files).is_empty(), "{name} at {at} by {bit}");
                flipped += 1;
            }
        }
        assert!(flipped > 3_000, "{flipped}");
    }

    #[test]
    fn files_that_are_removed_added_renamed_or_swapped_are_found() {
        let right = bag(&Algorithm::OWN, OWN);
        for (name, bytes) in &right {
            let mut files = right.clone();
            files.remove(name);
            assert!(found(&files).iter().any(|told| told.starts_with(name.as_str()) || name == "bag-info.txt"), "without {name}");
            files.insert(format!("{name}~"), bytes.clone());
            assert!(!found(&files).is_empty(), "{name} renamed");
            let mut files = right.clone();
            files.insert(format!("{name}~"), bytes.clone());
            assert!(found(&files).iter().any(|told| told.starts_with(&format!("{name}~ is not listed"))), "beside {name}");
            for (other, content) in right.iter().filter(|(other, _)| *other != name) {
                let mut files = right.clone();
                files.insert(other.clone(), bytes.clone());
                files.insert(name.clone(), content.clone());
                assert!(!found(&files).is_empty(), "{name} for {other}");
            }
        }
    }

    #[test]
    fn manifests_that_disagree_are_told() {
        let mut files = bag(&Algorithm::OWN, "");
        let sha512 = String::from_utf8(files["manifest-sha512.txt"].clone()).unwrap();
        let other = Algorithm::Sha512.of(b"hail").to_string();
        let changed = sha512.replace(&Algorithm::Sha512.of(b"rain").to_string(), &other);
        files.insert("manifest-sha512.txt".to_owned(), changed.into_bytes());
        manifests(&mut files, Kind::Tags, &Algorithm::OWN);
        assert!(found(&files).contains(
            &"data/a.txt has not the sha512 that manifest-sha512.txt says, but what manifest-sha256.txt says".to_owned()
        ));
        files.insert("manifest-sha512.txt".to_owned(), sha512.lines().last().unwrap().to_owned().into_bytes());
        manifests(&mut files, Kind::Tags, &Algorithm::OWN);
        assert!(found(&files).contains(&"data/a.txt is not listed in manifest-sha512.txt".to_owned()));
    }

    #[test]
    fn what_else_is_wrong_is_told_in_its_place() {
        let told = |name: &str, bytes: &str| {
            let mut files = bag(&[Algorithm::Sha256], "");
            files.retain(|name, _| !name.starts_with("tag"));
            files.insert(name.to_owned(), bytes.as_bytes().to_vec());
            found(&files).join("; ")
        };
        let sum = Algorithm::Sha256.of(b"rain");
        for (name, bytes, expected) in [
            ("bag-info.txt", "Payload-Oxum: 9.2\n", "bag-info.txt says that the payload is 9.2, and it is 8.2 (bytes and files)"),
            ("bag-info.txt", "Payload-Oxum: many\n", "says that the payload is many"),
            ("bagit.txt", "BagIt-Version: 1.0\n", "bagit.txt declares no bag of UTF-8"),
            (
                "manifest-md5.txt",
                "d41d8cd98f00b204e9800998ecf8427e  data/a.txt\n",
                "data/b/c.txt is not listed in manifest-md5.txt",
            ),
            ("manifest-sha256.txt", &manifest::line(&sum, "../a.txt"), "line 1 names `../a.txt`, which leads out of the folder"),
            ("manifest-sha256.txt", &manifest::line(&sum, "data/a.txt").repeat(2), "line 2 names `data/a.txt` again"),
            (
                "manifest-sha256.txt",
                &manifest::line(&Algorithm::Sha512.of(b"rain"), "data/a.txt"),
                "line 1 has a checksum of 128",
            ),
            ("manifest-sha256.txt", &"a".repeat(20_000), "line 1 is too long"),
        ] {
            assert!(told(name, bytes).contains(expected), "{}", told(name, bytes));
        }
        let mut files = bag(&[Algorithm::Sha256], "");
        files.retain(|name, _| !name.contains("manifest"));
        assert_eq!(found(&files), [" has no manifest of its payload"]);
        files.insert("manifest-md5.txt".to_owned(), Vec::new());
        assert!(found(&files).contains(&" has no manifest of its payload by sha224, sha256, sha384 or sha512".to_owned()));
    }
}
