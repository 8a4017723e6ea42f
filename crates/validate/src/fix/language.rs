//! Language tags that are deprecated.

use statemark::edit::Change;
use statemark::language::LanguageTag;
use statemark::node::Value;
use statemark::pointer::Pointer;
use statemark::statement::Statement;
use statemark::text::Text;

use super::Fix;
use crate::outline::Outline;
use crate::walk::each_text;

/// The fix of a deprecated tag that has one successor. The statement's own goes together with all that repeat it.
pub(crate) fn deprecated(outline: &Outline<'_>, pointer: Pointer, is_key: bool, instead: &str) -> Option<Fix> {
    LanguageTag::new(instead).ok()?;
    let statement = outline.statement;
    if is_key {
        return Some(Fix::on_demand(vec![Change::Rename(pointer, instead.to_owned())]));
    }
    let set = |pointer| Change::Set(pointer, Value::String(instead.to_owned().into()));
    if pointer.as_str() != "/language" {
        return Some(Fix::on_demand(vec![set(pointer)]));
    }
    let mut changes: Vec<Change> = own(statement).into_iter().map(set).collect();
    each_text(outline, |text, trail| {
        if let Text::Languages(_) = text {
            let key = trail.pointer().key(statement.language.as_str());
            changes.push(Change::Rename(key, instead.to_owned()));
        }
    });
    Some(Fix::on_demand(changes))
}

/// Where the statement's own language is named.
fn own(statement: &Statement) -> Vec<Pointer> {
    let own = &statement.language;
    let mut pointers = vec![Pointer::root().key("language")];
    let authentic = statement.authentic.iter().enumerate().filter(|(_, tag)| *tag == own);
    pointers.extend(authentic.map(|(index, _)| Pointer::root().key("authentic").index(index)));
    let sources = statement.sources.iter().enumerate().filter(|(_, source)| source.language.as_ref() == Some(own));
    pointers.extend(sources.map(|(index, _)| Pointer::root().key("sources").index(index).key("language")));
    pointers
}
