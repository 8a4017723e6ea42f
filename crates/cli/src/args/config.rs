//! The arguments on configurations.

use std::path::PathBuf;

/// Which configuration counts.
#[derive(clap::Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Configuring {
    /// Take this configuration for all files [default: the nearest statemark.toml or .statemark.toml, from the folder of each file upward]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Take no configuration
    #[arg(long, conflicts_with_all = ["config", "profile"])]
    pub(crate) no_config: bool,
    /// Turn on this profile of the configuration, in place of the one that it names
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}
