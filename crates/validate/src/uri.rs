//! What is wrong with an address: the grammar of URIs (RFC 3986) and IRIs (RFC 3987), as far as form has not judged it.

/// What is wrong with an absolute URI, as the end of a sentence, and how to mend it. Letters beyond ASCII are right, as in IRIs.
pub(crate) fn wrong(uri: &str) -> Option<(String, String)> {
    let Some((scheme, rest)) = uri.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
        return Some(("has no scheme, such as `https:`, at its beginning".to_owned(), with_scheme(uri)));
    };
    if let Some(wrong) = wrong_characters(rest) {
        return Some(wrong);
    }
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("http") || is("https") || is("ftp") || is("ftps") {
        return wrong_host(rest).map(|(wrong, help)| (wrong.to_owned(), help.to_owned()));
    }
    let name = rest.split(['?', '#']).next().unwrap_or_default();
    let parts = name.split_once(':').map_or(("", ""), |parts| parts);
    if name.is_empty() {
        return Some((format!("has nothing behind `{scheme}:`"), "write the whole address".to_owned()));
    }
    if is("urn") && (parts.0.len() < 2 || parts.1.is_empty()) {
        let help = "write the namespace and the name in it, such as `urn:isbn:9780141036144`".to_owned();
        return Some(("is no URN: it lacks a namespace or the name in it".to_owned(), help));
    }
    None
}

/// Whether this is the scheme of a URI.
fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// A way to mend an address without a scheme.
fn with_scheme(uri: &str) -> String {
    let host = uri.trim_start_matches(['/', ':']).split(['/', '?', '#']).next().unwrap_or_default();
    let like_a_host = host.contains('.') && wrong_host(&format!("//{host}")).is_none();
    if like_a_host {
        format!("write `https://{}`", uri.trim_start_matches(['/', ':']))
    } else {
        "write an absolute URI, such as `https://www.un.org/en/about-us/un-charter`".to_owned()
    }
}

/// A character that no URI has at its place.
fn wrong_characters(rest: &str) -> Option<(String, String)> {
    let bytes = rest.as_bytes();
    let mut fragment = false;
    for (index, byte) in bytes.iter().enumerate() {
        let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        match byte {
            b'%' if !is_hex(index + 1) || !is_hex(index + 2) => {
                let help = "write `%25` for a per cent sign, else two hexadecimal digits after it".to_owned();
                return Some(("has a `%` without two hexadecimal digits after it".to_owned(), help));
            }
            b'#' if std::mem::replace(&mut fragment, true) => {
                return Some(("has a second `#`".to_owned(), "write `%23` for the second one".to_owned()));
            }
            b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=0x1F | 0x7F => {
                let shown = char::from(*byte).escape_debug();
                let or = if *byte == b'\\' { ", or `/` if a slash was meant" } else { "" };
                let help = format!("write `%{byte:02X}` for it{or}");
                return Some((format!("has the character `{shown}`, which no URI may have"), help));
            }
            _ => {}
        }
    }
    None
}

/// What is wrong with the host and port of an address whose scheme has one.
fn wrong_host(rest: &str) -> Option<(&'static str, &'static str)> {
    const WHOLE: &str = "write the whole address, such as `https://www.un.org/en/about-us/un-charter`";
    let Some(after) = rest.strip_prefix("//") else {
        return Some(("lacks the `//` before its host", "write two slashes after the scheme and its colon"));
    };
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(address) = host_and_port.strip_prefix('[') {
        let (address, port) = address.split_once(']')?;
        let right = address.contains(':') && is_port(port.strip_prefix(':').unwrap_or(port));
        return (!right).then_some(("has a host in brackets that is no IPv6 address", WHOLE));
    }
    let (host, port) = host_and_port.rsplit_once(':').unwrap_or((host_and_port, ""));
    if host.is_empty() {
        return Some(("has no host", WHOLE));
    }
    if !after[authority.len()..].is_empty() && matches!(host, "http" | "https") {
        return Some(("has its scheme twice", "take one of the two out"));
    }
    if !is_port(port) {
        return Some(("has a port that is no number up to 65535", "write the port in digits, or take the colon out"));
    }
    let labels = host.strip_suffix('.').unwrap_or(host);
    if labels.split('.').any(str::is_empty) {
        return Some(("has a host with an empty part", "write one dot between the parts of the host"));
    }
    let is_name = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '%');
    (!host.chars().all(is_name)).then_some(("has a host that is no name of a host", WHOLE))
}

fn is_port(port: &str) -> bool {
    port.is_empty() || (port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn right_addresses_are_right() {
        for uri in [
            "https://www.un.org/en/about-us/un-charter",
            "http://example.org",
            "https://example.org:8443/a?b=c&d[]=%C3%A9#e/f?g",
            "https://user:word@example.org/~x/(a);b=1,2",
            "https://[2001:db8::1]:80/",
            "http://127.0.0.1/",
            "https://例え.jp/パス",
            "HTTPS://EXAMPLE.ORG./",
            "https://web.archive.org/web/2020/https://www.state.gov/x",
            "urn:isbn:9780141036144",
            "urn:newsml:dpa.com:20090101:190510-99-167362",
            "doi:10.1000/182",
            "mailto:press@example.org",
            "tag:example.org,2024:a",
            "info:lccn/2002022641",
            "file:///a/b",
            "https://intranet/a",
            "https://my_host.example.org/",
        ] {
            assert_eq!(wrong(uri), None, "{uri}");
        }
    }

    #[test]
    fn wrong_addresses_are_told_with_the_cause() {
        for (uri, cause) in [
            ("www.un.org/x", "has no scheme"),
            ("//un.org/x", "has no scheme"),
            ("1http://un.org", "has no scheme"),
            ("https//un.org/x", "has no scheme"),
            ("https:/un.org/x", "lacks the `//`"),
            ("http:un.org", "lacks the `//`"),
            ("https:///x", "has no host"),
            ("https://", "has no host"),
            ("https://:80/", "has no host"),
            ("https://http://un.org/", "has its scheme twice"),
            ("https://https//un.org/", "has its scheme twice"),
            ("https://un..org/", "an empty part"),
            ("https://.un.org/", "an empty part"),
            ("https://un,org/", "no name of a host"),
            ("https://un.org:80a/", "a port"),
            ("https://un.org:99999/", "a port"),
            ("https://[un.org]/", "no IPv6 address"),
            ("https://un.org/100%", "has a `%`"),
            ("https://un.org/%zz", "has a `%`"),
            ("https://un.org/a b", "the character ` `"),
            ("https://un.org/<a>", "the character `<`"),
            ("https://un.org\\a", "the character `\\\\`"),
            ("https://un.org/a#b#c", "a second `#`"),
            ("urn:x", "no URN"),
            ("urn:isbn:", "no URN"),
            ("doi:", "nothing behind `doi:`"),
        ] {
            let told = wrong(uri).unwrap_or_else(|| panic!("{uri} is wrong")).0;
            assert!(told.contains(cause), "{uri}: {told}");
        }
        assert_eq!(wrong("www.un.org/x").unwrap().1, "write `https://www.un.org/x`");
    }
}
