//! Small texts, and what is read of them.

use super::*;

fn page(xml: &str) -> Page {
    read(xml, &Names::default()).unwrap_or_else(|error| panic!("{error}: {xml}"))
}

fn words(xml: &str) -> Vec<String> {
    page(xml).blocks.into_iter().map(|block| block.words).collect()
}

#[test]
fn code_and_notes_are_left_out_and_cut_nothing() {
    let html = page(
        "<html><head><title>On Rain</title><script>var a = 1;</script><style>p {}</style></head>\
                     <body><p>Rain<script>track()</script> falls</p></body></html>",
    );
    assert_eq!(html.blocks.iter().map(|block| &*block.words).collect::<Vec<_>>(), ["On Rain", "Rain falls"]);
    assert!(html.left_out.iter().any(|out| out.reason == "code" && &html.text[out.span.clone()] == "track()"));
    let tei =
        page("<TEI><p>We read <title>The Book</title> with joy<note><p>see 5</p></note>.</p><note><p>A note.</p></note></TEI>");
    assert_eq!(tei.blocks.iter().map(|block| &*block.words).collect::<Vec<_>>(), ["We read The Book with joy.", "A note."]);
    assert!(tei.left_out.iter().any(|out| out.reason == "a note" && &tei.text[out.span.clone()] == "see 5"));
}

#[test]
fn an_item_that_begins_with_a_title_is_a_container() {
    let feed =
        "<rss><item><title>On Rain</title><link>https://x.example/1</link><pubDate>Thu</pubDate><p>Rain falls.</p></item></rss>";
    assert_eq!(words(feed), ["On Rain", "Rain falls."]);
    assert_eq!(words("<a><item>We read <title>The Book</title> now.</item></a>"), ["We read The Book now."]);
}

#[test]
fn only_what_stands_before_the_text_tells_of_it() {
    let told = |xml: &str| page(xml).metadata.entries.into_iter().map(|entry| (entry.origin, entry.value)).collect::<Vec<_>>();
    let bibl = "<listBibl><bibl><date>1999-01-01</date></bibl></listBibl>";
    assert_eq!(told(&format!("<a>{bibl}<date>2025</date><p>Rain</p><date>2026</date></a>")), [("<date>", "2025".to_owned())]);
}

#[test]
fn what_is_no_xml_is_told_with_its_place_in_the_file() {
    for (xml, place) in [
        ("<a>\n<b>\n</b>\n\n<p>Ra\u{1}in</p></a>", "line 5, column 6"),
        ("<a><p>Rain</p></a><a/>", "<a> is a second root element"),
        ("<a><p>Rain</p></a> sun", "words stand outside"),
        (&"<b>".repeat(600), "more than 512 elements are open"),
    ] {
        let error = read(xml, &Names::default()).unwrap_err().to_string();
        assert!(error.contains(place), "{error}");
    }
}
