//! The binary, run as a person runs it.
#![allow(clippy::disallowed_methods, reason = "tests make files")]

mod archive;
mod attacks;
mod baseline;
mod bulk;
mod ci;
mod config;
mod convert;
mod day;
mod digest;
mod documents;
mod fix;
mod floods;
mod fmt;
mod formats;
mod guards;
mod help;
mod import;
mod new;
mod outputs;
mod pages;
mod progress;
mod quarantine;
mod records;
mod reports;
mod rules;
mod run;
mod schema;
mod stats;
mod streams;
mod summarize;
mod tables;
mod validate;
mod watch;
mod yaml;
