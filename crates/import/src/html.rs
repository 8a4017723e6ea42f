//! HTML: the words that a person sees in the main part of a page, as blocks; and what the page says of itself.
//!
//! Data flows one way: `parse` makes a tree within limits, `style` and `unseen` say what of it nobody reads, `main_part` which part is
//! the text, `flow` makes blocks of that, `metadata` reads the rest. See `docs/import.md` for what becomes what.

mod builder;
mod flow;
mod json_ld;
mod line;
mod list;
mod main_part;
mod metadata;
mod parse;
mod shape;
mod style;
mod tree;
mod unseen;

use statemark::document::SIZE_LIMIT;

pub use self::parse::{ATTRIBUTE_LIMIT, DEPTH_LIMIT, NAME_LIMIT, NODE_LIMIT, PAGE_LIMIT};
pub(crate) use self::shape::is_block;
pub(crate) use self::style::is_hidden_by as is_hidden_by_style;
use crate::page::Page;

/// Why a page cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HtmlError {
    /// It is longer than [`PAGE_LIMIT`].
    #[error("is larger than {} MiB, the limit for a page", PAGE_LIMIT / 1024 / 1024)]
    Long,
    /// It has more than [`NODE_LIMIT`] elements and texts.
    #[error("has more than {NODE_LIMIT} elements and texts, in line {line}")]
    Large {
        /// About where, from 1.
        line: usize,
    },
    /// Its elements stand deeper in each other than [`DEPTH_LIMIT`].
    #[error("has more than {DEPTH_LIMIT} elements open within each other, in line {line}")]
    Deep {
        /// About where, from 1.
        line: usize,
    },
    /// A tag has more attributes than [`ATTRIBUTE_LIMIT`].
    #[error("has a tag with more than {ATTRIBUTE_LIMIT} attributes, in line {line}")]
    Wide {
        /// About where, from 1.
        line: usize,
    },
    /// Its elements have more names than [`NAME_LIMIT`].
    #[error("has elements of more than {NAME_LIMIT} names, in line {line}")]
    Named {
        /// About where, from 1.
        line: usize,
    },
    /// The element that was asked for is not in the page.
    #[error("has no element `{element}`")]
    NoElement {
        /// What was asked for.
        element: String,
    },
    /// Its words alone are longer than a statement may be.
    #[error("has more than {} MiB of words, the limit for a statement", SIZE_LIMIT / 1024 / 1024)]
    Words,
    /// It has words, and none of them is read.
    #[error("has no words that are read, but {unread}")]
    Unread {
        /// How many words stand where.
        unread: String,
    },
}

impl HtmlError {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Long | Self::Large { .. } | Self::Words => "cut it into pages",
            Self::Deep { .. } => "close them: browsers take no more",
            Self::Named { .. } => "name the format that it is in with --from: a page has some dozens",
            Self::Wide { .. } => "take out those that it does not need",
            Self::Unread { .. } => "name the part that is its text with --element: a name such as main, #id or .class",
            Self::NoElement { .. } => "name one that it has with --element: a name such as article, #id or .class",
        }
    }
}

/// Reads a page of HTML.
///
/// `element` names the part that is its text: an element's name, `#id` or `.class`, of which the first counts; without one it is `<main>` or
/// `role="main"`, else the `<article>` with the most words if it has half of all, else the whole page without its headers, footers and asides.
///
/// ```
/// let page = statemark_import::html::read("<title>Rain</title><nav>Home</nav><main><p>It <b>rains</b>.<p hidden>Not here.</main>", None)?;
/// assert_eq!(page.text, "It rains.");
/// assert_eq!(page.unread, [("hidden", 2), ("in navigation", 1)]);
/// assert_eq!(page.metadata.entries[0].value, "Rain");
/// # Ok::<(), statemark_import::html::HtmlError>(())
/// ```
///
/// # Errors
/// [`HtmlError`] where the page passes a limit, or has no such element. Nothing else is an error: HTML has no bad grammar.
pub fn read(text: &str, element: Option<&str>) -> Result<Page, HtmlError> {
    let tree = parse::parse(text)?;
    let sheet = style::Sheet::of(&tree);
    let main = main_part::MainPart::of(&tree, &sheet, element)?;
    let mut page = flow::read(&tree, &sheet, &main);
    if page.text.len() > SIZE_LIMIT {
        return Err(HtmlError::Words);
    }
    page.metadata = metadata::read(&tree, &sheet, &main, &page.blocks);
    Ok(page)
}

/// Refuses a page of which no word is read although it has some.
pub(crate) fn with_words(page: Page) -> Result<Page, HtmlError> {
    if !page.blocks.is_empty() || page.unread.is_empty() {
        return Ok(page);
    }
    let unread: Vec<String> = page.unread.iter().map(|(place, words)| format!("{words} {place}")).collect();
    Err(HtmlError::Unread { unread: unread.join(", ") })
}
