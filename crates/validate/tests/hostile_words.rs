//! Words put together of what the rules on words look for, in any order: no rule stops at them, and each finding has its place.

use serde_json::json;
use statemark_validate::{Options, validate};

/// What the rules look for, whole and in halves.
const PIECES: [&str; 40] = [
    "Ã",
    "©",
    "â€™",
    "â",
    "€",
    "Ð¿",
    "ï¿½",
    "ï»¿",
    "ÃƒÂ©",
    "\u{FFFD}",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{202C}",
    "\u{2067}",
    "\u{A0}",
    "\u{3000}",
    "&",
    "&amp;",
    "&#x1F600;",
    "&#39",
    ";",
    "<",
    "<b>",
    "</",
    ">",
    "<!--",
    "-->",
    "<a href=",
    "С",
    "α",
    "é",
    "e\u{301}",
    "\u{301}",
    "“",
    "—",
    "𝄞",
    "中",
    " ",
];

/// Numbers without order, the same on every run (xorshift).
fn dice(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % below as u64).unwrap()
}

#[test]
fn no_words_stop_the_rules() {
    let (mut state, mut found) = (0x5741_7465_6D61_726B, 0);
    for _ in 0..3000 {
        let mut words = || {
            let length = 1 + dice(&mut state, 12);
            let words: String = (0..length).map(|_| PIECES[dice(&mut state, PIECES.len())]).collect();
            format!("x{words}x")
        };
        let (title, name, source, exact) = (words(), words(), words(), words());
        let start = dice(&mut state, 20);
        let text = json!({"statemark": "1.0", "id": "a", "type": "statement", "language": "en", "date": "2025", "title": {"en": title, "fr": title},
            "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": name, "aliases": [source]}],
            "sources": [{"id": "s", "kind": "other", "text": source}], "sections": [{"clauses": [{"id": "c", "text": exact, "by": ["x"],
                "act": "welcome", "actions": [{"what": name}],
                "evidence": [{"source": "s", "start": start, "end": start + exact.chars().count(), "exact": exact}]}]}]})
        .to_string();
        let document = statemark::json::read(text.as_bytes());
        assert_eq!(document.faults, [], "{text}");
        for finding in validate(&document, &Options::default()).findings {
            assert!(text.get(finding.span.start..finding.span.end).is_some_and(|there| !there.is_empty()), "{finding:?}");
            found += 1;
        }
    }
    assert!(found > 3000, "{found}");
}
