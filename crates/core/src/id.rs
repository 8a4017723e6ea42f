//! The names of things: a statement in its dataset, an object in its statement, a scheme of outside names.

use crate::word::word;

word! {
    /// The id of an entity, topic, source, section, clause or action: an NCName, unique in its statement.
    ///
    /// ```
    /// # use statemark::id::Id;
    /// assert!(Id::new("one-china").is_ok());
    /// assert!(Id::new("1st").is_err());
    /// ```
    pub struct Id {
        rule: |text| {
            let mut bytes = text.bytes();
            bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_') && bytes.all(is_name_byte)
        },
        pattern: "^[A-Za-z_][A-Za-z0-9._\\-]*$",
        expected: "an id: a letter or `_`, then letters, digits, `.`, `_` or `-`",
        examples: ["cn", "one-china", "op1-a"]
    }
}

word! {
    /// The id of a statement, unique in its dataset and safe as a file name: at most 128 characters, never `..` in it.
    pub struct StatementId {
        rule: |text| {
            text.len() <= 128
                && text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
                && text.bytes().all(is_name_byte)
                && !text.contains("..")
        },
        pattern: "^(?=.{1,128}$)[A-Za-z0-9](\\.?[A-Za-z0-9_\\-])*\\.?$",
        expected: "a statement id: a letter or digit, then letters, digits, `.`, `_` or `-`, no `..`, at most 128 characters",
        examples: ["cn-pk-2025-02-06", "S-RES-242-1967"]
    }
}

word! {
    /// The name of a scheme of identifiers, such as `doi`, `un-symbol` or `wikidata`.
    pub struct Scheme {
        rule: |text| {
            let mut bytes = text.bytes();
            let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            bytes.next().is_some_and(lower) && bytes.all(|byte| lower(byte) || byte == b'.' || byte == b'-')
        },
        pattern: "^[a-z0-9][a-z0-9.\\-]*$",
        expected: "a scheme: small letters, digits, `.` or `-`, a letter or digit first",
        examples: ["un-symbol", "doi", "wikidata"]
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}
