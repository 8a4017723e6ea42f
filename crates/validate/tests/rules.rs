//! What every rule must have, and the page that is made of it: committed, compared here, rewritten with `STATEMARK_UPDATE=1 cargo test`.
#![allow(clippy::disallowed_methods, reason = "tests read and write the files that stand beside the project's code")]

use std::fmt::Write;
use std::fs;

use statemark_specimens::generated::assert_generated;
use statemark_specimens::shared::project;
use statemark_validate::dataset::{Dataset, Facts, Origin};
use statemark_validate::levels::Levels;
use statemark_validate::rule::{Category, Rule};
use statemark_validate::{Options, rules, validate};

#[test]
fn the_names_of_the_rules_are_known() {
    let names: Vec<String> = rules::every().map(|rule| format!("{} {}", rule.severity, rule.name)).collect();
    insta::assert_snapshot!(names.join("\n"), @"
    error syntax
    error encoding
    error limit
    error unknown-field
    error missing-field
    error duplicate-key
    error wrong-type
    error wrong-value
    error unknown-code
    error empty
    error null
    error version
    error character
    error number
    error language
    error span-length
    error quote
    error misplaced
    error conflict
    error act-without-actor
    information action-words-absent
    warning actor-addresses-itself
    warning actor-not-issuer
    warning alias-shared
    warning authentic-language-missing
    error checksum-differs
    warning clause-number-repeated
    warning clause-twice
    error continues-nothing
    warning country-ceased
    error cyclic-members
    error cyclic-offices
    error cyclic-topics
    warning date-text-differs
    warning deprecated-language
    warning due-before-statement
    error duplicate-id
    warning entity-twice
    information entity-unused
    warning escaped-entity
    error evidence-in-bytes
    error evidence-in-utf16
    error evidence-misplaced
    error evidence-not-in-source
    warning evidence-twice
    error evidence-typography
    warning future-date
    warning html-in-words
    warning identifier-malformed
    error impossible-date
    warning invalid-url
    warning invisible-character
    warning mixed-scripts
    warning mojibake
    information person-without-office
    warning reference-twice
    error relation-to-itself
    warning replacement-character
    error reversed-interval
    information same-words-in-two-languages
    warning section-number-repeated
    warning soft-hyphen
    warning source-dates-reversed
    information source-file-missing
    error source-not-utf8
    information text-says-other-act
    information topic-unused
    error unknown-country
    error unknown-language
    error unknown-reference
    error voter-twice
    error votes-do-not-add-up
    error duplicate-statement-id
    warning entity-codes-differ
    warning entity-names-differ
    warning relation-to-later
    warning same-text
    information series-gap
    error supersedes-cycle
    warning translation-acts-differ
    error translation-dates-differ
    error unknown-clause
    information unknown-statement
    error clause-not-coded
    error clause-not-quoted
    error code-not-in-list
    error ext-not-as-schema
    error field-not-filled
    warning unused-suppression
    error value-not-allowed
    ");
}

#[test]
fn every_rule_has_its_words() {
    for rule in rules::every() {
        let name = rule.name;
        for (what, words) in [("summary", rule.summary), ("why", rule.why), ("mend", rule.mend)] {
            assert!(words.ends_with('.') && words.len() > 10 && !words.contains("  "), "{name}: {what}");
        }
        assert!(rule.example.len() > 10, "{name}: example");
        assert_eq!(rules::find(name).map(|found| found.name), Some(name), "two rules have one name");
    }
    for list in [rules::ALL, rules::OVER_SETS, rules::OF_PROFILES] {
        let names: Vec<&str> = list.iter().map(|rule| rule.name).collect();
        assert!(names.is_sorted(), "{names:?}");
    }
}

#[test]
fn every_rule_is_a_file_with_tests_that_find_and_tests_that_pass() {
    every_rule_is_a_file("crates/validate/src/rules", rules::ALL);
    every_rule_is_a_file("crates/validate/src/dataset/rules", rules::OVER_SETS);
}

fn every_rule_is_a_file(folder: &str, rules: &[&Rule]) {
    let folder = project().join(folder);
    let mut files: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|file| std::path::Path::new(file).extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    let expected: Vec<String> = rules.iter().map(|rule| format!("{}.rs", rule.name.replace('-', "_"))).collect();
    assert_eq!(files, expected);
    for file in files {
        let code = fs::read_to_string(folder.join(&file)).unwrap();
        let tests: Vec<&str> = code.split("#[test]").skip(1).collect();
        let has = |word: &str| tests.iter().any(|test| test.trim_start().starts_with(&format!("fn {word}_")));
        assert!(has("finds") && has("passes"), "{file} has a test `finds_…` and a test `passes_…`");
    }
}

/// A statement in which nothing is wrong, as JSON.
const RIGHT: &str = r#"{"statemark": "1.0", "id": "cn-pk-2025", "type": "joint-statement", "title": "T", "language": "en", "date": "2025-02-06",
    "issuers": ["cn"], "entities": [{"id": "cn", "kind": "state", "name": "China"}], "sections": [{"clauses": [{"id": "a", "text": "A."}]}]}"#;

#[test]
fn the_example_of_every_rule_of_meaning_shows_it_and_nothing_else() {
    for rule in rules::ALL {
        let parse = |text: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).unwrap();
        let mut document = parse(RIGHT);
        document.extend(parse(&format!("{{{}}}", rule.example)));
        let text = serde_json::to_string(&document).unwrap();
        let sources = |path: &statemark::web::RelativePath| (path == "latin-1.txt").then(|| b"D\xE9claration".to_vec());
        let report = validate(&statemark::json::read(text.as_bytes()), &Options { sources: &sources, ..Options::default() });
        let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [rule.name]);
    }
}

#[test]
fn the_example_of_every_rule_over_sets_shows_it_and_nothing_else() {
    for rule in rules::OVER_SETS {
        let mut dataset = Dataset::default();
        for (record, fields) in (1..).zip(rule.example.lines()) {
            let parse = |text: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).unwrap();
            let mut document =
                parse(&RIGHT.replace("cn-pk-2025", &format!("s{record}")).replace("A.", &format!("Words {record}.")));
            document.extend(parse(&format!("{{{fields}}}")));
            let text = serde_json::to_string(&document).unwrap();
            let statement = statemark::json::read(text.as_bytes()).statement.unwrap();
            dataset.add(Facts::of(&statement), Origin { file: 0, record, offset: 0, line: record });
        }
        let found: Vec<&str> = dataset.findings(&Levels::new()).iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [rule.name]);
        let mut levels = Levels::new();
        levels.set(rule.name, None).unwrap();
        assert_eq!(dataset.findings(&levels), []);
    }
}

fn section(rule: &Rule, page: &mut String) {
    let Rule { name, severity, category, since, summary, why, example, mend, seen, .. } = rule;
    let category = category.code();
    write!(
        page,
        "\n### {name}\n\n*{severity}, {category}, since {since}* — {summary}\n\n{why}\n\n```text\n{example}\n```\n\n{mend}\n"
    )
    .unwrap();
    if let Some(seen) = seen {
        write!(page, "\nSeen: {seen}\n").unwrap();
    }
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let categories: Vec<Category> = Category::ALL.into_iter().filter(|category| rules::of(*category).next().is_some()).collect();
    let mut page = String::from(
        "# Rules\n\nWhat `statemark validate` looks for. This page is made from the rules by `crates/validate/tests/rules.rs`.\n\n\
         A finding names its rule: `error[unknown-reference]: …`. An error says that the document is wrong, a warning that it most \
         likely is; an information says what a reader of the report should know. `--error`, `--warn` and `--ignore` take the name of a \
         rule or of a category. Where the form is wrong, the meaning is not judged. `statemark explain RULE` shows what stands here.\n\n\
         | rule | severity | category | what it finds |\n|---|---|---|---|\n",
    );
    for Rule { name, severity, category, summary, .. } in categories.iter().flat_map(|category| rules::of(*category)) {
        // What stands in a table has no bars of its own.
        let (code, summary) = (category.code(), summary.replace('|', "\\|"));
        writeln!(page, "| [{name}](#{name}) | {severity} | [{code}](#{code}) | {summary} |").unwrap();
    }
    for category in categories {
        let title = category.code();
        let title = format!("{}{}", title[..1].to_uppercase(), &title[1..]);
        write!(page, "\n## {title}\n\n{}", category.about()).unwrap();
        page.push_str(match category {
            Category::Form => "\n",
            Category::Dataset => " The examples are fields of several statements, one a line.\n",
            Category::Profile => " The examples are pieces of a [configuration](configuration.md).\n",
            _ => " The examples are fields of a statement.\n",
        });
        rules::of(category).for_each(|rule| section(rule, &mut page));
    }

    assert_generated("docs/rules.md", &page);
}
