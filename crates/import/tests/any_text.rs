//! Any text is imported or refused: no reader panics, no word is lost, all evidence holds.

mod judge;

use proptest::prelude::*;
use statemark_import::kind::Kind;
use statemark_specimens::draw::Draw;

const KINDS: [Kind; 4] = [Kind::Text, Kind::Pdf, Kind::Markdown, Kind::Xml];

/// Pieces that mean something to a reader.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "Rain", "The Council", "welcomes it", "a", "of 6 February 2025", "é世界", "RAIN AND SUN", "Page 3 of 4", "- 3 -", "2/2", "12.", "(a)", "(i)", "A.", "OP3",
    "1/", "•", "-", "*", "**", "__", "_", "#", "##", ">", "`", "```", "~~~", "    ", "\t", "---", "***", "______________", "[a](b c)", "![a](b)", "[x]: /y", "<b>", "</b>",
    "<p>", "</p>", "<br/>", "<br>", "<li>", "<title>", "</title>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&nbsp;", "&#7;", "&x;", "<script>", "\u{C}", "\u{B}", "\u{AD}",
    "\u{A0}", "\u{2028}", "\u{85}", "\u{7F}", "\u{200B}", "\u{FEFF}", "\u{202E}", "-\n", " -\n", "\n", "\n\n", "\r\n", "\r", "\\", "\\\n", "  \n", "</script>", "<i hidden>", "</i>", "<div hidden>\n", "</div>", "<div\n", "<td>", "<note>", "</note>", "<item>", "</item>", "title: x", "date: 2025-02-06", ".", ";", ":", ",",
];

fn judge(text: &str) -> Result<(), String> {
    for kind in KINDS {
        if let Ok(made) = judge::import(kind, text)
            && let Some(wrong) = judge::wrong(text, kind, &made)
        {
            return Err(format!("{kind:?}: {wrong}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn no_word_of_pieces_is_lost(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..40)) {
        let text: String = pieces.iter().flat_map(|(piece, apart)| [*piece, if *apart { " " } else { "" }]).collect();
        prop_assert_eq!(judge(&text), Ok(()), "{:?}", text);
    }

    #[test]
    fn no_word_of_any_characters_is_lost(text in "\\PC{0,200}") {
        prop_assert_eq!(judge(&text), Ok(()), "{:?}", text);
    }
}

#[test]
fn what_was_once_lost_is_kept() {
    for text in ["Rain-\n\u{C}\u{AD} 12. Rain", "\u{7F}<b>12. Rain", "1<b>2. Rain", "-   1. Rain"] {
        assert_eq!(judge(text), Ok(()), "{text:?}");
    }
}

#[test]
fn no_word_of_mutated_texts_is_lost() {
    let seeds = [
        include_str!("texts/resolution.txt"),
        include_str!("texts/pages.txt"),
        include_str!("texts/statement.md"),
        include_str!("texts/declaration.xml"),
    ];
    for case in 0..3_000 {
        let mut draw = Draw::new(case);
        let mut text: Vec<char> = seeds[draw.below(seeds.len())].chars().collect();
        for _ in 0..=draw.below(6) {
            let at = draw.below(text.len() + 1);
            let end = (at + draw.below(30)).min(text.len());
            match draw.below(4) {
                0 => drop(text.drain(at..end)),
                1 => drop(text.splice(at..at, PIECES[draw.below(PIECES.len())].chars())),
                2 => {
                    let copy = text[at..end].to_vec();
                    let to = draw.below(text.len() + 1);
                    text.splice(to..to, copy);
                }
                _ => text.truncate(text.len() - draw.below(text.len().min(60) + 1)),
            }
        }
        let text: String = text.into_iter().collect();
        assert_eq!(judge(&text), Ok(()), "case {case}: {text:?}");
    }
}

#[test]
fn what_is_deep_or_long_is_read_in_time() {
    for (kind, text) in [
        (Kind::Markdown, ">".repeat(50_000) + " Rain"),
        (Kind::Markdown, "- ".repeat(20_000) + "Rain"),
        (Kind::Markdown, "[".repeat(50_000) + "Rain"),
        (Kind::Markdown, "*a ".repeat(50_000)),
        (Kind::Xml, "<a>".repeat(100_000) + "Rain" + &"</a>".repeat(100_000)),
        (Kind::Xml, format!("<p>{}Rain{}</p>", "<p>".repeat(50_000), "</p>".repeat(50_000))),
        (Kind::Xml, format!("<a><p>Rain<![CDATA[<p>{}]]></p></a>", "</x>".repeat(100_000))),
        (Kind::Xml, format!("<a><![CDATA[<p>{}]]></a>", "<i>sun</x>".repeat(100_000))),
        (Kind::Markdown, "<div hidden>\n\nRain\n\n".repeat(20_000)),
        (Kind::Markdown, "<i hidden>Rain ".repeat(50_000)),
        (Kind::Markdown, format!("<div>\n{}", "<i a='=\" b < c\n".repeat(50_000))),
        (Kind::Html, format!("<style>{}</style>{}", ".a{top:0}".repeat(50_000), "<i class='a a a'>Rain</i>".repeat(20_000))),
        (Kind::Text, "(a) Rain;\n\n(i) sun;\n\n".repeat(20_000)),
        (Kind::Text, "imple-\nmented ".repeat(50_000)),
        (Kind::Text, "Rain\u{C}".repeat(50_000)),
    ] {
        let begun = std::time::Instant::now();
        let _ = judge::import(kind, &text);
        assert!(begun.elapsed().as_secs() < 60, "{kind:?}: {:?} takes {:?}", &text[..40], begun.elapsed());
    }
}
