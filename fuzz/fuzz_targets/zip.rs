//! Feeds the reader of zip archives: what it lists, it can be asked for.
#![no_main]

use std::io::{Cursor, Read};

use statemark_archive::package::zip;

/// So much of each entry is read.
const MOST: u64 = 1 << 20;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(entries) = zip::entries(&mut Cursor::new(input)) else { return };
    for entry in entries.iter().take(100) {
        if let Ok(reader) = zip::open(Cursor::new(input), entry) {
            // That it is damaged is found while it is read.
            let _ = reader.take(MOST).read_to_end(&mut Vec::new());
        }
    }
});
