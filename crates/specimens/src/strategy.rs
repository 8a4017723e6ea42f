//! The documents as a proptest strategy: drawn from a seed, and made smaller by taking parts out of their JSON.

use std::fmt;

use proptest::prelude::any;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;
use statemark::json;
use statemark::statement::Statement;

/// A generated statement.
#[derive(Clone)]
pub struct Specimen {
    /// The number that names it, before anything was taken out.
    pub seed: u64,
    /// The statement.
    pub statement: Statement,
}

impl fmt::Debug for Specimen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "from seed {}:\n{}", self.seed, json::to_string_pretty(&self.statement))
    }
}

/// Draws whole statements.
#[derive(Debug, Clone, Copy)]
pub struct Specimens;

impl Strategy for Specimens {
    type Tree = Shrinking;
    type Value = Specimen;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let seed = any::<u64>().new_tree(runner)?.current();
        Ok(Shrinking::new(Specimen { seed, statement: crate::document::statement(seed) }))
    }
}

/// A statement that becomes smaller as long as it still fails.
#[derive(Debug)]
pub struct Shrinking {
    seed: u64,
    /// The smallest that failed.
    best: Value,
    /// What is tried now.
    current: Statement,
    /// What is tried now, if it is not `best`.
    candidate: Option<Value>,
    /// What can be taken out of `best`, and how much of that was tried.
    cuts: Vec<Cut>,
    tried: usize,
    /// Whether anything was taken out since the first cut was tried.
    smaller: bool,
}

/// A way to make a value smaller, and the JSON Pointer to it.
#[derive(Debug, Clone)]
struct Cut {
    pointer: Vec<String>,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Remove,
    FirstHalf,
    LastHalf,
    WithoutCharacter(usize),
}

impl Shrinking {
    fn new(specimen: Specimen) -> Self {
        let best = serde_json::from_str(&json::to_string(&specimen.statement)).expect("canonical JSON is JSON");
        Self {
            seed: specimen.seed,
            best,
            current: specimen.statement,
            candidate: None,
            cuts: Vec::new(),
            tried: 0,
            smaller: true,
        }
    }

    /// Tries the next cut that leaves a valid document.
    fn next(&mut self) -> bool {
        loop {
            if self.tried == self.cuts.len() {
                if !std::mem::take(&mut self.smaller) {
                    return false;
                }
                self.cuts = cuts(&self.best);
                self.tried = 0;
            }
            let Some(cut) = self.cuts.get(self.tried) else { return false };
            self.tried += 1;
            let mut value = self.best.clone();
            if apply(&mut value, &cut.pointer, cut.how).is_some()
                && let Ok(statement) = json::from_str(&value.to_string())
            {
                self.current = statement;
                self.candidate = Some(value);
                return true;
            }
        }
    }
}

impl ValueTree for Shrinking {
    type Value = Specimen;

    fn current(&self) -> Specimen {
        Specimen { seed: self.seed, statement: self.current.clone() }
    }

    fn simplify(&mut self) -> bool {
        if let Some(value) = self.candidate.take() {
            // The cuts of what is gone no longer apply, and those of what stands behind a removed item meet its neighbour.
            self.best = value;
            self.smaller = true;
        }
        self.next()
    }

    fn complicate(&mut self) -> bool {
        self.candidate = None;
        let more = self.next();
        if !more {
            self.current = json::from_str(&self.best.to_string()).expect("only valid documents are kept");
        }
        more
    }
}

/// Everything that can be taken out, the largest first.
fn cuts(value: &Value) -> Vec<Cut> {
    let (mut removals, mut trims) = (Vec::new(), Vec::new());
    collect(value, &mut Vec::new(), &mut removals, &mut trims);
    removals.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    removals.into_iter().map(|(_, cut)| cut).chain(trims).collect()
}

fn collect(value: &Value, pointer: &mut Vec<String>, removals: &mut Vec<(usize, Cut)>, trims: &mut Vec<Cut>) {
    if !pointer.is_empty() {
        removals.push((value.to_string().len(), Cut { pointer: pointer.clone(), how: How::Remove }));
    }
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        // From the end, so that the places of the others stay.
        Value::Array(list) => list.iter().enumerate().rev().map(|(index, value)| (index.to_string(), value)).collect(),
        Value::String(text) => {
            let length = text.chars().count();
            let characters = (0..length.min(40)).map(How::WithoutCharacter);
            trims.extend(
                [How::FirstHalf, How::LastHalf].into_iter().chain(characters).map(|how| Cut { pointer: pointer.clone(), how }),
            );
            Vec::new()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        pointer.push(step);
        collect(child, pointer, removals, trims);
        pointer.pop();
    }
}

/// Applies a cut, and lets the offsets of evidence fit again; nothing when there is nothing to cut.
fn apply(value: &mut Value, pointer: &[String], how: How) -> Option<()> {
    match (pointer, how) {
        ([], How::Remove) => return None,
        ([], how) => {
            let text = value.as_str()?;
            let length = text.chars().count();
            *value = match how {
                How::FirstHalf => text.chars().take(length / 2).collect::<String>().into(),
                How::LastHalf => text.chars().skip(length.div_ceil(2).max(1)).collect::<String>().into(),
                How::WithoutCharacter(at) if at < length => {
                    text.chars().enumerate().filter(|(index, _)| *index != at).map(|(_, c)| c).collect::<String>().into()
                }
                _ => return None,
            };
        }
        ([last], How::Remove) => match value {
            Value::Object(map) => drop(map.remove(last)?),
            Value::Array(items) => {
                let index = last.parse().ok().filter(|index| *index < items.len())?;
                items.remove(index);
            }
            _ => return None,
        },
        ([first, rest @ ..], how) => {
            let child = match value {
                Value::Object(map) => map.get_mut(first)?,
                Value::Array(list) => list.get_mut(first.parse::<usize>().ok()?)?,
                _ => return None,
            };
            apply(child, rest, how)?;
        }
    }
    if let (Some(start), Some(exact)) = (value["start"].as_u64(), value["exact"].as_str()) {
        value["end"] = (start + exact.chars().count() as u64).into();
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::test_runner::{TestCaseError, TestError, TestRunner};

    use super::*;

    #[test]
    fn a_failing_document_becomes_as_small_as_a_document_can_be() {
        let mut runner = TestRunner::new(crate::campaign::config(7, 100));
        let has_an_act = |specimen: Specimen| {
            let text = json::to_string(&specimen.statement);
            if text.contains("\"act\":") { Err(TestCaseError::fail("it has an act")) } else { Ok(()) }
        };
        let Err(TestError::Fail(_, specimen)) = runner.run(&Specimens, has_an_act) else { panic!("no document has an act") };
        assert!(json::to_string(&specimen.statement).len() < 230, "{specimen:?}");
    }
}
