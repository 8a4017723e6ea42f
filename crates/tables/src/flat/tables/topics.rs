//! `topics`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::View;

row! {
    /// A row a topic.
    Topic<'a> in "topics",
    key ["statement_id", "topic_id"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "broader_id"] => "topics",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the topic, unique in its statement.
        topic_id: &'a str,
        /// What it is called.
        label: &'a str,
        /// The id of the wider topic that it belongs to.
        broader_id: Option<&'a str>,
        /// What that is called.
        broader_label: Option<&'a str>,
        /// The URI of the same concept in a published vocabulary.
        match_uri: Option<&'a str>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for topic in &view.statement.topics {
        Topic {
            statement_id: view.id(),
            topic_id: topic.id.as_str(),
            label: view.own(&topic.label),
            broader_id: topic.broader.as_ref().map(AsRef::as_ref),
            broader_label: topic.broader.as_ref().map(|broader| view.label(broader)),
            match_uri: topic.same_as.as_ref().map(AsRef::as_ref),
        }
        .write(cells);
    }
}
