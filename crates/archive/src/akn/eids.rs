//! The names of elements (`eId`) after the naming convention of Akoma Ntoso: that of the parent, what the element is, and its printed number.

use crate::names::Names;

/// An element among its siblings: what it is in names, and its printed number.
pub(super) type Sibling<'run> = (&'static str, Option<&'run str>);

/// Names for siblings. Those with numbers come first, so that a name with a number leads to what has that number in print; those without
/// have their place in it, or, where others are numbered, are counted apart: `para_nn_1`.
pub(super) fn eids(names: &mut Names, parent: &str, siblings: &[Sibling<'_>]) -> Vec<String> {
    let plain: Vec<Option<String>> = siblings.iter().map(|(_, number)| number.and_then(plain_number)).collect();
    let begin = |short: &str| if parent.is_empty() { short.to_owned() } else { format!("{parent}__{short}") };
    let numbered = siblings.iter().zip(&plain).map(|((short, _), number)| {
        let name = format!("{}_{}", begin(short), number.as_ref()?);
        Some(names.take(&name))
    });
    let numbered: Vec<Option<String>> = numbered.collect();
    let is_counted = |short: &str| siblings.iter().zip(&plain).any(|((other, _), number)| *other == short && number.is_some());
    let (mut counted, mut eids) = (0, Vec::with_capacity(siblings.len()));
    for (((short, _), numbered), position) in siblings.iter().zip(numbered).zip(1..) {
        eids.push(match numbered {
            Some(name) => name,
            None if is_counted(short) => {
                counted += 1;
                names.take(&format!("{}_nn_{counted}", begin(short)))
            }
            None => names.take(&format!("{}_{position}", begin(short))),
        });
    }
    eids
}

/// A printed number as it stands in names, if it can: without punctuation around it, and with a hyphen for that within it.
fn plain_number(number: &str) -> Option<String> {
    let parts = number.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let plain = parts.collect::<Vec<_>>().join("-");
    Some(plain).filter(|plain| plain.is_ascii() && (1..=16).contains(&plain.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends of the names of siblings with these numbers.
    fn named(numbers: &[&str]) -> Vec<String> {
        let siblings: Vec<Sibling<'_>> =
            numbers.iter().map(|number| ("para", Some(*number).filter(|it| !it.is_empty()))).collect();
        let names = eids(&mut Names::default(), "sec_1", &siblings);
        names.iter().map(|name| name.strip_prefix("sec_1__para_").unwrap().to_owned()).collect()
    }

    #[test]
    fn numbers_in_names_are_those_in_print() {
        assert_eq!(named(&["", ""]), ["1", "2"]);
        assert_eq!(named(&["4.", "", "5.", ""]), ["4", "nn_1", "5", "nn_2"]);
        assert_eq!(named(&["(a)", "1.1", "11.", "(1)(b)"]), ["a", "1-1", "11", "1-b"]);
        assert_eq!(named(&["1.", "1.", "一"]), ["1", "1_2", "nn_1"]);
    }
}
