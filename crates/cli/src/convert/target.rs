//! What is written: the spelling, whether it is one document, many in one file or a folder of files, and how that is packed.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use statemark_archive::standard::Standard;
use statemark_convert::format::Format;
use statemark_convert::xml;
use statemark_tables::lossless::{self, Container};

use crate::bulk::files::Kind;
use crate::error::{Cause, Failure};
use crate::io;

/// How an output is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    const ALL: [Self; 3] = [Self::None, Self::Gzip, Self::Zstd];

    /// What a name ends in that is packed so.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}

/// What an argument or a file's name tells of what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) kind: Kind,
    pub(crate) packing: Packing,
}

impl Named {
    /// Whether a file that is called so may hold this. One document in JSON may stand on one line.
    fn fits(self, named: Self, is_many: bool) -> bool {
        let is_json = |kind| matches!(kind, Kind::Lines | Kind::Spelled(Format::Json));
        self.packing == named.packing && (self.kind == named.kind || !is_many && is_json(self.kind) && is_json(named.kind))
    }

    /// What a file's name tells.
    fn from_name(path: &Path) -> Option<Self> {
        let kind = Kind::from_name(path)?;
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let packing = Packing::ALL.into_iter().rev().find(|packing| name.ends_with(packing.extension()))?;
        // A table is packed inside already.
        let is_right = packing == Packing::None || !matches!(kind, Kind::Table(_));
        is_right.then_some(Self { kind, packing })
    }
}

impl FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            "write json, ndjson, xml, md, yaml, akn or tei, alone or with .gz or .zst behind it, or parquet or arrow".to_owned()
        };
        if text.contains(['/', '\\']) {
            return Err(wrong());
        }
        let (standard, packing) = text.split_at(text.find('.').unwrap_or(text.len()));
        let name = match Standard::from_code(standard) {
            Some(_) => format!("x.{standard}.xml{packing}"),
            None => format!("x.{text}"),
        };
        Self::from_name(Path::new(&name)).ok_or_else(wrong)
    }
}

/// Whether the name is that of a table, packed or not.
fn is_table(path: &Path) -> bool {
    matches!(Kind::from_name(path), Some(Kind::Table(_)))
}

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Lines => formatter.write_str("NDJSON")?,
            Kind::Spelled(format) => write!(formatter, "{format}")?,
            Kind::Table(container) => write!(formatter, "{container}")?,
            Kind::Archive(standard) => write!(formatter, "{standard}")?,
        }
        match self.packing {
            Packing::None => Ok(()),
            Packing::Gzip => formatter.write_str(" packed by gzip"),
            Packing::Zstd => formatter.write_str(" packed by zstd"),
        }
    }
}

/// What an input is, as an argument names it. How it is packed, its content tells.
pub(crate) fn source(text: &str) -> Result<Kind, String> {
    match text.parse() {
        Ok(Named { kind, packing: Packing::None }) => Ok(kind),
        _ => Err("write json, ndjson, xml, md or yaml, akn or tei, or parquet or arrow".to_owned()),
    }
}

/// How statements stand in what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One document, as a file holds it.
    One,
    /// A statement a line.
    Lines,
    /// A JSON list.
    List,
    /// A collection in XML.
    Collection,
    /// Documents of Markdown, one after the other.
    Stream,
    /// A folder with a file a statement.
    Folder,
    /// A table, a row a statement.
    Table(Container),
}

/// What is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) format: Format,
    /// The standard of archives that it is written in, whose documents are XML.
    pub(crate) standard: Option<Standard>,
    pub(crate) layout: Layout,
    pub(crate) packing: Packing,
}

/// What stands around records in one file.
pub(crate) struct Frame {
    /// Before all of them.
    pub(crate) head: &'static str,
    /// Before the first.
    pub(crate) first: &'static str,
    /// Between two.
    pub(crate) between: &'static str,
    /// Behind all of them.
    pub(crate) tail: &'static str,
}

impl Target {
    /// What `--to` and the name after `-o` tell of the output of one document or of many. Where both are given they must agree.
    pub(crate) fn find(to: Option<Named>, output: Option<&Path>, input: &str, is_many: bool) -> Result<Self, Failure> {
        let output = output.filter(|output| !io::is_stream(output));
        let is_folder = output.is_some_and(is_folder);
        let named = output.filter(|_| !is_folder).and_then(Named::from_name);
        if let Some(output) = output.filter(|output| !is_folder && named.is_none() && is_table(output)) {
            let help = "a table is packed inside: leave the ending of the packing out".to_owned();
            return Err(Cause::wrong("is the name of a table that is packed once more", Some(help)).of(io::name(output)));
        }
        let named = match (to, named, output) {
            (Some(to), Some(named), Some(output)) if !to.fits(named, is_many) => {
                let (named, to) = (named.to_string(), to.to_string());
                return Err(Cause::Contradiction { named, to }.of(io::name(output)));
            }
            (None, None, Some(output)) if is_folder => return Err(Cause::NoSpelling.of(io::name(output))),
            (None, None, Some(output)) => return Err(Cause::UnknownTarget.of(io::name(output))),
            (None, None, None) => return Err(Cause::NoTarget.of(input)),
            (to, named, _) => to.or(named),
        };
        let Some(Named { kind, packing }) = named else { return Err(Cause::NoTarget.of(input)) };
        let format = match kind {
            Kind::Spelled(format) => format,
            Kind::Archive(_) => Format::Xml,
            Kind::Lines | Kind::Table(_) => Format::Json,
        };
        let standard = if let Kind::Archive(standard) = kind { Some(standard) } else { None };
        let layout = match kind {
            Kind::Table(container) => return Self::table(container, output.filter(|_| is_folder)),
            Kind::Lines if is_folder => return Err(Cause::LinesInFolder.of(io::name(output.unwrap_or(Path::new(""))))),
            _ if is_folder => Layout::Folder,
            Kind::Lines => Layout::Lines,
            Kind::Spelled(_) | Kind::Archive(_) if !is_many => Layout::One,
            Kind::Spelled(Format::Json) => Layout::List,
            Kind::Spelled(Format::Xml) => Layout::Collection,
            Kind::Spelled(Format::Markdown) => Layout::Stream,
            Kind::Spelled(Format::Yaml) => return Err(Cause::ManyInOne("YAML").of(input)),
            // The names of its elements would stand in it many times.
            Kind::Archive(Standard::Akn) => return Err(Cause::ManyInOne("a document of Akoma Ntoso").of(input)),
            Kind::Archive(Standard::Tei) => return Err(Cause::ManyInOne("a document of TEI").of(input)),
        };
        Ok(Self { format, standard, layout, packing })
    }

    /// A table, which is one file. What it holds is read back as JSON.
    fn table(container: Container, folder: Option<&Path>) -> Result<Self, Failure> {
        if let Some(folder) = folder {
            let help = Some(format!("name a file, such as {}/statements.{}", folder.display(), container.extension()));
            return Err(Cause::wrong(format!("is a folder, and {container} is one file"), help).of(io::name(folder)));
        }
        if !lossless::IS_BUILT {
            return Err(Cause::from(lossless::Error::Absent).of("the output"));
        }
        Ok(Self { format: Format::Json, standard: None, layout: Layout::Table(container), packing: Packing::None })
    }

    /// Whether it is a table.
    pub(crate) fn is_table(self) -> bool {
        matches!(self.layout, Layout::Table(_))
    }

    /// What stands around its records, where they are in one file.
    pub(crate) fn frame(self) -> Frame {
        let [head, first, between, tail] = match self.layout {
            Layout::One | Layout::Folder | Layout::Lines | Layout::Table(_) => ["", "", "", ""],
            Layout::List => ["[", "\n", ",\n", "\n]\n"],
            Layout::Collection => [xml::COLLECTION_BEGIN, "", "", xml::COLLECTION_END],
            Layout::Stream => ["", "", "\n", ""],
        };
        Frame { head, first, between, tail }
    }

    /// What a document of it is.
    fn kind(self) -> Kind {
        self.standard.map_or(Kind::Spelled(self.format), Kind::Archive)
    }

    /// The spelling, in words.
    pub(crate) fn spelling(self) -> String {
        self.standard.map_or_else(|| self.format.to_string(), |standard| standard.to_string())
    }

    /// How a file's name ends that is written so.
    pub(crate) fn extension(self) -> String {
        if let Some(standard) = self.standard {
            return format!(".{}.xml{}", standard.code(), self.packing.extension());
        }
        let format = match self.format {
            Format::Json => "json",
            Format::Xml => "xml",
            Format::Markdown => "md",
            Format::Yaml => "yaml",
        };
        format!(".statemark.{format}{}", self.packing.extension())
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.layout {
            Layout::Lines => Kind::Lines,
            Layout::Table(container) => Kind::Table(container),
            _ => self.kind(),
        };
        write!(formatter, "{}", Named { kind, packing: self.packing })?;
        formatter.write_str(match self.layout {
            Layout::One | Layout::Lines => "",
            Layout::Table(_) => ", a table",
            Layout::List => ", a list",
            Layout::Collection => ", a collection",
            Layout::Stream => ", a stream",
            Layout::Folder => ", a file a statement",
        })
    }
}

/// Whether a name is that of a folder, which may not be there yet.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_is_written() {
        let find = |to: Option<&str>, output: Option<&str>, is_many| {
            let to = to.map(|to| to.parse().unwrap());
            match Target::find(to, output.map(Path::new), "in", is_many) {
                Ok(target) => format!("{target}"),
                Err(failure) => failure.to_string().lines().next().unwrap_or_default().to_owned(),
            }
        };
        for (to, output, is_many, expected) in [
            (None, Some("a.json"), false, "JSON"),
            (None, Some("a.json"), true, "JSON, a list"),
            (None, Some("A.NDJSON.ZST"), true, "NDJSON packed by zstd"),
            (None, Some("a.statemark.xml.gz"), true, "XML packed by gzip, a collection"),
            (Some("md"), None, true, "Markdown, a stream"),
            (Some("md.gz"), Some("a/"), true, "Markdown packed by gzip, a file a statement"),
            (Some("ndjson"), Some("a.txt"), true, "NDJSON"),
            (Some("yaml"), None, false, "YAML"),
            (Some("yaml"), None, true, "error: in holds many statements, and YAML holds one"),
            (Some("akn"), None, false, "Akoma Ntoso"),
            (None, Some("a.tei.xml.gz"), false, "TEI packed by gzip"),
            (Some("akn"), Some("a/"), true, "Akoma Ntoso, a file a statement"),
            (Some("tei"), Some("a.tei.xml"), true, "error: in holds many statements, and a document of TEI holds one"),
            (Some("akn"), Some("a.xml"), false, "error: a.xml is XML by its name, but --to says Akoma Ntoso"),
            (Some("ndjson"), Some("a/"), true, "error: a/ is a folder, and NDJSON is one file"),
            (None, Some("a/"), true, "error: a/ is a folder, whose name tells no spelling"),
            (Some("xml"), Some("a.xml.gz"), true, "error: a.xml.gz is XML packed by gzip by its name, but --to says XML"),
            (None, Some("-"), true, "error: in is to be converted, but into what?"),
        ] {
            assert_eq!(find(to, output, is_many), expected, "{to:?} {output:?}");
        }
        assert!("json.bz2".parse::<Named>().is_err() && "a/b.json".parse::<Named>().is_err());
        assert!(source("xml.gz").is_err() && source("ndjson") == Ok(Kind::Lines));
    }
}
