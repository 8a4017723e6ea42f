//! PREMIS 3: the statement and its files as objects, what was done to them as events, by whom as agents, and rights.

mod agent;
mod event;
mod names;
mod object;
mod rights;

use std::collections::HashMap;

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use self::agent::Agents;
use self::event::{Event, Part};
use self::names::{Names, id};
use self::object::Object;
use self::rights::Rights;
use super::wrapped;
use crate::package::contents::{File, Making};
use crate::package::format::Role;

/// What PREMIS says of a statement and its files.
pub(super) struct Premis<'caller> {
    names: Names<'caller>,
    agents: Agents<'caller>,
    events: Vec<Event<'caller>>,
    rights: Vec<Rights<'caller>>,
    /// The objects, each with what is said of it elsewhere: the statement, its files, then sources that lie in no file.
    objects: Vec<(Object, Said)>,
    /// The places of the objects in that list.
    places: HashMap<Object, usize>,
}

/// The events and rights of an object, by their numbers.
#[derive(Default)]
struct Said {
    events: Vec<usize>,
    /// The event that made it of another object.
    made: Option<usize>,
    rights: Vec<usize>,
}

impl<'caller> Premis<'caller> {
    pub(super) fn new(statement: &'caller Statement, files: &'caller [(Role, File)], making: Making<'caller>) -> Self {
        let agents = Agents::new(statement, making);
        let events = event::all(statement, files, making, &agents);
        let of_sources = object::of_sources(statement, files);
        let rights = rights::all(statement, &of_sources);
        let unfiled = of_sources.into_iter().filter(|object| matches!(object, Object::Source(_)));
        let described = std::iter::once(Object::Statement).chain((0..files.len()).map(Object::File)).chain(unfiled);
        let objects: Vec<_> = described.map(|object| (object, Said::default())).collect();
        let places = objects.iter().enumerate().map(|(place, (object, _))| (*object, place)).collect();
        let names = Names { statement, files };
        let mut premis = Self { names, agents, events, rights, objects, places };
        premis.connect();
        premis
    }

    /// Says at each object which events and rights name it.
    fn connect(&mut self) {
        for (number, event) in self.events.iter().enumerate() {
            for (object, part) in &event.objects {
                let said = &mut self.objects[self.places[object]].1;
                said.events.push(number);
                if *part == Part::Outcome {
                    said.made = Some(number);
                }
            }
        }
        for (number, rights) in self.rights.iter().enumerate() {
            self.objects[self.places[&rights.object]].1.rights.push(number);
        }
    }

    /// Writes all of it, in the order of METS: objects, rights, then what was done and by whom.
    pub(super) fn write(&self, output: &mut Output<'_>) {
        for (object, said) in &self.objects {
            wrapped(output, "techMD", &object.id(), "PREMIS:OBJECT", |output| object::write(output, self.names, *object, said));
        }
        for (number, rights) in self.rights.iter().enumerate() {
            wrapped(output, "rightsMD", &id("rights", number), "PREMIS:RIGHTS", |output| {
                rights.write(output, self.names, number);
            });
        }
        for (number, event) in self.events.iter().enumerate() {
            wrapped(output, "digiprovMD", &id("event", number), "PREMIS:EVENT", |output| event.write(output, self.names, number));
        }
        for number in self.agents.numbers() {
            wrapped(output, "digiprovMD", &id("agent", number), "PREMIS:AGENT", |output| {
                self.agents.write(output, self.names, number);
            });
        }
    }

    /// What is said of a file, as pointers.
    pub(super) fn about_file(&self, number: usize) -> String {
        self.about(Object::File(number))
    }

    /// The same of the statement.
    pub(super) fn about_statement(&self) -> String {
        self.about(Object::Statement)
    }

    fn about(&self, object: Object) -> String {
        let Said { events, rights, .. } = &self.objects[self.places[&object]].1;
        let rights = rights.iter().map(|number| id("rights", *number));
        let events = events.iter().map(|number| id("event", *number));
        std::iter::once(object.id()).chain(rights).chain(events).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests;
