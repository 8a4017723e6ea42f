//! A country that was not there when the statement was made.

use std::cell::OnceCell;
use std::collections::HashSet;

use statemark::entity::{Entity, EntityKind};
use statemark::id::Id;
use statemark::language::CountryCode;
use statemark::pointer::Pointer;
use statemark::statement::Statement;

use crate::codes::{self, Outside};
use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "country-ceased",
    severity: Severity::Warning,
    category: Category::Codes,
    since: "0.1.0",
    summary: "A `country` had ceased to exist when the statement was made, or did not exist yet.",
    why: "Either the code or the date is wrong. A count of what a state said would give its words to one that was not there.",
    example: r#""place": {"name": "Moscow", "country": "SU"}"#,
    mend: "Write the code of the state of that time; for a place, that of the country in which it lies today. \
           A former state of which the statement only speaks keeps its code.",
    seen: Some(
        "A customer's data with codes that had been withdrawn (michaelwittig/node-i18n-iso-countries#56); `CS`, the code of Czechoslovakia, \
         meant Serbia and Montenegro ten years later (ISO 3166-3: CSHH, CSXX).",
    ),
    check: Check::Meaning(check),
};

/// Before this year no list of countries reaches.
const FIRST_YEAR: i64 = 1945;

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    let mut remarks = Remarks::default();
    let actors = OnceCell::new();
    let acts = |id: &Id| actors.get_or_init(|| actors_of(context)).contains(id);
    let mut look = |country: Option<&CountryCode>, role: Role<'_>, trail: &Trail<'_>| {
        remarks.extend(country.and_then(|country| remark(context.statement, country, role, trail, &acts)));
    };
    look(statement.place.as_ref().and_then(|place| place.country.as_ref()), Role::Place, &Trail::new("place"));
    for (index, signatory) in statement.signatories.iter().enumerate() {
        let country = signatory.place.as_ref().and_then(|place| place.country.as_ref());
        look(country, Role::Place, &Trail::new("signatories").index(index).key("place"));
    }
    for (index, entity) in statement.entities.iter().enumerate() {
        look(entity.country.as_ref(), Role::Entity(entity), &Trail::new("entities").index(index));
    }
    remarks
}

/// What has the country.
#[derive(Clone, Copy)]
enum Role<'statement> {
    Place,
    Entity(&'statement Entity),
}

fn remark(
    statement: &Statement,
    country: &CountryCode,
    role: Role<'_>,
    trail: &Trail<'_>,
    acts: &dyn Fn(&Id) -> bool,
) -> Option<Remark> {
    let days = codes::days(country.as_str())?;
    let outside = days.outside(&statement.date)?;
    let speaks = match (outside, role) {
        // A place has the country of today, which may be younger than the statement.
        (Outside::Before(_), Role::Place) => false,
        (Outside::Before(_), Role::Entity(entity)) => entity.kind == EntityKind::State,
        (Outside::After(_), Role::Place) => true,
        // One may speak of a former state, but it acts no more.
        (Outside::After(_), Role::Entity(entity)) => acts(&entity.id),
    };
    if !speaks || statement.date.latest()?.year < FIRST_YEAR {
        return None;
    }
    let date = &statement.date;
    let (message, help) = match outside {
        Outside::Before(day) => {
            let help = "write the code of the state of that time, or correct the date".to_owned();
            (format!("the state `{country}` is there since {day}, and the statement is of {date}"), help)
        }
        Outside::After(day) => {
            let now: Vec<&str> = days.now.split_terminator(' ').collect();
            let help = match &now[..] {
                [] => "write the code of the country of that time, or correct the date".to_owned(),
                [one] => format!("write `{one}`, or correct the date"),
                several => format!("write the one that is meant (`{}`), or correct the date", several.join("`, `")),
            };
            (format!("`{country}` stood for a country until {day}, and the statement is of {date}"), help)
        }
    };
    let dated = "the date of the statement";
    Some(Remark::new(trail.key("country").pointer(), message).help(help).see(Pointer::default().key("date"), dated))
}

/// The entities that do something in the statement, or are asked or told something.
fn actors_of<'context>(context: &'context Context<'_>) -> HashSet<&'context Id> {
    let statement = context.statement;
    let votes = statement.adoption.iter().flat_map(|adoption| &adoption.votes).map(|ballot| &ballot.entity);
    let signs = statement.signatories.iter().map(|signatory| &signatory.entity);
    let mut actors: HashSet<&Id> = statement.issuers.iter().chain(signs).chain(votes).collect();
    for at in context.outline.clauses() {
        let doers = at.clause.actions.iter().flat_map(|action| action.by.iter().chain(&action.with));
        actors.extend(at.clause.by.iter().chain(&at.clause.to).chain(doers));
    }
    actors
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn entities(country: &str, date: &str, clause: &str) -> String {
        let text = with(&format!(
            r#""date": "{date}", "entities": [{{"id": "cn", "kind": "state", "name": "China"}}, {{"id": "pk", "kind": "state", "name": "Pakistan"}},
                {{"id": "x", "kind": "state", "name": "X", "country": "{country}"}}], "sections": [{{"clauses": [{{"id": "a", "text": "A.", {clause}}}]}}]"#,
        ));
        messages("country-ceased", &text)
    }

    #[test]
    fn finds_states_that_act_after_their_end_or_before_their_beginning() {
        let found = [
            entities("SU", "2004-05-06", r#""by": ["x"]"#),
            entities("ZR", "1998", r#""to": ["x"]"#),
            entities("SS", "2005-02", r#""about": ["x"]"#),
            messages("country-ceased", &with(r#""place": {"name": "Prague", "country": "CS"}, "date": "1999-05-01""#)),
            messages("country-ceased", &with(r#""signatories": [{"entity": "cn", "place": {"name": "Bonn", "country": "DD"}}]"#)),
        ];
        insta::assert_snapshot!(found.join("\n"), @"
        /entities/2/country: `SU` stood for a country until 1991-12-25, and the statement is of 2004-05-06 (write the one that is meant (`AM`, `AZ`, `BY`, `EE`, `GE`, `KZ`, `KG`, `LV`, `LT`, `MD`, `RU`, `TJ`, `TM`, `UA`, `UZ`), or correct the date) [/date: the date of the statement]
        /entities/2/country: `ZR` stood for a country until 1997-07-14, and the statement is of 1998 (write `CD`, or correct the date) [/date: the date of the statement]
        /entities/2/country: the state `SS` is there since 2011-07-09, and the statement is of 2005-02 (write the code of the state of that time, or correct the date) [/date: the date of the statement]
        /place/country: `CS` stood for a country until 1992-12-31, and the statement is of 1999-05-01 (write the one that is meant (`CZ`, `SK`, `RS`, `ME`), or correct the date) [/date: the date of the statement]
        /signatories/0/place/country: `DD` stood for a country until 1990-10-02, and the statement is of 2025-02-06 (write `DE`, or correct the date) [/date: the date of the statement]
        ");
    }

    #[test]
    fn passes_states_in_their_time_and_former_ones_of_which_one_speaks() {
        assert_eq!(entities("SU", "1985", r#""by": ["x"]"#), "");
        assert_eq!(entities("SU", "2004-05-06", r#""about": ["x"]"#), "");
        assert_eq!(entities("SS", "2012", r#""by": ["x"]"#), "");
        assert_eq!(entities("CZ", "1920", r#""by": ["x"]"#), "");
        assert_eq!(messages("country-ceased", &with(r#""place": {"name": "Prague", "country": "CZ"}, "date": "1974""#)), "");
    }
}
