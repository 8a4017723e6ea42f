//! The report as JUnit XML, which GitLab and others read: a suite a document, a test case for it when it passes, else one a finding.

use std::collections::HashMap;
use std::fmt::Write;

use super::entry::Entry;
use super::fingerprint::of_names;
use super::json::Ending;
use super::part::{Part, Subject};
use super::{files, text};
use crate::finding::Severity;

/// What a report begins with.
pub(super) const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"statemark\">\n";

/// How many bytes GitLab takes.
const LARGEST: u64 = 30_000_000;

/// Why a string can always be written to.
const NEVER: &str = "writing to a string does not fail";

/// How many times each document was named, and what was found beside documents: of test cases with one name a reader takes the first.
/// A hash and a number for each.
#[derive(Debug, Default)]
pub(super) struct Names {
    seen: HashMap<u64, u32>,
}

impl Names {
    /// The name of a document among those of its file: its id, else its number, else the file.
    fn of(&mut self, subject: &Subject, is_document: bool) -> String {
        let Subject { file, record, statement } = subject;
        let name = match (statement, record) {
            (Some(id), _) => id.clone(),
            (None, Some(record)) => format!("record {record}"),
            (None, None) => file.clone(),
        };
        let count = self.count(file, &name);
        *count += u32::from(is_document);
        let count = *count;
        numbered(name, count)
    }

    fn count(&mut self, file: &str, name: &str) -> &mut u32 {
        self.seen.entry(of_names(&[file, name])).or_insert(0)
    }
}

/// A name with its number from the second one on.
fn numbered(name: String, count: u32) -> String {
    if count > 1 { format!("{name} ({count})") } else { name }
}

/// The suite of a document, or those of what was found beside documents.
pub(super) fn suites(part: &Part, names: &mut Names, fails: Severity) -> String {
    let mut out = String::new();
    let mut findings = part.findings.iter().map(|(entry, _)| entry).peekable();
    if let Some(subject) = &part.subject {
        suite(&mut out, subject, findings.collect(), part, names, fails);
        return out;
    }
    while let Some(first) = findings.next() {
        let subject = of_entry(first);
        let mut of_this = vec![first];
        of_this.extend(std::iter::from_fn(|| findings.next_if(|entry| of_entry(entry) == subject)));
        suite(&mut out, &subject, of_this, part, names, fails);
    }
    out
}

fn of_entry(entry: &Entry) -> Subject {
    let place = &entry.place;
    Subject { file: place.file.clone(), record: place.record, statement: place.statement.clone() }
}

fn suite(out: &mut String, subject: &Subject, findings: Vec<&Entry>, part: &Part, names: &mut Names, fails: Severity) {
    let name = names.of(subject, part.documents > 0);
    let file = attribute(&files::path(&subject.file));
    let (failures, others): (Vec<&Entry>, Vec<&Entry>) = findings.into_iter().partition(|entry| entry.severity <= fails);
    let mut notes = notes(&others, part);
    let (tests, count) = (failures.len().max(1), failures.len());
    writeln!(out, "<testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{count}\" errors=\"0\">").expect(NEVER);
    if failures.is_empty() {
        // The document itself was told before.
        let of_set = others.first().filter(|_| part.documents == 0).map(|entry| format!("{name} {}", entry.rule));
        case(out, &file, &of_set.unwrap_or_else(|| name.clone()), &notes);
    }
    let mut of_document = HashMap::new();
    for entry in failures {
        let name = format!("{name} {} {}", entry.rule, entry.place.pointer).trim_end().to_owned();
        // What stands beside documents is no document's own: its names are told apart in the whole file.
        let count = match part.documents {
            0 => names.count(&subject.file, &name),
            _ => of_document.entry((entry.rule, entry.place.pointer.as_str())).or_insert(0),
        };
        *count += 1;
        let name = numbered(name, *count);
        case(out, &file, &name, &(failure(entry) + &std::mem::take(&mut notes)));
    }
    out.push_str("</testsuite>\n");
}

/// What does not make a document fail, for its first test case.
fn notes(others: &[&Entry], part: &Part) -> String {
    let more = part.more.iter().map(|more| format!("and {} more of `{}`", text::grouped(more.findings), more.rule));
    let notes: Vec<String> = others.iter().map(|entry| told(entry)).chain(more).collect();
    if notes.is_empty() { String::new() } else { format!("<system-out>{}</system-out>", content(&notes.join("\n"))) }
}

/// A test case. GitLab takes the class for the suite.
fn case(out: &mut String, file: &str, name: &str, inner: &str) {
    let name = attribute(name);
    let end = if inner.is_empty() { "/>".to_owned() } else { format!(">{inner}</testcase>") };
    writeln!(out, "<testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\"{end}").expect(NEVER);
}

/// A failure. Its text has all that its attributes have: GitLab shows nothing else.
fn failure(entry: &Entry) -> String {
    let message = attribute(&entry.message);
    format!("<failure message=\"{message}\" type=\"{}\">{}</failure>", entry.rule, content(&told(entry)))
}

/// A finding in a few lines.
fn told(entry: &Entry) -> String {
    let place = &entry.place;
    let mut out =
        format!("{}[{}]: {}\n{}:{}:{}", entry.severity, entry.rule, entry.message, place.file, place.line, place.column);
    let path = place.path.as_ref().map_or(place.pointer.as_str(), super::Path::as_str);
    if !path.is_empty() {
        out.extend([" at ", path]);
    }
    for note in &entry.related {
        let place = &note.place;
        write!(out, "\n{}:{}:{}: {}", place.file, place.line, place.column, note.message).expect(NEVER);
    }
    entry.help.iter().for_each(|help| out.extend(["\nhelp: ", help]));
    out
}

/// What a report ends with: what could not be read, and that the run was interrupted, as errors.
pub(super) fn close(ending: &Ending) -> String {
    let mut out = String::new();
    let mut error = |file: &str, message: &str, words: &str| {
        let (path, message, words) = (attribute(&files::path(file)), attribute(message), content(words));
        writeln!(out, "<testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\">").expect(NEVER);
        case(&mut out, &path, file, &format!("<error message=\"{message}\" type=\"unread\">{words}</error>"));
        out.push_str("</testsuite>\n");
    };
    for unread in &ending.unread {
        let help = unread.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {help}"));
        error(&unread.file, &unread.reason, &format!("{} {}{help}", unread.file, unread.reason));
    }
    if ending.interrupted {
        error("statemark", "interrupted", &text::totals(ending));
    }
    out.push_str("</testsuites>\n");
    out
}

/// What to say of a report with so many bytes of suites.
pub(super) fn note(suites: u64) -> Option<String> {
    (suites > LARGEST).then(|| "is larger than 30 MB, and GitLab reads none of it: check fewer documents in a run".to_owned())
}

/// Words between tags, with what XML 1.0 cannot carry replaced.
fn content(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c if c < ' ' && c != '\t' && c != '\n' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// Words of an attribute, in which a reader would take white space for a space.
fn attribute(words: &str) -> String {
    content(words).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_carry_is_replaced_and_white_space_is_kept() {
        assert_eq!(
            content("\u{0}\u{1B}<&>]]>\"\r\n\t\u{FFFE}\u{85}é"),
            "\u{FFFD}\u{FFFD}&lt;&amp;&gt;]]&gt;&quot;&#13;\n\t\u{FFFD}\u{85}é"
        );
        assert_eq!(attribute("a\n\tb\r"), "a&#10;&#9;b&#13;");
    }

    #[test]
    fn what_is_too_large_for_gitlab_is_said() {
        assert_eq!(note(LARGEST), None);
        assert!(note(LARGEST + 1).is_some_and(|note| note.starts_with("is larger than 30 MB")));
    }
}
