//! `statemark schema`.

use crate::run::{Folder, project};

#[test]
fn the_schemas_are_those_of_the_project() {
    let folder = Folder::new();
    let committed = |name: &str| std::fs::read_to_string(project().join("schema").join(name)).unwrap();
    let kinds = [
        ("json", "statement.schema.json"),
        ("json-draft-07", "statement.draft-07.schema.json"),
        ("rnc", "statement.rnc"),
        ("rng", "statement.rng"),
        ("xsd", "statement.xsd"),
        ("report", "report.schema.json"),
        ("baseline", "baseline.schema.json"),
        ("config", "config.schema.json"),
        ("statistics", "statistics.schema.json"),
        ("acts", "acts.tsv"),
    ];
    for (kind, name) in kinds {
        assert_eq!(folder.run(&["schema", "--kind", kind]).right().out, committed(name));
    }
    assert_eq!(folder.run(&["schema"]).right().out, committed("statement.schema.json"));
}

#[test]
fn an_xml_schema_comes_with_what_it_imports() {
    let folder = Folder::new();
    folder.run(&["schema", "--kind", "xsd", "-o", "schemas"]).right();
    let xsd = folder.read("schemas/statement.xsd");
    let imported: Vec<&str> = xsd.split("schemaLocation=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(imported.len(), 2);
    for name in imported {
        assert!(folder.read(&format!("schemas/{name}")).contains("schema"), "{name}");
    }
    assert_eq!(folder.run(&["schema", "-o", "schemas/xml.xsd"]).code, 2);
}
