//! What people write in Markdown in other ways reads the same; what cannot be kept is told.

use statemark::fault::FaultKind;
use statemark::json;
use statemark::provenance::{Activity, Event};
use statemark_convert::{markdown, xml};

const SMALL: &str = "---
{statemark: \"1.0\", id: a, type: statement, language: en, date: 2025, issuers: [x], entities: [{id: x, kind: state, name: X}]}
---

# Title

**1.** Words.
`#c`
";

#[test]
fn other_languages_drop_nothing_and_stand_where_they_belong() {
    assert!(markdown::read(SMALL.as_bytes()).statement.is_some());
    for (below, message) in [
        ("**1.** Mots.\n`lang=fr`\n", "words in another language have no number"),
        ("# Titre `lang=fr`\n", "a heading in another language stands alone"),
    ] {
        let text = format!("{SMALL}\n{below}");
        let messages: Vec<String> = markdown::read(text.as_bytes()).faults.into_iter().map(|fault| fault.message).collect();
        assert_eq!(messages, [message]);
    }
}

#[test]
fn readers_of_yaml_1_1_see_no_key_in_an_uncertain_date() {
    let mut statement = markdown::from_slice(SMALL.as_bytes()).unwrap();
    statement.date = "2025?".parse().unwrap();
    statement.provenance = vec![Event {
        activity: Activity::Coded,
        agent: "Who?".parse().unwrap(),
        date: Some("2025-02?".parse().unwrap()),
        note: None,
    }];
    let text = markdown::to_string(&statement);
    assert!(text.contains("\ndate: 2025?\n"), "{text}");
    assert!(text.contains(r#"{activity: coded, agent: "Who?", date: "2025-02?"}"#), "{text}");
    assert_eq!(markdown::from_slice(text.as_bytes()).unwrap(), statement);
}

/// The front matter of [`SMALL`], with a second language and a source.
const FRONT: &str = "---
{statemark: \"1.0\", id: a, type: statement, language: en, date: 2025, issuers: [x], entities: [{id: x, kind: state, name: X}],
 sources: [{id: s, kind: other}]}
---
";

/// What a writer of ours writes.
const WRITTEN: &str = "
# Rain in May

## **II.** Rain `#rain-section kind=body`
## La pluie `lang=fr`

**1.** Both sides welcome the rain,
`#one by=x act=welcome`

Les deux parties saluent la pluie,
`lang=fr`

> Both sides\\
> welcome the rain
> `source=s start=0 end=27`

```yaml ext
size: 3
```

- if it falls
  `condition`

- dance in the rain
  `action #dance by=x due_text=\"in May\"`

  ```yaml ext
  steps: [1, 2]
  ```

  - if it is warm
    `condition`

- `relation type=cites ref=rain-2024`

- **(a)** so do they.
  `#one-a`

***

`kind=closing`

Done.
`#done`

```source=s
Both sides
welcome the rain
```
";

/// The same statement as people and tools write it.
const VARIANTS: &[(&str, &[(&str, &str)])] = &[
    (
        "setext headings",
        &[
            ("# Rain in May", "Rain in May\n==========="),
            ("## **II.** Rain `#rain-section kind=body`", "**II.** Rain\n`#rain-section kind=body`\n---"),
        ],
    ),
    ("closed headings", &[("# Rain in May", "# Rain in May #"), ("## La pluie `lang=fr`", "## La pluie `lang=fr` ##")]),
    ("other bullets", &[("- ", "* ")]),
    ("more bullets", &[("- if it falls", "+ if it falls"), ("- dance", "* dance")]),
    (
        "wrapped lines",
        &[
            ("Both sides welcome the rain,", "Both sides\nwelcome the\n   rain,"),
            ("welcome the rain\n> `", "welcome\n> the\n> rain `"),
        ],
    ),
    ("lazy lines", &[("> welcome the rain\n> `source=s start=0 end=27`", "welcome the rain\n`source=s start=0 end=27`")]),
    (
        "attributes on the words' line",
        &[("rain,\n`#one", "rain, `#one"), ("falls\n  `cond", "falls `cond"), ("Done.\n`#done`", "Done. `#done`")],
    ),
    ("attributes behind a hard break", &[("rain,\n`#one", "rain,\\\n`#one"), ("Done.\n`", "Done.  \n`")]),
    (
        "a wrapped span",
        &[("`#one by=x act=welcome`", "`#one by=x\nact=welcome`"), ("`action #dance by=x", "`action\n  #dance   by=x")],
    ),
    ("more back ticks", &[("`#one by=x act=welcome`", "`` #one by=x act=welcome ``")]),
    (
        "another order of attributes",
        &[("`#one by=x act=welcome`", "`act=welcome by=\"x\" id=one`"), ("`action #dance by=x", "`#dance action by=x")],
    ),
    (
        "an ordered list",
        &[(
            "**1.** Both sides welcome the rain,\n`#one by=x act=welcome`\n",
            "1. Both sides welcome the rain,\n   `#one by=x act=welcome`\n",
        )],
    ),
    ("a number as an attribute", &[("**1.** Both", "Both"), ("`#one by", "`#one number=1. by")]),
    ("underlined bold", &[("**1.**", "__1.__")]),
    ("a tight list", &[("`condition`\n\n- dance", "`condition`\n- dance"), ("rain-2024`\n\n- **", "rain-2024`\n- **")]),
    ("deep indentation", &[("- if it falls\n  `condition`", "-   if it falls\n    `condition`"), ("## La", "   ## La")]),
    ("another line", &[("***", "- - -")]),
    (
        "longer fences",
        &[
            ("```source=s", "~~~~ source=s"),
            ("the rain\n```\n", "the rain\n~~~~\n"),
            ("```yaml ext\nsize", "```` yaml ext\nsize"),
            ("3\n```", "3\n````"),
        ],
    ),
    ("more blank lines", &[("\n\n", "\n\n \n\n")]),
    ("character references", &[("Done.", "&#68;one\\."), ("Rain in May", "Rain in&#x20;May")]),
    ("a quote as a fence", &[("> Both sides\\\n> welcome the rain\n", "> ```\n> Both sides\n> welcome the rain\n> ```\n>\n")]),
    ("a quote as an attribute", &[("> Both sides\\\n> welcome the rain\n> `", "> `exact=\"Both sides\\nwelcome the rain\" ")]),
    ("a line before a heading", &[("## **II.**", "***\n\n## **II.**")]),
    (
        "ext before quotes",
        &[(
            "> Both sides\\\n> welcome the rain\n> `source=s start=0 end=27`\n\n```yaml ext\nsize: 3\n```\n",
            "```yml ext\n\"size\" : 3.0 # words\n```\n\n> Both sides\\\n> welcome the rain\n> `source=s start=0 end=27`\n",
        )],
    ),
    (
        "a source first",
        &[
            ("\n# Rain in May\n", "\n```source=s\nBoth sides\nwelcome the rain\n```\n\n# Rain in May\n"),
            ("Done.\n`#done`\n\n```source=s\nBoth sides\nwelcome the rain\n```\n", "Done.\n`#done`\n"),
        ],
    ),
];

#[test]
fn what_people_write_another_way_reads_the_same() {
    let written = WRITTEN.to_owned();
    let read = |text: &str| {
        let document = markdown::read(text.as_bytes());
        assert_eq!(document.faults, [], "{text}");
        json::to_string_pretty(&document.statement.unwrap())
    };
    let same = read(&format!("{FRONT}{written}"));
    assert_eq!(
        markdown::to_string(&markdown::from_slice(format!("{FRONT}{written}").as_bytes()).unwrap())
            .split_once("---\n\n")
            .unwrap()
            .1,
        &written[1..]
    );
    for (what, changes) in VARIANTS {
        let mut text = written.clone();
        for (from, to) in *changes {
            let changed = text.replace(from, to);
            assert!(changed != text, "{what}: {from:?} is not there");
            text = changed;
        }
        for line_end in ["\n", "\r\n", "\r"] {
            assert_eq!(read(&format!("{FRONT}{text}").replace('\n', line_end)), same, "{what}, {line_end:?}");
        }
    }
}

/// The messages about a document of this body.
fn told(body: &str) -> Vec<String> {
    let text = format!("{FRONT}{body}");
    markdown::read(text.as_bytes()).faults.into_iter().map(|fault| fault.message).collect()
}

#[test]
fn a_number_in_bold_is_part_of_the_title_as_it_stands() {
    for (heading, title) in [
        ("**12**th session", "12th session"),
        ("**3.**&nbsp;Foo", "3.\u{A0}Foo"),
        ("**3.**  Foo **", "3.  Foo **"),
        ("**3.**", "3."),
        ("\\*\\*3\\*\\* Foo", "**3** Foo"),
    ] {
        for text in [format!("# {heading}\n"), format!("{heading}\n===\n")] {
            let text = format!("{FRONT}{text}# **3e** Titre `lang=fr`\n\nWords.\n`#c`\n");
            let statement = markdown::from_slice(text.as_bytes()).unwrap();
            let title_fr: Vec<&str> = statement.title.others(&statement.language).map(|(_, line)| line.as_str()).collect();
            assert_eq!((statement.title.own(&statement.language).as_str(), &*title_fr), (title, &["3e Titre"][..]));
            assert_eq!(markdown::from_slice(markdown::to_string(&statement).as_bytes()).unwrap(), statement);
        }
    }
    assert_eq!(told("# **Bold** words\n\nWords.\n`#c`\n"), ["emphasis has no place within words"]);
}

#[test]
fn a_fence_is_closed_by_its_own_line_alone() {
    let open = ["    ```", "> ```", "~~~", "``", "``` x", "words ```"];
    for (begin, indent) in [
        ("# T\n\nWords.\n`#c`\n\n```source=s\n", ""),
        ("# T\n\nWords.\n`#c`\n\n- a\n  `note`\n- b\n  `#d`\n\n  ```yaml ext\n", "  "),
    ] {
        let fence = |last: &str| told(&format!("{begin}{indent}a: 1\n{indent}{last}\n"));
        for last in open {
            assert!(fence(last).contains(&"this fence never ends".to_owned()), "{last:?}: {:?}", fence(last));
        }
        for last in ["```", "   ```", "`````", "```  "] {
            assert_eq!(fence(last), [""; 0], "{last:?}");
        }
    }
    let quote = |last: &str| told(&format!("# T\n\nWords.\n`#c`\n\n> ```\n> Words.\n{last}\n>\n> `source=s start=0 end=6`\n"));
    assert_eq!(quote("> ```"), [""; 0]);
    assert_eq!(quote(">```"), [""; 0]);
    assert!(quote(">     ```").contains(&"this fence never ends".to_owned()));
    assert!(quote("> > ```").contains(&"this fence never ends".to_owned()));
    assert_eq!(told("# T\n\nWords.\n`#c`\n\n> ```\n> ```\n> `source=s start=0 end=0`\n"), ["`exact` is empty"]);
}

#[test]
fn no_paragraph_vanishes() {
    for body in ["&#32;", "&#32;\n&#32;&#x20;", "Words.\n`#c`\n\n&#32;"] {
        assert!(told(&format!("Words.\n`#a`\n\n{body}\n")).contains(&"a paragraph without words".to_owned()), "{body:?}");
    }
    let quote = "# T\n\nWords.\n`#a`\n\n> &#32;\n>\n> Words.\n> `source=s start=0 end=6`\n";
    assert_eq!(told(quote), ["a paragraph without words"]);
    assert_eq!(told("# T\n\nWords.\n`#a`\n\n<b>\n"), ["HTML has no place here"]);
}

#[test]
fn a_level_is_a_number_as_it_is_counted() {
    for (level, right) in [("3", true), ("\"3\"", true), ("+3", false), ("03", false), ("1", false), ("65", false)] {
        let messages = told(&format!("## A\n\n## B `level={level}`\n\nWords.\n`#c`\n"));
        assert_eq!(messages.contains(&"`level` is no level of a section".to_owned()), !right, "{level}: {messages:?}");
    }
}

#[test]
fn of_an_unknown_version_nothing_else_is_judged() {
    for version in ["\"1.1\"", "[1]", "2"] {
        let text = format!("---\nstatemark: {version}\ntitle: A\n---\n\nSome *words*.\n`#c new`\n\n[a]: b\n");
        let document = markdown::read(text.as_bytes());
        let pointers: Vec<&str> = document.faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/statemark"], "{:?}", document.faults);
    }
}

#[test]
fn a_break_of_the_body_hides_nothing_of_the_front_matter() {
    let read = |body: &str| {
        let text = format!(
            "---\nstatemark: \"1.0\"\nid: a\ndate: 2025\nissuers: [x]\nentities: [{{id: x, kind: state, name: X}}]\nlanguage: en\n---\n\n{body}"
        );
        markdown::read(text.as_bytes()).faults.iter().map(|fault| fault.missing.unwrap_or(fault.kind.code())).collect::<Vec<_>>()
    };
    assert_eq!(read("# T\n\nWords.\n`#c`\n\n```source=\ny\n```\n"), ["type", "syntax"]);
    // What a fence without end has swallowed is not missing as well.
    assert_eq!(read("# T\n\n```source=s\n\nWords.\n`#c`\n"), ["type", "syntax", "misplaced"]);
}

#[test]
fn a_revised_document_says_what_is_missing_as_before() {
    let markdown = "---\nstatemark: \"1.0\"\nid: a\nlanguage: en\ndate: 2025\nissuers: [x]\nentities:\n  - {id: x, kind: state, name: X}\n---\nWords.\n`#c`\n";
    let xml = r#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" id="a" typ="other" xml:lang="en" date="2025"><title>T</title></statement>"#;
    for document in [markdown::read(markdown.as_bytes()), xml::read(xml.as_bytes())] {
        assert!(document.faults.iter().any(|fault| fault.help.is_some()));
        let before = document.faults.clone();
        let once = document.revise(|_| Vec::new());
        assert_eq!(once.faults, before);
        assert_eq!(once.revise(|_| Vec::new()).faults, before);
    }
}

#[test]
fn words_that_many_quotes_leave_out_are_not_more_than_a_document() {
    let words = "w".repeat(100_000);
    let quotes = |many: usize| {
        let quote = format!("\n> `source=s start=0 end={}`\n", words.len());
        markdown::read(format!("{FRONT}\n# T\n\n{words}\n`#c`\n{}\n```source=s\n{words}\n```\n", quote.repeat(many)).as_bytes())
            .faults
            .into_iter()
            .map(|fault| fault.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(quotes(300), []);
    assert_eq!(quotes(400).iter().filter(|kind| **kind == FaultKind::Limit).count(), 1);
}

#[test]
fn words_of_evidence_may_be_left_out_where_they_are_the_clause_s_own() {
    let text = format!(
        "{FRONT}\n# T\n\nBoth dance.\n`#a`\n\nLes deux dansent.\n`lang=fr`\n\n> `source=s start=4 end=15`\n\n> `source=s start=16 end=33`\n\n```source=s\né𝄞: Both dance. Les deux dansent.\n```\n"
    );
    let statement = markdown::from_slice(text.as_bytes()).unwrap();
    let exact: Vec<&str> = statement.sections[0].clauses[0].evidence.iter().map(|evidence| evidence.exact.as_str()).collect();
    assert_eq!(exact, ["Both dance.", "Les deux dansent."]);
    assert!(markdown::to_string(&statement).contains("\n> `source=s start=4 end=15`\n\n> `source=s start=16 end=33`\n"));
    for (from, to) in [
        ("start=4 end=15", "start=3 end=14"),
        ("start=4 end=15", "start=4 end=14"),
        ("source=s start=4", "source=t start=4"),
        ("Both dance.\n`#a`", "Both sing.\n`#a`"),
    ] {
        let faults = markdown::read(text.replace(from, to).as_bytes())
            .faults
            .into_iter()
            .map(|fault| fault.pointer.to_string())
            .collect::<Vec<_>>();
        assert_eq!(faults, ["/sections/0/clauses/0/evidence/0"], "{to}");
    }
}

#[test]
fn spans_name_the_place_of_each_value() {
    let text = format!("{FRONT}{WRITTEN}");
    let node = markdown::read(text.as_bytes()).into_node().unwrap();
    for (pointer, words) in [
        ("/id", "a"),
        ("/issuers/0", "x"),
        ("/entities/0/name", "X"),
        ("/title", "Rain in May"),
        ("/sections/0/number", "II."),
        ("/sections/0/id", "rain-section"),
        ("/sections/0/heading/fr", "La pluie"),
        ("/sections/0/clauses/0/number", "1."),
        ("/sections/0/clauses/0/text/en", "Both sides welcome the rain,"),
        ("/sections/0/clauses/0/by/0", "x"),
        ("/sections/0/clauses/0/act", "welcome"),
        ("/sections/0/clauses/0/evidence/0/end", "27"),
        ("/sections/0/clauses/0/evidence/0/exact", "Both sides\\\n> welcome the rain\n"),
        ("/sections/0/clauses/0/actions/0/due_text", "\"in May\""),
        ("/sections/0/clauses/0/actions/0/ext/steps/1", "2"),
        ("/sections/0/clauses/0/clauses/0/text", "so do they."),
        ("/sections/1/kind", "closing"),
    ] {
        let span = node.at(pointer).unwrap_or_else(|| panic!("{pointer}")).span;
        assert_eq!(text[span.start..span.end].trim_end(), words.trim_end(), "{pointer}");
    }
}
