//! The tables, one a file: what a row is, and how a statement's rows are made.

mod action_roles;
mod actions;
mod acts;
mod clause_topics;
mod clauses;
mod entities;
mod evidence;
mod identifiers;
mod members;
mod parties;
mod provenance;
mod relations;
mod roles;
mod sections;
mod sources;
mod statements;
mod texts;
mod topics;

use super::cells::Cells;
use super::description::{Description, Row};
use super::view::View;

/// Declares the tables, each with its row and its file.
macro_rules! tables {
    ($( $(#[doc = $doc:literal])+ $table:ident = $module:ident::$row:ident, )+) => {
        /// A table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table {
            $( $(#[doc = $doc])+ $table, )+
        }

        impl Table {
            /// All tables; each after those that its rows lead to.
            pub const ALL: &'static [Self] = &[$( Self::$table, )+];

            /// What the table is.
            pub fn description(self) -> &'static Description {
                match self { $( Self::$table => &const { $module::$row::DESCRIPTION }, )+ }
            }

            /// Writes the rows that a statement has in the table.
            pub fn rows(self, view: &View<'_>, cells: &mut impl Cells) {
                match self { $( Self::$table => $module::rows(view, cells), )+ }
            }
        }
    };
}

tables! {
    /// A row a statement.
    Statements = statements::Statement,
    /// What else a statement and its entities are called, in registers.
    Identifiers = identifiers::Identifier,
    /// Whoever and whatever a statement names.
    Entities = entities::Entity,
    /// Of what groups and organizations consist.
    Members = members::Member,
    /// Those who made, signed or voted on a statement.
    Parties = parties::Party,
    /// What clauses are filed under.
    Topics = topics::Topic,
    /// The texts that clauses quote.
    Sources = sources::Source,
    /// The parts of a statement.
    Sections = sections::Section,
    /// A row a clause.
    Clauses = clauses::Clause,
    /// Who speaks in a clause, to whom and about what.
    Roles = roles::Role,
    /// Under which topics a clause is filed.
    ClauseTopics = clause_topics::ClauseTopic,
    /// A row an act of a clause.
    Acts = acts::Act,
    /// What is to be done.
    Actions = actions::Action,
    /// Who is to do it, and with whom.
    ActionRoles = action_roles::ActionRole,
    /// The exact words of sources.
    Evidence = evidence::Evidence,
    /// How statements and clauses stand to others.
    Relations = relations::Relation,
    /// What was done to make the document.
    Provenance = provenance::Event,
    /// The same words in several languages.
    Texts = texts::Text,
}

impl Table {
    /// Its name, which is that of its file without the ending.
    pub fn name(self) -> &'static str {
        self.description().name
    }

    /// The table of a name.
    ///
    /// ```
    /// use statemark_tables::flat::Table;
    /// assert_eq!(Table::from_name("clauses"), Some(Table::Clauses));
    /// assert_eq!(Table::from_name("clause"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.name() == name)
    }
}
