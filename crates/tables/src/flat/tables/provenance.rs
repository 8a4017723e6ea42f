//! `provenance`

use statemark::date::Day;
use statemark::provenance::Activity;

use crate::flat::calendar::Dated;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row for each thing that was done to make a document.
    Event<'a> in "provenance",
    key ["statement_id", "position"],
    reference ["statement_id"] => "statements",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// Counts what was done, from 1, in its order.
        position: i64,
        /// What was done.
        activity: Activity,
        /// Who or what did it.
        agent: &'a str,
        /// When: EDTF level 1.
        date: Option<&'a str>,
        /// The first day that this date can mean.
        date_earliest: Option<Day>,
        /// The last day that this date can mean.
        date_latest: Option<Day>,
        /// What a later reader should know of it.
        note: Option<&'a str>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for (index, event) in view.statement.provenance.iter().enumerate() {
        let date = Dated::of_any(event.date.as_ref());
        Event {
            statement_id: view.id(),
            position: number(index + 1),
            activity: event.activity,
            agent: event.agent.as_str(),
            date: date.text,
            date_earliest: date.earliest,
            date_latest: date.latest,
            note: event.note.as_ref().map(AsRef::as_ref),
        }
        .write(cells);
    }
}
