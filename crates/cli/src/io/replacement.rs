//! Files that are written whole or not at all.
#![allow(clippy::disallowed_methods, reason = "the files that commands write are opened here")]

use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::settle::{self, parent};
use crate::error::Cause;

/// Puts a file in the place of another, with the same permissions: the new one whole, or the old one as it was.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(bytes)?;
    file.keep()
}

/// A file that is written beside another, and takes its place once it is whole.
pub(crate) enum Replacement {
    /// What is written, where it stands until then, and where it is to stand.
    New(io::BufWriter<File>, TempPath, PathBuf),
    /// A device or a pipe, which is written to.
    Device(io::BufWriter<File>),
}

impl Replacement {
    /// Begins a file; nothing is seen of it until it is kept.
    pub(crate) fn new(path: &Path) -> Result<Self, Cause> {
        if path.is_dir() { Err(Cause::TargetFolder) } else { Self::begin(path).map_err(Cause::Write) }
    }

    fn begin(path: &Path) -> io::Result<Self> {
        let path = behind_links(path)?;
        let old = fs::metadata(&path).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            // A folder says itself that it cannot be.
            return Ok(Self::Device(io::BufWriter::new(File::options().write(true).open(&path)?)));
        }
        if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
            return Err(io::Error::from(ErrorKind::PermissionDenied));
        }
        let (file, beside) = temporary(parent(&path))?.into_parts();
        if let Some(old) = old {
            file.set_permissions(old.permissions())?;
        }
        Ok(Self::New(io::BufWriter::new(file), beside, path))
    }

    /// Puts it in its place.
    pub(crate) fn keep(self) -> io::Result<()> {
        let (file, beside, path) = match self {
            Self::Device(mut device) => return device.flush(),
            Self::New(file, beside, path) => (file.into_inner().map_err(io::IntoInnerError::into_error)?, beside, path),
        };
        file.sync_all()?;
        beside.persist(&path).map_err(|error| error.error)?;
        settle::folder(parent(&path))
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::New(file, ..) => file.write(bytes),
            Self::Device(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::New(file, ..) => file.flush(),
            Self::Device(device) => device.flush(),
        }
    }
}

/// The path without links and detours, also of a file that is not there yet; as it was given where that cannot be told.
pub(crate) fn real(path: &Path) -> PathBuf {
    let path = behind_links(path).unwrap_or_else(|_| path.to_owned());
    let folder = parent(&path).canonicalize();
    folder.ok().zip(path.file_name()).map_or_else(|| path.clone(), |(folder, name)| folder.join(name))
}

/// What a link points at, also if it is not there yet: that is written, and the link stays.
pub(crate) fn behind_links(path: &Path) -> io::Result<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Ok(path);
    }
    let mut path = path.to_owned();
    // Linux follows as many.
    for _ in 0..40 {
        let Ok(link) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(link);
    }
    Err(io::Error::other("its links lead to each other"))
}

/// A new file with the permissions that any new file gets; it goes away if it is not kept.
pub(crate) fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".statemark-");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The same of a folder.
pub(crate) fn temporary_folder(folder: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".statemark-");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o777));
    builder.tempdir_in(folder)
}
