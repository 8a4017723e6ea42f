//! Plain text, and text of a PDF as `pdftotext -layout` leaves it: paragraphs told by empty lines, indents and printed numbers.

mod furniture;
mod lines;
mod pages;
mod paragraphs;

use std::ops::Range;

use self::lines::Line;
use crate::characters::carried;
use crate::error::ImportError;
use crate::kinds::{Kinds, Paragraph};
use crate::page::{LeftOut, Page};
use crate::words::{Vocabulary, has_words, joined};

/// Reads plain text. Pages are told by form feeds; what stands at their heads and feet is left out.
///
/// # Errors
/// `Control` for a character that no statement may hold, `NoWords` where nothing is left.
///
/// ```
/// let page = statemark_import::text::read("On Rain\n\nThe Council\nwelcomes it.\n\n(a) Gladly.\n").unwrap();
/// let words: Vec<&str> = page.blocks.iter().map(|block| block.words.as_str()).collect();
/// assert_eq!(words, ["On Rain", "The Council welcomes it.", "Gladly."]);
/// assert_eq!(page.blocks[2].number.as_deref(), Some("(a)"));
/// ```
pub fn read(text: &str) -> Result<Page, ImportError> {
    let mut page = Page { text: carried(text)?.into_owned(), ..Page::default() };
    add(&mut page, text, 0, &mut Kinds::default());
    page.left_out.sort_by_key(|left_out| left_out.span.start);
    if page.blocks.is_empty() { Err(ImportError::NoWords) } else { Ok(page) }
}

/// Adds the blocks of a plain text that stands at this byte of a page.
pub(crate) fn add(page: &mut Page, text: &str, at: usize, kinds: &mut Kinds) {
    let mut lines = lines::split(text);
    furniture::mark(text, &mut lines);
    let mut vocabulary = Vocabulary::new(text);
    let in_page = |span: &Range<usize>| span.start + at..span.end + at;
    for group in paragraphs::split(text, &lines) {
        let spans: Vec<_> = spans(&lines, &group).iter().map(in_page).collect();
        let words = joined(group.iter().map(|&line| &text[lines[line].span.clone()]), &mut vocabulary);
        if !has_words(&words) {
            page.left_out.extend(spans.into_iter().map(|span| LeftOut { span, reason: "no letter and no digit" }));
            continue;
        }
        let columns = group.iter().any(|&line| has_columns(&text[lines[line].span.clone()]));
        kinds.add(page, Paragraph { words, spans, lines: group.len(), columns, bold: false });
    }
    page.left_out.extend(lines.iter().filter_map(|line| Some(LeftOut { span: in_page(&line.span), reason: line.left_out? })));
}

/// Where the lines of a group stand: as one where nothing but white space is between them.
fn spans(lines: &[Line], group: &[usize]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for &index in group {
        let is_apart = last.is_none_or(|last| lines[last + 1..index].iter().any(|line| !line.span.is_empty()));
        let span = lines[index].span.clone();
        match spans.last_mut() {
            Some(before) if !is_apart => before.end = span.end,
            _ => spans.push(span),
        }
        last = Some(index);
    }
    spans
}

/// Whether words stand in columns, as in the masthead of a document.
fn has_columns(line: &str) -> bool {
    line.contains("        ")
}
