//! `clauses`

use std::borrow::Cow;

use statemark::act::{Act, Class, Polarity};
use statemark::clause::Emphasis;
use statemark::date::Day;
use statemark::number::Confidence;
use statemark::section::SectionKind;
use statemark::spoken::Spoken;

use crate::flat::calendar::Dated;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{BETWEEN, View, ids, joined, number};

row! {
    /// A row a clause, sub-clauses among them, with what these take from the clause that they stand in. Who does what to whom about what
    /// stands here in words, and in `roles`, `acts` and `clause_topics` as rows to join.
    Clause<'a> in "clauses",
    key ["statement_id", "clause_id"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "section"] => "sections",
    reference ["statement_id", "parent_id"] => "clauses",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the clause, unique in its statement.
        clause_id: &'a str,
        /// Counts the clauses of a statement, from 1, each before its sub-clauses.
        position: i64,
        /// When the statement was made: EDTF level 1.
        date: &'a str,
        /// The first day that this date can mean.
        date_earliest: Option<Day>,
        /// The last day that this date can mean.
        date_latest: Option<Day>,
        /// The section that it stands in.
        section: i64,
        /// Numbers and headings from the outermost section down to that one, joined by ` > `.
        section_path: Option<Cow<'a, str>>,
        /// The heading of that section.
        section_heading: Option<&'a str>,
        /// What part of the statement that section is.
        section_kind: Option<SectionKind>,
        /// 0 for a clause of a section, 1 for a sub-clause, 2 for one of a sub-clause, and so on.
        depth: i64,
        /// The id of the clause that it stands in.
        parent_id: Option<&'a str>,
        /// The printed paragraph, counted from 1 in the statement: clauses of one paragraph have the same, in their order.
        paragraph: i64,
        /// The number as printed, after those of the clauses that it stands in; a clause that continues a paragraph has the number of that.
        number: Option<&'a str>,
        /// The words.
        text: &'a str,
        /// The ids of those who speak, joined by `; `.
        by_ids: Option<Cow<'a, str>>,
        /// Their names, joined by `; `.
        by_names: Option<Cow<'a, str>>,
        /// What they do with these words; `docs/acts.md` says what each act is.
        act: Option<Act>,
        /// The class of the act, after Searle.
        act_class: Option<Class>,
        /// What the act alone says of its object: 1 for it, −1 against it, 0 neither.
        act_polarity: Option<i64>,
        /// From 1 to 5, ordered within its class.
        act_strength: Option<i64>,
        /// The act inside the act: “reiterates its support”.
        inner_act: Option<Act>,
        /// Whether the act is stressed or softened.
        emphasis: Option<Emphasis>,
        /// The ids of those whom the act is aimed at, joined by `; `.
        to_ids: Option<Cow<'a, str>>,
        /// Their names, joined by `; `.
        to_names: Option<Cow<'a, str>>,
        /// The ids of what it is about, joined by `; `.
        about_ids: Option<Cow<'a, str>>,
        /// The names of these, joined by `; `.
        about_names: Option<Cow<'a, str>>,
        /// The labels of the topics that it is filed under, joined by `; `.
        topic_labels: Option<Cow<'a, str>>,
        /// Which of `by`, `act`, `to` and `emphasis` a sub-clause takes from the clause that it stands in, joined by `; `.
        inherited: Option<Cow<'a, str>>,
        /// On what the act depends, in the words of the text.
        condition: Option<&'a str>,
        /// How sure the coder is, from 0 to 1.
        confidence: Option<f64>,
        /// What a later reader should know.
        note: Option<&'a str>,
        /// What a team added of its own: canonical JSON.
        ext: Option<Cow<'a, str>>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let date = Dated::of(&view.statement.date);
    for (index, one) in view.spoken.iter().enumerate() {
        let (clause, section) = (one.clause, &view.sections[one.section]);
        Clause {
            statement_id: view.id(),
            clause_id: clause.id.as_str(),
            position: number(index + 1),
            date: view.statement.date.as_str(),
            date_earliest: date.earliest,
            date_latest: date.latest,
            section: number(one.section + 1),
            section_path: view.path(one.section),
            section_heading: view.own_any(section.section.heading.as_ref()),
            section_kind: section.section.kind,
            depth: number(one.depth),
            parent_id: one.parent.map(|parent| view.spoken[parent].clause.id.as_str()),
            paragraph: number(one.paragraph),
            number: one.number.as_deref(),
            text: view.own(&clause.text),
            by_ids: ids(one.by),
            by_names: view.names(one.by),
            act: one.act,
            act_class: one.act.map(Act::class),
            act_polarity: one.act.map(polarity),
            act_strength: one.act.map(|act| i64::from(act.strength())),
            inner_act: clause.inner_act,
            emphasis: one.emphasis,
            to_ids: ids(one.to),
            to_names: view.names(one.to),
            about_ids: ids(&clause.about),
            about_names: view.names(&clause.about),
            topic_labels: view.labels(&clause.topics),
            inherited: inherited(one),
            condition: view.own_any(clause.condition.as_ref()),
            confidence: clause.confidence.map(Confidence::get),
            note: clause.note.as_ref().map(AsRef::as_ref),
            ext: clause.ext.to_json().map(Cow::Owned),
        }
        .write(cells);
        if cells.is_full() {
            return;
        }
    }
}

/// Which fields a sub-clause takes from the clause that it stands in.
fn inherited<'a>(one: &Spoken<'_>) -> Option<Cow<'a, str>> {
    one.parent?;
    let clause = one.clause;
    let fields = [
        ("by", clause.by.is_empty() && !one.by.is_empty()),
        ("act", clause.act.is_none() && one.act.is_some()),
        ("to", clause.to.is_empty() && !one.to.is_empty()),
        ("emphasis", clause.emphasis.is_none() && one.emphasis.is_some()),
    ];
    joined(fields.into_iter().filter(|(_, is_inherited)| *is_inherited).map(|(field, _)| field), BETWEEN)
}

/// What an act alone says of its object, as a number that can be added up.
pub(super) fn polarity(act: Act) -> i64 {
    match act.polarity() {
        Polarity::Positive => 1,
        Polarity::Neutral => 0,
        Polarity::Negative => -1,
    }
}
