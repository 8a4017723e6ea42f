//! Documents that were made to do harm: each is refused in a moment, in words.

use std::fmt::Write;
use std::time::{Duration, Instant};

use statemark::document::{Document, SIZE_LIMIT};
use statemark::fault::FaultKind;
use statemark_convert::xml;
use statemark_specimens::draw::Draw;
use statemark_specimens::examples;

const ROOT: &str = r#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" id="a" type="statement" xml:lang="en" date="2025" issuers="x">"#;

/// The kind and the message of the first fault.
fn first(document: &Document<'_>) -> (FaultKind, String) {
    assert!(document.statement.is_none());
    (document.faults[0].kind, document.faults[0].message.clone())
}

#[test]
fn entities_are_not_even_looked_at() {
    let mut laughs = String::from("<!DOCTYPE lolz [<!ENTITY lol \"lol\">");
    for level in 1..10 {
        write!(laughs, "<!ENTITY lol{level} \"{}\">", format!("&lol{};", level - 1).repeat(10)).unwrap();
    }
    laughs.push_str("]><lolz>&lol9;</lolz>");
    let quadratic = format!("<!DOCTYPE a [<!ENTITY a \"{}\">]><a>{}</a>", "a".repeat(100_000), "&a;".repeat(100_000));
    let external = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><a>&a;</a>";
    let parameter = "<!DOCTYPE a [<!ENTITY % a SYSTEM \"http://example.org/a.dtd\"> %a;]><a/>";
    for text in [&laughs, &quadratic, external, parameter] {
        assert_eq!(first(&xml::read(text.as_bytes())), (FaultKind::Syntax, "a DOCTYPE has no place here".into()));
    }
    let without = format!("{ROOT}<title>{}</title>", "&lol;".repeat(100_000));
    assert_eq!(first(&xml::read(without.as_bytes())).1, "the entity `&lol;` is not declared");
}

#[test]
fn many_children_after_many_others_are_read_in_one_pass() {
    let (titles, authors) = ("<title>A</title>".repeat(100_000), "<author>A</author>".repeat(100_000));
    let text = format!(
        "{ROOT}<title>A</title><sources><source id=\"s\" kind=\"other\">{titles}{authors}</source></sources></statement>"
    );
    assert_eq!(xml::read(text.as_bytes()).faults.len(), 1_001);
}

#[test]
fn declared_namespaces_have_a_limit() {
    let declare = |from: usize, to: usize| (from..to).map(|index| format!(" xmlns:p{index}=\"u\"")).collect::<Vec<_>>().concat();
    let text = |inner: usize| {
        let root = ROOT.replace('>', &declare(0, 200));
        format!("{root}><b{}><p0:c/></b></statement>", declare(200, inner))
    };
    // One is that of the statement itself.
    assert_ne!(first(&xml::read(text(255).as_bytes())).0, FaultKind::Limit);
    assert_eq!(first(&xml::read(text(256).as_bytes())).1, "more than 256 namespaces are declared around this place");
}

#[test]
fn depth_has_a_limit() {
    let message = "elements stand more than 128 deep in each other";
    for inner in ["<a>", "<sections><section>", "<ext><map xmlns='http://www.w3.org/2005/xpath-functions'>", "<a xmlns:p='p'>"] {
        let text = format!("{ROOT}{}", inner.repeat(100_000));
        assert_eq!(first(&xml::read(text.as_bytes())), (FaultKind::Limit, message.into()), "{inner}");
    }
    let text = format!("{ROOT}<sections>{}", "<section>".repeat(100_000));
    assert_eq!(first(&xml::read(text.as_bytes())), (FaultKind::Limit, message.into()));
}

#[test]
fn size_has_a_limit() {
    let mut text = format!("{ROOT}<title>").into_bytes();
    text.resize(SIZE_LIMIT + 1, b'a');
    assert_eq!(first(&xml::read(&text)).0, FaultKind::Limit);
}

#[test]
fn what_is_long_or_many_is_read_in_a_moment() {
    let long = "a".repeat(8_000_000);
    let many = |part: &str| part.repeat(100_000);
    let numbered =
        |count: usize, name: &str| (0..count).map(|number| [" ", name, &number.to_string(), "='u'"].concat()).collect::<String>();
    let (attributes, declarations) = (numbered(100_000, "a"), numbered(1_000, "xmlns:p"));
    for text in [
        format!("{ROOT}<title>{long}</title></statement>"),
        format!("{ROOT}<place country='{long}'>A</place></statement>"),
        format!("{ROOT}<{long}/></statement>"),
        format!("{ROOT}<place{attributes}>A</place></statement>"),
        format!("{ROOT}<place{declarations}>{}</place></statement>", "<p0:a/>".repeat(10_000)),
        format!("{ROOT}{}</statement>", many("<a/>")),
        format!("{ROOT}{}</statement>", many("<title>A</title>")),
        format!("{ROOT}{}</statement>", many("<title xml:lang='fr'>A</title>")),
        format!("{ROOT}{}{}</statement>", many("<title xml:lang='fr'>A</title>"), many("<title>A</title>")),
        format!("{ROOT}{}</statement>", many("<identifier scheme='a'>A</identifier>")),
        format!("{ROOT}{}</statement>", many("<place/>")),
        format!("{ROOT}{}</statement>", many("<rights>A</rights><title>A</title>")),
        format!("{ROOT}<title>{}</title></statement>", many("a<!-- -->&amp;<![CDATA[b]]>")),
        format!("{ROOT}{}</statement>", many("a<a/>")),
    ] {
        let begin = Instant::now();
        let document = xml::read(text.as_bytes());
        assert!(document.statement.is_none() && !document.faults.is_empty());
        // What is read in one pass takes a second or two here, unoptimized; what is not takes minutes.
        assert!(begin.elapsed() < Duration::from_secs(30), "{:?} for {}", begin.elapsed(), &text[100..180]);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for (bytes, kind) in [
        (&b"\x1F\x8B\x08\0\0\0\0\0\0\x03\xB3"[..], FaultKind::Encoding),
        (b"<statement\0/>", FaultKind::Character),
        (b"<\0s\0t\0/\0>\0", FaultKind::Encoding),
        (b"\xEF\xBB\xBF\xEF\xBB\xBF<a/>", FaultKind::Syntax),
        (b"\xFF\xFE", FaultKind::Syntax),
        (b"\xFF", FaultKind::Encoding),
    ] {
        assert_eq!(first(&xml::read(bytes)).0, kind, "{bytes:?}");
    }
}

#[test]
fn changed_bytes_never_break_the_reader() {
    let texts: Vec<Vec<u8>> =
        examples::examples().iter().map(|example| xml::to_string(&example.statement).into_bytes()).collect();
    let parts: &[&[u8]] = &[
        b"<",
        b">",
        b"&",
        b"\"",
        b"'",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"?>",
        b"/>",
        b"</",
        b"<!D",
        b"\0",
        b"\xC3",
        b"&#",
        b";",
        b"xmlns=",
    ];
    let mut draw = Draw::new(1);
    for _ in 0..2_000 {
        let mut bytes = draw.pick(&texts).clone();
        // Of a whole example little would be reached behind the first break.
        bytes.truncate(1 + draw.below(4_000));
        for _ in 0..=draw.below(3) {
            let at = draw.below(bytes.len());
            let end = (at + draw.below(4)).min(bytes.len());
            let part = *draw.pick(parts);
            bytes.splice(at..end, part.iter().copied());
        }
        let document = xml::read(&bytes);
        assert!(document.statement.is_some() || !document.faults.is_empty());
        assert!(document.faults.iter().all(|fault| document.text.is_char_boundary(fault.span.start)));
    }
}
