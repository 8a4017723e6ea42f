//! Pages of HTML: which of their words are read, as which blocks.

#[path = "html/pages.rs"]
mod pages;

use statemark_import::html::{ATTRIBUTE_LIMIT, DEPTH_LIMIT, HtmlError, NAME_LIMIT, read};
use statemark_import::page::{Block, BlockKind, Page};

fn page(text: &str) -> Page {
    let html = read(text, None).unwrap_or_else(|error| panic!("{error}: {text}"));
    holds(&html);
    html
}

/// What is true of every page: blocks and what is left out stand in order, each has words, which are those of its spans.
fn holds(page: &Page) {
    let mut covered = vec![false; page.text.len()];
    let mut cover = |span: &std::ops::Range<usize>| covered[span.clone()].iter_mut().for_each(|byte| *byte = true);
    let mut last = 0;
    for block in &page.blocks {
        let text: Vec<&str> = block.spans.iter().map(|span| &page.text[span.clone()]).collect();
        assert!(statemark::text::Line::new(block.words.as_str()).is_ok(), "{:?}", block.words);
        // Soft hyphens go away in clauses; those before all words are left out.
        let plain = |text: &str| text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&block.words), plain(&text.concat()), "{:?}", block.spans);
        for span in &block.spans {
            assert!(last <= span.start && span.start < span.end, "{span:?} after {last}");
            last = span.end;
            cover(span);
        }
    }
    for out in &page.left_out {
        assert!(!out.span.is_empty());
        cover(&out.span);
    }
    for (at, char) in page.text.char_indices() {
        assert!(covered[at] || char.is_whitespace(), "{char:?} at {at} is in no block: {:?}", page.text);
        assert!(char != '\u{FFFE}' && (!char.is_control() || matches!(char, '\n' | '\t')), "{char:?}");
    }
    assert_eq!(page.text.trim(), page.text);
}

fn words(text: &str) -> Vec<String> {
    page(text).blocks.into_iter().map(|block| block.words).collect()
}

fn shown(html: &Page) -> String {
    let mut lines = Vec::new();
    for Block { kind, number, words, .. } in &html.blocks {
        let kind = match kind {
            BlockKind::Title => "title".to_owned(),
            BlockKind::Heading(level) => format!("heading {level}"),
            BlockKind::Paragraph => "paragraph".to_owned(),
            BlockKind::Item(depth) => format!("item {depth}"),
        };
        lines.push(format!("{kind}{}: {words}", number.as_ref().map(|number| format!(" [{number}]")).unwrap_or_default()));
    }
    for out in &html.left_out {
        lines.push(format!("left out, {}: {}", out.reason, &html.text[out.span.clone()]));
    }
    for (place, words) in &html.unread {
        lines.push(format!("not read, {place}: {words}"));
    }
    for entry in &html.metadata.entries {
        lines.push(format!("{} = {} ({})", entry.key, entry.value, entry.origin));
    }
    lines.join("\n")
}

#[test]
fn a_page_of_the_press_office() {
    insta::assert_snapshot!(shown(&page(pages::PRESS)));
    insta::assert_snapshot!("press_text", page(pages::PRESS).text);
}

#[test]
fn a_page_of_the_nineties() {
    insta::assert_snapshot!(shown(&page(pages::NINETIES)));
}

#[test]
fn a_dirty_page() {
    insta::assert_snapshot!(shown(&page(pages::DIRTY)));
}

#[test]
fn no_way_of_hiding_words_makes_them_words() {
    for trick in pages::TRICKS {
        let html = page(&trick.replace("SECRET", "secret words"));
        assert!(!html.text.contains("secret"), "{trick}: {}", html.text);
        assert_eq!(html.text, "Seen before.\n\nSeen behind.", "{trick}");
    }
    for trick in pages::SEEN {
        let html = page(&trick.replace("SECRET", "open words"));
        assert!(html.text.contains("open words"), "{trick}: {}", html.text);
    }
}

#[test]
fn what_is_not_read_is_counted_by_its_reason() {
    let html =
        page("<nav>one two</nav><main><p>three <span hidden>four</span><button>five</button></main><footer>six</footer><p>seven");
    assert_eq!(html.text, "three");
    assert_eq!(
        html.unread,
        [
            ("hidden", 1),
            ("in navigation", 2),
            ("in forms, buttons and dialogs", 1),
            ("in headers, footers and asides", 1),
            ("outside the main part", 1)
        ]
    );
}

#[test]
fn white_space_is_that_of_browsers() {
    assert_eq!(words("<p> a \n\t b </p>"), ["a b"]);
    assert_eq!(words("<p>a<b> b</b> <i>c </i> d"), ["a b c d"]);
    assert_eq!(words("<p>&nbsp;a&nbsp;&nbsp;b&nbsp;"), ["a\u{A0}\u{A0}b"]);
    assert_eq!(words("<p>a<br>b<p>c<br><br>d"), ["a b", "c", "d"]);
    assert_eq!(page("<p>a<br>\n b").text, "a\nb");
    assert_eq!(words("<pre>\none\ntwo  three\n\nfour</pre>"), ["one two three", "four"]);
    assert_eq!(words("<p>a&#1;b&#x85;c&#xD;d&#x2028;e&#xFFFF;f"), ["ab\u{2026}c d ef"]);
    assert_eq!(words("<p>Hard<wbr>ly <!-- no --> a&shy;b"), ["Hardly a\u{AD}b"]);
    assert_eq!(
        words("<p>\u{3000}共同声明　発表<p>\u{202B}بيان\u{202C} مشترك"),
        ["共同声明\u{3000}発表", "\u{202B}بيان\u{202C} مشترك"]
    );
}

#[test]
fn numbers_of_lists_are_those_that_are_printed() {
    let numbers = |text: &str| -> Vec<Option<String>> { page(text).blocks.into_iter().map(|block| block.number).collect() };
    let some = |numbers: [&str; 3]| numbers.map(|number| Some(number.to_owned())).to_vec();
    assert_eq!(numbers("<ol><li>a<li>b<li>c</ol>"), some(["1.", "2.", "3."]));
    assert_eq!(numbers("<ol type=a start=25><li>a<li>b<li>c</ol>"), some(["y.", "z.", "aa."]));
    assert_eq!(numbers("<ol type=I><li>a<li value=9>b<li>c</ol>"), some(["I.", "IX.", "X."]));
    assert_eq!(numbers("<ol reversed><li>a<li>b<li>c</ol>"), some(["3.", "2.", "1."]));
    assert_eq!(numbers("<ol style='list-style:lower-roman outside'><li>a<li>b<li>c</ol>"), some(["i.", "ii.", "iii."]));
    assert_eq!(numbers("<ul><li>a<li>b<li>c</ul>"), [None, None, None]);
    assert_eq!(numbers("<ol style='list-style-type: none'><li>a<li>b</ol>"), [None, None]);
    assert_eq!(numbers("<ol><li><p>a<p>b</ol>"), [Some("1.".to_owned()), None]);
}

#[test]
fn marks_of_footnotes_and_readings_are_in_the_text_and_left_out() {
    let html = page("<p>The treaty <sup><a href='#fn1'>[1]</a></sup> holds<sup><a href='#fn2'>2</a></sup>. 10<sup>2</sup>");
    assert_eq!(html.text, "The treaty [1] holds2. 102");
    assert_eq!(html.blocks[0].words, "The treaty holds. 102");
    let html = page("<p><ruby>共<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>同");
    assert_eq!(html.blocks[0].words, "共同");
    assert_eq!(html.left_out[0].reason, "a reading beside the characters");
}

#[test]
fn the_main_part_is_what_the_page_says_or_what_is_asked_for() {
    let text =
        "<header>top</header><article><p>short</article><article id=x class='a b'><header>Head</header><p>longer words</article>";
    assert_eq!(words(text), ["Head", "longer words"]);
    let asked = |element| read(text, Some(element)).map(|html| html.text);
    assert_eq!(asked("header"), Ok("top".to_owned()));
    assert_eq!(asked("#x"), Ok("Head\n\nlonger words".to_owned()));
    assert_eq!(asked(".b"), Ok("Head\n\nlonger words".to_owned()));
    assert_eq!(asked("table").unwrap_err().to_string(), "has no element `table`");
    assert_eq!(words("<header>top</header><p>text<footer>end</footer>"), ["text"]);
    assert_eq!(words("<form><div><h1>Title</h1><p>text<input value=no><button>Send</button></div></form>"), ["Title", "text"]);
    assert_eq!(words("<main hidden>no</main><div role=main>yes</div>"), ["yes"]);
}

#[test]
fn limits_are_errors_with_their_line() {
    let deep = "<div>".repeat(DEPTH_LIMIT - 20) + "deep";
    assert_eq!(words(&deep), ["deep"]);
    assert!(matches!(read(&("\n".to_owned() + &"<div>".repeat(1_000_000)), None), Err(HtmlError::Deep { line: 2 })));
    let fonts = (0..100_000).map(|size| format!("<p><font size={size}></p>")).collect::<Vec<_>>().concat();
    assert!(matches!(read(&fonts, None), Err(HtmlError::Deep { line: 1 })));
    assert!(words(&"<b><p></b>".repeat(100_000)).is_empty());
    let wide =
        |count: usize| format!("<p{}>wide", (0..count).map(|number| format!(" a{number}=\">\"")).collect::<Vec<_>>().concat());
    assert_eq!(words(&wide(ATTRIBUTE_LIMIT)), ["wide"]);
    assert!(matches!(read(&wide(ATTRIBUTE_LIMIT + 1), None), Err(HtmlError::Wide { line: 1 })));
    let named = |names: usize| (0..names).fold(String::new(), |page, name| page + &format!("<a{name}></a{name}>")) + "<p>named";
    assert_eq!(words(&named(NAME_LIMIT - 10)), ["named"]);
    assert!(matches!(read(&named(NAME_LIMIT + 1), None), Err(HtmlError::Named { line: 1 })));
    let endless = wide(200_000);
    assert!(matches!(read(endless.trim_end_matches(">wide"), None), Err(HtmlError::Wide { line: 1 })));
    let long = |text: &str| format!("<!-- {} --><p title='{}'>kept", text.repeat(100_000), text.repeat(100_000));
    assert_eq!(words(&long("a b=c ")), ["kept"]);
}

#[test]
fn a_page_without_words_has_no_blocks() {
    for text in [
        "",
        " ",
        "<p>",
        "<html><head><title>t</title></head><body><script>x</script></body>",
        "&nbsp;<br>&#1;",
        "<frameset><frame></frameset>",
    ] {
        assert!(words(text).is_empty(), "{text}");
    }
}

mod generated {
    use proptest::prelude::*;

    use super::{holds, pages, read};

    /// Pieces of pages, of which nonsense is made.
    const PIECES: [&str; 56] = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href='#x'>",
        "</a>",
        "<div>",
        "</div>",
        "<ul>",
        "<ol start=3>",
        "</ul>",
        "</ol>",
        "<li>",
        "<li value=9>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "</td>",
        "<caption>",
        "<svg>",
        "<math>",
        "<mi>",
        "</svg>",
        "</math>",
        "<foreignObject>",
        "<select>",
        "<option>",
        "</select>",
        "<template>",
        "</template>",
        "<script>",
        "</script>",
        "<style>.a{display:none}",
        "</style>",
        "<br>",
        "<pre>",
        "</pre>",
        "<q>",
        "</q>",
        "<sup><a href='#1'>1</a></sup>",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "<h1>",
        "<h3>",
        "</h1>",
        "<main>",
        "</main>",
        "<form>",
        "</form>",
        "<p hidden>",
        "<span class=a>",
        "<!--",
    ];

    fn nonsense() -> impl Strategy<Value = String> {
        let words = "[a-zß共\u{A0}\u{2028}\u{3000}\u{AD} \n\t]{0,6}";
        let piece = prop_oneof![
            prop::sample::select(PIECES.as_slice()).prop_map(str::to_owned),
            words,
            Just("&nbsp;&#3;&#xFFFF;".to_owned())
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_page_its_blocks_hold(page in nonsense()) {
            let html = read(&page, None).unwrap();
            holds(&html);
        }

        #[test]
        fn a_page_that_was_cut_and_mixed_is_read(cut in 0_usize..2500, from in 0_usize..2500, length in 0_usize..200, which in 0_usize..3) {
            let text = [pages::PRESS, pages::NINETIES, pages::DIRTY][which];
            let at = |place: usize| text.floor_char_boundary(place.min(text.len()));
            let mixed = [&text[..at(cut)], &text[at(from)..at(from + length)], &text[at(cut)..]].concat();
            let html = read(&mixed, None).unwrap();
            holds(&html);
        }
    }
}
