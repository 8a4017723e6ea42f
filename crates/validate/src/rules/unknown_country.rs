//! A country code that ISO 3166-1 does not have.

use statemark::language::CountryCode;

use crate::codes;
use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "unknown-country",
    severity: Severity::Error,
    category: Category::Codes,
    since: "0.1.0",
    summary: "A `country` is no code of ISO 3166-1 alpha-2, neither today nor withdrawn.",
    why: "Programs join data by these codes. One that nobody else knows joins nothing, or the wrong country.",
    example: r#""place": {"name": "London", "country": "UK"}"#,
    mend: "Write the code of ISO 3166-1 (`GB`, not `UK`). What has none, such as a union of states, has no `country`; \
           a name from another scheme goes into `identifiers`.",
    seen: Some(
        "`<FRBRcountry value=\"ak\"/>` for Kenya and `value=\"ita\"` for Italy in Akoma Ntoso examples of OASIS: \
         `ke_Debate_Bungeni_2011-06-10.xml` and `it_senato_ddl_2013.xml` of oasis-open/legaldocml-akomantoso.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    let mut look = |country: Option<&CountryCode>, trail: Trail<'_>| {
        if let Some(code) = country.filter(|code| !codes::is_country(code.as_str())) {
            let message = format!("`{code}` is no country code of ISO 3166-1");
            remarks.push(Remark::new(trail.key("country").pointer(), message).help(help(code.as_str())));
        }
    };
    let statement = context.statement;
    look(statement.place.as_ref().and_then(|place| place.country.as_ref()), Trail::new("place"));
    for (index, signatory) in statement.signatories.iter().enumerate() {
        let country = signatory.place.as_ref().and_then(|place| place.country.as_ref());
        look(country, Trail::new("signatories").index(index).key("place"));
    }
    for (index, entity) in statement.entities.iter().enumerate() {
        look(entity.country.as_ref(), Trail::new("entities").index(index));
    }
    remarks
}

fn help(code: &str) -> &'static str {
    match code {
        "UK" => "write \"GB\" for the United Kingdom",
        "EL" => "write \"GR\" for Greece",
        "EU" | "UN" => "leave `country` out: this is no country",
        "XK" => "leave `country` out: ISO 3166-1 has no code for Kosovo yet; `identifiers` may hold one of another scheme",
        _ => "write the code that ISO 3166-1 has for the country, or leave `country` out",
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_codes_that_do_not_exist_wherever_one_may_stand() {
        let text = with(
            r#""place": {"name": "London", "country": "UK"}, "signatories": [{"entity": "cn", "place": {"name": "X", "country": "ZZ"}}],
            "entities": [{"id": "cn", "kind": "state", "name": "China", "country": "CN"}, {"id": "pk", "kind": "state", "name": "EU", "country": "EU"}]"#,
        );
        insta::assert_snapshot!(messages("unknown-country", &text), @r#"
        /entities/1/country: `EU` is no country code of ISO 3166-1 (leave `country` out: this is no country)
        /place/country: `UK` is no country code of ISO 3166-1 (write "GB" for the United Kingdom)
        /signatories/0/place/country: `ZZ` is no country code of ISO 3166-1 (write the code that ISO 3166-1 has for the country, or leave `country` out)
        "#);
    }

    #[test]
    fn passes_countries_of_today_and_of_old() {
        for code in ["CN", "SU", "DD", "AN"] {
            assert_eq!(messages("unknown-country", &with(&format!(r#""place": {{"name": "X", "country": "{code}"}}"#))), "");
        }
    }
}
