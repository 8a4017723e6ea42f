//! `statemark schema`.

use statemark::schema;

use crate::args::{Schema, SchemaKind};
use crate::error::Failure;
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Schema) -> Result<Status, Failure> {
    let files = files(args.kind);
    match &args.output {
        None => io::report(files[0].1)?,
        Some(folder) => {
            io::make_folder(folder)?;
            for (name, text) in files {
                io::deliver(Some(&folder.join(name)), text.as_bytes())?;
            }
        }
    }
    Ok(Status::Right)
}

/// A schema's file, and those that it imports.
fn files(kind: SchemaKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        SchemaKind::Json => &[("statement.schema.json", schema::JSON_SCHEMA)],
        SchemaKind::JsonDraft07 => &[("statement.draft-07.schema.json", schema::JSON_SCHEMA_DRAFT_07)],
        SchemaKind::Rnc => &[("statement.rnc", schema::RELAX_NG_COMPACT)],
        SchemaKind::Rng => &[("statement.rng", schema::RELAX_NG)],
        SchemaKind::Xsd => {
            &[("statement.xsd", schema::XSD), ("xml.xsd", schema::XSD_XML), ("xpath-functions.xsd", schema::XSD_XPATH_FUNCTIONS)]
        }
        SchemaKind::Report => &[("report.schema.json", statemark_validate::report::SCHEMA)],
        SchemaKind::Baseline => &[("baseline.schema.json", statemark_validate::baseline::SCHEMA)],
        SchemaKind::Config => &[("config.schema.json", crate::config::SCHEMA)],
        SchemaKind::Statistics => &[("statistics.schema.json", statemark_render::statistics::SCHEMA)],
        SchemaKind::Acts => &[("acts.tsv", schema::ACTS)],
    }
}
