//! The reports of a run: one on stdout, and any number in files.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use statemark_validate::baseline::Known;
use statemark_validate::report::json::Unread;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Style, Totals, github};

use crate::args::{ReportFormat, Reporting};
use crate::error::{Cause, Failure};
use crate::io::{self as files, Replacement};

/// All reports of a run, each fed with the same findings.
pub(crate) struct Reports {
    /// That on stdout, until its reader goes away.
    stdout: Option<Stream<Box<dyn Write>>>,
    /// Those in files, each with the name of its file.
    files: Vec<(String, Stream<Replacement>)>,
    /// Whether GitHub is told what the step came to.
    summary: bool,
    totals: Totals,
}

impl Reports {
    /// Begins the reports, with so many findings listed at most.
    pub(crate) fn new(args: &Reporting, style: Style, stdout: Box<dyn Write>, most: Option<u64>) -> Result<Self, Failure> {
        let begin = |(format, path): &(ReportFormat, PathBuf)| {
            let name = files::name(path);
            let file = Replacement::new(path).map_err(|cause| cause.of(&name))?;
            Ok((name, Stream::new(file, Layout::from(*format), plain(style), most)))
        };
        let layout = Layout::from(args.format);
        Ok(Self {
            files: args.reports.iter().map(begin).collect::<Result<_, Failure>>()?,
            stdout: Some(Stream::new(stdout, layout, style, most)),
            summary: layout == Layout::Github,
            totals: Totals::default(),
        })
    }

    /// What they need to be given of each document.
    pub(crate) fn wanted(args: &Reporting, style: Style) -> Wanted {
        let in_files = args.reports.iter().map(|(format, _)| (Layout::from(*format), plain(style)));
        Wanted::by(std::iter::once((Layout::from(args.format), style)).chain(in_files))
    }

    /// Prints the findings of the next document.
    pub(crate) fn part(&mut self, part: &Part) -> Result<(), Failure> {
        if let Some(stream) = &mut self.stdout {
            let written = stream.part(part);
            self.totals = *stream.totals();
            self.unless_gone(written)?;
        }
        for (name, stream) in &mut self.files {
            stream.part(part).map_err(|error| Cause::Write(error).of(name.as_str()))?;
            self.totals = *stream.totals();
        }
        Ok(())
    }

    /// Hands on what is printed so far to those who read it meanwhile.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        let written = self.stdout.as_mut().map_or(Ok(()), Stream::flush);
        self.unless_gone(written)
    }

    /// That the reader of stdout goes away is no failure while there are other reports: the run goes on for them.
    fn unless_gone(&mut self, written: io::Result<()>) -> Result<(), Failure> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe && !self.files.is_empty() => self.stdout = None,
            written => written.map_err(|error| Cause::Write(error).of("stdout"))?,
        }
        Ok(())
    }

    /// Notes what could not be read.
    pub(crate) fn unread(&mut self, unread: &Unread) {
        self.stdout.iter_mut().for_each(|stream| stream.unread(unread.clone()));
        self.files.iter_mut().for_each(|(_, stream)| stream.unread(unread.clone()));
    }

    /// Notes what a baseline came to, if there was one.
    pub(crate) fn baseline(&mut self, known: Option<&Known>) {
        self.stdout.iter_mut().for_each(|stream| stream.baseline(known.cloned()));
        self.files.iter_mut().for_each(|(_, stream)| stream.baseline(known.cloned()));
    }

    /// How many findings there are so far.
    pub(crate) fn totals(&self) -> Totals {
        self.totals
    }

    /// Prints the ends, and puts the files in their places.
    pub(crate) fn finish(mut self, interrupted: bool) -> Result<(), Failure> {
        if let Some(stream) = self.stdout.take() {
            let printed = stream.finish(interrupted);
            let summary = printed.as_ref().ok().filter(|_| self.summary).map(|printed| github::summary(&printed.ending));
            if let Ok(printed) = &printed {
                tell("the report", &printed.notes);
            }
            self.unless_gone(printed.map(drop))?;
            summary.map_or(Ok(()), |summary| tell_github(&summary))?;
        }
        // All are whole before one of them is in its place.
        let printed = self.files.into_iter().map(|(name, stream)| match stream.finish(interrupted) {
            Ok(printed) => {
                tell(&name, &printed.notes);
                Ok((name, printed.out))
            }
            Err(error) => Err(Cause::Write(error).of(name)),
        });
        for (name, file) in printed.collect::<Result<Vec<_>, Failure>>()? {
            file.keep().map_err(|error| Cause::Write(error).of(name))?;
        }
        Ok(())
    }
}

/// A file is no terminal.
fn plain(style: Style) -> Style {
    Style { color: false, ..style }
}

/// Tells what readers of a report would not take.
fn tell(name: &str, notes: &[String]) {
    for note in notes {
        files::tell(&format!("{name} {note}"));
    }
}

/// Adds to the summary that GitHub shows of the step, if it says where that is.
fn tell_github(summary: &str) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let written = files::append(Path::new(&path), summary.as_bytes());
    written.map_err(|error| Cause::Write(error).of("the file of $GITHUB_STEP_SUMMARY"))
}
