//! What is deep is refused, and what is many is read.

use std::fmt::Write;

use super::*;

#[test]
fn what_is_many_is_read() {
    // Each would take minutes if the time grew as the square of it.
    for piece in [
        "a <note>b</note>",
        "<app><lem>a</lem><rdg>b</rdg></app>",
        "<lb/><w join=\"both\">a</w> ",
        "<list><label>a</label><item>b</item></list>",
    ] {
        assert!(tei(&format!("<p>{}</p>", piece.repeat(100_000))).is_ok(), "{piece}");
    }
    let numbers = "<num>1</num>".repeat(100_000);
    assert!(akn("3.0", &format!("<act><body><paragraph>{numbers}</paragraph></body></act>")).is_ok());
    let mut readings = String::new();
    for number in 0..100_000 {
        let _ = write!(readings, "<rdg>{number}</rdg>");
    }
    assert_eq!(blocks(&tei(&format!("<p><app>{readings}</app></p>")).unwrap()), "0");
}

#[test]
fn what_is_too_deep_is_refused() {
    let deep = |depth: usize| format!("{}<p>A</p>{}", "<div>".repeat(depth), "</div>".repeat(depth));
    assert_eq!(blocks(&tei(&deep(120)).unwrap()), "A");
    assert!(tei(&deep(130)).unwrap_err().message.contains("128"));
}
