//! What holds of every import, whatever the text.

use statemark::clause::Clause;
use statemark::section::Section;
use statemark::statement::Statement;
use statemark::text::Text;
use statemark_import::draft::{Draft, Given, Origin, draft};
use statemark_import::error::ImportError;
use statemark_import::kind::Kind;
use statemark_import::xml::Names;

/// Imports a text, with a date for those that have none.
pub(crate) fn import(kind: Kind, text: &str) -> Result<Draft, ImportError> {
    let page = kind.read(text, &Names::default(), None)?;
    let origin = Origin { name: "a.txt", kind: &kind.describe(text), agent: "statemark" };
    draft(&page, &Given::default(), origin)
        .or_else(|_| draft(&page, &Given { date: "2025".parse().ok(), ..Given::default() }, origin))
}

/// All clauses, in their order.
pub(crate) fn clauses(statement: &Statement) -> Vec<&Clause> {
    fn of_clauses<'all>(clauses: &'all [Clause], all: &mut Vec<&'all Clause>) {
        for clause in clauses {
            all.push(clause);
            of_clauses(&clause.clauses, all);
        }
    }
    fn of_sections<'all>(sections: &'all [Section], all: &mut Vec<&'all Clause>) {
        for section in sections {
            of_clauses(&section.clauses, all);
            of_sections(&section.sections, all);
        }
    }
    let mut all = Vec::new();
    of_sections(&statement.sections, &mut all);
    all
}

/// What is wrong with an import: each character that is no white space lies in one place, evidence holds, the statement is right in form
/// and comes back the same.
pub(crate) fn wrong(text: &str, kind: Kind, made: &Draft) -> Option<String> {
    let statement = &made.statement;
    let source = statement.sources[0].text.as_ref()?.as_str();
    let points: Vec<char> = source.chars().collect();
    if kind != Kind::Xml && source != text.replace(['\u{B}', '\u{C}', '\u{1C}', '\u{1D}', '\u{1E}'], "\n") {
        return Some("the source is not the text".into());
    }
    let mut taken = vec![0_u8; points.len()];
    for clause in clauses(statement) {
        let Text::Plain(words) = &clause.text else { return Some("words in languages".into()) };
        let mut exact = String::new();
        for evidence in &clause.evidence {
            let span = evidence.start.index()..evidence.end.index();
            if points[span.clone()].iter().collect::<String>() != evidence.exact.as_str() {
                return Some(format!("the evidence of {} does not hold", clause.id));
            }
            taken[span].iter_mut().for_each(|count| *count += 1);
            exact.push_str(evidence.exact.as_str());
        }
        // In Markdown and HTML, characters may be written as entities.
        if !exact.contains('&') && letters(&exact) != letters(words.as_str()) {
            return Some(format!("{words:?} has other letters than {exact:?}"));
        }
    }
    for left_out in &made.left_out {
        let start = source[..left_out.span.start].chars().count();
        let length = source[left_out.span.clone()].chars().count();
        taken[start..start + length].iter_mut().for_each(|count| *count += 1);
    }
    if let Some(at) = (0..points.len()).find(|&at| !points[at].is_whitespace() && taken[at] != 1) {
        return Some(format!("{:?}, character {at}, is in {} places", points[at], taken[at]));
    }
    let json = statemark::json::to_string(statement);
    let read = statemark::json::read(json.as_bytes());
    if let Some(fault) = read.faults.first() {
        return Some(fault.message.clone());
    }
    (read.statement.as_ref() != Some(statement)).then(|| "it does not come back the same".into())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
