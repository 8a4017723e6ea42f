//! `relations`

use statemark::id::{Id, StatementId};
use statemark::relation::RelationType;

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row for each way in which a statement, or a clause of it, stands to another.
    Relation<'a> in "relations",
    key ["statement_id", "position"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "clause_id"] => "clauses",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// Counts the relations of a statement, from 1: its own, then those of its clauses.
        position: i64,
        /// The id of the clause; empty where it is the statement that stands to the other.
        clause_id: Option<&'a str>,
        /// How it stands to the other.
        r#type: RelationType,
        /// The other, as the document names it: a statement's id, `id#clause`, `#clause` of this statement, or a URI.
        r#ref: &'a str,
        /// The id of the other statement (or of this one), which need not be in these tables; empty for what can be none, such as a URI.
        target_statement_id: Option<&'a str>,
        /// The id of the other clause.
        target_clause_id: Option<&'a str>,
        /// What the other is called.
        title: Option<&'a str>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let own = view.statement.relations.iter().map(|relation| (None, relation));
    let theirs =
        view.spoken.iter().flat_map(|one| one.clause.relations.iter().map(|relation| (Some(one.clause.id.as_str()), relation)));
    for (index, (clause_id, relation)) in own.chain(theirs).enumerate() {
        let reference = relation.reference.as_str();
        let (target_statement_id, target_clause_id) = target(reference, view.id());
        Relation {
            statement_id: view.id(),
            position: number(index + 1),
            clause_id,
            r#type: relation.kind,
            r#ref: reference,
            target_statement_id,
            target_clause_id,
            title: relation.title.as_ref().map(AsRef::as_ref),
        }
        .write(cells);
    }
}

/// The statement and the clause that a reference names, if these can be ids.
fn target<'a>(reference: &'a str, own: &'a str) -> (Option<&'a str>, Option<&'a str>) {
    let (statement, clause) = match reference.split_once('#') {
        Some((statement, clause)) => (statement, Some(clause)),
        None => (reference, None),
    };
    let clause_id = clause.filter(|clause| Id::holds(clause));
    match statement {
        _ if clause.is_some() && clause_id.is_none() => (None, None),
        "" => (Some(own), clause_id),
        _ if StatementId::holds(statement) => (Some(statement), clause_id),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_leads_to_a_statement_a_clause_or_out() {
        assert_eq!(target("#op3", "own"), (Some("own"), Some("op3")));
        assert_eq!(target("res-7", "own"), (Some("res-7"), None));
        assert_eq!(target("res-7#op1", "own"), (Some("res-7"), Some("op1")));
        for other in ["https://example.org/a#b", "example.org/a", "res-7#", "res-7#a#b", "#1st"] {
            assert_eq!(target(other, "own"), (None, None), "{other}");
        }
    }
}
