//! `texts`

use std::borrow::Cow;

use statemark::text;

use crate::flat::cells::Cells;
use crate::flat::description::{Row, list, row};
use crate::flat::view::{View, number};

list! {
    /// A table whose words may stand in several languages.
    Of {
        /// `title` and `occasion`.
        Statements = "statements",
        /// `name`.
        Entities = "entities",
        /// `label`.
        Topics = "topics",
        /// `heading`.
        Sections = "sections",
        /// `text` and `condition`.
        Clauses = "clauses",
        /// `what` and `condition`.
        Actions = "actions",
    }
}

row! {
    /// A row for each language of words that stand in several. The other tables have these words in the statement's own language only.
    Text<'a> in "texts",
    key ["statement_id", "of_table", "of_row", "of_column", "language"],
    reference ["statement_id"] => "statements",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The table that has the words in the statement's own language.
        of_table: Of,
        /// The row of that table: its `statement_id`, `entity_id`, `topic_id`, `section`, `clause_id` or `action`.
        of_row: Cow<'a, str>,
        /// The column of that table.
        of_column: &'a str,
        /// The language: a tag of BCP 47.
        language: &'a str,
        /// Whether it is the statement's own language.
        is_own: bool,
        /// The words in it.
        words: &'a str,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let statement = view.statement;
    let mut write = |of_table, of_row: Cow<'_, str>, of_column, text: Option<&text::Text>| {
        let Some(text::Text::Languages(lines)) = text else { return };
        for (language, words) in lines {
            let (is_own, of_row) = (*language == statement.language, Cow::Borrowed(&*of_row));
            let (language, words) = (language.as_str(), words.as_str());
            Text { statement_id: view.id(), of_table, of_row, of_column, language, is_own, words }.write(cells);
        }
    };
    write(Of::Statements, view.id().into(), "title", Some(&statement.title));
    write(Of::Statements, view.id().into(), "occasion", statement.occasion.as_ref().map(|occasion| &occasion.name));
    for entity in &statement.entities {
        write(Of::Entities, entity.id.as_str().into(), "name", Some(&entity.name));
    }
    for topic in &statement.topics {
        write(Of::Topics, topic.id.as_str().into(), "label", Some(&topic.label));
    }
    for (index, placed) in view.sections.iter().enumerate() {
        write(Of::Sections, number(index + 1).to_string().into(), "heading", placed.section.heading.as_ref());
    }
    let mut actions = 0;
    for clause in view.spoken.iter().map(|one| one.clause) {
        write(Of::Clauses, clause.id.as_str().into(), "text", Some(&clause.text));
        write(Of::Clauses, clause.id.as_str().into(), "condition", clause.condition.as_ref());
        for action in &clause.actions {
            actions += 1;
            write(Of::Actions, number(actions).to_string().into(), "what", Some(&action.what));
            write(Of::Actions, number(actions).to_string().into(), "condition", action.condition.as_ref());
        }
    }
}
