//! The names by which a document of a standard points at its own elements: each stands once, whatever the ids of the statement are.

use std::collections::{HashMap, HashSet};

use statemark::id::Id;

/// The names that are taken, and what objects have been given which.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<String>,
    /// How many names were made of one that was taken already.
    made: HashMap<String, usize>,
    /// The name of the first object with an id.
    objects: HashMap<String, String>,
}

impl Names {
    /// A name that nothing else has: the wanted one, or that with a number behind it.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let made = self.made.entry(wanted.to_owned()).or_insert(1);
        loop {
            *made += 1;
            let name = format!("{wanted}_{made}");
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }

    /// A name for the object with this id: the id itself, where nothing else is called so.
    pub(crate) fn object(&mut self, id: &Id) -> String {
        let name = self.take(id.as_str());
        self.objects.entry(id.as_str().to_owned()).or_insert_with(|| name.clone());
        name
    }

    /// A pointer to the object that this id names, if there is one.
    pub(crate) fn pointer(&self, id: &Id) -> Option<String> {
        self.objects.get(id.as_str()).map(|name| format!("#{name}"))
    }

    /// Pointers to the objects that these ids name, as far as there are any.
    pub(crate) fn pointers<'ids>(&self, ids: impl IntoIterator<Item = &'ids Id>) -> Vec<String> {
        ids.into_iter().filter_map(|id| self.pointer(id)).collect()
    }

    /// Pointers to the objects that these ids name, if each names one.
    pub(crate) fn all_pointers<'ids>(&self, ids: impl IntoIterator<Item = &'ids Id>) -> Option<Vec<String>> {
        ids.into_iter().map(|id| self.pointer(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_elements_have_one_name() {
        let mut names = Names::default();
        let taken: Vec<String> = ["a", "a_2", "a", "a", "b"].iter().map(|id| names.object(&Id::new(*id).unwrap())).collect();
        assert_eq!(taken, ["a", "a_2", "a_3", "a_4", "b"]);
        let ids = ["b", "c", "a"].map(|id| Id::new(id).unwrap());
        assert_eq!(names.pointers(&ids), ["#b", "#a"]);
        assert_eq!(names.all_pointers(&ids), None);
        assert_eq!(names.all_pointers(&ids[..1]), Some(vec!["#b".to_owned()]));
    }
}
