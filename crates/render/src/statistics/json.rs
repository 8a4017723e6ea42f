//! Statistics as one JSON document: `schema/statistics.schema.json`. The names of the fields are stable, and nothing is cut.

use super::Statistics;

/// Writes statistics as JSON, with a line feed at the end.
///
/// # Panics
/// Never: statistics have no value that JSON cannot carry.
pub fn to_string(statistics: &Statistics) -> String {
    serde_json::to_string_pretty(statistics).expect("statistics are plain data") + "\n"
}
