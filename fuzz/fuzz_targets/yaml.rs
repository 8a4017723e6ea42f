//! Feeds the reader of YAML.
#![no_main]

#[path = "../../crates/convert/tests/chains/mod.rs"]
mod chains;
#[path = "../../crates/convert/tests/chains/reading.rs"]
mod reading;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if let Err(error) = reading::check(statemark_convert::format::Format::Yaml, input) {
        panic!("{error}");
    }
});
