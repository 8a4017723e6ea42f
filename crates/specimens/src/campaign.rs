//! Runs a check on many generated documents: how many and which ones, the environment says.

use std::cell::RefCell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use statemark::json;
use statemark::statement::Statement;

use crate::coverage::Coverage;
use crate::strategy::Specimens;

/// A campaign is cut into so many parts whatever the machine, so that the same documents are drawn everywhere.
const PARTS: u64 = 16;

/// How many documents a campaign draws: `STATEMARK_CASES`, or 2,000.
pub fn cases() -> u64 {
    number("STATEMARK_CASES").unwrap_or(2_000)
}

/// The number that a campaign draws its documents from: `STATEMARK_SEED`, or 1.
pub fn seed() -> u64 {
    number("STATEMARK_SEED").unwrap_or(1)
}

/// The number that an environment variable holds, if it is set.
pub fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is {text:?}, not a whole number")))
}

/// Checks generated documents on all cores, and fails with the smallest document that the check refuses. Gives what was covered.
pub fn run(check: impl Fn(&Statement) -> Result<(), String> + Sync) -> Coverage {
    let (next, total) = (AtomicU64::new(0), Mutex::new(Coverage::new()));
    let work = || {
        while let Some(part) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|part| *part < PARTS) {
            let coverage = run_part(part, &check);
            total.lock().expect("no thread fails while it holds the total").merge(&coverage);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    total.into_inner().expect("no thread failed while it held the total")
}

fn run_part(part: u64, check: &impl Fn(&Statement) -> Result<(), String>) -> Coverage {
    let cases = cases() / PARTS + u64::from(part < cases() % PARTS);
    if cases == 0 {
        return Coverage::new();
    }
    let coverage = RefCell::new(Coverage::new());
    let seed = seed().wrapping_mul(PARTS).wrapping_add(part);
    let result = TestRunner::new(config(seed, cases)).run(&Specimens, |specimen| {
        coverage.borrow_mut().count(&json::to_string(&specimen.statement));
        check(&specimen.statement).map_err(TestCaseError::fail)
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    coverage.into_inner()
}

/// A proptest that draws so many documents from a seed, and shrinks for as long as it takes.
pub(crate) fn config(seed: u64, cases: u64) -> Config {
    Config {
        cases: u32::try_from(cases).expect("so many documents take too long"),
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: u32::MAX,
        ..Config::default()
    }
}
