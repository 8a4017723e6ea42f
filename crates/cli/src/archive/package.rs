//! A package that is being written: the payload first, then what its manifests say of it.

use std::io;

use statemark::statement::Statement;
use statemark_archive::package::contents::{File, Making, folder};
use statemark_archive::package::enclosed;
use statemark_archive::package::info::{self, Info, Oxum};
use statemark_archive::package::manifest::{self, Kind};
use statemark_archive::package::own::list;
use statemark_archive::package::sum::{Algorithm, Sum};

use super::sink::Sink;
use super::spool::Spool;
use crate::error::{Cause, Failure};

/// A package that is being written.
pub(super) struct Package {
    sink: Sink,
    date: Option<String>,
    agent: String,
    /// The manifests of the payload, by [`Algorithm::OWN`].
    manifests: Vec<Spool>,
    /// Those of the tag files, which are few.
    tags: Vec<String>,
    /// The list of all statements, until it is written.
    list: Option<Spool>,
    oxum: Oxum,
    statements: u64,
    /// The id and the title of the first statement.
    first: Option<(String, String)>,
}

impl Package {
    /// Begins a package, with what lies in each.
    pub(super) fn begin(sink: Sink, making: Making<'_>) -> Result<Self, Failure> {
        let spool = || Spool::new(&sink.beside).map_err(|error| Cause::Write(error).of(&sink.name));
        let (manifests, mut statements) = (Algorithm::OWN.iter().map(|_| spool()).collect::<Result<_, _>>()?, spool()?);
        statements.add(list::HEAD).map_err(|error| Cause::Write(error).of(&sink.name))?;
        let mut package = Self {
            sink,
            date: making.date.map(str::to_owned),
            agent: making.agent(),
            manifests,
            tags: vec![String::new(); Algorithm::OWN.len()],
            list: Some(statements),
            oxum: Oxum::default(),
            statements: 0,
            first: None,
        };
        for (path, text) in enclosed::FILES {
            package.payload(path, text.as_bytes(), &Algorithm::own_sums(text.as_bytes()))?;
        }
        Ok(package)
    }

    /// What messages call it.
    pub(super) fn name(&self) -> &str {
        &self.sink.name
    }

    /// Adds a statement with its files.
    pub(super) fn statement(&mut self, statement: &Statement, files: &[File]) -> Result<(), Failure> {
        let folder = folder(&statement.id);
        for file in files {
            self.payload(&format!("{folder}{}", file.path), &file.bytes, &file.sums)?;
        }
        let title = statement.title.own(&statement.language).as_str();
        self.first.get_or_insert_with(|| (statement.id.as_str().to_owned(), title.to_owned()));
        self.statements += 1;
        let line = list::line(statement);
        let mut added = self.list.iter_mut().map(|list| list.add(&line));
        added.try_for_each(|added| added).map_err(|error| failed(&self.sink, error))
    }

    fn payload(&mut self, path: &str, bytes: &[u8], sums: &[Sum]) -> Result<(), Failure> {
        self.sink.add(path, bytes)?;
        self.list_payload(path, bytes.len() as u64, sums)
    }

    fn list_payload(&mut self, path: &str, bytes: u64, sums: &[Sum]) -> Result<(), Failure> {
        self.oxum.add(bytes);
        let lines = self.manifests.iter_mut().zip(sums);
        let mut written = lines.map(|(manifest, sum)| manifest.add(&manifest::line(sum, path)));
        written.try_for_each(|written| written).map_err(|error| failed(&self.sink, error))
    }

    fn list_tag(&mut self, path: &str, sums: &[Sum]) {
        for (manifest, sum) in self.tags.iter_mut().zip(sums) {
            manifest.push_str(&manifest::line(sum, path));
        }
    }

    fn tag(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        self.list_tag(path, &Algorithm::own_sums(text.as_bytes()));
        self.sink.add(path, text.as_bytes())
    }

    /// Writes the list and the tag files, and gives the package its name. Says how many statements and files of payload it has.
    pub(super) fn finish(mut self) -> Result<(u64, u64), Failure> {
        if let Some(list) = self.list.take() {
            let list = list.finish().map_err(|error| failed(&self.sink, error))?;
            self.list_payload(enclosed::LIST, list.bytes, &list.sums)?;
            self.sink.add_spooled(enclosed::LIST, list)?;
        }
        for (algorithm, manifest) in Algorithm::OWN.into_iter().zip(std::mem::take(&mut self.manifests)) {
            let manifest = manifest.finish().map_err(|error| failed(&self.sink, error))?;
            let file = Kind::Payload.file(algorithm);
            self.list_tag(&file, &manifest.sums);
            self.sink.add_spooled(&file, manifest)?;
        }
        let only = self.first.as_ref().filter(|_| self.statements == 1).map(|(id, title)| (id.as_str(), title.as_str()));
        let (statements, oxum) = (self.statements, self.oxum);
        let info = Info { statements, only, date: self.date.as_deref(), agent: &self.agent, oxum }.to_text();
        self.tag(info::INFO_FILE, &info)?;
        self.tag(info::DECLARATION_FILE, info::DECLARATION)?;
        for (algorithm, manifest) in Algorithm::OWN.into_iter().zip(std::mem::take(&mut self.tags)) {
            self.sink.add(&Kind::Tags.file(algorithm), manifest.as_bytes())?;
        }
        self.sink.keep()?;
        Ok((statements, oxum.files))
    }
}

fn failed(sink: &Sink, error: io::Error) -> Failure {
    Cause::Write(error).of(&sink.name)
}
