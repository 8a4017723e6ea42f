//! Characters that are not seen, where they have no use.

/// Why a character should not stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It does nothing there; what it is called.
    Useless(&'static str),
    /// It is a space in a name, but not the plain one; what it is called.
    Space(&'static str),
    /// It begins or ends a direction, and its other half is missing.
    Unbalanced,
}

/// The first character that should not stand in words, or in a name.
pub(crate) fn find(words: &str, is_name: bool) -> Option<(usize, char, Fault)> {
    let right_to_left = is_name && words.chars().any(is_right_to_left);
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let fault = useless(c, before, after).or_else(|| in_name(right_to_left, c, before, after).filter(|_| is_name));
        if let Some(fault) = fault {
            return Some((at, c, fault));
        }
        before = Some(c);
    }
    unbalanced(words).map(|(at, c)| (at, c, Fault::Unbalanced))
}

fn useless(c: char, before: Option<char>, after: Option<char>) -> Option<Fault> {
    let name = match c {
        // Scripts without spaces mark by it where a word ends.
        '\u{200B}' if [before, after].iter().flatten().any(|c| has_no_spaces(*c)) => return None,
        '\u{200B}' => "a zero-width space",
        '\u{2060}' => "a word joiner",
        '\u{FEFF}' => "a byte order mark",
        _ => return None,
    };
    Some(Fault::Useless(name))
}

/// Whether a letter is of Thai, Lao, Tibetan, Burmese, Khmer or a script beside them.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1900}'..='\u{1AFF}' | '\u{A980}'..='\u{AAFF}')
}

fn in_name(right_to_left: bool, c: char, before: Option<char>, after: Option<char>) -> Option<Fault> {
    let among = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    let fault = match c {
        '\u{A0}' => Fault::Space("a no-break space"),
        '\u{202F}' => Fault::Space("a narrow no-break space"),
        '\u{3000}' if among(is_ideograph) => return None,
        '\u{3000}' => Fault::Space("an ideographic space"),
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' => Fault::Space("a space of another width"),
        // Joiners do nothing between letters that have one form.
        '\u{200C}' | '\u{200D}' if among(|c| c.is_ascii_alphanumeric()) => Fault::Useless("a zero-width joiner or non-joiner"),
        '\u{200E}' | '\u{200F}' if !right_to_left => Fault::Useless("a mark of direction"),
        _ => return None,
    };
    Some(fault)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The first mark that ends a direction which never began, or the last that begins one which never ends (UAX #9).
fn unbalanced(words: &str) -> Option<(usize, char)> {
    let (mut embeddings, mut isolates) = (Vec::new(), Vec::new());
    for (at, c) in words.char_indices() {
        let opened = match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => {
                embeddings.push((at, c));
                true
            }
            '\u{2066}'..='\u{2068}' => {
                isolates.push((at, c));
                true
            }
            '\u{202C}' => embeddings.pop().is_some(),
            '\u{2069}' => isolates.pop().is_some(),
            _ => true,
        };
        if !opened {
            return Some((at, c));
        }
    }
    embeddings.pop().or(isolates.pop())
}
