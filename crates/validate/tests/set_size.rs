//! What a set of many statements costs in memory, as it counts itself. A million take 20 times as long, and as many bytes each.

use statemark::statement::Statement;
use statemark_validate::dataset::{Dataset, Facts, Origin};
use statemark_validate::levels::Levels;

const COUNT: u32 = 50_000;

/// A statement of its own id and words, with eight clauses, a relation to the one before, and a person whom no other statement knows.
fn statement(number: u32) -> String {
    let clauses: Vec<String> = (0..8)
        .map(|clause| format!(r#"{{"id": "c{clause}", "text": "Words {number} of {clause}.", "by": ["x"], "act": "welcome"}}"#))
        .collect();
    let before = number.saturating_sub(1);
    format!(
        r#"{{"statemark": "1.0", "id": "s{number}", "type": "statement", "title": "T", "language": "en", "date": "2025-02-06", "issuers": ["x"],
        "identifiers": {{"symbol": "S/{number}"}}, "entities": [{{"id": "x", "kind": "state", "name": "Norway", "country": "NO"}},
        {{"id": "p", "kind": "person", "name": "Person {number}", "identifiers": {{"wikidata": "Q{number}"}}}}],
        "sections": [{{"clauses": [{}]}}], "relations": [{{"type": "follows", "ref": "s{before}"}}]}}"#,
        clauses.join(", ")
    )
}

#[test]
fn many_statements_stay_within_their_bytes() {
    let mut dataset = Dataset::default();
    // Reading them all would be a test of the reader: one is read, and changed in what tells the others from it.
    let mut model: Statement = statemark::json::from_slice(statement(0).as_bytes()).unwrap();
    for number in 0..COUNT {
        set(&mut model, number);
        dataset
            .add(Facts::of(&model), Origin { file: 0, record: number + 1, offset: u64::from(number) * 1000, line: number + 1 });
    }
    assert_eq!(dataset.findings(&Levels::new()), []);

    // A statement of eight clauses: 80 bytes, less than 100 with what the findings need. A relation, a number in a series and a name: 24 each.
    // The last pieces are partly empty.
    let (bytes, each, rest) = (dataset.bytes() + 16 * COUNT as usize, 100 + 3 * 24, 512 << 10);
    assert!(bytes <= each * COUNT as usize + rest, "{} bytes a statement", bytes / COUNT as usize);
}

/// Makes the model that of another number, so far as the rules see it.
fn set(model: &mut Statement, number: u32) {
    use statemark::id::{Scheme, StatementId};
    use statemark::text::{Line, Text};
    use statemark::web::Uri;

    model.id = StatementId::new(format!("s{number}")).unwrap();
    model.relations[0].reference = Uri::new(format!("s{}", number.saturating_sub(1))).unwrap();
    model.identifiers.insert(Scheme::new("symbol").unwrap(), Line::new(format!("S/{number}")).unwrap());
    model.entities[1].name = Text::Plain(Line::new(format!("Person {number}")).unwrap());
    model.entities[1].identifiers.insert(Scheme::new("wikidata").unwrap(), Line::new(format!("Q{number}")).unwrap());
    model.sections[0].clauses[0].text = Text::Plain(Line::new(format!("Words of {number}.")).unwrap());
}
