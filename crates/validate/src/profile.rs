//! What a team asks of its own documents beyond the format: extras that must be there, the values that fields may have, the shape of
//! `ext`. It is data of the caller, such as `statemark.toml` holds, and is never in a document.
//!
//! ```
//! use statemark_validate::profile::{Profile, field::FieldPath};
//! use statemark_validate::{Options, validate};
//!
//! let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
//!     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
//!     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
//! let document = statemark::json::read(text.as_bytes());
//! let profile = Profile { coded: true, required: vec![FieldPath::new("rights")?], ..Profile::default() };
//! let found = validate(&document, &Options { profile: Some(&profile), ..Options::default() });
//! let rules: Vec<&str> = found.findings.iter().map(|finding| finding.rule).collect();
//! assert_eq!(rules, ["field-not-filled", "clause-not-coded"]);
//! # Ok::<(), statemark_validate::profile::field::FieldError>(())
//! ```

pub mod allowed;
pub mod ext_schema;
pub mod field;
pub(crate) mod rules;
pub mod suppression;

use self::allowed::Allowed;
use self::ext_schema::ExtSchema;
use self::field::FieldPath;
use crate::rule::Rule;

/// What a team asks beyond the format.
#[derive(Debug, Default)]
pub struct Profile {
    /// What it is called, if it has a name.
    pub name: Option<String>,
    /// Whether every clause without sub-clauses has an act and those who do it, its own or from the clause around it. What stands in
    /// editorial sections, annexes and closings need not.
    pub coded: bool,
    /// How many quotes every clause has at least.
    pub quotes: usize,
    /// The fields that are filled.
    pub required: Vec<FieldPath>,
    /// The values that fields may have.
    pub only: Vec<Allowed>,
    /// The codes that fields may have, by lists that are kept elsewhere.
    pub codelists: Vec<Allowed>,
    /// The shape that `ext` has.
    pub ext: Vec<ExtSchema>,
}

impl Profile {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.demands().iter().all(|(_, is_made)| !is_made)
    }

    /// Whether what a rule of profiles looks for is asked.
    ///
    /// ```
    /// use statemark_validate::{profile::Profile, rules};
    ///
    /// let profile = Profile { quotes: 1, ..Profile::default() };
    /// assert!(profile.asks(rules::find("clause-not-quoted").unwrap()));
    /// assert!(!profile.asks(rules::find("clause-not-coded").unwrap()));
    /// ```
    pub fn asks(&self, rule: &Rule) -> bool {
        self.demands().iter().any(|(demand, is_made)| demand.name == rule.name && *is_made)
    }

    /// The rules of profiles, and whether there is anything for them to look for.
    fn demands(&self) -> [(&'static Rule, bool); 6] {
        let Self { name: _, coded, quotes, required, only, codelists, ext } = self;
        [
            (&rules::CLAUSE_NOT_CODED, *coded),
            (&rules::CLAUSE_NOT_QUOTED, *quotes > 0),
            (&rules::CODE_NOT_IN_LIST, !codelists.is_empty()),
            (&rules::EXT_NOT_AS_SCHEMA, !ext.is_empty()),
            (&rules::FIELD_NOT_FILLED, !required.is_empty()),
            (&rules::VALUE_NOT_ALLOWED, !only.is_empty()),
        ]
    }

    /// Who asks, as a message begins.
    fn asker(&self) -> String {
        self.name.as_ref().map_or("the profile".to_owned(), |name| format!("the profile `{name}`"))
    }
}
