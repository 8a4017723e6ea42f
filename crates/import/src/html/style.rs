//! What a page says of its own looks, as far as it hides words: inline styles, and rules of `<style>` with a selector of one part.

use std::collections::HashMap;

use super::tree::{DOCUMENT, Element, Tree};

/// What one property does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Hides,
    /// Hides what is cut off, too: nothing is as wide or high.
    Flattens,
    Cuts,
    Shows,
}

/// How much a declaration counts: whether it is important, stands in the element itself, how special its selector is, how late it stands.
type Weight = (bool, bool, u8, u32);

/// Declarations, one a property: the one that counts most.
type Declarations = Vec<(&'static str, Weight, Effect)>;

/// The rules of a page that hide or show something, by selector: a name, `.class`, `#id`, or a name and one of these.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Declarations>,
    /// How many rules there are so far.
    order: u32,
}

impl Sheet {
    /// The rules in all `<style>` elements of a page. What stands inside an at-rule, such as `@media print`, is for other readers.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut sheet = Self::default();
        for id in tree.below(DOCUMENT, |_| true) {
            let Some(element) = tree.element(id).filter(|element| element.name() == "style") else { continue };
            if matches!(element.attribute("media"), None | Some("" | "all" | "screen")) {
                tree.children(id).filter_map(|child| tree.text(child)).for_each(|rules| sheet.add(rules));
            }
        }
        sheet
    }

    fn add(&mut self, rules: &str) {
        let rules = without_comments(rules);
        let mut rest = rules.as_str();
        while let Some(open) = rest.find('{') {
            let selectors = rest[..open].rsplit([';', '}']).next().unwrap_or_default().trim();
            let body_end = if selectors.starts_with('@') { end_of_block(&rest[open..]) } else { rest[open..].find('}') };
            let Some(end) = body_end.map(|end| open + end) else { return };
            if !selectors.starts_with('@') {
                self.rule(selectors, &effects(&rest[open + 1..end]));
            }
            rest = &rest[end + 1..];
        }
    }

    fn rule(&mut self, selectors: &str, effects: &[(&'static str, bool, Effect)]) {
        self.order += 1;
        if effects.is_empty() {
            return;
        }
        for selector in selectors.split(',').map(str::trim).filter(|selector| is_simple(selector)) {
            let declarations = self.rules.entry(selector.to_ascii_lowercase()).or_default();
            for &(property, is_important, effect) in effects {
                put(declarations, (property, (is_important, false, specificity(selector), self.order), effect));
            }
        }
    }

    /// Whether a rule or its own style hides an element.
    pub(super) fn hides(&self, element: &Element) -> bool {
        let mut all = Declarations::new();
        if !self.rules.is_empty() {
            let classes = element.classes().map(|class| format!(".{class}"));
            let parts = classes.chain(element.attribute("id").map(|id| format!("#{id}"))).map(|part| part.to_ascii_lowercase());
            let name = element.name();
            let selectors = std::iter::once(name.to_owned()).chain(parts.flat_map(|part| [format!("{name}{part}"), part]));
            for declarations in selectors.filter_map(|selector| self.rules.get(&selector)) {
                for &declaration in declarations {
                    put(&mut all, declaration);
                }
            }
        }
        if let Some(style) = element.attribute("style") {
            add_inline(&mut all, style);
        }
        are_hidden(&all)
    }
}

/// Whether an inline style alone hides its element.
pub(crate) fn is_hidden_by(style: &str) -> bool {
    let mut all = Declarations::new();
    add_inline(&mut all, style);
    are_hidden(&all)
}

fn add_inline(all: &mut Declarations, style: &str) {
    for (property, is_important, effect) in effects(&without_comments(style)) {
        put(all, (property, (is_important, true, 0, 0), effect));
    }
}

/// Takes a declaration in, if none of its property counts for more.
fn put(all: &mut Declarations, declaration: (&'static str, Weight, Effect)) {
    match all.iter_mut().find(|(property, ..)| *property == declaration.0) {
        Some(known) if known.1 <= declaration.1 => *known = declaration,
        Some(_) => {}
        None => all.push(declaration),
    }
}

fn are_hidden(all: &Declarations) -> bool {
    let any = |wanted: Effect| all.iter().any(|&(_, _, effect)| effect == wanted);
    any(Effect::Hides) || any(Effect::Flattens) && any(Effect::Cuts)
}

/// Names count least, ids most.
fn specificity(selector: &str) -> u8 {
    let of_name = u8::from(!selector.starts_with(['.', '#']));
    of_name + if selector.contains('#') { 4 } else { 2 * u8::from(selector.contains('.')) }
}

fn is_simple(selector: &str) -> bool {
    let rest = selector.strip_prefix(['.', '#']).unwrap_or(selector);
    let parts = rest.split(['.', '#']).collect::<Vec<_>>();
    let is_name = |part: &&str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80)
    };
    parts.len() <= 1 + usize::from(rest.len() == selector.len()) && parts.iter().all(is_name)
}

fn without_comments(rules: &str) -> String {
    let mut kept = String::with_capacity(rules.len());
    let mut rest = rules;
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        rest = rest[start + 2..].find("*/").map_or("", |end| &rest[start + 2 + end + 2..]);
    }
    kept.push_str(rest);
    kept
}

/// Where the block ends that opens here, with all blocks in it.
fn end_of_block(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        depth = match byte {
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => return false,
        };
        depth == 0
    })
}

/// What declarations do that speak of being seen: their properties, whether they are important, and what they do.
fn effects(declarations: &str) -> Vec<(&'static str, bool, Effect)> {
    let mut effects = Vec::new();
    for (property, value) in declarations.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let plain = value.strip_suffix("important").and_then(|rest| rest.trim_end().strip_suffix('!')).map(str::trim_end);
        let Some(&known) = PROPERTIES.iter().find(|known| **known == property) else { continue };
        effects.push((known, plain.is_some(), effect(known, plain.unwrap_or(&value))));
    }
    effects
}

/// The properties that can hide something.
const PROPERTIES: [&str; 22] = [
    "bottom",
    "clip",
    "clip-path",
    "content-visibility",
    "display",
    "font-size",
    "height",
    "left",
    "margin-left",
    "margin-top",
    "max-height",
    "max-width",
    "opacity",
    "overflow",
    "overflow-x",
    "overflow-y",
    "right",
    "text-indent",
    "top",
    "transform",
    "visibility",
    "width",
];

fn effect(property: &str, value: &str) -> Effect {
    let is_nothing = number(value) == Some(0.0);
    let hides = match property {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "content-visibility" => value == "hidden",
        "opacity" | "font-size" => is_nothing,
        "clip" => is_clip_of_nothing(value),
        "clip-path" => matches!(value, "inset(50%)" | "inset(100%)" | "circle(0)" | "circle(0px)"),
        "transform" => matches!(value, "scale(0)" | "scale(0,0)" | "scale(0, 0)"),
        "width" | "height" | "max-width" | "max-height" => {
            let is_flat = is_nothing || value.ends_with("px") && number(value).is_some_and(|side| (0.0..=1.0).contains(&side));
            return if is_flat { Effect::Flattens } else { Effect::Shows };
        }
        "overflow" | "overflow-x" | "overflow-y" => {
            return if matches!(value, "hidden" | "clip") { Effect::Cuts } else { Effect::Shows };
        }
        // A place far off the screen.
        _ => number(value).is_some_and(|far| far <= -900.0),
    };
    if hides { Effect::Hides } else { Effect::Shows }
}

/// Whether a clip shows no more than a point: `rect(0, 0, 0, 0)`.
fn is_clip_of_nothing(value: &str) -> bool {
    let Some(edges) = value.strip_prefix("rect(") else { return false };
    let mut edges = edges.trim_end_matches(')').split([',', ' ']).filter(|edge| !edge.is_empty());
    edges.all(|edge| number(edge).is_some_and(|edge| edge <= 1.0))
}

/// The number that a value begins with.
fn number(value: &str) -> Option<f64> {
    let value = value.trim();
    let end = value.find(|char: char| !(char.is_ascii_digit() || matches!(char, '-' | '+' | '.'))).unwrap_or(value.len());
    value[..end].parse().ok()
}
