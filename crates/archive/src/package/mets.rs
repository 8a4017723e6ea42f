//! METS (1.12.1): what is told of the files of a statement, with Dublin Core of the statement and PREMIS 3 of the files.
//!
//! The words and codes of the statement stay in its own file; PREMIS speaks of files, of what was done, by whom, and of rights.

mod describe;
mod premis;

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use self::premis::Premis;
use super::contents::{File, Making, folder};

/// The METS of a statement with these files.
pub(super) fn document(statement: &Statement, files: &[File], making: Making<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let output = &mut Output::new(&mut bytes);
    output.declaration();
    output
        .tag("mets")
        .attribute("xmlns", "http://www.loc.gov/METS/")
        .attribute("xmlns:xlink", "http://www.w3.org/1999/xlink")
        .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .attribute("xmlns:dcterms", "http://purl.org/dc/terms/")
        .attribute("xmlns:premis", "http://www.loc.gov/premis/v3")
        .attribute("OBJID", statement.id.as_str())
        .attribute("LABEL", statement.title.own(&statement.language).as_str())
        .attribute("TYPE", statement.kind.code())
        .open();
    head(output, making);
    wrapped(output, "dmdSec", "description", "DC", |output| describe::statement(output, statement));
    let premis = Premis::new(statement, files, making);
    output.tag("amdSec").attribute("ID", "administration").open();
    premis.write(output);
    output.close("amdSec");
    file_section(output, files, &premis, making);
    structure(output, statement, files, &premis);
    output.close("mets");
    bytes
}

fn head(output: &mut Output<'_>, making: Making<'_>) {
    let tag = output.tag("metsHdr");
    match making.date {
        Some(date) => tag.attribute("CREATEDATE", midnight(date)).open(),
        None => tag.open(),
    }
    output.tag("agent").attribute("ROLE", "CREATOR").attribute("TYPE", "OTHER").attribute("OTHERTYPE", "SOFTWARE").open();
    output.tag("name").words(making.program);
    output.tag("note").words(making.version);
    output.close("agent");
    output.close("metsHdr");
}

/// Writes a section of metadata of another standard.
fn wrapped(output: &mut Output<'_>, section: &'static str, id: &str, kind: &str, inside: impl FnOnce(&mut Output<'_>)) {
    output.tag(section).attribute("ID", id).open();
    let tag = output.tag("mdWrap").attribute("MDTYPE", kind);
    if kind.starts_with("PREMIS") { tag.attribute("MDTYPEVERSION", "3.0") } else { tag }.open();
    output.tag("xmlData").open();
    inside(output);
    output.close("xmlData");
    output.close("mdWrap");
    output.close(section);
}

fn file_section(output: &mut Output<'_>, files: &[File], premis: &Premis<'_>, making: Making<'_>) {
    output.tag("fileSec").open();
    output.tag("fileGrp").attribute("ID", "files").open();
    for (number, file) in files.iter().enumerate() {
        // The last of the checksums is the longest.
        let sum = file.sums.last().map(ToString::to_string);
        let tag = output
            .tag("file")
            .attribute("ID", file_id(number))
            .attribute("ADMID", premis.about_file(number))
            .attribute("MIMETYPE", file.role.media_type())
            .attribute("SIZE", file.bytes.len().to_string());
        tag.optional("CREATED", making.date.map(midnight))
            .attribute("CHECKSUMTYPE", "SHA-512")
            .optional("CHECKSUM", sum)
            .attribute("USE", file.role.name())
            .open();
        let place = output.tag("FLocat").attribute("LOCTYPE", "URL").attribute("xlink:type", "simple");
        place.attribute("xlink:href", reference(&file.path)).empty();
        output.close("file");
    }
    output.close("fileGrp");
    output.close("fileSec");
}

fn structure(output: &mut Output<'_>, statement: &Statement, files: &[File], premis: &Premis<'_>) {
    output.tag("structMap").attribute("TYPE", "PHYSICAL").open();
    let tag = output.tag("div").attribute("TYPE", "statement").attribute("LABEL", folder(&statement.id));
    tag.attribute("DMDID", "description").attribute("ADMID", premis.about_statement()).open();
    for (number, file) in files.iter().enumerate() {
        output.tag("div").attribute("TYPE", file.role.name()).attribute("LABEL", &file.path).open();
        output.tag("fptr").attribute("FILEID", file_id(number)).empty();
        output.close("div");
    }
    output.close("div");
    output.close("structMap");
}

fn file_id(number: usize) -> String {
    format!("file-{}", number + 1)
}

/// METS wants a time where we know a day.
fn midnight(date: &str) -> String {
    format!("{date}T00:00:00Z")
}

/// A path as a relative reference: what is not plain in it is written with `%`.
fn reference(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::with_capacity(path.len()), |mut reference, byte| {
        if byte.is_ascii_alphanumeric() || b"/._~-".contains(&byte) {
            reference.push(byte.into());
        } else {
            // A string takes all that is written into it.
            let _ = write!(reference, "%{byte:02X}");
        }
        reference
    })
}

#[cfg(test)]
mod tests {
    use statemark_specimens::examples;

    use super::super::contents::{METS, files};
    use super::*;

    #[test]
    fn dates_are_those_that_are_told_and_pointers_lead_somewhere() {
        let statement = &examples::examples()[0].statement;
        let mets = |date| {
            let making = Making { date, program: "statemark", version: "1.0.0" };
            let files = files(statement, vec![("a b/ü.txt".to_owned(), b"rain".to_vec())], making).unwrap();
            String::from_utf8(files.into_iter().find(|file| file.path == METS).unwrap().bytes).unwrap()
        };
        let (dated, undated) = (mets(Some("2026-11-23")), mets(None));
        assert!(dated.contains("CREATEDATE=\"2026-11-23T00:00:00Z\"") && dated.contains("message digest calculation"));
        assert!(!undated.contains("2026") && !undated.contains("message digest calculation"));
        assert!(dated.contains("xlink:href=\"a%20b/%C3%BC.txt\""));
        for text in [dated, undated] {
            let values = |name: &str| -> Vec<String> {
                let begin = format!(" {name}=\"");
                let rest = text.split(&begin).skip(1).filter_map(|rest| rest.split_once('"'));
                rest.flat_map(|(value, _)| value.split(' ').map(str::to_owned)).collect()
            };
            let ids = values("ID");
            for pointer in ["ADMID", "DMDID", "FILEID"].into_iter().flat_map(values) {
                assert_eq!(ids.iter().filter(|id| **id == pointer).count(), 1, "{pointer}");
            }
        }
    }
}
