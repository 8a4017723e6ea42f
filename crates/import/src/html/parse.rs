//! From the text of a page to its tree, within limits: what strangers write must cost no more than its length.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use html5ever::LocalName;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::HtmlError;
use super::builder::Builder;
use super::tree::{NodeId, Tree};

/// The longest page that is read, in bytes of UTF-8: 64 MiB.
pub const PAGE_LIMIT: usize = 64 * 1024 * 1024;

/// The most elements and texts that a page may have.
pub const NODE_LIMIT: usize = 4_000_000;

/// How many elements may be open within each other: as many as browsers take.
pub const DEPTH_LIMIT: usize = 512;

/// The most attributes that a tag may have: the parser compares each with all before it.
pub const ATTRIBUTE_LIMIT: usize = 256;

/// How many names the elements of a page may have: the parser looks for each among those that it does not know.
pub const NAME_LIMIT: usize = 10_000;

/// How many bytes the parser is given at a time, between which the limits are looked at.
const CHUNK: usize = 2048;

/// The tree of a page.
pub(super) fn parse(text: &str) -> Result<Tree, HtmlError> {
    if text.len() > PAGE_LIMIT {
        return Err(HtmlError::Long);
    }
    let builder = TreeBuilder::new(Builder::new(), TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() });
    let guard = Guard { builder, tokens: Cell::new(0), widest: Cell::new(0), names: RefCell::default() };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut stretch = Stretch::default();
    let (mut start, mut line) = (0, 1);
    while start < text.len() {
        let end = text.floor_char_boundary((start + CHUNK).min(text.len()));
        let chunk = &text[start..end];
        queue.push_back(StrTendril::from(chunk));
        while tokenizer.feed(&queue) != TokenizerResult::Done {}
        line += chunk.matches('\n').count();
        within_limits(&tokenizer.sink, line)?;
        if stretch.is_wide(&text[..end], start, tokenizer.sink.tokens.get()) {
            return Err(HtmlError::Wide { line });
        }
        start = end;
    }
    tokenizer.end();
    within_limits(&tokenizer.sink, line)?;
    Ok(tokenizer.sink.builder.sink.finish())
}

fn within_limits(guard: &Guard, line: usize) -> Result<(), HtmlError> {
    if guard.builder.sink.len() > NODE_LIMIT {
        return Err(HtmlError::Large { line });
    }
    if guard.widest.get() > ATTRIBUTE_LIMIT {
        return Err(HtmlError::Wide { line });
    }
    if guard.names.borrow().len() > NAME_LIMIT {
        return Err(HtmlError::Named { line });
    }
    let open = Open(Cell::new(0));
    guard.builder.trace_handles(&open);
    if open.0.get() > DEPTH_LIMIT {
        return Err(HtmlError::Deep { line });
    }
    Ok(())
}

/// Counts what the tree builder holds on to: the open elements, and a few more.
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Stands between tokenizer and tree builder, and counts.
struct Guard {
    builder: TreeBuilder<NodeId, Builder>,
    tokens: Cell<u64>,
    /// The most attributes that a tag had.
    widest: Cell<usize>,
    /// The names of all elements.
    names: RefCell<HashSet<LocalName>>,
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        if let Token::TagToken(tag) = &token {
            self.widest.set(self.widest.get().max(tag.attrs.len()));
            let mut names = self.names.borrow_mut();
            if !names.contains(&tag.name) {
                names.insert(tag.name.clone());
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// A stretch of the page in which no token ended: a long comment, a picture in an attribute, or a tag with attributes without end.
#[derive(Debug, Default)]
struct Stretch {
    tokens: u64,
    /// Where it begins, to within a chunk.
    start: usize,
    /// How long it was when it was looked at last.
    seen: usize,
}

impl Stretch {
    /// Whether this is a tag with more attributes than the limit, looked at when it is long and whenever it has doubled.
    fn is_wide(&mut self, text: &str, chunk: usize, tokens: u64) -> bool {
        if tokens != self.tokens {
            *self = Self { tokens, start: chunk, seen: 8 * CHUNK };
            return false;
        }
        if text.len() - self.start < self.seen {
            return false;
        }
        self.seen *= 2;
        let first = &text.as_bytes()[self.start..(self.start + CHUNK).min(text.len())];
        tags(first).any(|at| attributes(&text.as_bytes()[self.start + at..]) > ATTRIBUTE_LIMIT)
    }
}

/// Where a tag may begin.
fn tags(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_tag = |pair: &[u8]| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'/');
    bytes.windows(2).enumerate().filter(move |(_, pair)| is_tag(pair)).map(|(at, _)| at)
}

/// How many attributes a tag has that begins here and does not end, none if it ends; no more are counted than one above the limit.
fn attributes(tag: &[u8]) -> usize {
    let (mut count, mut at, mut is_between) = (0, 0, false);
    while at < tag.len() && count <= ATTRIBUTE_LIMIT {
        match tag[at] {
            b'>' => return 0,
            quote @ (b'"' | b'\'') if tag[at - 1] == b'=' => {
                let Some(length) = tag[at + 1..].iter().position(|&byte| byte == quote) else { return count };
                at += length + 1;
                is_between = true;
            }
            byte if byte.is_ascii_whitespace() || byte == b'/' => is_between = true,
            _ if is_between => {
                count += 1;
                is_between = false;
            }
            _ => {}
        }
        at += 1;
    }
    count
}
