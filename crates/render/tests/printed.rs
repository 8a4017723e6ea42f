//! The summaries beside the examples: committed, compared here, rewritten with `STATEMARK_UPDATE=1 cargo test`.

use pulldown_cmark::{Event, Options, Parser, Tag};
use statemark_render::summary::Summary;
use statemark_render::{markdown, text};
use statemark_specimens::examples::{Example, examples};
use statemark_specimens::generated::assert_generated;

#[test]
fn the_examples_stand_with_their_summaries() {
    for Example { name, statement } in examples() {
        let summary = Summary::new(&statement);
        assert_generated(&format!("examples/{name}/summary.txt"), &text::to_string(&summary));
        assert_generated(&format!("examples/{name}/summary.md"), &markdown::to_string(&summary));
    }
}

/// Markdown as a reader sees it: its words, a line an item, paragraph or heading. Fails where words became markup.
fn seen(markdown: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    // CommonMark, and what GitHub adds to it.
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    for event in Parser::new_ext(markdown, github) {
        match event {
            Event::Text(words) => lines.last_mut().unwrap().push_str(&words),
            Event::Start(Tag::Heading { .. } | Tag::Item | Tag::Paragraph) => lines.push(String::new()),
            Event::Start(Tag::List(None) | Tag::Strong | Tag::Emphasis) | Event::End(_) => {}
            other => panic!("words became markup: {other:?} in\n{markdown}"),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[test]
fn markdown_shows_the_words() {
    for Example { statement, .. } in examples() {
        let summary = Summary::new(&statement);
        let seen = seen(&markdown::to_string(&summary));
        assert!(seen.contains(&summary.title));
        let said = summary.speakers.iter().flat_map(|speakers| &speakers.acts).flat_map(|acted| &acted.clauses);
        for said in said {
            assert!(seen.iter().any(|line| line.starts_with(&said.line())), "{} in {seen:#?}", said.line());
        }
    }
}

#[test]
fn words_never_become_markup() {
    let hostile = [
        "# no heading",
        "- no item",
        "+ no item",
        "* no item",
        "1. no item",
        "12) no item",
        "> no quote",
        "```",
        "~~~",
        "    code",
        "---",
        "===",
        "***",
        "*a*",
        "_a_",
        "a_b_c",
        "**a**",
        "`a`",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "<b>",
        "<!-- a -->",
        "<http://a.b>",
        "&amp;",
        "a\\",
        "\\*",
        "~~a~~",
        "|a|b|",
        "- [ ] a",
        "[^a]",
        "$a$",
        "$$a$$",
        "{#id}",
        "# a #",
        "a\\\\",
        "“**",
        ": a",
        "^a^",
        "[[a]]",
        "+++",
        "a & b",
        "&#35;",
        "*",
        "_",
        "1986. A great year",
        "a {.b}",
        "'a' \"b\"",
        "a -- b",
    ];
    for words in hostile {
        let Ok(line) = statemark::text::Line::new(words) else { continue };
        let mut summary = Summary::new(&examples().remove(2).statement);
        summary.title = line.to_string();
        summary.facts[0].1 = line.to_string();
        summary.speakers[0].names = vec![line.to_string()];
        summary.speakers[0].acts[0].clauses[0].number = None;
        summary.speakers[0].acts[0].clauses[0].text = line.to_string();
        summary.speakers[0].acts[0].clauses[0].to = vec![line.to_string()];
        summary.topics[0].label = line.to_string();
        let markdown = markdown::to_string(&summary);
        let seen = seen(&markdown);
        let found = seen.join("\n").matches(words).count();
        assert!(found >= 6, "{words}: found {found} times in\n{markdown}");
    }
}
