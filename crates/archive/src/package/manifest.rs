//! Manifests: a file a line, with its checksum.

use super::paths::{self, Unfit};
use super::sum::{Algorithm, Sum};

/// What a manifest lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The files below `data/`.
    Payload,
    /// The other files, but for the manifests of this kind.
    Tags,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Payload => "manifest-",
            Self::Tags => "tagmanifest-",
        }
    }

    /// The name of the manifest.
    ///
    /// ```
    /// use statemark_archive::package::{manifest::Kind, sum::Algorithm};
    /// assert_eq!(Kind::Tags.file(Algorithm::Sha512), "tagmanifest-sha512.txt");
    /// ```
    pub fn file(self, algorithm: Algorithm) -> String {
        format!("{}{}.txt", self.prefix(), algorithm.name())
    }

    /// The kind of manifest that a name tells, and the name of its algorithm.
    ///
    /// ```
    /// use statemark_archive::package::manifest::Kind;
    /// assert_eq!(Kind::told("manifest-md5.txt"), Some((Kind::Payload, "md5")));
    /// assert_eq!(Kind::told("bag-info.txt"), None);
    /// ```
    pub fn told(name: &str) -> Option<(Self, &str)> {
        let told = |kind: Self| Some((kind, name.strip_prefix(kind.prefix())?.strip_suffix(".txt")?));
        told(Self::Payload).or_else(|| told(Self::Tags)).filter(|(_, algorithm)| !algorithm.contains('/'))
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// It does not begin with digits and white space.
    #[error("is no checksum, white space and path")]
    Shape,
    /// The checksum is that of another algorithm, or none.
    #[error("has a checksum of {found} characters, and the {} hexadecimal digits of {} are expected", algorithm.digits(), algorithm.name())]
    Sum {
        /// What the manifest is named after.
        algorithm: Algorithm,
        /// How long the checksum is.
        found: usize,
    },
    /// The path is none of this manifest.
    #[error("names `{0}`, which {1}")]
    Path(String, Unfit),
    /// A manifest of the payload lists something else, or the other way round.
    #[error("names `{0}`, which {1}")]
    Misplaced(String, &'static str),
    /// It was listed before.
    #[error("names `{0}` again")]
    Twice(String),
    /// The file was written by us, and not so.
    #[error("is not as it was written")]
    Spelling,
    /// The file was written by us, and another line stood here.
    #[error("stands where another line was written")]
    Order,
    /// It is no text.
    #[error("is not in the encoding that bagit.txt tells")]
    Encoding,
    /// Too many before it were wrong.
    #[error("is the last that was read: too many are wrong, or name what is not there")]
    TooMany,
    /// No path is so long.
    #[error("is too long")]
    TooLong,
}

/// A line, with the line feed at its end.
///
/// ```
/// use statemark_archive::package::{manifest, sum::Algorithm};
/// let line = manifest::line(&Algorithm::Sha256.of(b""), "data/a.txt");
/// assert!(line.starts_with("e3b0c442") && line.ends_with("7852b855  data/a.txt\n"));
/// ```
pub fn line(sum: &Sum, path: &str) -> String {
    format!("{sum}  {path}\n")
}

/// What a line says: the checksum, where the algorithm is one that is known, and the path.
///
/// ```
/// use statemark_archive::package::{manifest::{self, Kind}, sum::Algorithm};
/// let sum = Algorithm::Sha256.of(b"");
/// let read = manifest::read(&format!("{sum}\tdata/100%25.txt"), Kind::Payload, Some(Algorithm::Sha256), true)?;
/// assert_eq!(read, (Some(sum), "data/100%.txt".to_owned()));
/// # Ok::<(), manifest::LineFault>(())
/// ```
///
/// # Errors
/// When it is no line of such a manifest.
pub fn read(
    line: &str,
    kind: Kind,
    algorithm: Option<Algorithm>,
    decodes_percent: bool,
) -> Result<(Option<Sum>, String), LineFault> {
    let (digits, path) = line.split_once([' ', '\t']).ok_or(LineFault::Shape)?;
    let path = path.trim_start_matches([' ', '\t']);
    if digits.is_empty() || path.is_empty() {
        return Err(LineFault::Shape);
    }
    let sum = match algorithm {
        Some(algorithm) => {
            let wrong = || LineFault::Sum { algorithm, found: digits.chars().count() };
            Some(Sum::from_hex(algorithm, digits).ok_or_else(wrong)?)
        }
        None => None,
    };
    // Programs that make checksums write a star before a file that they read as bytes.
    let path = decoded(path.strip_prefix('*').unwrap_or(path), decodes_percent);
    let path = path.strip_prefix("./").unwrap_or(&path);
    let unfit = paths::check(path).err().filter(|unfit| matches!(unfit, Unfit::Absolute | Unfit::Upwards | Unfit::Empty));
    match (unfit, kind, path.starts_with("data/")) {
        (Some(unfit), ..) => Err(LineFault::Path(path.to_owned(), unfit)),
        (None, Kind::Payload, false) => Err(LineFault::Misplaced(path.to_owned(), "is not below data/")),
        (None, Kind::Tags, true) => Err(LineFault::Misplaced(path.to_owned(), "belongs to the payload")),
        (None, Kind::Tags, false) if matches!(Kind::told(path), Some((Kind::Tags, _))) => {
            Err(LineFault::Misplaced(path.to_owned(), "is a tag manifest, which none lists"))
        }
        _ => Ok((sum, path.to_owned())),
    }
}

/// A path as it is: line breaks are written with `%`, and so is that itself since version 1.0.
fn decoded(path: &str, decodes_percent: bool) -> String {
    let mut decoded = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let (letter, length) = match rest.as_bytes().get(at + 1..at + 3) {
            Some(b"0A" | b"0a") => ('\n', 3),
            Some(b"0D" | b"0d") => ('\r', 3),
            Some(b"25") if decodes_percent => ('%', 3),
            _ => ('%', 1),
        };
        decoded.push(letter);
        rest = &rest[at + length..];
    }
    decoded + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_sha256(line: &str, kind: Kind) -> Result<String, LineFault> {
        read(line, kind, Some(Algorithm::Sha256), true).map(|(_, path)| path)
    }

    #[test]
    fn lines_of_any_bag_are_read() {
        let sum = Algorithm::Sha256.of(b"").to_string();
        for (line, path) in [
            (format!("{sum}  data/a b.txt"), "data/a b.txt"),
            (format!("{} \t data/a", sum.to_uppercase()), "data/a"),
            (format!("{sum} ./data/a"), "data/a"),
            (format!("{sum} *data/a"), "data/a"),
            (format!("{sum} data/a%0Ab%0dc%25%2"), "data/a\nb\rc%%2"),
        ] {
            assert_eq!(read_sha256(&line, Kind::Payload).as_deref(), Ok(path), "{line}");
        }
        assert_eq!(decoded("a%25%0A", false), "a%25\n");
        assert_eq!(read("x  data/a", Kind::Payload, None, true), Ok((None, "data/a".to_owned())));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told() {
        let sum = Algorithm::Sha256.of(b"").to_string();
        let long = Algorithm::Sha512.of(b"").to_string();
        for (line, kind, told) in [
            (String::new(), Kind::Payload, "is no checksum, white space and path"),
            (format!("{sum}data/a"), Kind::Payload, "is no checksum, white space and path"),
            (format!("{sum}  "), Kind::Payload, "is no checksum, white space and path"),
            (
                format!("{long}  data/a"),
                Kind::Payload,
                "has a checksum of 128 characters, and the 64 hexadecimal digits of sha256 are expected",
            ),
            (
                format!("{sum}  data/../data/a"),
                Kind::Payload,
                "names `data/../data/a`, which has the part `..`, which leads to the folder above",
            ),
            (
                format!("{sum}  tagmanifest-md5.txt"),
                Kind::Tags,
                "names `tagmanifest-md5.txt`, which is a tag manifest, which none lists",
            ),
            (format!("{sum}  /data/a"), Kind::Payload, "names `/data/a`, which is absolute"),
            (format!("{sum}  bagit.txt"), Kind::Payload, "names `bagit.txt`, which is not below data/"),
            (format!("{sum}  data/a"), Kind::Tags, "names `data/a`, which belongs to the payload"),
        ] {
            assert_eq!(read_sha256(&line, kind).unwrap_err().to_string(), told);
        }
    }
}
