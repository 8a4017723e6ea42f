//! Makes one statement of several: lists run on, and what is said twice must be the same.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;

use super::Reason;

/// Two values for what has one.
#[derive(Debug, PartialEq)]
pub(super) struct Conflict {
    /// Where, from the root of the statement or from an item of a list.
    way: String,
    ours: String,
    theirs: String,
}

impl Conflict {
    /// What is told of the row that says it second.
    pub(super) fn reason(&self, whole: &str) -> Reason {
        let shown = |value: &str| value.chars().take(80).collect::<String>();
        Reason {
            column: None,
            message: format!(
                "{whole} says both {} and {} for `{}`",
                shown(&self.ours),
                shown(&self.theirs),
                self.way.trim_start_matches('/')
            ),
            help: "mend the records, or make an id or a group of what tells them apart".to_owned(),
        }
    }
}

/// Adds to a statement what another says.
pub(super) fn merge(ours: &mut Value, theirs: Value) -> Result<(), Conflict> {
    agree(ours, &theirs, "")?;
    put(ours, theirs);
    Ok(())
}

/// A list in which each item stands once: by its id, where it has one.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) items: Vec<Value>,
    places: HashMap<(bool, Value), usize>,
}

impl List {
    /// Adds an item, if it is not there already; what is there must agree.
    pub(super) fn add(&mut self, item: Value) -> Result<(), Conflict> {
        let (has_id, meant) = meant(&item);
        match self.places.entry((has_id, meant.clone())) {
            Entry::Vacant(place) => {
                place.insert(self.items.len());
                self.items.push(item);
            }
            Entry::Occupied(place) => merge(&mut self.items[*place.get()], item)?,
        }
        Ok(())
    }
}

/// What tells items of a list apart: their ids, or all of them.
fn meant(item: &Value) -> (bool, &Value) {
    item.get("id").map_or((false, item), |id| (true, id))
}

/// Which items of a list are meant by those of another, in which each stands once.
fn places(ours: &[Value], theirs: &[Value]) -> Vec<Option<usize>> {
    if let [item] = theirs {
        return vec![ours.iter().position(|known| meant(known) == meant(item))];
    }
    let known: HashMap<_, usize> = ours.iter().map(meant).enumerate().rev().map(|(place, meant)| (meant, place)).collect();
    theirs.iter().map(|item| known.get(&meant(item)).copied()).collect()
}

fn agree(ours: &Value, theirs: &Value, way: &str) -> Result<(), Conflict> {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => theirs
            .iter()
            .filter_map(|(key, theirs)| Some((key, ours.get(key)?, theirs)))
            .try_for_each(|(key, ours, theirs)| agree(ours, theirs, &format!("{way}/{key}"))),
        (Value::Array(ours), Value::Array(theirs)) => {
            let known = theirs.iter().zip(places(ours, theirs)).filter_map(|(item, place)| Some((item, &ours[place?])));
            { known }.try_for_each(|(item, known)| {
                agree(known, item, &format!("{way}/{}", item.get("id").and_then(Value::as_str).unwrap_or_default()))
            })
        }
        _ if ours == theirs => Ok(()),
        _ => Err(Conflict { way: way.to_owned(), ours: ours.to_string(), theirs: theirs.to_string() }),
    }
}

fn put(ours: &mut Value, theirs: Value) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (key, theirs) in theirs {
                match ours.get_mut(&key) {
                    Some(ours) => put(ours, theirs),
                    None => drop(ours.insert(key, theirs)),
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            for (place, item) in places(ours, &theirs).into_iter().zip(theirs) {
                match place {
                    Some(known) => put(&mut ours[known], item),
                    None => ours.push(item),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::merge;

    #[test]
    fn lists_run_on_and_single_values_must_agree() {
        let mut ours = json!({"id": "a", "issuers": ["x"], "entities": [{"id": "x", "name": "X"}]});
        let theirs = json!({"id": "a", "issuers": ["x", "y"], "entities": [{"id": "y"}, {"id": "x", "aliases": ["XX"]}]});
        merge(&mut ours, theirs).unwrap();
        let both =
            json!({"id": "a", "issuers": ["x", "y"], "entities": [{"id": "x", "name": "X", "aliases": ["XX"]}, {"id": "y"}]});
        assert_eq!(ours, both);
        let conflict = merge(&mut ours, json!({"issuers": ["z"], "entities": [{"id": "x", "name": "Z"}]})).unwrap_err();
        assert_eq!(conflict.reason("the group").message, "the group says both \"X\" and \"Z\" for `entities/x/name`");
        assert_eq!(ours, both);
    }
}
