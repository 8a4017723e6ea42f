//! Clauses, and what stands below them: words in other languages, quotes, bullets, `ext`.

use std::collections::HashMap;

use statemark::fault::FaultKind;
use statemark::node::Span;

use super::attributes::Attribute;
use super::blocks::{Block, BlockKind, Code, Item};
use super::body::{Context, unclosed};
use super::section::take_language;
use super::words::{Place, Words, words};
use super::{Entry, Node, Value};
use super::{Fields, evidence, yaml};
use crate::markdown::limits::DEPTH;
use crate::yaml::scalar::Schema;

/// Words in the statement's own language, and in others.
#[derive(Default)]
pub(super) struct TextDraft {
    own: Option<(String, Span)>,
    others: Vec<((String, Span), String, Span)>,
}

impl TextDraft {
    pub(super) fn set(&mut self, words: String, span: Span) {
        self.own = Some((words, span));
    }

    pub(super) fn add(&mut self, language: (String, Span), words: String, span: Span) {
        self.others.push((language, words, span));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.own.is_none()
    }

    /// The words in all languages, by their number of code points.
    pub(super) fn by_length(&self) -> HashMap<usize, Vec<&str>> {
        let own = self.own.iter().map(|(words, _)| words.as_str());
        let mut lines: HashMap<usize, Vec<&str>> = HashMap::new();
        for line in own.chain(self.others.iter().map(|(_, words, _)| words.as_str())) {
            lines.entry(line.chars().count()).or_default().push(line);
        }
        lines
    }

    /// The field: a string, or a map of languages.
    pub(super) fn into_entry(self, key: &'static str, language: &str) -> Option<Entry> {
        let (words, span) = self.own?;
        let own = Node::string(words, span);
        if self.others.is_empty() {
            return Some(Entry::new(key, span, own));
        }
        let mut entries = vec![Entry::new(language.to_owned(), span, own)];
        let others = self.others.into_iter();
        entries.extend(others.map(|((tag, tag_span), words, place)| Entry::new(tag, tag_span, Node::string(words, place))));
        Some(Entry::new(key, span, Node::new(Value::Map(entries), span)))
    }
}

/// What a bullet says of the clause above it.
#[derive(Clone, Copy, PartialEq)]
enum Bullet {
    Clause,
    Action,
    Condition,
    Relation,
    Note,
}

impl Bullet {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "action" => Self::Action,
            "condition" => Self::Condition,
            "relation" => Self::Relation,
            "note" => Self::Note,
            _ => return None,
        })
    }

    /// The field that the words of the bullet are.
    fn key(self) -> &'static str {
        match self {
            Self::Clause => "text",
            Self::Action => "what",
            Self::Condition => "condition",
            Self::Relation => "title",
            Self::Note => "note",
        }
    }
}

/// A clause or another bullet while it is read, with all that stands below it.
pub(super) struct ClauseDraft {
    bullet: Bullet,
    span: Span,
    fields: Fields,
    text: TextDraft,
    actions: Vec<Node>,
    evidence: Vec<Node>,
    relations: Vec<Node>,
    clauses: Vec<Node>,
}

impl ClauseDraft {
    /// A clause of these words.
    pub(super) fn new(words: Words, span: Span) -> Self {
        let mut draft = Self {
            bullet: Bullet::Clause,
            span,
            fields: Fields::default(),
            text: TextDraft::default(),
            actions: Vec::new(),
            evidence: Vec::new(),
            relations: Vec::new(),
            clauses: Vec::new(),
        };
        if let Some((number, place)) = words.number {
            draft.fields.push("number", Node::string(number, place));
        }
        if !words.text.is_empty() {
            draft.text.set(words.text, words.span);
        }
        draft
    }

    /// An item of a list, with its blocks; in an ordered list a clause, whose marker is its number.
    pub(super) fn item(item: &Item, ordered: bool, context: &mut Context<'_>) -> Option<Self> {
        let Some((Block { kind: BlockKind::Paragraph(inlines), span }, rest)) = item.blocks.split_first() else {
            let help = "write the words of the bullet right after its marker";
            context.tell(FaultKind::Misplaced, item.span, "a bullet without words", help);
            return None;
        };
        let mut words = words(inlines, Place::Text, *span, context.faults);
        if ordered {
            let raw = &context.text[item.span.start..item.span.end];
            let length = raw.find(char::is_whitespace).unwrap_or(raw.len());
            let marker = Span::new(item.span.start, item.span.start + length);
            words.number.get_or_insert_with(|| (raw[..length].to_owned(), marker));
        }
        let mut attributes = context.attributes(words.attributes.as_ref());
        let mut draft = Self::new(words, item.span);
        let is_bullet = |attribute: &Attribute| attribute.value.is_none() && Bullet::from_word(&attribute.key).is_some();
        if let Some(index) = attributes.iter().position(is_bullet).filter(|_| !ordered) {
            draft.bullet = Bullet::from_word(&attributes.remove(index).key).unwrap_or(Bullet::Clause);
        }
        draft.set_attributes(attributes, context);
        for block in rest {
            draft.child(block, context);
        }
        Some(draft)
    }

    /// Whether no attribute stands under the words.
    pub(super) fn is_bare(&self) -> bool {
        self.fields.0.iter().all(|entry| entry.key == "number")
    }

    /// Takes attributes as fields; tells of bare words that mean nothing.
    pub(super) fn set_attributes(&mut self, attributes: Vec<Attribute>, context: &mut Context<'_>) {
        for attribute in attributes {
            if attribute.key == "lang" {
                let help = "write it as a paragraph below the words in the statement's own language, in the same bullet";
                context.tell(
                    FaultKind::Misplaced,
                    attribute.key_span,
                    "words in another language stand in a bullet of their own",
                    help,
                );
            } else if attribute.value.is_some() || attribute.key == "continues" {
                self.fields.0.push(attribute.into_entry());
            } else {
                stray_word(&attribute, context);
            }
        }
    }

    /// The same words in another language.
    pub(super) fn add_language(&mut self, language: (String, Span), words: Words, span: Span) {
        self.span.end = self.span.end.max(span.end);
        self.text.add(language, words.text, words.span);
    }

    /// Reads a block that stands below the words.
    pub(super) fn child(&mut self, block: &Block, context: &mut Context<'_>) {
        self.span.end = self.span.end.max(block.span.end);
        match (&block.kind, self.bullet) {
            (BlockKind::Paragraph(inlines), bullet) => {
                let words = words(inlines, Place::Text, block.span, context.faults);
                let mut attributes = context.attributes(words.attributes.as_ref());
                match take_language(&mut attributes, &words, context) {
                    Some(language) if !matches!(bullet, Bullet::Relation | Bullet::Note) => {
                        self.add_language(language, words, block.span);
                    }
                    Some((_, span)) => {
                        let help = "take them out: notes and titles are in one language";
                        context.tell(FaultKind::Misplaced, span, "these words have no other language", help);
                    }
                    None => {
                        let help =
                            "give it a bullet of its own, or the attribute `lang=…` if it says the same in another language";
                        context.tell(FaultKind::Misplaced, block.span, "a second paragraph in a bullet", help);
                    }
                }
            }
            (BlockKind::Code(code), Bullet::Clause | Bullet::Action) if is_ext(code) => self.ext(code, block.span, context),
            (BlockKind::Quote(blocks), Bullet::Clause) => self.evidence.extend(evidence::read(blocks, block.span, context)),
            (BlockKind::List { ordered, items }, Bullet::Clause | Bullet::Action) => {
                for item in items {
                    if let Some(draft) = Self::item(item, *ordered, context) {
                        self.bullet(draft, context);
                    }
                }
            }
            (BlockKind::Quote(_) | BlockKind::List { .. }, _) => {
                let help = "write it below a clause, or take it out";
                context.tell(FaultKind::Misplaced, block.span, "nothing can stand below this bullet", help);
            }
            _ => no_place(block, context),
        }
    }

    /// Takes a bullet that stands below the words.
    fn bullet(&mut self, draft: Self, context: &mut Context<'_>) {
        let bullet = draft.bullet;
        if self.bullet == Bullet::Action && bullet != Bullet::Condition {
            let help = "indent it like the action to say it of the clause, or write `condition` among its attributes";
            return context.tell(FaultKind::Misplaced, draft.span, "only a condition can stand below an action", help);
        }
        match bullet {
            Bullet::Clause => self.clauses.push(draft.into_node(context)),
            Bullet::Action => self.actions.push(draft.into_node(context)),
            Bullet::Relation => self.relations.push(draft.into_node(context)),
            Bullet::Condition | Bullet::Note => {
                if let Some(entry) = draft.fields.0.first() {
                    let message = format!("`{}` has no place beside `{}`", entry.key, bullet.key());
                    context.tell(FaultKind::Misplaced, entry.key_span, message, "take it out");
                }
                let empty = Entry::new(bullet.key(), draft.span, Node::string("", draft.span));
                self.fields.0.push(draft.text.into_entry(bullet.key(), context.language).unwrap_or(empty));
            }
        }
    }

    fn ext(&mut self, code: &Code, span: Span, context: &mut Context<'_>) {
        unclosed(code, span, context.faults);
        match yaml::read(&code.text, Schema::Ext, DEPTH, &|offset| code.place(offset)) {
            Ok(node) => self.fields.0.push(Entry::new("ext", Span::new(span.start, span.start + 3), Node::new(node.value, span))),
            Err(fault) => context.faults.push(*fault),
        }
    }

    /// The clause, action or relation.
    pub(super) fn into_node(self, context: &mut Context<'_>) -> Node {
        let Self { bullet, span, mut fields, text, actions, mut evidence, relations, clauses } = self;
        evidence::take_words(&mut evidence, &text, context);
        fields.0.extend(text.into_entry(bullet.key(), context.language));
        fields.push_list("actions", actions);
        fields.push_list("evidence", evidence);
        fields.push_list("relations", relations);
        fields.push_list("clauses", clauses);
        fields.into_node(span)
    }
}

pub(super) fn is_ext(code: &Code) -> bool {
    code.info.as_deref().is_some_and(is_ext_info)
}

fn is_ext_info(info: &str) -> bool {
    let mut words = info.split_ascii_whitespace();
    matches!(words.next(), Some("yaml" | "yml")) && words.next() == Some("ext") && words.next().is_none()
}

/// Whether a text may hold a fence of `ext`, told without parsing it.
pub(super) fn may_have_ext(text: &str) -> bool {
    let line = |at: usize| text[at..].split(['\n', '\r']).next().unwrap_or_default().trim_matches(['`', '~']);
    ["```", "~~~"].iter().any(|marks| text.match_indices(marks).any(|(at, _)| is_ext_info(line(at))))
}

fn stray_word(attribute: &Attribute, context: &mut Context<'_>) {
    let word = &attribute.key;
    let known = ["action", "condition", "continues", "note", "relation"];
    let (message, help) = if known.contains(&word.as_str()) {
        (format!("only a bullet can be `{word}`"), "write it as a bullet below the words of its clause".to_owned())
    } else {
        let help = match statemark::suggest::nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write `#id` or `key=value`; words that stand in back ticks are written \\`so\\`".to_owned(),
        };
        (format!("`{word}` is no attribute"), help)
    };
    context.tell(FaultKind::Syntax, attribute.key_span, message, help);
}

/// Tells of a block that has no place anywhere near clauses.
pub(super) fn no_place(block: &Block, context: &mut Context<'_>) {
    let (message, help) = match &block.kind {
        BlockKind::Html => ("HTML has no place here", "take it out; where `<` is part of the words, write \\<"),
        BlockKind::Heading { .. } => ("a heading has no place in a bullet or quote", "write it at the left margin"),
        BlockKind::Rule => ("a line has no place in a bullet or quote", "take it out"),
        BlockKind::Code(Code { info: None, .. }) => {
            ("words indented by four spaces or a tab are code", "take the indentation out")
        }
        BlockKind::Code(code) if code.info.as_deref().is_some_and(|info| info.starts_with("source=")) => {
            ("the text of a source has no place in a bullet", "write its fence at the left margin, at the end of the document")
        }
        BlockKind::Code(code) if is_ext(code) => ("`ext` has no place here", "write its fence below a clause or an action"),
        BlockKind::Code(_) => {
            ("a fence of an unknown kind", "write ```source=ID for the text of a source, or ```yaml ext for what a team adds")
        }
        BlockKind::Quote(_) => ("a quote has no place here", "write it below a clause"),
        BlockKind::List { .. } => {
            ("bullets have no place in a quote", "write the words of the source as they are, or in a fence")
        }
        BlockKind::Paragraph(_) => ("words have no place here", "write clauses as paragraphs, and bullets below them"),
    };
    context.tell(FaultKind::Misplaced, block.span, message, help);
}
