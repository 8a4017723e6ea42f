//! The clauses of a statement in their order, each as it is meant and with where it stands. Derived, for no document stores it.

use std::borrow::Cow;

use crate::act::Act;
use crate::clause::{Clause, Emphasis};
use crate::id::Id;
use crate::section::Section;
use crate::statement::Statement;

/// A clause as it is meant: a sub-clause takes speakers, act, addressees and emphasis from its parent where it has none of its own.
#[derive(Debug, Clone)]
pub struct Spoken<'statement> {
    /// The clause itself.
    pub clause: &'statement Clause,
    /// Who speaks.
    pub by: &'statement [Id],
    /// What they do with these words.
    pub act: Option<Act>,
    /// Whom the act is aimed at.
    pub to: &'statement [Id],
    /// Whether the act is stressed or softened.
    pub emphasis: Option<Emphasis>,
    /// The printed numbers from the outermost clause down: `3. (a)`; without those above where they are longer than 1,000 bytes.
    pub number: Option<Cow<'statement, str>>,
    /// The place of the clause that it stands in, in the list of all.
    pub parent: Option<usize>,
    /// How many clauses it stands in.
    pub depth: usize,
    /// The section that it stands in, counted from 0 in the order of the document, each before those inside it.
    pub section: usize,
    /// The printed paragraph, counted from 1 in the statement: a clause that continues has that of the clause before it.
    pub paragraph: usize,
}

/// All clauses, parents before their sub-clauses.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X urges all:", "by": ["x"], "act": "urge",
/// #         "clauses": [{"id": "rain-a", "text": "to stay dry."}]}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// let all = statemark::spoken::all(&statement);
/// assert_eq!((all[1].clause.act, all[1].act), (None, Some(statemark::act::Act::Urge)));
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn all(statement: &Statement) -> Vec<Spoken<'_>> {
    let mut walk = Walk { all: Vec::new(), sections: 0, paragraphs: 0 };
    walk.sections(&statement.sections);
    walk.all
}

/// A walk over the clauses.
struct Walk<'statement> {
    all: Vec<Spoken<'statement>>,
    sections: usize,
    paragraphs: usize,
}

impl<'statement> Walk<'statement> {
    fn sections(&mut self, list: &'statement [Section]) {
        for section in list {
            self.clauses(&section.clauses, None, self.sections);
            self.sections += 1;
            self.sections(&section.sections);
        }
    }

    fn clauses(&mut self, list: &'statement [Clause], parent: Option<usize>, section: usize) {
        let mut number = None;
        let mut paragraph = parent.map(|parent| self.all[parent].paragraph);
        for clause in list {
            // A printed paragraph of several clauses has its number at the first.
            number = clause.number.as_ref().map(AsRef::as_ref).or(number.filter(|_| clause.continues));
            let goes_on = paragraph.filter(|_| clause.continues);
            self.paragraphs += usize::from(goes_on.is_none());
            let spoken = self.spoken(clause, number, parent, section, goes_on.unwrap_or(self.paragraphs));
            paragraph = Some(spoken.paragraph);
            self.all.push(spoken);
            self.clauses(&clause.clauses, Some(self.all.len() - 1), section);
        }
    }

    fn spoken(
        &self,
        clause: &'statement Clause,
        number: Option<&'statement str>,
        parent: Option<usize>,
        section: usize,
        paragraph: usize,
    ) -> Spoken<'statement> {
        let above = parent.map(|index| &self.all[index]);
        Spoken {
            clause,
            by: own_or(&clause.by, above.map(|above| above.by)),
            act: clause.act.or_else(|| above?.act),
            to: own_or(&clause.to, above.map(|above| above.to)),
            emphasis: clause.emphasis.or_else(|| above?.emphasis),
            number: joined(above.and_then(|above| above.number.as_ref()), number),
            parent,
            depth: above.map_or(0, |above| above.depth + 1),
            section,
            paragraph,
        }
    }
}

fn own_or<'statement>(own: &'statement [Id], above: Option<&'statement [Id]>) -> &'statement [Id] {
    if own.is_empty() { above.unwrap_or_default() } else { own }
}

/// How long a number may be that those of sub-clauses are put behind: longer ones, which no page prints, would grow with each of these.
const LONGEST: usize = 1000;

/// The number of a clause behind that of the clause that it stands in.
fn joined<'statement>(above: Option<&Cow<'statement, str>>, own: Option<&'statement str>) -> Option<Cow<'statement, str>> {
    match (above, own) {
        (Some(above), Some(own)) if above.len() <= LONGEST => Some(Cow::Owned(format!("{above} {own}"))),
        (_, Some(own)) => Some(Cow::Borrowed(own)),
        (above, None) => above.filter(|above| above.len() <= LONGEST).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(sections: &str) -> Statement {
        let json = format!(
            r#"{{"statemark": "1.0", "id": "x", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["a"],
            "entities": [{{"id": "a", "kind": "state", "name": "A"}}, {{"id": "b", "kind": "state", "name": "B"}}], "sections": [{sections}]}}"#
        );
        crate::json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"))
    }

    #[test]
    fn a_sub_clause_takes_what_it_lacks_over_any_number_of_steps() {
        let statement = statement(
            r#"{"clauses": [{"id": "p", "text": "P:", "by": ["a"], "act": "urge", "to": ["b"], "emphasis": "strong", "clauses": [
                {"id": "q", "text": "q:", "clauses": [{"id": "r", "text": "r."}]},
                {"id": "s", "text": "s.", "by": ["b"], "act": "thank", "to": ["a"], "emphasis": "hedged"}]}]}"#,
        );
        let meant: Vec<_> =
            all(&statement).iter().map(|one| (one.by[0].as_str().to_owned(), one.act, one.emphasis, one.depth)).collect();
        let urged = |depth| ("a".to_owned(), Some(Act::Urge), Some(Emphasis::Strong), depth);
        assert_eq!(meant, [urged(0), urged(1), urged(2), ("b".to_owned(), Some(Act::Thank), Some(Emphasis::Hedged), 1)]);
    }

    #[test]
    fn a_clause_has_the_number_and_the_paragraph_that_it_goes_on_with() {
        let statement = statement(
            r#"{"clauses": [
                {"id": "c1", "number": "1.", "text": "T.", "clauses": [
                    {"id": "c2", "continues": true, "text": "T."}, {"id": "c3", "number": "(a)", "text": "T."}]},
                {"id": "c4", "continues": true, "text": "T."}, {"id": "c5", "text": "T."}],
             "sections": [{"heading": "H", "clauses": [{"id": "c6", "continues": true, "text": "T."}]}]},
            {"clauses": [{"id": "c7", "number": "1.", "text": "T."}]}"#,
        );
        let places: Vec<_> = all(&statement)
            .iter()
            .map(|one| (one.number.as_deref().unwrap_or("").to_owned(), one.paragraph, one.section, one.parent))
            .collect();
        let place = |number: &str, paragraph, section, parent| (number.to_owned(), paragraph, section, parent);
        assert_eq!(
            places,
            [
                place("1.", 1, 0, None),
                place("1.", 1, 0, Some(0)),
                place("1. (a)", 2, 0, Some(0)),
                place("1.", 1, 0, None),
                place("", 3, 0, None),
                place("", 4, 1, None),
                place("1.", 5, 2, None),
            ]
        );
    }
}
