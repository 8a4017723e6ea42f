//! What comes from stdin.

use super::{DIRTY, folder};

#[test]
fn a_stream_is_mended_to_stdout_and_what_is_left_is_told_on_stderr() {
    let folder = folder();
    for (name, dirty, safe, all) in DIRTY {
        let outcome = folder.feed(&["validate", "--fix", "-"], dirty);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, safe), "{name}: {}", outcome.err);
        assert!(
            outcome.err.contains("findings mended\n") && outcome.err.contains("error[evidence-typography]"),
            "{}",
            outcome.err
        );
        let outcome = folder.feed(&["validate", "--fix", "--unsafe-fixes", "-"], dirty);
        assert_eq!((outcome.code, outcome.out.as_str()), (0, all));
        let outcome = folder.feed(&["validate", "--fix", "-"], all);
        assert_eq!((outcome.code, outcome.out.as_str()), (0, all));
        let outcome = folder.feed(&["validate", "--diff", "-"], dirty);
        assert!(outcome.code == 1 && outcome.out.starts_with("--- stdin\n+++ stdin\n@@ -"), "{outcome:?}");
    }
    let (_, dirty, ..) = DIRTY[0];
    let line = dirty.replace('\n', " ");
    for many in
        [format!("{line}\n{line}\n"), format!("[{dirty}]"), "<statements xmlns='https://w3id.org/statemark/1'/>".to_owned()]
    {
        let outcome = folder.feed(&["validate", "--fix", "-"], many);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
        assert!(outcome.err.contains("stdin holds many statements"), "{}", outcome.err);
    }
    assert_eq!(folder.feed(&["validate", "--fix", "-"], "{ }").out, "{ }");
    let outcome = folder.run(&["validate", "--fix", "-", "dirty.json"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: stdin goes alone"), "{outcome:?}");
}

#[test]
fn a_stream_goes_alone() {
    let folder = folder();
    let (_, dirty, ..) = DIRTY[0];
    folder.feed(&["validate", "-", "--write-baseline", "known.json"], dirty);
    let known = folder.read("known.json");
    for args in [
        &["--report", "sarif=out.sarif"][..],
        &["--pass", "good.json", "--quarantine", "bad.json"],
        &["--write-baseline", "known.json"],
        &["--baseline", "known.json"],
    ] {
        let outcome = folder.feed(&[&["validate", "--fix", "-"], args].concat(), dirty);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}");
        assert!(outcome.err.starts_with("error: stdin goes alone"), "{}", outcome.err);
    }
    assert_eq!((folder.read("known.json"), folder.names()), (known, vec!["known.json".to_owned(), "rain.txt".to_owned()]));
}
