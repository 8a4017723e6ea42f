//! Every file of a package is changed, taken away, renamed, swapped, and set beside another: each time it is found, and named.

use std::fs;

use super::{Files, files, packed, write};
use crate::run::{Folder, Outcome};

/// What `verify` says of a package with these files.
fn verify(folder: &Folder, files: &Files) -> Outcome {
    write(&folder.path().join("attacked"), files);
    folder.run(&["archive", "verify", "attacked", "--threads", "1"])
}

/// Sees that something is found, and that one of these is named.
fn found(folder: &Folder, files: &Files, named: &[&str], attack: &str) {
    let outcome = verify(folder, files);
    assert_eq!((outcome.code, &*outcome.err), (1, ""), "{attack}: {outcome:?}");
    let is_named = |name: &&str| {
        [format!("error: attacked/{name} "), format!(" {name} says, but ")].iter().any(|told| outcome.out.contains(told))
    };
    assert!(named.iter().any(is_named), "{attack}: {}", outcome.out);
}

#[test]
fn every_attack_on_every_file_is_found() {
    let folder = packed();
    let right = files(&folder.path().join("bag"));
    let all = super::all(2, 2);
    assert_eq!(right.len(), all);
    assert_eq!(verify(&folder, &right).right().out, format!("attacked: complete and valid: {all} files, 2 statements\n"));
    let paths: Vec<&String> = right.keys().collect();
    for (index, path) in paths.iter().enumerate() {
        let bytes = &right[*path];
        let changed = |bytes: Vec<u8>| {
            let mut files = right.clone();
            files.insert((*path).clone(), bytes);
            files
        };
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            // A line of a manifest that is changed may be told by the file that it then names.
            let files = changed(flipped);
            let outcome = verify(&folder, &files);
            assert_eq!(outcome.code, 1, "{path} flipped at {at}: {outcome:?}");
        }
        let mut flipped = bytes.clone();
        flipped[0] ^= 1;
        found(&folder, &changed(flipped), &[path], "flipped");
        found(&folder, &changed([bytes, &b" "[..]].concat()), &[path, &format!("{path} ")], "made longer");
        let mut files = right.clone();
        files.remove(*path);
        found(&folder, &files, &[path], "removed");
        let renamed = format!("{path}~");
        files.insert(renamed.clone(), bytes.clone());
        found(&folder, &files, &[path], "renamed");
        files.insert((*path).clone(), bytes.clone());
        found(&folder, &files, &[&renamed], "added");
        let other = paths[(index + 1) % paths.len()];
        let mut files = changed(right[other].clone());
        files.insert(other.clone(), bytes.clone());
        found(&folder, &files, &[path, other], "swapped");
    }
}

#[test]
fn links_and_what_is_no_file_are_refused() {
    let folder = packed();
    #[cfg(unix)]
    {
        let source = folder.path().join("bag/data/statements/a/rain.txt");
        fs::remove_file(&source).unwrap();
        std::os::unix::fs::symlink(folder.path().join("rain.txt"), &source).unwrap();
        let outcome = folder.run(&["archive", "verify", "bag"]);
        assert_eq!((outcome.code, &*outcome.out), (1, ""));
        assert!(
            outcome.err.starts_with("error: bag/data/statements/a/rain.txt is a link or a device, and no file\n"),
            "{outcome:?}"
        );
    }
    let outcome = folder.run(&["archive", "verify", "nowhere"]);
    assert_eq!((outcome.code, &*outcome.err), (2, "error: nowhere cannot be read: there is no such file or folder\n"));
}
