//! Events: what was done to make the statement, and what is done when a package is made.

use statemark::provenance::Activity;
use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::agent::Agents;
use super::names::{EVENT, LINKED_AGENT, LINKED_OBJECT, Names, identifier, linked};
use super::object::Object;
use crate::package::contents::{File, Making};
use crate::package::format::Role;

/// The date of an event that tells none: EDTF for a year that is not known.
const UNKNOWN: &str = "XXXX";

/// Something that was done.
pub(super) struct Event<'caller> {
    kind: &'static str,
    date: &'caller str,
    details: Vec<&'caller str>,
    outcome: Option<&'static str>,
    agent: usize,
    /// What the agent was in it.
    agent_part: &'static str,
    pub(super) objects: Vec<(Object, Part)>,
}

/// What an object was in an event, as the Library of Congress lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Source,
    Outcome,
}

/// All events: those of provenance, then those of making the package, if its day is told.
pub(super) fn all<'caller>(
    statement: &'caller Statement,
    files: &[(Role, File)],
    making: Making<'caller>,
    agents: &Agents<'caller>,
) -> Vec<Event<'caller>> {
    let told = statement.provenance.iter().map(|event| {
        let (kind, part) = kind(event.activity);
        let note = event.note.as_ref().map(statemark::text::Line::as_str);
        Event {
            kind,
            date: event.date.as_ref().map_or(UNKNOWN, |date| date.as_str()),
            details: std::iter::once(event.activity.code()).chain(note).collect(),
            outcome: None,
            agent: agents.number(event.agent.as_str()),
            agent_part: "implementer",
            objects: vec![(Object::Statement, part)],
        }
    });
    let done = making.date.into_iter().flat_map(|date| DONE.iter().map(move |deed| deed.event(date, files, agents.program())));
    told.chain(done).collect()
}

/// The kind of event that an activity is, in the list of the Library of Congress where it has one, and what the statement is in it.
fn kind(activity: Activity) -> (&'static str, Part) {
    match activity {
        Activity::Drafted => ("creation", Part::Outcome),
        Activity::Coded => ("metadata modification", Part::Outcome),
        // That list has `validation`, which is of formats, and nothing for people who read.
        Activity::Reviewed => ("review", Part::Source),
        Activity::Corrected => ("modification", Part::Outcome),
        Activity::Converted => ("migration", Part::Outcome),
        Activity::Published => ("dissemination", Part::Source),
    }
}

/// Something that is done when a package is made.
struct Deed {
    kind: &'static str,
    detail: &'static str,
    outcome: Option<&'static str>,
    /// What a file is in it, or the statement, which has no role.
    part: fn(Option<Role>) -> Option<Part>,
}

const DONE: [Deed; 5] = [
    Deed {
        kind: "validation",
        detail: "by the rules of the Statemark format",
        outcome: Some("valid"),
        part: |role| (role == Some(Role::Statement)).then_some(Part::Source),
    },
    Deed {
        kind: "migration",
        detail: "written as XML, Akoma Ntoso and TEI, and each read back",
        outcome: Some("the same statement"),
        part: |role| match role? {
            Role::Statement => Some(Part::Source),
            Role::Xml | Role::AkomaNtoso | Role::Tei => Some(Part::Outcome),
            Role::Page | Role::Source => None,
        },
    },
    Deed {
        kind: "creation",
        detail: "written as a page for people",
        outcome: None,
        part: |role| match role? {
            Role::Statement => Some(Part::Source),
            Role::Page => Some(Part::Outcome),
            _ => None,
        },
    },
    Deed {
        kind: "message digest calculation",
        detail: "SHA-256 and SHA-512 of each file",
        outcome: Some("recorded"),
        part: |role| role.map(|_| Part::Source),
    },
    Deed {
        kind: "information package creation",
        detail: "a bag by BagIt 1.0, with all files that are described here",
        outcome: None,
        part: |role| role.is_none().then_some(Part::Source),
    },
];

impl Deed {
    fn event<'caller>(&self, date: &'caller str, files: &[(Role, File)], program: usize) -> Event<'caller> {
        let files = files.iter().enumerate().map(|(number, (role, _))| (Object::File(number), Some(*role)));
        let objects = std::iter::once((Object::Statement, None)).chain(files);
        Event {
            kind: self.kind,
            date,
            details: vec![self.detail],
            outcome: self.outcome,
            agent: program,
            agent_part: "executing program",
            objects: objects.filter_map(|(object, role)| Some((object, (self.part)(role)?))).collect(),
        }
    }
}

impl Event<'_> {
    pub(super) fn write(&self, output: &mut Output<'_>, names: Names<'_>, number: usize) {
        output.tag("premis:event").open();
        identifier(output, &EVENT, &names.local("event", number));
        output.tag("premis:eventType").words(self.kind);
        output.tag("premis:eventDateTime").words(self.date);
        for detail in &self.details {
            output.tag("premis:eventDetailInformation").open();
            output.tag("premis:eventDetail").words(detail);
            output.close("premis:eventDetailInformation");
        }
        if let Some(outcome) = self.outcome {
            output.tag("premis:eventOutcomeInformation").open();
            output.tag("premis:eventOutcome").words(outcome);
            output.close("premis:eventOutcomeInformation");
        }
        linked(output, &LINKED_AGENT, &names.local("agent", self.agent), "premis:linkingAgentRole", self.agent_part);
        for (object, part) in &self.objects {
            linked(output, &LINKED_OBJECT, &names.object(*object), "premis:linkingObjectRole", part.name());
        }
        output.close("premis:event");
    }
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Outcome => "outcome",
        }
    }
}
