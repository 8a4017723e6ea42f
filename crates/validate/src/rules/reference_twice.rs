//! One id twice in one list.

use statemark::edit::Change;
use statemark::id::Id;

use crate::context::Context;
use crate::finding::Severity;
use crate::fix::Fix;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::twice::twice;
use crate::walk::{Trail, each_list};

pub(super) static RULE: Rule = Rule {
    name: "reference-twice",
    severity: Severity::Warning,
    category: Category::References,
    since: "0.1.0",
    summary: "The same id stands twice in one list: `issuers`, `members`, `by`, `to`, `about`, `topics` or `with`.",
    why: "The second says nothing, and is most likely a slip for another id. Whoever counts speakers or members counts one too many.",
    example: r#""issuers": ["cn", "cn"]"#,
    mend: "Write the id that is meant in its place, or take it out.",
    seen: Some("openstates/issues #324: bills of Georgia with the same sponsor twice."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::to_mend(context);
    each_list(&context.outline, |ids, _, trail, name| {
        // Most lists have one item or two, and then there is little to look for.
        if ids.len() > 2 || matches!(ids, [one, two] if one == two) {
            remarks.extend(repeated(ids, trail, name));
        }
    });
    remarks
}

fn repeated(ids: &[Id], list: &Trail<'_>, name: &str) -> impl Iterator<Item = Remark> {
    let remark = move |(first, again): (usize, usize)| {
        Remark::new(list.index(again).pointer(), format!("`{}` stands twice in this list of `{name}`", ids[again]))
            .help("write the id that is meant here, or take it out")
            .see(list.index(first).pointer(), "it stands here first")
            .fix(Some(Fix::on_demand(vec![Change::Remove(list.index(again).pointer())])))
    };
    twice(ids.iter().map(Id::as_str).enumerate()).into_iter().map(remark)
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    #[test]
    fn finds_it_in_every_list() {
        let text = with(
            r#""issuers": ["cn", "pk", "cn"], "entities": [{"id": "cn", "kind": "state", "name": "China"}, {"id": "pk", "kind": "group", "name": "P", "members": ["cn", "cn"]}],
            "topics": [{"id": "t", "label": "T"}], "sections": [{"clauses": [{"id": "a", "text": "A.", "by": ["cn", "cn"], "to": ["pk", "pk"], "about": ["cn", "pk", "pk"],
            "topics": ["t", "t"], "actions": [{"what": "act", "by": ["cn", "cn"], "with": ["pk", "pk"]}]}]}]"#,
        );
        insta::assert_snapshot!(messages("reference-twice", &text), @"
        /entities/1/members/1: `cn` stands twice in this list of `members` (write the id that is meant here, or take it out) [/entities/1/members/0: it stands here first]
        /issuers/2: `cn` stands twice in this list of `issuers` (write the id that is meant here, or take it out) [/issuers/0: it stands here first]
        /sections/0/clauses/0/about/2: `pk` stands twice in this list of `about` (write the id that is meant here, or take it out) [/sections/0/clauses/0/about/1: it stands here first]
        /sections/0/clauses/0/actions/0/by/1: `cn` stands twice in this list of `by` (write the id that is meant here, or take it out) [/sections/0/clauses/0/actions/0/by/0: it stands here first]
        /sections/0/clauses/0/actions/0/with/1: `pk` stands twice in this list of `with` (write the id that is meant here, or take it out) [/sections/0/clauses/0/actions/0/with/0: it stands here first]
        /sections/0/clauses/0/by/1: `cn` stands twice in this list of `by` (write the id that is meant here, or take it out) [/sections/0/clauses/0/by/0: it stands here first]
        /sections/0/clauses/0/to/1: `pk` stands twice in this list of `to` (write the id that is meant here, or take it out) [/sections/0/clauses/0/to/0: it stands here first]
        /sections/0/clauses/0/topics/1: `t` stands twice in this list of `topics` (write the id that is meant here, or take it out) [/sections/0/clauses/0/topics/0: it stands here first]
        ");
    }

    #[test]
    fn passes_the_same_id_in_two_lists() {
        assert_eq!(messages("reference-twice", &clause(r#""by": ["cn"], "about": ["cn", "pk"]"#)), "");
    }
}
