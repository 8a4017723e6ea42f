//! A source's file that is not there, so that its quotes could not be checked.

use std::collections::HashMap;

use statemark::source::Source;

use crate::context::{Content, Context};
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::{Trail, each_evidence};

pub(super) static RULE: Rule = Rule {
    name: "source-file-missing",
    severity: Severity::Information,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The file of a source is not there, so that its checksum and its quotes were not checked.",
    why: "The document is not wrong: many texts may not be shipped with it. But nobody has proved its quotes in this run.",
    example: r#""sources": [{"id": "s", "kind": "news-report", "file": "article.txt"}]"#,
    mend: "Put the file beside the document, or say with `--sources DIR` in which folder the files lie.",
    seen: Some("the issue frictionlessdata/frictionless-py #999: packages whose files are not all there"),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let missing: Vec<(usize, &Source)> = context
        .sources
        .iter()
        .enumerate()
        .filter(|(_, (_, content))| matches!(content, Content::Missing))
        .map(|(index, (source, _))| (index, *source))
        .collect();
    if missing.is_empty() {
        return Remarks::default();
    }
    let mut quotes: HashMap<&str, usize> = missing.iter().map(|(_, source)| (source.id.as_str(), 0)).collect();
    each_evidence(&context.outline, |evidence, _| {
        if let Some(count) = quotes.get_mut(evidence.source.as_str()) {
            *count += 1;
        }
    });
    let mut remarks = Remarks::default();
    for (index, source) in missing {
        let Some(file) = &source.file else { continue };
        // Why it is not here is a question to the disk.
        remarks.push_with(|| {
            let unchecked = match quotes.get(source.id.as_str()).copied().unwrap_or_default() {
                0 => "nothing quotes it".to_owned(),
                1 => "1 quote of it was not checked".to_owned(),
                count => format!("{count} quotes of it were not checked"),
            };
            let pointer = Trail::new("sources").index(index).key("file").pointer();
            let (why, help) = match (context.refused)(file) {
                Some(why) => (why, "put the file itself into the folder of the sources, as plain text"),
                None => ("is not here".to_owned(), "put it beside the document, or name its folder with `--sources DIR`"),
            };
            Remark::new(pointer, format!("the file `{file}` {why}; {unchecked}")).help(help)
        });
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, messages_with, with};
    use crate::{Options, validate};

    fn document() -> String {
        with(
            r#""sources": [{"id": "s", "kind": "other", "file": "a.txt"}, {"id": "t", "kind": "other", "file": "b/c.txt"}], "sections": [{"clauses": [
                {"id": "a", "text": "A.", "evidence": [{"source": "s", "start": 0, "end": 1, "exact": "A"}, {"source": "s", "start": 0, "end": 1, "exact": "A"}]}]}]"#,
        )
    }

    #[test]
    fn finds_files_that_are_not_there() {
        insta::assert_snapshot!(messages("source-file-missing", &document()), @"
        /sources/0/file: the file `a.txt` is not here; 2 quotes of it were not checked (put it beside the document, or name its folder with `--sources DIR`)
        /sources/1/file: the file `b/c.txt` is not here; nothing quotes it (put it beside the document, or name its folder with `--sources DIR`)
        ");
    }

    #[test]
    fn finds_files_that_are_there_but_not_given() {
        let text = document();
        let refused = |file: &statemark::web::RelativePath| {
            (file.as_str() == "a.txt").then(|| "lies outside the folder of the sources".to_owned())
        };
        let report = validate(&statemark::json::read(text.as_bytes()), &Options { refused: &refused, ..Options::default() });
        let found = report.findings.iter().filter(|finding| finding.rule == "source-file-missing");
        let messages: Vec<&str> = found.map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "the file `a.txt` lies outside the folder of the sources; 2 quotes of it were not checked",
                "the file `b/c.txt` is not here; nothing quotes it"
            ]
        );
    }

    #[test]
    fn passes_files_that_are_there_and_sources_without_one() {
        assert!(!messages_with("source-file-missing", &document(), "a.txt", b"A").contains("`a.txt`"));
        assert_eq!(messages("source-file-missing", &with(r#""sources": [{"id": "s", "kind": "other"}]"#)), "");
    }
}
