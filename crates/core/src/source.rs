//! Sources: the texts that clauses quote.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::codes::codes;
use crate::date::Date;
use crate::ext::Ext;
use crate::fault::FaultKind;
use crate::form::object;
use crate::id::Id;
use crate::judge::Judge;
use crate::language::LanguageTag;
use crate::node::Node;
use crate::text::{Line, Verbatim};
use crate::web::{RelativePath, Sha256, Uri};

codes! {
    /// What kind of text a source is.
    pub enum SourceKind: "a kind of source" {
        /// The text as its issuers published it.
        OfficialText = "official-text",
        /// A report in the news.
        NewsReport = "news-report",
        /// Spoken words, written down.
        Transcript = "transcript",
        /// Sound or film.
        Recording = "recording",
        /// None of these.
        Other = "other",
    }
}

codes! {
    /// How much of the whole a source holds.
    pub enum Extent: "an extent" {
        /// All of it.
        Full = "full",
        /// All of it in fewer words.
        Abridged = "abridged",
        /// Parts of it.
        Extract = "extract",
    }
}

/// A text that clauses quote.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("not" = {"required": ["text", "file"]}))]
pub struct Source {
    /// The id by which evidence refers to it.
    #[schemars(example = json!("aa"))]
    pub id: Id,
    /// What kind of text it is.
    #[schemars(example = json!("news-report"))]
    pub kind: SourceKind,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("China, Pakistan agree to bolster ties"))]
    pub title: Option<Line>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("Anadolu Agency"))]
    pub publisher: Option<Line>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["Aamir Latif"]))]
    pub authors: Vec<Line>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-02-06"))]
    pub published: Option<Date>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-02-06"))]
    pub updated: Option<Date>,
    /// When it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-02-07"))]
    pub retrieved: Option<Date>,
    /// Where it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("https://www.aa.com.tr/en/asia-pacific/example"))]
    pub url: Option<Uri>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("en"))]
    pub language: Option<LanguageTag>,
    /// How much of the whole it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("abridged"))]
    pub extent: Option<Extent>,
    /// Who may use it, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("© Anadolu Agency"))]
    pub rights: Option<Line>,
    /// The text itself, character by character; not beside `file`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("China and Pakistan have agreed …\n\nIn a joint statement …\n"))]
    pub text: Option<Verbatim>,
    /// The path of the file that holds the text, below the document's own folder; not beside `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("article.txt"))]
    pub file: Option<RelativePath>,
    /// The SHA-256 checksum of the text's bytes (of `text`: as UTF-8).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))]
    pub sha256: Option<Sha256>,
    /// What a team adds of its own.
    #[serde(skip_serializing_if = "Ext::is_empty")]
    #[schemars(example = json!({"folio": "12r"}))]
    pub ext: Ext,
}

object!(
    Source {
        id: required,
        kind: required,
        title: optional,
        publisher: optional,
        authors: list,
        published: optional,
        updated: optional,
        retrieved: optional,
        url: optional,
        language: optional,
        extent: optional,
        rights: optional,
        text: optional,
        file: optional,
        sha256: optional,
        ext: default,
    } where Self::has_one_text, else Self::tell_two_texts
);

impl Source {
    /// Whether it has no more than one of `text` and `file`, as the form asks.
    pub fn has_one_text(&self) -> bool {
        self.text.is_none() || self.file.is_none()
    }

    fn tell_two_texts(_: &Self, node: &Node<'_>, judge: &mut Judge<'_>) {
        let span = node.get("file").map_or(node.span, |file| file.span);
        judge.fault(FaultKind::Conflict, span, "the source has both `text` and `file`".into(), "keep one of them".into());
    }
}
