//! Small texts, and what is read of them.

use super::*;

fn blocks(text: &str) -> Vec<(BlockKind, Option<String>, String)> {
    read(text).unwrap().blocks.into_iter().map(|block| (block.kind, block.number, block.words)).collect()
}

#[test]
fn a_line_that_looks_empty_ends_a_paragraph() {
    let paragraph = |number: &str, words: &str| (BlockKind::Paragraph, Some(number.to_owned()), words.to_owned());
    assert_eq!(
        blocks("1. It rains  \n\u{A0}  \n2\\. On all.  \n\u{A0}  \n3\\. Ever\\\nmore."),
        [paragraph("1.", "It rains"), paragraph("2.", "On all."), paragraph("3.", "Ever more.")]
    );
    assert_eq!(
        blocks("- It\\\n\u{A0}\\\nrains"),
        [(BlockKind::Item(1), None, "It".into()), (BlockKind::Item(1), None, "rains".into())]
    );
}

#[test]
fn what_html_hides_is_left_out_and_its_blocks_are_blocks() {
    for (text, words) in [
        ("<!--\nInternal draft: do not publish\n-->\n\nRain", vec!["Rain"]),
        ("<script>\nif (a) {\n\n  b()\n}\n</script>\nRain", vec!["Rain"]),
        ("<div class=\"a\"\n title=\"The Council meets\">\nRain\nfalls</div>", vec!["Rain falls"]),
        ("Rain <script>alert(1)</script> falls <span hidden>*secret* <span>words</span></span>.", vec!["Rain falls ."]),
        ("Rain <b hidden>to the\nend\n\nSun", vec!["Rain", "Sun"]),
        ("<div hidden>secret words</div>\n\nRain", vec!["Rain"]),
        ("<SCRIPT>x()</SCRIPT> Sun shines.", vec!["Sun shines."]),
        ("<p>Rain < 5 mm and sun > 3 h.</p>", vec!["Rain < 5 mm and sun > 3 h."]),
        ("<p>Rain</p><p>Sun<br>shines", vec!["Rain", "Sun shines"]),
        ("> <div hidden>\n> secret\n> </div>\n> Rain", vec!["Rain"]),
        ("Rain<br>falls", vec!["Rain falls"]),
    ] {
        let page = read(text).unwrap();
        assert_eq!(page.blocks.iter().map(|block| &*block.words).collect::<Vec<_>>(), words, "{text}");
    }
    let page = read("Rain <span hidden>secret words</span> falls").unwrap();
    assert!(page.left_out.iter().any(|out| &page.text[out.span.clone()] == "<span hidden>secret words</span>"), "{page:?}");
}

#[test]
fn a_number_behind_a_bullet_is_a_number() {
    assert_eq!(blocks("We agree:\n\n- (a) to act\n- b")[1], (BlockKind::Item(1), Some("(a)".into()), "to act".into()));
}

#[test]
fn what_is_no_tag_is_not_called_one() {
    let page = read("Rain\n\n```python\nx = 1\n```\n\n[a]: https://a.example \"The title\"\n").unwrap();
    let reason = |words: &str| page.left_out.iter().find(|out| page.text[out.span.clone()].contains(words)).unwrap().reason;
    assert_eq!((reason("python"), reason("title")), ("the language of code", "where a link leads to"));
}

#[test]
fn what_is_bold_or_loud_is_a_heading_and_a_list_follows_its_colon() {
    let kinds = |text: &str| blocks(text).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
    assert_eq!(
        kinds("# Rain\n\n**Sun**\n\nWIND\n\n**So** on"),
        [BlockKind::Title, BlockKind::Heading(7), BlockKind::Heading(7), BlockKind::Paragraph]
    );
    assert_eq!(
        kinds("They agree:\n\n1. rain\n   - now\n2. sun"),
        [BlockKind::Paragraph, BlockKind::Item(1), BlockKind::Item(2), BlockKind::Item(1)]
    );
    assert_eq!(kinds("They agree.\n\n1. Rain\n   - now"), [BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Item(1)]);
}
