//! YAML front matter: what a text says of itself.

use saphyr_parser::{Event, Parser};

use crate::page::{Entry, Metadata};

/// Longer front matter is none.
const LONGEST: usize = 64 * 1024;

/// The keys that are known, and what they say.
const KEYS: [(&str, &str); 32] = [
    ("author", "author"),
    ("authors", "author"),
    ("canonical_url", "url"),
    ("copyright", "rights"),
    ("created", "date"),
    ("date", "date"),
    ("date_published", "published"),
    ("dc.date", "date"),
    ("dc.language", "language"),
    ("dc.publisher", "publisher"),
    ("dc.rights", "rights"),
    ("dc.title", "title"),
    ("doc_date", "date"),
    ("doctitle", "title"),
    ("id", "id"),
    ("issued", "date"),
    ("issuer", "issuer"),
    ("lang", "language"),
    ("language", "language"),
    ("license", "rights"),
    ("locale", "language"),
    ("name", "title"),
    ("permalink", "url"),
    ("published", "published"),
    ("published_time", "published"),
    ("publisher", "publisher"),
    ("rights", "rights"),
    ("site_name", "publisher"),
    ("source_url", "url"),
    ("title", "title"),
    ("type", "type"),
    ("url", "url"),
];

/// Front matter.
pub(super) struct FrontMatter {
    pub(super) metadata: Metadata,
    /// How many bytes it has, with both of its lines `---`.
    pub(super) end: usize,
}

/// The front matter that a text begins with: between two lines `---`, or `---` and `...`, and right YAML.
pub(super) fn read(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let (start, mut end) = (first.len(), first.len());
    let closing = lines.map_while(|line| {
        let begin = end;
        end += line.len();
        (begin <= LONGEST).then_some((begin, line.trim_end()))
    });
    let (end, closing) = { closing }.find(|(_, line)| matches!(*line, "---" | "..."))?;
    let metadata = metadata(&text[start..end])?;
    Some(FrontMatter { metadata, end: end + closing.len() })
}

/// The scalars of the map that YAML is, whose keys are known; of a list all. Nothing where it is no map, or no YAML.
fn metadata(yaml: &str) -> Option<Metadata> {
    let (mut depth, mut key, mut metadata) = (0_usize, None::<String>, Metadata::default());
    let mut is_map = false;
    for event in Parser::new_from_str(yaml) {
        match event.ok()?.0 {
            Event::MappingStart(..) => {
                is_map |= depth == 0;
                depth += 1;
                key = key.filter(|_| depth == 1);
            }
            Event::SequenceStart(..) | Event::Scalar(..) if depth == 0 => return None,
            Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                key = key.filter(|_| depth > 1);
            }
            Event::Alias(_) => key = None,
            Event::Scalar(text, ..) if depth == 1 && key.is_none() => key = Some(text.into_owned()),
            Event::Scalar(text, ..) if depth <= 2 => {
                // Of a list, all are values of its key.
                let key = if depth == 1 { key.take() } else { key.clone() };
                let known = key.and_then(|key| KEYS.binary_search_by_key(&&*key.to_ascii_lowercase(), |(key, _)| key).ok());
                let is_value = !text.trim().is_empty() && text != "null" && text != "~";
                if let Some(known) = known.filter(|_| is_value) {
                    let (key, value) = (KEYS[known].1, text.trim().to_owned());
                    metadata.entries.push(Entry { key, value, origin: "front matter", trust: 0 });
                }
            }
            _ => {}
        }
    }
    is_map.then_some(metadata)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_keys_are_sorted() {
        assert!(KEYS.is_sorted());
    }

    #[test]
    fn scalars_of_known_keys_are_taken() {
        let text = "---\ntags: rain\ndate: '2021-09-22'\nrefs:\n- date: 1999\n  title: no\ntitle: \"On\\_Rain:\\\n  \\ and sun\"\nauthor: [A, B]\nurl:\nlang: en\n---\nWords";
        let front = read(text).unwrap();
        let entries: Vec<_> = front.metadata.entries.iter().map(|entry| (entry.key, &*entry.value)).collect();
        assert_eq!(
            entries,
            [("date", "2021-09-22"), ("title", "On\u{A0}Rain: and sun"), ("author", "A"), ("author", "B"), ("language", "en")]
        );
        assert!(text[..front.end].ends_with("---") && &text[front.end..] == "\nWords");
    }

    #[test]
    fn what_is_no_map_is_no_front_matter() {
        for text in [
            "---\nWords\n---\n",
            "---\n- a\n---\n",
            "---\na: [\n---\n",
            "---\na: b\n",
            "Words\n---\na: b\n---\n",
            "---\n---\n",
            "---",
        ] {
            assert!(read(text).is_none(), "{text:?}");
        }
    }
}
