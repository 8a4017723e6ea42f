//! `parties`

use statemark::adoption::Vote;
use statemark::date::Day;
use statemark::signatory::{self, Signatory};

use crate::flat::calendar::Dated;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, list, row};
use crate::flat::view::{View, number};

list! {
    /// What somebody is to a statement as a whole.
    PartyRole {
        /// Makes it.
        Issuer = "issuer",
        /// Signed it; the text does not say as what.
        Signed = "signed",
        /// Is bound by it.
        Signatory = "signatory",
        /// Saw it signed.
        Witness = "witness",
        /// Backs the text of others.
        Endorser = "endorser",
        /// Voted for it.
        For = "for",
        /// Voted against it.
        Against = "against",
        /// Neither.
        Abstaining = "abstaining",
        /// Took no part in the vote.
        NotVoting = "not-voting",
    }
}

row! {
    /// A row for each who makes, signed or voted on a statement, and as what. Who speaks in a clause stands in `roles`.
    Party<'a> in "parties",
    key ["statement_id", "position"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "entity_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// Counts the parties of a statement, from 1: issuers, then signatories, then votes.
        position: i64,
        /// The id of the entity.
        entity_id: &'a str,
        /// As what: `issuer`; `signed` (the text does not say as what), `signatory`, `witness`, `endorser`; or the vote.
        role: PartyRole,
        /// When it signed, where that differs from the date of the statement: EDTF level 1.
        date: Option<&'a str>,
        /// The first day that this date can mean.
        date_earliest: Option<Day>,
        /// The last day that this date can mean.
        date_latest: Option<Day>,
        /// Where it signed, where that differs from the place of the statement.
        place: Option<&'a str>,
        /// The country in which that lies today: ISO 3166-1 alpha-2.
        country: Option<&'a str>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let statement = view.statement;
    let issuers = statement.issuers.iter().map(|id| (id, PartyRole::Issuer, None));
    let signed = statement.signatories.iter().map(|one| (&one.entity, signed(one), Some(one)));
    let ballots = statement.adoption.iter().flat_map(|adoption| &adoption.votes);
    let voted = ballots.map(|ballot| (&ballot.entity, voted(ballot.vote), None));
    for (index, (entity, role, one)) in issuers.chain(signed).chain(voted).enumerate() {
        let date = Dated::of_any(one.and_then(|one: &Signatory| one.date.as_ref()));
        let place = one.and_then(|one| one.place.as_ref());
        Party {
            statement_id: view.id(),
            position: number(index + 1),
            entity_id: entity.as_str(),
            role,
            date: date.text,
            date_earliest: date.earliest,
            date_latest: date.latest,
            place: place.map(|place| place.name.as_str()),
            country: place.and_then(|place| place.country.as_ref()).map(AsRef::as_ref),
        }
        .write(cells);
    }
}

fn signed(one: &Signatory) -> PartyRole {
    match one.role {
        None => PartyRole::Signed,
        Some(signatory::Role::Signatory) => PartyRole::Signatory,
        Some(signatory::Role::Witness) => PartyRole::Witness,
        Some(signatory::Role::Endorser) => PartyRole::Endorser,
    }
}

fn voted(vote: Vote) -> PartyRole {
    match vote {
        Vote::For => PartyRole::For,
        Vote::Against => PartyRole::Against,
        Vote::Abstaining => PartyRole::Abstaining,
        Vote::NotVoting => PartyRole::NotVoting,
    }
}
