//! How objects, events, agents and rights are called, in METS and in PREMIS.

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::object::Object;
use crate::package::contents::{File, folder};
use crate::package::format::Role;

/// Names in PREMIS: with the id of the statement in them, so that no two statements have the same.
#[derive(Clone, Copy)]
pub(super) struct Names<'caller> {
    pub(super) statement: &'caller Statement,
    pub(super) files: &'caller [(Role, File)],
}

/// An identifier: its type and its value.
pub(super) type Name<'caller> = (&'caller str, String);

impl<'caller> Names<'caller> {
    /// The identifier of an event, an agent, a rights statement, or a source that lies in no file.
    pub(super) fn local(self, kind: &str, number: usize) -> Name<'caller> {
        ("local", format!("{}/{}", self.statement.id, id(kind, number)))
    }

    pub(super) fn object(self, object: Object) -> Name<'caller> {
        match object {
            Object::Statement => ("statemark", self.statement.id.as_str().to_owned()),
            Object::File(number) => ("local", folder(&self.statement.id) + &self.files[number].1.path),
            Object::Source(number) => self.local("source", number),
        }
    }
}

/// The id of a section of METS: it stands in one document alone.
pub(super) fn id(kind: &str, number: usize) -> String {
    format!("{kind}-{}", number + 1)
}

/// The elements of an identifier: around, of its type, of its value.
pub(super) type Identifier = [&'static str; 3];

pub(super) const OBJECT: Identifier = ["premis:objectIdentifier", "premis:objectIdentifierType", "premis:objectIdentifierValue"];
pub(super) const EVENT: Identifier = ["premis:eventIdentifier", "premis:eventIdentifierType", "premis:eventIdentifierValue"];
pub(super) const AGENT: Identifier = ["premis:agentIdentifier", "premis:agentIdentifierType", "premis:agentIdentifierValue"];
pub(super) const RIGHTS: Identifier =
    ["premis:rightsStatementIdentifier", "premis:rightsStatementIdentifierType", "premis:rightsStatementIdentifierValue"];
pub(super) const RELATED_OBJECT: Identifier =
    ["premis:relatedObjectIdentifier", "premis:relatedObjectIdentifierType", "premis:relatedObjectIdentifierValue"];
pub(super) const RELATED_EVENT: Identifier =
    ["premis:relatedEventIdentifier", "premis:relatedEventIdentifierType", "premis:relatedEventIdentifierValue"];
pub(super) const LINKED_OBJECT: Identifier =
    ["premis:linkingObjectIdentifier", "premis:linkingObjectIdentifierType", "premis:linkingObjectIdentifierValue"];
pub(super) const LINKED_EVENT: Identifier =
    ["premis:linkingEventIdentifier", "premis:linkingEventIdentifierType", "premis:linkingEventIdentifierValue"];
pub(super) const LINKED_AGENT: Identifier =
    ["premis:linkingAgentIdentifier", "premis:linkingAgentIdentifierType", "premis:linkingAgentIdentifierValue"];
pub(super) const LINKED_RIGHTS: Identifier = [
    "premis:linkingRightsStatementIdentifier",
    "premis:linkingRightsStatementIdentifierType",
    "premis:linkingRightsStatementIdentifierValue",
];

/// Writes an identifier.
pub(super) fn identifier(output: &mut Output<'_>, elements: &Identifier, name: &Name<'_>) {
    begin(output, elements, name);
    output.close(elements[0]);
}

/// Writes a link, with the part that the linked one has, in an element of its own.
pub(super) fn linked(output: &mut Output<'_>, elements: &Identifier, name: &Name<'_>, element: &'static str, part: &str) {
    begin(output, elements, name);
    output.tag(element).words(part);
    output.close(elements[0]);
}

fn begin(output: &mut Output<'_>, [around, kind, value]: &Identifier, (scheme, words): &Name<'_>) {
    output.tag(around).open();
    output.tag(kind).words(scheme);
    output.tag(value).words(words);
}
