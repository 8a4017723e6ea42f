//! An identifier that its own scheme does not know.

use crate::context::Context;
use crate::finding::Severity;
use crate::identifiers;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::each_identifier;

pub(super) static RULE: Rule = Rule {
    name: "identifier-malformed",
    severity: Severity::Warning,
    category: Category::Codes,
    since: "0.1.0",
    summary: "An identifier of a known scheme (`doi`, `isbn`, `issn`, `orcid`, `isni`, `viaf`, `wikidata`, `ror`, `lei`, `un-symbol`, `un-m49`, \
              `iso3166-1`, `iso3166-2`, `iso3166-3`) does not have the form of that scheme, or has a wrong check digit.",
    why: "It names nothing, or something else. Whoever joins data by it loses the statement or the entity.",
    example: r#""identifiers": {"isbn": "978-0-14-103614-5"}"#,
    mend: "Copy the identifier from where it is registered, without the address around it.",
    seen: Some(
        "An ORCID iD with a wrong check digit that a form took (citation-file-format/cff-initializer-javascript#811), one with a group too \
         many (NCEAS/metacatui#2553).",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    each_identifier(&context.outline, |scheme, value, trail| {
        if let Some((wrong, help)) = identifiers::wrong(scheme, value) {
            remarks.push(Remark::new(trail.pointer(), format!("the {scheme} identifier `{value}` {wrong}")).help(help));
        }
    });
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_identifiers_of_the_statement_and_of_entities() {
        let text = with(
            r#""identifiers": {"un-symbol": "S-RES-242", "doi": "https://doi.org/10.1000/182"},
            "entities": [{"id": "cn", "kind": "state", "name": "China", "identifiers": {"wikidata": "148", "un-m49": "40"}},
                {"id": "pk", "kind": "person", "name": "P", "identifiers": {"orcid": "0000-0003-2680-0055"}}]"#,
        );
        insta::assert_snapshot!(messages("identifier-malformed", &text), @"
        /entities/0/identifiers/un-m49: the un-m49 identifier `40` is no code of UN M49: three digits, zeros in front included (write it as in `040`)
        /entities/0/identifiers/wikidata: the wikidata identifier `148` is no item of Wikidata: `Q` and a number (write it as in `Q148`)
        /entities/1/identifiers/orcid: the orcid identifier `0000-0003-2680-0055` has a wrong check digit (compare `0000-0003-2680-0055` with the original: a digit is wrong, or two are swapped)
        /identifiers/doi: the doi identifier `https://doi.org/10.1000/182` is more than the bare identifier (write `10.1000/182`)
        /identifiers/un-symbol: the un-symbol identifier `S-RES-242` is no symbol of the United Nations: parts set off by slashes, capital letters first (write it as in `S/RES/242 (1967)`)
        ");
    }

    #[test]
    fn passes_right_ones_and_schemes_that_are_not_known() {
        let text =
            with(r#""identifiers": {"un-symbol": "S/RES/242 (1967)", "doi": "10.1000/182", "house-number": "x/y", "uri": "x"}"#);
        assert_eq!(messages("identifier-malformed", &text), "");
    }
}
