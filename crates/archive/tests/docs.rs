//! `docs/archive.md`: its tables are made of the mapping.
#![allow(clippy::disallowed_methods, reason = "a test reads the project's own page")]

use statemark_archive::table;
use statemark_specimens::generated::assert_generated;
use statemark_specimens::shared::project;

#[test]
fn the_tables_are_made_of_the_mapping() {
    const MARK: &str = "<!-- From here on made of the code by a test; not to be edited. -->\n";
    let page = std::fs::read_to_string(project().join("docs/archive.md")).unwrap();
    let (prose, _) = page.split_once(MARK).expect("the page has prose before what is made");
    assert_generated("docs/archive.md", &format!("{prose}{MARK}{}", table::to_markdown()));
}
