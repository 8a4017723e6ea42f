//! Who signed: in the conclusions, without words, since those that are printed stand in clauses.

use std::collections::HashMap;

use statemark::entity::EntityKind;
use statemark::id::Id;
use statemark::signatory::{Role, Signatory};
use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use crate::days::is_day;
use crate::names::Names;

/// Whether signatures can say who signed: an endorser signs nothing, and a place would be one of the text.
pub(super) fn can_say(signatories: &[Signatory], names: &Names) -> bool {
    let can_say = |signatory: &Signatory| {
        let Signatory { entity, role, date, place } = signatory;
        *role != Some(Role::Endorser) && place.is_none() && date.as_ref().is_none_or(is_day) && names.pointer(entity).is_some()
    };
    signatories.iter().all(can_say)
}

/// Writes signatures, and the roles that they point at.
pub(super) struct Signatures<'run, 'bytes> {
    pub(super) output: Output<'bytes>,
    pub(super) references: Output<'bytes>,
    pub(super) names: &'run mut Names,
    /// The roles so far, and their names.
    pub(super) roles: Vec<(Role, String)>,
}

impl Signatures<'_, '_> {
    pub(super) fn all(&mut self, statement: &Statement) {
        // From the last on, so that of two entities with one id the first counts.
        let kinds: HashMap<&Id, EntityKind> = statement.entities.iter().rev().map(|entity| (&entity.id, entity.kind)).collect();
        for signatory in &statement.signatories {
            self.signature(signatory, kinds.get(&signatory.entity) == Some(&EntityKind::Person));
        }
    }

    fn signature(&mut self, signatory: &Signatory, is_person: bool) {
        let Signatory { entity, role, date, .. } = signatory;
        let called = role.filter(|_| is_person).map(|role| format!("#{}", self.role(role)));
        self.output.tag("p").inline();
        self.output.tag("signature").optional("sm:role", role.map(Role::code)).inline();
        let tag = self.output.tag(if is_person { "person" } else { "organization" });
        tag.optional("refersTo", self.names.pointer(entity)).optional("as", called).empty();
        if let Some(date) = date {
            self.output.tag("date").attribute("date", date).empty();
        }
        self.output.close("signature");
        self.output.close("p");
    }

    fn role(&mut self, role: Role) -> String {
        if let Some((_, name)) = self.roles.iter().find(|(known, _)| *known == role) {
            return name.clone();
        }
        let name = self.names.take(&format!("role.{}", role.code()));
        let tag = self.references.tag("TLCRole").attribute("eId", &name);
        let tag = tag.attribute("href", format!("/akn/ontology/role/statemark/{}", role.code()));
        tag.attribute("showAs", role.code()).empty();
        self.roles.push((role, name.clone()));
        name
    }
}
