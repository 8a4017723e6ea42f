//! What is deep, many or long is read in time that grows no faster than it, or refused.

use std::fmt::Write;
use std::time::Instant;

use super::*;

/// How long the reading of a body that repeats a piece takes: the best of three times, since machines do other things too.
fn seconds(piece: &str, times: usize) -> f64 {
    let body = format!("<p>{}</p>", piece.repeat(times));
    let second = |_| {
        let start = Instant::now();
        tei(&body).unwrap();
        start.elapsed().as_secs_f64()
    };
    (0..3).map(second).fold(f64::INFINITY, f64::min)
}

#[test]
fn time_grows_as_the_document_does() {
    for piece in [
        "a <note>b</note>",
        "<app><lem>a</lem><rdg>b</rdg></app>",
        "<lb/><w join=\"both\">a</w> ",
        "<list><label>a</label><item>b</item></list>",
    ] {
        let (few, many) = (seconds(piece, 4_000).max(0.001), seconds(piece, 40_000));
        assert!(many < 60.0 * few, "{piece}: {few} s, then {many} s");
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
