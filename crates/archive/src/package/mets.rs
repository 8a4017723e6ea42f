//! METS (1.12.1): what is told of the files of a statement, with Dublin Core of the statement and PREMIS 3 of the files.
//!
//! The words and codes of the statement stay in its own file; PREMIS speaks of files, of what was done, by whom, and of rights.

mod describe;
mod premis;

use statemark::date::Date;
use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use self::premis::Premis;
use super::contents::{File, Making, folder};
use super::format::Role;
use crate::days;
use crate::reference::relative;

/// The METS of a statement with these files.
pub(super) fn document(statement: &Statement, files: &[(Role, File)], making: Making<'_>) -> Vec<u8> {
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
    output.tag("metsHdr").optional("CREATEDATE", making.date.and_then(midnight)).open();
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

fn file_section(output: &mut Output<'_>, files: &[(Role, File)], premis: &Premis<'_>, making: Making<'_>) {
    output.tag("fileSec").open();
    output.tag("fileGrp").attribute("ID", "files").open();
    for (number, (role, file)) in files.iter().enumerate() {
        // The last of the checksums is the longest.
        let sum = file.sums.last().map(ToString::to_string);
        let tag = output
            .tag("file")
            .attribute("ID", file_id(number))
            .attribute("ADMID", premis.about_file(number))
            .attribute("MIMETYPE", role.format(&file.path, &file.bytes).media_type)
            .attribute("SIZE", file.bytes.len().to_string());
        // Sources were made by others, on a day that is not known.
        let day = making.date.filter(|_| *role != Role::Source);
        tag.optional("CREATED", day.and_then(midnight))
            .attribute("CHECKSUMTYPE", "SHA-512")
            .optional("CHECKSUM", sum)
            .attribute("USE", role.name())
            .open();
        let place = output.tag("FLocat").attribute("LOCTYPE", "URL").attribute("xlink:type", "simple");
        place.attribute("xlink:href", relative(&file.path)).empty();
        output.close("file");
    }
    output.close("fileGrp");
    output.close("fileSec");
}

fn structure(output: &mut Output<'_>, statement: &Statement, files: &[(Role, File)], premis: &Premis<'_>) {
    output.tag("structMap").attribute("TYPE", "PHYSICAL").open();
    let tag = output.tag("div").attribute("TYPE", "statement").attribute("LABEL", folder(&statement.id));
    tag.attribute("DMDID", "description").attribute("ADMID", premis.about_statement()).open();
    for (number, (role, file)) in files.iter().enumerate() {
        output.tag("div").attribute("TYPE", role.name()).attribute("LABEL", &file.path).open();
        output.tag("fptr").attribute("FILEID", file_id(number)).empty();
        output.close("div");
    }
    output.close("div");
    output.close("structMap");
}

fn file_id(number: usize) -> String {
    format!("file-{}", number + 1)
}

/// METS wants a time where we know a day, and has other numbers for the years before ours.
fn midnight(date: &str) -> Option<String> {
    Some(format!("{}T00:00:00Z", days::day(&Date::new(date).ok()?)))
}

#[cfg(test)]
mod tests {
    use statemark_specimens::examples;

    use super::super::contents::{METS, files};
    use super::*;

    fn mets(date: Option<&str>) -> String {
        let statement = &examples::examples()[0].statement;
        let making = Making { date, program: "statemark", version: "1.0.0" };
        let files = files(statement, vec![("a b/ü.html".to_owned(), b"rain".to_vec())], making).unwrap();
        String::from_utf8(files.into_iter().find(|file| file.path == METS).unwrap().bytes).unwrap()
    }

    #[test]
    fn pointers_lead_somewhere() {
        for text in [mets(Some("2026-11-23")), mets(None)] {
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

    #[test]
    fn dates_are_those_that_are_told() {
        let (dated, undated) = (mets(Some("2026-11-23")), mets(None));
        assert!(dated.contains("CREATEDATE=\"2026-11-23T00:00:00Z\"") && dated.contains("message digest calculation"));
        assert!(!undated.contains("2026") && !undated.contains("message digest calculation"));
        // There is no year 0 where METS takes its times from; the year before the first is its year -1.
        let before = mets(Some("0000-01-01"));
        assert!(before.contains("CREATEDATE=\"-0001-01-01T00:00:00Z\"") && !before.contains("\"0000-"));
        assert!(!mets(Some("some day")).contains("CREATED"));
    }

    #[test]
    fn of_a_source_is_told_what_is_known() {
        let text = mets(Some("2026-11-23"));
        let (_, source) = text.split_once("USE=\"page\"").unwrap();
        let (_, source) = source.split_once("<file ").unwrap();
        let (source, _) = source.split_once("</file>").unwrap();
        assert!(source.contains("MIMETYPE=\"text/html\"") && source.contains("xlink:href=\"a%20b/%C3%BC.html\""), "{source}");
        assert!(!source.contains("CREATED"), "the day of packing is not that of the source: {source}");
        assert_eq!(text.matches(" CREATED=").count(), 5, "that of the spellings and of the page");
    }
}
