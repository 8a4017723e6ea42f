//! What a plain scalar of YAML means: its raw text in known fields, a value of YAML 1.2's core schema in `ext`.

use statemark::number::is_json;

use super::read::Value;

/// Where in a document a value stands, which decides how plain scalars are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Schema {
    /// The statement itself.
    Statement,
    /// An entity, a source or an action, or the list of them.
    WithExt,
    /// The adoption.
    Adoption,
    /// A section, or the list of them.
    Section,
    /// A clause, or the list of them.
    Clause,
    /// A piece of evidence, or the list of them.
    Evidence,
    /// A number.
    Number,
    /// `true`.
    True,
    /// Any other known field.
    Known,
    /// `ext`, and all within.
    Ext,
}

impl Schema {
    /// How the value under a key of a map is read.
    pub(super) fn under(self, key: &str) -> Self {
        match (self, key) {
            (Self::Ext, _) | (Self::Statement | Self::WithExt | Self::Clause, "ext") => Self::Ext,
            (Self::Statement, "adoption") => Self::Adoption,
            (Self::Statement, "entities" | "sources") | (Self::Clause, "actions") => Self::WithExt,
            (Self::Statement | Self::Section, "sections") => Self::Section,
            (Self::Section | Self::Clause, "clauses") => Self::Clause,
            (Self::Clause, "evidence") => Self::Evidence,
            (Self::Adoption, "for" | "against" | "abstaining")
            | (Self::Clause, "confidence")
            | (Self::Evidence, "start" | "end") => Self::Number,
            (Self::Clause, "continues") => Self::True,
            _ => Self::Known,
        }
    }
}

/// The value of a plain scalar; the error says why JSON has none for it.
pub(super) fn value(text: &str, schema: Schema) -> Result<Value, String> {
    match schema {
        // A key with nothing behind it.
        _ if text.is_empty() => Ok(Value::Null),
        Schema::Ext => core(text),
        Schema::True if matches!(text, "true" | "false") => Ok(Value::Boolean(text == "true")),
        Schema::Number if is_json(text) => Ok(Value::Number(text.to_owned().into())),
        _ => Ok(Value::String(text.to_owned().into())),
    }
}

/// YAML 1.2.2, section 10.3.2.
fn core(text: &str) -> Result<Value, String> {
    Ok(match text {
        "null" | "Null" | "NULL" | "~" => Value::Null,
        "true" | "True" | "TRUE" => Value::Boolean(true),
        "false" | "False" | "FALSE" => Value::Boolean(false),
        ".nan" | ".NaN" | ".NAN" => return Err(format!("JSON has no number for {text}")),
        _ if matches!(text.strip_prefix(['+', '-']).unwrap_or(text), ".inf" | ".Inf" | ".INF") => {
            return Err(format!("JSON has no number for {text}"));
        }
        _ => match number(text) {
            Some(digits) => Value::Number(digits?.into()),
            None => Value::String(text.to_owned().into()),
        },
    })
}

/// The digits in JSON's grammar of what the core schema takes as a number.
fn number(text: &str) -> Option<Result<String, String>> {
    if let Some((radix, digits)) =
        text.strip_prefix("0x").map(|digits| (16, digits)).or(text.strip_prefix("0o").map(|digits| (8, digits)))
    {
        let all = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        let number =
            || u128::from_str_radix(digits, radix).map_or_else(|_| beyond(digits, radix), |number| Some(number.to_string()));
        return all.then(|| number().ok_or_else(|| "a whole number that is too large, or that no double is".to_owned()));
    }
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = unsigned.split_at(unsigned.find(['e', 'E']).unwrap_or(unsigned.len()));
    let (whole, fraction) = mantissa.split_at(mantissa.find('.').unwrap_or(mantissa.len()));
    let fraction_digits = fraction.strip_prefix('.').unwrap_or(fraction);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_digits = exponent.get(1..).map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
    if !digits(whole)
        || !digits(fraction_digits)
        || (whole.is_empty() && fraction_digits.is_empty())
        || exponent_digits.is_some_and(|rest| rest.is_empty() || !digits(rest))
    {
        return None;
    }
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    let fraction = match fraction {
        "" => String::new(),
        "." => ".0".to_owned(),
        digits => digits.to_owned(),
    };
    Some(Ok(format!("{sign}{whole}{fraction}{exponent}")))
}

/// The decimal digits of a number beyond 128 bits, if it is a double.
fn beyond(digits: &str, radix: u32) -> Option<String> {
    let significant = digits.trim_end_matches('0');
    let zeros = i32::try_from(digits.len() - significant.len()).ok()?;
    let whole = u128::from_str_radix(significant, radix).ok()?.to_string();
    let double: f64 = whole.parse().ok()?;
    let number = double * f64::from(radix).powi(zeros);
    (format!("{double:.0}") == whole && number.is_finite()).then(|| format!("{number:.0}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ext_follows_the_core_schema() {
        for (text, digits) in [
            ("12", "12"),
            ("-0", "-0"),
            ("+5", "5"),
            ("007", "7"),
            ("0x1F", "31"),
            ("0o17", "15"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("1e+21", "1e+21"),
            ("-1.50E3", "-1.50E3"),
        ] {
            assert_eq!(value(text, Schema::Ext), Ok(Value::Number(digits.into())), "{text}");
        }
        for text in ["no", "yes", "2025-02-06", "1_000", "0b1", "1:30", "0x", "e5", ".", "-", "+", "1e", "NO", "tRUE", "-0x1"] {
            assert_eq!(value(text, Schema::Ext), Ok(Value::String(text.into())), "{text}");
        }
        assert_eq!(value("~", Schema::Ext), Ok(Value::Null));
        assert_eq!(value("TRUE", Schema::Ext), Ok(Value::Boolean(true)));
        assert!(value("-.inf", Schema::Ext).is_err() && value(".nan", Schema::Ext).is_err());
    }

    #[test]
    fn a_large_number_of_another_base_is_read_if_it_is_a_double() {
        let digits = |text: &str| value(text, Schema::Ext).map_err(drop);
        let decimal = |text: &str| Ok(Value::Number(text.to_owned().into()));
        assert_eq!(digits(&format!("0x4{}", "0".repeat(32))), decimal("1361129467683753853853498429727072845824"));
        assert_eq!(digits(&format!("0o4{}", "0".repeat(43))), decimal("2722258935367507707706996859454145691648"));
        assert_eq!(digits(&format!("0x{}1F", "0".repeat(99))), decimal("31"));
        assert!(digits(&format!("0x1{}", "0".repeat(255))).is_ok_and(|value| value != Value::Null));
        for text in ["F".repeat(33), format!("1{}1", "0".repeat(40)), format!("1{}", "0".repeat(256)), "9".repeat(9999)] {
            assert_eq!(digits(&format!("0x{text}")), Err(()), "{text}");
        }
    }

    #[test]
    fn known_fields_keep_their_raw_text() {
        for text in ["no", "1.0", "2025-02-06", "null", "0x1", "true"] {
            assert_eq!(value(text, Schema::Known), Ok(Value::String(text.into())));
        }
        assert_eq!(value("15", Schema::Number), Ok(Value::Number("15".into())));
        assert_eq!(value("015", Schema::Number), Ok(Value::String("015".into())));
        assert_eq!(Schema::Statement.under("identifiers").under("ext"), Schema::Known);
    }
}
