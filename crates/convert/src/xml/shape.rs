//! How XML maps to the model: each element with its attributes and children in their order, and the keys that they are in JSON.
//! The same, as a schema, is `schema/statement.rnc`.

/// What an element holds.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) attributes: &'static [Attribute],
    /// The key of the words between its tags, where it holds words; empty where they are the value of the element itself.
    pub(super) words: Option<&'static str>,
    /// Its children, in the order in which they stand.
    pub(super) children: &'static [Child],
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    /// The name in XML, with the prefix `xml:` where it has one.
    pub(super) name: &'static str,
    /// The key in JSON.
    pub(super) key: &'static str,
    pub(super) value: Value,
}

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// A string.
    Word,
    /// Strings without white space, which stands between them.
    Words,
    /// A whole number in digits.
    Count,
    /// A number from 0 to 1.
    Confidence,
    /// `true`.
    Flag,
    /// `preserve`, which is for formatters and says nothing to the model.
    Preserve,
}

/// An element inside another.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) name: &'static str,
    pub(super) key: &'static str,
    pub(super) content: Content,
}

/// How often a child stands, and what it holds.
#[derive(Debug)]
pub(super) enum Content {
    /// Once: words of this shape.
    Words(&'static Shape),
    /// Once in each language: words.
    Text,
    /// Once: an object.
    Object(&'static Shape),
    /// Many times: words.
    Lines,
    /// Many times: objects.
    Items(&'static Shape),
    /// Once: the objects inside it.
    List(&'static Shape),
    /// Many times: words, by scheme.
    Identifiers,
    /// Once: a JSON object.
    Ext,
}

impl Child {
    /// Whether it is an element around those of a name.
    pub(super) fn wraps(&self, name: &str) -> bool {
        matches!(self.content, Content::List(list) if list.children.iter().any(|inner| inner.name == name))
    }
}

impl Shape {
    /// The shape of the objects that stand under a key.
    pub(super) fn inside(&self, key: &str) -> Option<&'static Shape> {
        match self.children.iter().find(|child| child.key == key)?.content {
            Content::Object(shape) | Content::Items(shape) => Some(shape),
            Content::List(list) => list.inside(""),
            _ => None,
        }
    }
}

/// The shape of an object that may stand alone, as a part of a document that others define.
pub(super) fn part(name: &str) -> Option<&'static Shape> {
    Some(match name {
        "statement" => &STATEMENT,
        "entity" => &ENTITY,
        "topic" => &TOPIC,
        "source" => &SOURCE,
        "section" => &SECTION,
        "clause" => &CLAUSE,
        "event" => &EVENT,
        _ => return None,
    })
}

const fn attribute(name: &'static str, key: &'static str, value: Value) -> Attribute {
    Attribute { name, key, value }
}

const fn word(name: &'static str) -> Attribute {
    attribute(name, name, Value::Word)
}

const fn words(name: &'static str) -> Attribute {
    attribute(name, name, Value::Words)
}

const fn count(name: &'static str) -> Attribute {
    attribute(name, name, Value::Count)
}

const fn child(name: &'static str, key: &'static str, content: Content) -> Child {
    Child { name, key, content }
}

const fn line(name: &'static str) -> Child {
    child(name, name, Content::Words(&LINE))
}

const fn text(name: &'static str) -> Child {
    child(name, name, Content::Text)
}

const fn list(name: &'static str, items: &'static Shape) -> Child {
    child(name, name, Content::List(items))
}

const fn items(name: &'static str, key: &'static str, shape: &'static Shape) -> Child {
    child(name, key, Content::Items(shape))
}

const IDENTIFIERS: Child = child("identifier", "identifiers", Content::Identifiers);
const EXT: Child = child("ext", "ext", Content::Ext);
const PRESERVE: Attribute = attribute("xml:space", "xml:space", Value::Preserve);
const NOTHING: Shape = Shape { attributes: &[], words: None, children: &[] };

/// Words alone.
pub(super) static LINE: Shape = Shape { words: Some(""), ..NOTHING };
/// Words, of which each character counts.
static VERBATIM: Shape = Shape { attributes: &[PRESERVE], words: Some(""), ..NOTHING };
/// Words in a language.
pub(super) static WORDS: Shape = Shape { attributes: &[word("xml:lang")], words: Some(""), ..NOTHING };
/// Words of a scheme.
pub(super) static IDENTIFIER: Shape = Shape { attributes: &[word("scheme")], words: Some(""), ..NOTHING };

/// The statement.
pub(super) static STATEMENT: Shape = Shape {
    attributes: &[
        attribute("version", "statemark", Value::Word),
        word("id"),
        word("type"),
        attribute("xml:lang", "language", Value::Word),
        words("authentic"),
        word("date"),
        words("issuers"),
    ],
    children: &[
        IDENTIFIERS,
        text("title"),
        line("date_text"),
        child("place", "place", Content::Object(&PLACE)),
        child("occasion", "occasion", Content::Object(&OCCASION)),
        child("adoption", "adoption", Content::Object(&ADOPTION)),
        list("signatories", &Shape { children: &[items("signatory", "", &SIGNATORY)], ..NOTHING }),
        list("entities", &Shape { children: &[items("entity", "", &ENTITY)], ..NOTHING }),
        list("topics", &Shape { children: &[items("topic", "", &TOPIC)], ..NOTHING }),
        list("sources", &Shape { children: &[items("source", "", &SOURCE)], ..NOTHING }),
        list("sections", &Shape { children: &[items("section", "", &SECTION)], ..NOTHING }),
        list("relations", &Shape { children: &[items("relation", "", &RELATION)], ..NOTHING }),
        list("provenance", &Shape { children: &[items("event", "", &EVENT)], ..NOTHING }),
        line("rights"),
        EXT,
    ],
    ..NOTHING
};

static PLACE: Shape = Shape { attributes: &[word("country")], words: Some("name"), ..NOTHING };

static OCCASION: Shape = Shape { attributes: &[word("date")], children: &[text("name")], ..NOTHING };

static ADOPTION: Shape = Shape {
    attributes: &[word("method"), count("for"), count("against"), count("abstaining")],
    children: &[line("meeting"), items("vote", "votes", &VOTE)],
    ..NOTHING
};

static VOTE: Shape = Shape { attributes: &[word("entity"), word("vote")], ..NOTHING };

static SIGNATORY: Shape = Shape {
    attributes: &[word("entity"), word("role"), word("date")],
    children: &[child("place", "place", Content::Object(&PLACE))],
    ..NOTHING
};

static ENTITY: Shape = Shape {
    attributes: &[word("id"), word("kind"), word("country"), word("of"), words("members")],
    children: &[text("name"), child("alias", "aliases", Content::Lines), line("office"), IDENTIFIERS, EXT],
    ..NOTHING
};

static TOPIC: Shape = Shape { attributes: &[word("id"), word("broader"), word("match")], children: &[text("label")], ..NOTHING };

static SOURCE: Shape = Shape {
    attributes: &[
        word("id"),
        word("kind"),
        attribute("xml:lang", "language", Value::Word),
        word("published"),
        word("updated"),
        word("retrieved"),
        word("url"),
        word("extent"),
        word("sha256"),
    ],
    children: &[
        line("title"),
        line("publisher"),
        child("author", "authors", Content::Lines),
        line("rights"),
        child("text", "text", Content::Words(&VERBATIM)),
        line("file"),
        EXT,
    ],
    ..NOTHING
};

static RELATION: Shape = Shape { attributes: &[word("type"), word("ref")], children: &[line("title")], ..NOTHING };

static EVENT: Shape =
    Shape { attributes: &[word("activity"), word("date")], children: &[line("agent"), line("note")], ..NOTHING };

static SECTION: Shape = Shape {
    attributes: &[word("id"), word("kind"), word("number")],
    children: &[text("heading"), items("clause", "clauses", &CLAUSE), items("section", "sections", &SECTION)],
    ..NOTHING
};

static CLAUSE: Shape = Shape {
    attributes: &[
        word("id"),
        word("number"),
        attribute("continues", "continues", Value::Flag),
        words("by"),
        word("act"),
        word("inner_act"),
        word("emphasis"),
        words("to"),
        words("about"),
        words("topics"),
        attribute("confidence", "confidence", Value::Confidence),
    ],
    children: &[
        text("text"),
        text("condition"),
        items("action", "actions", &ACTION),
        items("evidence", "evidence", &EVIDENCE),
        items("relation", "relations", &RELATION),
        line("note"),
        items("clause", "clauses", &CLAUSE),
        EXT,
    ],
    ..NOTHING
};

static ACTION: Shape = Shape {
    attributes: &[word("id"), words("by"), words("with"), word("due"), word("under")],
    children: &[text("what"), line("due_text"), text("condition"), EXT],
    ..NOTHING
};

static EVIDENCE: Shape =
    Shape { attributes: &[word("source"), count("start"), count("end"), PRESERVE], words: Some("exact"), ..NOTHING };
