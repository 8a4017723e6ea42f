//! The frame of the page: its head with the policy and the style, the way to its parts, its foot.

use super::words::joined;
use super::{Page, Part, facts};

/// The style: for screens, light and dark, wide and narrow, and for paper.
const STYLE: &str = include_str!("page.css");

/// What the page may do: use the style inside it, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Puts the parts that hold something into a page.
pub(super) fn around(page: &Page<'_>, parts: &[Part]) -> String {
    let parts = || parts.iter().filter(|(_, _, html)| !html.is_empty());
    let way = joined(parts().map(|(id, title, _)| format!("<li><a href=\"#{id}\">{title}</a></li>\n")));
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
        &format!("<main>\n{}</main>\n", joined(parts().map(part))),
        &format!("<footer id=\"about\">\n<h2>About this page</h2>\n{}</footer>\n</body>\n</html>\n", page.about()),
    ]
    .concat()
}
