//! The two small tag files of a bag: what it declares itself to be, and what is told of it.

use std::fmt::Write as _;

/// What stands in `bagit.txt`, byte for byte.
pub const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The name of that file.
pub const DECLARATION_FILE: &str = "bagit.txt";

/// The name of the file with what is told of a bag.
pub const INFO_FILE: &str = "bag-info.txt";

/// The label that tells a bag of ours: such a one is held to be as we write them.
pub const OWN_LABEL: &str = "Statemark-Version";

/// The version of our packages that is made and known here.
pub const OWN_VERSION: &str = "1.0";

/// The labels of the day on which a bag was made, and of what made it.
pub const DATE_LABEL: &str = "Bagging-Date";
/// See [`DATE_LABEL`].
pub const AGENT_LABEL: &str = "Bag-Software-Agent";

/// The label of the size of the payload.
pub const OXUM_LABEL: &str = "Payload-Oxum";

/// How many bytes the payload has, in how many files.
///
/// ```
/// use statemark_archive::package::info::Oxum;
/// assert_eq!(Oxum::read("80.2"), Some(Oxum { bytes: 80, files: 2 }));
/// assert_eq!(Oxum { bytes: 80, files: 2 }.to_string(), "80.2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Oxum {
    /// Bytes of all files together.
    pub bytes: u64,
    /// How many files.
    pub files: u64,
}

impl Oxum {
    /// Adds a file.
    pub fn add(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes);
        self.files += 1;
    }

    /// Reads what stands behind the label.
    pub fn read(value: &str) -> Option<Self> {
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        let (bytes, files) = value.split_once('.')?;
        Some(Self { bytes: number(bytes)?, files: number(files)? })
    }
}

impl std::fmt::Display for Oxum {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.bytes, self.files)
    }
}

/// What is told of a bag.
///
/// ```
/// use statemark_archive::package::info::{Info, Oxum};
/// let info = Info { statements: 2, only: None, date: Some("2026-11-23"), agent: "statemark 1.0.0", oxum: Oxum::default() };
/// assert!(info.to_text().contains("Bagging-Date: 2026-11-23\n"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Info<'caller> {
    /// How many statements are in it.
    pub statements: u64,
    /// The id and the title of the only one, if there is only one.
    pub only: Option<(&'caller str, &'caller str)>,
    /// The day on which it is made, if the caller tells it.
    pub date: Option<&'caller str>,
    /// What makes it, with its version.
    pub agent: &'caller str,
    /// How large it is.
    pub oxum: Oxum,
}

impl Info<'_> {
    /// The file.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut tell = |label: &str, value: &dyn std::fmt::Display| {
            // A string takes all that is written into it.
            let _ = writeln!(text, "{label}: {value}");
        };
        if let Some((id, title)) = self.only {
            tell("External-Identifier", &id);
            tell("External-Description", &title);
        } else {
            tell("External-Description", &format_args!("{} statements", self.statements));
        }
        if let Some(date) = self.date {
            tell(DATE_LABEL, &date);
        }
        tell(AGENT_LABEL, &self.agent);
        tell(OXUM_LABEL, &self.oxum);
        tell(OWN_LABEL, &OWN_VERSION);
        text
    }
}

/// The values behind a label, whatever its capitals. A line that begins with white space goes on with the one before.
///
/// ```
/// use statemark_archive::package::info::values;
/// let text = "Payload-Oxum: 80.2\nExternal-Description: On\n  rain\n";
/// assert_eq!(values(text, "external-description"), ["On rain"]);
/// ```
pub fn values(text: &str, label: &str) -> Vec<String> {
    let mut values: Vec<(bool, String)> = Vec::new();
    for line in text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = values.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((named, value)) = line.split_once(':') {
            values.push((named.trim().eq_ignore_ascii_case(label), value.trim().to_owned()));
        }
    }
    values.into_iter().filter(|(is_named, _)| *is_named).map(|(_, value)| value).collect()
}

/// The first line that has no label with a colon behind it, and goes on with none.
///
/// ```
/// use statemark_archive::package::info::unlabelled;
/// assert_eq!(unlabelled("Contact-Name: A\n  B\n"), None);
/// assert_eq!(unlabelled("Contact-Name: A\nB\n"), Some(2));
/// ```
pub fn unlabelled(text: &str) -> Option<usize> {
    let text = text.replace("\r\n", "\n");
    let is_labelled = |line: &str| line.split_once(':').is_some_and(|(label, _)| !label.trim().is_empty());
    let mut goes_on = false;
    let is_wrong = |line: &str| {
        let is_right = line.trim().is_empty() || is_labelled(line) || (goes_on && line.starts_with([' ', '\t']));
        goes_on = true;
        !is_right
    };
    text.split(['\n', '\r']).position(is_wrong).map(|index| index + 1)
}

/// What a bag declares itself to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared<'text> {
    /// The version of `BagIt`, as two numbers.
    pub version: (u32, u32),
    /// What the encoding of the tag files is called.
    pub encoding: &'text str,
}

/// What a bag declares itself to be; nothing where it is no declaration.
///
/// ```
/// use statemark_archive::package::info::{DECLARATION, Declared, declared};
/// assert_eq!(declared(DECLARATION), Some(Declared { version: (1, 0), encoding: "UTF-8" }));
/// assert_eq!(declared("BagIt-Version: 1.0\n"), None);
/// ```
pub fn declared(text: &str) -> Option<Declared<'_>> {
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let (first, second) = (lines.next()?, lines.next()?);
    let (major, minor) = first.strip_prefix("BagIt-Version: ")?.split_once('.')?;
    let encoding = second.strip_prefix("Tag-File-Character-Encoding: ")?.trim();
    lines.next().is_none().then_some(Declared { version: (major.parse().ok()?, minor.parse().ok()?), encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_read_again() {
        let oxum = Oxum { bytes: 12, files: 3 };
        let info = Info { statements: 1, only: Some(("a", "On: rain")), date: None, agent: "statemark 1", oxum };
        let text = info.to_text();
        assert_eq!(values(&text, OXUM_LABEL), ["12.3"]);
        assert_eq!(values(&text, "External-Description"), ["On: rain"]);
        assert_eq!(values(&text, OWN_LABEL), ["1.0"]);
        assert!(values(&text, "Bagging-Date").is_empty());
    }

    #[test]
    fn what_is_no_number_is_no_size() {
        for wrong in ["", "80", "80.", ".2", "80.2.1", "+80.2", "80,2", "99999999999999999999.1"] {
            assert_eq!(Oxum::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_declaration_is_told_apart() {
        for wrong in [
            "",
            "\u{FEFF}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "BagIt-Version: 1\nTag-File-Character-Encoding: UTF-8\n",
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: a\n",
        ] {
            assert_eq!(declared(wrong), None, "{wrong}");
        }
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("BagIt-Version: 0.97{end}Tag-File-Character-Encoding: UTF-16{end}");
            assert_eq!(declared(&text), Some(Declared { version: (0, 97), encoding: "UTF-16" }));
        }
    }

    #[test]
    fn lines_without_a_label_are_found() {
        for (text, line) in
            [("", None), ("A: b\r\n\tc\r\n\r\nB:\r\n", None), (" a\n", Some(1)), ("A: b\r\n: c\r\n", Some(2)), ("a", Some(1))]
        {
            assert_eq!(unlabelled(text), line, "{text:?}");
        }
    }
}
