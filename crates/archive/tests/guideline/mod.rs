//! A resolution that has all for which the guideline of the United Nations asks.

use statemark::statement::Statement;

pub(crate) fn resolution() -> Statement {
    statemark::json::from_str(include_str!("resolution.statemark.json")).unwrap()
}
