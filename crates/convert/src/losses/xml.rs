//! Comments and processing instructions of XML that is well-formed: there `<` begins markup wherever it stands, but in CDATA and in them.

use memchr::{memchr2_iter, memmem};
use statemark::node::Span;
use statemark::pointer::Pointer;

use super::{Loss, LossKind};

/// All of them, in their order. The XML declaration is none.
pub(super) fn scan(text: &[u8]) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut from = 0;
    for at in memchr2_iter(b'!', b'?', text) {
        // What stands in what was found before is no markup.
        let Some(start) = at.checked_sub(1).filter(|&start| start >= from && text[start] == b'<') else { continue };
        let rest = &text[start..];
        let (kind, open, close) = match () {
            () if rest.starts_with(b"<!--") => (Some(LossKind::Comment), 4, &b"-->"[..]),
            () if rest.starts_with(b"<![CDATA[") => (None, 9, &b"]]>"[..]),
            () if rest.starts_with(b"<?") => (Some(LossKind::ProcessingInstruction), 2, &b"?>"[..]),
            () => continue,
        };
        let Some(length) = memmem::find(&rest[open..], close) else { break };
        let words = rest[open..open + length].trim_ascii();
        from = start + open + length + close.len();
        let is_declaration = kind == Some(LossKind::ProcessingInstruction) && target(words) == b"xml";
        if let Some(kind) = kind.filter(|_| !is_declaration) {
            let words = String::from_utf8_lossy(words).into_owned();
            losses.push(Loss { kind, span: Span::new(start, from), pointer: Pointer::root(), words });
        }
    }
    losses
}

/// The name that a processing instruction begins with.
fn target(words: &[u8]) -> &[u8] {
    words.split(u8::is_ascii_whitespace).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(LossKind, &str, String)> {
        scan(text.as_bytes()).into_iter().map(|loss| (loss.kind, &text[loss.span.start..loss.span.end], loss.words)).collect()
    }

    #[test]
    fn comments_are_told_from_the_declaration_and_words() {
        use LossKind::{Comment, ProcessingInstruction as Instruction};
        let prolog = "<?xml version=\"1.0\"?>\n";
        assert_eq!(found(&format!("{prolog}<a b='!-- ?>'><![CDATA[<!-- --><?pi?>]]>!?</a>")), []);
        assert_eq!(found(&format!("{prolog}<a/><?pi?>")), [(Instruction, "<?pi?>", "pi".into())]);
        assert_eq!(found(&format!("{prolog}<a><b/><!----></a>")), [(Comment, "<!---->", String::new())]);
        assert_eq!(
            found("<!-- a <?b?> --><c>!<!--d--></c><?xml-model href='e'?>"),
            [
                (Comment, "<!-- a <?b?> -->", "a <?b?>".into()),
                (Comment, "<!--d-->", "d".into()),
                (Instruction, "<?xml-model href='e'?>", "xml-model href='e'".into())
            ]
        );
        for broken in ["<!", "<!-", "<!--", "<!-- --", "<?", "!", "<!x>"] {
            assert_eq!(found(broken), [], "{broken}");
        }
    }
}
