//! An address that no program can open.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::uri;
use crate::walk::{Trail, each_identifier, each_relation};

pub(super) static RULE: Rule = Rule {
    name: "invalid-url",
    severity: Severity::Warning,
    category: Category::Codes,
    since: "0.1.0",
    summary: "A `url`, `match`, `ref` or identifier `uri` is no absolute URI: it lacks a scheme or host, or has a character that no URI may have.",
    why: "The source cannot be opened, and programs that join data by the address do not find it.",
    example: r#""sources": [{"id": "s", "kind": "official-text", "url": "www.un.org/en/charter"}]"#,
    mend: "Copy the whole address, `https://` included. A character that an address may not have is written as `%` and two hexadecimal digits.",
    seen: Some(
        "Addresses printed without a scheme: `www.un.org/Depts/oip` in resolutions of the Security Council (SeanFobbe/cr-unsc), \
         `www.unhchr.ch/udhr` in the XML of the Universal Declaration of Human Rights.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    let mut look = |uri: &str, trail: &Trail<'_>| {
        if let Some((wrong, help)) = uri::wrong(uri) {
            remarks.push(Remark::new(trail.pointer(), format!("the address `{uri}` {wrong}")).help(help));
        }
    };
    for (index, source) in context.statement.sources.iter().enumerate() {
        if let Some(url) = &source.url {
            look(url.as_str(), &Trail::new("sources").index(index).key("url"));
        }
    }
    for (index, topic) in context.statement.topics.iter().enumerate() {
        if let Some(concept) = &topic.same_as {
            look(concept.as_str(), &Trail::new("topics").index(index).key("match"));
        }
    }
    each_relation(&context.outline, |relation, _, trail| {
        let other = relation.reference.as_str();
        let statement = other.split('#').next().unwrap_or_default();
        if !is_statement_id(statement) {
            look(other, &trail.key("ref"));
        }
    });
    each_identifier(&context.outline, |scheme, value, trail| {
        if scheme == "uri" {
            look(value, trail);
        }
    });
    remarks
}

/// Whether what stands before a `#` can be the id of a statement, or is left out.
fn is_statement_id(text: &str) -> bool {
    text.is_empty() || statemark::id::StatementId::holds(text)
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_addresses_wherever_one_may_stand() {
        let text = with(
            r#""identifiers": {"uri": "https://un.org/a b"}, "topics": [{"id": "t", "label": "T", "match": "http:/example.org"}],
            "sources": [{"id": "s", "kind": "other", "url": "https://un.org/%"}], "relations": [{"type": "cites", "ref": "un.org/x"}],
            "entities": [{"id": "cn", "kind": "state", "name": "China", "identifiers": {"uri": "China"}}, {"id": "pk", "kind": "state", "name": "Pakistan"}]"#,
        );
        insta::assert_snapshot!(messages("invalid-url", &text), @"
        /entities/0/identifiers/uri: the address `China` has no scheme, such as `https:`, at its beginning (write an absolute URI, such as `https://www.un.org/en/about-us/un-charter`)
        /identifiers/uri: the address `https://un.org/a b` has the character ` `, which no URI may have (write `%20` for it)
        /relations/0/ref: the address `un.org/x` has no scheme, such as `https:`, at its beginning (write `https://un.org/x`)
        /sources/0/url: the address `https://un.org/%` has a `%` without two hexadecimal digits after it (write `%25` for a per cent sign, else two hexadecimal digits after it)
        /topics/0/match: the address `http:/example.org` lacks the `//` before its host (write two slashes after the scheme and its colon)
        ");
    }

    #[test]
    fn passes_right_addresses_and_ids_of_statements() {
        let text = with(
            r##""identifiers": {"uri": "https://例え.jp/パス", "doi": "no address"}, "sources": [{"id": "s", "kind": "other", "url": "https://un.org/x?y#z"}],
            "relations": [{"type": "cites", "ref": "a.b-c"}, {"type": "cites", "ref": "a.b-c#d"}, {"type": "cites", "ref": "#a"}, {"type": "cites", "ref": "urn:a1:b"}]"##,
        );
        assert_eq!(messages("invalid-url", &text), "");
    }
}
