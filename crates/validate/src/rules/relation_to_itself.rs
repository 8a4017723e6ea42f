//! A text that relates to itself.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::each_relation;

pub(super) static RULE: Rule = Rule {
    name: "relation-to-itself",
    severity: Severity::Error,
    category: Category::References,
    since: "0.1.0",
    summary: "A statement relates to its own id, or a clause to itself.",
    why: "A text neither follows, amends nor answers itself: another one is meant, and that one is not found.",
    example: r#""id": "res-7", "relations": [{"type": "follows", "ref": "res-7"}]"#,
    mend: "Write the id of the other text into `ref`, or take the relation out.",
    seen: Some(
        "datacite/datacite #2533: records of Zenodo are registered as a version of their own DOI, and fall out of the update of ORCID.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    let own = context.statement.id.as_str();
    each_relation(&context.outline, |relation, clause, trail| {
        let reference = relation.reference.as_str();
        let (statement, part) = reference.split_once('#').map_or((reference, None), |(statement, part)| (statement, Some(part)));
        let what = match clause {
            None if reference == own => format!("the statement `{own}`"),
            Some(clause) if part == Some(clause.id.as_str()) && (statement.is_empty() || statement == own) => {
                format!("the clause `{}`", clause.id)
            }
            _ => return,
        };
        let message = format!("{what} has the relation `{}` to itself", relation.kind);
        remarks.push(
            Remark::new(trail.key("ref").pointer(), message).help("write the id of the other text, or take the relation out"),
        );
    });
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    #[test]
    fn finds_statements_and_clauses_that_relate_to_themselves() {
        let statement = with(r#""id": "s", "relations": [{"type": "amends", "ref": "s"}]"#);
        let clause = clause(r##""relations": [{"type": "cites", "ref": "#a"}, {"type": "recalls", "ref": "cn-pk-2025#a"}]"##);
        let found = [messages("relation-to-itself", &statement), messages("relation-to-itself", &clause)].join("\n");
        insta::assert_snapshot!(found, @"
        /relations/0/ref: the statement `s` has the relation `amends` to itself (write the id of the other text, or take the relation out)
        /sections/0/clauses/0/relations/0/ref: the clause `a` has the relation `cites` to itself (write the id of the other text, or take the relation out)
        /sections/0/clauses/0/relations/1/ref: the clause `a` has the relation `recalls` to itself (write the id of the other text, or take the relation out)
        ");
    }

    #[test]
    fn passes_relations_to_others() {
        for relations in [
            with(r##""relations": [{"type": "cites", "ref": "#a"}, {"type": "amends", "ref": "cn-pk-2024"}]"##),
            clause(r#""relations": [{"type": "cites", "ref": "other#a"}, {"type": "cites", "ref": "https://a.example/#a"}]"#),
        ] {
            assert_eq!(messages("relation-to-itself", &relations), "");
        }
    }
}
