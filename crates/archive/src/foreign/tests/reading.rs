//! What is read of the words, and what is left out.

use super::*;

/// The words of the blocks, and what is left out and why, of the body of an act and of a text.
fn read_both(akn_body: &str, tei_body: &str) -> Vec<(Standard, Foreign)> {
    let act = akn("3.0", &format!("<act><body>{akn_body}</body></act>")).unwrap();
    vec![(Standard::Akn, act), (Standard::Tei, tei(tei_body).unwrap())]
}

#[test]
fn of_alternatives_one_is_read_and_the_others_are_told() {
    for (inside, words, left_out) in [
        ("We <choice><sic>wellcome</sic><corr>welcome</corr></choice>.", "We welcome.", "corrected: wellcome"),
        ("We <choice>\n <corr>welcome</corr>\n <sic>wellcome</sic>\n</choice>.", "We welcome.", "corrected: wellcome"),
        ("At <choice><orig>bothe</orig><reg>both</reg></choice> places", "At both places", "regularized: bothe"),
        ("The <choice><abbr>UN</abbr><expan>United Nations</expan></choice>", "The United Nations", "expanded: UN"),
        ("o<choice><am>v'</am><ex>ver</ex></choice> it", "over it", "expanded: v'"),
        ("<expan>o<am>v'</am><ex>ver</ex></expan> it", "over it", "expanded: v'"),
        ("We <app><rdg wit=\"#b\">demand</rdg><lem wit=\"#a\">urge</lem></app> it", "We urge it", "another reading: demand"),
        ("We <app><rdg>urge</rdg><rdg>demand</rdg></app> it", "We urge it", "another reading: demand"),
        ("We <app><lem/><rdg>also</rdg></app> act", "We act", "another reading: also"),
        (
            "We <app><rdgGrp><rdg>urge</rdg><rdg>ask</rdg></rdgGrp><rdg>tell</rdg></app>",
            "We urge",
            "another reading: ask, another reading: tell",
        ),
        (
            "We urge <app loc=\"1\"><lem>urge</lem><rdg>ask</rdg></app> it",
            "We urge it",
            "another reading: urge, another reading: ask",
        ),
        ("We <app><lem>urge</lem><note>Or not.</note></app> it", "We urge it", "a note: Or not."),
        ("<choice><unclear>may</unclear><unclear>way</unclear></choice>", "may", "another reading: way"),
        ("We <subst><del>condemn</del> <add>regret</add></subst> it", "We regret it", "struck out: condemn"),
        ("re<del>e</del>ceive", "receive", "struck out: e"),
        ("We <restore><del>urge</del></restore> <surplus>we</surplus> it", "We urge it", "surplus: we"),
        ("The <abbr>UN</abbr> <sic>seeks</sic> <orig>bothe</orig>", "The UN seeks bothe", ""),
        ("<supplied>We</supplied> <unclear>urge</unclear>", "We urge", ""),
        ("We<gap><desc>A hole.</desc></gap>urge", "We urge", "an annotation: A hole."),
    ] {
        let foreign = tei(&format!("<p>{inside}</p>")).unwrap();
        assert_eq!((blocks(&foreign), told(&foreign)), (words.to_owned(), left_out.to_owned()), "{inside}");
    }
}

#[test]
fn what_is_no_longer_law_is_left_out() {
    for (inside, words, left_out) in [
        ("<p>We <del>condemn</del><ins>regret</ins> it</p>", "We regret it", "struck out: condemn"),
        (
            "<p>A</p><section status=\"removed\"><num>1</num><heading>B</heading><content><p>C</p><p>D</p></content></section><p>E</p>",
            "A|E",
            "removed: 1 B C D",
        ),
        ("<p>A <span status=\"temporarilyRemoved\">B</span></p>", "A", "removed: B"),
        ("<p>A <span status=\"editorial\">B</span></p>", "A", "put in by an editor: B"),
        ("<p eId=\"a\">A</p><p alternativeTo=\"a\">B</p>", "A", "another version: B"),
        ("<p>A<authorialNote><p>B</p><p>C</p></authorialNote>, D</p>", "A, D", "a note: B C"),
    ] {
        let foreign = akn("3.0", &format!("<act><body>{inside}</body></act>")).unwrap();
        assert_eq!((blocks(&foreign), told(&foreign)), (words.to_owned(), left_out.to_owned()), "{inside}");
    }
}

#[test]
fn breaks_are_white_space_unless_they_stand_in_a_word() {
    for mark in ["lb", "pb", "cb", "gb", "milestone", "space"] {
        assert_eq!(blocks(&tei(&format!("<p>welcome<{mark}/>the rain</p>")).unwrap()), "welcome the rain", "{mark}");
    }
    assert_eq!(blocks(&tei("<p>wel <lb break=\"no\"/> come</p>").unwrap()), "welcome");
    for mark in ["br", "eol", "eop"] {
        let act = akn("3.0", &format!("<act><body><p>welcome<{mark}/>the rain</p></body></act>")).unwrap();
        assert_eq!(blocks(&act), "welcome the rain", "{mark}");
    }
}

#[test]
fn tokens_join_on_the_side_that_they_name() {
    for (inside, words) in [
        ("<w>so</w> <pc join=\"left\">.</pc> <w>On</w>", "so. On"),
        ("<pc join=\"right\">(</pc> <w>so</w>", "(so"),
        ("<w>yes</w> <pc join=\"both\">-</pc> <w>no</w>", "yes-no"),
        ("<w join=\"no\">so</w> <w join=\"overlap\">on</w>", "so on"),
        ("<w join=\"right\">so</w> <note>A note.</note> <pc>.</pc>", "so."),
    ] {
        assert_eq!(blocks(&tei(&format!("<p>{inside}</p>")).unwrap()), words, "{inside}");
    }
}

#[test]
fn words_outside_of_paragraphs_are_paragraphs() {
    for (inside, words) in [
        ("<u who=\"#a\">We <vocal/>agree. <note>x</note> Now.</u>", "We agree. Now."),
        ("<u><s><w>We</w> <w>agree</w></s> <s>Now</s><linkGrp><link/></linkGrp> and</u>", "We agree Now and"),
        ("<u><seg>We</seg><seg>agree</seg></u>", "We|agree"),
        (
            "<opener><dateline>Oslo, <date>1 May</date></dateline><salute>Dear all</salute></opener><p>A</p>",
            "Oslo, 1 May|Dear all|A",
        ),
        ("<p>A</p><closer>Yours <signed>B <hi>C</hi></signed></closer>", "A|Yours|B C"),
        ("<u>We say <q>no</q>.</u>", "We say no."),
        ("<quote>A <hi>B</hi></quote><q>C</q><p>D <quote>E</quote></p>", "A B|C|D E"),
        ("<cit><quote>A</quote><bibl>B</bibl></cit><p><cit><quote>C</quote><bibl>D</bibl></cit></p>", "A|B|C D"),
        ("<list><label>A</label><item>B</item></list><table><head>C</head><row><cell>D</cell></row></table>", "A|B|C|D"),
        (
            "<byline>A <docAuthor>B</docAuthor></byline><lg><l>C</l><l>D</l></lg><sp><speaker>E</speaker><l>F</l></sp>",
            "A B|C|D|F",
        ),
        ("<p>A</p><floatingText><body><head>B</head><p>C</p></body></floatingText>", "A|B|C"),
    ] {
        assert_eq!(blocks(&tei(inside).unwrap()), words, "{inside}");
    }
    let act = akn(
        "3.0",
        "<debate><debateBody><speech by=\"#a\">A <b>B</b></speech><table><tr><td><b>C</b> <i>D</i></td></tr></table></debateBody></debate>",
    );
    assert_eq!(blocks(&act.unwrap()), "A B|C D");
}

#[test]
fn what_a_header_says_is_read_as_the_text_is() {
    let text = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>\
        <title>We <choice><sic>wellcome</sic><corr>welcome</corr></choice><lb/>rain<note>At last</note></title>\
        </titleStmt></fileDesc></teiHeader><text xml:lang=\"fr\"><body><p>A</p></body></text></TEI>";
    let metadata = read(Standard::Tei, text.as_bytes()).unwrap().page.metadata.entries;
    let said: Vec<_> = metadata.iter().map(|entry| (entry.key, &*entry.value)).collect();
    assert_eq!(said, [("language", "fr"), ("title", "We welcome rain")]);
}

#[test]
fn who_speaks_and_what_is_meant_is_counted() {
    let speech = "<section eId=\"a\"><p class=\"b\">A</p></section><speech by=\"#a\"><p refersTo=\"#b\">B</p></speech>";
    let utterance = "<div><p rend=\"b\">A</p></div><u who=\"#a\" xml:id=\"u\"><seg ana=\"#b\">B</seg></u>";
    for ((_, foreign), expected) in read_both(speech, utterance).iter().zip([["p", "speech"], ["seg", "u"]]) {
        assert_eq!(foreign.markup.keys().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_number_stands_somewhere() {
    for (inside, words) in [
        ("<article><num>Art. 1</num><paragraph><num>1.</num><content><p>A</p></content></paragraph></article>", "# Art. 1|1. A"),
        ("<article><num>Art. 1</num><content><p>A</p></content></article>", "Art. 1 A"),
        ("<chapter><num>I</num><section><num>1</num><heading>B</heading><p>C</p></section></chapter>", "# I|## 1 B|C"),
        ("<paragraph><num>1.</num><list><point><num>(a)</num><p>A</p></point></list></paragraph>", "1.|* (a) A"),
        ("<section><num>1</num></section><section><heading>B</heading><p>C</p></section>", "# 1|# B|C"),
        ("<article><num>1<authorialNote><p>x</p></authorialNote><del>bis</del></num><p>A</p></article>", "1 A"),
        ("<paragraph><num>*</num></paragraph><p>A</p>", "A"),
    ] {
        let act = akn("3.0", &format!("<act><body>{inside}</body></act>")).unwrap();
        assert_eq!(printed(&act), words, "{inside}");
    }
}

#[test]
fn headings_are_read_whole_and_where_they_stand() {
    for (inside, words) in [
        ("<section><heading>A<br/>B</heading><tblock><heading>C</heading><p>D</p></tblock></section>", "# A B|## C|D"),
        (
            "<section><heading>A</heading><crossHeading refersTo=\"#preamble\">B</crossHeading><crossHeading>C</crossHeading><p>D</p></section>",
            "# A|B|# C|D",
        ),
        ("<list><item><heading>A</heading><p>B</p></item></list>", "* A|* B"),
    ] {
        let act = akn("3.0", &format!("<act><body>{inside}</body></act>")).unwrap();
        assert_eq!(printed(&act), words, "{inside}");
    }
    let titled = akn(
        "3.0",
        "<act><preface><longTitle><p>On <docTitle>rain</docTitle></p></longTitle></preface><body><p>A</p></body></act>",
    );
    assert_eq!(titled.unwrap().page.blocks[0].kind, BlockKind::Title);
}
