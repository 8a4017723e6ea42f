//! XML of any kind: elements that are paragraphs, headings and items of lists, told by their names.

mod embedded;
mod metadata;
mod names;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

pub use self::names::Names;

use self::names::Role;
use crate::characters::carried;
use crate::error::ImportError;
use crate::kinds::{Kinds, Paragraph, add_item};
use crate::page::{LeftOut, Page};
use crate::text;
use crate::words::{has_words, plain};

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
}

struct Builder<'names> {
    names: &'names Names,
    page: Page,
    kinds: Kinds,
    open: Vec<Open>,
    /// The lines of the element that is being read.
    lines: Vec<String>,
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
            lines: vec![String::new()],
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
                self.start(start, strictness, outer);
                if strictness == Strictness::Markup && names::is_void(start.local_name().as_ref()) {
                    self.end(start.local_name().as_ref(), strictness, outer);
                }
            }
            Event::Empty(start) => {
                self.start(start, strictness, outer);
                self.end(start.local_name().as_ref(), strictness, outer);
            }
            Event::End(end) => self.end(end.local_name().as_ref(), strictness, outer),
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref().ok().flatten().map(String::from).or_else(|| embedded::named(&name)) {
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
        if let Some(line) = self.lines.last_mut() {
            line.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, strictness: Strictness, outer: usize) {
        let name = start.local_name().as_ref().to_owned();
        if names::is_break(&name) {
            self.lines.push(String::new());
        }
        let (inside, depth) = (self.role(), self.open.len());
        let role = self.names.role(&name, inside, strictness == Strictness::Markup);
        if role != Role::Inline {
            self.flush(strictness);
        }
        // A paragraph that is not closed ends where the next begins.
        if strictness == Strictness::Markup
            && role == Role::Paragraph
            && let Some(paragraph) = self.open[outer..].iter().rposition(|open| open.role == role)
        {
            self.open.truncate(outer + paragraph);
        }
        if depth == 0 {
            metadata::of_root(start, &mut self.page.metadata);
        }
        self.open.push(Open { name, role });
    }

    /// What the words are that stand here.
    fn role(&self) -> Role {
        self.open.iter().rev().map(|open| open.role).find(|role| *role != Role::Inline).unwrap_or(Role::Other)
    }

    fn end(&mut self, name: &str, strictness: Strictness, outer: usize) {
        if let Some(at) = self.open[outer..].iter().rposition(|open| open.name == name) {
            self.close(outer + at, strictness);
        }
    }

    /// Ends the elements that stand so deep or deeper.
    fn close(&mut self, depth: usize, strictness: Strictness) {
        while self.open.len() > depth {
            if self.open.last().is_some_and(|open| open.role != Role::Inline) {
                self.flush(strictness);
            }
            self.open.pop();
        }
    }

    /// Ends the words that were read so far: a block, or what is none.
    fn flush(&mut self, strictness: Strictness) {
        let lines = std::mem::replace(&mut self.lines, vec![String::new()]);
        if lines.iter().all(|line| line.trim().is_empty()) {
            return;
        }
        if strictness == Strictness::Xml
            && let [line] = &lines[..]
            && embedded::is_markup(line)
        {
            // It cannot fail: what is no markup are words.
            let _ = self.read(line, Strictness::Markup);
            return;
        }
        let lines: Vec<String> = lines.iter().map(|line| plain_spaces(line)).filter(|line| !line.is_empty()).collect();
        if !self.page.text.is_empty() {
            self.page.text.push_str("\n\n");
        }
        let start = self.page.text.len();
        self.page.text.push_str(&lines.join("\n"));
        self.block(start, lines.len());
    }

    /// The words from here on are a block.
    fn block(&mut self, start: usize, lines: usize) {
        let (role, text, span) = (self.role(), self.page.text[start..].to_owned(), start..self.page.text.len());
        if role == Role::Other {
            let name = self.open.last().map_or("", |open| &*open.name);
            metadata::of_element(name, &text, &mut self.page.metadata);
            *self.seen.entry(name.to_owned()).or_default() += text.len();
            return self.page.left_out.push(LeftOut { span, reason: "no paragraph" });
        }
        if !has_words(&plain(&text)) {
            return self.page.left_out.push(LeftOut { span, reason: "no letter and no digit" });
        }
        if role == Role::Paragraph && lines > LINES {
            return text::add(&mut self.page, &text, start, &mut self.kinds);
        }
        let paragraph = Paragraph { words: plain(&text), spans: vec![span], lines, columns: true, bold: false };
        let items = self.open.iter().filter(|open| open.role == Role::Item).count();
        match role {
            Role::Heading if self.has_title => {
                let depth = self.open.iter().filter(|open| open.role != Role::Inline).count();
                self.kinds.add_heading(&mut self.page, u8::try_from(depth).unwrap_or(u8::MAX - 1), paragraph);
            }
            Role::Heading => {
                self.has_title = true;
                self.kinds.add_title(&mut self.page, paragraph);
            }
            _ if items > 0 => add_item(&mut self.page, u8::try_from(items).unwrap_or(u8::MAX), paragraph),
            _ => self.kinds.add(&mut self.page, paragraph),
        }
    }
}

/// A line with one space where there is white space.
fn plain_spaces(line: &str) -> String {
    let words: Vec<&str> = line.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().to_owned()
}

fn wrong(xml: &str, byte: usize, message: String) -> ImportError {
    let before = &xml[..xml.floor_char_boundary(byte)];
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
    ImportError::Xml { message, line, column: 1 + before[begin..].chars().count() }
}
