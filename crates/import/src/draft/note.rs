//! What is told and what is guessed, as a later reader should know it.

use statemark::provenance::{Activity, Event};
use statemark::text::Line;

use super::Origin;
use crate::words::plain;

/// Which fields come from where.
#[derive(Debug, Default)]
pub(super) struct Note {
    told: Vec<String>,
    guessed: Vec<String>,
    unread: Vec<String>,
}

impl Note {
    /// A field that the text tells of itself, here.
    pub(super) fn told(&mut self, field: &str, origin: &str) {
        self.told.push(format!("{field} ({origin})"));
    }

    /// A field that is guessed, from this.
    pub(super) fn guessed(&mut self, field: &str, from: &str) {
        self.guessed.push(format!("{field} ({from})"));
    }

    /// How many words are not in the text at all, by where they stand.
    pub(super) fn unread(&mut self, unread: &[(&str, usize)]) {
        self.unread = unread.iter().map(|(place, words)| format!("{words} {place}")).collect();
    }

    /// The event of provenance.
    pub(super) fn event(self, origin: Origin<'_>) -> Option<Event> {
        let mut note = format!("imported from {}, {}", origin.name, origin.kind);
        for (what, fields) in
            [("told by the text", self.told), ("guessed", self.guessed), ("words of the page that were not read", self.unread)]
        {
            if !fields.is_empty() {
                note = format!("{note}; {what}: {}", fields.join(", "));
            }
        }
        let (agent, note) = (Line::new(plain(origin.agent)).ok()?, Line::new(plain(&note)).ok());
        Some(Event { activity: Activity::Drafted, agent, date: None, note })
    }
}
