//! What stands in `action.yml`, `.pre-commit-hooks.yaml`, `docs/ci.md` and `docs/editors.md` is right, and its commands run.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use statemark_specimens::shared;

use crate::bulk::{statement, wrong};
use crate::run::{Folder, Outcome, project};
use crate::yaml;

fn committed(name: &str) -> String {
    fs::read_to_string(project().join(name)).unwrap()
}

/// The blocks of code in a page that are in this language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    let blocks: Vec<String> = page.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect();
    assert!(!blocks.is_empty(), "no {language}");
    blocks
}

/// A folder with `statements/` and a document in Markdown beside it.
fn folder() -> Folder {
    let folder = Folder::new();
    let statements = folder.path().join("statements");
    fs::create_dir(&statements).unwrap();
    for example in ["resolution", "declaration"] {
        let from = project().join("examples").join(example);
        for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), statements.join(file.file_name())).unwrap();
        }
    }
    let name = "china-pakistan-2025";
    for file in fs::read_dir(project().join("examples").join(name)).unwrap().map(Result::unwrap) {
        if !file.path().extension().is_some_and(|spelling| spelling == "json" || spelling == "xml") {
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
    }
    folder
}

/// A step of the action as GitHub runs it.
fn step(folder: &Folder, step: &Value, inputs: &Value) -> Outcome {
    assert_eq!(step["shell"], "bash");
    let export = |(name, value): (&String, &Value)| {
        let input = value.as_str().unwrap().strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")).unwrap();
        format!("export {name}={}\n", quoted(inputs[input].as_str().unwrap()))
    };
    let exports: String = step["env"].as_object().into_iter().flatten().map(export).collect();
    // Where GitHub lets a step write what its page shows.
    folder.shell(&format!("set -e\nexport GITHUB_STEP_SUMMARY=summary.txt\n{exports}{}", step["run"].as_str().unwrap()))
}

/// Words as a shell takes them for one.
fn quoted(words: &str) -> String {
    format!("'{}'", words.replace('\'', r"'\''"))
}

#[test]
fn the_action_runs_the_command() {
    let action = yaml::read(&committed("action.yml"));
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    assert!(steps.iter().all(|step| step.get("uses").is_none()), "nobody else's code is run");
    let defaults: Value =
        action["inputs"].as_object().unwrap().iter().map(|(name, input)| (name.clone(), input["default"].clone())).collect();
    let run = |folder: &Folder, given: Value| {
        let mut inputs = defaults.clone();
        for (name, value) in given.as_object().unwrap() {
            assert!(defaults.get(name).is_some(), "the action has no input {name}");
            inputs[name] = value.clone();
        }
        // What follows the first step finds the command, since it is on the path.
        assert_eq!(step(folder, &steps[0], &inputs).right().out, "");
        step(folder, &steps[1], &inputs)
    };
    assert_eq!(steps.len(), 2);
    let folder = folder();
    let all = run(&folder, json!({}));
    assert!(all.code == 0 && all.out.starts_with("::notice file=china-pakistan-2025.statemark.md,"), "{all:?}");
    assert!(
        folder.read("summary.txt").contains("7 documents"),
        "two in three spellings, and one: {}",
        folder.read("summary.txt")
    );

    folder.write("with space.statemark.json", wrong(1));
    let outcome = run(&folder, json!({"paths": "statements\nwith space.statemark.json\n", "args": "--quiet --warn unknown-id"}));
    assert_eq!(outcome.code, 2, "an unknown rule is refused: {outcome:?}");
    let paths = "statements\nwith space.statemark.json\n";
    let outcome = run(&folder, json!({"paths": paths}));
    assert!(outcome.code == 1 && outcome.out.starts_with("::error file=with space.statemark.json,"), "{outcome:?}");
    let outcome = run(&folder, json!({"paths": paths, "format": "ndjson", "report": "sarif=a b.sarif\njunit=a.xml\n"}));
    assert!(outcome.code == 1 && outcome.out.contains("\"rule\":\"unknown-reference\""), "{outcome:?}");
    assert!(folder.read("a b.sarif").contains("unknown-reference") && folder.read("a.xml").contains("<failure "));
    let outcome = run(&folder, json!({"report": "$(touch broken)=a; touch broken"}));
    assert!(outcome.code == 2 && !folder.names().contains(&"broken".to_owned()), "no input is a command: {outcome:?}");
    let outcome = run(&folder, json!({"paths": "$(touch broken); `touch broken`\n--exit-zero"}));
    assert!(outcome.code == 2 && !folder.names().contains(&"broken".to_owned()), "no input is a command: {outcome:?}");

    // The inputs that the documentation gives it.
    for block in blocks(&committed("docs/ci.md"), "yaml") {
        for job in yaml::read(&block)["jobs"].as_object().into_iter().flatten().map(|(_, job)| job) {
            let steps = job["steps"].as_array().unwrap();
            let uses = |name: &str| steps.iter().find(|step| step["uses"].as_str().unwrap().starts_with(name)).unwrap();
            folder.write("with space.statemark.json", statement(1));
            assert_eq!(run(&folder, uses("statemark/")["with"].clone()).code, 0);
            // What is uploaded is there, also after a step that failed.
            let upload = uses("github/codeql-action/upload-sarif@");
            let sarif = folder.path().join(upload["with"]["sarif_file"].as_str().unwrap());
            fs::remove_file(&sarif).unwrap();
            fs::write(folder.path().join("statements/wrong.statemark.json"), wrong(1)).unwrap();
            assert_eq!(run(&folder, uses("statemark/")["with"].clone()).code, 1);
            assert!(sarif.is_file() && upload["if"] == "always()");
        }
    }
}

/// The commands of a pipeline of GitLab.
fn scripts(pipeline: &Value) -> Vec<&str> {
    let jobs = pipeline.as_object().into_iter().flatten().filter_map(|(_, job)| job.get("script")?.as_array());
    jobs.flatten().map(|line| line.as_str().unwrap()).collect()
}

#[test]
fn the_pipeline_of_gitlab_has_its_reports() {
    let pipeline = &blocks(&committed("docs/ci.md"), "yaml")[1];
    let pipeline = yaml::read(pipeline);
    let scripts = scripts(&pipeline);
    assert_eq!(scripts.len(), 1);
    for (wrongs, code) in [(0, 0), (1, 1)] {
        let folder = folder();
        if wrongs > 0 {
            fs::write(folder.path().join("statements/wrong.statemark.json"), wrong(1)).unwrap();
        }
        let outcome = folder.shell(scripts[0]);
        assert_eq!(outcome.code, code, "{outcome:?}");
        let artifacts = &pipeline["statements"]["artifacts"];
        assert_eq!(artifacts["when"], "always");
        let issues: Value = serde_json::from_str(&folder.read(artifacts["reports"]["codequality"].as_str().unwrap())).unwrap();
        assert_eq!(issues.as_array().unwrap().iter().filter(|issue| issue["severity"] == "major").count(), wrongs);
        let suites = folder.read(artifacts["reports"]["junit"].as_str().unwrap());
        assert_eq!(suites.matches("<failure ").count(), wrongs, "{suites}");
    }
}

#[test]
fn the_tasks_of_airflow_tell_what_is_wrong_from_what_failed() {
    let python = blocks(&committed("docs/ci.md"), "python").concat();
    let tasks = python.split("bash_command=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let tasks: Vec<String> = tasks.map(|task| task.replace("{{ ds }}", "2026-01-31")).collect();
    let codes = |folder: &Folder| tasks.iter().map(|task| folder.shell(task).code).collect::<Vec<_>>();
    let folder = folder();
    assert_eq!(codes(&folder), [0, 0, 0]);
    let statistics: Value = serde_json::from_str(&folder.read("statistics.json")).unwrap();
    assert!(statistics.is_object(), "{statistics}");
    fs::write(folder.path().join("statements/wrong.statemark.json"), wrong(1)).unwrap();
    assert_eq!(codes(&folder), [0, 1, 0], "a finding is no reason to try again");
    fs::rename(folder.path().join("statements"), folder.path().join("elsewhere")).unwrap();
    assert_eq!(codes(&folder)[0], 2);
}

#[test]
fn what_the_documentation_of_editors_says_is_there() {
    let page = committed("docs/editors.md");
    let folder = Folder::new();
    for block in blocks(&page, "sh") {
        folder.shell(&block).right();
    }
    for block in blocks(&page, "json") {
        serde_json::from_str::<Value>(&block).unwrap();
    }
    let named = page.split(['`', '"', '/']).filter(|word| word.starts_with("statement.") && !word.contains(' '));
    let mut count = 0;
    for name in named {
        assert!(folder.path().join(".schemas").join(name).is_file(), "{name}");
        count += 1;
    }
    assert!(count > 4);
    // A document may name its schema at its top.
    let text = statement(1).replacen('{', "{\"$schema\":\".schemas/statement.draft-07.schema.json\",", 1);
    folder.write("a.statemark.json", &text);
    assert_eq!(folder.run(&["validate", "a.statemark.json"]).right().code, 0);
    let schema: Value = serde_json::from_str(&folder.read(".schemas/statement.draft-07.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::from_str(&text).unwrap()));
}

#[test]
fn the_files_hold_to_their_official_schemas() {
    if !shared::has("check-jsonschema") {
        return;
    }
    let folder = Folder::new();
    folder.write("action.yml", committed("action.yml"));
    let [github, gitlab, _] = &blocks(&committed("docs/ci.md"), "yaml")[..] else { panic!("three blocks") };
    folder.write("workflow.yml", github);
    folder.write("gitlab.yml", gitlab);
    for (schema, file) in [("github-actions", "action.yml"), ("github-workflows", "workflow.yml"), ("gitlab-ci", "gitlab.yml")] {
        let outcome = folder.shell(&format!("check-jsonschema --builtin-schema vendor.{schema} {file}"));
        assert_eq!(outcome.code, 0, "{file}: {outcome:?}");
    }
}

#[test]
fn the_hooks_have_what_pre_commit_asks_for() {
    let hooks = yaml::read(&committed(".pre-commit-hooks.yaml"));
    for hook in hooks.as_array().unwrap() {
        assert_eq!((&hook["language"], &hook["minimum_pre_commit_version"]), (&json!("system"), &json!("2.9.0")));
        let (id, entry) = (hook["id"].as_str().unwrap(), hook["entry"].as_str().unwrap());
        assert_eq!(id.replace('-', " "), entry);
        assert!(hook["name"] == entry && hook["files"].as_str().unwrap().starts_with(r"\.statemark\."));
        // It is given the names of files.
        let outcome = folder().shell(&format!("{entry} statements/*.statemark.json statements/*.statemark.xml"));
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
    let documented = &blocks(&committed("docs/ci.md"), "yaml")[2];
    let ids = |hooks: &Value| hooks.as_array().unwrap().iter().map(|hook| hook["id"].clone()).collect::<Vec<Value>>();
    assert_eq!(ids(&yaml::read(documented)["repos"][0]["hooks"]), ids(&hooks));
}

/// A commit of all that lies in a folder, and its name.
fn commit(folder: &Path) -> String {
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").current_dir(folder).args(identity).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q", "."]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "All"]);
    git(&["rev-parse", "HEAD"])
}

#[test]
fn pre_commit_runs_the_hooks() {
    if !shared::has("pre-commit") {
        return;
    }
    let hooks = Folder::new();
    hooks.write(".pre-commit-hooks.yaml", committed(".pre-commit-hooks.yaml"));
    let revision = commit(hooks.path());
    let folder = folder();
    let config = &blocks(&committed("docs/ci.md"), "yaml")[2];
    let config =
        config.replace("https://github.com/statemark/statemark", hooks.path().to_str().unwrap()).replace("v0.1.0", &revision);
    folder.write(".pre-commit-config.yaml", config);
    commit(folder.path());
    let home = Folder::new();
    let run = || folder.shell(&format!("PRE_COMMIT_HOME={} pre-commit run --all-files", quoted(home.path().to_str().unwrap())));
    assert_eq!(hooks.shell("pre-commit validate-manifest .pre-commit-hooks.yaml").code, 0);
    assert_eq!(folder.shell("pre-commit validate-config .pre-commit-config.yaml").code, 0);
    let outcome = run();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.out.matches("Passed").count(), 2, "{}", outcome.out);
    fs::write(folder.path().join("statements/wrong.statemark.json"), wrong(1)).unwrap();
    commit(folder.path());
    let outcome = run();
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.out.contains("error[unknown-reference]") && outcome.out.contains("files were modified by this hook"),
        "{}",
        outcome.out
    );
}
