//! What the document says of itself: work, expression and manifestation, and what is printed before the text.

use std::collections::HashMap;

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::STATEMENT;
use crate::days::day;
use crate::languages::three_letters;

/// The country of a work that has none: its issuers belong to none, or to several.
const NO_COUNTRY: &str = "xx";

/// What a document is: the statement, or the publication around it.
pub(super) struct Identification<'run> {
    pub(super) statement: &'run Statement,
    pub(super) class: &'run str,
    /// A pointer to what stands for this tool.
    pub(super) tool: &'run str,
    /// Pointers to the issuers.
    pub(super) authors: Vec<String>,
}

impl Identification<'_> {
    /// Writes the three levels, each of which has the same beginning.
    pub(super) fn write(&self, output: &mut Output<'_>) {
        let Self { statement, class, tool, .. } = self;
        let is_statement = *class == STATEMENT;
        let country = country(statement);
        let language = three_letters(&statement.language);
        let day = day(&statement.date);
        let work = format!("/akn/{country}/{class}/{day}/{}", statement.id);
        let expression = format!("{work}/{language}@");
        output.tag("identification").attribute("source", tool).open();

        output.tag("FRBRWork").open();
        addresses(output, &format!("{work}/!main"), &work);
        for (scheme, value) in statement.identifiers.iter().filter(|_| is_statement) {
            output.tag("FRBRalias").attribute("value", value).attribute("name", scheme).empty();
        }
        let authors = if self.authors.is_empty() { &[(*tool).to_owned()][..] } else { &self.authors };
        origin(output, &day, "generation", authors);
        output.tag("FRBRcountry").attribute("value", &country).empty();
        if is_statement {
            output.tag("FRBRname").attribute("value", &statement.id).empty();
        }
        output.close("FRBRWork");

        output.tag("FRBRExpression").open();
        addresses(output, &format!("{expression}/!main"), &expression);
        origin(output, &day, "expression", authors);
        let own = is_statement.then_some(&statement.language);
        output.tag("FRBRlanguage").attribute("language", &language).optional("sm:language", own).empty();
        output.close("FRBRExpression");

        output.tag("FRBRManifestation").open();
        addresses(output, &format!("{expression}/!main.xml"), &format!("{expression}.xml"));
        origin(output, &markup_day(statement), "markup", &[(*tool).to_owned()]);
        output.tag("FRBRformat").attribute("value", "application/akn+xml").empty();
        output.close("FRBRManifestation");
        output.close("identification");
    }
}

/// The day of the last that was done to the statement, as far as it tells. No clock is asked: the same statement gives the same bytes.
fn markup_day(statement: &Statement) -> String {
    let last = statement.provenance.iter().rev().find_map(|event| event.date.as_ref());
    day(last.unwrap_or(&statement.date))
}

fn addresses(output: &mut Output<'_>, this: &str, uri: &str) {
    output.tag("FRBRthis").attribute("value", this).empty();
    output.tag("FRBRuri").attribute("value", uri).empty();
}

fn origin(output: &mut Output<'_>, day: &str, name: &str, authors: &[String]) {
    output.tag("FRBRdate").attribute("date", day).attribute("name", name).empty();
    for author in authors {
        output.tag("FRBRauthor").attribute("href", author).empty();
    }
}

/// The country of a work: that of its one issuer, or of all of them; the United Nations have a code of their own.
fn country(statement: &Statement) -> String {
    if statement.identifiers.keys().any(|scheme| scheme.as_str() == "un-symbol") {
        return "un".to_owned();
    }
    // From the last on, so that of two entities with one id the first counts.
    let countries: HashMap<_, _> = statement.entities.iter().rev().map(|entity| (&entity.id, entity.country.as_ref())).collect();
    let mut countries = statement.issuers.iter().map(|id| countries.get(id).copied().flatten());
    let first = countries.next().flatten();
    let is_one = countries.all(|country| country == first);
    first.filter(|_| is_one).map_or_else(|| NO_COUNTRY.to_owned(), |country| country.as_str().to_ascii_lowercase())
}

/// Writes what is printed before the text: title, date and place.
pub(super) fn printed(output: &mut Output<'_>, statement: &Statement, place: Option<&str>) {
    output.tag("p").inline();
    output.tag("docTitle").words(statement.title.own(&statement.language).as_str());
    output.close("p");
    if let Some(text) = &statement.date_text {
        output.tag("p").inline();
        output.tag("docDate").attribute("date", day(&statement.date)).words(text.as_str());
        output.close("p");
    }
    if let (Some(eid), Some(place)) = (place, &statement.place) {
        output.tag("p").inline();
        output.tag("location").attribute("refersTo", format!("#{eid}")).words(place.name.as_str());
        output.close("p");
    }
}
