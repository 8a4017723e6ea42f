//! Statemark in columns.
//!
//! - `lossless`: one table, a row a statement, as Parquet and Arrow IPC; back to the same canonical bytes.
//! - [`flat`]: tables for analysts, such as `clauses`, `acts` and `actions`, as CSV and Parquet.

pub mod flat;
pub mod lossless;
