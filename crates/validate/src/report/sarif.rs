//! The report as code scanning reads it: SARIF 2.1.0 (OASIS, errata 01), with what GitHub asks for, and within the limits of GitHub.

mod packed;
mod place;
mod result;
mod rule;

use std::io::{self, Write};

use serde::Serialize;

use self::packed::Packed;
use self::place::{Message, Place};
use self::result::Finding;
use self::rule::Rules;
use super::entry::Entry;
use super::fingerprint::Fingerprints;
use super::json::{Ending, Unread, line};
use super::worst::Worst;
use super::{Totals, text};
use crate::finding::Severity;

/// How many results GitHub takes of a run.
pub(super) const MOST: usize = 25_000;

/// How many of them it shows.
const SHOWN: usize = 5_000;

/// How many places it takes of a result, its own included.
const PLACES: usize = 1_000;

/// How many bytes a log may have once it is packed by gzip: 10 MB, less what stands around the results.
const PACKED: u64 = 9_500_000;

/// The schema that a report names, as GitHub's pages do.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Prints the one run of the log, a result a line, the worst first; gives what it leaves out because GitHub would not take it.
pub(super) fn write(out: &mut impl Write, worst: &Worst, ending: &mut Ending) -> io::Result<Vec<String>> {
    within(PACKED, out, worst, ending)
}

/// The same, in so many bytes once packed.
fn within(packed: u64, out: &mut impl Write, worst: &Worst, ending: &mut Ending) -> io::Result<Vec<String>> {
    let (rules, mut size) = (Rules::of(worst.entries()), Packed::default());
    // What could not be read is told behind the results, all of it.
    size.with(line(&Invocation::new(ending, &[])).as_bytes())?;
    // A column is a code point, as everywhere in our reports.
    writeln!(out, r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","#)?;
    writeln!(out, "\"tool\":{},", line(&rules.tool(ending)))?;
    write!(out, "\"results\":[")?;
    let mut listed = Listed::default();
    let (mut fingerprints, mut separator) = (Fingerprints::default(), "\n");
    for entry in worst.entries() {
        let result = line(&Finding::new(entry, rules.index(entry.rule), fingerprints.next(entry)));
        if size.with(result.as_bytes())? > packed {
            listed.is_large = true;
            break;
        }
        write!(out, "{separator}{result}")?;
        separator = ",\n";
        listed.count(entry);
    }
    ending.left_out = ending.findings() - listed.results as u64;
    let notes = listed.notes(ending);
    writeln!(out, "\n],\n\"invocations\":[{}],", line(&Invocation::new(ending, &notes)))?;
    writeln!(out, "\"properties\":{}}}]}}", line(&Properties { totals: &ending.totals, left_out: ending.left_out }))?;
    Ok(notes)
}

/// What is listed of the findings.
#[derive(Default)]
struct Listed {
    results: usize,
    /// How many results have more places than are taken.
    crowded: usize,
    /// Whether more would be too large.
    is_large: bool,
}

impl Listed {
    fn count(&mut self, entry: &Entry) {
        self.results += 1;
        self.crowded += usize::from(entry.related.len() >= PLACES);
    }

    /// What the limits of GitHub leave out, each the end of a sentence that begins with the log.
    fn notes(&self, ending: &Ending) -> Vec<String> {
        let (listed, all) = (text::grouped(self.results as u64), text::grouped(ending.findings()));
        let mut notes = Vec::new();
        if self.is_large {
            notes.push(format!("lists {listed} of {all} findings, the worst: GitHub takes 10 MB of a log packed by gzip"));
        } else if self.results == MOST && ending.findings() > MOST as u64 {
            notes.push(format!("lists {listed} of {all} findings, the worst: GitHub takes no more"));
        }
        if self.results > SHOWN {
            notes.push(format!(
                "lists more findings than the {} that GitHub shows, which are the worst",
                text::grouped(SHOWN as u64)
            ));
        }
        if self.crowded > 0 {
            let findings = if self.crowded == 1 { "1 finding".to_owned() } else { format!("{} findings", self.crowded) };
            notes.push(format!(
                "has the first {} places of {findings} with more: GitHub takes no more",
                text::grouped(PLACES as u64)
            ));
        }
        notes
    }
}

/// How the run went: `invocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

/// What the tool could not do, or what one should know of the log: `notification`.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[Place; 1]>,
}

impl Invocation {
    fn new(ending: &Ending, notes: &[String]) -> Self {
        let mut notifications: Vec<Notification> = ending.unread.iter().map(Notification::of_unread).collect();
        if ending.interrupted {
            notifications.push(Notification::new("error", "The run was interrupted: this is what was found until then."));
        }
        if ending.left_out > 0 {
            let left_out = text::grouped(ending.left_out);
            notifications
                .push(Notification::new("note", &format!("{left_out} more findings are not listed, none of them worse.")));
        }
        notifications.extend(notes.iter().map(|note| Notification::new("note", &format!("This log {note}."))));
        let execution_successful = ending.unread.is_empty() && !ending.interrupted;
        Self { execution_successful, tool_execution_notifications: notifications }
    }
}

impl Notification {
    fn new(level: &'static str, words: &str) -> Self {
        Self { level, message: Message::new(words), locations: None }
    }

    fn of_unread(unread: &Unread) -> Self {
        let help = unread.help.as_ref().map_or(String::new(), |help| format!(" Help: {help}."));
        let words = format!("{} {}.{help}", unread.file, unread.reason);
        Self { locations: Some([Place::of_file(&unread.file)]), ..Self::new("error", &words) }
    }
}

/// What the standard has no field for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'ending> {
    totals: &'ending Totals,
    left_out: u64,
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::{Compression, read::GzEncoder};
    use serde_json::Value;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::report::Origin;
    use crate::report::entry::Page;
    use crate::report::tally::Tally;
    use crate::{Options, validate};

    /// So many findings, with words that cannot be packed well, and places beside the first one.
    fn findings(count: usize, related: usize) -> (Worst, Ending) {
        let text = r#"{"statemark":"1.0","id":"a","id":"b"}"#;
        let report = validate(&statemark::json::read(text.as_bytes()), &Options::default());
        let first = Page::new(&Origin::new("a", text)).entry(&report.findings[0]);
        let (mut worst, mut tally) = (Worst::of_all(MOST, None), Tally::new(None, None));
        for number in 0..count {
            let mut entry = Entry { message: format!("{:x?}", Sha256::digest(number.to_be_bytes())), ..first.clone() };
            if number == 0 {
                let note = crate::report::entry::Note { message: "here".into(), place: first.place.clone() };
                entry.related = vec![note; related];
            }
            tally.finding(&entry);
            worst.add(&entry);
        }
        (worst, Ending::new(&tally, Vec::new(), false))
    }

    /// The run of a log in so many bytes, its text, and what is said of it.
    fn log(packed: u64, (worst, ending): &mut (Worst, Ending)) -> (Value, Vec<u8>, Vec<String>) {
        let mut text = Vec::new();
        let notes = within(packed, &mut text, worst, ending).unwrap();
        let mut log: Value = serde_json::from_slice(&text).unwrap();
        let notifications = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
        assert!(notes.iter().all(|note| notifications.contains(note)), "{notifications}");
        assert_eq!(log["runs"].as_array().unwrap().len(), 1);
        (log["runs"][0].take(), text, notes)
    }

    #[test]
    fn a_log_is_small_enough_once_it_is_packed() {
        let mut findings = findings(20_000, 0);
        let (run, text, notes) = log(500_000, &mut findings);
        let results = run["results"].as_array().unwrap().len();
        let mut packed = Vec::new();
        GzEncoder::new(&text[..], Compression::default()).read_to_end(&mut packed).unwrap();
        assert!((500_000..600_000).contains(&packed.len()), "{results} in {}", packed.len());
        assert_eq!(run["properties"]["leftOut"], 20_000 - results);
        let listed = text::grouped(results as u64);
        assert_eq!(notes[0], format!("lists {listed} of 20,000 findings, the worst: GitHub takes 10 MB of a log packed by gzip"));
        assert_eq!(log(PACKED, &mut findings).2, ["lists more findings than the 5,000 that GitHub shows, which are the worst"]);
    }

    #[test]
    fn a_log_has_no_more_results_and_places_than_github_takes() {
        let (run, _, notes) = log(PACKED, &mut findings(MOST + 7, PLACES + 1));
        let results = run["results"].as_array().unwrap();
        assert_eq!((results.len(), &run["properties"]["leftOut"]), (MOST, &7.into()));
        let places = |result: &Value| ["locations", "relatedLocations"].map(|name| result[name].as_array().map_or(0, Vec::len));
        assert_eq!([places(&results[0]), places(&results[1])], [[1, PLACES - 1], [1, 0]]);
        assert_eq!(
            notes,
            [
                "lists 25,000 of 25,007 findings, the worst: GitHub takes no more",
                "lists more findings than the 5,000 that GitHub shows, which are the worst",
                "has the first 1,000 places of 1 finding with more: GitHub takes no more",
            ]
        );
        let (run, _, notes) = log(PACKED, &mut findings(10, PLACES - 1));
        assert_eq!((places(&run["results"][0]), notes.len()), ([1, PLACES - 1], 0));
    }
}
