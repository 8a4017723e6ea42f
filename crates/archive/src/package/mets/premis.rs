//! PREMIS 3: the statement and its files as objects, what was done to them as events, by whom as agents, and rights.

use statemark::provenance::Activity;
use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::wrapped;
use crate::package::contents::{File, Making, Role, folder};
use crate::package::sum::{Algorithm, Sum};

/// The date of an event that tells none: EDTF for a year that is not known.
const UNKNOWN: &str = "XXXX";

/// What PREMIS says of a statement and its files.
pub(super) struct Premis<'caller> {
    statement: &'caller Statement,
    files: &'caller [File],
    making: Making<'caller>,
    agents: Vec<&'caller str>,
    events: Vec<Event<'caller>>,
    rights: Vec<Rights<'caller>>,
}

/// Something that was done.
struct Event<'caller> {
    kind: &'static str,
    date: &'caller str,
    details: Vec<&'caller str>,
    outcome: Option<&'static str>,
    /// The number of the agent; the program comes behind the others.
    agent: usize,
}

/// Who may use what, and how.
struct Rights<'caller> {
    words: &'caller str,
    basis: String,
    /// The number of the file; none where it is the statement itself.
    file: Option<usize>,
}

impl<'caller> Premis<'caller> {
    pub(super) fn new(statement: &'caller Statement, files: &'caller [File], making: Making<'caller>) -> Self {
        let mut agents: Vec<&str> = Vec::new();
        for event in statement.provenance.iter().filter(|event| event.agent.as_str() != making.program) {
            if !agents.contains(&event.agent.as_str()) {
                agents.push(event.agent.as_str());
            }
        }
        let number = |name: &str| agents.iter().position(|agent| *agent == name).unwrap_or(agents.len());
        let mut events: Vec<Event<'_>> = statement
            .provenance
            .iter()
            .map(|event| Event {
                kind: kind(event.activity),
                date: event.date.as_ref().map_or(UNKNOWN, |date| date.as_str()),
                details: std::iter::once(event.activity.code())
                    .chain(event.note.as_ref().map(statemark::text::Line::as_str))
                    .collect(),
                outcome: None,
                agent: number(event.agent.as_str()),
            })
            .collect();
        if let Some(date) = making.date {
            events.extend(DONE.map(|(kind, detail, outcome)| {
                let (details, outcome, agent) = (vec![detail], Some(outcome), agents.len());
                Event { kind, date, details, outcome, agent }
            }));
        }
        Self { statement, files, making, agents, events, rights: rights(statement, files) }
    }

    /// Writes all of it, in the order of METS: objects, rights, then what was done and by whom.
    pub(super) fn write(&self, output: &mut Output<'_>) {
        wrapped(output, "techMD", "object-statement", "PREMIS:OBJECT", |output| self.entity(output));
        for (number, file) in self.files.iter().enumerate() {
            wrapped(output, "techMD", &id("object", number), "PREMIS:OBJECT", |output| self.file(output, number, file));
        }
        for (number, rights) in self.rights.iter().enumerate() {
            wrapped(output, "rightsMD", &id("rights", number), "PREMIS:RIGHTS", |output| self.rights(output, number, rights));
        }
        for (number, event) in self.events.iter().enumerate() {
            wrapped(output, "digiprovMD", &id("event", number), "PREMIS:EVENT", |output| self.event(output, number, event));
        }
        for number in 0..=self.agents.len() {
            wrapped(output, "digiprovMD", &id("agent", number), "PREMIS:AGENT", |output| self.agent(output, number));
        }
    }

    /// What is said of a file, as pointers.
    pub(super) fn about_file(&self, number: usize) -> String {
        let rights = self.rights_of(Some(number)).map(|number| id("rights", number));
        std::iter::once(id("object", number)).chain(rights).collect::<Vec<_>>().join(" ")
    }

    /// The same of the statement.
    pub(super) fn about_statement(&self) -> String {
        let rights = self.rights_of(None).map(|number| id("rights", number));
        let events = (0..self.events.len()).map(|number| id("event", number));
        std::iter::once("object-statement".to_owned()).chain(rights).chain(events).collect::<Vec<_>>().join(" ")
    }

    fn rights_of(&self, file: Option<usize>) -> impl Iterator<Item = usize> {
        self.rights.iter().enumerate().filter(move |(_, rights)| rights.file == file).map(|(number, _)| number)
    }

    fn path(&self, file: &File) -> String {
        folder(&self.statement.id) + &file.path
    }

    fn entity(&self, output: &mut Output<'_>) {
        output.tag("premis:object").attribute("xsi:type", "premis:intellectualEntity").open();
        identifier(output, &OBJECT, "statemark", self.statement.id.as_str());
        for (scheme, value) in &self.statement.identifiers {
            identifier(output, &OBJECT, scheme.as_str(), value.as_str());
        }
        self.rights_of(None).for_each(|number| identifier(output, &LINKED_RIGHTS, "local", &id("rights", number)));
        output.close("premis:object");
    }

    fn file(&self, output: &mut Output<'_>, number: usize, file: &File) {
        output.tag("premis:object").attribute("xsi:type", "premis:file").open();
        identifier(output, &OBJECT, "local", &self.path(file));
        output.tag("premis:objectCharacteristics").open();
        file.sums.iter().for_each(|sum| fixity(output, sum));
        output.tag("premis:size").words(&file.bytes.len().to_string());
        format(output, file.role);
        output.close("premis:objectCharacteristics");
        if file.role == Role::Source {
            output.tag("premis:originalName").words(&file.path);
        }
        self.relationship(output, file);
        self.rights_of(Some(number)).for_each(|number| identifier(output, &LINKED_RIGHTS, "local", &id("rights", number)));
        output.close("premis:object");
    }

    /// What a file is to the statement, or to its canonical JSON, of which the others are made.
    fn relationship(&self, output: &mut Output<'_>, file: &File) {
        let statement = ("statemark", self.statement.id.as_str().to_owned());
        let (kind, finer, (scheme, value)) = match (file.role, self.files.first()) {
            (Role::Statement, _) | (_, None) => ("structural", "represents", statement),
            (Role::Source, _) => ("derivation", "is source of", statement),
            (_, Some(first)) => ("derivation", "has source", ("local", self.path(first))),
        };
        output.tag("premis:relationship").open();
        output.tag("premis:relationshipType").words(kind);
        output.tag("premis:relationshipSubType").words(finer);
        identifier(output, &RELATED, scheme, &value);
        output.close("premis:relationship");
    }

    fn rights(&self, output: &mut Output<'_>, number: usize, rights: &Rights<'_>) {
        output.tag("premis:rights").open();
        output.tag("premis:rightsStatement").open();
        identifier(output, &RIGHTS, "local", &id("rights", number));
        // The words do not tell whether they are a licence, a statute or a mark of copyright: nobody should guess.
        output.tag("premis:rightsBasis").words("other");
        output.tag("premis:otherRightsInformation").open();
        output.tag("premis:otherRightsBasis").words(&rights.basis);
        output.tag("premis:otherRightsNote").words(rights.words);
        output.close("premis:otherRightsInformation");
        match rights.file {
            Some(file) => identifier(output, &LINKED_OBJECT, "local", &self.path(&self.files[file])),
            None => identifier(output, &LINKED_OBJECT, "statemark", self.statement.id.as_str()),
        }
        output.close("premis:rightsStatement");
        output.close("premis:rights");
    }

    fn event(&self, output: &mut Output<'_>, number: usize, event: &Event<'_>) {
        output.tag("premis:event").open();
        identifier(output, &EVENT, "local", &id("event", number));
        output.tag("premis:eventType").words(event.kind);
        output.tag("premis:eventDateTime").words(event.date);
        for detail in &event.details {
            output.tag("premis:eventDetailInformation").open();
            output.tag("premis:eventDetail").words(detail);
            output.close("premis:eventDetailInformation");
        }
        if let Some(outcome) = event.outcome {
            output.tag("premis:eventOutcomeInformation").open();
            output.tag("premis:eventOutcome").words(outcome);
            output.close("premis:eventOutcomeInformation");
        }
        identifier(output, &LINKED_AGENT, "local", &id("agent", event.agent));
        identifier(output, &LINKED_OBJECT, "statemark", self.statement.id.as_str());
        output.close("premis:event");
    }

    fn agent(&self, output: &mut Output<'_>, number: usize) {
        output.tag("premis:agent").open();
        identifier(output, &AGENT, "local", &id("agent", number));
        if let Some(name) = self.agents.get(number) {
            output.tag("premis:agentName").words(name);
        } else {
            output.tag("premis:agentName").words(self.making.program);
            output.tag("premis:agentType").words("software");
            output.tag("premis:agentVersion").words(self.making.version);
        }
        output.close("premis:agent");
    }
}

/// What is done when a package is made: the kind of event, in which way, and with what outcome.
const DONE: [(&str, &str, &str); 3] = [
    ("validation", "by the rules of the Statemark format", "valid"),
    ("migration", "written as XML, Akoma Ntoso and TEI, and each read back", "the same statement"),
    ("message digest calculation", "SHA-256 and SHA-512 of each file", "recorded"),
];

/// The kind of event that an activity is, in the list of the Library of Congress.
fn kind(activity: Activity) -> &'static str {
    match activity {
        Activity::Drafted => "creation",
        Activity::Coded => "metadata modification",
        Activity::Reviewed => "validation",
        Activity::Corrected => "modification",
        Activity::Converted => "migration",
        Activity::Published => "dissemination",
    }
}

/// The rights in a statement, and in its sources.
fn rights<'caller>(statement: &'caller Statement, files: &[File]) -> Vec<Rights<'caller>> {
    let own = statement.rights.as_ref().map(|words| Rights {
        words: words.as_str(),
        basis: "as the statement says of itself".to_owned(),
        file: None,
    });
    let sources = statement.sources.iter().filter_map(|source| {
        let path = source.file.as_ref().map(statemark::web::RelativePath::as_str);
        let file = files.iter().position(|file| file.role == Role::Source && Some(file.path.as_str()) == path);
        let basis = format!("as the statement says of its source {}", source.id.as_str());
        Some(Rights { words: source.rights.as_ref()?.as_str(), basis, file })
    });
    own.into_iter().chain(sources).collect()
}

fn id(kind: &str, number: usize) -> String {
    format!("{kind}-{}", number + 1)
}

fn fixity(output: &mut Output<'_>, sum: &Sum) {
    let name = match sum.algorithm {
        Algorithm::Sha224 => "SHA-224",
        Algorithm::Sha256 => "SHA-256",
        Algorithm::Sha384 => "SHA-384",
        Algorithm::Sha512 => "SHA-512",
    };
    output.tag("premis:fixity").open();
    output.tag("premis:messageDigestAlgorithm").words(name);
    output.tag("premis:messageDigest").words(&sum.to_string());
    output.close("premis:fixity");
}

fn format(output: &mut Output<'_>, role: Role) {
    let (name, version, key) = role.format();
    output.tag("premis:format").open();
    output.tag("premis:formatDesignation").open();
    output.tag("premis:formatName").words(name);
    if let Some(version) = version {
        output.tag("premis:formatVersion").words(version);
    }
    output.close("premis:formatDesignation");
    output.tag("premis:formatRegistry").open();
    output.tag("premis:formatRegistryName").words("PRONOM");
    output.tag("premis:formatRegistryKey").words(key);
    output.close("premis:formatRegistry");
    output.close("premis:format");
}

/// The elements of an identifier: around, of its type, of its value.
type Identifier = [&'static str; 3];

const OBJECT: Identifier = ["premis:objectIdentifier", "premis:objectIdentifierType", "premis:objectIdentifierValue"];
const EVENT: Identifier = ["premis:eventIdentifier", "premis:eventIdentifierType", "premis:eventIdentifierValue"];
const AGENT: Identifier = ["premis:agentIdentifier", "premis:agentIdentifierType", "premis:agentIdentifierValue"];
const RIGHTS: Identifier =
    ["premis:rightsStatementIdentifier", "premis:rightsStatementIdentifierType", "premis:rightsStatementIdentifierValue"];
const RELATED: Identifier =
    ["premis:relatedObjectIdentifier", "premis:relatedObjectIdentifierType", "premis:relatedObjectIdentifierValue"];
const LINKED_OBJECT: Identifier =
    ["premis:linkingObjectIdentifier", "premis:linkingObjectIdentifierType", "premis:linkingObjectIdentifierValue"];
const LINKED_AGENT: Identifier =
    ["premis:linkingAgentIdentifier", "premis:linkingAgentIdentifierType", "premis:linkingAgentIdentifierValue"];
const LINKED_RIGHTS: Identifier = [
    "premis:linkingRightsStatementIdentifier",
    "premis:linkingRightsStatementIdentifierType",
    "premis:linkingRightsStatementIdentifierValue",
];

fn identifier(output: &mut Output<'_>, [around, kind, value]: &Identifier, scheme: &str, words: &str) {
    output.tag(around).open();
    output.tag(kind).words(scheme);
    output.tag(value).words(words);
    output.close(around);
}
