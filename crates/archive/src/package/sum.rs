//! Checksums, and the algorithms that make them: those of the family SHA-2, which RFC 8493 asks for.

use std::fmt;

use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512};

/// An algorithm that manifests are named after, of those that can be checked here.
///
/// ```
/// use statemark_archive::package::sum::Algorithm;
/// assert_eq!(Algorithm::from_name("sha512"), Some(Algorithm::Sha512));
/// assert_eq!(Algorithm::from_name("md5"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// Those that are checked.
    pub const ALL: [Self; 4] = [Self::Sha224, Self::Sha256, Self::Sha384, Self::Sha512];

    /// Those that a bag of ours has manifests of.
    pub const OWN: [Self; 2] = [Self::Sha256, Self::Sha512];

    /// The name in the names of manifests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// The algorithm of a name; nothing where it cannot be checked.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// How many hexadecimal digits a checksum has.
    pub fn digits(self) -> usize {
        match self {
            Self::Sha224 => 56,
            Self::Sha256 => 64,
            Self::Sha384 => 96,
            Self::Sha512 => 128,
        }
    }

    /// The checksum of bytes.
    ///
    /// ```
    /// # use statemark_archive::package::sum::Algorithm;
    /// assert!(Algorithm::Sha512.of(b"").to_string().starts_with("cf83e1357eefb8bd"));
    /// ```
    pub fn of(self, bytes: &[u8]) -> Sum {
        let mut hashers = Hashers::new([self]);
        hashers.update(bytes);
        hashers.finish().remove(0)
    }

    /// The checksums of bytes that manifests of ours have, by [`Self::OWN`].
    ///
    /// ```
    /// # use statemark_archive::package::sum::Algorithm;
    /// assert_eq!(Algorithm::own_sums(b"rain"), [Algorithm::Sha256.of(b"rain"), Algorithm::Sha512.of(b"rain")]);
    /// ```
    pub fn own_sums(bytes: &[u8]) -> Vec<Sum> {
        let mut hashers = Hashers::new(Self::OWN);
        hashers.update(bytes);
        hashers.finish()
    }
}

/// A checksum, with its algorithm; shown as hexadecimal digits in small letters.
#[derive(Clone, PartialEq, Eq)]
pub struct Sum {
    /// What made it.
    pub algorithm: Algorithm,
    bytes: Box<[u8]>,
}

impl Sum {
    /// Reads hexadecimal digits, small or capital, as many as the algorithm makes.
    pub fn from_hex(algorithm: Algorithm, digits: &str) -> Option<Self> {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let pair = |pair: &[u8]| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?);
        let bytes: Option<Box<[u8]>> = digits.as_bytes().chunks(2).map(pair).collect();
        bytes.filter(|_| digits.len() == algorithm.digits()).map(|bytes| Self { algorithm, bytes })
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Sum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {self}", self.algorithm.name())
    }
}

/// Makes several checksums in one pass.
///
/// ```
/// use statemark_archive::package::sum::{Algorithm, Hashers};
/// let mut hashers = Hashers::new(Algorithm::OWN);
/// hashers.update(b"rain");
/// hashers.update(b" and snow");
/// assert_eq!(hashers.finish()[1], Algorithm::Sha512.of(b"rain and snow"));
/// ```
#[derive(Debug, Clone)]
pub struct Hashers(Vec<Hasher>);

#[derive(Debug, Clone)]
enum Hasher {
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

impl Hashers {
    /// By these algorithms, in this order.
    pub fn new(algorithms: impl IntoIterator<Item = Algorithm>) -> Self {
        let hasher = |algorithm| match algorithm {
            Algorithm::Sha224 => Hasher::Sha224(Sha224::new()),
            Algorithm::Sha256 => Hasher::Sha256(Sha256::new()),
            Algorithm::Sha384 => Hasher::Sha384(Sha384::new()),
            Algorithm::Sha512 => Hasher::Sha512(Sha512::new()),
        };
        Self(algorithms.into_iter().map(hasher).collect())
    }

    /// Takes what comes next.
    pub fn update(&mut self, bytes: &[u8]) {
        for hasher in &mut self.0 {
            match hasher {
                Hasher::Sha224(hasher) => hasher.update(bytes),
                Hasher::Sha256(hasher) => hasher.update(bytes),
                Hasher::Sha384(hasher) => hasher.update(bytes),
                Hasher::Sha512(hasher) => hasher.update(bytes),
            }
        }
    }

    /// The checksums of all that came.
    pub fn finish(self) -> Vec<Sum> {
        let sum = |hasher| match hasher {
            Hasher::Sha224(hasher) => Sum { algorithm: Algorithm::Sha224, bytes: hasher.finalize().as_slice().into() },
            Hasher::Sha256(hasher) => Sum { algorithm: Algorithm::Sha256, bytes: hasher.finalize().as_slice().into() },
            Hasher::Sha384(hasher) => Sum { algorithm: Algorithm::Sha384, bytes: hasher.finalize().as_slice().into() },
            Hasher::Sha512(hasher) => Sum { algorithm: Algorithm::Sha512, bytes: hasher.finalize().as_slice().into() },
        };
        self.0.into_iter().map(sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_they_are_shown() {
        for algorithm in Algorithm::ALL {
            let sum = algorithm.of(b"rain");
            let digits = sum.to_string();
            assert_eq!(digits.len(), algorithm.digits());
            assert_eq!(Sum::from_hex(algorithm, &digits), Some(sum.clone()));
            assert_eq!(Sum::from_hex(algorithm, &digits.to_uppercase()), Some(sum));
            assert_eq!(Sum::from_hex(algorithm, &digits[1..]), None);
            assert_eq!(Sum::from_hex(algorithm, &digits[..digits.len() - 2]), None);
            assert_eq!(Sum::from_hex(algorithm, &digits.replacen(|_: char| true, "g", 1)), None);
            assert_eq!(Algorithm::from_name(algorithm.name()), Some(algorithm));
        }
    }
}
