//! `statements`

use std::borrow::Cow;

use statemark::adoption::Method;
use statemark::date::Day;
use statemark::language::LanguageTag;
use statemark::number::Count;
use statemark::statement::StatementType;

use crate::flat::calendar::Dated;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{BETWEEN, View, ids, joined, number};

row! {
    /// A row a statement.
    Statement<'a> in "statements",
    key ["statement_id"],
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// What kind of public act of words it is.
        r#type: StatementType,
        /// The title.
        title: &'a str,
        /// The language of all words in the tables, but for `texts`, `evidence` and titles of sources: a tag of BCP 47.
        language: &'a str,
        /// The languages of the equally authentic versions, joined by `; `.
        authentic: Option<Cow<'a, str>>,
        /// When it was made: EDTF level 1.
        date: &'a str,
        /// The date as printed, where that says more.
        date_text: Option<&'a str>,
        /// The first day that the date can mean.
        date_earliest: Option<Day>,
        /// The last day that the date can mean.
        date_latest: Option<Day>,
        /// Where it was made.
        place: Option<&'a str>,
        /// The country in which that lies today: ISO 3166-1 alpha-2.
        country: Option<&'a str>,
        /// The meeting, visit or event at which it was made.
        occasion: Option<&'a str>,
        /// When that was: EDTF level 1.
        occasion_date: Option<&'a str>,
        /// The first day that this date can mean.
        occasion_earliest: Option<Day>,
        /// The last day that this date can mean.
        occasion_latest: Option<Day>,
        /// How a body adopted it.
        adoption: Option<Method>,
        /// The meeting at which it was adopted.
        meeting: Option<&'a str>,
        /// How many voted for it.
        votes_for: Option<i64>,
        /// How many voted against it.
        votes_against: Option<i64>,
        /// How many abstained.
        votes_abstaining: Option<i64>,
        /// The ids of those who make it, joined by `; `.
        issuer_ids: Option<Cow<'a, str>>,
        /// Their names, joined by `; `.
        issuer_names: Option<Cow<'a, str>>,
        /// How many clauses it has, sub-clauses among them.
        clauses: i64,
        /// How many of them have an act, of their own or from the clause that they stand in.
        coded: i64,
        /// Who may use the document, and how.
        rights: Option<&'a str>,
        /// What a team added of its own: canonical JSON.
        ext: Option<Cow<'a, str>>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let statement = view.statement;
    let (date, place, adoption) = (Dated::of(&statement.date), statement.place.as_ref(), statement.adoption.as_ref());
    let occasion = Dated::of_any(statement.occasion.as_ref().and_then(|occasion| occasion.date.as_ref()));
    Statement {
        statement_id: view.id(),
        r#type: statement.kind,
        title: view.own(&statement.title),
        language: statement.language.as_str(),
        authentic: joined(statement.authentic.iter().map(LanguageTag::as_str), BETWEEN),
        date: statement.date.as_str(),
        date_text: statement.date_text.as_ref().map(AsRef::as_ref),
        date_earliest: date.earliest,
        date_latest: date.latest,
        place: place.map(|place| place.name.as_str()),
        country: place.and_then(|place| place.country.as_ref()).map(AsRef::as_ref),
        occasion: view.own_any(statement.occasion.as_ref().map(|occasion| &occasion.name)),
        occasion_date: occasion.text,
        occasion_earliest: occasion.earliest,
        occasion_latest: occasion.latest,
        adoption: adoption.map(|adoption| adoption.method),
        meeting: adoption.and_then(|adoption| adoption.meeting.as_ref()).map(AsRef::as_ref),
        votes_for: adoption.and_then(|adoption| adoption.in_favour).map(votes),
        votes_against: adoption.and_then(|adoption| adoption.against).map(votes),
        votes_abstaining: adoption.and_then(|adoption| adoption.abstaining).map(votes),
        issuer_ids: ids(&statement.issuers),
        issuer_names: view.names(&statement.issuers),
        clauses: number(view.spoken.len()),
        coded: number(view.spoken.iter().filter(|one| one.act.is_some()).count()),
        rights: statement.rights.as_ref().map(AsRef::as_ref),
        ext: statement.ext.to_json().map(Cow::Owned),
    }
    .write(cells);
}

fn votes(count: Count) -> i64 {
    number(count.index())
}
