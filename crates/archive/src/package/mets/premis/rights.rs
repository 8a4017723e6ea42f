//! Rights: who may use what, and how, in the words of the statement.

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::names::{LINKED_OBJECT, Names, RIGHTS, identifier};
use super::object::Object;

/// Who may use what, and how.
pub(super) struct Rights<'caller> {
    words: &'caller str,
    /// Whose words these are.
    whose: String,
    pub(super) object: Object,
}

/// The rights in a statement, and in its sources, each of which is one of these objects.
pub(super) fn all<'caller>(statement: &'caller Statement, of_sources: &[Object]) -> Vec<Rights<'caller>> {
    let own = statement.rights.as_ref().map(|words| Rights {
        words: words.as_str(),
        whose: "as the statement says of itself".to_owned(),
        object: Object::Statement,
    });
    let sources = statement.sources.iter().zip(of_sources).filter_map(|(source, object)| {
        let whose = format!("as the statement says of its source {}", source.id);
        Some(Rights { words: source.rights.as_ref()?.as_str(), whose, object: *object })
    });
    own.into_iter().chain(sources).collect()
}

impl Rights<'_> {
    pub(super) fn write(&self, output: &mut Output<'_>, names: Names<'_>, number: usize) {
        output.tag("premis:rights").open();
        output.tag("premis:rightsStatement").open();
        identifier(output, &RIGHTS, &names.local("rights", number));
        // The words do not tell whether they are a licence, a statute or a mark of copyright: nobody should guess.
        output.tag("premis:rightsBasis").words("other");
        output.tag("premis:otherRightsInformation").open();
        output.tag("premis:otherRightsBasis").words("undetermined");
        output.tag("premis:otherRightsNote").words(self.words);
        output.tag("premis:otherRightsNote").words(&self.whose);
        output.close("premis:otherRightsInformation");
        identifier(output, &LINKED_OBJECT, &names.object(self.object));
        output.close("premis:rightsStatement");
        output.close("premis:rights");
    }
}
