//! Holes: `{Column}`, `{"Column [1]"}`, `{Column?}`, `{Column[,]}`, `{actor[].code|id}`, `{#}`, `{##}`.

use statemark::suggest::nearest;

use super::Faults;
use super::date::Pattern;

/// What holes may hold in this mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar<'mapping> {
    /// Whether rows are objects of JSON, so that a dot leads into a value.
    pub(super) is_json: bool,
    pub(super) codelists: &'mapping [&'mapping str],
}

/// A piece of a string of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Words(String),
    Hole(Hole),
}

/// What stands for a value of the row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hole {
    pub(super) what: What,
    /// Whether the value may be absent.
    pub(super) is_optional: bool,
    pub(super) filters: Vec<Filter>,
    /// Where it stands in the mapping.
    pub(super) at: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// A column, or the way to a value.
    Column(Vec<Step>),
    /// The number of the item that is repeated, from 1.
    Item,
    /// The number of the row, from 1.
    Row,
}

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
    /// Each item of a list, or each part of a text between separators.
    Each(Option<String>),
}

/// What is made of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filter {
    /// An id: small letters, digits and hyphens.
    Id,
    /// One line: runs of white space are one space.
    Line,
    /// A number.
    Number,
    /// How many code points it has.
    Length,
    /// What a row of JSON has there, as it is.
    Json,
    /// A date in this order.
    Date(Pattern),
    /// What a codelist says.
    Codes(String),
}

const FILTERS: [&str; 6] = ["id", "line", "number", "length", "json", "date"];

impl Hole {
    /// The way up to and with the list that it runs over.
    pub(super) fn each(&self) -> Option<&[Step]> {
        let What::Column(way) = &self.what else { return None };
        let at = way.iter().position(|step| matches!(step, Step::Each(_)))?;
        Some(&way[..=at])
    }

    /// How a person names what it stands for.
    pub(super) fn name(&self) -> String {
        match &self.what {
            What::Column(way) => name(way),
            What::Item => "#".to_owned(),
            What::Row => "##".to_owned(),
        }
    }
}

/// How a person names a way.
pub(super) fn name(way: &[Step]) -> String {
    let mut name = String::new();
    for step in way {
        match step {
            Step::Key(key) if name.is_empty() => name.push_str(key),
            Step::Key(key) => name.extend([".", key]),
            Step::Index(index) => name.extend(["[", &index.to_string(), "]"]),
            Step::Each(separator) => name.extend(["[", separator.as_deref().unwrap_or_default(), "]"]),
        }
    }
    name
}

/// A name as a hole has it: in quotation marks, where a sign in it would mean something else.
pub(super) fn quoted(name: &str) -> String {
    if name.contains(['[', '|', '{', '}']) || name.ends_with('?') { format!("\"{name}\"") } else { name.to_owned() }
}

/// Where a sign stands first, but between quotation marks.
fn outside(text: &str, sign: char) -> Option<usize> {
    let mut is_quoted = false;
    let mut signs = text.char_indices();
    signs.find_map(|(at, c)| {
        is_quoted ^= c == '"';
        (c == sign && !is_quoted).then_some(at)
    })
}

/// The pieces of a string, whose first byte stands at `at` in the mapping, as far as that can be told.
pub(super) fn parts(text: &str, at: usize, grammar: Grammar<'_>, faults: &mut Faults) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(brace) = rest.find(['{', '}']) {
        words.push_str(&rest[..brace]);
        let here = at + text.len() - rest.len() + brace;
        let (mark, behind) = rest[brace..].split_at(1);
        if behind.starts_with(mark) {
            words.push_str(mark);
            rest = &behind[1..];
            continue;
        }
        let Some(end) = outside(behind, '}').filter(|_| mark == "{") else {
            faults.add(here, format!("this `{mark}` has no other"), "write a hole as `{Column}`, and a brace as `{{` or `}}`");
            return parts;
        };
        if !words.is_empty() {
            parts.push(Part::Words(std::mem::take(&mut words)));
        }
        parts.extend(hole(&behind[..end], here, grammar, faults).map(Part::Hole));
        rest = &behind[end + 1..];
    }
    words.push_str(rest);
    if !words.is_empty() || text.is_empty() {
        parts.push(Part::Words(words));
    }
    parts
}

fn hole(text: &str, at: usize, grammar: Grammar<'_>, faults: &mut Faults) -> Option<Hole> {
    let (way, filters) = text.split_at(outside(text, '|').unwrap_or(text.len()));
    let way = way.trim();
    let (way, is_optional) = way.strip_suffix('?').map_or((way, false), |way| (way, true));
    let what = match way {
        "" => {
            faults.add(at, "this hole names no column", "write the name of one: `{Column}`");
            return None;
        }
        "#" => What::Item,
        "##" => What::Row,
        way => What::Column(steps(way, at, grammar, faults)?),
    };
    let filters = filters.split('|').skip(1);
    let filters = filters.map(|piece| filter(piece.trim(), at, grammar, faults)).collect::<Option<Vec<_>>>()?;
    Some(Hole { what, is_optional, filters, at })
}

fn steps(way: &str, at: usize, grammar: Grammar<'_>, faults: &mut Faults) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = way;
    while !rest.is_empty() {
        let Some((step, behind)) = step(rest, grammar) else {
            faults.add(
                at,
                format!("a bracket or a quotation mark in `{way}` does not close"),
                "write `[]` for each item of a list, `[0]` for the first, `[,]` for parts between commas, `\"…\"` around the name of a column",
            );
            return None;
        };
        rest = behind.strip_prefix('.').filter(|_| grammar.is_json || !matches!(step, Step::Key(_))).unwrap_or(behind);
        steps.push(step);
    }
    if steps.iter().filter(|step| matches!(step, Step::Each(_))).count() > 1 {
        faults.add(
            at,
            format!("`{way}` runs over two lists"),
            "name one list by `[]`, and an item of the other by its number, such as `[0]`",
        );
        return None;
    }
    Some(steps)
}

/// The step that a way begins with, and what stands behind it.
fn step<'way>(way: &'way str, grammar: Grammar<'_>) -> Option<(Step, &'way str)> {
    if let Some(inside) = way.strip_prefix('"') {
        let (name, behind) = inside.split_once('"')?;
        return Some((Step::Key(name.to_owned()), behind));
    }
    let Some(inside) = way.strip_prefix('[') else {
        let end = way.find(|char| char == '[' || (char == '.' && grammar.is_json)).unwrap_or(way.len());
        return Some((Step::Key(way[..end].to_owned()), &way[end..]));
    };
    let (inside, behind) = inside.split_once(']')?;
    let step = match (inside, inside.parse()) {
        ("", _) => Step::Each(None),
        (_, Ok(index)) => Step::Index(index),
        (separator, Err(_)) => Step::Each(Some(separator.to_owned())),
    };
    Some((step, behind))
}

fn filter(text: &str, at: usize, grammar: Grammar<'_>, faults: &mut Faults) -> Option<Filter> {
    let (name, pattern) = text.split_once(' ').unwrap_or((text, ""));
    Some(match name {
        "id" => Filter::Id,
        "line" => Filter::Line,
        "number" => Filter::Number,
        "length" => Filter::Length,
        "json" => Filter::Json,
        "date" => match Pattern::new(pattern.trim()) {
            Ok(pattern) => Filter::Date(pattern),
            Err(help) => {
                faults.add(at, format!("`{text}` is no pattern of a date"), help);
                return None;
            }
        },
        _ if grammar.codelists.contains(&text) => Filter::Codes(text.to_owned()),
        _ => {
            let known = FILTERS.iter().chain(grammar.codelists).copied();
            let help = match nearest(name, known.clone()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!(
                    "those that are known are {}; a codelist is a table such as `[codes.act]`",
                    known.collect::<Vec<_>>().join(", ")
                ),
            };
            faults.add(at, format!("no filter and no codelist is called `{text}`"), help);
            return None;
        }
    })
}
