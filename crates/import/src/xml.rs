//! XML of any kind: elements that are paragraphs, headings and items of lists, told by their names.

mod blocks;
mod embedded;
mod metadata;
mod names;
mod words;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

pub use self::names::Names;

use self::names::Role;
use self::words::Words;
use crate::characters::carried;
use crate::entities::named;
use crate::error::ImportError;
use crate::kinds::Kinds;
use crate::page::Page;
use crate::words::has_words;

/// How many elements may be open within each other: as many as in HTML.
const DEPTH_LIMIT: usize = 512;

/// Paragraphs with more lines are read as plain text: a scan has a page in each.
const LINES: usize = 3;

/// Reads XML. The text of the page is all of its characters, an element a line, elements apart by an empty line; what stands in no element of
/// a paragraph, a heading or an item is left out. Markup that stands in an element as characters (`CDATA`) is read as well.
///
/// # Errors
/// `Xml` where it is ill-formed, `NoParagraph` where no element is a paragraph, `NoWords` where there are none.
///
/// ```
/// use statemark_import::xml::{Names, read};
/// let page = read("<a xml:lang='en'><title>On Rain</title><p>We <i>welcome</i> it.</p></a>", &Names::default()).unwrap();
/// assert_eq!(page.text, "On Rain\n\nWe welcome it.");
/// assert_eq!(page.blocks[1].words, "We welcome it.");
/// ```
pub fn read(xml: &str, names: &Names) -> Result<Page, ImportError> {
    // No character that is refused may stand in XML, and its place is one of the file.
    carried(xml)?;
    let mut builder = Builder::new(names);
    builder.read(xml, Strictness::Xml)?;
    let Builder { mut page, seen, .. } = builder;
    page.text = carried(&page.text)?.into_owned();
    page.left_out.sort_by_key(|left_out| left_out.span.start);
    match page.blocks.is_empty() {
        false => Ok(page),
        true if !has_words(&page.text) => Err(ImportError::NoWords),
        true => Err(ImportError::NoParagraph { wanted: names.paragraphs(), seen: names::longest(seen) }),
    }
}

/// How much a text must be XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// It is well-formed, or it is an error.
    Xml,
    /// Markup in an element, which people write as they like.
    Markup,
}

/// An element that is open, and what it is.
struct Open {
    name: String,
    role: Role,
    /// What the words are that stand in it.
    within: Role,
    /// How many items are open, with it.
    items: u8,
    /// How many elements are open that are no parts of others, with it.
    depth: u8,
    /// Whether a text beside the text is open, such as a list of books, whose dates are not those of the text.
    is_beside: bool,
}

struct Builder<'names> {
    names: &'names Names,
    page: Page,
    kinds: Kinds,
    open: Vec<Open>,
    /// The words of the element that is being read.
    words: Words,
    has_root: bool,
    has_title: bool,
    /// How many characters stand in elements that are nothing, by their names.
    seen: std::collections::BTreeMap<String, usize>,
}

impl<'names> Builder<'names> {
    fn new(names: &'names Names) -> Self {
        Self {
            names,
            page: Page::default(),
            kinds: Kinds::with_title(),
            open: Vec::new(),
            words: Words::default(),
            has_root: false,
            has_title: false,
            seen: std::collections::BTreeMap::default(),
        }
    }

    fn read(&mut self, xml: &str, strictness: Strictness) -> Result<(), ImportError> {
        let mut reader = Reader::from_str(xml);
        let (config, is_strict) = (reader.config_mut(), strictness == Strictness::Xml);
        (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (is_strict, !is_strict, !is_strict);
        let outer = self.open.len();
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => {
                    let place = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                    self.event(&event, strictness, outer).map_err(|message| wrong(xml, place, message))?;
                }
                Err(_) if !is_strict => {
                    // What is no markup are words.
                    let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                    self.push(xml.get(at..).unwrap_or(""));
                    break;
                }
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                    return Err(wrong(xml, at, error.to_string()));
                }
            }
        }
        if is_strict && let Some(open) = self.open.last() {
            return Err(wrong(xml, xml.len(), format!("<{}> is not closed", open.name)));
        }
        self.close(outer, strictness);
        self.flush(strictness);
        Ok(())
    }

    fn event(&mut self, event: &Event<'_>, strictness: Strictness, outer: usize) -> Result<(), String> {
        match event {
            Event::Start(start) => {
                self.start(start, strictness, outer)?;
                if strictness == Strictness::Markup && names::is_void(start.local_name().as_ref()) {
                    self.end(start.local_name().as_ref(), strictness, outer);
                }
            }
            Event::Empty(start) => {
                self.start(start, strictness, outer)?;
                self.end(start.local_name().as_ref(), strictness, outer);
            }
            Event::End(end) => self.end(end.local_name().as_ref(), strictness, outer),
            Event::Text(text) => {
                let text = text.xml10_content();
                if self.open.is_empty() && !text.trim().is_empty() {
                    return Err("words stand outside of the root element".to_owned());
                }
                self.push(&text);
            }
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref().ok().flatten().map(String::from).or_else(|| named(&name).map(str::to_owned)) {
                    Some(text) if strictness == Strictness::Xml && carried(&text).is_err() => {
                        return Err(format!("`&{name};` is a control character"));
                    }
                    Some(text) => self.push(&text),
                    None if strictness == Strictness::Markup => self.push(&format!("&{name};")),
                    None => return Err(format!("the entity `&{name};` is not known")),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        let reason = match self.within() {
            Role::Passed(reason) => Some(reason),
            _ => None,
        };
        self.words.add(text, reason);
    }

    fn start(&mut self, start: &BytesStart<'_>, strictness: Strictness, outer: usize) -> Result<(), String> {
        let name = start.local_name().as_ref().to_owned();
        if self.open.len() >= DEPTH_LIMIT {
            // Markup in an element is no error; what stands so deep in it is a part of what is around it.
            let too_deep = || format!("more than {DEPTH_LIMIT} elements are open within each other");
            return if strictness == Strictness::Xml { Err(too_deep()) } else { Ok(()) };
        }
        if names::is_break(&name) {
            self.words.break_line();
        }
        let is_markup = strictness == Strictness::Markup;
        let mut role = self.names.role(&name, self.within(), is_markup);
        if role == Role::Heading && self.within() == Role::Item {
            // A title in the words of an item is a part of them; one before them makes it a container, as those of feeds are.
            match self.open.last_mut().filter(|open| open.role == Role::Item && self.words.is_empty()) {
                Some(item) => (item.role, item.within) = (Role::Other, Role::Other),
                None if !is_markup => role = Role::Inline,
                None => {}
            }
        }
        if !matches!(role, Role::Inline | Role::Passed(_)) {
            self.flush(strictness);
        }
        // A paragraph that is not closed ends where the next begins.
        if is_markup
            && role == Role::Paragraph
            && let Some(paragraph) = self.open[outer..].iter().rposition(|open| open.role == role)
        {
            self.open.truncate(outer + paragraph);
        }
        if self.open.is_empty() {
            if std::mem::replace(&mut self.has_root, true) {
                return Err(format!("<{name}> is a second root element"));
            }
            metadata::of_root(start, &mut self.page.metadata);
        }
        self.push_open(name, role);
        Ok(())
    }

    fn push_open(&mut self, name: String, role: Role) {
        let (within, items, depth, is_beside) =
            self.open.last().map_or((Role::Other, 0, 0, false), |open| (open.within, open.items, open.depth, open.is_beside));
        let is_inline = role == Role::Inline;
        self.open.push(Open {
            within: if is_inline { within } else { role },
            items: items.saturating_add(u8::from(role == Role::Item)),
            depth: depth.saturating_add(u8::from(!is_inline)).min(u8::MAX - 1),
            is_beside: is_beside || metadata::is_beside(&name),
            name,
            role,
        });
    }

    /// What the words are that stand here.
    fn within(&self) -> Role {
        self.open.last().map_or(Role::Other, |open| open.within)
    }

    fn end(&mut self, name: &str, strictness: Strictness, outer: usize) {
        if let Some(at) = self.open[outer..].iter().rposition(|open| open.name == name) {
            self.close(outer + at, strictness);
        }
    }

    /// Ends the elements that stand so deep or deeper.
    fn close(&mut self, depth: usize, strictness: Strictness) {
        while self.open.len() > depth {
            if self.open.last().is_some_and(|open| !matches!(open.role, Role::Inline | Role::Passed(_))) {
                self.flush(strictness);
            }
            self.open.pop();
        }
    }
}

fn wrong(xml: &str, byte: usize, message: String) -> ImportError {
    let before = &xml[..xml.floor_char_boundary(byte)];
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
    ImportError::Xml { message, line, column: 1 + before[begin..].chars().count() }
}

#[cfg(test)]
mod tests;
