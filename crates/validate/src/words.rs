//! All words of a statement, and those among them that look as if a program had spoilt them: looked for once, judged by the rules.

use statemark::action::Action;
use statemark::clause::Clause;
use statemark::relation::Relation;
use statemark::section::Section;
use statemark::statement::{Place, Statement};
use statemark::text::{Line, Text};

use statemark::pointer::Pointer;

use crate::mojibake::{self, Mojibake};
use crate::outline::{Item, Outline};
use crate::suspicious::is_suspicious;
use crate::walk::Trail;

/// What words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// They are looked up and compared: names, aliases, offices, labels, identifiers.
    Name,
    /// They are read.
    Words,
    /// They are the text of a source, kept as it was found.
    Source,
}

/// Words that hold a character which is seldom right, or none that is right there. Most of them are right all the same.
pub(crate) struct Suspect {
    pub(crate) words: String,
    pub(crate) part: Part,
    pub(crate) pointer: Pointer,
    /// What shows that they were read in a wrong encoding.
    pub(crate) mojibake: Option<Mojibake>,
}

/// The words that a rule should look at, in the order of the text.
pub(crate) fn suspects(outline: &Outline<'_>) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    each(outline, &mut |words, part, trail| {
        if is_suspicious(words, part) {
            suspects.extend(suspect(words, part, trail));
        }
    });
    suspects
}

fn suspect(words: &str, part: Part, trail: &Trail<'_>) -> Option<Suspect> {
    let mojibake = mojibake::find(words);
    // A source can be long, and is no matter of the other rules.
    let matters = part != Part::Source || mojibake.is_some() || REPLACEMENTS.iter().any(|lost| words.contains(lost));
    matters.then(|| Suspect { words: words.to_owned(), part, pointer: trail.pointer(), mojibake })
}

/// What stands for a character that was lost, and what that is after one more wrong reading.
pub(crate) const REPLACEMENTS: [&str; 2] = ["\u{FFFD}", "ï¿½"];

/// The word in which a stretch of words stands, from space to space.
pub(crate) fn word_at(words: &str, start: usize, end: usize) -> &str {
    let from = words[..start].rfind([' ', '\n']).map_or(0, |space| space + 1);
    let to = words[end..].find([' ', '\n']).map_or(words.len(), |space| end + space);
    &words[from..to]
}

/// What a message adds where the same occurs again in the same words.
pub(crate) fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => ", and once more".to_owned(),
        _ => format!(", and {} times more", count - 1),
    }
}

/// All words of a statement, but for quotes: what is wrong in them is wrong in their source.
fn each(outline: &Outline<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    let statement = outline.statement;
    for (scheme, value) in &statement.identifiers {
        visit(value.as_str(), Part::Name, &Trail::new("identifiers").key(scheme.as_str()));
    }
    text(&statement.title, Part::Words, &Trail::new("title"), visit);
    line(statement.date_text.as_ref(), Part::Words, &Trail::new("date_text"), visit);
    place(statement.place.as_ref(), &Trail::new("place"), visit);
    if let Some(occasion) = &statement.occasion {
        text(&occasion.name, Part::Words, &Trail::new("occasion").key("name"), visit);
    }
    if let Some(adoption) = &statement.adoption {
        line(adoption.meeting.as_ref(), Part::Words, &Trail::new("adoption").key("meeting"), visit);
    }
    for (index, signatory) in statement.signatories.iter().enumerate() {
        place(signatory.place.as_ref(), &Trail::new("signatories").index(index).key("place"), visit);
    }
    entities_and_topics(statement, visit);
    sources(statement, visit);
    for (item, place) in outline.items() {
        match item {
            Item::Section(section) => words_of_section(section, &place.trail(), visit),
            Item::Clause(clause) => words_of_clause(clause, &place.trail(), visit),
        }
    }
    relations(&statement.relations, &Trail::new("relations"), visit);
    for (index, event) in statement.provenance.iter().enumerate() {
        let here = Trail::new("provenance");
        let here = here.index(index);
        visit(event.agent.as_str(), Part::Name, &here.key("agent"));
        line(event.note.as_ref(), Part::Words, &here.key("note"), visit);
    }
    line(statement.rights.as_ref(), Part::Words, &Trail::new("rights"), visit);
}

fn line(words: Option<&Line>, part: Part, trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    if let Some(words) = words {
        visit(words.as_str(), part, trail);
    }
}

fn text(words: &Text, part: Part, trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    match words {
        Text::Plain(words) => visit(words.as_str(), part, trail),
        Text::Languages(lines) => {
            for (tag, words) in lines {
                visit(words.as_str(), part, &trail.key(tag.as_str()));
            }
        }
    }
}

fn place(place: Option<&Place>, trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    line(place.map(|place| &place.name), Part::Name, &trail.key("name"), visit);
}

fn entities_and_topics(statement: &Statement, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    let list = Trail::new("entities");
    for (index, entity) in statement.entities.iter().enumerate() {
        let here = list.index(index);
        text(&entity.name, Part::Name, &here.key("name"), visit);
        for (index, alias) in entity.aliases.iter().enumerate() {
            visit(alias.as_str(), Part::Name, &here.key("aliases").index(index));
        }
        line(entity.office.as_ref(), Part::Name, &here.key("office"), visit);
        for (scheme, value) in &entity.identifiers {
            visit(value.as_str(), Part::Name, &here.key("identifiers").key(scheme.as_str()));
        }
    }
    let list = Trail::new("topics");
    for (index, topic) in statement.topics.iter().enumerate() {
        text(&topic.label, Part::Name, &list.index(index).key("label"), visit);
    }
}

fn sources(statement: &Statement, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    let list = Trail::new("sources");
    for (index, source) in statement.sources.iter().enumerate() {
        let here = list.index(index);
        line(source.title.as_ref(), Part::Words, &here.key("title"), visit);
        line(source.publisher.as_ref(), Part::Name, &here.key("publisher"), visit);
        for (index, author) in source.authors.iter().enumerate() {
            visit(author.as_str(), Part::Name, &here.key("authors").index(index));
        }
        line(source.rights.as_ref(), Part::Words, &here.key("rights"), visit);
        if let Some(words) = &source.text {
            visit(words.as_str(), Part::Source, &here.key("text"));
        }
    }
}

fn words_of_section(section: &Section, trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    line(section.number.as_ref(), Part::Words, &trail.key("number"), visit);
    if let Some(heading) = &section.heading {
        text(heading, Part::Words, &trail.key("heading"), visit);
    }
}

fn words_of_clause(clause: &Clause, trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    line(clause.number.as_ref(), Part::Words, &trail.key("number"), visit);
    text(&clause.text, Part::Words, &trail.key("text"), visit);
    if let Some(condition) = &clause.condition {
        text(condition, Part::Words, &trail.key("condition"), visit);
    }
    for (index, action) in clause.actions.iter().enumerate() {
        words_of_action(action, &trail.key("actions").index(index), visit);
    }
    relations(&clause.relations, &trail.key("relations"), visit);
    line(clause.note.as_ref(), Part::Words, &trail.key("note"), visit);
}

fn words_of_action(action: &Action, trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    text(&action.what, Part::Words, &trail.key("what"), visit);
    line(action.due_text.as_ref(), Part::Words, &trail.key("due_text"), visit);
    if let Some(condition) = &action.condition {
        text(condition, Part::Words, &trail.key("condition"), visit);
    }
}

fn relations(list: &[Relation], trail: &Trail<'_>, visit: &mut impl FnMut(&str, Part, &Trail<'_>)) {
    for (index, relation) in list.iter().enumerate() {
        line(relation.title.as_ref(), Part::Words, &trail.index(index).key("title"), visit);
    }
}
