//! What is to be done: by whom, until when, and whether that is promised.

use statemark::action::Action;
use statemark::clause::Clause;
use statemark::standing::Standing;

use super::rows::Rows;
use super::words::{code, inline_in, paragraphs};
use super::{Page, dates, json};

impl Page<'_> {
    /// The actions of a clause that stands at a place in the list of all.
    pub(super) fn actions(&mut self, clause: &Clause, at: usize) -> Vec<String> {
        let standings = self.standings.get(at).cloned().unwrap_or_default().into_iter().map(Some).chain(std::iter::repeat(None));
        clause.actions.iter().zip(standings).map(|(action, standing)| self.action(action, standing)).collect()
    }

    fn action(&mut self, action: &Action, standing: Option<Standing>) -> String {
        let anchor = action.id.as_ref().map(|id| self.anchor("action", id)).unwrap_or_default();
        let mut rows = Rows::default();
        rows.add("This is", standing.map(|standing| format!("<strong>{standing}</strong>")));
        rows.add_list("By", self.links.entities(&action.by));
        rows.add_list("With", self.links.entities(&action.with));
        rows.add("Until", action.due.as_ref().map(dates::html));
        rows.add("As printed", action.due_text.as_ref().map(|words| inline_in(&self.statement.language, words)));
        rows.add("On condition", action.condition.as_ref().map(|words| paragraphs(words, &self.statement.language)));
        rows.add("Under", action.under.as_ref().map(|id| self.links.entity(id)));
        rows.add("Added", json::block(&action.ext));
        rows.add("Id", action.id.as_ref().map(code));
        format!("<div{anchor}>{}{}</div>", paragraphs(&action.what, &self.statement.language), rows.html("action"))
    }
}
