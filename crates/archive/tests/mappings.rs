//! Documents as each mapping has written them: they are read for ever, and the mapping of today writes none in another way.
#![allow(clippy::disallowed_methods, reason = "the documents are files")]

use std::path::Path;

use statemark_archive::standard::Standard;
use statemark_specimens::generated::assert_generated;

/// The mapping of today. What it writes differently gets the next number, and a folder of its own.
const TODAY: u32 = 1;

#[test]
fn what_any_mapping_has_written_is_read() {
    for version in 1..=TODAY {
        let folder = format!("crates/archive/tests/mappings/{version}");
        for name in ["declaration", "resolution"] {
            let read = |file: &str| {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
                std::fs::read(&path).unwrap_or_default()
            };
            let statement = statemark::json::from_slice(&read(&format!("{folder}/{name}.statemark.json"))).unwrap();
            for standard in Standard::ALL {
                let file = format!("{folder}/{name}.{}.xml", standard.code());
                if version == TODAY {
                    assert_generated(&file, &String::from_utf8(standard.write(&statement)).unwrap());
                }
                let bytes = read(&file);
                let document = standard.read(&bytes);
                assert_eq!(document.statement.as_ref(), Some(&statement), "{file}: {:?}", document.faults);
            }
        }
    }
}
