//! The conversion of one document: read back before it is written, whole or not at all.

use std::path::Path;

use super::carry::{Carrier, Outcome};
use super::supply::Item;
use super::telling::Telling;
use crate::args::Convert;
use crate::error::Failure;
use crate::io;
use crate::status::Status;

/// Converts the document that an item holds, and writes it.
pub(super) fn run(args: &Convert, carrier: &Carrier<'_>, item: Item, mut telling: Telling) -> Result<Status, Failure> {
    let Outcome::Block(block) = carrier.carry(item) else { return Ok(Status::Failed) };
    if let Some(failure) = block.broken {
        return Err(failure);
    }
    let lines: Vec<u8> =
        block.refused.iter().flat_map(|refused| &refused.lines).flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect();
    deliver(args.keeping.reasons.as_deref(), &lines)?;
    if let Some(refused) = block.refused.first() {
        telling.refused(refused);
        return Ok(Status::Wrong);
    }
    deliver(args.keeping.losses.as_deref(), &block.lost.lines)?;
    io::deliver(args.output.as_deref(), &block.bytes)?;
    telling.lost(&block.lost, block.lost.count());
    Ok(Status::Right)
}

fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    path.map_or(Ok(()), |path| io::deliver(Some(path), bytes))
}
