use std::collections::BTreeMap;

use super::*;
use crate::package::info;
use crate::package::manifest::{self, Kind};

/// The files of a bag, by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// A bag with two files, with manifests by these algorithms.
fn bag(algorithms: &[Algorithm], info: &str) -> Files {
    let mut files = Files::new();
    let mut put = |name: &str, bytes: &[u8]| files.insert(name.to_owned(), bytes.to_vec());
    put("data/a.txt", b"rain");
    put("data/b/c.txt", b"snow");
    put("bagit.txt", info::DECLARATION.as_bytes());
    put("bag-info.txt", info.as_bytes());
    manifests(&mut files, Kind::Payload, algorithms);
    manifests(&mut files, Kind::Tags, algorithms);
    files
}

fn manifests(files: &mut Files, kind: Kind, algorithms: &[Algorithm]) {
    let listed: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("data/") == (kind == Kind::Payload)).collect();
    let text = |sum: Algorithm| listed.iter().map(|(name, bytes)| manifest::line(&sum.of(bytes), name)).collect::<String>();
    let made: Vec<_> = algorithms.iter().map(|&sum| (kind.file(sum), text(sum).into_bytes())).collect();
    files.extend(made);
}

/// What is found, all files read.
fn found(files: &Files) -> Vec<String> {
    let findings = read(files).findings;
    findings.kept().iter().map(|finding| format!("{} {}", finding.file, finding.fault)).collect()
}

/// A bag with these files, all of them read.
fn read(files: &Files) -> Bag {
    let names: Vec<File> = files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
    let has_payload = names.iter().any(|(name, _)| name.starts_with(PAYLOAD));
    let open = |name: &str| Ok(Box::new(io::Cursor::new(files[name].clone())) as Box<dyn Read>);
    let mut bag = Bag::read(&Listing { files: &names, has_payload, open: &open });
    for (number, (name, bytes)) in files.iter().enumerate() {
        let sums: Vec<Sum> = bag.algorithms(number).into_iter().map(|sum| sum.of(bytes)).collect();
        let finding = bag.compare(number, name, &sums);
        bag.findings.extend(finding);
    }
    bag
}

const OWN: &str = "Payload-Oxum: 8.2\nStatemark-Version: 1.0\n";

#[test]
fn bags_of_ours_and_of_others_are_right() {
    assert_eq!(found(&bag(&Algorithm::OWN, OWN)), [""; 0]);
    assert_eq!(found(&bag(&[Algorithm::Sha384], "")), [""; 0]);
    let mut old = bag(&[Algorithm::Sha256], "Contact-Name: A\n");
    old.insert("bagit.txt".to_owned(), b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n".to_vec());
    old.retain(|name, _| !name.starts_with("tagmanifest"));
    old.insert("notes.txt".to_owned(), b"tag files need not be listed".to_vec());
    assert_eq!(found(&old), [""; 0]);
}

#[test]
fn every_byte_that_is_flipped_is_found() {
    let right = bag(&Algorithm::OWN, OWN);
    let mut flipped = 0;
    for (name, bytes) in &right {
        for (at, bit) in (0..bytes.len()).flat_map(|at| [(at, 1), (at, 0x20), (at, 0x80)]) {
            let mut files = right.clone();
            files.get_mut(name).unwrap()[at] ^= bit;
            assert!(!found(&files).is_empty(), "{name} at {at} by {bit}");
            flipped += 1;
        }
    }
    assert!(flipped > 3_000, "{flipped}");
}

#[test]
fn files_that_are_removed_added_renamed_or_swapped_are_found() {
    let right = bag(&Algorithm::OWN, OWN);
    for (name, bytes) in &right {
        let mut files = right.clone();
        files.remove(name);
        assert!(found(&files).iter().any(|told| told.starts_with(name.as_str()) || name == "bag-info.txt"), "without {name}");
        files.insert(format!("{name}~"), bytes.clone());
        assert!(!found(&files).is_empty(), "{name} renamed");
        let mut files = right.clone();
        files.insert(format!("{name}~"), bytes.clone());
        assert!(found(&files).iter().any(|told| told.starts_with(&format!("{name}~ is not listed"))), "beside {name}");
        for (other, content) in right.iter().filter(|(other, _)| *other != name) {
            let mut files = right.clone();
            files.insert(other.clone(), bytes.clone());
            files.insert(name.clone(), content.clone());
            assert!(!found(&files).is_empty(), "{name} for {other}");
        }
    }
}

#[test]
fn manifests_that_disagree_are_told() {
    let mut files = bag(&Algorithm::OWN, "");
    let sha512 = String::from_utf8(files["manifest-sha512.txt"].clone()).unwrap();
    let other = Algorithm::Sha512.of(b"hail").to_string();
    let changed = sha512.replace(&Algorithm::Sha512.of(b"rain").to_string(), &other);
    files.insert("manifest-sha512.txt".to_owned(), changed.into_bytes());
    manifests(&mut files, Kind::Tags, &Algorithm::OWN);
    assert!(
        found(&files).contains(
            &"data/a.txt has not the sha512 that manifest-sha512.txt says, but what manifest-sha256.txt says".to_owned()
        )
    );
    files.insert("manifest-sha512.txt".to_owned(), sha512.lines().last().unwrap().to_owned().into_bytes());
    manifests(&mut files, Kind::Tags, &Algorithm::OWN);
    assert!(found(&files).contains(&"data/a.txt is not listed in manifest-sha512.txt".to_owned()));
}

#[test]
fn what_else_is_wrong_is_told_in_its_place() {
    let told = |name: &str, bytes: &str| {
        let mut files = bag(&[Algorithm::Sha256], "");
        files.retain(|name, _| !name.starts_with("tag"));
        files.insert(name.to_owned(), bytes.as_bytes().to_vec());
        found(&files).join("; ")
    };
    let sum = Algorithm::Sha256.of(b"rain");
    for (name, bytes, expected) in [
        ("bag-info.txt", "Payload-Oxum: 9.2\n", "bag-info.txt says that the payload is 9.2, and it is 8.2 (bytes and files)"),
        ("bag-info.txt", "Payload-Oxum: many\n", "says that the payload is many"),
        (
            "bagit.txt",
            "BagIt-Version: 1.0\n",
            "bagit.txt does not declare a bag and its encoding in the two lines that it must have",
        ),
        ("manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  data/a.txt\n", "data/b/c.txt is not listed in manifest-md5.txt"),
        (
            "manifest-sha256.txt",
            &manifest::line(&sum, "../a.txt"),
            "line 1 names `../a.txt`, which has the part `..`, which leads to the folder above",
        ),
        ("manifest-sha256.txt", &manifest::line(&sum, "data/a.txt").repeat(2), "line 2 names `data/a.txt` again"),
        ("manifest-sha256.txt", &manifest::line(&Algorithm::Sha512.of(b"rain"), "data/a.txt"), "line 1 has a checksum of 128"),
        ("manifest-sha256.txt", &"a".repeat(20_000), "line 1 is too long"),
    ] {
        assert!(told(name, bytes).contains(expected), "{}", told(name, bytes));
    }
    let mut files = bag(&[Algorithm::Sha256], "");
    files.retain(|name, _| !name.contains("manifest"));
    assert_eq!(found(&files), [" has no manifest of its payload"]);
    files.insert("manifest-md5.txt".to_owned(), Vec::new());
    assert!(
        found(&files).iter().any(|told| told.starts_with(" has no manifest of its payload by sha224, sha256, sha384 or sha512"))
    );
    files.retain(|name, _| !name.starts_with("data/"));
    assert!(found(&files).contains(&" has no folder data/".to_owned()));
}

/// A bag of others with these files of payload and this manifest by sha256.
fn foreign(declaration: &str, payload: &[(&str, &str)], manifest: &[u8]) -> Files {
    let mut files: Files = payload.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    files.insert("bagit.txt".to_owned(), declaration.as_bytes().to_vec());
    files.insert("manifest-sha256.txt".to_owned(), manifest.to_vec());
    files
}

#[test]
fn manifests_of_others_are_read_as_they_write_them() {
    let (rain, snow) = (Algorithm::Sha256.of(b"rain"), Algorithm::Sha256.of(b"snow"));
    let payload = [("data/a", "rain"), ("data/é", "snow")];
    for end in ["\n", "\r\n", "\r"] {
        let manifest = format!("{rain}  data/a{end}{snow} *data/é{end}");
        assert_eq!(found(&foreign(info::DECLARATION, &payload, manifest.as_bytes())), [""; 0], "{end:?}");
        let latin: Vec<u8> = manifest.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
        let declaration = format!("BagIt-Version: 0.97{end}Tag-File-Character-Encoding: ISO-8859-1{end}");
        assert_eq!(found(&foreign(&declaration, &payload, &latin)), [""; 0], "{end:?}");
        let line = "manifest-sha256.txt line 2 is not in the encoding that bagit.txt tells";
        assert!(found(&foreign(info::DECLARATION, &payload, &latin)).contains(&line.to_owned()));
    }
    let declaration = info::DECLARATION.replace("UTF-8", "UTF-16");
    let bag = read(&foreign(&declaration, &payload, format!("{rain}  data/a\n{snow}  data/é\n").as_bytes()));
    assert_eq!((bag.findings.wrong(), bag.findings.unknown()), (0, 1));
}

#[test]
fn what_only_weak_manifests_list_is_not_vouched_for() {
    let manifest = Algorithm::Sha256.of(b"rain").to_string() + "  data/a\n";
    let mut files =
        foreign(&info::DECLARATION.replace("1.0", "0.97"), &[("data/a", "rain"), ("data/b", "snow")], manifest.as_bytes());
    files.insert("manifest-md5.txt".to_owned(), b"d41d8cd98f00b204e9800998ecf8427e  data/b\n".to_vec());
    let bag = read(&files);
    assert_eq!(found(&files), ["data/b is listed only in manifests that cannot be checked"]);
    assert_eq!((bag.findings.wrong(), bag.findings.unknown()), (0, 1));
    assert!(bag.vouches(1, "data/a") && !bag.vouches(2, "data/b"));
}

#[test]
fn the_lines_of_our_manifests_stand_in_one_order() {
    for name in ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "manifest-sha512.txt"] {
        let mut files = bag(&Algorithm::OWN, OWN);
        let text = String::from_utf8(files[name].clone()).unwrap();
        files.insert(name.to_owned(), text.split_inclusive('\n').rev().collect::<String>().into_bytes());
        assert!(found(&files).iter().any(|told| told.ends_with("line 1 stands where another line was written")), "{name}");
    }
    let mut files = bag(&Algorithm::OWN, OWN);
    let line = manifest::line(&Algorithm::Sha512.of(&files["tagmanifest-sha256.txt"]), "tagmanifest-sha256.txt");
    files.get_mut("tagmanifest-sha512.txt").unwrap().extend(line.into_bytes());
    let told = "tagmanifest-sha512.txt line 5 names `tagmanifest-sha256.txt`, which is a tag manifest, which none lists";
    assert_eq!(found(&files), [told]);
}

#[test]
fn a_bag_of_ours_is_known_without_its_label() {
    let mut files = bag(&Algorithm::OWN, OWN);
    assert!(read(&files).is_own);
    files.insert("bag-info.txt".to_owned(), Vec::new());
    assert!(!read(&files).is_own);
    files.insert("data/statements.tsv".to_owned(), Vec::new());
    files.insert("data/format/format.md".to_owned(), Vec::new());
    assert!(read(&files).is_own);
    let mut files = bag(&Algorithm::OWN, &OWN.replace("Version: 1.0", "Version: 7.0"));
    let bag = read(&files);
    assert!(!bag.is_own);
    assert_eq!((bag.findings.wrong(), bag.findings.unknown()), (0, 1));
    assert_eq!(found(&files), ["bag-info.txt says that it is of version 7.0 of our packages, which is not known here"]);
    files.insert("bag-info.txt".to_owned(), b"Contact-Name: A\nno label\n".to_vec());
    assert!(found(&files).contains(&"bag-info.txt line 2 has no label with a colon behind it".to_owned()));
}

#[test]
fn manifests_without_end_take_no_memory() {
    let manifest = Algorithm::Sha256.of(b"rain").to_string() + "  data/a\n";
    let mut files = foreign(info::DECLARATION, &[("data/a", "rain")], manifest.as_bytes());
    for number in 0..40 {
        files.insert(format!("manifest-x{number}.txt"), b"x\n0 data/b\n".repeat(1_000));
    }
    let bag = read(&files);
    assert!(bag.findings.kept().iter().any(|finding| finding.fault == Fault::Manifests(41)));
    assert_eq!(bag.findings.kept().len(), 1_000);
    // Of 31 each line, that data/a is listed in none of them, and that there are too many.
    assert_eq!(bag.findings.wrong(), 31 * 2_000 + 2);
    // A single one of them is read no further than anybody would look.
    files.retain(|name, _| !name.starts_with("manifest-x"));
    files.insert("manifest-x.txt".to_owned(), b"x\n".repeat(1_000_000));
    assert_eq!(read(&files).findings.wrong(), 100_002);
}
