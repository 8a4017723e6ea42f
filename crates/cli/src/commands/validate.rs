//! `statemark validate`.

use std::path::Path;

use statemark_validate::report::{Report, Totals, json, text};
use statemark_validate::{Options, validate};

use crate::args::{ReportFormat, Validate};
use crate::error::Failure;
use crate::io::{self, Input, Sources};
use crate::set::{Placed, Set};
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    let mut worst = Status::Right;
    let mut totals = Totals::default();
    let mut entries = Vec::new();
    let mut set = Set::default();
    for path in &args.files {
        let input = match Input::open(path, None) {
            Ok(input) => input,
            Err(failure) => {
                io::tell(&failure.to_string());
                worst = Status::Failed;
                continue;
            }
        };
        let document = input.format.read(&input.bytes);
        let report = judged(&document, path, args);
        set.add(path, &document);
        totals += report.totals();
        worst = worst.max(if report.is_valid() { Status::Right } else { Status::Wrong });
        match args.format {
            ReportFormat::Text => io::report(&text::render(&report, &input.name, &document.text))?,
            ReportFormat::Json => entries.extend(json::entries(&report, &input.name, &document.text)),
        }
    }
    for Placed { name, text, report } in set.findings() {
        totals += Totals { documents: 0, ..report.totals() };
        worst = worst.max(if report.is_valid() { Status::Right } else { Status::Wrong });
        match args.format {
            ReportFormat::Text => io::report(&text::render(&report, &name, &text))?,
            ReportFormat::Json => entries.extend(json::entries(&report, &name, &text)),
        }
    }
    io::report(&match args.format {
        ReportFormat::Text if totals.documents == 0 => return Ok(worst),
        ReportFormat::Text => text::summary(&totals) + "\n",
        ReportFormat::Json => json::render(&entries, &totals),
    })?;
    Ok(worst)
}

fn judged(document: &statemark::document::Document<'_>, path: &Path, args: &Validate) -> Report {
    let sources = Sources::new(args.sources.as_deref(), path);
    validate(document, &Options { sources: &|file| sources.read(file.as_str()).ok(), ..Options::default() })
}
