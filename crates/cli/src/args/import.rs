//! The arguments of `import`.

use std::collections::HashSet;
use std::num::NonZero;
use std::path::PathBuf;

use clap::ValueEnum;
use statemark::date::Date;
use statemark::entity::{Entity, EntityKind};
use statemark::id::{Id, StatementId};
use statemark::language::LanguageTag;
use statemark::statement::StatementType;
use statemark::text::Line;
use statemark::web::Uri;
use statemark_archive::standard::Standard;
use statemark_import::draft::{Given, issuer};
use statemark_import::kind::Kind;
use statemark_import::xml::Names;

use super::statement_type;
use crate::convert::target::Named;

/// Make uncoded statements of texts: plain text, text of a PDF, Markdown, HTML, XML, Akoma Ntoso, TEI; or coded ones of records, by a mapping
///
/// A paragraph becomes a clause, an item of a list a sub-clause, a heading a section; printed numbers are kept. The whole text is the source, and each clause has the place of its words in it. Heads and feet of pages are left out, hyphens at the ends of lines are taken away; --left-out tells all that is in no clause, and why; of Akoma Ntoso and TEI also how many elements of each name say what a statement without coding has no place for.
///
/// What a statement cannot be without and neither these options nor the text tell is guessed, and `provenance` says so. A text without a date is refused: name it with --date.
///
/// Of one text the output is a document; of many it is NDJSON, or a folder with a file a statement. What cannot be imported is told, the others go on, and the exit code is 1.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark import rain.txt --date 2025-02-06
  statemark import rain.txt --date 2025-02-06 -o rain.statemark.md
  statemark import texts -o imported/ --issuer council='The Council'
  statemark import texts -o all.ndjson --left-out left-out.ndjson
  statemark import - --from markdown --date 2025 < rain.md
  statemark import page.html --element article
  statemark import debate.xml --from akn --left-out lost.ndjson
  statemark import events.csv --mapping events.toml -o events.ndjson")]
pub(crate) struct Import {
    /// Files, folders and patterns such as '**/*.txt'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What the texts are [default: told by their names, else by their content]
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) from: Option<TextKind>,
    /// What the output is: json, ndjson, xml, md or yaml [default: told by the name after -o; else json, of many ndjson]
    #[arg(long, value_name = "SPELLING")]
    pub(crate) to: Option<Named>,
    /// Where to write: a file, or a folder that is empty or not there yet [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write here, a line each, what is in no clause, and why
    #[arg(long, value_name = "FILE")]
    pub(crate) left_out: Option<PathBuf>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// The encoding of the texts, such as windows-1252 [default: told by a byte order mark, by what pages and XML declare; else utf-8]
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,
    /// The element of HTML that is the text: a name, #id or .class [default: main, else the longest article, else the page]
    #[arg(long, value_name = "NAME")]
    pub(crate) element: Option<String>,
    /// An element of XML that is a paragraph [default: p, para]
    #[arg(long, value_name = "NAME")]
    paragraph: Vec<String>,
    /// An element of XML that is a heading [default: title, head, heading, h1 to h6]
    #[arg(long, value_name = "NAME")]
    heading: Vec<String>,
    #[command(flatten)]
    metadata: Metadata,
    #[command(flatten)]
    pub(crate) records: Records,
}

/// Coded records.
#[derive(clap::Args)]
#[command(next_help_heading = "Coded records")]
pub(crate) struct Records {
    /// Make statements of the rows of one file (csv, tsv, json, ndjson), as this mapping says; the output is NDJSON
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Put aside here, byte for byte, the rows that do not fit
    #[arg(long, value_name = "FILE", requires = "mapping")]
    pub(crate) quarantine: Option<PathBuf>,
    /// Write here, a line each, why rows are put aside
    #[arg(long, value_name = "FILE", requires = "mapping")]
    pub(crate) reasons: Option<PathBuf>,
}

/// What the caller knows of the statements; it counts for more than what a text says of itself.
#[derive(clap::Args)]
#[command(next_help_heading = "What is known of them")]
struct Metadata {
    /// The id of the one statement [default: the name of its file]
    #[arg(long)]
    id: Option<StatementId>,
    /// What kind of statement [default: told by the title]
    #[arg(long = "type", value_name = "TYPE", value_parser = statement_type(), hide_possible_values = true)]
    kind: Option<StatementType>,
    /// The title of the one statement
    #[arg(long)]
    title: Option<Line>,
    /// When it was made, such as 2025-02-06, 2025-02 or 2025~
    #[arg(long)]
    date: Option<Date>,
    /// The language, such as en or pt-BR
    #[arg(long)]
    language: Option<LanguageTag>,
    /// Who makes it: an id and a name, such as cn=China or state:cn=China; the kind is organization where none is named
    #[arg(long, value_name = "[KIND:]ID=NAME", value_parser = named_issuer)]
    issuer: Vec<Entity>,
    /// Who published the text
    #[arg(long, value_name = "NAME")]
    publisher: Option<Line>,
    /// Where the text was found
    #[arg(long)]
    url: Option<Uri>,
    /// Who may use the text, and how
    #[arg(long)]
    rights: Option<Line>,
}

/// What a text is, as an argument names it.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum TextKind {
    /// Plain text
    Text,
    /// Text of a PDF, as `pdftotext -layout` leaves it
    Pdf,
    /// Markdown (CommonMark), with YAML front matter
    Markdown,
    /// A page of HTML
    Html,
    /// XML of any kind
    Xml,
    /// Akoma Ntoso
    Akn,
    /// TEI
    Tei,
}

impl TextKind {
    /// The standard of archives, if it is one.
    pub(crate) fn standard(self) -> Option<Standard> {
        match self {
            Self::Akn => Some(Standard::Akn),
            Self::Tei => Some(Standard::Tei),
            _ => None,
        }
    }
}

impl From<TextKind> for Kind {
    fn from(kind: TextKind) -> Self {
        match kind {
            TextKind::Text => Self::Text,
            TextKind::Pdf => Self::Pdf,
            TextKind::Markdown => Self::Markdown,
            TextKind::Html => Self::Html,
            TextKind::Xml | TextKind::Akn | TextKind::Tei => Self::Xml,
        }
    }
}

impl Import {
    /// What the caller knows.
    pub(crate) fn given(&self) -> Given {
        let Metadata { id, kind, title, date, language, issuer, publisher, url, rights } = &self.metadata;
        Given {
            id: id.clone(),
            kind: *kind,
            title: title.clone(),
            date: date.clone(),
            language: language.clone(),
            issuers: issuer.clone(),
            publisher: publisher.clone(),
            url: url.clone(),
            rights: rights.clone(),
        }
    }

    /// What elements of XML are called.
    pub(crate) fn names(&self) -> Names {
        let named = |names: &[String], default: Vec<String>| if names.is_empty() { default } else { names.to_vec() };
        let Names { paragraphs, headings } = Names::default();
        Names { paragraphs: named(&self.paragraph, paragraphs), headings: named(&self.heading, headings) }
    }

    /// An option that says how texts are read or written, and nothing to records, if it is given.
    pub(crate) fn of_texts(&self) -> Option<&'static str> {
        let Metadata { id, kind, title, date, language, issuer, publisher, url, rights } = &self.metadata;
        let given = [
            ("--from", self.from.is_some()),
            ("--to", self.to.is_some()),
            ("--left-out", self.left_out.is_some()),
            ("--threads", self.threads.is_some()),
            ("--encoding", self.encoding.is_some()),
            ("--element", self.element.is_some()),
            ("--paragraph", !self.paragraph.is_empty()),
            ("--heading", !self.heading.is_empty()),
            ("--id", id.is_some()),
            ("--type", kind.is_some()),
            ("--title", title.is_some()),
            ("--date", date.is_some()),
            ("--language", language.is_some()),
            ("--issuer", !issuer.is_empty()),
            ("--publisher", publisher.is_some()),
            ("--url", url.is_some()),
            ("--rights", rights.is_some()),
        ];
        given.into_iter().find(|(_, is_given)| *is_given).map(|(option, _)| option)
    }

    /// An option for texts of a kind that none of these files is, with what they would have to be.
    pub(crate) fn of_no_file(&self, paths: &[PathBuf]) -> Option<(&'static str, &'static str)> {
        let kind = |path: &PathBuf| self.from.map(Kind::from).or_else(|| Kind::from_name(path));
        // What content tells may be anything.
        let has = |wanted: Kind| paths.iter().any(|path| kind(path).is_none_or(|kind| kind == wanted));
        let (is_page, is_xml) = (has(Kind::Html), has(Kind::Xml));
        let given = [
            (("--element", "HTML"), self.element.is_some() && !is_page),
            (("--paragraph", "XML"), !self.paragraph.is_empty() && !is_xml),
            (("--heading", "XML"), !self.heading.is_empty() && !is_xml),
        ];
        given.into_iter().find(|(_, is_idle)| *is_idle).map(|(option, _)| option)
    }

    /// An id that two issuers have.
    pub(crate) fn repeated_issuer(&self) -> Option<&str> {
        let mut ids = HashSet::new();
        self.metadata.issuer.iter().map(|issuer| issuer.id.as_str()).find(|id| !ids.insert(*id))
    }

    /// An option that only one statement can have, if it is given.
    pub(crate) fn of_one(&self) -> Option<&'static str> {
        self.metadata.id.as_ref().map(|_| "--id").or(self.metadata.title.as_ref().map(|_| "--title"))
    }
}

/// An issuer, as an argument names it.
fn named_issuer(text: &str) -> Result<Entity, String> {
    let (id, name) = text.split_once('=').ok_or("write an id, `=` and a name, such as cn=China")?;
    let (kind, id) = match id.split_once(':') {
        None => (EntityKind::Organization, id),
        Some((kind, id)) => {
            let kinds = || EntityKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
            (EntityKind::from_code(kind).ok_or_else(|| format!("`{kind}` is no kind of entity; write one of {}", kinds()))?, id)
        }
    };
    let id = Id::new(id).map_err(|error| error.to_string())?;
    Ok(issuer(id, kind, Line::new(name).map_err(|error| error.to_string())?))
}
