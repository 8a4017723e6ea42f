//! Sections and clauses: from flat lists, in which each item names the one that it stands in, back to a tree.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, Int32Array, ListArray, StructArray};

use super::field::{Field, Kind};
use super::rows::{CLAUSES, PARENT, SECTION, SECTIONS};
use super::values::{Member, Wrong, close, key, members, range};

/// How deep an item may stand. The format allows less, and its judge says so; beyond this no judge is asked.
const DEPTH: usize = 64;

/// The sections and clauses of all rows of a batch.
pub(super) struct Tree<'batch> {
    sections: Items<'batch>,
    clauses: Items<'batch>,
}

/// The items of one of the two lists.
struct Items<'batch> {
    name: &'static str,
    lists: &'batch ListArray,
    rows: &'batch StructArray,
    section: Option<&'batch Int32Array>,
    parent: &'batch Int32Array,
    /// The other fields; those behind what stands inside the item apart.
    members: Vec<Member<'batch>>,
    last: Option<Member<'batch>>,
}

/// The items of one row that are still to come.
struct Rest<'row, 'batch> {
    items: &'row Items<'batch>,
    all: Range<usize>,
    next: usize,
}

impl<'batch> Tree<'batch> {
    /// The two lists of a batch; nothing where they are none.
    pub(super) fn of(sections: (Kind, &'batch ArrayRef), clauses: (Kind, &'batch ArrayRef)) -> Option<Self> {
        Some(Self { sections: Items::of(SECTIONS, sections)?, clauses: Items::of(CLAUSES, clauses)? })
    }

    /// Writes the sections of a row with all that is in them, behind what is there. Says whether there are any.
    pub(super) fn write(&self, json: &mut Vec<u8>, at: usize, own: &str) -> Result<bool, Wrong> {
        let (mut sections, mut clauses) = (self.sections.rest(at), self.clauses.rest(at));
        let is_there = write_sections(json, (&mut sections, &mut clauses), None, own)?;
        sections.is_done()?;
        clauses.is_done()?;
        Ok(is_there)
    }
}

impl<'batch> Items<'batch> {
    fn of(name: &'static str, (kind, array): (Kind, &'batch ArrayRef)) -> Option<Self> {
        let Kind::List(Kind::Object(fields)) = kind else { return None };
        let lists = array.as_list_opt::<i32>()?;
        let rows = lists.values().as_struct_opt()?;
        let place = |name| rows.column_by_name(name)?.as_primitive_opt::<Int32Type>();
        let is_place = |field: &Field| matches!(field.kind, Kind::Index);
        let mut members = members(fields, rows)?;
        members.retain(|member| !is_place(member.field));
        // `ext` stands behind all else.
        let last = members.pop_if(|member| member.field.name == "ext");
        Some(Self { name, lists, rows, section: place(SECTION), parent: place(PARENT)?, members, last })
    }

    fn rest(&self, at: usize) -> Rest<'_, 'batch> {
        let all = range(self.lists, at);
        Rest { items: self, next: all.start, all }
    }
}

impl Rest<'_, '_> {
    /// The next item, if it stands in this one of its list, and in this section where it names one. Gives its place too.
    fn take(&mut self, section: Option<usize>, parent: Option<usize>) -> Option<(usize, usize)> {
        let at = self.next;
        if at >= self.all.end || self.items.rows.is_null(at) || !names(self.items.parent, at, parent) {
            return None;
        }
        if self.items.section.is_some_and(|sections| !names(sections, at, section)) {
            return None;
        }
        self.next += 1;
        Some((at, at - self.all.start))
    }

    /// Refuses what is left: it stands in nothing that is there before it.
    fn is_done(&self) -> Result<(), Wrong> {
        let (at, place) = (self.next, self.next - self.all.start);
        if at == self.all.end {
            return Ok(());
        }
        if self.items.rows.is_null(at) {
            return Err(self.at(Wrong::new("there is nothing: an item must not be null"), place));
        }
        let shown = |places: &Int32Array| if places.is_valid(at) { places.value(at).to_string() } else { "nothing".to_owned() };
        let parent = shown(self.items.parent);
        let message = match self.items.section {
            Some(section) => format!(
                "section {} and parent {parent} lead to no open item before it: the list is not in the order of the document",
                shown(section)
            ),
            None => format!("parent {parent} leads to no open item before it: the list is not in the order of the document"),
        };
        Err(self.at(Wrong::new(message), place))
    }

    /// Says where a fault is, by the place of its item.
    fn at(&self, wrong: Wrong, place: usize) -> Wrong {
        wrong.within(&format!("[{place}]")).within(self.items.name)
    }
}

type Both<'rest, 'row, 'batch> = (&'rest mut Rest<'row, 'batch>, &'rest mut Rest<'row, 'batch>);

fn write_sections(
    json: &mut Vec<u8>,
    (sections, clauses): Both<'_, '_, '_>,
    parent: Option<(usize, usize)>,
    own: &str,
) -> Result<bool, Wrong> {
    let start = json.len();
    let depth = parent.map_or(0, |(_, depth)| depth + 1);
    json.push(b'[');
    while let Some((at, place)) = sections.take(None, parent.map(|(place, _)| place)) {
        if depth == DEPTH {
            return Err(sections.at(Wrong::new(format!("sections stand more than {DEPTH} deep")), place));
        }
        json.push(b'{');
        for member in &sections.items.members {
            member.write(json, at, own).map_err(|wrong| sections.at(wrong, place))?;
        }
        inside(json, CLAUSES, |json| write_clauses(json, clauses, place, None, own))?;
        inside(json, SECTIONS, |json| write_sections(json, (sections, clauses), Some((place, depth)), own))?;
        close(json, b'}');
        json.push(b',');
    }
    Ok(is_written(json, start))
}

fn write_clauses(
    json: &mut Vec<u8>,
    clauses: &mut Rest<'_, '_>,
    section: usize,
    parent: Option<(usize, usize)>,
    own: &str,
) -> Result<bool, Wrong> {
    let start = json.len();
    let depth = parent.map_or(0, |(_, depth)| depth + 1);
    json.push(b'[');
    while let Some((at, place)) = clauses.take(Some(section), parent.map(|(place, _)| place)) {
        if depth == DEPTH {
            return Err(clauses.at(Wrong::new(format!("clauses stand more than {DEPTH} deep")), place));
        }
        json.push(b'{');
        let items = clauses.items;
        for member in &items.members {
            member.write(json, at, own).map_err(|wrong| clauses.at(wrong, place))?;
        }
        inside(json, CLAUSES, |json| write_clauses(json, clauses, section, Some((place, depth)), own))?;
        if let Some(last) = &items.last {
            last.write(json, at, own).map_err(|wrong| clauses.at(wrong, place))?;
        }
        close(json, b'}');
        json.push(b',');
    }
    Ok(is_written(json, start))
}

/// Writes a field that holds items, if it holds any.
fn inside(json: &mut Vec<u8>, name: &str, write: impl FnOnce(&mut Vec<u8>) -> Result<bool, Wrong>) -> Result<(), Wrong> {
    let start = json.len();
    key(json, name);
    if write(json)? {
        json.push(b',');
    } else {
        json.truncate(start);
    }
    Ok(())
}

/// Closes the list that begins there, if anything is in it.
fn is_written(json: &mut Vec<u8>, start: usize) -> bool {
    if json.len() == start + 1 {
        json.truncate(start);
        return false;
    }
    close(json, b']');
    true
}

/// Whether an item names this place.
fn names(places: &Int32Array, at: usize, place: Option<usize>) -> bool {
    let found = places.is_valid(at).then(|| places.value(at));
    found == place.map(|place| i32::try_from(place).unwrap_or(-1))
}
