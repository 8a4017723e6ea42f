//! Templates: a statement with holes, checked against the fields of the format.

use serde_json::Value as Json;
use statemark::schema::statement_schema;
use statemark::suggest::nearest;
use toml::de::{DeTable, DeValue};

use super::Faults;
use super::hole::{Grammar, Part, Step, What, name, parts};
use super::settings::Value;
use super::shape::{Kind, Shape};
use super::value::number;

/// What is filled for each row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Template {
    /// Words with holes.
    Words(Vec<Part>),
    /// A value without holes.
    Constant(Json),
    List(Vec<Item>),
    Table(Vec<(String, Template)>, Vec<String>),
}

/// An item of a list, and the list of the row for each of whose items it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) template: Template,
    pub(super) each: Option<Vec<Step>>,
}

/// Makes templates.
pub(super) struct Compiler<'mapping> {
    text: &'mapping str,
    grammar: Grammar<'mapping>,
    faults: &'mapping mut Faults,
    schema: Json,
    /// The lists that the holes of the current item run over.
    each: Vec<(Vec<Step>, usize)>,
    /// Whether the current place is in a list.
    in_list: bool,
}

impl<'mapping> Compiler<'mapping> {
    pub(super) fn new(text: &'mapping str, grammar: Grammar<'mapping>, faults: &'mapping mut Faults) -> Self {
        Self { text, grammar, faults, schema: statement_schema(), each: Vec::new(), in_list: false }
    }

    /// Words with holes, outside of the statement.
    pub(super) fn words(&mut self, value: &Value<'_>) -> Option<Template> {
        let Some(words) = value.get_ref().as_str() else {
            self.faults.add(value.span().start, "this is no string", "write words with holes, such as `\"{Column}\"`");
            return None;
        };
        Some(self.holes(words, value))
    }

    /// The template of a statement.
    pub(super) fn statement(&mut self, value: &Value<'_>) -> Option<Template> {
        let schema = std::mem::take(&mut self.schema);
        let shape = Shape::statement(&schema);
        let DeValue::Table(table) = value.get_ref() else {
            self.faults.add(value.span().start, "`statement` is no table", "write `[statement]`, and its fields below");
            return None;
        };
        for field in shape.required().into_iter().filter(|field| *field != "statemark" && !table.contains_key(*field)) {
            let message = format!("the statement has no `{field}`, which it cannot be without");
            self.faults.add(value.span().start, message, format!("write `{field}` in `[statement]`"));
        }
        let template = self.table(table, shape);
        let Template::Table(mut fields, required) = template else { return None };
        if fields.iter().all(|(key, _)| key != "statemark") {
            fields.push(("statemark".to_owned(), Template::Constant(Json::from("1.0"))));
        }
        Some(Template::Table(fields, required))
    }

    fn table(&mut self, table: &DeTable<'_>, shape: Shape<'_>) -> Template {
        let mut fields = Vec::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some(field) = shape.field(name) else {
                self.unknown(name, key.span().start, shape);
                continue;
            };
            if let Some(template) = self.value(value, name, field) {
                fields.push((name.to_owned(), template));
            }
        }
        let required = shape.required().into_iter().filter(|field| table.contains_key(*field)).map(str::to_owned).collect();
        Template::Table(fields, required)
    }

    fn unknown(&mut self, name: &str, at: usize, shape: Shape<'_>) {
        let fields = shape.fields();
        let help = match nearest(name, fields.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if fields.is_empty() => "words stand here, not a table".to_owned(),
            None => format!("the fields here are {}; what has no field goes into `ext`", fields.join(", ")),
        };
        self.faults.add(at, format!("the format has no field `{name}` here"), help);
    }

    fn value(&mut self, value: &Value<'_>, key: &str, shape: Shape<'_>) -> Option<Template> {
        let at = value.span().start;
        let (found, is_right) = match value.get_ref() {
            DeValue::Table(_) => ("a table", matches!(shape.kind(), Kind::Table | Kind::Any)),
            DeValue::Array(_) => ("a list", matches!(shape.kind(), Kind::List | Kind::Any)),
            // A hole that takes over what a row of JSON has may stand for anything.
            DeValue::String(words) => ("a string", !matches!(shape.kind(), Kind::Table | Kind::List) || words.contains("|json")),
            _ => ("a single value", !matches!(shape.kind(), Kind::Table | Kind::List)),
        };
        if !is_right {
            let expected = match shape.kind() {
                Kind::Table => "a table: `{ field = \"…\" }`",
                Kind::List => "a list: `[\"…\"]`",
                Kind::Single | Kind::Any => "words: `\"…\"`",
            };
            self.faults.add(at, format!("`{key}` is {found}"), format!("write {expected}"));
            return None;
        }
        Some(match value.get_ref() {
            DeValue::Table(table) => self.table(table, shape),
            DeValue::Array(list) => Template::List(list.iter().filter_map(|item| self.item(item, key, shape.item())).collect()),
            DeValue::String(words) => {
                let template = self.holes(words, value);
                self.known_code(&template, key, at, shape);
                template
            }
            DeValue::Boolean(value) => Template::Constant(Json::from(*value)),
            DeValue::Datetime(date) => Template::Constant(Json::from(date.to_string())),
            DeValue::Integer(_) | DeValue::Float(_) => {
                let digits = self.text.get(value.span()).unwrap_or_default().replace('_', "");
                match number(&digits) {
                    Ok(number) => Template::Constant(number),
                    Err((message, help)) => {
                        self.faults.add(at, format!("`{key}` is none: {message}"), help);
                        return None;
                    }
                }
            }
        })
    }

    /// A code that the mapping itself names must be one.
    fn known_code(&mut self, template: &Template, key: &str, at: usize, shape: Shape<'_>) {
        let (Template::Words(parts), Some(codes)) = (template, shape.codes()) else { return };
        let [Part::Words(code)] = parts.as_slice() else { return };
        if !codes.contains(&code.as_str()) {
            let help = match nearest(code, codes.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None if codes.len() > 20 => format!("write one of the {} codes that the format has for it", codes.len()),
                None => format!("the codes are {}", codes.join(", ")),
            };
            self.faults.add(at, format!("`{key}` has no code `{code}`"), help);
        }
    }

    fn item(&mut self, value: &Value<'_>, key: &str, shape: Shape<'_>) -> Option<Item> {
        let outer = std::mem::take(&mut self.each);
        let was_in_list = std::mem::replace(&mut self.in_list, true);
        let template = self.value(value, key, shape);
        let mut each = std::mem::replace(&mut self.each, outer);
        self.in_list = was_in_list;
        if let Some(at) = each.iter().position(|(way, _)| *way != each[0].0) {
            let message = format!("this item runs over two lists, `{}` and `{}`", name(&each[0].0), name(&each[at].0));
            self.faults.add(each[at].1, message, "write an item for each list");
        }
        let each = each.pop().map(|(way, _)| way);
        Some(Item { template: template?, each })
    }

    fn holes(&mut self, words: &str, value: &Value<'_>) -> Template {
        // Behind the quotation mark; escapes before a hole move it by a little.
        let start = value.span().start + 1;
        let parts = parts(words, start, self.grammar, self.faults);
        for part in &parts {
            let Part::Hole(hole) = part else { continue };
            if let Some(each) = hole.each() {
                if !self.in_list {
                    let message = format!("`{}` runs over a list outside of one", hole.name());
                    self.faults.add(hole.at, message, "write it in an item of a list, or one item by its number, such as `[0]`");
                }
                self.each.push((each.to_vec(), hole.at));
            } else if hole.what == What::Item && !self.in_list {
                self.faults.add(
                    hole.at,
                    "`{#}` is the number of an item outside of a list",
                    "write `{##}` for the number of the row",
                );
            }
        }
        Template::Words(parts)
    }
}

impl Template {
    /// All ways to values that it names, each with its place in the mapping.
    pub(super) fn ways(&self) -> Vec<(&[Step], usize)> {
        match self {
            Self::Words(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Hole(hole) => match &hole.what {
                        What::Column(way) => Some((way.as_slice(), hole.at)),
                        _ => None,
                    },
                    Part::Words(_) => None,
                })
                .collect(),
            Self::Constant(_) => Vec::new(),
            Self::List(items) => items.iter().flat_map(|item| item.template.ways()).collect(),
            Self::Table(fields, _) => fields.iter().flat_map(|(_, template)| template.ways()).collect(),
        }
    }
}
