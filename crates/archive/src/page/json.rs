//! `ext`, as JSON that people can read.

use statemark::ext::Ext;

use super::words::escaped;

/// An `ext` as a block of JSON, if there is anything in it.
pub(super) fn block(ext: &Ext) -> Option<String> {
    ext.to_json().map(|json| format!("<pre class=\"json\" dir=\"ltr\">\n{}</pre>\n", escaped(&laid_out(&json))))
}

/// Compact JSON with each item on a line of its own, two spaces a level.
fn laid_out(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    let (mut depth, mut is_string, mut is_escape) = (0, false, false);
    let mut characters = compact.chars().peekable();
    while let Some(c) = characters.next() {
        let is_empty = matches!((c, characters.peek()), ('{', Some('}')) | ('[', Some(']')));
        match c {
            _ if is_string => out.push(c),
            '{' | '[' if is_empty => {
                out.push(c);
                out.extend(characters.next());
            }
            '{' | '[' => {
                depth += 1;
                out.push(c);
                line(&mut out, depth);
            }
            '}' | ']' => {
                depth -= 1;
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
        is_string ^= c == '"' && !is_escape;
        is_escape = c == '\\' && !is_escape;
    }
    out
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
        assert_eq!(laid_out(compact), serde_json::to_string_pretty(&value).unwrap());
    }
}
