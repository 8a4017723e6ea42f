//! The numbers of the format: counts of code points and votes, and a degree of confidence.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::fault::FaultKind;
use crate::form::Form;
use crate::json::canonical::{self, Canonical};
use crate::json::direct::{Direct, Reader};
use crate::judge::Judge;
use crate::node::{Node, Value};
use crate::word::ValueError;

/// The largest count: 15 digits, which every reader keeps exactly and a pattern can bound.
pub const LARGEST_COUNT: u64 = 999_999_999_999_999;

/// A count, from 0 to 999999999999999: code points of a text, votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Count(u64);

impl Count {
    /// Takes a count.
    ///
    /// # Errors
    /// `ValueError` above 999999999999999.
    pub fn new(count: u64) -> Result<Self, ValueError> {
        if count <= LARGEST_COUNT { Ok(Self(count)) } else { Err(ValueError::new(&count.to_string(), EXPECTED_COUNT)) }
    }

    /// The count.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The count as an index; saturates where `usize` is smaller.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// How sure a coder is of a clause's coding: from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// Takes a degree of confidence.
    ///
    /// # Errors
    /// `ValueError` outside 0 to 1.
    pub fn new(degree: f64) -> Result<Self, ValueError> {
        // Adding zero turns −0 into 0, the one way in which it is written.
        if (0.0..=1.0).contains(&degree) {
            Ok(Self(degree + 0.0))
        } else {
            Err(ValueError::new(&degree.to_string(), EXPECTED_CONFIDENCE))
        }
    }

    /// The degree.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

const EXPECTED_COUNT: &str = "a whole number from 0 to 999999999999999";
const EXPECTED_CONFIDENCE: &str = "a number from 0 to 1";

/// The double that digits stand for, if all readers of JSON agree on it and on how it is written back (RFC 7493, RFC 8785):
/// finite, and where it is written as an integer, that very integer.
///
/// ```
/// use statemark::number::double;
/// assert_eq!(double("-0.5e3"), Some(-500.0));
/// assert_eq!(double("9007199254740993"), None);
/// ```
pub fn double(digits: &str) -> Option<f64> {
    let number: f64 = digits.parse().ok().filter(|number: &f64| number.is_finite())?;
    // From 2^53 on the next integer has no double of its own and falls on this one.
    if number.abs() >= 9_007_199_254_740_992.0 {
        let exact = format!("{number:.0}");
        let mut buffer = ryu_js::Buffer::new();
        let is_other_integer = |text: &str| !text.contains(['.', 'e', 'E']) && text != exact;
        if is_other_integer(digits) || is_other_integer(buffer.format(number)) {
            return None;
        }
    }
    Some(number + 0.0)
}

/// Whether a text is a number of JSON (RFC 8259, 6): `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?`.
///
/// ```
/// use statemark::number::is_json;
/// assert!(is_json("-0.5e3") && !is_json("01") && !is_json("1,000"));
/// ```
pub fn is_json(text: &str) -> bool {
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Whether a string is a number that lost its way into quotation marks.
pub(crate) fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && double(text).is_some()
}

impl Count {
    fn of(digits: &str) -> Option<Self> {
        let count = digits.parse::<u64>().ok().or_else(|| {
            // JSON may write 12 as 12.0 or 1.2e1.
            double(digits).filter(|number| number.fract() == 0.0 && *number >= 0.0 && *number < 1e15).map(whole)
        });
        count.and_then(|count| Self::new(count).ok())
    }
}

impl Confidence {
    fn of(digits: &str) -> Option<Self> {
        double(digits).and_then(|number| Self::new(number).ok())
    }
}

impl Direct for Count {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        json.digits().and_then(Self::of)
    }
}

impl Direct for Confidence {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        json.digits().and_then(Self::of)
    }
}

impl Canonical for Count {
    fn write(&self, json: &mut Vec<u8>) {
        self.0.write(json);
    }
}

impl Canonical for Confidence {
    fn write(&self, json: &mut Vec<u8>) {
        canonical::number(json, self.0);
    }
}

impl Form for Count {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        let Value::Number(digits) = &node.value else {
            judge.wrong_type(node, EXPECTED_COUNT);
            return None;
        };
        let count = Self::of(digits);
        if count.is_none() {
            judge.wrong_value(node, digits, EXPECTED_COUNT);
        }
        count
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the caller checked that it is whole and in range")]
fn whole(number: f64) -> u64 {
    number as u64
}

impl Form for Confidence {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        let Value::Number(digits) = &node.value else {
            judge.wrong_type(node, EXPECTED_CONFIDENCE);
            return None;
        };
        let confidence = Self::of(digits);
        if confidence.is_none() {
            judge.wrong_value(node, digits, EXPECTED_CONFIDENCE);
        }
        confidence
    }
}

impl JsonSchema for Count {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Count".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"description": EXPECTED_COUNT, "type": "integer", "minimum": 0, "maximum": LARGEST_COUNT, "examples": [0, 992]})
    }
}

impl JsonSchema for Confidence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"description": EXPECTED_CONFIDENCE, "type": "number", "minimum": 0, "maximum": 1, "examples": [0.8]})
    }
}

/// Whether digits stand for a number of `ext`; says why not.
pub(crate) fn ext_number(node: &Node<'_>, digits: &str, judge: &mut Judge<'_>) -> Option<f64> {
    let number = double(digits);
    if number.is_none() {
        let message = format!("JSON readers do not agree on the number {}", crate::fault::shown_key(digits));
        judge.fault(
            FaultKind::Number,
            node.span,
            message,
            "write it as a string, or as a number that a double holds exactly".into(),
        );
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_json() {
        assert!(["0", "-0", "12", "-0.5", "1e5", "1E+05", "1.5e-3"].iter().all(|text| is_json(text)));
        assert!(["", "-", "+1", "01", "1.", ".5", "1e", "0x1", "NaN", "INF", " 1", "1e5.0"].iter().all(|text| !is_json(text)));
    }

    #[test]
    fn an_integer_is_its_double_or_refused() {
        for exact in ["0", "-0", "9007199254740991", "9007199254740992", "-9007199254740992", "10000000000000000", "1e21", "0.1"]
        {
            assert!(double(exact).is_some(), "{exact}");
        }
        for inexact in ["9007199254740993", "-9007199254740993", "123456789012345678901", "1e400"] {
            assert!(double(inexact).is_none(), "{inexact}");
        }
    }
}
