//! What is not mended, and stays as it was.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use statemark_specimens::shared;

use super::{DIRTY, folder};

#[test]
fn what_cannot_be_mended_in_place_is_refused_and_the_others_are_done() {
    let folder = folder();
    let (_, dirty, safe, _) = DIRTY[0];
    folder.write("a.json", dirty);
    for pack in ["gzip -k a.json", "zstd -q a.json"] {
        if !shared::has(pack.split(' ').next().unwrap()) {
            continue;
        }
        folder.write("a.json", dirty);
        folder.shell(pack).right();
        let packed = if pack.starts_with("gzip") { "a.json.gz" } else { "a.json.zst" };
        let before = fs::read(folder.path().join(packed)).unwrap();
        let outcome = folder.run(&["validate", "--fix", packed, "a.json"]);
        assert_eq!((outcome.code, folder.read("a.json").as_str()), (2, safe));
        assert!(outcome.err.contains(&format!("error: {packed} is packed, and cannot be mended")), "{}", outcome.err);
        assert_eq!(fs::read(folder.path().join(packed)).unwrap(), before);
    }
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(DIRTY[1].1.trim_start_matches('\u{FEFF}').encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("wide.xml", &wide);
    let outcome = folder.run(&["validate", "--fix", "wide.xml"]);
    assert_eq!((outcome.code, fs::read(folder.path().join("wide.xml")).unwrap()), (2, wide));
    assert!(outcome.err.contains("error: wide.xml is not in UTF-8, and cannot be mended"), "{}", outcome.err);
    let outcome = folder.run(&["validate", "--unsafe-fixes", "a.json"]);
    assert!(outcome.code == 2 && outcome.err.contains("--fix"), "{outcome:?}");
}

#[test]
fn a_run_that_fails_leaves_the_file_and_one_that_does_not_keeps_its_permissions() {
    let folder = folder();
    let (_, dirty, safe, _) = DIRTY[0];
    let path = folder.path().join("a.json");
    folder.write("a.json", dirty);
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    let outcome = folder.run(&["validate", "--fix", "a.json"]);
    assert_eq!((outcome.code, folder.read("a.json").as_str()), (2, dirty));
    assert!(outcome.err.contains("error: a.json cannot be written: permission denied"), "{}", outcome.err);
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.json", folder.path().join("link.json")).unwrap();
    folder.run(&["validate", "--fix", "link.json", "a.json", "link.json"]);
    assert_eq!((folder.read("a.json").as_str(), fs::metadata(&path).unwrap().permissions().mode() & 0o777), (safe, 0o640));
    assert!(fs::symlink_metadata(folder.path().join("link.json")).unwrap().is_symlink());
    assert_eq!(folder.names(), ["a.json", "link.json", "rain.txt"]);
    // What breaks the grammar is not touched.
    for broken in ["{\"id\": \"a \",", "<a", "---\nid: \"a \"\n"] {
        folder.write("broken.json", broken);
        assert_eq!(folder.run(&["validate", "--fix", "broken.json"]).code, 1);
        assert_eq!(folder.read("broken.json"), broken);
    }
}

#[test]
fn in_a_folder_that_is_only_read_a_file_stays_as_it_was() {
    let folder = folder();
    let (_, dirty, ..) = DIRTY[0];
    fs::create_dir(folder.path().join("closed")).unwrap();
    folder.write("closed/a.json", dirty.replace("rain.txt", "../rain.txt"));
    let before = folder.read("closed/a.json");
    fs::set_permissions(folder.path().join("closed"), Permissions::from_mode(0o555)).unwrap();
    let Some(as_others) = folder.as_others() else { return };
    let outcome = folder.shell(&format!("{as_others} statemark validate --fix closed/a.json"));
    fs::set_permissions(folder.path().join("closed"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!((outcome.code, folder.read("closed/a.json")), (2, before));
    assert!(outcome.err.contains("error: closed/a.json cannot be written: permission denied"), "{}", outcome.err);
    assert_eq!(fs::read_dir(folder.path().join("closed")).unwrap().count(), 1);
}

#[test]
fn options_that_do_not_go_together_are_refused_before_anything_is_done() {
    let folder = folder();
    let (name, dirty, ..) = DIRTY[0];
    folder.write(name, dirty);
    for args in [
        &["--diff", "--report", "sarif=out.sarif"][..],
        &["--diff", "--format", "json"],
        &["--diff", "--pass", "good.json", "--quarantine", "bad.json"],
        &["--diff", "--write-baseline", "known.json"],
        &["--diff", "--baseline", "known.json", "--prune-baseline"],
    ] {
        let outcome = folder.run(&[&["validate", name], args].concat());
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}");
        let said = format!("the argument '{}", args[0]);
        assert!(outcome.err.contains(&said) && outcome.err.contains("cannot be used with"), "{args:?}: {}", outcome.err);
    }
    let outcome = folder.run(&["validate", name, "--unsafe-fixes"]);
    assert!(outcome.code == 2 && outcome.err.contains("<--fix|--diff>"), "{}", outcome.err);
    // A baseline that is not there is known before anything is written.
    let outcome = folder.run(&["validate", name, "--fix", "--baseline", "none.json"]);
    assert!(outcome.code == 2 && outcome.err.contains("none.json"), "{}", outcome.err);
    assert_eq!((folder.read(name).as_str(), folder.names()), (dirty, vec!["dirty.json".to_owned(), "rain.txt".to_owned()]));
}
