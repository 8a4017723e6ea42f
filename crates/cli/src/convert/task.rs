//! What a run is to do, as its ledger has it: whatever the outputs depend on, but for the inputs and the source files themselves.
#![allow(clippy::disallowed_methods, reason = "configurations are read again here")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use statemark::digest::Digest;

use super::plan::Plan;

impl Plan<'_> {
    /// Whatever the outputs depend on: a run that goes on must be told the same.
    pub(super) fn task(&self) -> Value {
        let keeping = &self.args.keeping;
        // Not each name is text.
        let name = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        json!({
            "files": self.args.files.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
            "from": self.args.from.map(|kind| format!("{kind:?}")),
            "to": self.target.to_string(),
            "output": name(&self.args.output),
            "sources": name(&self.args.sources),
            "quarantine": name(&keeping.quarantine),
            "reasons": name(&keeping.reasons),
            "losses": name(&keeping.losses),
            "deny_loss": keeping.deny_loss,
            "force": keeping.force,
            "config": name(&self.args.configuring.config),
            "no_config": self.args.configuring.no_config,
            "profile": self.args.configuring.profile,
            "configuration": self.configs.files().iter().map(|path| content(path)).collect::<Vec<_>>(),
            "inputs": self.files.len(),
        })
    }
}

/// A configuration, or what one names to judge by, with what it holds.
fn content(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap_or_default();
    json!({ "name": path.display().to_string(), "sha256": Digest::of_bytes(&bytes).to_string() })
}
