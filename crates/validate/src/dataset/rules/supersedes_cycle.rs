//! Statements that take each other's place in a circle.

use std::collections::{BTreeMap, BTreeSet};

use statemark::pointer::Pointer;
use statemark::relation::RelationType;

use crate::dataset::Remark;
use crate::dataset::facts::Link;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "supersedes-cycle",
    severity: Severity::Error,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "Statements supersede each other in a circle.",
    why: "Nobody can say which of them holds. A program that follows the relation to the statement that holds never ends.",
    example: r#""id": "a", "relations": [{"type": "supersedes", "ref": "b"}]
"id": "b", "relations": [{"type": "supersedes", "ref": "a"}]"#,
    mend: "Take out the relation that is wrong: the later statement supersedes the earlier.",
    seen: Some(
        "A format whose documents replace each other had to ask what a circle of them means (ietf-rats-wg/draft-ietf-rats-corim#316).",
    ),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    circles(set).iter().map(|circle| remark(circle)).collect()
}

/// A circle: the relation of it that is most likely wrong, how many statements it has, and some of them.
pub(super) struct Circle<'set> {
    pub(super) link: &'set Link,
    count: usize,
    statements: Vec<u32>,
}

/// The circles of statements that take each other's place. In each the relation to a later statement is wrong, else the one that closes it.
pub(super) fn circles<'set>(set: &Set<'set>) -> Vec<Circle<'set>> {
    // Which statement takes the place of which others, and by which relation.
    let mut next: BTreeMap<u32, Vec<(u32, &'set Link)>> = BTreeMap::new();
    for (link, target) in set.between_statements(RelationType::Supersedes) {
        next.entry(link.statement).or_default().push((target, link));
    }
    let mut circles = Vec::new();
    let mut done = BTreeSet::new();
    for &start in next.keys() {
        // The way from the start, each with how many of its relations were followed; no recursion, as it can be long.
        let mut way = vec![(start, 0)];
        let mut on_way = BTreeMap::from([(start, 0)]);
        while let Some((statement, followed)) = way.last_mut() {
            let relation = if done.contains(statement) { None } else { next.get(statement).and_then(|list| list.get(*followed)) };
            *followed += 1;
            match relation {
                Some((target, link)) if on_way.contains_key(target) => {
                    let circle = &way[on_way[target]..];
                    // The relation of each that was followed last.
                    let links = circle.iter().rev().take(LOOKED).filter_map(|(at, followed)| next[at].get(followed - 1));
                    let wrong = links.into_iter().find(|(target, link)| is_later(set, link.statement, *target));
                    let link = wrong.map_or(*link, |(_, link)| *link);
                    let statements = circle.iter().map(|(statement, _)| *statement).take(SHOWN + 1).collect();
                    circles.push(Circle { link, count: circle.len(), statements });
                }
                Some((target, _)) => {
                    on_way.insert(*target, way.len());
                    way.push((*target, 0));
                }
                None => {
                    on_way.remove(statement);
                    done.insert(*statement);
                    way.pop();
                }
            }
        }
    }
    circles
}

/// Whether a statement was made later than another.
fn is_later(set: &Set<'_>, one: u32, other: u32) -> bool {
    matches!((set.row(one), set.row(other)), (Some(one), Some(other)) if other.from > one.to)
}

/// Among how many relations of a circle the wrong one is looked for.
const LOOKED: usize = 100;
/// How many statements of a cycle are shown.
const SHOWN: usize = 8;

fn remark(Circle { link, count, statements }: &Circle<'_>) -> Remark {
    let message = match count {
        2 => "these two statements take each other's place".to_owned(),
        count => format!("{count} statements take each other's place in a circle, which this relation closes"),
    };
    let remark = Remark::new(
        link.statement,
        link.pointer(),
        message,
        "take out the relation that is wrong: the later statement takes the place of the earlier",
    );
    let others = statements.iter().filter(|statement| **statement != link.statement).take(SHOWN);
    others.fold(remark, |remark, statement| remark.see(*statement, Pointer::root().key("relations"), "part of the circle"))
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;
    use crate::dataset::{Dataset, Facts, Origin};
    use crate::levels::Levels;

    #[test]
    fn finds_statements_that_take_each_others_place() {
        let set = r#""id": "a", "relations": [{"type": "supersedes", "ref": "b"}]
            "id": "b", "relations": [{"type": "cites", "ref": "a"}, {"type": "supersedes", "ref": "a"}]
            "id": "c", "relations": [{"type": "supersedes", "ref": "a"}, {"type": "supersedes", "ref": "d"}]
            "id": "d", "relations": [{"type": "supersedes", "ref": "e"}]
            "id": "e", "relations": [{"type": "supersedes", "ref": "c"}]"#;
        insta::assert_snapshot!(messages("supersedes-cycle", set), @"
        2/relations/1/ref: these two statements take each other's place (take out the relation that is wrong: the later statement takes the place of the earlier) [1/relations: part of the circle]
        5/relations/0/ref: 3 statements take each other's place in a circle, which this relation closes (take out the relation that is wrong: the later statement takes the place of the earlier) [3/relations: part of the circle] [4/relations: part of the circle]
        ");
    }

    #[test]
    fn finds_the_relation_to_a_later_statement_once() {
        let set = r#""id": "a", "date": "2023", "relations": [{"type": "supersedes", "ref": "c"}]
            "id": "b", "date": "2024", "relations": [{"type": "supersedes", "ref": "a"}]
            "id": "c", "date": "2025", "relations": [{"type": "supersedes", "ref": "b"}]"#;
        let found = messages("supersedes-cycle", set);
        assert!(found.starts_with("1/relations/0/ref: 3 statements") && found.lines().count() == 1, "{found}");
        assert_eq!(messages("relation-to-later", set), "");
    }

    #[test]
    fn passes_chains_and_several_ways_to_one_statement() {
        let set = r#""id": "a"
            "id": "b", "relations": [{"type": "supersedes", "ref": "a"}]
            "id": "c", "relations": [{"type": "supersedes", "ref": "a"}, {"type": "supersedes", "ref": "b"}]
            "id": "d", "relations": [{"type": "supersedes", "ref": "c"}, {"type": "supersedes", "ref": "b"}, {"type": "supersedes", "ref": "d"}]"#;
        assert_eq!(messages("supersedes-cycle", set), "");
    }

    #[test]
    fn passes_a_chain_of_a_hundred_thousand_at_once() {
        let mut dataset = Dataset::default();
        for index in 0..100_000_u32 {
            let text = format!(
                r#"{{"statemark": "1.0", "id": "s{index}", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
                "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"heading": "H"}}],
                "relations": [{{"type": "supersedes", "ref": "s{}"}}]}}"#,
                index + 1
            );
            let read = statemark::json::read(text.as_bytes());
            dataset.add(Facts::of(&read.statement.unwrap()), Origin { file: 0, record: index, offset: 0, line: index });
        }
        let findings = dataset.findings(&Levels::new());
        assert!(findings.iter().all(|finding| finding.rule == "unknown-statement"), "only the last one leads nowhere");
        assert_eq!(findings.len(), 1);
    }
}
