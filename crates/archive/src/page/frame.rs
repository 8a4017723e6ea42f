//! The frame of the page: its head with the policy and the style, the way to its parts, its foot.

use super::{Page, Part, facts};

/// The style: for screens, light and dark, wide and narrow, and for paper.
const STYLE: &str = include_str!("page.css");

/// What the page may do: use the style with this SHA-256, and nothing else.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    style-src 'sha256-mBVmsEnuntng83olQOIBrOS1sB73R8jJYimVhyXEh54='";

/// Puts the parts that hold something into a page.
pub(super) fn around(page: &Page<'_>, parts: &[Part]) -> String {
    let parts = || parts.iter().filter(|(_, _, html)| !html.is_empty());
    let way: String = parts().map(|(id, title, _)| format!("<li><a href=\"#{id}\">{title}</a></li>\n")).collect();
    let part = |(id, title, html): &Part| {
        format!(
            "<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{title}</h2>\n{html}</section>\n"
        )
    };
    [
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n",
        &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"),
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
        &facts::title(page.statement),
        &format!("<style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#words\">Go to the words</a>\n"),
        &format!("<header>\n{}</header>\n", page.head()),
        &format!(
            "<nav aria-label=\"Parts of this page\">\n<ul>\n{way}<li><a href=\"#about\">About this page</a></li>\n</ul>\n</nav>\n"
        ),
        &format!("<main>\n{}</main>\n", parts().map(part).collect::<String>()),
        &format!("<footer id=\"about\">\n<h2>About this page</h2>\n{}</footer>\n</body>\n</html>\n", page.about()),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use statemark::digest::Digest;

    /// RFC 4648, for the 32 bytes of a digest.
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let digits = bytes.chunks(3).flat_map(|chunk| {
            let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or_default()));
            let digit = move |at: usize| if at > chunk.len() { '=' } else { char::from(DIGITS[bits >> (18 - 6 * at) & 63]) };
            (0..4).map(digit)
        });
        digits.collect()
    }

    #[test]
    fn the_policy_lets_this_style_pass_and_no_other() {
        let hash = base64(Digest::of_bytes(STYLE.as_bytes()).as_bytes());
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "the style has another hash: sha256-{hash}");
    }
}
