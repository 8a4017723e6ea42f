//! Brings what was written onto the disk: a new name is there only once its folder is.
#![allow(clippy::disallowed_methods, reason = "the files that were written are opened again here")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A folder, with the names in it; not every system lets one be opened.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    File::open(path).map_or(Ok(()), |folder| folder.sync_all().or(Ok(())))
}

/// Files of a folder, many at once: each waits for the disk, and they wait together.
pub(crate) fn files(folder: &Path, files: &[PathBuf]) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let labour = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            File::options().write(true).open(folder.join(file))?.sync_all()?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..16.min(files.len())).map(|_| scope.spawn(labour)).collect();
        let stopped = |_| Err(io::Error::other("a thread has stopped"));
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(stopped))
    })
}

/// Gives a folder its name that is all written. It takes the place of an empty one, and may then be read by those who might read that.
pub(crate) fn publish(path: &Path, target: &Path) -> io::Result<()> {
    if let Ok(about) = target.metadata() {
        fs::set_permissions(path, about.permissions())?;
    }
    fs::rename(path, target).and_then(|()| folder(parent(target)))
}

/// Whether a folder is the root of another disk than the folder that it lies in.
#[cfg(unix)]
pub(crate) fn is_mounted(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let path = path.canonicalize()?;
    Ok(path.metadata()?.dev() != parent(&path).metadata()?.dev())
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as on other systems")]
pub(crate) fn is_mounted(_path: &Path) -> io::Result<bool> {
    Ok(false)
}

/// The folder that a file lies in.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
