//! Help, examples in it, completions, the manual page; `docs/cli.md` is made of the help.

use std::fmt::Write;

use statemark_specimens::generated::assert_generated;

use crate::run::Folder;

/// A mapping of records of two columns.
const MAPPING: &str = r#"format = "csv"
[statement]
id = "{No}"
type = "statement"
title = "On rain"
language = "en"
date = "2025"
issuers = ["{Who|id}"]
entities = [{ id = "{Who|id}", kind = "state", name = "{Who}" }]
sections = [{ heading = "On rain" }]
"#;

/// The commands that the help of all names, each followed by those that its own help names.
fn commands() -> Vec<Vec<String>> {
    fn named(command: &[String]) -> Vec<Vec<String>> {
        let help = help_of(command);
        let Some((_, rest)) = help.split_once("Commands:\n") else { return Vec::new() };
        let (list, _) = rest.split_once("\n\n").unwrap();
        let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let names = names.map(|line| line.split_whitespace().next().unwrap()).filter(|name| *name != "help");
        let inner = names.map(|name| [command, &[name.to_owned()]].concat());
        inner.flat_map(|command| std::iter::once(command.clone()).chain(named(&command))).collect()
    }
    named(&[])
}

fn help_of(command: &[String]) -> String {
    let arguments: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
    Folder::new().run(&arguments).right().out
}

/// The lines of examples in a help.
fn examples(help: &str) -> Vec<&str> {
    let (_, examples) = help.split_once("Examples:\n").expect("each help has examples");
    examples.lines().map(str::trim).collect()
}

#[test]
fn the_examples_of_every_help_run() {
    let commands = commands();
    assert!(commands.len() > 6);
    for command in std::iter::once(Vec::new()).chain(commands) {
        let help = help_of(&command);
        // What goes on until Ctrl-C has a test of its own.
        for example in examples(&help).into_iter().filter(|example| !example.ends_with(" --watch")) {
            let folder = Folder::with_examples();
            // A set for what splits one; how many records went where is said on stderr.
            folder.shell("statemark convert resolution.statemark.json --to ndjson > day.ndjson").right();
            folder.run(&["validate", "resolution.statemark.json", "--write-baseline", "known.json"]).right();
            for text in ["rain.txt", "rain.md", "texts/sun.txt"] {
                folder.write(text, "On rain and sun, of 6 February 2025\n\nThe Council welcomes both.\n");
            }
            folder.write("page.html", "<article><p>The Council welcomes both, on 6 February 2025.</article>");
            folder.write("debate.xml", include_str!("import/debate.akn.xml"));
            folder.write("events.csv", "No,Who\n1,Aland\n");
            folder.write("events.toml", MAPPING);
            let mut outcome = folder.shell(example);
            if example.contains(" --pass ") {
                assert_eq!(std::mem::take(&mut outcome.err), "1 record = 1 passed + 0 quarantined\n");
            }
            if example.contains(" import ") && outcome.err == "1 text = 1 imported + 0 refused\n" {
                outcome.err.clear();
            }
            if example.contains(" --mapping ") && outcome.err == "1 row = 1 in 1 statement + 0 put aside\n" {
                outcome.err.clear();
            }
            if example.contains(" convert ") && outcome.err.lines().last().is_some_and(|line| line.contains(" converted + 0 ")) {
                outcome.err.clear();
            }
            let outcome = outcome.right();
            let writes = [" -o ", " fmt ", " > ", "--report ", " --diff"].iter().any(|way| example.contains(way));
            assert!(writes || !outcome.out.is_empty(), "{example} shows nothing");
        }
    }
}

#[test]
fn the_documentation_of_the_commands_is_made_of_their_help() {
    let mut text = "# The command `statemark`\n\nMade of `statemark --help` by a test; not to be edited.\n".to_owned();
    for page in std::iter::once(Vec::new()).chain(commands()) {
        let title = [&["statemark".to_owned()][..], &page].concat().join(" ");
        let help = help_of(&page);
        write!(text, "\n## {title}\n\n```text\n").unwrap();
        // An editor would take spaces at the end of a line away.
        help.lines().for_each(|line| writeln!(text, "{}", line.trim_end()).unwrap());
        text.push_str("```\n");
    }
    assert_generated("docs/cli.md", &text);
}

#[test]
fn help_fits_a_terminal() {
    for command in commands() {
        let help = help_of(&command);
        // Examples are to be copied, and stand on one line each.
        let (words, _) = help.split_once("Examples:").unwrap();
        assert!(words.lines().all(|line| line.chars().count() <= 80), "{command:?}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(Folder::new().run(&["--version"]).right().out, format!("statemark {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Folder::new().run(&["completions", shell]).right().out;
        for word in ["validate", "summarize", "drop-comments", "exit-zero"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn the_completions_of_bash_are_a_script_that_it_takes() {
    let outcome = Folder::new().shell("source <(statemark completions bash) && complete -p statemark").right();
    assert!(outcome.out.contains("_statemark"), "{}", outcome.out);
}

#[test]
fn the_names_of_rules_are_completed() {
    for shell in ["bash", "fish", "zsh"] {
        let script = Folder::new().run(&["completions", shell]).right().out;
        assert!(script.contains("unknown-reference") && script.contains("evidence"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    for name in commands().into_iter().filter(|command| command.len() == 1).flatten() {
        let page = Folder::new().run(&["man", &name]).right().out;
        assert!(page.contains(&format!("\"statemark {}\"", env!("CARGO_PKG_VERSION"))), "{page}");
        assert!(page.contains(".SH NAME") && page.contains(&format!("statemark\\-{name}")), "{page}");
    }
    assert!(Folder::new().run(&["man"]).right().out.contains("Exit codes"));
}

#[test]
fn colours_are_for_those_who_want_them() {
    let coloured = |variables: &[(&str, &str)]| {
        let folder = Folder::new();
        let output = folder.command().arg("--help").envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\x1B')
    };
    assert!(!coloured(&[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), "an empty NO_COLOR says nothing");
}

#[test]
fn wrong_arguments_are_a_failure() {
    for args in [
        &[][..],
        &["validat"],
        &["validate"],
        &["convert", "a.json", "--to", "pdf"],
        &["fmt", "a.json", "--sources", "x"],
        &["new", "--type", "speech"],
        &["validate", "a.json", "--ignore", "evidnce"],
        &["validate", "a.json", "--warn", "unknown-field"],
        &["validate", "a.json", "--fail-on", "information"],
        &["explain", "unknown-referense"],
        &["rules", "--format", "ndjson"],
    ] {
        let outcome = Folder::new().run(args);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}");
        assert!(outcome.err.contains("Usage:") || outcome.err.contains("--help"), "{outcome:?}");
    }
}
