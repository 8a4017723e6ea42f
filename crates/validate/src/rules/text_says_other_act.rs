//! A text whose main verb is that of another act.

use std::collections::HashMap;
use std::sync::LazyLock;

use statemark::act::{Act, Class};
use statemark::clause::Clause;

use crate::context::Context;
use crate::finding::Severity;
use crate::outline::ClauseAt;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "text-says-other-act",
    severity: Severity::Information,
    category: Category::Words,
    since: "0.1.0",
    summary: "The main verb of an English clause is one of another act of the vocabulary, and none of its own act stands in the text.",
    why: "The act is what is counted. One wrong code makes praise of blame.",
    example: r#""sections": [{"clauses": [{"id": "a", "text": "China condemned the attack.", "by": ["cn"], "act": "welcome"}]}]"#,
    mend: "Write the act that the verb is a form of (docs/acts.md lists them), or keep it if the words mean more than their verb says.",
    seen: Some(
        "the issues openeventdata/UniversalPetrarch #33, where a shipment that is delayed is coded as one refused, and \
                chujiezheng/CoMAE #6, where “well done!” is coded as sympathy",
    ),
    check: Check::Meaning(check),
};

/// A form of an act: its words, where `…` stands for up to six others.
type Form = (Vec<&'static str>, Act);

/// The forms of all acts by their first word.
static FORMS: LazyLock<HashMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: HashMap<&str, Vec<Form>> = HashMap::new();
    for act in Act::ALL {
        for form in act.english_forms() {
            let words: Vec<&str> = form.split(' ').collect();
            forms.entry(words[0]).or_default().push((words, *act));
        }
    }
    forms
});

/// How many words `…` can stand for.
const GAP: usize = 6;

/// How many of those who speak are looked for by name.
const NAMED: usize = 20;

/// How many bytes a name may have that a text is looked through for.
const LONGEST: usize = 256;

/// Who speaks, where the text does not name them.
const SUBJECTS: &[&str] = &[
    "we",
    "they",
    "it",
    "he",
    "she",
    "both sides",
    "the two sides",
    "the sides",
    "both parties",
    "the parties",
    "the leaders",
    "the two leaders",
    "both leaders",
    "the ministers",
    "the two ministers",
    "both ministers",
    "the presidents",
    "the two presidents",
    "the two countries",
    "both countries",
    "the governments",
    "the two governments",
    "both governments",
    "the participants",
    "the council",
    "the heads of state and government",
];

/// Words that may stand between who speaks and the verb; so may all that end in `-ly`.
const BETWEEN: &[&str] =
    &["also", "further", "again", "once", "more", "has", "have", "had", "both", "therefore", "hereby", "still", "all", "now"];

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    if context.statement.language.as_str().split('-').next() != Some("en") {
        return remarks;
    }
    for at in context.outline.clauses() {
        let Some(act) = at.clause.act else { continue };
        let text = at.clause.text.own(&context.statement.language).as_str();
        if begins_like(act, text) {
            continue;
        }
        if let Some((verb, others)) = other_act(context, at, act, text) {
            let others: Vec<String> = others.iter().map(|act| format!("`{}`", act.code())).collect();
            let others = others.join(" or ");
            let message = format!("the text says \"{verb}\", which is a verb of {others}, but `act` is `{}`", act.code());
            remarks.push(
                Remark::new(at.trail().key("act").pointer(), message)
                    .help(format!("write {others}, or keep `{}` if the words mean it all the same", act.code()))
                    .see(at.trail().key("text").pointer(), "the words of the clause"),
            );
        }
    }
    remarks
}

/// Whether one of the first words begins as the act is called, which is nearly always so.
fn begins_like(act: Act, text: &str) -> bool {
    let code = act.code().as_bytes();
    let stem = &code[..code.len().min(4)];
    let begins = |word: &[u8]| word.get(..stem.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(stem));
    text.as_bytes().split(|byte| *byte == b' ').take(12).any(begins)
}

/// The main verb of a text and the acts that it is a form of, if its own act is none of them, and none of its forms stands in the text.
fn other_act(context: &Context<'_>, at: ClauseAt<'_>, act: Act, text: &str) -> Option<(String, Vec<Act>)> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let subject = subject(context, at, &words);
    let between = |word: &&str| BETWEEN.contains(word) || word.ends_with("ly");
    let verb = subject + words[subject..].iter().take_while(|word| between(word)).count();
    let first = *words.get(verb)?;
    let found: Vec<(usize, Act)> =
        FORMS.get(first)?.iter().filter_map(|(form, act)| Some((length(form, &words[verb..])?, *act))).collect();
    // Without a subject only what looks like a verb counts: "Welcomes …", "Recalling …".
    let looks_like_verb = subject > 0 || ["s", "ing", "ed"].iter().any(|end| first.ends_with(end));
    let own = |other: Act| other == act || at.clause.inner_act == Some(other);
    if !looks_like_verb || found.iter().any(|(_, other)| own(*other)) || has_form(act, first, &words) {
        return None;
    }
    let longest = found.iter().map(|(length, _)| *length).max()?;
    let mut others: Vec<Act> = found.iter().filter(|(length, _)| *length == longest).map(|(_, act)| *act).collect();
    others.dedup();
    // A verb that only reports can bring any act: "said that it would retaliate".
    let reports = |act: &Act| act.class() == Class::Assertive && act.strength() <= 2;
    (!others.iter().any(reports)).then(|| (words[verb..verb + longest].join(" "), others))
}

/// Whether a form of the act stands anywhere in the text, or begins with the same word as the main verb.
fn has_form(act: Act, verb: &str, words: &[&str]) -> bool {
    let forms: Vec<Vec<&str>> = act.english_forms().iter().map(|form| form.split(' ').collect()).collect();
    forms.iter().any(|form| form[0] == verb || (0..words.len()).any(|at| length(form, &words[at..]).is_some()))
}

/// How many words a form takes at the beginning of a text, if it stands there.
fn length(form: &[&str], words: &[&str]) -> Option<usize> {
    match form {
        [] => Some(0),
        ["…", rest @ ..] => (0..=GAP.min(words.len())).find_map(|gap| Some(gap + length(rest, &words[gap..])?)),
        [first, rest @ ..] => (words.first() == Some(first)).then(|| length(rest, &words[1..]))?.map(|length| length + 1),
    }
}

/// The words of a text in small letters, without what stands around them.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// How many words at the beginning say who speaks: names of the actors, joined by "and", or a word for them.
fn subject(context: &Context<'_>, at: ClauseAt<'_>, text: &[&str]) -> usize {
    let clauses = at.around().map(|at| at.clause);
    let names = actors(context, clauses);
    let one = |from: usize| {
        let begins = |name: &Vec<String>| {
            !name.is_empty() && name.iter().map(String::as_str).eq(text[from..].iter().take(name.len()).copied())
        };
        names.iter().filter(|name| begins(name)).map(Vec::len).max()
    };
    let mut end = 0;
    while let Some(length) = one(end) {
        end += length;
        if text.get(end) != Some(&"and") || one(end + 1).is_none() {
            return end;
        }
        end += 1;
    }
    end
}

/// The names of those who speak in a clause, as words, each also with its article.
fn actors<'a>(context: &Context<'_>, mut clauses: impl Iterator<Item = &'a Clause>) -> Vec<Vec<String>> {
    let by = clauses.find(|clause| !clause.by.is_empty()).map(|clause| clause.by.as_slice()).unwrap_or_default();
    // A text names few of many, by names that are not long.
    let entities = by.iter().take(NAMED).filter_map(|id| context.entity(id.as_str()));
    let names = entities.flat_map(|entity| {
        let aliases = entity.aliases.iter().take(NAMED).map(statemark::text::Line::as_str);
        let names = aliases.chain([entity.name.own(&context.statement.language).as_str()]);
        names.filter(|name| name.len() <= LONGEST).map(words)
    });
    let with_article = names.flat_map(|name| [[vec!["the".to_owned()], name.clone()].concat(), name]);
    with_article.chain(SUBJECTS.iter().map(|subject| words(subject))).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn clause(text: &str, act: &str) -> String {
        with(&format!(r#""sections": [{{"clauses": [{{"id": "a", "text": "{text}", "by": ["cn", "pk"], {act}}}]}}]"#))
    }

    #[test]
    fn finds_another_verb_with_and_without_a_subject() {
        let found = |text, act| messages("text-says-other-act", &clause(text, &format!(r#""act": "{act}""#)));
        let found = [
            found("China and Islamabad strongly condemned the attack.", "welcome"),
            found("Calls upon all States to act", "recall"),
            found("Both sides have also welcomed the truce.", "regret"),
        ];
        insta::assert_snapshot!(found.join("\n"), @r#"
        /sections/0/clauses/0/act: the text says "condemned", which is a verb of `condemn`, but `act` is `welcome` (write `condemn`, or keep `welcome` if the words mean it all the same) [/sections/0/clauses/0/text: the words of the clause]
        /sections/0/clauses/0/act: the text says "calls upon", which is a verb of `call-on`, but `act` is `recall` (write `call-on`, or keep `recall` if the words mean it all the same) [/sections/0/clauses/0/text: the words of the clause]
        /sections/0/clauses/0/act: the text says "welcomed", which is a verb of `welcome`, but `act` is `regret` (write `welcome`, or keep `regret` if the words mean it all the same) [/sections/0/clauses/0/text: the words of the clause]
        "#);
    }

    #[test]
    fn passes_own_verbs_inner_acts_verbs_that_report_and_other_languages() {
        for (text, act) in [
            ("China condemned the attack.", r#""act": "condemn""#),
            ("China reiterated its call for a truce.", r#""act": "call-on""#),
            ("China reaffirmed its support.", r#""act": "support""#),
            ("China welcomed it.", r#""act": "commend", "inner_act": "welcome""#),
            ("China explained the serious consequences.", r#""act": "warn""#),
            ("China said that it would not stand by.", r#""act": "warn""#),
            ("Urgent steps are demanded.", r#""act": "call-on""#),
            ("Taiwan condemned it.", r#""act": "note""#),
            ("The rain was welcomed.", r#""act": "regret""#),
        ] {
            assert_eq!(messages("text-says-other-act", &clause(text, act)), "", "{text}");
        }
        let french = clause("China condemned it.", r#""act": "welcome""#).replace(r#""en""#, r#""fr""#);
        assert_eq!(messages("text-says-other-act", &french), "");
    }
}
