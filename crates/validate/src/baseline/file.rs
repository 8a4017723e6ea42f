//! A baseline as a file: JSON with an entry a line, so that a change of one entry is a change of one line.

mod row;

use std::fmt;
use std::io::Write;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use self::row::Row;
use super::{Baseline, Entry, VERSION, Wrong};
use crate::finding::cut;
use crate::report::excerpt::printable;

impl Baseline {
    /// Reads a baseline. The order of its entries does not matter.
    ///
    /// # Errors
    /// When it is no JSON, no baseline, one of another version, or has the same key twice: with the place.
    pub fn read(bytes: &[u8]) -> Result<Self, Wrong> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let Self { documents, entries } = parsed(bytes, None)?;
        let mut numbered: Vec<(usize, Entry)> = entries.into_iter().enumerate().collect();
        numbered.sort_unstable_by(|(one, first), (other, second)| (&first.key, one).cmp(&(&second.key, other)));
        let twice = numbered.windows(2).filter(|pair| pair[0].1.key == pair[1].1.key).map(|pair| pair[1].0).min();
        if let Some(number) = twice {
            // Only what is wrong is read twice, for its place.
            parsed(bytes, Some(number))?;
        }
        Ok(Self { documents, entries: numbered.into_iter().map(|(_, entry)| entry).collect() })
    }

    /// Writes the baseline.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(&self, mut out: impl Write) -> std::io::Result<()> {
        let tool = env!("CARGO_PKG_VERSION");
        write!(out, "{{\n\"baseline\": \"{VERSION}\",\n\"tool\": {{\"name\": \"statemark\", \"version\": \"{tool}\"}},\n")?;
        write!(out, "\"documents\": {},\n\"findings\": [", self.documents)?;
        for (index, entry) in self.entries.iter().enumerate() {
            out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut out, &Row::from(entry))?;
        }
        out.write_all(if self.entries.is_empty() { b"]\n}\n" } else { b"\n]\n}\n" })
    }
}

fn parsed(bytes: &[u8], twice: Option<usize>) -> Result<Baseline, Wrong> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = reader.deserialize_map(File { twice }).and_then(|baseline| reader.end().map(|()| baseline));
    read.map_err(|error| {
        let (words, line, column) = (error.to_string(), error.line(), error.column());
        let message = words.rsplit_once(" at line ").map_or(words.as_str(), |(message, _)| message);
        // What stands in the file is not to move a terminal's cursor.
        let message = cut(printable(message));
        Wrong { message, line, column }
    })
}

/// Reads the file; the entry of this number is one too many.
struct File {
    twice: Option<usize>,
}

impl<'de> Visitor<'de> for File {
    type Value = Baseline;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a baseline, an object with the fields `baseline`, `tool`, `documents` and `findings`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Baseline, A::Error> {
        let (mut version, mut tool, mut documents, mut findings) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            let again = match key.as_str() {
                "baseline" => version.replace(map.next_value::<Version>()?).is_some(),
                "tool" => tool.replace(map.next_value::<Tool>()?).is_some(),
                "documents" => documents.replace(map.next_value::<u64>()?).is_some(),
                "findings" => findings.replace(map.next_value_seed(Findings { twice: self.twice })?).is_some(),
                "$schema" => map.next_value::<String>().map(|_| false)?,
                other => return Err(de::Error::unknown_field(other, &["baseline", "tool", "documents", "findings"])),
            };
            if again {
                return Err(de::Error::custom(format_args!("the field `{key}` stands twice")));
            }
        }
        version.ok_or_else(|| de::Error::missing_field("baseline"))?;
        tool.ok_or_else(|| de::Error::missing_field("tool"))?;
        let documents = documents.ok_or_else(|| de::Error::missing_field("documents"))?;
        let entries = findings.ok_or_else(|| de::Error::missing_field("findings"))?;
        Ok(Baseline { documents, entries })
    }
}

/// The version that this reader knows.
struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = String::deserialize(deserializer)?;
        if version == VERSION {
            return Ok(Self);
        }
        Err(de::Error::custom(format_args!("the baseline is of version {version:?}; this tool knows {VERSION:?}")))
    }
}

/// What wrote it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it is written for people; only its shape is checked")]
struct Tool {
    name: String,
    version: String,
}

/// Reads the entries.
struct Findings {
    twice: Option<usize>,
}

impl<'de> de::DeserializeSeed<'de> for Findings {
    type Value = Vec<Entry>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Entry>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Findings {
    type Value = Vec<Entry>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of findings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Entry>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element_seed(One { is_twice: self.twice == Some(entries.len()) })? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// Reads an entry. What is wrong with it is told within it, so that the place is its own.
struct One {
    is_twice: bool,
}

impl<'de> de::DeserializeSeed<'de> for One {
    type Value = Entry;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Entry, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for One {
    type Value = Entry;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an entry, an object with `statement` or `file`, and `rule`")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
        let row = Row::deserialize(de::value::MapAccessDeserializer::new(map))?;
        if self.is_twice {
            return Err(de::Error::custom("the same key stands twice; add their counts up in one entry"));
        }
        Entry::try_from(row).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = r#"{"statement":"a","rule":"syntax","at":"","count":1,"reason":""}"#;

    fn file(findings: &str) -> String {
        format!(
            "{{\"baseline\": \"1.0\", \"tool\": {{\"name\": \"statemark\", \"version\": \"0.1.0\"}},\n\"documents\": 3, \"findings\": [{findings}]}}"
        )
    }

    fn wrong(text: &str) -> String {
        Baseline::read(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read_and_sorted() {
        let rows = [
            r#"{"file":"b.json","record":"00000000000000ff","rule":"syntax","at":"/a","count":2,"reason":"later"}"#,
            r#"{"statement":"a","rule":"no-such-rule","count":7,"reason":""}"#,
            r#"{"statement":"a","rule":"duplicate-id","at":"/id","hash":"0123456789abcdef","count":1,"reason":"\"so\""}"#,
        ];
        let baseline = Baseline::read(file(&rows.join(", ")).as_bytes()).unwrap();
        let mut bytes = Vec::new();
        baseline.write(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().skip(5).map(|line| line.trim_end_matches(',')).collect();
        assert_eq!(lines, [rows[2], rows[1], rows[0], "]", "}"]);
        assert_eq!(Baseline::read(text.as_bytes()).unwrap(), baseline);
        let schema: serde_json::Value = serde_json::from_str(super::super::SCHEMA).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        assert!(schema.is_valid(&serde_json::from_str(&text).unwrap()));
    }

    #[test]
    fn what_is_no_baseline_is_refused_with_its_place() {
        assert_eq!(wrong("{"), "line 1, column 1: EOF while parsing an object");
        assert_eq!(
            wrong("[]"),
            "line 1, column 0: invalid type: sequence, expected a baseline, an object with the fields `baseline`, `tool`, `documents` and `findings`"
        );
        assert_eq!(
            wrong("\n{\"baseline\": \"2.0\"}"),
            "line 2, column 19: the baseline is of version \"2.0\"; this tool knows \"1.0\""
        );
        assert_eq!(
            wrong("{\"\\u001b[2J\": 1}"),
            "line 1, column 12: unknown field `�[2J`, expected one of `baseline`, `tool`, `documents`, `findings`"
        );
        assert!(wrong("{}").ends_with("missing field `baseline`") && wrong("").contains("EOF"));
        assert!(wrong(&file("").replace("tool", "tol")).contains("unknown field `tol`"));
        assert!(wrong(&file(&ENTRY.replace("count", "cont"))).contains("unknown field `cont`"));
        assert!(wrong(&format!("{} 1", file(ENTRY))).contains("trailing characters"));
        for (from, to, says) in [
            ("\"count\":1", "\"count\":0", "`count` is at least 1"),
            ("\"statement\":\"a\",", "", "an entry needs `statement` or `file`"),
            ("\"at\"", "\"file\":\"b\",\"at\"", "an entry has `statement` or `file`, not both"),
            ("\"at\"", "\"record\":\"0000000000000000\",\"at\"", "`record` goes with `file`, not with `statement`"),
            ("\"at\"", "\"hash\":\"12\",\"at\"", "a hash has 16 digits, 0 to 9 and a to f"),
        ] {
            assert!(wrong(&file(&format!("\n{}", ENTRY.replace(from, to)))).starts_with("line 3, column "), "{to}");
            assert!(wrong(&file(&ENTRY.replace(from, to))).ends_with(says), "{}", wrong(&file(&ENTRY.replace(from, to))));
        }
    }

    #[test]
    fn the_same_key_twice_is_told_where_it_stands_again() {
        let other = ENTRY.replace("\"a\"", "\"b\"");
        let again = ENTRY.replace("\"reason\":\"\"", "\"reason\":\"why\"");
        let text = file(&format!("\n{ENTRY},\n{other},\n{again},\n{}", ENTRY.replace("\"a\"", "\"0\"")));
        assert!(
            wrong(&text).starts_with("line 5, column ") && wrong(&text).contains("the same key stands twice"),
            "{}",
            wrong(&text)
        );
    }
}
