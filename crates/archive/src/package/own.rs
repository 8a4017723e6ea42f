//! Bags of ours: which files they hold, and what is in them. All of it follows from the statements, so nothing can be forged with the
//! manifests that does not stand in a statement as well.
//!
//! `list` is the list of all statements, and `statement` sees that the files of one are those that it makes.

pub mod list;
mod statement;

use std::io::Read as _;

use self::list::List;
use super::bag::{Bag, Listing, PAYLOAD};
use super::contents::{JSON, Making, STATEMENTS};
use super::enclosed;
use super::finding::{Fault, Findings, OwnFault};
use super::info::{self, Info, Oxum};
use super::manifest::Kind;
use super::sum::Algorithm;

/// A bag of ours, and what it is compared with.
pub struct Own<'bag> {
    bag: &'bag Bag,
    listing: &'bag Listing<'bag>,
    /// This program.
    program: Making<'bag>,
    /// The day that is told of it.
    date: Option<String>,
    list: List,
    is_made_here: bool,
}

/// The folder of the statement that a file belongs to, with a slash, by its path alone.
///
/// ```
/// use statemark_archive::package::own::folder_of;
/// assert_eq!(folder_of("data/statements/a/texts/b.txt"), Some("data/statements/a/"));
/// assert_eq!(folder_of("data/statements.tsv"), None);
/// ```
pub fn folder_of(path: &str) -> Option<&str> {
    let (name, _) = path.strip_prefix(STATEMENTS)?.split_once('/')?;
    Some(&path[..=STATEMENTS.len() + name.len()])
}

/// The canonical JSON in the folder of a statement.
///
/// ```
/// use statemark_archive::package::own::json_in;
/// assert_eq!(json_in("data/statements/a/"), "data/statements/a/a.statemark.json");
/// ```
pub fn json_in(folder: &str) -> String {
    let name = folder.strip_prefix(STATEMENTS).unwrap_or(folder).trim_end_matches('/');
    format!("{folder}{name}{JSON}")
}

/// The folders of the statements of a bag, by the paths of its files alone.
pub fn folders<'listing>(listing: &Listing<'listing>) -> Vec<&'listing str> {
    let mut folders: Vec<&str> = listing.files.iter().filter_map(|(path, _)| folder_of(path)).collect();
    folders.dedup();
    folders
}

impl<'bag> Own<'bag> {
    /// Finds what lies beside the statements, and reads their list. This program is the one that is told.
    pub fn read(bag: &'bag Bag, listing: &'bag Listing<'bag>, program: Making<'bag>, findings: &mut Findings) -> Self {
        let value = |label| bag.info.as_deref().and_then(|info| info::values(info, label).into_iter().next());
        let is_made_here = value(info::AGENT_LABEL).is_some_and(|agent| agent == program.agent());
        let list = List::new(folders(listing).into_iter().map(str::to_owned).collect());
        let mut own = Self { bag, listing, program, date: value(info::DATE_LABEL), list, is_made_here };
        own.strangers(findings);
        own.enclosed(findings);
        if listing.find(enclosed::LIST).is_some() {
            let read = (listing.open)(enclosed::LIST).and_then(|reader| own.list.read(std::io::BufReader::new(reader), findings));
            findings.extend(read.err().map(|error| Fault::unread(&error).of(enclosed::LIST)));
        } else {
            findings.add(Fault::Missing.of(enclosed::LIST));
        }
        own
    }

    /// Whether this program made it, in this version: then it is compared byte for byte with what is made now. What another version makes
    /// is not known.
    pub fn is_made_here(&self) -> bool {
        self.is_made_here
    }

    /// Finds files that no bag of ours has beside the statements.
    fn strangers(&self, findings: &mut Findings) {
        let tags: Vec<String> = tags().into_iter().chain(Algorithm::OWN.map(|algorithm| Kind::Tags.file(algorithm))).collect();
        for (path, _) in self.listing.files {
            let is_enclosed = || path == enclosed::LIST || enclosed::FILES.iter().any(|(enclosed, _)| path == enclosed);
            if folder_of(path).is_none() && !is_enclosed() && !tags.contains(path) {
                findings.add(Fault::from(OwnFault::Stranger).of(path));
            }
        }
    }

    /// Sees that what explains the statements is there, and is what it was.
    fn enclosed(&self, findings: &mut Findings) {
        for (path, text) in enclosed::FILES {
            if self.listing.find(path).is_none() {
                findings.add(Fault::Missing.of(*path));
            } else if self.is_made_here {
                let mut bytes = Vec::new();
                let read = (self.listing.open)(path).and_then(|file| file.take(text.len() as u64 + 1).read_to_end(&mut bytes));
                match read {
                    Err(error) => findings.add(Fault::unread(&error).of(*path)),
                    Ok(_) if bytes != text.as_bytes() => findings.add(Fault::from(OwnFault::NotAsWritten).of(*path)),
                    Ok(_) => {}
                }
            }
        }
    }

    /// What can be said only when all else is right: that the manifests list the files in their order, and what is told of the bag.
    pub fn end(&self, findings: &mut Findings) {
        let first = |kind: Kind| kind.file(Algorithm::OWN[0]);
        let are_tags_in_order = self.lines(tags()).eq((0..).take(tags().len()).map(Some));
        if !are_tags_in_order {
            findings.add(Fault::from(OwnFault::Order).of(first(Kind::Tags)));
        }
        if !self.is_payload_in_order() {
            findings.add(Fault::from(OwnFault::Order).of(first(Kind::Payload)));
        }
        if self.bag.info.as_ref().is_some_and(|told| *told != self.info(told)) {
            findings.add(Fault::from(OwnFault::NotAsWritten).of(info::INFO_FILE));
        }
    }

    /// On which lines these files are listed.
    fn lines(&self, paths: impl IntoIterator<Item = String>) -> impl Iterator<Item = Option<u32>> {
        paths.into_iter().map(|path| self.line(&path))
    }

    /// On which line a file is listed, if it is there.
    fn line(&self, path: &str) -> Option<u32> {
        self.listing.find(path).map(|file| self.bag.line(file))
    }

    /// First what explains the statements, then these as they are listed, then the list. That the files of each follow each other was seen.
    fn is_payload_in_order(&self) -> bool {
        let enclosed = enclosed::FILES.iter().map(|(path, _)| (*path).to_owned());
        let statements = self.list.folders().map(json_in);
        let lines: Vec<_> = self.lines(enclosed.chain(statements).chain([enclosed::LIST.to_owned()])).collect();
        let payload = self.listing.files.iter().filter(|(path, _)| path.starts_with(PAYLOAD)).count();
        let begin = (0..).take(enclosed::FILES.len()).map(Some);
        let is_last = lines.last().copied().flatten().is_some_and(|line| line as usize + 1 == payload);
        lines.iter().copied().zip(begin).all(|(line, right)| line == right) && lines.is_sorted() && is_last
    }

    /// What must be told of the bag, with the day and the program that it tells.
    fn info(&self, told: &str) -> String {
        let mut oxum = Oxum::default();
        self.listing.files.iter().filter(|(path, _)| path.starts_with(PAYLOAD)).for_each(|(_, bytes)| oxum.add(*bytes));
        let value = |label| info::values(told, label).into_iter().next();
        let (date, agent) = (value(info::DATE_LABEL), value(info::AGENT_LABEL).unwrap_or_default());
        Info { statements: self.list.len() as u64, only: self.list.only(), date: date.as_deref(), agent: &agent, oxum }.to_text()
    }
}

/// The tag files but for the tag manifests, in the order in which they are written.
fn tags() -> Vec<String> {
    let manifests = Algorithm::OWN.map(|algorithm| Kind::Payload.file(algorithm));
    manifests.into_iter().chain([info::INFO_FILE, info::DECLARATION_FILE].map(str::to_owned)).collect()
}
