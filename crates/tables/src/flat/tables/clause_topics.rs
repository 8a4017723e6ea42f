//! `clause_topics`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row for each topic that a clause is filed under.
    ClauseTopic<'a> in "clause_topics",
    key ["statement_id", "clause_id", "position"],
    reference ["statement_id", "clause_id"] => "clauses",
    reference ["statement_id", "topic_id"] => "topics",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the clause.
        clause_id: &'a str,
        /// Counts the topics of the clause, from 1.
        position: i64,
        /// The id of the topic.
        topic_id: &'a str,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for one in &view.spoken {
        for (index, topic) in one.clause.topics.iter().enumerate() {
            let (clause_id, topic_id) = (one.clause.id.as_str(), topic.as_str());
            ClauseTopic { statement_id: view.id(), clause_id, position: number(index + 1), topic_id }.write(cells);
        }
    }
}
