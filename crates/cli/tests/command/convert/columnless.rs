//! A command that is built without columns.

use crate::bulk::statement;
use crate::run::Folder;

#[test]
fn tables_are_refused_with_the_way_to_build_what_takes_them() {
    let folder = Folder::new();
    folder.write("day.ndjson", statement(1) + "\n");
    folder.write("day.parquet", "PAR1 and so on");
    folder.write("day.arrow", "ARROW1 and so on");
    for args in ["convert day.ndjson -o out.parquet", "convert day.ndjson --to arrow", "validate day.parquet", "stats day.arrow"]
    {
        let outcome = folder.run(&args.split(' ').collect::<Vec<_>>());
        assert!(outcome.code == 2 && outcome.out.is_empty() || args.starts_with("stats"), "{args}: {outcome:?}");
        assert!(outcome.err.contains("Parquet or Arrow, which this statemark was built without\n"), "{args}: {outcome:?}");
        assert!(outcome.err.contains("build it with `--features columns`"), "{args}: {outcome:?}");
    }
    assert_eq!(folder.names(), ["day.arrow", "day.ndjson", "day.parquet"]);
}
