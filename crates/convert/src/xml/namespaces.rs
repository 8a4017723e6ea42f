//! Namespaces in XML 1.0: which prefix stands for which namespace, and the expanded names of elements and attributes.

use std::borrow::Cow;

use statemark::fault::{FaultKind, shown_key};
use statemark::node::Span;

use super::NAMESPACE;
use super::chars::is_plain_name;
use super::faults::{Broken, Parsed, broken, broken_as};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// How many namespaces may be declared by the elements that are open, since each name is looked up among them.
const DECLARATIONS: usize = 256;

/// The name of an element or attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Name<'text> {
    /// The namespace; empty for none.
    pub namespace: Cow<'text, str>,
    /// The name in its namespace.
    pub local: &'text str,
    /// The name as written, with its prefix.
    pub written: &'text str,
}

impl<'text> Name<'text> {
    /// A name as it is written, before its prefix is known.
    pub(super) fn written(written: &'text str) -> Self {
        Self { namespace: Cow::Borrowed(""), local: written, written }
    }

    /// Whether it is in the namespace of the format.
    pub fn is_own(&self) -> bool {
        // Mostly it is the very string that `own` gave it.
        std::ptr::eq(&raw const *self.namespace, NAMESPACE) || self.namespace == NAMESPACE
    }
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute<'text> {
    /// Its name.
    pub name: Name<'text>,
    /// Where the name stands.
    pub name_span: Span,
    /// The value, normalized as XML asks: references resolved, line breaks and tabs turned into spaces.
    pub value: Cow<'text, str>,
    /// Where the value stands, without its quotation marks.
    pub span: Span,
}

/// The prefixes that are declared by the elements that are open.
#[derive(Debug, Default)]
pub(super) struct Scopes<'text> {
    /// Prefix (empty for the default namespace) and namespace, the innermost last.
    declared: Vec<(&'text str, Cow<'text, str>)>,
    /// How many were declared where each open element opened.
    opened: Vec<usize>,
}

impl<'text> Scopes<'text> {
    /// The scopes of a document in which these prefixes are declared from the beginning.
    pub(super) fn within(declared: Vec<(&'text str, Cow<'text, str>)>) -> Self {
        Self {
            declared: declared.into_iter().map(|(prefix, namespace)| (prefix, own(namespace))).collect(),
            opened: Vec::with_capacity(16),
        }
    }

    /// Prefix and namespace of all that is declared.
    pub(super) fn declared(&self) -> Vec<(String, String)> {
        self.declared.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), namespace.clone().into_owned())).collect()
    }

    /// Opens an element: takes its declarations, gives its name and its other attributes.
    pub(super) fn open(
        &mut self,
        name: &'text str,
        name_span: Span,
        mut attributes: Vec<Attribute<'text>>,
    ) -> Parsed<(Name<'text>, Vec<Attribute<'text>>)> {
        let is_plain = |attribute: &Attribute<'_>| !attribute.name.written.contains(':') && attribute.name.written != "xmlns";
        if !name.contains(':') && attributes.iter().all(is_plain) {
            return Ok((self.open_plain(name, &attributes)?, attributes));
        }
        no_twins(&attributes, |attribute| (attribute.name.written, ""))?;
        self.opened.push(self.declared.len());
        for declaration in attributes.extract_if(.., |attribute| declared(attribute.name.written).is_some()) {
            self.declare(declared(declaration.name.written).unwrap_or_default(), declaration)?;
        }
        let name = self.expand(name, name_span, true)?;
        for attribute in &mut attributes {
            attribute.name = self.expand(attribute.name.written, attribute.name_span, false)?;
        }
        if attributes.iter().any(|attribute| !attribute.name.namespace.is_empty()) {
            no_twins(&attributes, |attribute| (attribute.name.local, &attribute.name.namespace))?;
        }
        Ok((name, attributes))
    }

    /// Opens an element where no name has a prefix and nothing is declared: the names of its attributes are what is written.
    pub(super) fn open_plain(&mut self, name: &'text str, attributes: &[Attribute<'text>]) -> Parsed<Name<'text>> {
        no_twins(attributes, |attribute| (attribute.name.written, ""))?;
        self.opened.push(self.declared.len());
        let default = self.declared.iter().rev().find(|(prefix, _)| prefix.is_empty());
        let namespace = default.map(|(_, namespace)| namespace.clone()).unwrap_or_default();
        Ok(Name { namespace, local: name, written: name })
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        self.declared.truncate(self.opened.pop().unwrap_or_default());
    }

    fn declare(&mut self, prefix: &'text str, attribute: Attribute<'text>) -> Parsed<()> {
        let Attribute { name, name_span: span, value, .. } = attribute;
        match (prefix, &*value) {
            ("xml", XML) => return Ok(()),
            ("xml" | "xmlns", _) => {
                return Err(broken(span, format!("the prefix `{prefix}` cannot be declared"), "take the declaration out"));
            }
            (_, XML | XMLNS) => {
                return Err(broken(
                    span,
                    format!("`{value}` is a namespace that XML keeps for itself"),
                    "take the declaration out",
                ));
            }
            ("", _) if name.written == "xmlns" => {}
            (_, "") => {
                let message = format!("the prefix `{}` is declared for no namespace", shown_key(prefix));
                return Err(broken(span, message, "write the namespace, or take the declaration out"));
            }
            _ if !is_plain_name(prefix) => return Err(no_name(name.written, span)),
            _ => {}
        }
        if self.declared.len() == DECLARATIONS {
            let message = format!("more than {DECLARATIONS} namespaces are declared around this place");
            return Err(broken_as(FaultKind::Limit, span, message, "take out those that nothing uses"));
        }
        self.declared.push((prefix, own(value)));
        Ok(())
    }

    fn expand(&self, written: &'text str, span: Span, is_element: bool) -> Parsed<Name<'text>> {
        let (prefix, local) = match written.bytes().position(|byte| byte == b':') {
            // What is written was read as a name.
            None => ("", written),
            Some(colon) => (&written[..colon], &written[colon + 1..]),
        };
        if local.len() < written.len() && !(is_plain_name(prefix) && is_plain_name(local)) {
            return Err(no_name(written, span));
        }
        let declared = || self.declared.iter().rev().find(|(known, _)| *known == prefix).map(|(_, namespace)| namespace.clone());
        let namespace = match prefix {
            "xml" => Cow::Borrowed(XML),
            "" if !is_element => Cow::Borrowed(""),
            "" => declared().unwrap_or_default(),
            _ => declared().ok_or_else(|| {
                let message = format!("the prefix of `{}` is not declared", shown_key(written));
                broken(span, message, format!("declare it with xmlns:{}=\"…\", or take it out", shown_key(prefix)))
            })?,
        };
        Ok(Name { namespace, local, written })
    }
}

/// A namespace, where it is that of the format as the one string of which all names in it are told.
fn own(namespace: Cow<'_, str>) -> Cow<'_, str> {
    if namespace == NAMESPACE { Cow::Borrowed(NAMESPACE) } else { namespace }
}

/// Whether two names are the same. They are short, and so many that a call for each to compare memory would take longer.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).all(|(one, other)| one == other)
}

fn no_name(name: &str, span: Span) -> Broken {
    broken(
        span,
        format!("`{}` is no name", shown_key(name)),
        "a name has at most one colon, between a prefix and the name proper",
    )
}

/// Refuses two attributes of one name, where `name` gives that and its namespace.
fn no_twins<'tag>(attributes: &'tag [Attribute<'_>], name: impl Fn(&'tag Attribute<'_>) -> (&'tag str, &'tag str)) -> Parsed<()> {
    let is_twin = |(one, its): (&str, &str), (other, others): (&str, &str)| is_same(one, other) && its == others;
    let has_twin = |(index, one)| attributes[..index].iter().any(|other| is_twin(name(other), name(one)));
    if attributes.len() <= FEW && !attributes.iter().enumerate().any(has_twin) {
        return Ok(());
    }
    let mut names: Vec<_> = attributes.iter().map(|attribute| (name(attribute), attribute.name_span)).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        None => Ok(()),
        Some(pair) => {
            let message = format!("the attribute `{}` stands here twice", shown_key(pair[1].0.0));
            Err(broken(pair[1].1, message, "keep one of them"))
        }
    }
}

/// The prefix that an attribute of this name declares, if it declares one: empty for the default namespace.
fn declared(name: &str) -> Option<&str> {
    let rest = name.strip_prefix("xmlns")?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix(':') }
}

/// How many attributes are compared with each other rather than sorted.
const FEW: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::attributes::attributes;

    fn open<'text>(scopes: &mut Scopes<'text>, name: &'text str, text: &'text str) -> Result<String, String> {
        let raw = attributes(text, Span::new(0, text.len()), 10).unwrap();
        let (name, attributes) = scopes.open(name, Span::default(), raw).map_err(|broken| broken.into_fault().message)?;
        let show = |name: &Name<'_>| format!("{{{}}}{}", name.namespace, name.local);
        Ok(std::iter::once(&name).chain(attributes.iter().map(|a| &a.name)).map(show).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn prefixes_hold_where_they_are_declared() {
        let mut scopes = Scopes::default();
        assert_eq!(open(&mut scopes, "a", " xmlns='u' xmlns:p='v' b='' p:c=''").unwrap(), "{u}a {}b {v}c");
        assert_eq!(open(&mut scopes, "p:a", " xmlns:p='w' xmlns='' xml:lang=''").unwrap(), format!("{{w}}a {{{XML}}}lang"));
        assert_eq!(open(&mut scopes, "a", "").unwrap(), "{}a");
        scopes.close();
        scopes.close();
        assert_eq!(open(&mut scopes, "p:a", "").unwrap(), "{v}a");
    }

    #[test]
    fn what_namespaces_forbid_is_refused() {
        for (name, text, message) in [
            ("p:a", "", "the prefix of `p:a` is not declared"),
            ("a", " p:b=''", "the prefix of `p:b` is not declared"),
            ("a", " b='' b=''", "the attribute `b` stands here twice"),
            ("a", " xmlns='u' xmlns='v'", "the attribute `xmlns` stands here twice"),
            ("a", " xmlns:p='u' xmlns:q='u' p:b='' q:b=''", "the attribute `b` stands here twice"),
            ("a", " xmlns:p=''", "the prefix `p` is declared for no namespace"),
            ("a", " xmlns:xml='u'", "the prefix `xml` cannot be declared"),
            ("a", " xmlns:xmlns='u'", "the prefix `xmlns` cannot be declared"),
            (
                "a",
                " xmlns='http://www.w3.org/2000/xmlns/'",
                "`http://www.w3.org/2000/xmlns/` is a namespace that XML keeps for itself",
            ),
            ("a:", "", "`a:` is no name"),
            (":a", "", "`:a` is no name"),
            ("a:b:c", "", "`a:b:c` is no name"),
            ("a", " xmlns:='u'", "`xmlns:` is no name"),
        ] {
            assert_eq!(open(&mut Scopes::default(), name, text).unwrap_err(), message, "{name}{text}");
        }
    }
}
