//! The XML, Markdown and YAML spellings of Statemark: reading with all faults in their places, and writing.
//!
//! Each spelling is a module with the same verbs as `statemark::json`: `read`, `from_slice`, `to_string`, `to_writer`.

pub mod editor;
pub mod file_name;
pub mod format;
pub mod losses;
pub mod markdown;
mod points;
pub mod xml;
pub mod yaml;
