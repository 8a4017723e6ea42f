//! What lies in every package beside the statements, so that it explains itself: the specification, the schemas, and how to read it.

use statemark::schema;

/// Where the list of all statements lies.
pub const LIST: &str = "data/statements.tsv";

/// Where the specification of the format lies.
pub const FORMAT: &str = "data/format/format.md";

/// The files, by their paths in the package.
///
/// ```
/// use statemark_archive::package::enclosed;
/// assert!(enclosed::FILES.iter().any(|(path, text)| *path == "data/format/format.md" && text.contains("Statemark")));
/// ```
pub const FILES: &[(&str, &str)] = &[
    ("data/README.txt", include_str!("../../enclosed/README.txt")),
    ("data/read_statements.py", include_str!("read_statements.py")),
    (FORMAT, include_str!("../../enclosed/format.md")),
    ("data/format/statement.schema.json", schema::JSON_SCHEMA),
    ("data/format/statement.rnc", schema::RELAX_NG_COMPACT),
    ("data/format/statement.rng", schema::RELAX_NG),
    ("data/format/statement.xsd", schema::XSD),
    ("data/format/xml.xsd", schema::XSD_XML),
    ("data/format/xpath-functions.xsd", schema::XSD_XPATH_FUNCTIONS),
    ("data/format/acts.tsv", schema::ACTS),
];
