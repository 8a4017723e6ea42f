//! `statemark rules` and `statemark explain`.

use serde_json::Value;

use crate::run::Folder;

fn listed() -> Vec<Value> {
    let text = Folder::new().run(&["rules", "--format", "json"]).right().out;
    serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().clone()
}

#[test]
fn all_rules_are_listed_by_category() {
    let rules = listed();
    let text = Folder::new().run(&["rules"]).right().out;
    assert_eq!(text.lines().count(), rules.len());
    for (line, rule) in text.lines().zip(&rules) {
        let mut words = line.split_whitespace();
        for field in ["name", "severity", "category"] {
            assert_eq!(words.next(), rule[field].as_str(), "{line}");
        }
        assert!(line.ends_with(rule["summary"].as_str().unwrap()));
    }
    let mut categories: Vec<&str> = rules.iter().map(|rule| rule["category"].as_str().unwrap()).collect();
    categories.dedup();
    let count = categories.len();
    categories.sort_unstable();
    categories.dedup();
    assert_eq!(count, categories.len(), "the rules of a category stand together");
}

#[test]
fn every_rule_is_explained() {
    let folder = Folder::new();
    for rule in listed() {
        let page = folder.run(&["explain", rule["name"].as_str().unwrap()]).right().out;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        for field in ["name", "severity", "category", "since", "summary", "why", "example", "mend", "seen"] {
            if let Some(said) = rule[field].as_str() {
                assert!(words(&page).contains(&words(said)), "{field}: {page}");
            }
        }
    }
    insta::assert_snapshot!(folder.run(&["explain", "unknown-reference"]).right().out);
}

#[test]
fn an_unknown_rule_is_a_question() {
    let outcome = Folder::new().run(&["explain", "unknown-referense"]);
    assert_eq!(outcome.code, 2);
    let expected = "error: no rule is called `unknown-referense`\n  = help: did you mean `unknown-reference`?\n";
    assert!(outcome.err.starts_with(expected), "{}", outcome.err);
    assert!(Folder::new().run(&["explain", "evidence"]).err.contains("`statemark rules` lists them"), "a category is no rule");
}
