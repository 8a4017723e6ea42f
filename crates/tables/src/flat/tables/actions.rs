//! `actions`

use std::borrow::Cow;

use statemark::act::Act;
use statemark::clause::Emphasis;
use statemark::date::Day;
use statemark::standing::{Standing, standings};

use crate::flat::calendar::Dated;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, ids};

row! {
    /// A row an action: what is to be done.
    Action<'a> in "actions",
    key ["statement_id", "action"],
    reference ["statement_id", "clause_id"] => "clauses",
    reference ["statement_id", "under_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// Counts the actions of a statement, from 1.
        action: i64,
        /// The id of the action, where it has one.
        action_id: Option<&'a str>,
        /// The id of the clause that says so.
        clause_id: &'a str,
        /// Whether speakers are to do it by their own word (`promised`), want it of others (`asked`), or tell of it (`reported`).
        standing: Standing,
        /// What is to be done.
        what: &'a str,
        /// The ids of those who are to do it, joined by `; `.
        by_ids: Option<Cow<'a, str>>,
        /// Their names, joined by `; `.
        by_names: Option<Cow<'a, str>>,
        /// The names of the other parties, joined by `; `.
        with_names: Option<Cow<'a, str>>,
        /// The names of those who say so in the clause, joined by `; `.
        speaker_names: Option<Cow<'a, str>>,
        /// The act of the clause.
        act: Option<Act>,
        /// Whether that act is stressed or softened.
        emphasis: Option<Emphasis>,
        /// Until when: EDTF level 1.
        due: Option<&'a str>,
        /// Until when, in the words of the text.
        due_text: Option<&'a str>,
        /// The first day that `due` can mean.
        due_earliest: Option<Day>,
        /// The last day that `due` can mean.
        due_latest: Option<Day>,
        /// Whether that last day was before the one that `--as-of` named; empty without `--as-of`, or where there is no such day. Whether it was done, no statement knows of itself.
        overdue: Option<bool>,
        /// On what it depends, in the words of the text: the action's own condition, else that of the clause.
        condition: Option<&'a str>,
        /// The id of the instrument or programme that it belongs to.
        under_id: Option<&'a str>,
        /// The name of that.
        under_name: Option<&'a str>,
        /// What a team added of its own: canonical JSON.
        ext: Option<Cow<'a, str>>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let mut count = 0;
    for (one, standings) in view.spoken.iter().zip(standings(view.statement, &view.spoken)) {
        for (action, standing) in one.clause.actions.iter().zip(standings) {
            count += 1;
            let due = Dated::of_any(action.due.as_ref());
            Action {
                statement_id: view.id(),
                action: count,
                action_id: action.id.as_ref().map(AsRef::as_ref),
                clause_id: one.clause.id.as_str(),
                standing,
                what: view.own(&action.what),
                by_ids: ids(&action.by),
                by_names: view.names(&action.by),
                with_names: view.names(&action.with),
                speaker_names: view.names(one.by),
                act: one.act,
                emphasis: one.emphasis,
                due: due.text,
                due_text: action.due_text.as_ref().map(AsRef::as_ref),
                due_earliest: due.earliest,
                due_latest: due.latest,
                overdue: due.latest.zip(view.as_of).map(|(due, today)| due < today),
                condition: view.own_any(action.condition.as_ref().or(one.clause.condition.as_ref())),
                under_id: action.under.as_ref().map(AsRef::as_ref),
                under_name: action.under.as_ref().map(|under| view.name(under)),
                ext: action.ext.to_json().map(Cow::Owned),
            }
            .write(cells);
        }
        if cells.is_full() {
            return;
        }
    }
}
