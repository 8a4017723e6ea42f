//! The reader that lies in each package, in bags of people who wish us ill.
#![allow(clippy::disallowed_methods, reason = "a package is files, its reader is a program")]

mod reader_bag;

use std::fs;
use std::process::Command;

use reader_bag::{Files, files, manifest, read, sealed, statements, written};
use statemark::digest::Digest;
use statemark_specimens::{examples, shared};

/// A right bag of a statement with this title, that quotes the first four characters of its only source.
fn quoting(title: &str, source: &str, exact: &str) -> Files {
    let json = format!(
        r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "{title}", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sources": [{{"id": "s", "kind": "other"{source}}}],
        "sections": [{{"clauses": [{{"id": "c", "text": "T.", "evidence": [{{"source": "s", "start": 0, "end": 4, "exact": "{exact}"}}]}}]}}]}}"#
    );
    let texts = [("data/a/a.statemark.json", json.as_str()), ("data/a/rain.txt", "rain"), ("data/b.txt", "rain")];
    sealed(texts.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect())
}

#[test]
fn a_quote_that_is_not_in_its_source_is_a_fault() {
    for (source, exact, shown, told) in [
        (r#", "file": "rain.txt""#, "rain", r#"s 0-4: "rain""#, None),
        (
            r#", "text": "rain""#,
            "snow",
            r#"s 0-4 (NOT in the source): "snow""#,
            Some("clause c: its quote of s 0-4 is NOT in the source"),
        ),
        (r#", "text": "rain""#, "rai", "(NOT in the source)", Some("is NOT in the source")),
        (r#", "file": "snow.txt""#, "rain", "(NOT CHECKED, the source is not at hand)", Some("lists no file 'snow.txt'")),
        ("", "rain", "(NOT CHECKED, the source is not at hand)", None),
    ] {
        let bag = written(&quoting("T", source, exact));
        let Some(output) = read(bag.path(), &[]) else { return };
        let [said, errors] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(output.status.code(), Some(told.is_some().into()), "{errors}");
        assert!(said.contains(shown) && errors.contains(told.unwrap_or("1 statements")), "{said}{errors}");
        assert_eq!(read(bag.path(), &["--table"]).unwrap().status.code(), output.status.code(), "{source}");
    }
}

#[test]
fn nothing_is_read_but_files_that_the_manifests_list() {
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), "rain").unwrap();
    let absolute = outside.path().display().to_string();
    for file in [
        "../b.txt",
        "../a/rain.txt",
        "./rain.txt",
        "/etc/passwd",
        "C:/rain.txt",
        "unlisted.txt",
        "link.txt",
        "folder/b.txt",
        &absolute,
    ] {
        let mut files = quoting("T", &format!(r#", "file": "{}""#, file.replace('\\', "\\\\")), "rain");
        files.insert("data/a/unlisted.txt".to_owned(), b"rain".to_vec());
        files.insert("data/unlisted.statemark.json".to_owned(), files["data/a/a.statemark.json"].clone());
        let bag = written(&files);
        #[cfg(unix)]
        for (target, name) in [(outside.path(), "data/a/link.txt"), (&bag.path().join("data"), "data/a/folder")] {
            std::os::unix::fs::symlink(target, bag.path().join(name)).unwrap();
        }
        let Some(output) = read(bag.path(), &[]) else { return };
        let [said, errors] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(said.contains("s 0-4 (NOT CHECKED") && errors.contains("not read"), "{file}: {said}{errors}");
        assert!(output.status.code() == Some(1) && errors.contains("1 statements"), "{file}: {errors}");
    }
}

#[test]
fn no_control_character_comes_out() {
    let mut files = quoting(r"\u001b[31mT\u009b\ta\n", r#", "text": "\u009bain""#, "\u{9b}ain");
    files.insert("data/\u{1b}[2J".to_owned(), Vec::new());
    let bag = written(&files);
    for arguments in [&["--table"][..], &[]] {
        let Some(output) = read(bag.path(), arguments) else { return };
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{text:?}");
        assert!(text.contains(r"data/\x1b[2J: not listed"), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn who_reads_no_more_of_the_list_sees_no_fault() {
    if !shared::has("python3") {
        return;
    }
    let bag = written(&files(&statements()));
    let reader = bag.path().join("read_statements.py");
    let output = Command::new("sh").args(["-c", "python3 -I -S \"$0\" | head -n 1"]).arg(reader).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn what_leads_out_of_the_bag_is_refused() {
    let mut files = files(&[examples::examples().remove(0).statement]);
    let digest = Digest::of_bytes(b"rain");
    let more = format!("{digest}  data/../../rain.txt\n{digest}  /rain.txt\n{digest}  ~/rain.txt\n{digest}  data\\rain.txt\n");
    files.get_mut("manifest-sha256.txt").unwrap().extend(more.bytes());
    files.remove("tagmanifest-sha256.txt");
    let tags = manifest(&files, |name| !name.starts_with("data/"));
    files.insert("tagmanifest-sha256.txt".to_owned(), tags);
    let Some(output) = read(written(&files).path(), &["--table"]) else { return };
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), errors.matches("may lead out of the bag").count()), (Some(1), 4), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_link_is_refused() {
    let bag = written(&files(&[examples::examples().remove(0).statement]));
    std::os::unix::fs::symlink("/etc", bag.path().join("data/etc")).unwrap();
    let Some(output) = read(bag.path(), &["--table"]) else { return };
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && errors.contains("data/etc: neither a file nor a folder"), "{errors}");
}
