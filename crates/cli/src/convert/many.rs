//! The conversion of any number of statements: from the plan to outputs, or on from where a run was stopped.

use std::sync::Arc;

use statemark_batch::Ended;
use statemark_batch::ledger::{Entry, Ledger};

use super::course::Course;
use super::ledger::LedgerFile;
use super::plan::{Plan, carrier};
use super::sinks::Places;
use super::supply::{Reading, Supply};
use super::telling::line;
use crate::bulk::{self, Opened};
use crate::error::Failure;
use crate::io;
use crate::status::Status;

/// Converts all that the plan names, of which the first input may be open already.
pub(super) fn run(plan: Plan<'_>, first: Option<(Opened, Arc<Reading>)>) -> Result<Status, Failure> {
    let (going, keeping, places) = (&plan.args.going, &plan.args.keeping, plan.places());
    let (mut ledger, last) = match &plan.ledger {
        Some(path) => LedgerFile::open(path, &plan.task(), going.resume).map(|(ledger, last)| (Some(ledger), last))?,
        None => (None, None),
    };
    if going.resume && last.is_none() {
        io::tell("there is no run to go on with: this one begins");
    }
    if let (Some(last), Some(ledger)) = (&last, &mut ledger)
        && let Some(status) = sealed(last, ledger, &places, keeping.quarantine.is_some())?
    {
        return Ok(status);
    }
    plan.say(&first.iter().map(|(opened, _)| opened.source.describe()).collect::<Vec<_>>());
    let sinks = places.open(last.as_ref())?;
    let checkpoint = last.and_then(|last| last.checkpoint);
    let Plan { args, configs, files, opening, threads, target, is_many, mut progress, telling, .. } = plan;
    let switches = (threads, keeping.verify, going.fail_fast);
    let mut course = Course::new(target, sinks, ledger, telling, checkpoint.as_ref(), switches)?;
    course.is_one |= target.is_table() && !is_many;
    // What is open was opened without knowing what it began with.
    let first = first.filter(|_| checkpoint.is_none());
    let supply = Supply::new(files, first, opening, &mut progress, checkpoint);
    let carrier = carrier(args, &configs, target, keeping.verify);
    let work = |(inputs, item)| (inputs, carrier.carry(item));
    let ended = statemark_batch::run(threads, supply, work, |outcome| course.take(outcome), &*bulk::stop()?);
    Ok(course.end(ended.map(|ended| ended == Ended::Whole)))
}

/// What a run came to that was at its end but for the names of its outputs, if it was.
fn sealed(last: &Ledger, ledger: &mut LedgerFile, places: &Places<'_>, puts_aside: bool) -> Result<Option<Status>, Failure> {
    let Some((counts, _, written)) = &last.sealed else { return Ok(None) };
    places.publish_again(written)?;
    ledger.settle(&Entry::End { counts: *counts })?;
    io::tell(&line(*counts, puts_aside));
    Ok(Some(if counts.quarantined > 0 { Status::Wrong } else { Status::Right }))
}
