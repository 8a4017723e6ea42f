//! The exact words of a source that carry a clause.

use statemark::evidence::Evidence;
use statemark::text::Text;

use super::Page;
use super::words::{code, escaped, lang_if_known};

impl Page<'_> {
    /// A quote and where it stands in its source; words that the clause has itself are not printed twice.
    pub(super) fn quote(&self, evidence: &Evidence, said: &Text) -> String {
        let place =
            format!("{}, characters {} to {}", self.links.source(&evidence.source), evidence.start.get(), evidence.end.get());
        let own = &self.statement.language;
        let all = std::iter::once((own, said.own(own))).chain(said.others(own));
        let tags: Vec<_> = all.filter(|(_, words)| words.as_str() == evidence.exact.as_str()).map(|(tag, _)| code(tag)).collect();
        if !tags.is_empty() {
            // Words in one language need not be told apart.
            let which = if matches!(said, Text::Plain(_)) { String::new() } else { format!(" in {}", tags.join(", ")) };
            return format!("{place}: these words{which}");
        }
        let language = self.links.source_of(&evidence.source).and_then(|source| source.language.as_ref());
        let words = escaped(evidence.exact.as_str());
        format!("{place}:\n<blockquote{}>{words}</blockquote>", lang_if_known(language))
    }
}
