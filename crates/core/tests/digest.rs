//! Digests: the bytes that they are of, the same on every machine.

use statemark::digest::{Digest, SetDigest};
use statemark::json;
use statemark_specimens::examples;

/// A statement with all that canonical JSON takes away: the order of keys, white space, escapes, ways to write a number, what is empty.
const FREE: &str = r#"{"type": "statement", "id": "a", "statemark": "1.0", "language": "en", "title": {"en": "On \u0072ain\/snow"},
    "date": "2025", "topics": [], "issuers": ["x"], "entities": [{"name": "X", "kind": "state", "id": "x"}],
    "sections": [{"heading": "The \"Caf\u00e9\""}], "ext": {"b": 1.0E+2, "a": [0.10, "\u2028\u0009"]}}"#;

/// The same as canonical JSON.
const CANONICAL: &str = concat!(
    r#"{"statemark":"1.0","id":"a","type":"statement","title":"On rain/snow","language":"en","date":"2025","issuers":["x"],"#,
    r#""entities":[{"id":"x","kind":"state","name":"X"}],"sections":[{"heading":"The \"Café\""}],"ext":{"a":[0.1,""#,
    "\u{2028}",
    r#"\t"],"b":100}}"#
);

/// What `sha256sum` says of these bytes.
const DIGEST: &str = "f1321965a3006699825d489375554eda454d6475da9f1f70678c563756f6f9e2";

/// What it says of that line, and of no line.
const OF_ONE: &str = "591ddd921172788b40242bac2d75fc9f5ef2f9e1f370db8df3d7a9b20f54e89b";
const OF_NONE: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn a_digest_is_that_of_the_canonical_bytes_as_sha256sum_computes_it() {
    let statement = json::from_str(FREE).unwrap();
    assert_eq!(json::to_string(&statement), CANONICAL);
    assert_eq!(Digest::of(&statement).to_string(), DIGEST);
    assert_eq!(SetDigest::from_iter([Digest::of(&statement)]).finish().to_string(), OF_ONE);
    assert_eq!(SetDigest::default().finish().to_string(), OF_NONE);
}

#[test]
fn a_set_has_one_digest_in_any_order_and_counts_what_stands_twice() {
    let digests: Vec<Digest> = examples::examples().iter().map(|example| Digest::of(&example.statement)).collect();
    let set = |digests: &[Digest]| digests.iter().copied().collect::<SetDigest>().finish();
    let reversed: Vec<Digest> = digests.iter().copied().rev().collect();
    assert_eq!(set(&digests), set(&reversed));
    let (first, rest) = reversed.split_at(1);
    let mut parts = rest.iter().copied().collect::<SetDigest>();
    parts.extend(first.iter().copied());
    assert_eq!((parts.len(), parts.finish()), (digests.len(), set(&digests)));
    assert_ne!(set(&digests), set(&[&digests[..], first].concat()));
}

#[test]
fn a_set_is_hashed_as_sorted_lines_of_hexadecimal_digits() {
    let mut lines: Vec<String> =
        (0..100_000_u32).map(|number| format!("{}\n", Digest::of_bytes(&number.to_le_bytes()))).collect();
    let set: SetDigest = (0..100_000_u32).map(|number| Digest::of_bytes(&number.to_le_bytes())).collect();
    lines.sort();
    assert_eq!(set.finish(), Digest::of_bytes(lines.concat().as_bytes()));
}
