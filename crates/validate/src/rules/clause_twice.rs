//! The same words by the same actors, twice.

use std::collections::{HashMap, HashSet};

use statemark::act::Act;
use statemark::pointer::Pointer;
use statemark::statement::Statement;
use statemark::text::Text;

use crate::context::Context;
use crate::finding::Severity;
use crate::outline::ClauseAt;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::twice::Marks;

pub(super) static RULE: Rule = Rule {
    name: "clause-twice",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Two clauses have the same words, the same actors and the same act.",
    why: "Mostly a paragraph was copied twice, so that every count of acts and actors is one too high.",
    example: r#""sections": [{"clauses": [{"id": "a", "text": "China welcomes the rain of spring."}, {"id": "b", "text": "China welcomes the rain of spring."}]}]"#,
    mend: "Take the second one out. Where the text does say it twice, quote each of the two places as evidence.",
    seen: Some(
        "the issues openaustralia/openaustralia #484 and welfare-state-analytics/riksdagen-corpus #432: speeches of parliaments that \
                stand twice, one of them seven times",
    ),
    check: Check::Meaning(check),
};

/// How many bytes of words must be the same: real texts repeat “Agreed.” and the names of members.
const LONG: usize = 24;

/// What makes two clauses the same: the clause that they are part of, the words, who says them with which act, and where they are quoted
/// from. Those who speak are left out where they are those of the clause around it, which may be many. A text that does say a thing twice has two places.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    parent: usize,
    words: String,
    by: Vec<String>,
    act: Option<&'static str>,
    quoted: Option<(String, usize)>,
}

fn check(context: &Context<'_>) -> Remarks {
    let prints = || context.outline.clauses().filter_map(|at| print(context.statement, at));
    let (mut marks, mut remarks) = (Marks::default(), Remarks::default());
    if prints().all(|print| marks.add(print)) {
        return remarks;
    }
    let repeated = repeated(prints().collect());
    let mut first: HashMap<Key, (String, Pointer)> = HashMap::new();
    for at in context.outline.clauses() {
        if print(context.statement, at).is_none_or(|print| !repeated.contains(&print)) {
            continue;
        }
        let key = Key::new(context.statement, at);
        if let Some((other, seen)) = first.get(&key) {
            let message = format!("the words {} are those of the clause `{other}`, by the same actors", shown(&key.words));
            remarks.push(
                Remark::new(own_words(context.statement, at), message)
                    .help("take one of the two out; if the text says it twice, quote both places as evidence")
                    .see(seen.clone(), format!("the clause `{other}`")),
            );
        } else {
            first.insert(key, (at.clause.id.as_str().to_owned(), own_words(context.statement, at)));
        }
    }
    remarks
}

/// The way to the words in the statement's language.
fn own_words(statement: &Statement, at: ClauseAt<'_>) -> Pointer {
    let text = at.trail().key("text").pointer();
    match at.clause.text {
        Text::Plain(_) => text,
        Text::Languages(_) => text.key(statement.language.as_str()),
    }
}

/// The prints that two clauses have: most of them are twice the same clause, none of the others is.
fn repeated(mut prints: Vec<u64>) -> HashSet<u64> {
    prints.sort_unstable();
    prints.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
}

/// A number that two clauses with the same words in the same clause share, cheaper than to read all of them.
fn print(statement: &Statement, at: ClauseAt<'_>) -> Option<u64> {
    let words = at.clause.text.own(&statement.language).as_str().as_bytes();
    let (Some(head), Some(tail), true) = (words.first_chunk(), words.last_chunk(), words.len() >= LONG) else { return None };
    let mix = |print: u64, more: u64| (print ^ more).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let middle = words[words.len() / 2..].first_chunk()?;
    let parts = [
        words.len() as u64,
        parent(at) as u64,
        u64::from_le_bytes(*head),
        u64::from_le_bytes(*middle),
        u64::from_le_bytes(*tail),
    ];
    Some(parts.into_iter().fold(0, mix))
}

/// The clause that this one is a part of, as an address: the same for all its parts.
fn parent(at: ClauseAt<'_>) -> usize {
    at.parent().map_or(0, |parent| std::ptr::from_ref(parent.clause).addr())
}

impl Key {
    fn new(statement: &Statement, at: ClauseAt<'_>) -> Self {
        let around = || at.around().map(|at| at.clause);
        let above = around().skip(1).map(|clause| &clause.by).find(|by| !by.is_empty());
        let by = Some(&at.clause.by).filter(|own| above != Some(*own));
        let quote = at.clause.evidence.first();
        Self {
            parent: parent(at),
            words: at.clause.text.own(&statement.language).as_str().to_owned(),
            by: by.into_iter().flatten().map(|id| id.as_str().to_owned()).collect(),
            act: around().find_map(|clause| clause.act).map(Act::code),
            quoted: quote.map(|quote| (quote.source.as_str().to_owned(), quote.start.index())),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn clauses(first: &str, second: &str) -> String {
        let text = r#""text": "China welcomes the rain of spring.""#;
        with(&format!(
            r#""sections": [{{"clauses": [{{"id": "a", {text}{first}}}]}}, {{"clauses": [{{"id": "b", {text}{second}}}]}}]"#
        ))
    }

    #[test]
    fn finds_a_clause_that_was_copied() {
        let text = clauses(r#", "by": ["cn"], "act": "welcome""#, r#", "by": ["cn"], "act": "welcome""#);
        insta::assert_snapshot!(messages("clause-twice", &text), @r#"/sections/1/clauses/0/text: the words "China welcomes the rain of spring." are those of the clause `a`, by the same actors (take one of the two out; if the text says it twice, quote both places as evidence) [/sections/0/clauses/0/text: the clause `a`]"#);
        let languages =
            text.replace(r#""China welcomes the rain of spring.""#, r#"{"en": "China welcomes the rain of spring.", "fr": "x"}"#);
        assert!(messages("clause-twice", &languages).starts_with("/sections/1/clauses/0/text/en: "));
        let part = r#"{"id": "ID", "text": "to open the corridor for relief"}"#;
        let parts = format!(r#", "clauses": [{}, {}]"#, part.replace("ID", "c"), part.replace("ID", "d"));
        assert!(
            messages("clause-twice", &clauses(&parts, r#", "by": ["cn"]"#)).starts_with("/sections/0/clauses/0/clauses/1/text: ")
        );
    }

    #[test]
    fn passes_other_actors_acts_places_and_parts_of_other_clauses() {
        let quote = |start: usize| {
            format!(r#", "evidence": [{{"source": "s", "start": {start}, "end": {}, "exact": "China"}}]"#, start + 5)
        };
        let part = |id: &str| {
            format!(r#", "by": ["cn", "{id}"], "clauses": [{{"id": "{id}1", "text": "to open the corridor for relief"}}]"#)
        };
        for (first, second) in [
            (r#", "by": ["cn"]"#.to_owned(), r#", "by": ["pk"]"#.to_owned()),
            (r#", "act": "welcome""#.to_owned(), r#", "act": "support""#.to_owned()),
            (quote(0), quote(9)),
            (part("x"), part("y")),
        ] {
            assert_eq!(messages("clause-twice", &clauses(&first, &second)), "");
        }
        let short =
            r#""sections": [{"clauses": [{"id": "a", "text": "It was so agreed."}, {"id": "b", "text": "It was so agreed."}]}]"#;
        assert_eq!(messages("clause-twice", &with(short)), "");
    }
}
