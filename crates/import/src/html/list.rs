//! Lists, and the numbers that a browser prints before their items.

use super::tree::{Element, NodeId, Tree};

/// A list around the current place.
#[derive(Debug, Default)]
pub(super) struct List {
    /// How its numbers are written; bullets are none.
    style: Option<Style>,
    next: i64,
    step: i64,
}

#[derive(Debug, Clone, Copy)]
enum Style {
    Decimal,
    Letters { upper: bool },
    Roman { upper: bool },
}

impl List {
    /// A list that begins here.
    pub(super) fn open(tree: &Tree, id: NodeId, element: &Element) -> Self {
        if element.name() != "ol" {
            return Self::default();
        }
        let is_reversed = element.has("reversed");
        let items = || tree.children(id).filter_map(|child| tree.element(child)).filter(|child| child.name() == "li").count();
        let first = if is_reversed { i64::try_from(items()).unwrap_or(1) } else { 1 };
        Self {
            style: style(element),
            next: integer(element.attribute("start")).unwrap_or(first),
            step: if is_reversed { -1 } else { 1 },
        }
    }

    /// The number before an item, and takes note of it.
    pub(super) fn number(&mut self, item: &Element) -> Option<String> {
        let number = integer(item.attribute("value")).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        self.style.map(|style| format!("{}.", style.write(number)))
    }
}

fn integer(value: Option<&str>) -> Option<i64> {
    value?.trim().parse().ok()
}

/// The style of an ordered list: what its own style says, else its type.
fn style(element: &Element) -> Option<Style> {
    let decimal = Some(Style::Decimal);
    let said = element.attribute("style").unwrap_or_default().to_ascii_lowercase();
    let said = said
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .rfind(|(property, _)| property.trim().starts_with("list-style"));
    if let Some((_, value)) = said {
        for word in value.split_ascii_whitespace() {
            return match word {
                "none" | "disc" | "circle" | "square" => None,
                "lower-alpha" | "lower-latin" => Some(Style::Letters { upper: false }),
                "upper-alpha" | "upper-latin" => Some(Style::Letters { upper: true }),
                "lower-roman" => Some(Style::Roman { upper: false }),
                "upper-roman" => Some(Style::Roman { upper: true }),
                "decimal" => decimal,
                _ => continue,
            };
        }
    }
    match element.attribute("type") {
        Some("a") => Some(Style::Letters { upper: false }),
        Some("A") => Some(Style::Letters { upper: true }),
        Some("i") => Some(Style::Roman { upper: false }),
        Some("I") => Some(Style::Roman { upper: true }),
        Some("disc" | "circle" | "square" | "none") => None,
        _ => decimal,
    }
}

impl Style {
    fn write(self, number: i64) -> String {
        match self {
            Self::Letters { upper } if number > 0 => cased(letters(number), upper),
            Self::Roman { upper } if (1..4000).contains(&number) => cased(roman(number), upper),
            _ => number.to_string(),
        }
    }
}

fn cased(letters: String, upper: bool) -> String {
    if upper { letters.to_ascii_uppercase() } else { letters }
}

fn letters(mut number: i64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(b'a' + u8::try_from(number % 26).unwrap_or(0));
        number /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn numbers_are_written_as_browsers_do() {
        assert_eq!([1, 26, 27, 52, 703].map(letters), ["a", "z", "aa", "az", "aaa"]);
        assert_eq!([1, 4, 9, 14, 1999, 3999].map(roman), ["i", "iv", "ix", "xiv", "mcmxcix", "mmmcmxcix"]);
    }
}
