//! The outside corpora, which stand beside the project where it is developed and in continuous integration, and nowhere else.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// The root of the project.
///
/// # Panics
/// When the project was moved after it was built.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project has a root")
}

/// The folder of the outside corpora, where there is one.
pub fn folder() -> Option<PathBuf> {
    Some(project().join("../shared")).filter(|folder| folder.join("corpora/suites").is_dir() && folder.join("coded").is_dir())
}

/// Whether this is continuous integration, where nothing may be skipped.
pub fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|ci| ci == "true")
}

/// A test that is given the folder of the outside corpora.
pub type Test = fn(&Path);

/// Runs tests that need the outside corpora, each given their folder; says that they are skipped where it is missing, and fails in CI.
pub fn run(tests: Vec<(&'static str, Test)>) -> ExitCode {
    let folder = folder();
    let trials = tests.into_iter().map(|(name, test)| {
        let shared = folder.clone();
        let ignored = shared.is_none() && !is_ci();
        Trial::test(name, move || {
            test(&shared.ok_or("../shared is missing, and this is CI: nothing may be skipped")?);
            Ok(())
        })
        .with_ignored_flag(ignored)
        .with_kind(if ignored { "skipped: ../shared is not here" } else { "" })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// Whether a program is on the path. A missing one is said, and in CI fails the test that asks.
///
/// # Panics
/// In CI, where the program is missing.
pub fn has(program: &str) -> bool {
    let found =
        std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()));
    assert!(found || !is_ci(), "{program} is missing, and this is CI: nothing may be skipped");
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}
