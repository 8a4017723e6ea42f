//! Mending with other options and with a configuration: what is not reported is not mended.

use super::{DIRTY, folder};

#[test]
fn rules_that_are_ignored_mend_nothing() {
    let folder = folder();
    let (name, _, safe, all) = DIRTY[0];
    folder.write(name, safe);
    let outcome = folder.run(&["validate", "--fix", "--unsafe-fixes", "--ignore", "reference-twice,deprecated-language", name]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, "1 finding mended in 1 file\n"));
    assert_eq!(folder.read(name), all.replace("\"issuers\": [\"x\"]", "\"issuers\": [\"x\", \"x\"]").replace("\"he\"", "\"iw\""));
}

#[test]
fn what_a_configuration_silences_is_not_mended_and_the_rest_is() {
    let (name, _, safe, all) = DIRTY[0];
    let as_it_was = all.replace("\"he\"", "\"iw\"");
    for config in [
        "ignore = [\"deprecated-language\"]\n",
        "[[suppress]]\nstatement = \"d\"\nrule = \"deprecated-language\"\nreason = \"so the source has it\"\n",
    ] {
        let folder = folder();
        folder.write("statemark.toml", config);
        folder.write(name, safe);
        let outcome = folder.run(&["validate", "--fix", "--unsafe-fixes", name]);
        assert_eq!((outcome.code, folder.read(name)), (0, as_it_was.clone()), "{config}: {outcome:?}");
        folder.write(name, safe);
        let outcome = folder.run(&["validate", "--no-config", "--fix", "--unsafe-fixes", name]);
        assert_eq!((outcome.code, folder.read(name).as_str()), (0, all), "{outcome:?}");
    }
}

#[test]
fn what_a_baseline_knows_is_not_mended_and_what_is_new_is() {
    let (name, _, safe, all) = DIRTY[0];
    let line = |text: &str| text.replace('\n', " ");
    let records = |one: &str, other: &str| format!("{}\n{}\n", line(one), line(other).replace("\"id\": \"d\"", "\"id\": \"e\""));
    for (name, known, new, mended) in [
        (name, all.replace("\"he\"", "\"iw\""), safe.to_owned(), all.replace("\"he\"", "\"iw\"")),
        ("a.ndjson", records(safe, all), records(safe, safe), records(safe, all)),
    ] {
        let folder = folder();
        folder.write(name, known);
        folder.run(&["validate", "--write-baseline", "known.json", name]);
        folder.write(name, &new);
        let diff = folder.run(&["validate", "--diff", "--unsafe-fixes", "--baseline", "known.json", name]);
        assert!(diff.code == 1 && diff.out.contains("@@"), "{diff:?}");
        let outcome = folder.run(&["validate", "--fix", "--unsafe-fixes", "--baseline", "known.json", name]);
        assert_eq!((outcome.code, folder.read(name)), (0, mended), "{outcome:?}");
        assert_eq!(folder.run(&["validate", "--diff", "--unsafe-fixes", "--baseline", "known.json", name]).code, 0);
        // Without it all is.
        folder.run(&["validate", "--fix", "--unsafe-fixes", name]);
        assert!(!folder.read(name).contains("\"iw\""));
    }
}

#[test]
fn what_is_mended_is_not_put_into_quarantine() {
    let folder = folder();
    let (_, dirty, _, all) = DIRTY[0];
    let line = |text: &str| text.replace('\n', " ") + "\n";
    folder.write("day.ndjson", line(dirty) + "{ }\n");
    let args = ["validate", "--fix", "--unsafe-fixes", "day.ndjson", "--pass", "good.ndjson", "--quarantine", "bad.ndjson"];
    assert_eq!(folder.run(&args).code, 1);
    assert_eq!(
        ["day", "good", "bad"].map(|name| folder.read(&format!("{name}.ndjson"))),
        [line(all) + "{ }\n", line(all), "{ }\n".to_owned()]
    );
}
