//! The tool and the rules of a log: what GitHub shows beside each alert.

use std::collections::BTreeSet;

use serde::Serialize;

use super::level;
use crate::finding::Severity;
use crate::report::entry::Entry;
use crate::report::json::Ending;
use crate::rule::Rule;
use crate::rules;

/// How many characters GitHub shows of a full description.
const LONGEST: usize = 1024;

/// The rules that occur in a log, sorted by name.
pub(super) struct Rules(Vec<&'static Rule>);

impl Rules {
    pub(super) fn of<'entry>(entries: impl Iterator<Item = &'entry Entry>) -> Self {
        let names: BTreeSet<&'static str> = entries.map(|entry| entry.rule).collect();
        Self(names.into_iter().filter_map(rules::find).collect())
    }

    /// The place of a rule in the list.
    pub(super) fn index(&self, name: &str) -> usize {
        self.0.partition_point(|rule| rule.name < name)
    }

    /// What made the log, with these rules: `tool`.
    pub(super) fn tool(&self, ending: &Ending) -> impl Serialize {
        Tool {
            driver: Driver {
                name: ending.tool.name,
                semantic_version: ending.tool.version,
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: self.0.iter().map(|rule| Descriptor::new(rule)).collect(),
            },
        }
    }
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

/// `toolComponent`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

/// A rule: `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Words,
    full_description: Words,
    help_uri: String,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

/// `multiformatMessageString`.
#[derive(Serialize)]
struct Words {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

/// `reportingConfiguration`.
#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// What GitHub reads of the property bag. We are no security tool: there is no `security-severity`.
#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 2],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

impl Descriptor {
    fn new(rule: &Rule) -> Self {
        let Rule { name, severity, category, summary, why, example, mend, .. } = *rule;
        // An error is one beyond doubt; the others ask a person.
        let (precision, problem_severity) = match severity {
            Severity::Error => ("very-high", "error"),
            Severity::Warning => ("high", "warning"),
            Severity::Information => ("medium", "recommendation"),
        };
        Self {
            id: name,
            name: pascal(name),
            short_description: Words { text: summary.to_owned() },
            full_description: Words { text: format!("{summary} {why}").chars().take(LONGEST).collect() },
            help_uri: format!("{}/blob/main/docs/rules.md#{name}", env!("CARGO_PKG_REPOSITORY")),
            help: Help {
                text: format!("{why}\n{mend}"),
                markdown: format!(
                    "{why}\n\n**How to mend it:** {mend}\n\nFor example, it finds something in:\n\n```json\n{example}\n```\n"
                ),
            },
            default_configuration: Configuration { level: level(severity) },
            properties: Properties { tags: ["statemark", category.code()], precision, problem_severity },
        }
    }
}

/// `unknown-reference` as `UnknownReference`.
fn pascal(name: &str) -> String {
    let word = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    name.split('-').filter(|part| !part.is_empty()).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_described_as_github_asks() {
        for rule in rules::every() {
            let descriptor = Descriptor::new(rule);
            assert!(descriptor.name.chars().all(char::is_alphanumeric), "{}", descriptor.name);
            assert!(descriptor.short_description.text.ends_with('.') && descriptor.help.text.ends_with('.'), "{}", rule.name);
            // What stands in a block of code, or between signs of code, is no HTML.
            let outside = descriptor.help.markdown.split("```").step_by(2);
            let outside: String = outside.flat_map(|words| words.split('`').step_by(2)).collect();
            assert!(!outside.contains('<') && descriptor.full_description.text.chars().count() <= LONGEST, "{}", rule.name);
            assert!(descriptor.properties.tags.len() <= 20 && rules::every().count() <= 25_000, "the limits of GitHub");
            assert!(rule.summary.chars().count() + rule.why.chars().count() < LONGEST, "{}: nothing is cut", rule.name);
        }
    }

    #[test]
    fn a_rule_is_found_at_its_index() {
        let rules = Rules(["conflict", "syntax", "version"].map(|name| rules::find(name).unwrap()).into());
        assert_eq!(["conflict", "syntax", "version"].map(|name| rules.index(name)), [0, 1, 2]);
    }
}
