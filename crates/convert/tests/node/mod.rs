//! Programs of others that judge what we write.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use statemark_specimens::shared;

/// What a program makes of its input.
pub(crate) fn run(program: &str, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} {arguments:?} failed");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a script of `tests/judges` on one JSON string a line, if node and the packages are there.
pub(crate) fn node(script: &str, arguments: &[&str], inputs: &[String]) -> Option<Vec<String>> {
    let modules = std::env::var_os("STATEMARK_NODE_MODULES");
    assert!(modules.is_some() || !shared::is_ci(), "STATEMARK_NODE_MODULES is not set, and this is CI: nothing may be skipped");
    if !shared::has("node") || modules.is_none() {
        eprintln!("skipped: STATEMARK_NODE_MODULES does not name a folder of node packages");
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges").join(script);
    let lines: String = inputs.iter().map(|input| serde_json::to_string(input).unwrap() + "\n").collect();
    let output = run("node", &[&[script.to_str().unwrap()], arguments].concat(), &lines);
    let outputs: Vec<String> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(outputs.len(), inputs.len());
    Some(outputs)
}
