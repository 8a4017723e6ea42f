//! Fills a template with a row.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

use super::hole::{Filter, Hole, Part, Step, What};
use super::merge::add;
use super::rows::Content;
use super::template::{Item, Template};
use super::{Mapping, Reason};

/// A row, while a template is filled with it.
pub(super) struct Filler<'row> {
    pub(super) mapping: &'row Mapping,
    pub(super) columns: &'row [String],
    pub(super) content: &'row Content,
    pub(super) number: u64,
    /// The lists that the items around the current place run over, and which of their items they stand for, from 0.
    items: Vec<(&'row [Step], usize)>,
    /// The JSON Pointer of each string that was filled, and the column that filled it: where somebody asks for it.
    origins: Option<Vec<(String, String)>>,
    pointer: String,
}

impl<'row> Filler<'row> {
    pub(super) fn new(mapping: &'row Mapping, columns: &'row [String], content: &'row Content, number: u64) -> Self {
        Self { mapping, columns, content, number, items: Vec::new(), origins: None, pointer: String::new() }
    }

    /// Fills a template once more, and tells which column filled which place: JSON Pointers.
    pub(super) fn origins(mut self, template: &'row Template) -> Vec<(String, String)> {
        self.origins = Some(Vec::new());
        // It was filled before, without an error.
        let _ = self.fill(template);
        self.origins.unwrap_or_default()
    }

    /// The value of a template; nothing, if all that it could say is absent.
    pub(super) fn fill(&mut self, template: &'row Template) -> Result<Option<Value>, Reason> {
        match template {
            Template::Constant(value) => Ok(Some(value.clone())),
            Template::Words(parts) => self.words(parts),
            Template::List(items) => self.list(items),
            Template::Table(fields, required) => self.table(fields, required),
        }
    }

    fn table(&mut self, fields: &'row [(String, Template)], required: &[String]) -> Result<Option<Value>, Reason> {
        let mut table = Map::new();
        let length = self.pointer.len();
        for (key, template) in fields {
            self.pointer.extend(["/", key]);
            let value = self.fill(template)?;
            self.pointer.truncate(length);
            if let Some(value) = value {
                table.insert(key.clone(), value);
            }
        }
        // An entity without name is none; but what the whole statement lacks is told.
        let is_lacking = length > 0 && required.iter().any(|field| !table.contains_key(field));
        Ok(Some(table).filter(|table| !table.is_empty() && !is_lacking).map(Value::Object))
    }

    fn list(&mut self, items: &'row [Item]) -> Result<Option<Value>, Reason> {
        let mut list = Vec::new();
        for item in items {
            match item.each.as_deref().filter(|each| self.index(each).is_none()) {
                None => self.item(item, &mut list)?,
                Some(each) => {
                    for index in 0..self.count(each) {
                        self.items.push((each, index));
                        let added = self.item(item, &mut list);
                        self.items.pop();
                        added?;
                    }
                }
            }
        }
        Ok(Some(list).filter(|list| !list.is_empty()).map(Value::Array))
    }

    /// Which item of a list is meant, where an item around the current place runs over it.
    fn index(&self, each: &[Step]) -> Option<usize> {
        self.items.iter().rfind(|(way, _)| *way == each).map(|(_, index)| *index)
    }

    fn item(&mut self, item: &'row Item, list: &mut Vec<Value>) -> Result<(), Reason> {
        let length = self.pointer.len();
        self.pointer.extend(["/", &list.len().to_string()]);
        let value = self.fill(&item.template);
        self.pointer.truncate(length);
        let Some(value) = value? else { return Ok(()) };
        add(list, value).map_err(|conflict| conflict.reason("the row"))
    }

    fn words(&mut self, parts: &'row [Part]) -> Result<Option<Value>, Reason> {
        if let Some(origins) = &mut self.origins {
            let holes = parts.iter().filter_map(|part| if let Part::Hole(hole) = part { Some(hole.name()) } else { None });
            origins.extend(holes.map(|name| (self.pointer.clone(), name)));
        }
        if let [Part::Hole(hole)] = parts {
            return self.hole(hole);
        }
        let mut words = String::new();
        for part in parts {
            match part {
                Part::Words(constant) => words.push_str(constant),
                Part::Hole(hole) => match self.hole(hole)? {
                    None => return Ok(None),
                    Some(Value::String(value)) => words.push_str(&value),
                    Some(value) => words.push_str(&value.to_string()),
                },
            }
        }
        Ok(Some(Value::String(words)))
    }

    fn hole(&self, hole: &Hole) -> Result<Option<Value>, Reason> {
        let reason = |message: String, help: String| Reason { column: Some(hole.name()), message, help };
        let absent = |why: &str| {
            let help = format!("fill it in, or write `{{{}?}}` in the mapping where it may be absent", hole.name());
            if hole.is_optional { Ok(None) } else { Err(reason(why.to_owned(), help)) }
        };
        let value = match &hole.what {
            What::Row => Value::from(self.number),
            What::Item => Value::from(self.items.last().map_or(0, |(_, index)| *index) + 1),
            What::Column(way) => match self.value(way) {
                None | Some(Cow::Borrowed(Value::Null)) => Value::from(""),
                Some(value) => value.into_owned(),
            },
        };
        if hole.filters.contains(&Filter::Json) && value != "" {
            return Ok(Some(value));
        }
        let mut value = match value {
            Value::String(text) => text,
            Value::Array(_) | Value::Object(_) => {
                let help = format!(
                    "write `{{{}[]}}` in an item of a list for each of its items, or `{{{}|json}}` in `ext`",
                    hole.name(),
                    hole.name()
                );
                return Err(reason("it is no single value".to_owned(), help));
            }
            single => single.to_string(),
        };
        if value.trim().is_empty() || self.mapping.absent.contains(&value) {
            // A codelist may say what an absent value stands for.
            let code = hole.filters.first().and_then(|filter| self.code(filter, ""));
            return match code {
                Some(code) => Ok(Some(Value::from(code))),
                None => absent(if value.trim().is_empty() { "it is empty" } else { "its value says nothing" }),
            };
        }
        for filter in &hole.filters {
            value = match self.filtered(filter, &value) {
                Ok(Value::String(value)) if value.is_empty() => return absent("its code says nothing"),
                Ok(Value::String(value)) => value,
                Ok(value) => return Ok(Some(value)),
                Err((message, help)) => return Err(reason(message, help)),
            };
        }
        Ok(Some(Value::String(value)))
    }

    /// The code of a value, if the filter is a codelist that has it.
    fn code(&self, filter: &Filter, value: &str) -> Option<&str> {
        let Filter::Codes(name) = filter else { return None };
        self.mapping.codes.get(name)?.get(value).map(String::as_str)
    }

    fn filtered(&self, filter: &Filter, value: &str) -> Result<Value, (String, String)> {
        let shown: String = value.chars().take(60).collect();
        Ok(match filter {
            Filter::Json => Value::from(value),
            Filter::Line => Value::from(line(value)),
            Filter::Length => Value::from(value.chars().count()),
            Filter::Id => Value::from(
                id(value)
                    .ok_or_else(|| (format!("`{shown}` has no letter or digit for an id"), "name it otherwise".to_owned()))?,
            ),
            Filter::Number => {
                let number: Result<Number, _> = serde_json::from_str(value.trim());
                Value::Number(
                    number.map_err(|_| {
                        (format!("`{shown}` is no number"), "write it in decimal digits, as JSON does".to_owned())
                    })?,
                )
            }
            Filter::Date(pattern) => {
                let date = pattern.read(value);
                Value::from(date.ok_or_else(|| {
                    (format!("`{shown}` is no date in the order that the mapping says"), "mend the date, or the order".to_owned())
                })?)
            }
            Filter::Codes(name) => {
                let code = self.code(filter, value).or_else(|| self.code(filter, "*"));
                let help =
                    || format!("add it to `[codes.{name}]` in the mapping, or `\"*\"` for all others; or leave the row aside");
                Value::from(code.ok_or_else(|| (format!("`{shown}` is not in the codelist `{name}`"), help()))?)
            }
        })
    }

    /// The value at the end of a way.
    fn value(&self, way: &[Step]) -> Option<Cow<'_, Value>> {
        let (Step::Key(first), steps) = way.split_first()? else { return None };
        let mut value = match self.content {
            Content::Object(object) => Cow::Borrowed(object.get(first)?),
            Content::Fields(fields) => {
                let index = self.columns.iter().position(|column| column == first)?;
                Cow::Owned(Value::from(fields.get(index)?.as_str()))
            }
        };
        for (at, step) in steps.iter().enumerate() {
            value = match step {
                Step::Key(key) => owned_or_borrowed(value, |value| value.get(key))?,
                Step::Index(index) => nth(value, *index)?,
                Step::Each(separator) => {
                    let index = self.index(&way[..=at + 1]).unwrap_or(0);
                    match (separator, value.as_str()) {
                        (Some(separator), Some(text)) => {
                            Cow::Owned(Value::from(text.split(separator.as_str()).nth(index)?.trim()))
                        }
                        _ => nth(value, index)?,
                    }
                }
            };
        }
        Some(value)
    }

    /// How many items the list at the end of a way has. A single value counts as a list of one.
    fn count(&self, each: &[Step]) -> usize {
        let Some((Step::Each(separator), way)) = each.split_last() else { return 0 };
        match (self.value(way).as_deref(), separator) {
            (None | Some(Value::Null), _) => 0,
            (Some(Value::Array(list)), _) => list.len(),
            (Some(Value::String(text)), Some(separator)) => text.split(separator.as_str()).count(),
            _ => 1,
        }
    }
}

fn owned_or_borrowed(value: Cow<'_, Value>, step: impl Fn(&Value) -> Option<&Value>) -> Option<Cow<'_, Value>> {
    match value {
        Cow::Borrowed(value) => step(value).map(Cow::Borrowed),
        Cow::Owned(value) => step(&value).cloned().map(Cow::Owned),
    }
}

/// An item of a list; a single value is the first of itself.
fn nth(value: Cow<'_, Value>, index: usize) -> Option<Cow<'_, Value>> {
    if value.is_array() { owned_or_borrowed(value, |value| value.get(index)) } else { Some(value).filter(|_| index == 0) }
}

fn line(text: &str) -> String {
    text.split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// An id of words: letters and digits of ASCII, small; others by their number; what stands between them is a hyphen.
fn id(text: &str) -> Option<String> {
    let mut id = String::new();
    let mut is_between = false;
    for char in text.chars() {
        if !char.is_alphanumeric() {
            is_between = true;
            continue;
        }
        if std::mem::take(&mut is_between) && !id.is_empty() {
            id.push('-');
        }
        match char {
            '0'..='9' if id.is_empty() => id.extend(['n', char]),
            _ if char.is_ascii() => id.push(char.to_ascii_lowercase()),
            _ => id.extend(char.escape_unicode().filter(|part| !matches!(part, '\\' | '{' | '}'))),
        }
    }
    (!id.is_empty()).then_some(id)
}

/// The column that filled the place of a pointer, or one below it.
pub(super) fn origin<'origin>(origins: &'origin [(String, String)], pointer: &str) -> Option<&'origin str> {
    let found = origins.iter().find(|(place, _)| place == pointer);
    found
        .or_else(|| origins.iter().find(|(place, _)| place.starts_with(pointer) && !pointer.is_empty()))
        .map(|(_, column)| column.as_str())
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn ids_keep_names_apart() {
        let ids = ["Kim Jong-Un", "Recep Erdoğan", "(Bruxelles)", "7 Days", "共同", "--"].map(id);
        let ids: Vec<Option<&str>> = ids.iter().map(Option::as_deref).collect();
        assert_eq!(
            ids,
            [Some("kim-jong-un"), Some("recep-erdou11fan"), Some("bruxelles"), Some("n7-days"), Some("u5171u540c"), None]
        );
    }
}
