//! Documents made to exhaust a reader are refused with a place, or read as the words that they are, whatever their depth and length.
//! How long that takes, and how much memory, `benches/` measures.

mod chains;

use statemark::document::{FAULT_LIMIT, SIZE_LIMIT};
use statemark::fault::FaultKind;
use statemark_convert::format::Format;
use statemark_specimens::attacks::{self, Attack};

/// Enough for 100,000 levels of the shortest nesting.
const SIZE: usize = 200_000;

/// What is words in Markdown, however odd, and comes back as it was.
const WORDS: &[&str] = &[
    "emphasis",
    "open emphasis",
    "fences of growing length",
    "open brackets",
    "open images",
    "open links",
    "brackets",
    "open tags",
    "ampersands",
];

fn assert_refused(format: Format, attacks: Vec<Attack>) {
    for attack in attacks {
        let document = format.read(&attack.input);
        if format == Format::Markdown && WORDS.contains(&attack.name) {
            let statement = document.statement.unwrap_or_else(|| panic!("{format}, {}: {:?}", attack.name, document.faults));
            chains::check(&statement).unwrap_or_else(|error| panic!("{}: {error}", attack.name));
            continue;
        }
        assert!(document.statement.is_none(), "{format} takes the attack: {}", attack.name);
        let fault = document.faults.first().unwrap_or_else(|| panic!("{format} refuses without a word: {}", attack.name));
        assert!(document.text.get(fault.span.start..fault.span.end).is_some(), "{format}, {}: {fault:?}", attack.name);
        assert!(document.faults.len() <= FAULT_LIMIT + 1, "{format}, {}: {} faults", attack.name, document.faults.len());
        assert!(fault.message.len() < 1_000, "{format}, {}: the message is {} long", attack.name, fault.message.len());
    }
}

#[test]
fn attacks_on_any_spelling_are_refused() {
    for format in Format::ALL {
        assert_refused(format, attacks::on_any(SIZE));
    }
}

#[test]
fn attacks_on_json_are_refused() {
    assert_refused(Format::Json, attacks::on_json(SIZE));
}

#[test]
fn attacks_on_xml_are_refused() {
    assert_refused(Format::Xml, attacks::on_xml(SIZE));
}

#[test]
fn attacks_on_markdown_are_refused() {
    assert_refused(Format::Markdown, attacks::on_markdown(SIZE));
}

#[test]
fn attacks_on_yaml_are_refused() {
    assert_refused(Format::Yaml, attacks::on_yaml(SIZE));
}

#[test]
fn a_document_above_the_size_limit_is_refused_unread() {
    let line = vec![b' '; SIZE_LIMIT + 1];
    for format in Format::ALL {
        let kinds: Vec<FaultKind> = format.read(&line).faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [FaultKind::Limit], "{format}");
    }
}
