//! Ctrl-C: the first ends the run in order, the second at once.

use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// The flag of the process: a second run has the same one.
static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// A flag that becomes true with the first Ctrl-C.
pub(super) fn flag() -> io::Result<Arc<AtomicBool>> {
    if let Some(stop) = STOP.get() {
        return Ok(Arc::clone(stop));
    }
    let stop = Arc::new(AtomicBool::new(false));
    flag::register_conditional_shutdown(SIGINT, 2, Arc::clone(&stop))?;
    flag::register(SIGINT, Arc::clone(&stop))?;
    Ok(Arc::clone(STOP.get_or_init(|| stop)))
}
