//! Reads back what was written, and compares canonical forms.

use std::sync::OnceLock;

use statemark::document::VALUE_LIMIT;
use statemark::json;
use statemark::statement::Statement;
use statemark_convert::xml::{self, Collection, Head};

use super::pack::unpacked;
use super::target::{Layout, Target};

impl Target {
    /// Why what was written cannot be given away, if it cannot. What one spelling holds may pass a limit of another: without `always`,
    /// only what could do so is read back.
    pub(crate) fn reads_back(self, written: &[u8], statement: &Statement, always: bool) -> Result<(), String> {
        // Each limit on what a document may hold is about so many things of a byte or more.
        if !always && written.len() <= VALUE_LIMIT {
            return Ok(());
        }
        let document = match self.layout {
            Layout::Collection => xml::read_record(written, collection()),
            _ if let Some(standard) = self.standard => standard.read(written),
            _ => self.format.read(written),
        };
        match (&document.statement, document.faults.first()) {
            // What is the same has one canonical form, which need not be written.
            (Some(read), _) if read == statement || json::to_vec(read) == json::to_vec(statement) => Ok(()),
            (Some(_), _) => Err("it reads back as another statement, which is a bug of statemark: please report it".to_owned()),
            (None, fault) => {
                Err(format!("in {}, {}", self.spelling(), fault.map_or("it cannot be read", |fault| &fault.message)))
            }
        }
    }

    /// Whether a member is unpacked to what was packed.
    pub(crate) fn unpacks_to(self, member: &[u8], bytes: &[u8]) -> bool {
        unpacked(self.packing, member).is_ok_and(|unpacked| unpacked == bytes)
    }
}

/// The collection that records are written into.
fn collection() -> &'static Collection {
    static COLLECTION: OnceLock<Collection> = OnceLock::new();
    COLLECTION.get_or_init(|| match Collection::head(xml::COLLECTION_BEGIN.as_bytes()) {
        Head::Many(collection) => collection,
        _ => Collection::default(),
    })
}

#[cfg(test)]
mod tests {
    use statemark_convert::format::Format;

    use super::super::pack::packed;
    use super::super::target::Packing;
    use super::*;

    fn statement(title: &str) -> Statement {
        let text = format!(
            r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "{title}", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"heading": "H"}}]}}"#
        );
        json::from_str(&text).unwrap()
    }

    #[test]
    fn another_statement_is_told_from_the_one_that_was_meant() {
        for (format, layout) in [
            (Format::Json, Layout::Lines),
            (Format::Json, Layout::List),
            (Format::Xml, Layout::Collection),
            (Format::Xml, Layout::One),
            (Format::Markdown, Layout::Stream),
            (Format::Yaml, Layout::Folder),
        ] {
            let target = Target { format, standard: None, layout, packing: Packing::None };
            let (rain, snow) = (statement("Rain"), statement("Snow"));
            let mut written = Vec::new();
            target.append(&mut written, &rain);
            assert_eq!(target.reads_back(&written, &rain, true), Ok(()), "{target}");
            assert!(target.reads_back(&written, &snow, true).unwrap_err().contains("another statement"), "{target}");
            assert!(target.reads_back(&written[..written.len() / 2], &rain, true).is_err(), "{target}");
        }
    }

    #[test]
    fn a_damaged_member_is_seen() {
        for packing in [Packing::Gzip, Packing::Zstd] {
            let target = Target { format: Format::Json, standard: None, layout: Layout::Lines, packing };
            let bytes = b"{\"rain\": true}\n".repeat(100);
            let mut member = packed(packing, &bytes);
            assert!(target.unpacks_to(&member, &bytes));
            let middle = member.len() / 2;
            member[middle] ^= 1;
            assert!(!target.unpacks_to(&member, &bytes), "{target}");
        }
    }
}
