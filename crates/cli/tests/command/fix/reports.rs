//! Fixes as reports tell them.

use serde_json::Value;

use super::{DIRTY, folder};
use crate::run::Folder;

#[test]
fn a_report_says_what_edits_mend_a_finding() {
    let folder = folder();
    let schema: Value = serde_json::from_str(&folder.run(&["schema", "--kind", "report"]).right().out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, dirty, safe, _) in DIRTY {
        folder.write(name, dirty);
        let report: Value = serde_json::from_str(&folder.run(&["validate", "--format", "json", name]).out).unwrap();
        assert!(validator.is_valid(&report), "{report:#}");
        let findings = report["findings"].as_array().unwrap();
        let fixable = findings.iter().filter(|finding| finding["fix"]["applicability"] == "safe").count();
        assert_eq!(report["fixable"], serde_json::json!({"safe": fixable, "on_demand": 0}));
        assert_eq!(fixable, findings.len());
        // The edits of one finding, made by whoever reads the report, mend it.
        let text = dirty.trim_start_matches('\u{FEFF}');
        for finding in findings {
            let mut mended = text.to_owned();
            for edit in finding["fix"]["edits"].as_array().unwrap().iter().rev() {
                let place = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
                mended.replace_range(place("start")..place("end"), edit["replacement"].as_str().unwrap());
            }
            folder.write(name, &mended);
            let left: Value = serde_json::from_str(&folder.run(&["validate", "--format", "json", name]).out).unwrap();
            let same = |other: &&Value| other["message"] == finding["message"] && other["pointer"] == finding["pointer"];
            assert!(!left["findings"].as_array().unwrap().iter().any(|other| same(&other)), "{finding:#}");
        }
        folder.write(name, safe);
        let report: Value = serde_json::from_str(&folder.run(&["validate", "--format", "json", name]).out).unwrap();
        assert!(validator.is_valid(&report));
        assert_eq!(report["fixable"]["safe"], 0);
        assert!(report["fixable"]["on_demand"].as_u64() >= Some(3), "{report:#}");
    }
}

/// The byte at which a column of a line stands, both from 1; columns count code points.
fn byte(text: &str, line: &Value, column: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap() - 1;
    let start: usize = text.split_inclusive('\n').take(number(line)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(number(column)).map_or(rest.len(), |(at, _)| at)
}

/// The replacements of all fixes in a SARIF log that need no asking for, each with the bytes that it deletes.
fn replacements(text: &str, log: &Value) -> Vec<(usize, usize, String)> {
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let mut taken: Vec<(usize, usize, String)> = Vec::new();
    for fix in run["results"].as_array().unwrap().iter().filter_map(|result| result["fixes"].get(0)) {
        if fix["description"]["text"].as_str().unwrap().contains("--unsafe-fixes") {
            continue;
        }
        let edit = |replacement: &Value| {
            let region = &replacement["deletedRegion"];
            let start = byte(text, &region["startLine"], &region["startColumn"]);
            let end = byte(text, &region["endLine"], &region["endColumn"]);
            (start, end, replacement["insertedContent"]["text"].as_str().unwrap().to_owned())
        };
        let edits: Vec<_> = fix["artifactChanges"][0]["replacements"].as_array().unwrap().iter().map(edit).collect();
        // What two findings have in common is made once; what gets in the way of another waits.
        let is_free = |(start, end, _): &(usize, usize, String)| taken.iter().all(|(from, to, _)| end <= from || to <= start);
        if edits.iter().all(|edit| !taken.contains(edit) && is_free(edit)) {
            taken.extend(edits);
        }
    }
    taken.sort();
    taken
}

/// What becomes of a text whose replacements are made, as often as there are any.
fn mended(folder: &Folder, name: &str, text: &str) -> String {
    let mut text = text.to_owned();
    let mark = if text.starts_with('\u{FEFF}') { text.remove(0).to_string() } else { String::new() };
    loop {
        folder.write(name, format!("{mark}{text}"));
        folder.run(&["validate", "--quiet", "--report", "sarif=out.sarif", name]);
        let log: Value = serde_json::from_str(&folder.read("out.sarif")).unwrap();
        let edits = replacements(&text, &log);
        if edits.is_empty() {
            return format!("{mark}{text}");
        }
        for (start, end, words) in edits.into_iter().rev() {
            text.replace_range(start..end, &words);
        }
    }
}

#[test]
fn the_replacements_of_sarif_make_what_fix_makes() {
    let folder = folder();
    for (name, dirty, safe, _) in DIRTY {
        // Letters that take one unit of UTF-8, two, or a pair of UTF-16.
        for (from, to) in [("", ""), ("\"id\": \"d\"", "\"id\": \"d\", \"ext\": {\"x\": \"é𝄞\"}"), ("who", "é𝄞")] {
            let (dirty, safe) = (dirty.replacen(from, to, 1), safe.replacen(from, to, 1));
            assert_eq!(mended(&folder, name, &dirty), safe, "{name}");
            folder.write(name, &dirty);
            folder.run(&["validate", "--fix", name]);
            assert_eq!(folder.read(name), safe, "{name}");
        }
    }
}
