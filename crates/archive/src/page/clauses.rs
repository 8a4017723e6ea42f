//! The words in their sections and clauses, and beside each clause who does what to whom.

use std::fmt::Write;

use statemark::clause::{Clause, Emphasis};
use statemark::id::Id;
use statemark::section::Section;
use statemark::spoken::Spoken;

use super::rows::Rows;
use super::words::{code, in_each, inline, joined, label, lang, paragraphs};
use super::{Page, acts, json};

/// The level of the headings of the outermost sections: those above are the title's and that of the words.
const OUTERMOST: usize = 3;

/// The lowest level that HTML has.
const LOWEST: usize = 6;

/// So many names are printed again at each sub-clause.
const MANY: usize = 12;

impl Page<'_> {
    /// All sections.
    pub(super) fn sections(&mut self) -> String {
        let mut out = String::new();
        self.statement.sections.iter().for_each(|section| self.section(&mut out, section, OUTERMOST));
        out
    }

    fn section(&mut self, out: &mut String, section: &Section, level: usize) {
        let anchor = section.id.as_ref().map(|id| self.anchor("section", id)).unwrap_or_default();
        // A section of HTML has a heading; what has none adds no level either.
        let (element, below) = if section.heading.is_some() { ("section", level + 1) } else { ("div", level) };
        let _ = write!(out, "<{element}{anchor}>\n{}", self.heading(section, level.min(LOWEST)));
        for clause in &section.clauses {
            self.clause(out, clause, "div");
        }
        for section in &section.sections {
            self.section(out, section, below);
        }
        let _ = writeln!(out, "</{element}>");
    }

    /// The heading of a section in all its languages; what kind of section it is, above it.
    fn heading(&self, section: &Section, level: usize) -> String {
        let id = section.id.as_ref().map(|id| format!(" {}", code(id))).unwrap_or_default();
        let kind = section.kind.map(|kind| label(kind.code()));
        let kind = match (kind, id.as_str()) {
            (None, "") => String::new(),
            (kind, _) => format!("<p class=\"kind\">{}{id}</p>\n", kind.unwrap_or_else(|| "section".to_owned())),
        };
        let number = section.number.as_ref().map(|number| format!("{} ", inline(number))).unwrap_or_default();
        let Some(heading) = &section.heading else {
            let number = section.number.as_ref().map(|_| format!("<p class=\"number\">{number}</p>\n"));
            return format!("{kind}{}", number.unwrap_or_default());
        };
        let mut words = in_each(heading, &self.statement.language);
        let own = words.next().map(|(tag, words)| format!("<h{level}{}>{number}{words}</h{level}>\n", lang(tag)));
        let others = joined(words.map(|(tag, words)| format!("<p class=\"heading\"{}>{words}</p>\n", lang(tag))));
        format!("{kind}{}{others}", own.unwrap_or_default())
    }

    /// A clause as an element of this name, and its sub-clauses as a list in it.
    fn clause(&mut self, out: &mut String, clause: &Clause, element: &str) {
        let anchor = self.anchor("clause", &clause.id);
        let class = if clause.continues { "clause continues" } else { "clause" };
        let _ = write!(out, "<{element} class=\"{class}\"{anchor}>\n{}{}", self.words(clause), self.coding(clause));
        if !clause.clauses.is_empty() {
            out.push_str("<ul class=\"clauses\">\n");
            clause.clauses.iter().for_each(|clause| self.clause(out, clause, "li"));
            out.push_str("</ul>\n");
        }
        let _ = writeln!(out, "</{element}>");
    }

    fn words(&self, clause: &Clause) -> String {
        let number = clause.number.as_ref().map(|number| format!("<b class=\"number\">{}</b> ", inline(number)));
        let mut number = number.unwrap_or_default();
        let each = in_each(&clause.text, &self.statement.language);
        // A number is printed once, before the words in the statement's own language.
        let paragraph = |(tag, words)| format!("<p{}>{}{words}</p>\n", lang(tag), std::mem::take(&mut number));
        format!("<div class=\"words\">\n{}</div>\n", joined(each.map(paragraph)))
    }

    /// What is said of the next clause.
    fn coding(&mut self, clause: &Clause) -> String {
        let at = self.written;
        self.written += 1;
        let actions = self.actions(clause, at);
        let mut rows = Rows::default();
        if let Some(spoken) = self.spoken.get(at) {
            self.who_does_what(&mut rows, spoken);
        }
        rows.add_list("About", self.links.entities(&clause.about));
        rows.add_list("Topics", clause.topics.iter().map(|topic| self.links.topic(topic)));
        rows.add("On condition", clause.condition.as_ref().map(|words| paragraphs(words, &self.statement.language)));
        rows.add("To be done", actions);
        rows.add("Quoted from", clause.evidence.iter().map(|evidence| self.quote(evidence, &clause.text)));
        rows.add("Relation", clause.relations.iter().map(|relation| self.links.relation(relation)));
        rows.add("Confidence", clause.confidence.map(|degree| format!("{} of 1", degree.get())));
        rows.add("Note", clause.note.as_ref().map(inline));
        rows.add("Added", json::block(&clause.ext));
        let paragraph = if clause.continues { ", which goes on with the paragraph before it" } else { "" };
        rows.add("Clause", [format!("{}{paragraph}", code(&clause.id))]);
        rows.html("coding")
    }

    /// Speakers, act and addressees; a sub-clause says what it has from the clause above.
    fn who_does_what(&self, rows: &mut Rows, spoken: &Spoken<'_>) {
        let clause = spoken.clause;
        let from = |words: String, is_own: bool| if is_own { words } else { format!("{words} (as above)") };
        rows.add("Who", self.parties(spoken.by, &clause.by));
        rows.add("Does", spoken.act.map(|act| from(acts::link(act), clause.act.is_some())));
        rows.add("Act inside", clause.inner_act.map(acts::link));
        let emphasis = spoken.emphasis.map(|emphasis| match emphasis {
            Emphasis::Strong => "stressed",
            Emphasis::Hedged => "softened",
        });
        rows.add("How", emphasis.map(|how| from(how.to_owned(), clause.emphasis.is_some())));
        rows.add("To whom", self.parties(spoken.to, &clause.to));
    }

    /// The names of those whom a clause means; where they are many and stand above, how many.
    fn parties(&self, meant: &[Id], own: &[Id]) -> Option<String> {
        match meant.len() {
            0 => None,
            _ if !own.is_empty() => Some(self.links.entities(meant).join(", ")),
            count if count > MANY => Some(format!("{count} parties (as above)")),
            _ => Some(format!("{} (as above)", self.links.entities(meant).join(", "))),
        }
    }
}
