//! The YAML that documents hold.

pub(crate) mod comments;
