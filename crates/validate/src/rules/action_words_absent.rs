//! An action of which the clause does not speak.

use std::collections::HashSet;

use statemark::clause::Clause;
use statemark::statement::Statement;

use crate::context::Context;
use crate::finding::Severity;
use crate::outline::ClauseAt;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::each_text;

pub(super) static RULE: Rule = Rule {
    name: "action-words-absent",
    severity: Severity::Information,
    category: Category::Words,
    since: "0.1.0",
    summary: "No word of an action's `what` stands in the clause, nor in its quotes, parts and the clauses around it.",
    why: "What is to be done is told in the words of the text, so that a reader can find them. An action in quite other words mostly \
          belongs to another clause.",
    example: r#""sections": [{"clauses": [{"id": "a", "text": "China welcomes the rain.", "actions": [{"what": "open the corridor"}]}]}]"#,
    mend: "Say in `what` what is to be done as the clause says it, or move the action to the clause that speaks of it.",
    seen: Some(
        "Security Council resolution 687 (1991): coded by hand with the words of paragraphs 3 and 7 cut short, it has two \
                actions whose words fell away, “report back” and “ratify”",
    ),
    check: Check::Meaning(check),
};

/// How many letters two words must share at their beginning to be forms of one word.
const STEM: usize = 4;

/// How long a text may be to be searched for each word.
const SHORT: usize = 4096;

/// Words that say nothing of an action, though they are long enough.
const EMPTY: [&str; 24] = [
    "also", "been", "both", "each", "from", "have", "into", "more", "other", "shall", "should", "such", "than", "that", "their",
    "them", "these", "this", "those", "upon", "when", "which", "will", "with",
];

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    let mut remarks = Remarks::default();
    let mut around = Around { outermost: 0, stems: HashSet::new() };
    let mut everywhere = None;
    for at in context.outline.clauses() {
        let text = at.clause.text.own(&statement.language).as_str();
        let whats = || at.clause.actions.iter().map(|action| action.what.own(&statement.language).as_str());
        if whats().all(|what| stands_as_it_is(what, text)) {
            continue;
        }
        let stems = around.of(statement, at);
        let absent: Vec<bool> = whats().map(|what| !stands_as_it_is(what, text) && !stands_in(what, stems)).collect();
        // Beside an action that does stand there the clause may be cut short; then only words that stand nowhere else are told.
        let cut_short = absent.contains(&false);
        for (index, what) in whats().enumerate().filter(|(index, _)| absent[*index]) {
            if cut_short && stands_in(what, everywhere.get_or_insert_with(|| all_stems(context))) {
                continue;
            }
            let message = format!("no word of {} stands in the clause `{}`", shown(what), at.clause.id);
            remarks.push(
                Remark::new(at.trail().key("actions").index(index).key("what").pointer(), message)
                    .help("say what is to be done in words of the clause, or move the action to the clause that speaks of it")
                    .see(at.trail().key("text").pointer(), "the words of the clause"),
            );
        }
    }
    remarks
}

/// Whether a word of an action, in any form, is among these stems. An action without a word that says something stands anywhere.
fn stands_in(what: &str, stems: &HashSet<String>) -> bool {
    let mut words = content(what).peekable();
    words.peek().is_none() || words.any(|word| stems.contains(&word))
}

/// The stems of all words, but for those of actions.
fn all_stems(context: &Context<'_>) -> HashSet<String> {
    let mut stems = HashSet::new();
    each_text(&context.outline, |text, trail| {
        if !trail.pointer().as_str().ends_with("/what") {
            stems.extend(content(text.own(&context.statement.language).as_str()));
        }
    });
    stems
}

/// Whether some long word stands in the clause letter by letter, which is nearly always so.
fn stands_as_it_is(what: &str, text: &str) -> bool {
    text.len() < SHORT && what.split(' ').any(|word| word.len() > STEM && !EMPTY.contains(&word) && text.contains(word))
}

/// The stems of the words that say something: small letters, cut; numbers and ideographs as they are.
fn content(words: &str) -> impl Iterator<Item = String> {
    words.split(|c: char| !c.is_alphanumeric()).flat_map(|word| {
        // In scripts without spaces each character is a word, or part of one.
        let by_character = word.chars().any(|c| c >= '\u{E00}' && c.is_alphabetic());
        let is_number = word.starts_with(|c: char| c.is_numeric());
        let lower = word.to_lowercase();
        let says_something = is_number || (lower.chars().count() >= STEM && !EMPTY.contains(&lower.as_str()));
        let stems: Vec<String> = match (by_character, says_something) {
            (true, _) => word.chars().map(String::from).collect(),
            (false, true) => vec![lower.chars().take(if is_number { usize::MAX } else { STEM }).collect()],
            (false, false) => Vec::new(),
        };
        stems
    })
}

/// The stems of all words of a clause, its quotes, its parts, and the clauses that it is a part of, with their parts.
struct Around {
    /// The clause that holds them all, as an address.
    outermost: usize,
    stems: HashSet<String>,
}

impl Around {
    fn of(&mut self, statement: &Statement, at: ClauseAt<'_>) -> &HashSet<String> {
        let clause = at.around().last().map_or(at.clause, |at| at.clause);
        let outermost = std::ptr::from_ref(clause).addr();
        if self.outermost != outermost {
            (self.outermost, self.stems) = (outermost, HashSet::new());
            collect(statement, clause, &mut self.stems);
        }
        &self.stems
    }
}

fn collect(statement: &Statement, clause: &Clause, stems: &mut HashSet<String>) {
    stems.extend(content(clause.text.own(&statement.language).as_str()));
    stems.extend(clause.condition.iter().flat_map(|condition| content(condition.own(&statement.language).as_str())));
    stems.extend(clause.evidence.iter().flat_map(|evidence| content(evidence.exact.as_str())));
    clause.clauses.iter().for_each(|part| collect(statement, part, stems));
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    #[test]
    fn finds_an_action_in_other_words() {
        let text = clause(r#""actions": [{"what": "open the corridor for relief"}]"#);
        insta::assert_snapshot!(messages("action-words-absent", &text), @r#"/sections/0/clauses/0/actions/0/what: no word of "open the corridor for relief" stands in the clause `a` (say what is to be done in words of the clause, or move the action to the clause that speaks of it) [/sections/0/clauses/0/text: the words of the clause]"#);
    }

    #[test]
    fn finds_words_that_stand_nowhere_beside_an_action_that_stands_there() {
        let text = with(
            r#""sections": [{"clauses": [{"id": "a", "text": "They open the corridor.", "actions": [{"what": "open the corridor"},
                {"what": "report to the Council"}, {"what": "dredge a harbour"}]}, {"id": "b", "text": "The Council met."}]}]"#,
        );
        assert!(
            messages("action-words-absent", &text)
                .starts_with("/sections/0/clauses/0/actions/2/what: no word of \"dredge a harbour\"")
        );
        assert_eq!(messages("action-words-absent", &text).lines().count(), 1);
    }

    #[test]
    fn passes_forms_numbers_quotes_parts_and_other_scripts() {
        let clauses = |fields: &str| with(&format!(r#""sections": [{{"clauses": [{{"id": "a", {fields}}}]}}]"#));
        for text in [
            clauses(r#""text": "They opened a corridor.", "actions": [{"what": "opening of corridors"}]"#),
            clauses(r#""text": "They give $250,000.", "actions": [{"what": "pay out 250 million"}]"#),
            clauses(r#""text": "They do:", "clauses": [{"id": "b", "text": "open it", "actions": [{"what": "do it"}]}]"#),
            clauses(r#""text": "They open:", "clauses": [{"id": "b", "text": "roads", "actions": [{"what": "open up"}]}]"#),
            clauses(r#""text": "双方同意举行会谈。", "actions": [{"what": "会谈"}]"#),
            clauses(r#""text": "ОТКРЫТЬ коридор", "actions": [{"what": "открыт"}]"#),
        ] {
            assert_eq!(messages("action-words-absent", &text), "");
        }
    }
}
