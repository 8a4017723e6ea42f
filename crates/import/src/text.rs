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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn blocks(text: &str) -> Vec<String> {
        read(text).unwrap().blocks.into_iter().map(|block| block.words).collect()
    }

    #[test]
    fn a_footnote_is_what_the_page_has_a_mark_of() {
        assert_eq!(blocks("1/ Decides to act.\n\n2/ Thanks all.\n\u{C}").len(), 2);
        assert_eq!(blocks("The Council met.\n\n1/ Decides to act.\n\n2/ Thanks all.\n\u{C}").len(), 3);
        assert_eq!(blocks("The report 1/ of the Council.\n\n1/ LC/12.\n\n2/ LC/13.\n\u{C}"), ["The report 1/ of the Council."]);
    }

    #[test]
    fn below_a_line_of_underscores_stand_footnotes_or_what_follows_a_signature() {
        for kept in ["The parties further agree.", "6 March 2025", "12. Decides to act."] {
            assert_eq!(blocks(&format!("We sign:\n\n__________\n\n{kept}\n\u{C}")).len(), 2, "{kept}");
        }
        for note in ["1\n See LC/12.", "1/ See LC/12.", "* See LC/12.", "¹ See LC/12.", "a/ See LC/12."] {
            assert_eq!(blocks(&format!("We sign.\n\n__________\n{note}\n\u{C}")), ["We sign."], "{note}");
        }
        let over_two_pages = "We met.\n\n_____\n1 See LC/12,\n\u{C}We sign.\n\n_____\nLC/13 and LC/14.\n";
        assert_eq!(blocks(over_two_pages), ["We met.", "We sign."]);
    }

    #[test]
    fn headings_that_count_up_are_no_heads_of_pages() {
        let pages = |heads: [&str; 3]| {
            let ends = ["It rains.", "It snows.", "All agree."];
            let pages: Vec<String> = heads.iter().zip(ends).map(|(head, end)| format!("{head}\n\n{end}\n")).collect();
            blocks(&pages.join("\u{C}"))
        };
        for heads in [
            ["Annex 1", "Annex 2", "Annex 3"],
            ["RESOLUTION 1", "RESOLUTION 2", "RESOLUTION 3"],
            ["The report of day 1", "The report of day 5", "The report of day 9"],
        ] {
            assert_eq!(pages(heads).iter().filter(|words| heads.contains(&words.as_str())).count(), 3, "{heads:?}");
        }
        for heads in [["The Lakes Council 7", "The Lakes Council 8", "The Lakes Council 9"], ["Lakes", "LAKES", "Lakes"]] {
            assert!(pages(heads).iter().all(|words| words != heads[0] && words != heads[2]), "{heads:?}");
        }
    }

    #[test]
    fn a_sentence_is_no_title_and_a_day_no_number() {
        let page = read("The Council condemns the attack.\n\n12. Dezember 1948\n").unwrap();
        assert_eq!(page.blocks[0].kind, BlockKind::Paragraph);
        assert_eq!((page.blocks[1].number.as_deref(), &*page.blocks[1].words), (None, "12. Dezember 1948"));
        assert_eq!(read("Joint statement.\n\nIt rains.\n").unwrap().blocks[0].kind, BlockKind::Title);
    }

    #[test]
    fn long_lines_and_many_are_read_in_time() {
        for text in [
            "x".repeat(400_000) + &"\nab".repeat(10_000),
            "ab-\n".repeat(40_000),
            "\u{AD} ".repeat(20_000) + "12. Rain",
            "RAIN\n\u{C}".repeat(3_000) + &"RAIN\nrain\n\u{C}".repeat(3_000),
        ] {
            let begun = std::time::Instant::now();
            assert!(read(&text).is_ok());
            assert!(begun.elapsed().as_secs() < 5, "{:?} takes {:?}", &text.chars().take(9).collect::<String>(), begun.elapsed());
        }
    }
}
