//! A folder of its own with the examples in it, and the binary run there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The binary.
pub(crate) const STATEMARK: &str = env!("CARGO_BIN_EXE_statemark");

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder that goes away after the test.
pub(crate) struct Folder(TempDir);

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    /// A folder with nothing in it.
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with the files of all examples.
    pub(crate) fn with_examples() -> Self {
        let folder = Self::new();
        for example in fs::read_dir(project().join("examples")).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir())
        {
            // Records are no documents, though some look so.
            if example.file_name() == "mappings" {
                continue;
            }
            let files = fs::read_dir(example.path()).unwrap().map(Result::unwrap);
            for file in files.filter(|file| file.path().is_file()) {
                fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
        }
        // The help names a folder of sources.
        fs::create_dir(folder.path().join("texts")).unwrap();
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), content).unwrap();
    }

    /// The names of all files, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The binary, to be run in this folder with nothing on stdin and no wish for colours.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(STATEMARK);
        command.current_dir(self.path()).stdin(Stdio::null()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        self.command().args(args).output().unwrap().into()
    }

    /// Runs the binary with this on stdin.
    pub(crate) fn feed(&self, args: &[&str], input: impl AsRef<[u8]>) -> Outcome {
        let mut command = self.command();
        let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The binary may have what it needs before all is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        child.wait_with_output().unwrap().into()
    }

    /// What stands before a command that is to be told what it may not do, as is everyone who may not do everything; nothing where
    /// that cannot be had.
    #[cfg(unix)]
    pub(crate) fn as_others(&self) -> Option<&'static str> {
        use std::os::unix::fs::MetadataExt;
        let is_root = fs::metadata(self.path()).unwrap().uid() == 0;
        match (is_root, is_root && statemark_specimens::shared::has("setpriv")) {
            (false, _) => Some(""),
            (true, true) => Some("setpriv --bounding-set -dac_override,-dac_read_search"),
            (true, false) => None,
        }
    }

    /// Runs a line of a shell in which `statemark` is the binary; a pipe fails with whatever of it fails.
    pub(crate) fn shell(&self, line: &str) -> Outcome {
        let folder = Path::new(STATEMARK).parent().unwrap();
        let path = std::env::join_paths(
            [folder.to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        Command::new("bash")
            .args(["-o", "pipefail", "-c", line])
            .env("PATH", path.unwrap())
            .current_dir(self.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
            .into()
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Outcome {
    /// The same, after it was seen to be a success that says nothing on stderr.
    pub(crate) fn right(self) -> Self {
        assert!(self.code == 0 && self.err.is_empty(), "{self:?}");
        self
    }
}
