//! The spellings, by name and by content.

use std::fmt;
use std::io;
use std::path::Path;

use statemark::document::Document;
use statemark::json;
use statemark::statement::Statement;

use crate::{markdown, xml, yaml};

/// A spelling of Statemark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JSON, the native one.
    Json,
    /// XML.
    Xml,
    /// Markdown.
    Markdown,
    /// YAML.
    Yaml,
}

impl Format {
    /// All spellings.
    pub const ALL: [Self; 4] = [Self::Json, Self::Xml, Self::Markdown, Self::Yaml];

    /// The spelling that a file's name tells, by its extension: `.json`, `.xml`, `.md`, `.markdown`, `.yaml` or `.yml`.
    ///
    /// ```
    /// use statemark_convert::format::Format;
    /// assert_eq!(Format::from_name("a.statemark.md".as_ref()), Some(Format::Markdown));
    /// assert_eq!(Format::from_name("a.txt".as_ref()), None);
    /// ```
    pub fn from_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "xml" => Some(Self::Xml),
            "md" | "markdown" => Some(Self::Markdown),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }

    /// The spelling that a document's beginning tells, after a byte order mark and white space: `{` or `[`, `<`, `---`, or the key
    /// `statemark`, before which YAML may have comments. YAML behind `---` is told from front matter by the title and the sections in it.
    ///
    /// ```
    /// use statemark_convert::format::Format;
    /// assert_eq!(Format::from_content(b"# Of 2025\nstatemark: \"1.0\"\n"), Some(Format::Yaml));
    /// assert_eq!(Format::from_content(b"---\nstatemark: \"1.0\"\n---\n# Of 2025\n"), Some(Format::Markdown));
    /// ```
    pub fn from_content(input: &[u8]) -> Option<Self> {
        if input.starts_with(b"\xFF\xFE")
            || input.starts_with(b"\xFE\xFF")
            || input.starts_with(b"<\0")
            || input.starts_with(b"\0<")
        {
            // Of all spellings, only XML may be in UTF-16.
            return Some(Self::Xml);
        }
        let text = input.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input).trim_ascii_start();
        match text.first()? {
            // A list is no statement, but JSON's reader says so best.
            b'{' | b'[' => Some(Self::Json),
            b'<' => Some(Self::Xml),
            _ => by_lines(text),
        }
    }

    /// Reads a document in this spelling, with all its faults and their places.
    pub fn read(self, input: &[u8]) -> Document<'_> {
        match self {
            Self::Json => json::read(input),
            Self::Xml => xml::read(input),
            Self::Markdown => markdown::read(input),
            Self::Yaml => yaml::read(input),
        }
    }

    /// Writes a statement in this spelling, as a file holds it.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(self, writer: impl io::Write, statement: &Statement) -> io::Result<()> {
        match self {
            Self::Json => json::to_writer_pretty(writer, statement),
            Self::Xml => xml::to_writer(writer, statement),
            Self::Markdown => markdown::to_writer(writer, statement),
            Self::Yaml => yaml::to_writer(writer, statement),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::Markdown => "Markdown",
            Self::Yaml => "YAML",
        })
    }
}

/// Markdown or YAML, by the lines that a text begins with.
fn by_lines(text: &[u8]) -> Option<Format> {
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii_end);
    let begins = |line: &[u8], key: &str| {
        let line = line.strip_prefix(b"\"").or(line.strip_prefix(b"'")).unwrap_or(line);
        line.strip_prefix(key.as_bytes())
            .is_some_and(|rest| rest.starts_with(b":") || rest.starts_with(b"\"") || rest.starts_with(b"'"))
    };
    if text.starts_with(b"---") {
        // Front matter holds neither the title nor the sections, and it ends.
        let (mut has_title, mut has_sections, mut ends) = (false, false, false);
        for line in lines.skip(1) {
            has_title |= begins(line, "title");
            has_sections |= begins(line, "sections");
            ends |= line == b"---";
            if ends || has_sections {
                break;
            }
        }
        let is_yaml = has_sections || (has_title && !ends);
        return Some(if is_yaml { Format::Yaml } else { Format::Markdown });
    }
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b"%") && *line != b"---");
    first.is_some_and(|line| begins(line, "statemark")).then_some(Format::Yaml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_told_from_markdown() {
        for (text, expected) in [
            ("statemark: 1.0\nid: a", Some(Format::Yaml)),
            ("'statemark': 1.0\n", Some(Format::Yaml)),
            ("%YAML 1.2\n---\nstatemark: 1.0\n", Some(Format::Yaml)),
            ("# yaml-language-server: $schema=a.json\r\n\r\n\"statemark\": 1.0\r\n", Some(Format::Yaml)),
            ("--- # one\nstatemark: 1.0\ntitle: A\nsections: []\n", Some(Format::Yaml)),
            ("---\nstatemark: 1.0\ntitle: A\nsections: []\n---\nstatemark: 1.0\n", Some(Format::Yaml)),
            ("---\nstatemark: 1.0\ntitle: A\nid: a\n", Some(Format::Yaml)),
            ("---\nstatemark: 1.0\ntitle: A\n---\n\n## B\n", Some(Format::Markdown)),
            ("---\nstatemark: 1.0\n--- \nsections:\n", Some(Format::Markdown)),
            ("\n---\rid: a\r---\r", Some(Format::Markdown)),
            ("---", Some(Format::Markdown)),
            ("# statemark: 1.0", None),
            ("statemarks: 1.0", None),
            ("Words\nstatemark: 1.0", None),
        ] {
            assert_eq!(Format::from_content(text.as_bytes()), expected, "{text:?}");
        }
    }
}
