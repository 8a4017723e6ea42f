//! The name of a file as other programs take it.

use std::fmt::Write;
use std::path::MAIN_SEPARATOR;

/// The path with `/` between its steps and without `./` before it.
pub(super) fn path(file: &str) -> String {
    let path = if MAIN_SEPARATOR == '\\' { file.replace('\\', "/") } else { file.to_owned() };
    let mut rest = path.as_str();
    while let Some(after) = rest.strip_prefix("./") {
        rest = after.trim_start_matches('/');
    }
    if rest.is_empty() { path } else { rest.to_owned() }
}

/// The path as a reference by URI (RFC 3986): relative where the name is, else of scheme `file`.
pub(super) fn uri(file: &str) -> String {
    let path = path(file);
    // `C:/` of Windows has no slash before it.
    let mut out = String::from(match path.as_bytes() {
        [b'/', ..] => "file://",
        [_, b':', ..] if MAIN_SEPARATOR == '\\' => "file:///",
        _ => "",
    });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").expect("writing to a string does not fail"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds_are_uris() {
        let uris = ["./a b/ü%.json", "a:b.json", "../x#y?.xml", "/srv/中.md", "././/a", "stdin", "./", "-", "a\\b"].map(uri);
        let expected = [
            "a%20b/%C3%BC%25.json",
            "a%3Ab.json",
            "../x%23y%3F.xml",
            "file:///srv/%E4%B8%AD.md",
            "a",
            "stdin",
            "./",
            "-",
            if cfg!(windows) { "a/b" } else { "a%5Cb" },
        ];
        assert_eq!(uris, expected);
    }
}
