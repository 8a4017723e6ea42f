//! Suppressions that suppress nothing. Only who read all that a configuration is for can know.

use std::path::{Path, PathBuf};

use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark_validate::finding::Finding;
use statemark_validate::profile::suppression::Suppression;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::{Origin, Report};

use super::{Config, Configs, File};

impl Configs {
    /// What is told of suppressions once all files were read: those of these arguments.
    pub(crate) fn unused(&self, named: &[PathBuf], wanted: Wanted) -> Vec<Part> {
        let folders: Vec<PathBuf> = named.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let is_within = |path: &Path| path.canonicalize().is_ok_and(|path| folders.iter().any(|folder| path.starts_with(folder)));
        // A pattern is read where it is named itself, or all that is above it.
        let is_read = |path: &PathBuf| named.contains(path) || is_within(path);
        let is_whole = |config: &Config, file: &File| match config.paths.as_slice() {
            [] => is_within(&file.folder),
            paths => is_within(&file.folder) || paths.iter().all(|(_, path)| is_read(path)),
        };
        let configs = self.all.iter().filter_map(|config| Some((config, config.file.as_ref()?)));
        let whole = configs.filter(|(config, file)| is_whole(config, file));
        whole.filter_map(|(config, file)| part(config, file, wanted)).collect()
    }
}

fn part(config: &Config, file: &File, wanted: Wanted) -> Option<Part> {
    let rule = Suppression::unused();
    let severity = config.levels.of(rule)?;
    // What nobody looked for may be there.
    let is_unused = |suppression: &Suppression| !suppression.is_used() && config.checks(suppression.rule());
    let unused = config.suppressions.iter().enumerate().filter(|(_, (suppression, _))| is_unused(suppression));
    let findings: Vec<Finding> = unused
        .map(|(index, (_, span))| Finding {
            span: Span::new(span.start, span.end),
            rule: rule.name,
            pointer: Pointer::root().key("suppress").index(index),
            severity,
            message: "this suppression suppresses nothing".to_owned(),
            help: Some("take it out, or correct its `statement`, `rule` or `pointer`".to_owned()),
            related: Vec::new(),
            missing: None,
            fix: None,
        })
        .collect();
    let report = Report { findings, more: Vec::new() };
    (!report.findings.is_empty()).then(|| Part::new(&Origin::new(&file.name, &file.text), &report, wanted).without_document())
}
