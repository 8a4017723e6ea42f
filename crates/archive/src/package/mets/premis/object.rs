//! Objects: the statement, its files, and sources of which there is no file.

use std::collections::HashMap;

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::Said;
use super::names::{self, LINKED_EVENT, LINKED_RIGHTS, Names, OBJECT, RELATED_EVENT, RELATED_OBJECT, identifier};
use crate::package::contents::File;
use crate::package::format::{Format, Role};
use crate::package::sum::{Algorithm, Sum};

/// What is described: files and sources by their numbers in their lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Object {
    Statement,
    File(usize),
    /// A source that lies in no file of its own.
    Source(usize),
}

impl Object {
    /// The id of its section in METS.
    pub(super) fn id(self) -> String {
        match self {
            Self::Statement => "object-statement".to_owned(),
            Self::File(number) => names::id("object", number),
            Self::Source(number) => names::id("source", number),
        }
    }
}

/// What each source is, in their order: the file that it lies in, or an object of its own.
pub(super) fn of_sources(statement: &Statement, files: &[(Role, File)]) -> Vec<Object> {
    let sources = files.iter().enumerate().filter(|(_, (role, _))| *role == Role::Source);
    let numbers: HashMap<&str, usize> = sources.map(|(number, (_, file))| (file.path.as_str(), number)).collect();
    let object = |(number, source): (usize, &statemark::source::Source)| {
        let file = source.file.as_ref().and_then(|file| numbers.get(file.as_str()));
        file.map_or(Object::Source(number), |file| Object::File(*file))
    };
    statement.sources.iter().enumerate().map(object).collect()
}

/// Writes an object.
pub(super) fn write(output: &mut Output<'_>, names: Names<'_>, object: Object, said: &Said) {
    let kind = if matches!(object, Object::File(_)) { "premis:file" } else { "premis:intellectualEntity" };
    output.tag("premis:object").attribute("xsi:type", kind).open();
    identifier(output, &OBJECT, &names.object(object));
    match object {
        Object::Statement => {
            for (scheme, value) in &names.statement.identifiers {
                identifier(output, &OBJECT, &(scheme.as_str(), value.as_str().to_owned()));
            }
        }
        Object::File(number) => file(output, &names.files[number]),
        Object::Source(_) => {}
    }
    relationship(output, names, object, said.made);
    said.events.iter().for_each(|number| identifier(output, &LINKED_EVENT, &names.local("event", *number)));
    said.rights.iter().for_each(|number| identifier(output, &LINKED_RIGHTS, &names.local("rights", *number)));
    output.close("premis:object");
}

fn file(output: &mut Output<'_>, (role, file): &(Role, File)) {
    output.tag("premis:objectCharacteristics").open();
    file.sums.iter().for_each(|sum| fixity(output, sum));
    output.tag("premis:size").words(&file.bytes.len().to_string());
    format(output, role.format(&file.path, &file.bytes));
    output.close("premis:objectCharacteristics");
    if *role == Role::Source {
        output.tag("premis:originalName").words(&file.path);
    }
}

/// What something is to the statement, or to its canonical JSON, of which the other spellings are made.
fn relationship(output: &mut Output<'_>, names: Names<'_>, object: Object, made: Option<usize>) {
    let role = match object {
        Object::Statement => return,
        Object::File(number) => names.files[number].0,
        Object::Source(_) => Role::Source,
    };
    let (kind, finer, other) = match role {
        Role::Statement => ("structural", "represents", Object::Statement),
        Role::Source => ("derivation", "is source of", Object::Statement),
        // Canonical JSON is the first of the files.
        Role::Xml | Role::AkomaNtoso | Role::Tei | Role::Page => ("derivation", "has source", Object::File(0)),
    };
    output.tag("premis:relationship").open();
    output.tag("premis:relationshipType").words(kind);
    output.tag("premis:relationshipSubType").words(finer);
    identifier(output, &RELATED_OBJECT, &names.object(other));
    if let Some(number) = made {
        identifier(output, &RELATED_EVENT, &names.local("event", number));
    }
    output.close("premis:relationship");
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

fn format(output: &mut Output<'_>, format: Format) {
    output.tag("premis:format").open();
    output.tag("premis:formatDesignation").open();
    output.tag("premis:formatName").words(format.name);
    if let Some(version) = format.version {
        output.tag("premis:formatVersion").words(version);
    }
    output.close("premis:formatDesignation");
    if let Some(key) = format.key {
        output.tag("premis:formatRegistry").open();
        output.tag("premis:formatRegistryName").words("PRONOM");
        output.tag("premis:formatRegistryKey").words(key);
        output.close("premis:formatRegistry");
    }
    output.close("premis:format");
}
