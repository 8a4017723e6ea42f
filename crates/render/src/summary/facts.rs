//! What stands at the head of a statement, in words.

use statemark::adoption::{Adoption, Method, Vote};
use statemark::signatory::{Role, Signatory};
use statemark::statement::{Place, Statement};

use super::dates;
use super::names::{Names, list};

pub(super) fn facts(statement: &Statement, names: &Names<'_>) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Type", kind(statement)), ("Date", date(statement))];
    facts.extend(statement.place.as_ref().map(|place| ("Place", place_words(place))));
    facts.extend(statement.occasion.as_ref().map(|occasion| {
        let date = occasion.date.as_ref().map(|date| format!(", {}", dates::words(date)));
        ("Occasion", names.own(&occasion.name) + &date.unwrap_or_default())
    }));
    facts.push(("Language", languages(statement)));
    facts.extend(list(statement.issuers.iter().map(|id| names.name_and_office(id))).map(|issuers| ("Issuers", issuers)));
    if let Some(adoption) = &statement.adoption {
        facts.push(("Adopted", adopted(adoption)));
        for vote in Vote::ALL {
            let voters = adoption.votes.iter().filter(|ballot| ballot.vote == *vote).map(|ballot| names.name(&ballot.entity));
            facts.extend(list(voters).map(|voters| (vote_label(*vote), voters)));
        }
    }
    for (role, label) in [
        (None, "Signed"),
        (Some(Role::Signatory), "Signed"),
        (Some(Role::Witness), "Witnessed"),
        (Some(Role::Endorser), "Endorsed"),
    ] {
        let these = statement.signatories.iter().filter(|signatory| signatory.role == role);
        facts.extend(these.map(|signatory| (label, signed(signatory, names))));
    }
    facts
}

/// The type of a statement as a reader calls it.
fn kind(statement: &Statement) -> String {
    let code = statement.kind.code().replace('-', " ");
    code[..1].to_uppercase() + &code[1..]
}

fn date(statement: &Statement) -> String {
    let printed = statement.date_text.as_ref().map(|text| format!(" (“{text}”)"));
    dates::words(&statement.date) + &printed.unwrap_or_default()
}

fn place_words(place: &Place) -> String {
    match &place.country {
        Some(country) => format!("{}, {country}", place.name),
        None => place.name.to_string(),
    }
}

fn languages(statement: &Statement) -> String {
    match list(statement.authentic.iter().map(ToString::to_string)) {
        Some(authentic) => format!("{}; equally authentic: {authentic}", statement.language),
        None => statement.language.to_string(),
    }
}

fn adopted(adoption: &Adoption) -> String {
    let method = match adoption.method {
        Method::Consensus => "by consensus",
        Method::Vote => "by vote",
        Method::Acclamation => "by acclamation",
        Method::Signature => "by signature",
    };
    let counts = [("for", adoption.in_favour), ("against", adoption.against), ("abstaining", adoption.abstaining)];
    let counts = counts.iter().filter_map(|(label, count)| count.map(|count| format!("{} {label}", count.get())));
    let meeting = adoption.meeting.as_ref().map(|meeting| format!(" ({meeting})"));
    let counts = list(counts).map(|counts| format!(", {counts}"));
    format!("{method}{}{}", counts.unwrap_or_default(), meeting.unwrap_or_default())
}

fn vote_label(vote: Vote) -> &'static str {
    match vote {
        Vote::For => "For",
        Vote::Against => "Against",
        Vote::Abstaining => "Abstaining",
        Vote::NotVoting => "Not voting",
    }
}

fn signed(signatory: &Signatory, names: &Names<'_>) -> String {
    let date = signatory.date.as_ref().map(dates::words);
    let place = signatory.place.as_ref().map(place_words);
    let mut parts = vec![names.name_and_office(&signatory.entity)];
    parts.extend(place.into_iter().chain(date));
    parts.join(", ")
}
