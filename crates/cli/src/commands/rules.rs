//! `statemark rules`.

use std::fmt::Write;

use statemark_validate::rule::{Category, Rule};
use statemark_validate::rules;

use crate::args::{ListFormat, Rules};
use crate::error::Failure;
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Rules) -> Result<Status, Failure> {
    let all: Vec<&Rule> = Category::ALL.into_iter().flat_map(rules::of).collect();
    io::report(&match args.format {
        ListFormat::Text => table(&all),
        ListFormat::Json => serde_json::to_string_pretty(&all).expect("a rule is words") + "\n",
    })?;
    Ok(Status::Right)
}

fn table(all: &[&Rule]) -> String {
    let width = all.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for Rule { name, severity, category, summary, .. } in all {
        let category = category.code();
        writeln!(out, "{name:width$}  {severity:11}  {category:10}  {summary}").expect("writing to a string does not fail");
    }
    out
}
