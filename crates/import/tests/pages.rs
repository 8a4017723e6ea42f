//! Pages of HTML as statements: which of their words are clauses, and what they tell of themselves.

use statemark::statement::Statement;
use statemark_import::draft::{Given, Origin, draft};
use statemark_import::error::ImportError;
use statemark_import::html::{HtmlError, read};
use statemark_import::kind::Kind;
use statemark_import::xml::Names;

fn words(page: &str) -> Vec<String> {
    read(page, None).unwrap().blocks.into_iter().map(|block| block.words).collect()
}

fn statement(page: &str) -> Statement {
    let origin = Origin { name: "a.html", kind: "HTML", agent: "statemark" };
    draft(&read(page, None).unwrap(), &Given::default(), origin).unwrap_or_else(|error| panic!("{error}: {page}")).statement
}

/// The statement that a page becomes, whose text is one sentence.
fn of(head: &str, body: &str) -> Statement {
    statement(&format!("<html><head>{head}</head><body>{body}<main><h1>On Rain</h1><p>It rains.</p></main></body></html>"))
}

fn json_ld(items: &str) -> String {
    format!("<script type=application/ld+json>{items}</script>")
}

/// The date of a statement, its issuer and the authors of its source.
fn told(statement: &Statement) -> (String, String, Vec<String>) {
    let issuer = statement.entities[0].name.own(&statement.language).to_string();
    let authors = statement.sources[0].authors.iter().map(ToString::to_string).collect();
    (statement.date.to_string(), issuer, authors)
}

#[test]
fn the_most_trusted_date_counts_whatever_it_is_called() {
    let article = json_ld(r#"{"@type": "NewsArticle", "datePublished": "2025-02-06"}"#);
    assert_eq!(told(&of(&article, "<p><time datetime=2019-05-01>then</time>")).0, "2025-02-06");
    assert_eq!(told(&of(&format!("<meta name=date content=2018-01-01>{article}"), "")).0, "2025-02-06");
    assert_eq!(told(&of("<meta name=date content=2018><meta name=dcterms.issued content=2025-02-06>", "")).0, "2025-02-06");
}

#[test]
fn a_time_counts_in_the_main_part_and_is_a_guess() {
    let page =
        |main: &str| statement(&format!("<nav><time datetime=2011-01-01>x</time></nav><main><h1>On Rain</h1>{main}</main>"));
    assert_eq!(page("<p>6 February 2025<p>As in <time datetime=2019-05-01>May</time>.").date.as_str(), "2025-02-06");
    let timed = page("<p>It rains. <time datetime=2024-05-01>Today</time>");
    assert_eq!(timed.date.as_str(), "2024-05-01");
    let note = timed.provenance[0].note.as_ref().unwrap().to_string();
    assert!(note.contains("main part (<main>); guessed: date (<time datetime>)"), "{note}");
}

#[test]
fn articles_are_ranked_over_all_scripts_and_things_are_looked_up() {
    let head = [
        json_ld(r#"{"@type": "WebPage", "name": "Press room", "datePublished": "2010"}"#),
        json_ld(
            r#"{"@graph": [{"@type": "NewsArticle", "headline": "Rain &amp; sun", "datePublished": "2025-02-06",
                "publisher": {"@id": "https://l.example/#o"}, "author": {"@id": "https://l.example/#nobody"}},
                {"@type": "Organization", "@id": "https://l.example/#o", "name": "The Council"}]}"#,
        ),
    ];
    let statement = of(&head.concat(), "");
    assert_eq!(told(&statement), ("2025-02-06".into(), "The Council".into(), vec![]));
    assert_eq!(statement.title.own(&statement.language).as_str(), "Rain & sun");
}

#[test]
fn addresses_are_no_names_and_authors_are_named_once() {
    let head = "<meta name=date content=2025><meta property=article:publisher content=https://www.facebook.com/lakes>\
                <meta property=og:site_name content=Lakes><meta name=author content=Ada><meta name=dc.creator content=ada>\
                <meta property=article:author content=https://a.example/ada>";
    assert_eq!(told(&of(head, "")), ("2025".into(), "Lakes".into(), vec!["ada".into()]));
}

#[test]
fn the_publisher_that_is_given_counts_for_more_than_an_author() {
    let page = read("<meta name=author content=webmaster><meta name=date content=2025><p>It rains.", None).unwrap();
    let given = Given { publisher: "The Council".parse().ok(), ..Given::default() };
    let made = draft(&page, &given, Origin { name: "a.html", kind: "HTML", agent: "statemark" }).unwrap().statement;
    assert_eq!(told(&made).1, "The Council");
}

#[test]
fn the_main_part_tells_its_language_and_when_it_was_changed() {
    let page = "<html lang=en><meta property=og:updated_time content=2025-02-07><main lang=fr><p>Il pleut, 2025-02-06.</main>";
    let statement = statement(page);
    assert_eq!(statement.language.as_str(), "fr");
    assert_eq!(statement.sources[0].updated.as_ref().unwrap().as_str(), "2025-02-07");
}

#[test]
fn articles_that_are_teasers_are_not_the_text() {
    let page = "<div><h1>On Rain</h1><p>The Council welcomes all of the rain.</div><article><p>Read about a fair.</article>";
    assert_eq!(words(page), ["On Rain", "The Council welcomes all of the rain.", "Read about a fair."]);
}

#[test]
fn what_was_asked_for_is_read_whatever_stands_around_it() {
    for page in ["<div hidden><main><p>Rain</main>sun</div>", "<nav><main>Rain</main>sun</nav>"] {
        assert_eq!(read(page, Some("MAIN")).unwrap().text, "Rain");
        let error = Kind::Html.read(page, &Names::default(), None).unwrap_err();
        assert!(matches!(&error, ImportError::Html(HtmlError::Unread { .. })) && error.help().contains("--element"), "{error}");
    }
    assert_eq!(read("<p>sun<b id=x>Rain</b>", Some("#x")).unwrap().unread, [("outside the main part", 1)]);
}

#[test]
fn controls_stand_apart_and_hidden_cells_part_nothing() {
    assert_eq!(words("The Council<button>Copy</button>welcomes<select><option>a</select>rain."), ["The Council welcomes rain."]);
    assert_eq!(words("<table><tr><td>A<td hidden>B<td>C</table>"), ["A C"]);
    assert_eq!(words("imple<b hidden>no</b>mented"), ["implemented"]);
}

#[test]
fn two_line_breaks_end_a_paragraph_in_a_cell_too() {
    assert_eq!(words("<table><tr><td>A.<br><br>B.<br> <br>1. C.</table>"), ["A.", "B.", "C."]);
    assert_eq!(words("<table><tr><td>A<br>B<td>C</table>"), ["A B C"]);
}

#[test]
fn long_preformatted_text_is_read_as_plain_text() {
    let page = "<pre>The Council decides on the imple-\nmentation of all that was said:\n(a) to act;\n(b) to wait.\n</pre>";
    assert_eq!(words(page), ["The Council decides on the implementation of all that was said:", "to act;", "to wait."]);
}

#[test]
fn a_link_around_a_superscript_is_the_mark_of_a_footnote() {
    assert_eq!(words("<p>It holds<a href='#fn1'><sup>1</sup></a>."), ["It holds."]);
}
