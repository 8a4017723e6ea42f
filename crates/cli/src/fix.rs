//! `validate --fix` and `--diff`: statements are mended record by record, and files written once all of their records are.

mod apply;
mod diff;
#[cfg(test)]
mod laws;
mod mend;
mod patch;
mod room;
mod stream;
mod trial;

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use statemark::document::Document;
use statemark::edit::Edit;
use statemark::records::{Block, PieceKind};
use statemark_validate::Options;
use statemark_validate::report::Report;

use self::mend::{Mended, Mender};
use crate::args::Validate;
use crate::baseline::{Guard, Name};
use crate::bulk::progress::Line;
use crate::bulk::{self, Source, Work};
use crate::config::Configs;
use crate::error::{Cause, Failure};
use crate::inputs::Inputs;
use crate::io::{self as streams, SOURCES_LIMIT, Sources, is_stream, tell};
use crate::status::Status;

/// New words in place of bytes of a file.
struct Piece {
    /// How many bytes stand before it, a byte order mark not counted.
    start: u64,
    old: Vec<u8>,
    new: String,
}

/// Mends what the arguments name; then `validate` tells what is left, unless this was to be shown only.
pub(crate) fn run(args: &Validate, validate: impl FnOnce() -> Result<Status, Failure>) -> Result<Status, Failure> {
    if args.files.iter().any(|path| is_stream(path)) {
        // What else would be written is of files.
        if args.files.len() > 1 || !args.outputs().is_empty() || !args.report.reports.is_empty() {
            return Err(Cause::NotAlone.of("stdin"));
        }
        return stream::run(args);
    }
    let mut run = Run::new(args);
    run.files()?;
    let Run { findings, done, status, .. } = run;
    let (found, in_files) = (counted(findings, "finding", "findings"), counted(done, "file", "files"));
    if args.fixing.diff {
        if findings > 0 {
            tell(&format!("{found} would be mended in {in_files}"));
        }
        let shown = if findings > 0 && !args.report.exit_zero { Status::Wrong } else { Status::Right };
        return Ok(status.max(shown));
    }
    if findings > 0 {
        tell(&format!("{found} mended in {in_files}"));
    }
    Ok(validate()?.max(status))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What statements are mended by.
struct Settings<'run> {
    args: &'run Validate,
    configs: &'run Configs,
    /// What is known already, where the arguments name a baseline: that is left as it is.
    baseline: Option<Guard>,
}

impl Settings<'_> {
    /// Mends a statement, which may be one of several records of its file. Its sources lie beside that.
    fn mend(&self, source: &Source, bytes: &[u8], is_record: bool) -> Result<Option<Mended>, Failure> {
        let sources = Sources::new(self.args.sources.as_deref(), &source.path);
        let config = self.configs.of(&source.path);
        let options = Options {
            sources: &|file| sources.read(file.as_str()).ok(),
            refused: &|file| sources.refusal(file.as_str(), SOURCES_LIMIT),
            as_of: self.args.as_of.as_ref(),
            levels: &config.levels,
            profile: config.profile.as_ref(),
            thorough: true,
        };
        let (name, record) = (Name::of(&source.path), is_record.then_some(bytes));
        let suppress = |document: &Document<'_>, report: &mut Report| {
            config.suppress(document, report);
            if let Some(baseline) = &self.baseline {
                baseline.sift(&name, record, document, report);
            }
        };
        let work = Mender { source, options: &options, suppress: &suppress, on_demand: self.args.fixing.unsafe_fixes };
        let mended = work.mend(bytes);
        // Bytes in UTF-16 are no UTF-8, or hold zeros.
        let is_foreign = || bytes.contains(&0) || std::str::from_utf8(bytes).is_err();
        if mended.is_none() && is_foreign() && work.is_broken(bytes) {
            return Err(Cause::Unfixable("is not in UTF-8").of(&source.name));
        }
        Ok(mended)
    }

    /// Mends the statements of a block.
    fn block(&self, source: &Source, block: &Block) -> Result<(Vec<Piece>, usize), Failure> {
        let (mut pieces, mut findings) = (Vec::new(), 0);
        for piece in &block.pieces {
            // What has no end that is known is not touched.
            if matches!(piece.kind, PieceKind::Fault(_) | PieceKind::Record { is_end: true, .. }) {
                continue;
            }
            let bytes = block.bytes(piece);
            let is_record = matches!(piece.kind, PieceKind::Record { .. });
            let Some(mended) = self.mend(source, bytes, is_record)? else { continue };
            findings += mended.findings;
            let place = |Edit { span, replacement }: Edit| Piece {
                start: piece.before.bytes + span.start as u64,
                old: bytes[span.start..span.end].to_owned(),
                new: replacement,
            };
            pieces.extend(mended.edits.into_iter().map(place));
        }
        Ok((pieces, findings))
    }
}

/// What came of a block: its file, with what is to be put into it, and how many findings that mends.
type Outcome = Result<(Arc<Source>, Vec<Piece>, usize), Failure>;

/// A run over files.
struct Run<'run> {
    args: &'run Validate,
    /// The file whose blocks are coming, what is to be put into it, and how many findings that mends.
    open: Option<(Arc<Source>, Vec<Piece>, usize)>,
    findings: usize,
    done: usize,
    status: Status,
    /// The line that shows how far the run is.
    line: Line,
}

impl<'run> Run<'run> {
    fn new(args: &'run Validate) -> Self {
        Self { args, open: None, findings: 0, done: 0, status: Status::Right, line: Line::default() }
    }

    fn files(&mut self) -> Result<(), Failure> {
        let args = self.args;
        let Inputs { configs, mut files, threads, .. } = Inputs::find(args)?;
        // Where the rest is told by what validates afterwards, it is not told twice.
        for failure in std::mem::take(&mut files.failures).into_iter().filter(|_| args.fixing.diff) {
            self.fail(&failure);
        }
        let refused = files.paths.extract_if(.., |path| apply::refusal(path).is_some()).collect::<Vec<_>>();
        refused.iter().filter_map(|path| apply::refusal(path)).for_each(|failure| self.fail(&failure));
        // A file that is named twice is mended once.
        let mut seen = HashSet::new();
        files.paths.retain(|path| seen.insert(streams::real(path)));
        let compared = args.baseline.baseline.is_some().then(|| Guard::open(&args.baseline)).transpose()?;
        let settings = Settings { args, configs: &configs, baseline: compared.flatten() };
        let work = |work| match work {
            Work::Unread(failure) => Err(failure),
            Work::Block(source, block) => settings.block(&source, &block).map(|(pieces, findings)| (source, pieces, findings)),
        };
        let line = self.line.clone();
        let ended = bulk::run(files, threads, args.quiet, &line, work, |outcome| {
            self.take(outcome);
            Ok(())
        })?;
        if ended.interrupted {
            self.status = Status::Failed;
            // Nobody knows the rest of the file that was open.
            self.open = None;
            return Err(Cause::Interrupted.of("the run"));
        }
        self.close();
        Ok(())
    }

    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Err(failure) => {
                // A file that cannot be read to its end stays as it is.
                if self.open.as_ref().is_some_and(|(source, ..)| source.name == failure.name) {
                    self.open = None;
                }
                self.close();
                if self.args.fixing.diff || matches!(failure.cause, Cause::Unfixable(_)) {
                    self.fail(&failure);
                }
            }
            Ok((source, more, count)) => {
                if !self.open.as_ref().is_some_and(|(open, ..)| Arc::ptr_eq(open, &source)) {
                    self.close();
                    self.open = Some((source, Vec::new(), 0));
                }
                if let Some((_, pieces, findings)) = &mut self.open {
                    pieces.extend(more);
                    *findings += count;
                }
            }
        }
    }

    /// Writes or shows the file whose last block has come.
    fn close(&mut self) {
        let Some((source, pieces, findings)) = self.open.take().filter(|(_, pieces, _)| !pieces.is_empty()) else { return };
        let done = if self.args.fixing.diff {
            apply::show(&source.path, &pieces, streams::stdout(self.line.clone()))
        } else {
            apply::write(&source.path, &pieces)
        };
        match done {
            Ok(()) => {
                self.findings += findings;
                self.done += 1;
            }
            Err(failure) => self.fail(&failure),
        }
    }

    fn fail(&mut self, failure: &Failure) {
        if !failure.is_broken_pipe() {
            self.line.clear();
            tell(&failure.to_string());
            self.status = Status::Failed;
        }
    }
}

/// Bytes of a file that begin at a place, with these pieces put in; an error if others stand there than were read.
fn applied(bytes: &[u8], start: u64, pieces: &[Piece]) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for piece in pieces {
        let from = usize::try_from(piece.start - start).unwrap_or(usize::MAX);
        let to = from.saturating_add(piece.old.len());
        if bytes.get(from..to) != Some(&piece.old[..]) || from < at {
            return Err(changed());
        }
        out.extend_from_slice(&bytes[at..from]);
        out.extend_from_slice(piece.new.as_bytes());
        at = to;
    }
    out.extend_from_slice(&bytes[at..]);
    Ok(out)
}

fn changed() -> io::Error {
    io::Error::other("it was changed in the meantime")
}
