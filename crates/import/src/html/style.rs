//! What a page says of its own looks, as far as it hides words: inline styles, and rules of `<style>` with a selector of one part.

use std::collections::HashMap;

use super::tree::{DOCUMENT, Element, Tree};

/// The rules of a page that hide or show something, by selector: a name, `.class`, `#id`, or a name and one of these.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    hides: HashMap<String, bool>,
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
            let said = Some(&rest[open + 1..end]).filter(|_| !selectors.starts_with('@')).and_then(hides);
            if let Some(hides) = said {
                for selector in selectors.split(',').map(str::trim).filter(|selector| is_simple(selector)) {
                    self.hides.insert(selector.to_ascii_lowercase(), hides);
                }
            }
            rest = &rest[end + 1..];
        }
    }

    /// Whether a rule or its own style hides an element; its own style has the last word.
    pub(super) fn hides(&self, element: &Element) -> bool {
        if let Some(said) = element.attribute("style").and_then(hides) {
            return said;
        }
        if self.hides.is_empty() {
            return false;
        }
        let parts = element.classes().map(|class| format!(".{class}")).chain(element.attribute("id").map(|id| format!("#{id}")));
        let mut said = self.hides.get(element.name()).copied();
        for part in parts {
            let part = part.to_ascii_lowercase();
            let with_name = self.hides.get(&format!("{}{part}", element.name()));
            said = with_name.or_else(|| self.hides.get(&part)).copied().or(said);
        }
        said.unwrap_or(false)
    }
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

/// Whether declarations hide what they stand for; nothing, if they speak of something else.
fn hides(declarations: &str) -> Option<bool> {
    let declarations = without_comments(declarations).to_ascii_lowercase();
    let mut said = None;
    let (mut is_flat, mut is_cut) = (false, false);
    for (property, value) in declarations.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let value = value.trim().trim_end_matches("!important").trim();
        let is_nothing = || number(value).is_some_and(|number| number == 0.0);
        match property.trim() {
            "display" => said = Some(value == "none"),
            "visibility" => said = Some(matches!(value, "hidden" | "collapse")),
            "content-visibility" if value == "hidden" => said = Some(true),
            "opacity" | "font-size" | "zoom" if is_nothing() => said = Some(true),
            "clip"
                if value.starts_with("rect(")
                    && value[5..].trim_end_matches(')').split([',', ' ']).filter_map(number).all(|edge| edge <= 1.0) =>
            {
                said = Some(true);
            }
            "clip-path" if matches!(value, "inset(50%)" | "inset(100%)" | "circle(0)" | "circle(0px)") => said = Some(true),
            "left" | "right" | "top" | "bottom" | "text-indent" | "margin-left" | "margin-top"
                if number(value).is_some_and(|far| far <= -900.0) =>
            {
                said = Some(true);
            }
            "transform" if matches!(value, "scale(0)" | "scale(0,0)" | "scale(0, 0)") => said = Some(true),
            "width" | "height" | "max-width" | "max-height" if number(value).is_some_and(|side| (0.0..=1.0).contains(&side)) => {
                is_flat = true;
            }
            "overflow" | "overflow-x" | "overflow-y" if matches!(value, "hidden" | "clip") => is_cut = true,
            _ => {}
        }
    }
    if is_flat && is_cut { Some(true) } else { said }
}

/// The number that a value begins with.
fn number(value: &str) -> Option<f64> {
    let value = value.trim();
    let end = value.find(|char: char| !(char.is_ascii_digit() || matches!(char, '-' | '+' | '.'))).unwrap_or(value.len());
    value[..end].parse().ok()
}
