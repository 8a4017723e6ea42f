//! `statemark explain`.

use statemark_validate::rule::Rule;
use statemark_validate::rules;

use crate::args::Explain;
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

/// How many columns a line takes.
const COLUMNS: usize = 80;

pub(crate) fn run(args: &Explain) -> Result<Status, Failure> {
    let rule = rules::find(&args.rule).ok_or_else(|| Cause::UnknownRule.of(&args.rule))?;
    io::report(&page(rule))?;
    Ok(Status::Right)
}

fn page(rule: &Rule) -> String {
    let Rule { name, severity, category, since, summary, why, example, mend, seen, .. } = rule;
    let example: String = example.lines().map(|line| format!("    {line}\n")).collect();
    let mut page = format!("{name}: {severity}, {}, since {since}\n\n", category.code());
    page += &format!("{}\n{}\nFor example:\n\n{example}\n{}", filled(summary), filled(why), filled(mend));
    if let Some(seen) = seen {
        page += &format!("\n{}", filled(&format!("Seen: {seen}")));
    }
    page
}

/// Words in lines of a terminal's width.
fn filled(words: &str) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in words.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > COLUMNS {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out + "\n"
}
