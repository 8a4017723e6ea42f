//! Words in several languages: a run of elements, of which the first is in the statement's own language and does not name it.

use statemark::fault::FaultKind;
use statemark::node::{Entry, Node, Value};

use super::element::Element;
use super::events::Tag;
use super::faults::Parsed;
use super::read::{Reader, labelled_entry};
use super::shape::{self, Child};

impl<'text> Reader<'text> {
    /// Reads words in one language, of which there may be more in others.
    pub(super) fn text(&mut self, tag: &mut Tag<'text>, index: usize, element: &mut Element<'text>) -> Parsed<()> {
        let child = &element.shape.children[index];
        let key_span = tag.name_span;
        let (language, words) = self.within(child.key, |reader| reader.labelled(tag, &shape::WORDS))?;
        let Some(place) = element.shared(index) else {
            let node = match language {
                Some(language) if self.language.as_deref().is_some_and(|own| language.node.as_str() != Some(own)) => {
                    let span = words.span;
                    Node::new(Value::Map(vec![labelled_entry(language, words)]), span)
                }
                language => {
                    self.own_language_named(child, language.filter(|_| self.language.is_some()));
                    words
                }
            };
            element.share(Entry::new(child.key, key_span, node), index);
            return Ok(());
        };
        // Else the statement's language is at fault, and with it what belongs to which language.
        let Some(own) = self.language.clone() else { return Ok(()) };
        let entry = &mut element.entries[place];
        if matches!(entry.node.value, Value::String(_)) {
            let span = entry.node.span;
            let first = std::mem::replace(&mut entry.node.value, Value::Map(Vec::new()));
            entry.node.value = Value::Map(vec![Entry::new(own.clone(), entry.key_span, Node::new(first, span))]);
        }
        entry.node.span.end = words.span.end;
        let Value::Map(languages) = &mut entry.node.value else { return Ok(()) };
        // The own language is kept first, so that a run of any length is read in one pass.
        let has_own = languages.first().is_some_and(|first| first.key == own);
        match language {
            Some(language) if language.node.as_str() != Some(&*own) => languages.push(labelled_entry(language, words)),
            _ if has_own => {
                let message = format!("`{}` stands here twice in the statement's own language, `{own}`", child.name);
                let help = "keep one of them, or name the language of the other with `xml:lang`";
                self.tell(FaultKind::DuplicateKey, child.key, key_span, message, help.into());
            }
            language => {
                languages.insert(0, Entry::new(own.clone(), key_span, words));
                let message = format!("`{}` in the statement's own language, `{own}`, stands after other languages", child.name);
                self.tell(FaultKind::Misplaced, child.key, key_span, message, "move it before them".into());
                self.own_language_named(child, language);
            }
        }
        Ok(())
    }

    /// Tells of words in the statement's own language that name it.
    fn own_language_named(&mut self, child: &'static Child, language: Option<Entry<'_>>) {
        if let Some(language) = language {
            let message = format!("`{}` names the statement's own language, which goes without saying", child.name);
            self.tell(FaultKind::Language, child.key, language.key_span, message, "take `xml:lang` out here".into());
        }
    }
}
