//! Puts pieces into a file: beside it, and then in its place, whole or not at all.
#![allow(clippy::disallowed_methods, reason = "the files that are mended are opened here")]

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use statemark_tables::lossless::Container;

use super::diff::diff;
use super::{Piece, applied};
use crate::error::{Cause, Failure};
use crate::io::{self as files, Replacement, name};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Why a file cannot be mended whatever is in it, if it cannot.
pub(super) fn refusal(path: &Path) -> Option<Failure> {
    let look = || -> io::Result<Option<Cause>> {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Ok(Some(Cause::Unfixable("is no regular file")));
        }
        let mut head = Vec::new();
        (&file).take(16).read_to_end(&mut head)?;
        if Container::from_content(&head).is_some() {
            return Ok(Some(Cause::Unfixable("is a table")));
        }
        Ok(files::packed(&head).filter(|what| what.starts_with("packed")).map(|_| Cause::Unfixable("is packed")))
    };
    // What cannot be read is told where it is read.
    look().ok().flatten().map(|cause| cause.of(name(path)))
}

/// A file behind its byte order mark, and how long that is.
fn open(path: &Path) -> io::Result<(File, usize)> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    (&file).take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut head)?;
    let mark = if head == BYTE_ORDER_MARK { head.len() } else { 0 };
    file.seek(SeekFrom::Start(mark as u64))?;
    Ok((file, mark))
}

/// Mends a file: all that these pieces, in their order, do not name stays byte for byte.
pub(super) fn write(path: &Path, pieces: &[Piece]) -> Result<(), Failure> {
    let put = |out: &mut dyn Write| -> io::Result<()> {
        let (mut file, mark) = open(path)?;
        out.write_all(&BYTE_ORDER_MARK[..mark])?;
        let mut at = 0;
        for piece in pieces {
            copy(&mut file, out, Some(piece.start - at))?;
            let mut old = vec![0; piece.old.len()];
            file.read_exact(&mut old)?;
            out.write_all(&applied(&old, piece.start, std::slice::from_ref(piece))?)?;
            at = piece.start + old.len() as u64;
        }
        copy(&mut file, out, None)
    };
    let mut out = Replacement::new(path).map_err(|cause| cause.of(name(path)))?;
    put(&mut out).and_then(|()| out.keep()).map_err(|error| Cause::Write(error).of(name(path)))
}

/// Copies so many bytes, or all that are left.
fn copy(from: &mut File, to: &mut dyn Write, bytes: Option<u64>) -> io::Result<()> {
    let copied = io::copy(&mut from.take(bytes.unwrap_or(u64::MAX)), to)?;
    if bytes.is_some_and(|bytes| bytes != copied) { Err(super::changed()) } else { Ok(()) }
}

/// Prints what would become of a file.
pub(super) fn show(path: &Path, pieces: &[Piece], out: impl Write) -> Result<(), Failure> {
    let (file, _) = open(path).map_err(|error| Cause::Read(error).of(name(path)))?;
    diff(&name(path), BufReader::new(file), pieces, out).map_err(|error| Cause::Write(error).of("the diff"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_was_changed_in_the_meantime_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let piece = |start, old: &str| Piece { start, old: old.as_bytes().to_owned(), new: "X".to_owned() };
        for (text, pieces) in
            [("\u{FEFF}abc", vec![piece(0, "a"), piece(2, "d")]), ("abc", vec![piece(2, "cd")]), ("abc", vec![piece(4, "")])]
        {
            fs::write(&path, text).unwrap();
            let failure = write(&path, &pieces).unwrap_err();
            assert!(matches!(failure.cause, Cause::Write(_)), "{failure}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        fs::write(&path, "\u{FEFF}abc").unwrap();
        write(&path, &[piece(0, "a"), piece(2, "c")]).unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), fs::read_dir(folder.path()).unwrap().count()),
            ("\u{FEFF}XbX", 1)
        );
    }
}
