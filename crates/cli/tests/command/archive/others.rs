//! Archives that other programs pack of a package: those that everybody has are read.

use std::process::Command;

use super::packed;
use crate::run::Folder;

/// Packs by a line of a shell, if the program is installed, and sees that the archive is right.
fn read(program: &str, line: &str) {
    if Command::new(program).arg("--help").output().is_err() {
        println!("SKIPPED, since it is not installed: {program}");
        return;
    }
    let folder: Folder = packed();
    folder.shell(line).right();
    let outcome = folder.run(&["archive", "verify", "other.zip"]);
    assert_eq!((outcome.code, &*outcome.err), (0, ""), "{line}: {outcome:?}");
    assert_eq!(outcome.out, format!("other.zip: complete and valid: {} files, 2 statements\n", super::all(2, 2)));
}

#[test]
fn info_zip() {
    read("zip", "zip -q -r other.zip bag");
    read("zip", "zip -q -r -0 -X other.zip bag");
    // As a stream, with sizes behind the bytes.
    read("zip", "zip -q -r - bag | cat > other.zip");
}

#[test]
fn python() {
    read("python3", "python3 -c 'import shutil; shutil.make_archive(\"other\", \"zip\", \".\", \"bag\")'");
    read("python3", "python3 -m zipfile -c other.zip bag");
}

#[test]
fn java() {
    read("jar", "jar --create --no-manifest --file other.zip bag");
}

#[test]
fn names_in_unicode_must_be_said_to_be_in_it() {
    let folder = Folder::new();
    folder.write("a.json", super::statement("a", "الأمطار-é.txt"));
    folder.write("الأمطار-é.txt", "Rain");
    folder.run(&["archive", "create", "a.json", "-o", "bag"]).right();
    for (program, line, code) in [
        ("python3", "python3 -m zipfile -c other.zip bag", 0),
        ("jar", "jar --create --no-manifest --file other.zip bag", 0),
        // It does not say so: others read it in the code page of DOS.
        ("zip", "zip -q -r other.zip bag", 1),
    ] {
        if Command::new(program).arg("--help").output().is_ok() {
            folder.shell(&format!("export LC_ALL=C.UTF-8; rm -f other.zip; {line}")).right();
            let outcome = folder.run(&["archive", "verify", "other.zip"]);
            assert_eq!(outcome.code, code, "{line}: {outcome:?}");
            assert_eq!(outcome.err.contains("which has a name that is not said to be UTF-8"), code == 1, "{line}: {outcome:?}");
        }
    }
}
