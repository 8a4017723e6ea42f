//! Documents by chance, of elements that are known, around words of which no two are the same.

use std::collections::HashMap;
use std::fmt::Write;

use statemark::clause::Clause;
use statemark::section::Section;
use statemark::text::{Line, Text};
use statemark_import::draft::{Given, Origin, draft};
use statemark_specimens::draw::Draw;

use super::*;

/// Elements of both standards, of each role, and some that are not known.
#[rustfmt::skip]
const AKN: &[&str] = &[
    "section", "article", "paragraph", "content", "intro", "list", "point", "num", "num", "heading", "heading", "p", "p", "i", "ref",
    "quotedStructure", "authorialNote", "del", "ins", "br", "eol", "td", "speech", "from", "toc", "docTitle", "longTitle",
    "crossHeading", "signature", "attachment", "meta", "unknown", "p status=\"removed\"",
];
#[rustfmt::skip]
const TEI: &[&str] = &[
    "div", "head", "head", "p", "p", "ab", "seg", "list", "item", "label", "u", "q", "quote", "cit", "bibl", "lg", "l", "sp", "speaker",
    "stage", "note", "choice", "sic", "corr", "app", "lem", "rdg", "rdgGrp", "subst", "del", "add", "gap", "lb", "lb break=\"no\"",
    "w join=\"left\"", "pc join=\"both\"", "figure", "floatingText", "titlePart", "opener", "signed", "restore", "hi", "unknown",
];

#[test]
fn each_word_is_in_one_place() {
    for (standard, names) in [(Standard::Akn, AKN), (Standard::Tei, TEI)] {
        for seed in 0..3_000 {
            let (mut draw, mut inside, mut words) = (Draw::new(seed), String::new(), 0);
            content(&mut draw, names, 0, &mut words, &mut inside);
            let foreign = match standard {
                Standard::Akn => akn("3.0", &format!("<act><body>{inside}</body></act>")),
                Standard::Tei => tei(&inside),
            };
            stand_once(&foreign.unwrap(), words).unwrap_or_else(|error| panic!("{standard}, seed {seed}: {error}\n{inside}"));
        }
    }
}

/// Draws what stands in an element.
fn content(draw: &mut Draw, names: &[&'static str], depth: usize, words: &mut usize, xml: &mut String) {
    for _ in 0..draw.below(4) + 2 * usize::from(depth == 0) {
        if depth > 5 || draw.once_in(2) {
            *words += 1;
            // A word is told from others wherever it is glued.
            let _ = write!(xml, "{}w{words}x{}", draw.word(&["", " "]), draw.word(&["", " "]));
        } else {
            let name = draw.word(names);
            let _ = write!(xml, "<{name}>");
            content(draw, names, depth + 1, words, xml);
            let _ = write!(xml, "</{}>", name.split(' ').next().unwrap_or(name));
        }
    }
}

/// Whether each word is in the statement or left out, and in one of the two; what is in neither is in the metadata.
fn stand_once(foreign: &Foreign, words: usize) -> Result<(), String> {
    let given = Given { date: "2025".parse().ok(), ..Given::default() };
    let Ok(made) = draft(&foreign.page, &given, Origin { name: "a", kind: "XML", agent: "statemark" }) else { return Ok(()) };
    let (mut said, mut left_out) = (HashMap::new(), HashMap::new());
    made.statement.sections.iter().for_each(|section| of_section(section, &mut said));
    let mut elsewhere = HashMap::new();
    for piece in &made.left_out {
        let stands_elsewhere = ["the title", "a heading", "a number"].contains(&piece.reason);
        count(&foreign.page.text[piece.span.clone()], if stands_elsewhere { &mut elsewhere } else { &mut left_out });
    }
    let title = made.statement.title.own(&made.statement.language).as_str();
    let unread: usize = foreign.page.unread.iter().map(|(_, count)| count).sum();
    let mut missing = 0;
    for word in 1..=words {
        let of = |map: &HashMap<usize, usize>| map.get(&word).copied().unwrap_or(0);
        let in_title = usize::from(of(&said) == 0 && title.contains(&format!("w{word}x")));
        match (of(&said) + in_title, of(&left_out), of(&elsewhere)) {
            (1, 0, 0 | 1) | (0, 1, 0) => {}
            (0, 0, 0) => missing += 1,
            counts => return Err(format!("w{word}x is said, left out and said to be said {counts:?} times")),
        }
    }
    // What is in the metadata is glued where no white space stands.
    if missing == 0 || unread > 0 { Ok(()) } else { Err(format!("{missing} words are nowhere")) }
}

fn of_section(section: &Section, said: &mut HashMap<usize, usize>) {
    let heading = section.heading.as_ref().map(plain);
    section.number.iter().map(Line::as_str).chain(heading).for_each(|words| count(words, said));
    section.clauses.iter().for_each(|clause| of_clause(clause, said));
    section.sections.iter().for_each(|section| of_section(section, said));
}

fn of_clause(clause: &Clause, said: &mut HashMap<usize, usize>) {
    clause.number.iter().for_each(|number| count(number.as_str(), said));
    count(plain(&clause.text), said);
    clause.clauses.iter().for_each(|clause| of_clause(clause, said));
}

fn plain(text: &Text) -> &str {
    match text {
        Text::Plain(line) => line.as_str(),
        Text::Languages(_) => "",
    }
}

/// Counts the words `w1x`, `w2x` in a text.
fn count(text: &str, counts: &mut HashMap<usize, usize>) {
    for word in text.split('w').filter_map(|rest| rest.split_once('x')).filter_map(|(number, _)| number.parse().ok()) {
        *counts.entry(word).or_default() += 1;
    }
}
