//! The words of a statement, to see whether they speak of something by its name.

use std::cell::Cell;
use std::collections::HashSet;

use crate::context::Context;
use crate::walk::each_text;

/// All words of a statement and of its sources, in small letters.
pub(crate) struct Spoken {
    text: String,
    single: HashSet<String>,
    /// How many bytes may still be searched, so that many names in a long text cost no minutes.
    budget: Cell<usize>,
}

/// See `Spoken::budget`.
const SEARCH: usize = 64 * 1024 * 1024;

impl Spoken {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let statement = context.statement;
        let mut text = String::new();
        let mut add = |words: &str| {
            text.push_str(&words.to_lowercase());
            text.push('\n');
        };
        each_text(&context.outline, |text, trail| {
            // A name or label is no place where it is named.
            if !trail.is_in("entities") && !trail.is_in("topics") {
                add(text.own(&statement.language).as_str());
                text.others(&statement.language).for_each(|(_, words)| add(words.as_str()));
            }
        });
        for (_, content) in &context.sources {
            content.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok()).into_iter().for_each(&mut add);
        }
        let single = split(&text).map(str::to_owned).collect();
        Self { text, single, budget: Cell::new(SEARCH) }
    }

    /// Whether the words name something: they have the name itself, or most words of it.
    pub(crate) fn name(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let own: Vec<&str> = split(&name).filter(|word| word.chars().count() > 2).collect();
        let found = own.iter().filter(|word| self.single.contains(**word)).count();
        found * 2 > own.len() || self.has(&name)
    }

    /// Whether the words have another one within a word too, which is how scripts without spaces hold names.
    fn has(&self, name: &str) -> bool {
        let Some(left) = self.budget.get().checked_sub(self.text.len()) else { return false };
        self.budget.set(left);
        self.text.contains(name)
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
