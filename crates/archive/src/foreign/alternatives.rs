//! Of words that stand for one another in an edition, one is read.

use statemark_convert::xml::tree::Element;

/// What is read of several.
#[derive(Clone, Copy)]
pub(super) enum Taken<'tree, 'text> {
    All,
    One(&'tree Element<'text>),
    Nothing,
}

impl Taken<'_, '_> {
    /// Whether this one of them is read.
    pub(super) fn is(self, element: &Element<'_>) -> bool {
        match self {
            Self::All => true,
            Self::One(taken) => std::ptr::eq(taken, element),
            Self::Nothing => false,
        }
    }
}

/// Which of several is read: an edited text before what it was made of.
pub(super) fn taken<'tree, 'text>(choice: &'tree Element<'text>) -> Taken<'tree, 'text> {
    // What was struck out says so itself.
    if choice.name.local == "subst" {
        return Taken::All;
    }
    // These are readings of words that are read where they stand.
    if ["from", "to", "loc"].iter().any(|name| choice.attribute(name).is_some()) {
        return Taken::Nothing;
    }
    let rank = |element: &&Element<'_>| match element.name.local {
        "lem" => 0,
        "corr" | "reg" | "expan" | "ex" => 1,
        "rdg" | "rdgGrp" => 2,
        _ => 3,
    };
    choice.elements().min_by_key(rank).map_or(Taken::Nothing, Taken::One)
}

/// Why another is left out.
pub(super) fn reason(element: &Element<'_>) -> &'static str {
    match element.name.local {
        "sic" => "corrected",
        "orig" => "regularized",
        "abbr" | "am" => "expanded",
        _ => "another reading",
    }
}
