//! What holds of every document that is written: it reads as the same statement, its names stand once, its pointers lead somewhere.

use std::collections::HashSet;

use statemark::document::Document;
use statemark::json;
use statemark::language::LanguageTag;
use statemark::statement::Statement;
use statemark_archive::{akn, tei};
use statemark_convert::xml::tree::{Element, Source};

/// A standard: its name, its writer and its reader.
pub(crate) struct Standard {
    pub(crate) name: &'static str,
    pub(crate) write: fn(&Statement) -> Vec<u8>,
    pub(crate) read: fn(&[u8]) -> Document<'_>,
    /// The attribute that names an element.
    id: &'static str,
    /// The attributes that point.
    pointers: &'static [&'static str],
}

pub(crate) const STANDARDS: &[Standard] = &[
    Standard {
        name: "akn",
        write: akn::to_vec,
        read: akn::read,
        id: "eId",
        pointers: &["href", "refersTo", "source", "dictionary", "placementBase", "as"],
    },
    Standard {
        name: "tei",
        write: tei::to_vec,
        read: tei::read,
        id: "id",
        pointers: &["ref", "target", "active", "passive", "corresp", "ana", "prev"],
    },
];

/// Leads a statement through all standards; says where it was lost or changed.
pub(crate) fn check(statement: &Statement) -> Result<(), String> {
    let canonical = json::to_string(statement);
    for standard in STANDARDS {
        let bytes = (standard.write)(statement);
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        let document = (standard.read)(&bytes);
        let faults: Vec<String> = document.faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.message)).collect();
        let Some(read) = document.statement else {
            return Err(format!("{} finds fault with what was written: {faults:?}\n{}", standard.name, text()));
        };
        let after = json::to_string(&read);
        if after != canonical {
            return Err(format!("{} changed the statement to\n{after}\nfrom\n{canonical}\nby way of\n{}", standard.name, text()));
        }
        standard.resolve(&bytes).map_err(|error| format!("{}: {error}\n{}", standard.name, text()))?;
    }
    Ok(())
}

impl Standard {
    /// Sees that each name stands once, and that each pointer leads to one.
    pub(crate) fn resolve(&self, bytes: &[u8]) -> Result<(), String> {
        let source = Source::decode(bytes).map_err(|_| "it is no text".to_owned())?;
        let root = source.tree().map_err(|fault| fault.message)?;
        let (mut names, mut pointers) = (HashSet::new(), Vec::new());
        self.collect(&source, &root, &mut names, &mut pointers)?;
        match pointers.iter().find(|pointer| !names.contains(*pointer)) {
            Some(pointer) => Err(format!("{pointer} leads nowhere")),
            None => Ok(()),
        }
    }

    fn collect(
        &self,
        source: &Source<'_>,
        element: &Element<'_>,
        names: &mut HashSet<String>,
        pointers: &mut Vec<String>,
    ) -> Result<(), String> {
        if element.name.is_own() {
            let language = LanguageTag::new("en").unwrap();
            let parts = source.parts(element, &language, &mut Vec::new()).map_err(|fault| fault.message)?;
            pointers.extend(parts.into_iter().filter_map(|part| part.reference));
        }
        for attribute in &element.attributes {
            if attribute.name.local == self.id && !attribute.name.is_own() && !names.insert(format!("#{}", attribute.value)) {
                return Err(format!("two elements are called {}", attribute.value));
            }
            if attribute.name.namespace.is_empty() && self.pointers.contains(&attribute.name.local) {
                pointers.extend(attribute.value.split(' ').filter(|value| value.starts_with('#')).map(str::to_owned));
            }
        }
        element.elements().try_for_each(|element| self.collect(source, element, names, pointers))
    }
}
