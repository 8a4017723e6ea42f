//! The outline of the body: the title, and sections in sections by their level.

use statemark::fault::FaultKind;
use statemark::node::Span;

use super::Fields;
use super::attributes::Attribute;
use super::blocks::{Block, BlockKind, Inline};
use super::body::Context;
use super::clause::{ClauseDraft, TextDraft};
use super::words::{Place, Words, no_words, words};
use super::{Entry, Node};

/// Deeper than any section may stand.
const LEVELS: usize = 64;

/// The title and the sections, while the blocks of the body are read.
#[derive(Default)]
pub(super) struct Outline {
    title: TextDraft,
    done: Vec<Node>,
    open: Vec<SectionDraft>,
    clause: Option<ClauseDraft>,
}

#[derive(Default)]
struct SectionDraft {
    level: usize,
    span: Span,
    fields: Fields,
    heading: TextDraft,
    clauses: Vec<Node>,
    sections: Vec<Node>,
}

impl Outline {
    /// Reads a block of the body; `next` is the one behind it.
    pub(super) fn read(&mut self, block: &Block, next: Option<&Block>, context: &mut Context<'_>) {
        match &block.kind {
            BlockKind::Heading { level, inlines } => self.heading(*level, inlines, block.span, context),
            BlockKind::Rule => {
                if !next.is_none_or(opens_section) {
                    self.open(2, block.span, context);
                }
            }
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, block.span, context),
            BlockKind::List { ordered: true, items } => {
                for item in items {
                    self.close_clause(context);
                    self.clause = ClauseDraft::item(item, true, context);
                }
            }
            _ => match &mut self.clause {
                Some(clause) => clause.child(block, context),
                None => no_clause(block, context),
            },
        }
    }

    /// The fields of the statement that the body holds.
    pub(super) fn into_entries(mut self, context: &mut Context<'_>) -> Vec<Entry> {
        self.close_clause(context);
        while !self.open.is_empty() {
            self.close_section(context.language);
        }
        let mut fields = Fields::default();
        fields.0.extend(self.title.into_entry("title", context.language));
        fields.push_list("sections", self.done);
        fields.0
    }

    fn heading(&mut self, hashes: usize, inlines: &[Inline], span: Span, context: &mut Context<'_>) {
        let place = if hashes == 1 { Place::Title } else { Place::Text };
        let words = words(inlines, place, span, context.faults);
        let mut attributes = context.attributes(words.attributes.as_ref());
        if let Some(language) = take_language(&mut attributes, &words, context) {
            return self.heading_again(hashes, &words, language, context);
        }
        if hashes == 1 {
            return self.set_title(words, &attributes, span, context);
        }
        let mut level = hashes;
        if let Some(given) = take_level(&mut attributes, context) {
            level = given.max(hashes);
        }
        self.open(level, span, context);
        if let Some(section) = self.open.last_mut() {
            section.fields = section_fields(attributes);
            if let Some((number, place)) = words.number {
                section.fields.push("number", Node::string(number, place));
            }
            section.heading.set(words.text, words.span);
        }
    }

    fn set_title(&mut self, words: Words, attributes: &[Attribute], span: Span, context: &mut Context<'_>) {
        if !self.title.is_empty() {
            return context.tell(FaultKind::Misplaced, span, "a second title", "sections have headings with `##` and more");
        }
        if self.clause.is_some() || !self.open.is_empty() {
            let help = "write the title below the front matter, before all else";
            context.tell(FaultKind::Misplaced, span, "the title stands below other words", help);
        }
        if let Some(attribute) = attributes.first() {
            let help = "take them out; what is known of the statement stands in the front matter";
            context.tell(FaultKind::Misplaced, attribute.key_span, "a title has no attributes", help);
        }
        self.title.set(words.text, words.span);
    }

    /// A heading in another language.
    fn heading_again(&mut self, hashes: usize, words: &Words, language: (String, Span), context: &mut Context<'_>) {
        let fresh = |section: &&mut SectionDraft| {
            !section.heading.is_empty() && section.clauses.is_empty() && section.level.min(6) == hashes
        };
        let heading = if hashes == 1 {
            Some(&mut self.title).filter(|title| !title.is_empty() && self.clause.is_none() && self.open.is_empty())
        } else if self.clause.is_some() {
            None
        } else {
            self.open.last_mut().filter(fresh).map(|section| &mut section.heading)
        };
        if let Some(heading) = heading {
            heading.add(language, words.text.clone(), words.span);
        } else {
            let help = "write it right under the heading in the statement's own language, with as many `#`";
            context.tell(FaultKind::Misplaced, words.span, "a heading in another language stands alone", help);
        }
    }

    fn paragraph(&mut self, inlines: &[Inline], span: Span, context: &mut Context<'_>) {
        let words = words(inlines, Place::Text, span, context.faults);
        let mut attributes = context.attributes(words.attributes.as_ref());
        if words.text.is_empty() && words.number.is_none() {
            if words.attributes.is_some() {
                self.section_of_attributes(attributes, span, context);
            } else {
                no_words(inlines, span, context);
            }
            return;
        }
        if let Some(language) = take_language(&mut attributes, &words, context) {
            if let Some(clause) = &mut self.clause {
                clause.add_language(language, words, span);
            } else {
                let help = "write the clause in the statement's own language first";
                context.tell(FaultKind::Misplaced, span, "words in another language stand alone", help);
            }
            return;
        }
        self.close_clause(context);
        let mut clause = ClauseDraft::new(words, span);
        clause.set_attributes(attributes, context);
        self.clause = Some(clause);
    }

    /// A paragraph that is only attributes opens a section.
    fn section_of_attributes(&mut self, mut attributes: Vec<Attribute>, span: Span, context: &mut Context<'_>) {
        let level = take_level(&mut attributes, context).unwrap_or(2);
        if let Some(stray) = attributes.iter().find(|attribute| !matches!(attribute.key.as_str(), "id" | "kind" | "number")) {
            let message = format!("`{}` stands in a paragraph of its own, which opens a section", stray.key);
            let help = "write the attributes of words right under them, without an empty line between";
            context.tell(FaultKind::Misplaced, stray.key_span, message, help);
            // Most likely these are the attributes of the words above.
            if let Some(clause) = self.clause.as_mut().filter(|clause| clause.is_bare()) {
                clause.set_attributes(attributes, context);
            }
            return;
        }
        self.open(level, span, context);
        if let Some(section) = self.open.last_mut() {
            section.fields = section_fields(attributes);
        }
    }

    fn open(&mut self, level: usize, span: Span, context: &mut Context<'_>) {
        self.close_clause(context);
        while self.open.last().is_some_and(|section| section.level >= level) {
            self.close_section(context.language);
        }
        let above = self.open.last().map_or(1, |section| section.level);
        if level > above + 1 {
            let message = format!("a section of level {level} stands right under level {above}");
            let help = format!("write level {}: a heading has as many `#` as its level", above + 1);
            context.tell(FaultKind::Misplaced, span, message, help);
        }
        self.open.push(SectionDraft { level, span, ..SectionDraft::default() });
    }

    fn close_clause(&mut self, context: &mut Context<'_>) {
        let Some(clause) = self.clause.take() else { return };
        let node = clause.into_node(context);
        if self.open.is_empty() {
            // The words before the first heading stand in a section without one.
            self.open.push(SectionDraft { level: 2, span: node.span, ..SectionDraft::default() });
        }
        if let Some(section) = self.open.last_mut() {
            section.span.end = section.span.end.max(node.span.end);
            section.clauses.push(node);
        }
    }

    fn close_section(&mut self, language: &str) {
        let Some(section) = self.open.pop() else { return };
        let mut fields = section.fields;
        fields.0.extend(section.heading.into_entry("heading", language));
        fields.push_list("clauses", section.clauses);
        fields.push_list("sections", section.sections);
        let node = fields.into_node(section.span);
        match self.open.last_mut() {
            Some(parent) => {
                parent.span.end = parent.span.end.max(node.span.end);
                parent.sections.push(node);
            }
            None => self.done.push(node),
        }
    }
}

fn section_fields(attributes: Vec<Attribute>) -> Fields {
    Fields(attributes.into_iter().map(Attribute::into_entry).collect())
}

/// Whether a block opens a section of level 2 or the title itself, so that a line drawn before it is only drawn.
fn opens_section(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { level, .. } => *level <= 2,
        BlockKind::Paragraph(inlines) => super::words::is_only_attributes(inlines),
        _ => false,
    }
}

/// The language of a block that holds other words for the block before it.
pub(super) fn take_language(attributes: &mut Vec<Attribute>, words: &Words, context: &mut Context<'_>) -> Option<(String, Span)> {
    let index = attributes.iter().position(|attribute| attribute.key == "lang")?;
    let language = attributes.remove(index);
    if let Some((_, place)) = &words.number {
        let help = "take it out: it stands before the words in the statement's own language";
        context.tell(FaultKind::Misplaced, *place, "words in another language have no number", help);
    }
    if let Some(other) = attributes.first() {
        let message = format!("`{}` stands beside `lang`", other.key);
        let help = "write the attributes under the words in the statement's own language";
        context.tell(FaultKind::Misplaced, other.key_span, message, help);
    }
    Some((language.text().unwrap_or_default().to_owned(), language.span()))
}

fn take_level(attributes: &mut Vec<Attribute>, context: &mut Context<'_>) -> Option<usize> {
    let index = attributes.iter().position(|attribute| attribute.key == "level")?;
    let level = attributes.remove(index);
    let number = level.text().and_then(|text| (2..=LEVELS).find(|number| number.to_string() == text));
    if number.is_none() {
        let help = "write the depth of the section plus one: `level=3` for one in a section of its own";
        context.tell(FaultKind::WrongValue, level.span(), "`level` is no level of a section", help);
    }
    number
}

/// Tells of a block that stands where no clause is.
fn no_clause(block: &Block, context: &mut Context<'_>) {
    let (message, help) = match &block.kind {
        BlockKind::Quote(_) => ("a quote stands before any clause", "write it under the words that it carries"),
        BlockKind::List { .. } => {
            ("bullets stand before any clause", "write each clause as a paragraph; bullets say more of the clause above them")
        }
        _ => return super::clause::no_place(block, context),
    };
    context.tell(FaultKind::Misplaced, block.span, message, help);
}
