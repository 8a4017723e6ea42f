//! `evidence`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row a span of exact words of a source that carry a clause.
    Evidence<'a> in "evidence",
    key ["statement_id", "clause_id", "span"],
    reference ["statement_id", "clause_id"] => "clauses",
    reference ["statement_id", "source_id"] => "sources",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the clause.
        clause_id: &'a str,
        /// Counts the spans of the clause, from 1, in the order in which they are read.
        span: i64,
        /// The id of the source.
        source_id: &'a str,
        /// How many Unicode code points of the source's text stand before the words.
        span_start: i64,
        /// How many Unicode code points of the source's text stand before the end of the words.
        span_end: i64,
        /// The words, character by character, with their line breaks.
        exact: &'a str,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for one in &view.spoken {
        for (index, evidence) in one.clause.evidence.iter().enumerate() {
            Evidence {
                statement_id: view.id(),
                clause_id: one.clause.id.as_str(),
                span: number(index + 1),
                source_id: evidence.source.as_str(),
                span_start: number(evidence.start.index()),
                span_end: number(evidence.end.index()),
                exact: evidence.exact.as_str(),
            }
            .write(cells);
        }
    }
}
