//! `sources`

use std::borrow::Cow;

use statemark::date::Day;
use statemark::source::{Extent, SourceKind};
use statemark::text::Line;

use crate::flat::calendar::Dated;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{BETWEEN, View, joined, number};

row! {
    /// A row a source that clauses quote. The text of a source is in no table: what is quoted of it stands in `evidence`.
    Source<'a> in "sources",
    key ["statement_id", "source_id"],
    reference ["statement_id"] => "statements",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the source, unique in its statement.
        source_id: &'a str,
        /// What kind of text it is.
        kind: SourceKind,
        /// Its title.
        title: Option<&'a str>,
        /// Who published it.
        publisher: Option<&'a str>,
        /// Who wrote it, joined by `; `.
        authors: Option<Cow<'a, str>>,
        /// When it was published: EDTF level 1.
        published: Option<&'a str>,
        /// The first day that this date can mean.
        published_earliest: Option<Day>,
        /// The last day that this date can mean.
        published_latest: Option<Day>,
        /// When it was last changed: EDTF level 1.
        updated: Option<&'a str>,
        /// The first day that this date can mean.
        updated_earliest: Option<Day>,
        /// The last day that this date can mean.
        updated_latest: Option<Day>,
        /// When it was fetched: EDTF level 1.
        retrieved: Option<&'a str>,
        /// The first day that this date can mean.
        retrieved_earliest: Option<Day>,
        /// The last day that this date can mean.
        retrieved_latest: Option<Day>,
        /// Where it was found.
        url: Option<&'a str>,
        /// Its language: a tag of BCP 47.
        language: Option<&'a str>,
        /// How much of the whole it holds.
        extent: Option<Extent>,
        /// Who may use it, and how.
        rights: Option<&'a str>,
        /// The file that holds its text, below the document's own folder.
        file: Option<&'a str>,
        /// The SHA-256 checksum of its text's bytes.
        sha256: Option<&'a str>,
        /// How many Unicode code points its text has, where that is in the document.
        characters: Option<i64>,
        /// What a team added of its own: canonical JSON.
        ext: Option<Cow<'a, str>>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for source in &view.statement.sources {
        let [published, updated, retrieved] =
            [&source.published, &source.updated, &source.retrieved].map(|date| Dated::of_any(date.as_ref()));
        Source {
            statement_id: view.id(),
            source_id: source.id.as_str(),
            kind: source.kind,
            title: source.title.as_ref().map(AsRef::as_ref),
            publisher: source.publisher.as_ref().map(AsRef::as_ref),
            authors: joined(source.authors.iter().map(Line::as_str), BETWEEN),
            published: published.text,
            published_earliest: published.earliest,
            published_latest: published.latest,
            updated: updated.text,
            updated_earliest: updated.earliest,
            updated_latest: updated.latest,
            retrieved: retrieved.text,
            retrieved_earliest: retrieved.earliest,
            retrieved_latest: retrieved.latest,
            url: source.url.as_ref().map(AsRef::as_ref),
            language: source.language.as_ref().map(AsRef::as_ref),
            extent: source.extent,
            rights: source.rights.as_ref().map(AsRef::as_ref),
            file: source.file.as_ref().map(AsRef::as_ref),
            sha256: source.sha256.as_ref().map(AsRef::as_ref),
            characters: source.text.as_ref().map(|text| number(text.as_str().chars().count())),
            ext: source.ext.to_json().map(Cow::Owned),
        }
        .write(cells);
    }
}
