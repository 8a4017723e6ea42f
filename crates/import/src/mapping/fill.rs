//! Fills a template with a row.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::hole::{Filter, Hole, Part, Step, What};
use super::merge::List;
use super::template::{Item, Template};
use super::value::{Content, Found, Wrong};
use super::{Mapping, Reason};

/// A row, while a template is filled with it.
pub(super) struct Filler<'row> {
    pub(super) mapping: &'row Mapping,
    pub(super) columns: &'row [String],
    pub(super) content: &'row Content,
    pub(super) number: u64,
    /// The items of lists that those around the current place stand for.
    open: Vec<Open<'row>>,
    /// The JSON Pointer of each string that was filled, and the column that filled it: where somebody asks for it.
    origins: Option<Vec<(String, String)>>,
    pointer: String,
}

/// An item of a list of the row: the way to the list, which item it is, from 0, and what it holds.
struct Open<'row> {
    way: &'row [Step],
    index: usize,
    item: Found<'row>,
}

impl<'row> Filler<'row> {
    pub(super) fn new(mapping: &'row Mapping, columns: &'row [String], content: &'row Content, number: u64) -> Self {
        Self { mapping, columns, content, number, open: Vec::new(), origins: None, pointer: String::new() }
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
        let mut list = List::default();
        for item in items {
            match item.each.as_deref().filter(|each| self.open.iter().all(|open| open.way != *each)) {
                None => self.item(item, &mut list)?,
                Some(way) => {
                    for (index, each) in self.items(way).into_iter().enumerate() {
                        self.open.push(Open { way, index, item: each });
                        let added = self.item(item, &mut list);
                        self.open.pop();
                        added?;
                    }
                }
            }
        }
        Ok(Some(list.items).filter(|items| !items.is_empty()).map(Value::Array))
    }

    fn item(&mut self, item: &'row Item, list: &mut List) -> Result<(), Reason> {
        let length = self.pointer.len();
        self.pointer.extend(["/", &list.items.len().to_string()]);
        let value = self.fill(&item.template);
        self.pointer.truncate(length);
        let Some(value) = value? else { return Ok(()) };
        list.add(value).map_err(|conflict| conflict.reason("the row"))
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
        let reason = |(message, help): Wrong| Reason { column: Some(hole.name()), message, help };
        let found = self.found(&hole.what);
        if let Some(found) =
            found.filter(|found| hole.filters.contains(&Filter::Json) && found.words().is_none_or(|words| !words.is_empty()))
        {
            return found.json().map(Some).map_err(reason);
        }
        let words = match (&hole.what, found) {
            (What::Row, _) => Some(self.number.to_string().into()),
            (What::Item, _) => Some(self.open.last().map_or(1, |open| open.index + 1).to_string().into()),
            (What::Column(_), None) => Some(Cow::Borrowed("")),
            (What::Column(_), Some(found)) => found.words(),
        };
        let Some(words) = words else {
            let name = hole.name();
            let help = format!("write `{{{name}[]}}` in an item of a list for each of its items, or `{{{name}|json}}` in `ext`");
            return Err(reason(("it is no single value".to_owned(), help)));
        };
        match self.filtered(&hole.filters, &words).map_err(reason)? {
            Ok(value) => Ok(Some(value)),
            Err(_) if hole.is_optional => Ok(None),
            Err(why) => {
                let help = format!("fill it in, or write `{{{}?}}` in the mapping where it may be absent", hole.name());
                Err(reason((why.to_owned(), help)))
            }
        }
    }

    /// What filters make of words; or why they say nothing.
    fn filtered(&self, filters: &[Filter], words: &str) -> Result<Result<Value, &'static str>, Wrong> {
        let codes = &self.mapping.codes;
        let is_empty = words.trim().is_empty();
        let (mut words, mut filters) = (words.to_owned(), filters.iter());
        if is_empty || self.mapping.absent.contains(&words) {
            // A codelist may say what an absent value stands for.
            match filters.next().and_then(|filter| filter.code(codes, "")).filter(|code| !code.is_empty()) {
                Some(code) => code.clone_into(&mut words),
                None => return Ok(Err(if is_empty { "it is empty" } else { "its value says nothing" })),
            }
        }
        for filter in filters {
            match filter.apply(codes, &words)? {
                Value::String(filtered) if filtered.is_empty() => return Ok(Err("its code says nothing")),
                Value::String(filtered) => words = filtered,
                value => return Ok(Ok(value)),
            }
        }
        Ok(Ok(Value::String(words)))
    }

    /// What the row has at the end of a way: from the item on that stands for its list here.
    fn found(&self, what: &What) -> Option<Found<'row>> {
        let What::Column(way) = what else { return None };
        match self.open.iter().rfind(|open| way.starts_with(open.way)) {
            Some(open) => open.item.at(&way[open.way.len()..]),
            None => self.first(way)?.at(&way[1..]),
        }
    }

    /// What a way begins with.
    fn first(&self, way: &[Step]) -> Option<Found<'row>> {
        let Step::Key(name) = way.first()? else { return None };
        self.content.get(self.columns, name)
    }

    /// The items that the last step of a way runs over.
    fn items(&self, each: &[Step]) -> Vec<Found<'row>> {
        let (Some(first), [_, between @ .., Step::Each(separator)]) = (self.first(each), each) else { return Vec::new() };
        first.at(between).map_or_else(Vec::new, |list| list.items(separator.as_deref()))
    }
}

/// The column that filled the place of a pointer, or one below it.
pub(super) fn origin<'origin>(origins: &'origin [(String, String)], pointer: &str) -> Option<&'origin str> {
    let found = origins.iter().find(|(place, _)| place == pointer);
    found
        .or_else(|| origins.iter().find(|(place, _)| place.starts_with(pointer) && !pointer.is_empty()))
        .map(|(_, column)| column.as_str())
}
