//! Conversions: of one document, or of any number as a stream, from the inputs over threads to outputs that are whole or absent.
//!
//! `supply` reads, `carry` judges and writes each record on any thread, `course` takes what comes of it in order to the `sinks` and into
//! the `ledger`. Nothing has its name before all is there; what stands there until then is what a run can go on with.

mod carry;
mod course;
mod force;
mod judging;
mod ledger;
mod losses;
mod many;
mod pack;
mod partial;
mod plan;
mod quarantine;
mod single;
mod sinks;
mod supply;
mod table;
pub(crate) mod target;
mod task;
mod telling;
pub(crate) mod tree;
mod verify;

pub(crate) use self::plan::run;

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
