//! What stands at the head of a statement: what it is, when and where it was made, by whom, and how it was adopted.

use statemark::adoption::{Adoption, Method};
use statemark::number::Count;
use statemark::signatory::Role;
use statemark::statement::{Place, Statement};

use super::links::identifiers;
use super::rows::{Rows, table};
use super::words::{code, escaped, in_each, inline, inline_in, joined, label, lang, paragraphs};
use super::{Page, dates};

impl Page<'_> {
    /// The title in all its languages, and the facts.
    pub(super) fn head(&self) -> String {
        let mut titles = in_each(&self.statement.title, &self.statement.language);
        let own = titles.next().map(|(tag, words)| format!("<h1{}>{words}</h1>\n", lang(tag))).unwrap_or_default();
        let others = joined(titles.map(|(tag, words)| format!("<p class=\"title\"{}>{words}</p>\n", lang(tag))));
        format!("{own}{others}{}", self.facts().html("facts"))
    }

    fn facts(&self) -> Rows {
        let statement = self.statement;
        let mut rows = Rows::default();
        rows.add("What it is", [format!("{}: {}", label(statement.kind.code()), escaped(statement.kind.meaning()))]);
        rows.add("Made by", self.links.entities(&statement.issuers));
        rows.add("Date", [dates::html(&statement.date)]);
        rows.add("Date as printed", statement.date_text.as_ref().map(|words| inline_in(&statement.language, words)));
        rows.add("Place", statement.place.as_ref().map(place));
        rows.add("Occasion", statement.occasion.as_ref().map(|occasion| paragraphs(&occasion.name, &statement.language)));
        rows.add(
            "Date of the occasion",
            statement.occasion.as_ref().and_then(|occasion| occasion.date.as_ref()).map(dates::html),
        );
        rows.add("Adopted", statement.adoption.as_ref().map(adopted));
        rows.add("Meeting", statement.adoption.as_ref().and_then(|adoption| adoption.meeting.as_ref()).map(inline));
        rows.add_list("Language", [code(&statement.language)]);
        rows.add_list("Equally authentic", statement.authentic.iter().map(code));
        rows.add("Known as", identifiers(&statement.identifiers));
        rows.add("Id", [code(&statement.id)]);
        rows
    }

    /// Those who signed, witnessed or endorsed the statement.
    pub(super) fn signatories(&self) -> String {
        let rows = self.statement.signatories.iter().map(|signatory| {
            let role = signatory.role.map(|role| format!("{}: {}", label(role.code()), Role::meaning(role)));
            let date = signatory.date.as_ref().map(dates::html);
            let place = signatory.place.as_ref().map(place);
            let cells = [role, date, place].map(Option::unwrap_or_default);
            (String::new(), std::iter::once(self.links.entity(&signatory.entity)).chain(cells).collect())
        });
        table("Those who put their names to the statement", &["Who", "As", "When", "Where"], &rows.collect::<Vec<_>>())
    }

    /// Who voted how.
    pub(super) fn votes(&self) -> String {
        let ballots = self.statement.adoption.iter().flat_map(|adoption| &adoption.votes);
        let rows = ballots.map(|ballot| (String::new(), vec![self.links.entity(&ballot.entity), label(ballot.vote.code())]));
        table("Who voted how", &["Who", "Vote"], &rows.collect::<Vec<_>>())
    }
}

/// A place, and the country in which it lies.
pub(super) fn place(place: &Place) -> String {
    let country = place.country.as_ref().map(|country| format!(", {}", code(country)));
    format!("{}{}", inline(&place.name), country.unwrap_or_default())
}

fn adopted(adoption: &Adoption) -> String {
    let method = match adoption.method {
        Method::Consensus => "by consensus: without a vote",
        Method::Vote => "by vote",
        Method::Acclamation => "by acclamation",
        Method::Signature => "by signature of the parties",
    };
    let counts = [("for", adoption.in_favour), ("against", adoption.against), ("abstaining", adoption.abstaining)];
    let counts = counts.into_iter().filter_map(|(side, count)| count.map(|count: Count| format!("; {} {side}", count.get())));
    format!("{method}{}", joined(counts))
}

/// The title without markup, for the tab of a browser.
pub(super) fn title(statement: &Statement) -> String {
    let language = &statement.language;
    format!("<title{}>{}</title>\n", lang(language), escaped(statement.title.own(language).as_str()))
}
