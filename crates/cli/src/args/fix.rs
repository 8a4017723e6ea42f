//! The arguments that mend.

/// What is mended.
#[derive(clap::Args)]
#[command(next_help_heading = "Mending", group = clap::ArgGroup::new("mending").multiple(true))]
pub(crate) struct Fixing {
    /// Mend what is safe to mend, in place; `-` is mended to stdout. How a document is laid out is for `statemark fmt`
    #[arg(long, group = "mending")]
    pub(crate) fix: bool,
    /// Show what --fix would do as a unified diff, and write nothing; exit with 1 if there is anything to do
    #[arg(long, group = "mending", conflicts_with_all = ["reports", "format", "pass", "prune_baseline", "write_baseline"])]
    pub(crate) diff: bool,
    /// Mend also what a person should look at afterwards: with --fix or --diff
    #[arg(long, requires = "mending")]
    pub(crate) unsafe_fixes: bool,
}

impl Fixing {
    /// Whether anything is to be mended or shown.
    pub(crate) fn is_asked(&self) -> bool {
        self.fix || self.diff
    }
}
