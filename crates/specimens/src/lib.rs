//! What the tests of Statemark share: generated documents, the examples, the outside corpora. Not published.

pub mod shared;
