//! Who and what the statement names, and what its clauses are filed under.

use statemark::entity::Entity;
use statemark::topic::Topic;

use super::Page;
use super::json;
use super::links::{identifiers, uri};
use super::rows::{Rows, table};
use super::words::{code, inline, inline_in, label, paragraphs};

impl Page<'_> {
    pub(super) fn entities(&mut self) -> String {
        let statement = self.statement;
        let row = |entity: &Entity| {
            let anchor = self.anchor("entity", &entity.id);
            let name = paragraphs(&entity.name, &statement.language);
            (anchor, vec![name, label(entity.kind.code()), self.more(entity).html("more")])
        };
        let rows: Vec<_> = statement.entities.iter().map(row).collect();
        table("Everyone and everything that the statement speaks of, or that speaks in it", &["Name", "Kind", "More"], &rows)
    }

    fn more(&self, entity: &Entity) -> Rows {
        let mut rows = Rows::default();
        // Those that the text uses.
        rows.add_list("Also called", entity.aliases.iter().map(|alias| inline_in(&self.statement.language, alias)));
        rows.add("Office", entity.office.as_ref().map(inline));
        rows.add("Of", entity.of.as_ref().map(|of| self.links.entity(of)));
        rows.add_list("Members", self.links.entities(&entity.members));
        rows.add("Country", entity.country.as_ref().map(code));
        rows.add("Known as", identifiers(&entity.identifiers));
        rows.add("Added", json::block(&entity.ext));
        rows.add("Id", [code(&entity.id)]);
        rows
    }

    pub(super) fn topics(&mut self) -> String {
        let statement = self.statement;
        let row = |topic: &Topic| {
            let anchor = self.anchor("topic", &topic.id);
            let label = paragraphs(&topic.label, &statement.language);
            let broader = topic.broader.as_ref().map(|broader| self.links.topic(broader)).unwrap_or_default();
            (anchor, vec![label, broader, topic.same_as.as_ref().map(uri).unwrap_or_default(), code(&topic.id)])
        };
        let rows: Vec<_> = statement.topics.iter().map(row).collect();
        table("What clauses are filed under", &["Topic", "Part of", "The same elsewhere", "Id"], &rows)
    }
}
