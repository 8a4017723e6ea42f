//! Makes one statement of several: lists run on, and what is said twice must be the same.

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

/// Adds an item to a list, if it is not there already: by its id, where it has one.
pub(super) fn add(list: &mut Vec<Value>, item: Value) -> Result<(), Conflict> {
    if let Some(known) = same(list, &item) {
        agree(&list[known], &item, "")?;
    }
    put_item(list, item);
    Ok(())
}

/// The item of a list that is meant by another: that of the same id, or the same.
fn same(list: &[Value], item: &Value) -> Option<usize> {
    let id = item.get("id");
    list.iter().position(|known| if id.is_some() { known.get("id") == id } else { known == item })
}

fn agree(ours: &Value, theirs: &Value, way: &str) -> Result<(), Conflict> {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => theirs
            .iter()
            .filter_map(|(key, theirs)| Some((key, ours.get(key)?, theirs)))
            .try_for_each(|(key, ours, theirs)| agree(ours, theirs, &format!("{way}/{key}"))),
        (Value::Array(ours), Value::Array(theirs)) => theirs.iter().try_for_each(|item| match same(ours, item) {
            Some(known) => {
                agree(&ours[known], item, &format!("{way}/{}", item.get("id").and_then(Value::as_str).unwrap_or_default()))
            }
            None => Ok(()),
        }),
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
        (Value::Array(ours), Value::Array(theirs)) => theirs.into_iter().for_each(|item| put_item(ours, item)),
        _ => {}
    }
}

fn put_item(list: &mut Vec<Value>, item: Value) {
    match same(list, &item) {
        Some(known) => put(&mut list[known], item),
        None => list.push(item),
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
