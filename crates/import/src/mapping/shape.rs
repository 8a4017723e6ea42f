//! The fields of the format, as its JSON Schema has them: what a template may say at each place.

use serde_json::Value;

/// What may stand at a place of a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'schema> {
    schema: &'schema Value,
    /// The place; nothing where anything may stand, as in `ext`.
    node: Option<&'schema Value>,
}

/// What kind of value a place takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    List,
    /// Words, numbers, codes.
    Single,
    /// Words, or a table of languages; or anything.
    Any,
}

impl<'schema> Shape<'schema> {
    /// A whole statement.
    pub(super) fn statement(schema: &'schema Value) -> Self {
        Self { schema, node: Some(schema) }
    }

    fn at(self, node: Option<&'schema Value>) -> Self {
        let Some(name) = node.and_then(|node| node.get("$ref")).and_then(Value::as_str) else { return Self { node, ..self } };
        let name = name.rsplit('/').next().unwrap_or_default();
        let node = Some(&self.schema["$defs"][name]).filter(|_| !matches!(name, "Ext" | "ExtValue"));
        Self { node, ..self }
    }

    /// The kind of value here.
    pub(super) fn kind(self) -> Kind {
        match self.node.and_then(|node| node.get("type")).and_then(Value::as_str) {
            Some("object") => Kind::Table,
            Some("array") => Kind::List,
            Some(_) => Kind::Single,
            None if self.node.is_some_and(|node| node.get("enum").is_some()) => Kind::Single,
            None => Kind::Any,
        }
    }

    /// The shape of a field, if there is one of this name.
    pub(super) fn field(self, key: &str) -> Option<Self> {
        let Some(node) = self.node else { return Some(self) };
        let object = node.get("anyOf").and_then(|branches| {
            branches.as_array()?.iter().find(|branch| branch.get("type").is_some_and(|kind| kind == "object"))
        });
        let node = object.unwrap_or(node);
        if let Some(field) = node.get("properties").and_then(|properties| properties.get(key)).filter(|_| key != "$schema") {
            return Some(self.at(Some(field)));
        }
        let by_pattern = node.get("patternProperties").and_then(Value::as_object).and_then(|patterns| patterns.values().next());
        let others = by_pattern.or_else(|| node.get("additionalProperties").filter(|others| others.is_object()))?;
        Some(self.at(Some(others)))
    }

    /// The names of the fields here.
    pub(super) fn fields(self) -> Vec<&'schema str> {
        let properties = self.node.and_then(|node| node.get("properties")).and_then(Value::as_object);
        properties.into_iter().flatten().map(|(key, _)| key.as_str()).filter(|key| *key != "$schema").collect()
    }

    /// The fields that an object cannot be without.
    pub(super) fn required(self) -> Vec<&'schema str> {
        let required = self.node.and_then(|node| node.get("required")).and_then(Value::as_array);
        required.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The shape of the items of a list.
    pub(super) fn item(self) -> Self {
        self.at(self.node.and_then(|node| node.get("items")))
    }

    /// The codes that may stand here, where it is a closed list.
    pub(super) fn codes(self) -> Option<Vec<&'schema str>> {
        let codes = self.node.and_then(|node| node.get("enum")).and_then(Value::as_array)?;
        Some(codes.iter().filter_map(Value::as_str).collect())
    }
}
