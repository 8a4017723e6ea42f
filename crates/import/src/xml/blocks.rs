//! From the words of an element to a block, or to what is left out.

use std::ops::Range;

use super::names::Role;
use super::words::{kept, without};
use super::{Builder, LINES, Strictness, embedded, metadata};
use crate::kinds::{Paragraph, add_item};
use crate::page::{Block, LeftOut};
use crate::text;
use crate::words::{has_words, plain};

impl Builder<'_> {
    /// Ends the words that were read so far: a block, or what is none.
    pub(super) fn flush(&mut self, strictness: Strictness) {
        let (text, passed) = std::mem::take(&mut self.words).finish();
        if text.is_empty() {
            return;
        }
        if strictness == Strictness::Xml && passed.is_empty() && !text.contains('\n') && embedded::is_markup(&text) {
            // It cannot fail: what is no markup are words.
            let _ = self.read(&text, Strictness::Markup);
            return;
        }
        if !self.page.text.is_empty() {
            self.page.text.push_str("\n\n");
        }
        let start = self.page.text.len();
        self.page.text.push_str(&text);
        let in_page = |range: &Range<usize>| range.start + start..range.end + start;
        self.page.left_out.extend(passed.iter().map(|(range, reason)| LeftOut { span: in_page(range), reason }));
        let kept = kept(&text, &passed);
        if !kept.is_empty() {
            self.block(&without(&text, &passed), kept.iter().map(in_page).collect());
        }
    }

    /// Words that stand here in the page are a block.
    fn block(&mut self, text: &str, spans: Vec<Range<usize>>) {
        let leave_out = |spans: Vec<Range<usize>>, reason| spans.into_iter().map(move |span| LeftOut { span, reason });
        let role = self.within();
        if role == Role::Other {
            let open = self.open.last();
            if open.is_some_and(|open| !open.is_beside) && self.page.blocks.iter().all(Block::is_heading) {
                metadata::of_element(open.map_or("", |open| &*open.name), text.trim(), &mut self.page.metadata);
            }
            *self.seen.entry(open.map_or_else(String::new, |open| open.name.clone())).or_default() += text.len();
            return self.page.left_out.extend(leave_out(spans, "no paragraph"));
        }
        let words = plain(text);
        if !has_words(&words) {
            return self.page.left_out.extend(leave_out(spans, "no letter and no digit"));
        }
        let lines = 1 + text.matches('\n').count();
        if let [span] = &spans[..]
            && role == Role::Paragraph
            && lines > LINES
        {
            let (text, start) = (self.page.text[span.clone()].to_owned(), span.start);
            return text::add(&mut self.page, &text, start, &mut self.kinds);
        }
        let (items, depth) = self.open.last().map_or((0, 0), |open| (open.items, open.depth));
        let paragraph = Paragraph { words, spans, lines, columns: true, bold: false };
        match role {
            Role::Heading if self.has_title => self.kinds.add_heading(&mut self.page, depth, paragraph),
            Role::Heading => {
                self.has_title = true;
                self.kinds.add_title(&mut self.page, paragraph);
            }
            _ if items > 0 => add_item(&mut self.page, items, paragraph),
            _ => self.kinds.add(&mut self.page, paragraph),
        }
    }
}
