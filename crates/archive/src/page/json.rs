//! `ext`, as JSON that people can read.

use statemark::ext::Ext;

use super::words::escaped;

/// An `ext` as a block of JSON, if there is anything in it.
pub(super) fn block(ext: &Ext) -> Option<String> {
    ext.to_json().map(|json| format!("<pre class=\"json\" lang=\"\" dir=\"ltr\">\n{}</pre>\n", laid_out(&json)))
}

/// Compact JSON with each item on a line of its own, two spaces a level. Strings stand apart from what is around them, since they may
/// run from right to left.
fn laid_out(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    let mut depth = 0_usize;
    let mut rest = compact;
    while let Some(c) = rest.chars().next() {
        let (token, behind) = rest.split_at(if c == '"' { string_end(rest) } else { c.len_utf8() });
        let is_empty = matches!((c, behind.chars().next()), ('{', Some('}')) | ('[', Some(']')));
        let was_empty = out.ends_with(['{', '[']);
        match c {
            '"' => out.extend(["<bdi>", &escaped(token), "</bdi>"]),
            '{' | '[' if is_empty => out.push(c),
            '{' | '[' => {
                depth += 1;
                out.push(c);
                line(&mut out, depth);
            }
            '}' | ']' if was_empty => out.push(c),
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => out.push(c),
        }
        rest = behind;
    }
    out
}

/// How long the string is with which a text begins, its quotation marks counted.
fn string_end(text: &str) -> usize {
    let mut is_escape = false;
    let end = text.bytes().enumerate().skip(1).find(|&(_, byte)| {
        let is_end = byte == b'"' && !is_escape;
        is_escape = byte == b'\\' && !is_escape;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_laid_out_as_others_do() {
        let compact = r#"{"a":[1,{"b":null},[],{}],"c":"{[,:]} \"x\\","d":true}"#;
        let value: serde_json::Value = serde_json::from_str(compact).unwrap();
        let text = laid_out(compact).replace("<bdi>", "").replace("</bdi>", "").replace("&quot;", "\"");
        assert_eq!(text, serde_json::to_string_pretty(&value).unwrap());
    }
}
