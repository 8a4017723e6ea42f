//! From blocks to sections and clauses.

use statemark::clause::Clause;
use statemark::evidence::Evidence;
use statemark::ext::Ext;
use statemark::id::Id;
use statemark::number::Count;
use statemark::section::Section;
use statemark::text::{Line, Text, Verbatim};

use crate::error::ImportError;
use crate::page::{Block, BlockKind, Page};
use crate::points::Points;
use crate::words::plain;

/// How deep sections and clauses may stand in each other.
const DEPTH: usize = 16;

/// The level of a section without a heading: any heading ends it.
const NO_HEADING: u8 = u8::MAX;

/// The sections of a page. The block that is the title is none of them.
pub(super) fn sections(page: &Page, title: Option<usize>, source: &Id, prefix: &str) -> Result<Vec<Section>, ImportError> {
    let points = Points::new(&page.text);
    let mut outline = Outline { page, source, prefix, points, done: Vec::new(), open: Vec::new(), count: 0 };
    for (_, block) in page.blocks.iter().enumerate().filter(|&(index, _)| Some(index) != title) {
        match block.kind {
            BlockKind::Title if page.blocks.len() > 1 => outline.heading(1, block),
            BlockKind::Heading(level) => outline.heading(level, block),
            BlockKind::Title | BlockKind::Paragraph => outline.clause(0, block),
            BlockKind::Item(depth) => outline.clause(usize::from(depth), block),
        }
    }
    outline.close(0);
    // Headings with nothing below them say nothing.
    if outline.count == 0 { Err(ImportError::NoWords) } else { Ok(outline.done) }
}

struct Outline<'page> {
    page: &'page Page,
    source: &'page Id,
    /// What the ids of clauses begin with.
    prefix: &'page str,
    points: Points<'page>,
    done: Vec<Section>,
    /// The sections that are open, each in the one before it, with the levels of their headings.
    open: Vec<(u8, Section)>,
    /// How many clauses stand in no other.
    count: usize,
}

impl Outline<'_> {
    fn heading(&mut self, level: u8, block: &Block) {
        let Ok(heading) = Line::new(plain(&block.words)) else { return };
        let kept = self.open.iter().take_while(|(open, _)| *open < level).count();
        self.close(kept.min(DEPTH - 1));
        let section = Section { number: number(block), heading: Some(Text::Plain(heading)), ..empty() };
        self.open.push((level, section));
    }

    /// Ends the sections that stand so deep or deeper.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some((_, section)) = self.open.pop() else { return };
            match self.open.last_mut() {
                Some((_, around)) => around.sections.push(section),
                None => self.done.push(section),
            }
        }
    }

    fn clause(&mut self, depth: usize, block: &Block) {
        let Ok(text) = Line::new(plain(&block.words)) else { return };
        let evidence = block.spans.iter().filter_map(|span| self.evidence(span.clone())).collect();
        if self.open.is_empty() {
            self.open.push((NO_HEADING, empty()));
        }
        let Some((_, section)) = self.open.last_mut() else { return };
        let (mut clauses, mut id) = (&mut section.clauses, String::new());
        for _ in 0..depth.min(DEPTH - 1) {
            let Some(last) = clauses.len().checked_sub(1) else { break };
            clauses[last].id.as_str().clone_into(&mut id);
            clauses = &mut clauses[last].clauses;
        }
        if id.is_empty() {
            self.count += 1;
            id = format!("{}{}", self.prefix, self.count);
        } else {
            id = format!("{id}-{}", clauses.len() + 1);
        }
        let Ok(id) = Id::new(id) else { return };
        clauses.push(clause(id, number(block), text, evidence));
    }

    fn evidence(&mut self, span: std::ops::Range<usize>) -> Option<Evidence> {
        let exact = Verbatim::new(&self.page.text[span.clone()]).ok()?;
        let (start, end) = (self.points.before(span.start), self.points.before(span.end));
        Some(Evidence { source: self.source.clone(), start: Count::new(start).ok()?, end: Count::new(end).ok()?, exact })
    }
}

fn number(block: &Block) -> Option<Line> {
    block.number.as_deref().and_then(|number| Line::new(plain(number)).ok())
}

fn empty() -> Section {
    Section { id: None, kind: None, number: None, heading: None, clauses: Vec::new(), sections: Vec::new() }
}

fn clause(id: Id, number: Option<Line>, text: Line, evidence: Vec<Evidence>) -> Clause {
    Clause {
        id,
        number,
        continues: false,
        text: Text::Plain(text),
        by: Vec::new(),
        act: None,
        inner_act: None,
        emphasis: None,
        to: Vec::new(),
        about: Vec::new(),
        topics: Vec::new(),
        condition: None,
        actions: Vec::new(),
        evidence,
        relations: Vec::new(),
        confidence: None,
        note: None,
        clauses: Vec::new(),
        ext: Ext::default(),
    }
}
