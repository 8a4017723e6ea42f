//! What a rule has to say of one document: the first remarks, and how many more there are.

use crate::context::Context;
use crate::rule::Remark;

/// How many findings of one rule a report of one document keeps. More would help nobody, and a flood of them would fill the memory:
/// the others are counted.
pub const KEPT: usize = 1_000;

/// How many findings of one rule that can be mended are kept for those who mend.
const KEPT_TO_MEND: usize = 100 * KEPT;

/// The remarks of one rule on one document, in the order in which the rule makes them.
#[derive(Debug)]
pub(crate) struct Remarks {
    kept: Vec<Remark>,
    most: usize,
    more: u64,
}

impl Default for Remarks {
    fn default() -> Self {
        Self { kept: Vec::new(), most: KEPT, more: 0 }
    }
}

impl Remarks {
    /// Room for the remarks of a rule whose findings can be mended, or come of mending.
    pub(crate) fn to_mend(context: &Context<'_>) -> Self {
        Self { most: if context.thorough { KEPT_TO_MEND } else { KEPT }, ..Self::default() }
    }

    /// Adds a remark: keeps it, or counts it.
    pub(crate) fn push(&mut self, remark: Remark) {
        self.push_with(|| remark);
    }

    /// Adds a remark that is dear to make, and is made only where it is kept.
    pub(crate) fn push_with(&mut self, remark: impl FnOnce() -> Remark) {
        if self.kept.len() < self.most {
            self.kept.push(remark());
        } else {
            self.more += 1;
        }
    }

    /// The remarks that are kept, and how many are not.
    pub(crate) fn into_parts(self) -> (Vec<Remark>, u64) {
        (self.kept, self.more)
    }
}

impl Extend<Remark> for Remarks {
    fn extend<T: IntoIterator<Item = Remark>>(&mut self, remarks: T) {
        remarks.into_iter().for_each(|remark| self.push(remark));
    }
}

impl FromIterator<Remark> for Remarks {
    fn from_iter<T: IntoIterator<Item = Remark>>(remarks: T) -> Self {
        let mut all = Self::default();
        all.extend(remarks);
        all
    }
}
