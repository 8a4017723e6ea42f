//! The binary, run as a person runs it.
#![allow(clippy::disallowed_methods, reason = "tests make files")]

mod attacks;
mod bulk;
mod convert;
mod fix;
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
mod streams;
mod summarize;
mod validate;
