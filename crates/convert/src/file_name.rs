//! Names of files for statements: told by the id alone, and safe on Windows, macOS and Linux.

use statemark::digest::Digest;
use statemark::id::StatementId;

/// How many characters of an id a name holds at most.
const LONGEST: usize = 100;

/// What the file of a statement is called before the ending that tells the spelling. It depends on the id alone: many machines, and a run
/// that goes on, choose the same.
///
/// It is the id, if it has no capitals, at most 100 characters, no `.` at its end, and does not begin as a device of Windows is called.
/// Otherwise its first 100 characters, and before the first `.` in them `~` (which no id has) with the first eight digits of the id's
/// SHA-256. So ids that differ have names that differ, also where capitals count for nothing.
///
/// ```
/// # use statemark::id::StatementId;
/// use statemark_convert::file_name::stem;
/// let name = |id: &str| stem(&StatementId::new(id).unwrap());
/// assert_eq!(name("cn-pk-2025-02-06"), "cn-pk-2025-02-06");
/// assert_eq!(name("S-RES-242-1967"), "S-RES-242-1967~1ecb29ea");
/// ```
pub fn stem(id: &StatementId) -> String {
    let id = id.as_str();
    // All characters of an id are ASCII.
    let cut = id[..id.len().min(LONGEST)].trim_end_matches('.');
    let (first, rest) = cut.split_at(cut.find('.').unwrap_or(cut.len()));
    if cut == id && !id.bytes().any(|byte| byte.is_ascii_uppercase()) && !is_device(first) {
        return id.to_owned();
    }
    format!("{first}~{:.8}{rest}", Digest::of_bytes(id.as_bytes()))
}

/// Whether Windows takes a file that is called so for a device, whatever stands behind a `.`.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_port = |port: &str| matches!(port.as_bytes(), [b'0'..=b'9']);
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|kind| name.strip_prefix(kind).is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn of(id: &str) -> String {
        stem(&StatementId::new(id).unwrap())
    }

    #[test]
    fn an_id_that_is_safe_is_the_name() {
        for id in ["cn-pk-2025-02-06", "a", "1.2", "con1", "com", "com10", "lpt", "auxiliary", "nul_", "x.con", &"a".repeat(100)]
        {
            assert_eq!(of(id), id);
        }
    }

    #[test]
    fn one_that_is_not_is_marked_before_its_first_dot() {
        // The digits are those of `printf %s ID | sha256sum`.
        for (id, name) in [
            ("A", "A~559aead0"),
            ("con", "con~1143da2b"),
            ("Con.b", "Con~bf3875f5.b"),
            ("com0.a.b", "com0~d4b06984.a.b"),
            ("a.", "a~5ab640fa"),
            ("a.B", "a~55797dbb.B"),
        ] {
            assert_eq!(of(id), name);
        }
        let long = "a".repeat(99);
        assert_eq!(of(&format!("{long}.b")), format!("{long}~{:.8}", Digest::of_bytes(format!("{long}.b").as_bytes())));
        assert_ne!(of(&format!("{long}bc")), of(&format!("{long}bd")));
    }

    /// Ids, among them many that differ in little, are long, or are devices.
    fn ids() -> impl Strategy<Value = Vec<String>> {
        let free = "[A-Za-z0-9](\\.?[A-Za-z0-9_-]){0,127}\\.?";
        let near = "([aA]|[cC][oO][nN]|[lL][pP][tT][0-9])(\\.[bB])?\\.?";
        let long = "[aA]{98,128}";
        let id = prop_oneof![free, near, long].prop_map(|id: String| id[..id.len().min(128)].to_owned());
        prop::collection::vec(id, 1..40)
    }

    proptest! {
        #[test]
        fn names_are_portable_and_differ_where_ids_differ(ids in ids()) {
            let mut taken: HashMap<String, String> = HashMap::new();
            for id in ids {
                let name = stem(&StatementId::new(id.clone()).unwrap()) + ".statemark.yaml.zst";
                let rest = name.strip_suffix(".statemark.yaml.zst").unwrap();
                prop_assert!(name.len() <= 143);
                prop_assert!(rest.bytes().next().unwrap().is_ascii_alphanumeric() && !rest.ends_with('.') && !name.contains(".."));
                prop_assert!(rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-~".contains(&byte)));
                prop_assert!(!is_device(name.split('.').next().unwrap()));
                let other = taken.entry(name.to_ascii_lowercase()).or_insert_with(|| id.clone());
                prop_assert_eq!(&*other, &id);
            }
        }
    }
}
