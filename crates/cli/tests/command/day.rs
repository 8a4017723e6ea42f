//! A day with the tool: a set in all spellings with 15 % of dirt goes from its first run to green, one command after the other.

use std::fs;

use serde_json::Value;

use crate::run::{Folder, Outcome};

/// How many statements there are.
const ALL: usize = 60;

/// Mistakes that are made with the same words in all spellings: what is right, and what stands in its place.
const DIRT: [(&str, &str); 9] = [
    // The quote stands elsewhere: safe to mend.
    ("At noon", "At high noon"),
    ("At noon", "At twelve"),
    // Quote and source differ in typography: mended on demand.
    ("’", "'"),
    // What the team lives with.
    ("On rain", "On ra\u{AD}in"),
    // What a person mends.
    ("communique", "comunique"),
    ("norway", "norwey"),
    ("NO", "XQ"),
    ("2025", "2025-02-30"),
    ("On rain", "On Norwayâ€™s rain"),
];

/// How many of them what mends, in that order.
const SAFE: usize = 2;
const ON_DEMAND: usize = 1;
const LIVED_WITH: usize = 1;
const BY_HAND: usize = DIRT.len() - SAFE - ON_DEMAND - LIVED_WITH;

fn right(number: usize) -> String {
    format!(
        r#"{{"statemark":"1.0","id":"rain-{number}","type":"communique","title":"On rain {number}","language":"en","date":"2025","issuers":["norway"],"entities":[{{"id":"norway","kind":"state","name":"Norway","country":"NO"}}],"sources":[{{"id":"paper","kind":"other","text":"At noon: Norway welcomes the rain’s return, {number}."}}],"sections":[{{"clauses":[{{"id":"rain","text":"Norway is glad of the rain of {number}.","by":["norway"],"act":"welcome","evidence":[{{"source":"paper","start":9,"end":42,"exact":"Norway welcomes the rain’s return"}}]}}]}}]}}"#
    )
}

/// The set in a folder, and the right text of each file.
struct Set {
    folder: Folder,
    files: Vec<(String, String)>,
}

impl Set {
    fn dirty() -> Self {
        let folder = Folder::new();
        fs::create_dir(folder.path().join("statements")).unwrap();
        let file = |number: usize| {
            let spelling = ["json", "xml", "md"][number % 3];
            let name = format!("statements/rain-{number}.statemark.{spelling}");
            folder.feed(&["convert", "-", "--to", spelling, "-o", &name], right(number)).right();
            let text = folder.read(&name);
            (name, text)
        };
        let files: Vec<(String, String)> = (0..ALL).map(file).collect();
        for ((name, text), (from, to)) in files.iter().step_by(7).zip(DIRT) {
            assert!(text.contains(from), "{name}");
            folder.write(name, text.replacen(from, to, 1));
        }
        Self { folder, files }
    }

    /// Makes right what stands at these places of the dirt, as a person would.
    fn mend(&self, from: usize) {
        self.files.iter().step_by(7).take(DIRT.len()).skip(from).for_each(|(name, text)| self.folder.write(name, text));
    }

    fn validate(&self, args: &[&str]) -> Outcome {
        self.folder.run(&[&["validate"], args].concat())
    }

    /// The last line of what is printed, after it was seen that the run ended with this code.
    fn sum(&self, code: i32, args: &[&str]) -> String {
        let outcome = self.validate(args);
        assert_eq!(outcome.code, code, "{args:?}: {outcome:?}");
        outcome.out.lines().last().unwrap_or_default().to_owned()
    }

    /// All files, with their bytes.
    fn bytes(&self) -> String {
        self.folder.shell("cat statements/*").right().out
    }

    fn known(&self) -> usize {
        let baseline: Value = serde_json::from_str(&self.folder.read("known.json")).unwrap();
        baseline["findings"].as_array().unwrap().len()
    }
}

const CONFIG: &str = "paths = [\"statements\"]\nfail-on = \"warning\"\n";
const PROFILE: &str = "profile = \"desk\"\n[profiles.desk]\ncoded = true\nquotes = 1\nrequired = [\"sources\"]\n\
                       only.type = [\"communique\", \"readout\"]\n[codelists]\nentities.country = \"countries.csv\"\n";
const SUPPRESS: &str = "[[suppress]]\nstatement = \"rain-21\"\nrule = \"soft-hyphen\"\nreason = \"the printed title has it\"\n";

#[test]
fn a_set_goes_from_its_first_run_to_green() {
    let set = Set::dirty();
    let before = set.bytes();
    // The first run finds each statement that is dirty, and no other.
    set.folder.write("statemark.toml", CONFIG);
    let first: Value = serde_json::from_str(&set.validate(&["--format", "json"]).out).unwrap();
    let found = first["findings"].as_array().unwrap().iter();
    let all = found.len();
    let files: std::collections::BTreeSet<&str> = found.map(|finding| finding["file"].as_str().unwrap()).collect();
    assert_eq!(files, set.files.iter().step_by(7).take(DIRT.len()).map(|(name, _)| &**name).collect());

    // The pipeline goes on with a baseline; what is new does not come in.
    let known = format!("{ALL} documents: nothing new; {all} known, 0 new");
    assert_eq!(set.sum(0, &["--write-baseline", "known.json", "--reason", "as delivered"]), known);
    assert_eq!(set.sum(0, &["--baseline", "known.json"]), known);
    let (name, text) = &set.files[1];
    set.folder.write(name, text.replace("norway", "sweden").replacen("sweden", "norway", 1));
    let outcome = set.validate(&["--baseline", "known.json"]);
    assert!(outcome.code == 1 && outcome.out.contains(name) && !outcome.out.contains("rain-0"), "{outcome:?}");
    set.folder.write(name, text);

    // Fixes are looked at, made, and taken out of the baseline; a second run finds nothing to do.
    assert!(set.validate(&["--diff"]).err.starts_with(&format!("{SAFE} findings would be mended in {SAFE} files\n")));
    assert_eq!(set.bytes(), before, "nothing of all this is in the data");
    assert!(set.validate(&["--fix"]).err.starts_with(&format!("{SAFE} findings mended in {SAFE} files\n")));
    assert!(set.validate(&["--fix", "--unsafe-fixes"]).err.starts_with("1 finding mended in 1 file\n"));
    let after = set.bytes();
    assert!(!set.validate(&["--fix", "--unsafe-fixes"]).err.contains("mended") && set.bytes() == after && after != before);
    let left = all - SAFE - ON_DEMAND;
    assert_eq!(
        set.sum(0, &["--baseline", "known.json", "--prune-baseline"]),
        format!("{ALL} documents: nothing new; {left} known, 0 new, {} mended and taken out", SAFE + ON_DEMAND)
    );
    assert_eq!(set.known(), left);

    // What the team lives with stands in the configuration, with a reason, and what it asks of its own.
    set.folder.write("statemark.toml", format!("{CONFIG}{PROFILE}{SUPPRESS}"));
    assert_eq!(set.sum(2, &[]), "", "the codelist is not there yet");
    set.folder.write("countries.csv", "code,name\nNO,Norway\nSE,Sweden\n");
    assert_eq!(
        set.sum(1, &["--baseline", "known.json"]),
        format!("{ALL} documents: 1 error; {} known, 1 new, 1 mended (--prune-baseline takes them out)", left - 1)
    );

    // What is still wrong is put aside, and the rest goes on.
    set.folder.shell("mkdir good bad").right();
    let outcome = set.validate(&["-q", "--pass", "good", "--quarantine", "bad", "--reasons", "why.ndjson"]);
    assert!(
        outcome.code == 1
            && outcome.err.ends_with(&format!("\n{ALL} records = {} passed + {BY_HAND} quarantined\n", ALL - BY_HAND)),
        "{outcome:?}"
    );
    set.folder.shell("cp bad/* good && diff -r good statements").right();

    // A person mends it; then nothing is left to be known, and the reports are those of a clean set.
    set.mend(DIRT.len() - BY_HAND);
    assert_eq!(
        set.sum(0, &["--baseline", "known.json", "--prune-baseline"]),
        format!("{ALL} documents: nothing new; 0 known, 0 new, {left} mended and taken out")
    );
    assert_eq!(set.known(), 0);
    let green = set.validate(&["--report", "sarif=out.sarif", "--report", "junit=out.xml"]);
    assert_eq!((green.code, green.out.as_str()), (0, &*format!("{ALL} documents: nothing found\n")));
    let sarif: Value = serde_json::from_str(&set.folder.read("out.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
    let junit = set.folder.read("out.xml");
    assert_eq!((junit.matches("<testcase ").count(), junit.matches("<failure").count()), (ALL, 0));
}
