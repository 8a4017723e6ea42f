//! Damaged bytes make the readers of columns panic here and there: that is an error of the file, and kept to the one call.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::Error;

thread_local! {
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is reading a table, so that a panic comes to an error: a program that tells of panics may leave this one out.
pub fn is_contained() -> bool {
    IS_CONTAINED.get()
}

/// Does something that reads bytes of a file.
pub(super) fn contained<T>(read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let before = IS_CONTAINED.replace(true);
    // What a panic leaves behind is not read on.
    let read = catch_unwind(AssertUnwindSafe(read));
    IS_CONTAINED.set(before);
    read.unwrap_or_else(|_| Err(Error::damaged("its parts do not fit together")))
}
