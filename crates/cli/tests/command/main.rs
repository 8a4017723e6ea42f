//! The binary, run as a person runs it.
#![allow(clippy::disallowed_methods, reason = "tests make files")]

mod attacks;
mod bulk;
mod ci;
mod convert;
mod floods;
mod fmt;
mod guards;
mod help;
mod new;
mod progress;
mod reports;
mod rules;
mod run;
mod schema;
mod stats;
mod streams;
mod summarize;
mod validate;
mod watch;
mod yaml;
