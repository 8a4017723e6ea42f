//! The exact words of a source that carry a clause.

use statemark::evidence::Evidence;
use statemark::text::{Line, Text};

use super::Page;
use super::words::{escaped, lang_if_known};

impl Page<'_> {
    /// A quote and where it stands in its source; words that the clause has itself are not printed twice.
    pub(super) fn quote(&self, evidence: &Evidence, said: &Text) -> String {
        let place =
            format!("{}, characters {} to {}", self.links.source(&evidence.source), evidence.start.get(), evidence.end.get());
        let own = said.own(&self.statement.language);
        let mut all = std::iter::once(own).chain(said.others(&self.statement.language).map(|(_, words)| words));
        if all.any(|words: &Line| words.as_str() == evidence.exact.as_str()) {
            return format!("{place}: these words");
        }
        let language = self.links.source_of(&evidence.source).and_then(|source| source.language.as_ref());
        let words = escaped(evidence.exact.as_str());
        format!("{place}:\n<blockquote{}>{words}</blockquote>", lang_if_known(language))
    }
}
