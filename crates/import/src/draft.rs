//! From a page to an uncoded statement.

mod clauses;
mod guess;
mod ids;
mod note;

use statemark::date::Date;
use statemark::entity::Entity;
use statemark::ext::Ext;
use statemark::id::StatementId;
use statemark::language::LanguageTag;
use statemark::statement::{Statement, StatementType};
use statemark::text::{Line, Text};
use statemark::version::Version;
use statemark::web::Uri;

use self::guess::Guess;
pub use self::guess::issuer;
use self::note::Note;
use crate::error::ImportError;
use crate::page::{Block, BlockKind, LeftOut, Page};
use crate::words::plain;

/// What the caller knows of a statement: it counts for more than what the text says of itself.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Its id.
    pub id: Option<StatementId>,
    /// What kind of statement it is.
    pub kind: Option<StatementType>,
    /// Its title.
    pub title: Option<Line>,
    /// When it was made.
    pub date: Option<Date>,
    /// Its language.
    pub language: Option<LanguageTag>,
    /// Those who make it.
    pub issuers: Vec<Entity>,
    /// Who published the text.
    pub publisher: Option<Line>,
    /// Where the text was found.
    pub url: Option<Uri>,
    /// Who may use the text, and how.
    pub rights: Option<Line>,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'run> {
    /// The name of its file.
    pub name: &'run str,
    /// What it is, and what was changed in it: `plain text, in which form feeds became line feeds`.
    pub kind: &'run str,
    /// What makes the statement of it, such as `statemark 0.1.0`.
    pub agent: &'run str,
}

/// A statement that was made of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The statement.
    pub statement: Statement,
    /// What is in no clause, and why, in the order of the source's text.
    pub left_out: Vec<LeftOut>,
}

/// Makes an uncoded statement of a page: a clause a paragraph, each with the place of its words in the source. What is guessed is said in
/// `provenance`.
///
/// # Errors
/// `NoDate` where neither the caller nor the text tells when the statement was made, `NoWords` where the page has none.
///
/// ```
/// use statemark_import::draft::{Given, Origin, draft};
/// let page = statemark_import::text::read("On Rain\nof 6 February 2025\n\nThe Council welcomes the rain.\n").unwrap();
/// let origin = Origin { name: "rain.txt", kind: "plain text", agent: "statemark 0.1.0" };
/// let statement = draft(&page, &Given::default(), origin).unwrap().statement;
/// assert_eq!(statement.date.as_str(), "2025-02-06");
/// assert_eq!(statement.sections[0].clauses[0].evidence[0].start.get(), 28);
/// ```
pub fn draft(page: &Page, given: &Given, origin: Origin<'_>) -> Result<Draft, ImportError> {
    let mut note = Note::default();
    note.unread(&page.unread);
    let guess = Guess { page, given, name: origin.name };
    let title = guess.title(&mut note).ok_or(ImportError::NoWords)?;
    let date = guess.date(&mut note).ok_or(ImportError::NoDate)?;
    let kind = guess.kind(&title, &mut note);
    // What follows fails for nothing that has words.
    let language = guess.language(&mut note).ok_or(ImportError::NoWords)?;
    let issuers = guess.issuers(&mut note).ok_or(ImportError::NoWords)?;
    let id = guess.id(&title, &date, &mut note).ok_or(ImportError::NoWords)?;
    let source = guess.source(&language, &mut note).map(|source| ids::apart(source, &issuers)).ok_or(ImportError::NoWords)?;
    let title_block = title_block(page, &title);
    let sections = clauses::sections(page, title_block, &source.id, &ids::prefix("p", &issuers))?;
    let statement = Statement {
        statemark: Version,
        id,
        identifiers: std::collections::BTreeMap::default(),
        kind,
        title: Text::Plain(title),
        language,
        authentic: Vec::new(),
        date,
        date_text: None,
        place: None,
        occasion: None,
        adoption: None,
        issuers: issuers.iter().map(|issuer| issuer.id.clone()).collect(),
        signatories: Vec::new(),
        entities: issuers,
        topics: Vec::new(),
        sources: vec![source],
        sections,
        relations: Vec::new(),
        provenance: note.event(origin).into_iter().collect(),
        rights: None,
        ext: Ext::default(),
    };
    Ok(Draft { statement, left_out: left_out(page, title_block) })
}

/// The block that says the title and nothing else: no number, and no section beside others.
fn title_block(page: &Page, title: &Line) -> Option<usize> {
    let words = |words: &str| plain(words).split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let title = words(title.as_str());
    let is_title = |block: &Block| matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)) && words(&block.words) == title;
    // Of a text that has no other words, the title is the text.
    (page.blocks.len() > 1)
        .then(|| page.blocks.iter().position(is_title))
        .flatten()
        .filter(|&index| page.blocks[index].kind == BlockKind::Title || index == 0 && is_above_all(&page.blocks))
}

/// Whether the first block is a heading of the whole.
fn is_above_all(blocks: &[Block]) -> bool {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let Some((first, others)) = blocks.split_first() else { return false };
    first.number.is_none() && others.iter().filter_map(level).all(|other| level(first).is_some_and(|first| first < other))
}

/// What is in no clause: what the reader left out, the title and the headings.
fn left_out(page: &Page, title_block: Option<usize>) -> Vec<LeftOut> {
    let headings = page.blocks.iter().enumerate().filter_map(|(index, block)| match block.kind {
        _ if title_block == Some(index) => Some(("the title", block)),
        BlockKind::Heading(_) => Some(("a heading", block)),
        BlockKind::Title if page.blocks.len() > 1 => Some(("a heading", block)),
        _ => None,
    });
    let headings =
        headings.flat_map(|(reason, block)| block.spans.iter().map(move |span| LeftOut { span: span.clone(), reason }));
    let mut left_out: Vec<LeftOut> = page.left_out.iter().cloned().chain(headings).collect();
    left_out.sort_by_key(|left_out| left_out.span.start);
    left_out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title, the date and the type of a text, by guesses.
    fn guessed(name: &str, text: &str) -> Result<String, ImportError> {
        let page = crate::text::read(text)?;
        let origin = Origin { name, kind: "plain text", agent: "statemark" };
        let statement = draft(&page, &Given::default(), origin)?.statement;
        Ok(format!("{} | {} | {}", statement.title.own(&statement.language), statement.date, statement.kind))
    }

    #[test]
    fn what_lacks_is_guessed() {
        for (name, text, expected) in [
            (
                "a.txt",
                "Resolution 7 (1993)\nof 3f July 1993\n\nRecalling that of 2 May 1992,\n\nWe act.\n",
                "Resolution 7 (1993) of 3f July 1993 | 1993-07 | resolution",
            ),
            (
                "a.txt",
                "Resolution 7 (1993)\n11 July 1993\n\nRecalling that of 2 May 1992,\n\nWe act.\n",
                "Resolution 7 (1993) 11 July 1993 | 1993-07-11 | resolution",
            ),
            (
                "a.txt",
                "LAKES COUNCIL\n\nLC/7\n\nDecision 7\n\nIssued 3 May 2025\n\nAdopted on 2 May 2025\n\nWe act.\n",
                "Decision 7 | 2025-05-02 | decision",
            ),
            ("2025-02-06-joint.txt", "Joint statement\n\nIt rains.\n", "Joint statement | 2025-02-06 | joint-statement"),
            (
                "R_1993.txt",
                "Rain falls on the northern shore,\n\nand we agree.\n",
                "Rain falls on the northern shore, | 1993 | other",
            ),
            ("a.txt", "It rains.\n\nLakes, May 2025\n", "It rains. | 2025-05 | other"),
        ] {
            assert_eq!(guessed(name, text).as_deref(), Ok(expected), "{text:?}");
        }
        assert_eq!(guessed("a.txt", "It rains.\n"), Err(ImportError::NoDate));
    }

    #[test]
    fn a_sentence_at_the_beginning_is_a_clause() {
        let page = crate::text::read("The Council condemns the attack.\n\nThanks all.\n").unwrap();
        let origin = Origin { name: "a.txt", kind: "plain text", agent: "statemark" };
        for title in [None, Line::new("On the attack").ok()] {
            let given = Given { title, date: "2025".parse().ok(), ..Given::default() };
            let statement = draft(&page, &given, origin).unwrap().statement;
            assert_eq!((statement.sections.len(), statement.sections[0].clauses.len()), (1, 2));
        }
    }

    #[test]
    fn ids_are_apart_from_those_of_issuers() {
        let page = crate::text::read("On Rain\n\nIt rains.\n").unwrap();
        let origin = Origin { name: "a.txt", kind: "plain text", agent: "statemark" };
        let issuer = |id: &str| issuer(id.parse().unwrap(), statemark::entity::EntityKind::State, Line::new("A").unwrap());
        let given = Given { issuers: ["p1", "source"].map(issuer).into(), date: "2025".parse().ok(), ..Given::default() };
        let statement = draft(&page, &given, origin).unwrap().statement;
        let clause = &statement.sections[0].clauses[0];
        assert_eq!((clause.id.as_str(), statement.sources[0].id.as_str()), ("pp1", "source-2"));
        assert_eq!(clause.evidence[0].source, statement.sources[0].id);
    }

    #[test]
    fn headings_alone_are_no_statement_and_a_title_stands_once() {
        let origin = Origin { name: "2025.md", kind: "Markdown", agent: "statemark" };
        let made = |text: &str| draft(&crate::markdown::read(text).unwrap(), &Given::default(), origin);
        assert_eq!(made("# A\n\n## B\n").unwrap_err(), ImportError::NoWords);
        let statement = made("# Presi&shy;dent speaks\n\nIt rains.\n").unwrap().statement;
        assert!(statement.sections[0].heading.is_none(), "{statement:?}");
    }

    #[test]
    fn a_numbered_heading_and_one_of_several_is_no_title_of_the_whole() {
        let origin = Origin { name: "2025.md", kind: "Markdown", agent: "statemark" };
        let block = |kind, number: Option<&str>, words: &str, start: usize| Block {
            kind,
            number: number.map(str::to_owned),
            words: words.to_owned(),
            spans: std::iter::once(start..start + 1).collect(),
        };
        for (number, other, sections) in [
            (None, BlockKind::Heading(2), &[None, Some("B")][..]),
            (None, BlockKind::Heading(1), &[Some("A"), Some("B")]),
            (Some("1."), BlockKind::Heading(2), &[Some("A")]),
        ] {
            let blocks = vec![
                block(BlockKind::Heading(1), number, "A", 0),
                block(BlockKind::Paragraph, None, "C", 2),
                block(other, None, "B", 4),
                block(BlockKind::Paragraph, None, "D", 6),
            ];
            let page = Page { text: "A C B D".to_owned(), blocks, ..Page::default() };
            let statement = draft(&page, &Given::default(), origin).unwrap().statement;
            let heading = |section: &statemark::section::Section| {
                section.heading.as_ref().map(|heading| heading.own(&statement.language).to_string())
            };
            assert_eq!(statement.title.own(&statement.language).as_str(), "A");
            assert_eq!(
                statement.sections.iter().map(heading).collect::<Vec<_>>(),
                sections.iter().map(|heading| heading.map(str::to_owned)).collect::<Vec<_>>()
            );
            assert_eq!(statement.sections[0].number.as_ref().map(Line::as_str), number);
        }
    }

    #[test]
    fn sections_and_clauses_stand_no_deeper_than_the_format_has_it() {
        let items: Vec<String> = (0..20).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
        let headings: Vec<String> = (1..=6).map(|level| format!("{} H\n\n", "#".repeat(level))).collect();
        let (items, headings) = (items.concat(), headings.concat());
        let page = crate::markdown::read(&format!("Of 2025-02-06:\n\n{items}\n{headings}## H\n\nEnd\n")).unwrap();
        let origin = Origin { name: "a.md", kind: "Markdown", agent: "statemark" };
        let statement = draft(&page, &Given::default(), origin).unwrap().statement;
        let json = statemark::json::to_string(&statement);
        assert_eq!(statemark::json::from_str(&json).unwrap(), statement);
        assert_eq!((json.matches("\"clauses\"").count(), json.matches("\"sections\"").count()), (17, 6));
    }
}
