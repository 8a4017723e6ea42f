//! Block YAML that a person reads: short maps and lists on one line, quotation marks only where another reader might see no string.

use std::fmt::Write;

use super::tree::Tree;

/// How long a line with a map or list on it may be, in characters.
const WIDTH: usize = 100;
/// How deep maps and lists may stand in each other on one line.
const FLOW_DEPTH: usize = 2;
/// YAML readers look for the end of a key no further than 1024 characters.
const LONGEST_KEY: usize = 500;
/// The fields of the front matter that hold dates, which need no quotation marks.
const DATES: [&str; 4] = ["date", "published", "updated", "retrieved"];

/// Writes a map as lines.
pub(crate) fn write(entries: &[(String, Tree)], in_ext: bool) -> String {
    if entries.is_empty() {
        return "{}\n".to_owned();
    }
    Writer { out: String::new(), in_ext, is_whole: false }.write(entries)
}

/// Writes a whole document as lines.
pub(crate) fn document(entries: &[(String, Tree)]) -> String {
    Writer { out: String::new(), in_ext: false, is_whole: true }.write(entries)
}

struct Writer {
    out: String,
    in_ext: bool,
    /// Whether this is a document of its own, which other readers of YAML are given too: in it dates have quotation marks, and words in
    /// several lines stand as they are.
    is_whole: bool,
}

impl Writer {
    fn write(mut self, entries: &[(String, Tree)]) -> String {
        self.map(entries, 0);
        self.out
    }

    /// The entries of a map, the first on the current line, the others indented.
    fn map(&mut self, entries: &[(String, Tree)], indent: usize) {
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            let outer = self.in_ext;
            let short = key_text(key, outer);
            if key.chars().count() > LONGEST_KEY {
                self.out.push_str("? ");
                self.out.push_str(&short);
                self.out.push('\n');
                self.indent(indent);
            } else {
                self.out.push_str(&short);
            }
            self.out.push(':');
            self.in_ext |= key == "ext";
            self.value(key, value, indent);
            self.in_ext = outer;
        }
    }

    /// What stands behind the colon of a key.
    fn value(&mut self, key: &str, value: &Tree, indent: usize) {
        if let Some(text) = self.in_lines(value) {
            self.out.push(' ');
            return self.lines(text, indent + 2);
        }
        let column = self.out.len() - self.out.rfind('\n').map_or(0, |feed| feed + 1);
        if let Some(line) = self.on_one_line(key, value, column + 1) {
            self.out.push(' ');
            self.out.push_str(&line);
            self.out.push('\n');
            return;
        }
        self.out.push('\n');
        self.indent(indent + 2);
        self.block(value, indent + 2);
    }

    /// A list or map in lines of its own, the first on the current one.
    fn block(&mut self, value: &Tree, indent: usize) {
        match value {
            Tree::Map(entries) => self.map(entries, indent),
            Tree::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.indent(indent);
                    }
                    self.out.push_str("- ");
                    if let Some(text) = self.in_lines(item) {
                        self.lines(text, indent + 2);
                        continue;
                    }
                    match self.on_one_line("", item, indent + 2) {
                        Some(line) => {
                            self.out.push_str(&line);
                            self.out.push('\n');
                        }
                        None => self.block(item, indent + 2),
                    }
                }
            }
            Tree::Literal(_) | Tree::Text(_) => {}
        }
    }

    /// The words that are written as lines of their own.
    fn in_lines<'tree>(&self, value: &'tree Tree) -> Option<&'tree str> {
        match value {
            Tree::Text(text) if self.is_whole && fits_lines(text) => Some(text),
            _ => None,
        }
    }

    /// Words as a literal block scalar.
    fn lines(&mut self, text: &str, indent: usize) {
        self.out.push_str(if text.ends_with('\n') { "|\n" } else { "|-\n" });
        for line in text.split_terminator('\n') {
            if !line.is_empty() {
                self.indent(indent);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    /// The value on one line from `column` on: any scalar, lists and maps that are short.
    fn on_one_line(&self, key: &str, value: &Tree, column: usize) -> Option<String> {
        match value {
            Tree::Literal(literal) => Some(literal.clone()),
            Tree::Text(text) => Some(self.text(key, text, false)),
            // One object a line is easier to add to.
            Tree::List(items) if !self.in_ext && items.iter().any(|item| matches!(item, Tree::Map(_))) => None,
            Tree::List(_) | Tree::Map(_) => {
                let line = self.flow(value, FLOW_DEPTH)?;
                // What is empty has no lines of its own, however long its key.
                (line.len() == 2 || column + line.chars().count() <= WIDTH).then_some(line)
            }
        }
    }

    fn flow(&self, value: &Tree, depth: usize) -> Option<String> {
        let parts: Option<Vec<String>> = match value {
            Tree::List(items) if depth > 0 || items.is_empty() => {
                items.iter().map(|item| self.flow_item("", item, depth - 1)).collect()
            }
            Tree::Map(entries) if depth > 0 || entries.is_empty() => {
                let entry = |(key, value): &(String, Tree)| {
                    Some(format!("{}: {}", key_text(key, self.in_ext), self.flow_item(key, value, depth - 1)?))
                };
                // An object with an `ext` is long enough for lines of its own.
                entries.iter().map(|pair| (self.in_ext || pair.0 != "ext").then(|| entry(pair)).flatten()).collect()
            }
            _ => None,
        };
        let line = parts?.join(", ");
        Some(if matches!(value, Tree::List(_)) { format!("[{line}]") } else { format!("{{{line}}}") })
    }

    fn flow_item(&self, key: &str, value: &Tree, depth: usize) -> Option<String> {
        match value {
            Tree::Literal(literal) => Some(literal.clone()),
            Tree::Text(text) => Some(self.text(key, text, true)),
            _ => self.flow(value, depth),
        }
    }

    fn text(&self, key: &str, text: &str, in_flow: bool) -> String {
        let is_date =
            !self.in_ext && !self.is_whole && DATES.contains(&key) && is_plain_date(text) && !(in_flow && text.contains('?'));
        if is_date || is_plain(text, in_flow) { text.to_owned() } else { quoted(text) }
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}

/// Whether a literal block scalar brings words back that have several lines, and a person sees in it all that they hold.
fn fits_lines(text: &str) -> bool {
    let is_seen = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}');
    let fits = |line: &str| line.is_empty() || (!line.trim().is_empty() && line.chars().all(is_seen));
    text.contains('\n') && !text.starts_with(char::is_whitespace) && !text.ends_with("\n\n") && text.split('\n').all(fits)
}

fn key_text(key: &str, in_ext: bool) -> String {
    // Keys of the format are names; `no` is a language.
    let plain = is_plain(key, true) && !key.contains(':') && (!in_ext || key.chars().count() <= LONGEST_KEY);
    if plain { key.to_owned() } else { quoted(key) }
}

/// A date with a month at least: no reader takes it for a number.
fn is_plain_date(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.get(1..).is_some_and(|rest| rest.contains('-')) && !text.contains(": ")
}

/// Whether every YAML reader sees this very string without quotation marks. Those of YAML 1.1 know no `?` in flow style.
pub(crate) fn is_plain(text: &str, in_flow: bool) -> bool {
    let first_fits = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '/' | '“' | '‘' | '«' | '§' | '©'));
    let word_fits =
        |word: &str| word.bytes().next().is_some_and(|first| !b"-?:#&*!|>%@`\"'".contains(&first)) && !word.ends_with(':');
    let char_fits = |c: char| {
        c.is_alphanumeric()
            || (' '..='~').contains(&c) && !(in_flow && matches!(c, ',' | '[' | ']' | '{' | '}' | '?'))
            || matches!(c, '’' | '‘' | '“' | '”' | '«' | '»' | '–' | '—' | '…' | '§' | '°' | '©')
    };
    let colon_fits = !in_flow || !text.contains(':') || !text.contains(":/") || text.contains("://");
    first_fits && colon_fits && text.chars().all(char_fits) && text.split(' ').all(word_fits) && !is_ambiguous(text)
}

/// Whether some YAML reader, of version 1.1 or 1.2, takes the text for something other than a string.
fn is_ambiguous(text: &str) -> bool {
    let word = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].iter().any(|word| text.eq_ignore_ascii_case(word));
    let hexadecimal = text.starts_with("0x");
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "_.:+-eEobxtTzZ ".contains(c) || (hexadecimal && c.is_ascii_hexdigit()));
    word || number
}

/// The text in quotation marks, with an escape for all that is no plain sight.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    text.chars().for_each(|c| if c == ' ' { out.push(c) } else { escape(&mut out, c) });
    out.push('"');
    out
}

/// A character of a string in quotation marks, with an escape where it is no plain sight.
pub(crate) fn escape(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if c.is_control() || c.is_whitespace() || c == '\u{FEFF}' => drop(write!(out, "\\u{:04X}", u32::from(c))),
        _ => out.push(c),
    }
}
