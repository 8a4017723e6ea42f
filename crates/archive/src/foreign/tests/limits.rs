//! What is deep, many or long is read in time that grows no faster than it, or refused.

use std::fmt::Write;
use std::time::Instant;

use super::*;

/// How long the reading of bodies that repeat a piece takes.
fn seconds(piece: &str, times: usize) -> f64 {
    let body = piece.repeat(times);
    let start = Instant::now();
    tei(&format!("<p>{body}</p>")).unwrap();
    start.elapsed().as_secs_f64()
}

#[test]
fn time_grows_as_the_document_does() {
    for piece in [
        "a <note>b</note>",
        "<app><lem>a</lem><rdg>b</rdg></app>",
        "<lb/><w join=\"both\">a</w> ",
        "<list><label>a</label><item>b</item></list>",
    ] {
        // Ten times as much; a machine that does other things may take a while longer.
        let (few, many) = (seconds(piece, 4_000).max(0.001), seconds(piece, 40_000));
        assert!(many < 60.0 * few, "{piece}: {few} s, then {many} s");
    }
    let numbers = "<num>1</num>".repeat(100_000);
    assert!(akn("3.0", &format!("<act><body><paragraph>{numbers}</paragraph></body></act>")).is_ok());
    let mut readings = String::new();
    (0..100_000).for_each(|number| drop(write!(readings, "<rdg>{number}</rdg>")));
    assert_eq!(blocks(&tei(&format!("<p><app>{readings}</app></p>")).unwrap()), "0");
}

#[test]
fn what_is_too_deep_is_refused() {
    let deep = |depth: usize| format!("{}<p>A</p>{}", "<div>".repeat(depth), "</div>".repeat(depth));
    assert_eq!(blocks(&tei(&deep(120)).unwrap()), "A");
    assert!(tei(&deep(130)).unwrap_err().message.contains("128"));
}
