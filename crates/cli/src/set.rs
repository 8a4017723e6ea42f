//! Several documents beside each other: what the rules over sets find.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use statemark::document::Document;
use statemark_validate::dataset::{Dataset, Facts, Finding, Origin};
use statemark_validate::finding;
use statemark_validate::levels::Levels;
use statemark_validate::report::Report;

use crate::io::{self, Input};

/// The documents of a run.
#[derive(Default)]
pub(crate) struct Set<'run> {
    dataset: Dataset,
    paths: Vec<&'run Path>,
    /// Their names without the ending that tells the spelling.
    names: HashSet<PathBuf>,
}

/// What is found in a document beside the others, placed in its text.
pub(crate) struct Placed {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) report: Report,
}

impl<'run> Set<'run> {
    /// Adds a document whose form is right. The spellings of a statement lie side by side under one name: that is one statement.
    pub(crate) fn add(&mut self, path: &'run Path, document: &Document<'_>) {
        let (Some(statement), Ok(file)) = (&document.statement, u32::try_from(self.paths.len())) else { return };
        if self.names.insert(path.with_extension("")) {
            self.dataset.add(Facts::of(statement), Origin { file, record: 1, offset: 0, line: 1 });
            self.paths.push(path);
        }
    }

    /// What is found. Each document in which something is wrong is read again, to show the line.
    pub(crate) fn findings(&self) -> impl Iterator<Item = Placed> {
        self.dataset.findings(&Levels::new()).into_iter().map(|finding| self.placed(&finding))
    }

    fn placed(&self, found: &Finding) -> Placed {
        let path = |origin: Origin| self.paths[origin.file as usize];
        let name = io::name(path(found.origin));
        // What came from stdin is gone.
        let input = (!io::is_stream(path(found.origin))).then(|| Input::open(path(found.origin), None).ok()).flatten();
        let document = input.as_ref().map(|input| input.format.read(&input.bytes));
        let node = document.as_ref().and_then(|document| document.node.as_ref());
        let mut finding = node.map_or_else(|| without_place(found), |node| found.placed(node));
        let others: Vec<String> =
            found.related.iter().map(|other| format!("{} at {}", io::name(path(other.origin)), other.pointer)).collect();
        if !others.is_empty() {
            finding.message = format!("{} (see {})", finding.message, others.join(", "));
        }
        let text = document.as_ref().map(|document| document.text.to_string()).unwrap_or_default();
        Placed { name, text, report: Report { findings: vec![finding] } }
    }
}

fn without_place(found: &Finding) -> finding::Finding {
    let nothing = statemark::node::Node::new(statemark::node::Value::Null, statemark::node::Span::default());
    found.placed(&nothing)
}
