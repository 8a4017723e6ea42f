//! Feeds the readers of TEI: of what we have written, and of what others have.
#![no_main]

#[path = "../../crates/archive/tests/judging/mod.rs"]
mod judging;
#[path = "../../crates/archive/tests/whole/mod.rs"]
mod whole;

use statemark_archive::standard::Standard;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if let Err(error) = judging::judge(Standard::Tei, input) {
        panic!("{error}");
    }
});
