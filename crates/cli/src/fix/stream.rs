//! One statement from stdin: mended to stdout, what is left of findings to stderr.

use std::path::Path;

use statemark::edit;
use statemark_convert::xml::{Collection, Head};

use super::diff::diff;
use super::{Piece, Settings, counted};
use crate::args::Validate;
use crate::bulk::{Source, progress::Line};
use crate::error::{Cause, Failure};
use crate::findings;
use crate::inputs::Inputs;
use crate::io::{self, Input, tell};
use crate::status::Status;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn run(args: &Validate) -> Result<Status, Failure> {
    let Inputs { configs, most, .. } = Inputs::find(args)?;
    let input = Input::open(Path::new("-"), None)?;
    let text = input.bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&input.bytes);
    if is_many(text) {
        return Err(Cause::Unfixable("holds many statements").of(input.name));
    }
    let source = Source::whole(Path::new("-"), input.format);
    let mended = Settings { args, configs: &configs, baseline: None }.mend(&source, text, false)?;
    let (edits, findings) = mended.map(|mended| (mended.edits, mended.findings)).unwrap_or_default();
    if args.fixing.diff {
        if edits.is_empty() {
            return Ok(Status::Right);
        }
        let piece = |edit: &edit::Edit| Piece {
            start: edit.span.start as u64,
            old: text[edit.span.start..edit.span.end].to_owned(),
            new: edit.replacement.clone(),
        };
        let pieces: Vec<Piece> = edits.iter().map(piece).collect();
        diff(&input.name, text, &pieces, io::stdout(Line::default())).map_err(|error| Cause::Write(error).of("stdout"))?;
        return Ok(if args.report.exit_zero { Status::Right } else { Status::Wrong });
    }
    let words = std::str::from_utf8(text).ok().filter(|_| !edits.is_empty()).and_then(|text| edit::apply(text, &edits));
    let mark = &input.bytes[..input.bytes.len() - text.len()];
    let bytes = words.map_or_else(|| input.bytes.clone(), |words| [mark, words.as_bytes()].concat());
    io::deliver(None, &bytes)?;
    if findings > 0 {
        tell(&format!("{} mended", counted(findings, "finding", "findings")));
    }
    let left = Input { bytes, ..input };
    let style = args.report.style(configs.fail_on());
    let totals = findings::left(&left, args, configs.of(Path::new("-")), style, most);
    Ok(args.report.status(&totals, style.fails))
}

/// Whether a stream holds many statements.
fn is_many(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let mut lines = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let is_lines = lines.next().is_some_and(|line| line.starts_with(b"{") && line.ends_with(b"}"))
        && lines.next().is_some_and(|line| line.starts_with(b"{"));
    is_lines || text.starts_with(b"[") || matches!(Collection::head(text), Head::Many(_) | Head::Broken(_))
}
