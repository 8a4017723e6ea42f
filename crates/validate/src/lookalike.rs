//! Letters of the Latin, Cyrillic and Greek scripts that look alike.

/// A word with letters of two scripts that look alike.
pub(crate) struct Mixed {
    pub(crate) word: String,
    /// The first letter that is of another script than the rest, and that script.
    pub(crate) letter: char,
    pub(crate) script: &'static str,
    /// The word in one script, and that script.
    pub(crate) meant: String,
    pub(crate) in_script: &'static str,
}

/// Each Cyrillic letter with the Latin one that looks like it.
const CYRILLIC: &str = "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSаaеeоoрpсcуyхxіiјjѕsһh";

/// The same in Greek. Small letters but for omicron are left out: they are used as signs beside Latin ones.
const GREEK: &str = "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";

/// The first word with letters of two scripts where those of one look like letters of the other.
pub(crate) fn find(words: &str) -> Option<Mixed> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_ascii()).find_map(mixed)
}

fn mixed(word: &str) -> Option<Mixed> {
    let (script, table, is_other): (_, _, fn(char) -> bool) =
        if word.chars().any(is_cyrillic) { ("Cyrillic", CYRILLIC, is_cyrillic) } else { ("Greek", GREEK, is_greek) };
    let others = word.chars().filter(|c| is_other(*c)).count();
    let latins = word.chars().filter(|c| is_latin(*c)).count();
    if others == 0 || latins == 0 {
        return None;
    }
    let to_latin = |c: char| pairs(table).find(|(other, _)| *other == c).map(|(_, latin)| latin);
    // A small Latin `a` stands in Greek words too, though no Greek letter is listed for it.
    let to_other = |c: char| match (c, script) {
        ('a', "Greek") => Some('α'),
        _ => pairs(table).find(|(_, latin)| *latin == c).map(|(other, _)| other),
    };
    let written = |is: fn(char) -> bool, to: &dyn Fn(char) -> Option<char>| -> Option<String> {
        word.chars().map(|c| if is(c) { to(c) } else { Some(c) }).collect()
    };
    let first = |is: fn(char) -> bool| word.chars().find(|c| is(*c));
    let word = || word.to_owned();
    let latin = || {
        Some(Mixed { word: word(), letter: first(is_other)?, script, meant: written(is_other, &to_latin)?, in_script: "Latin" })
    };
    let other = || {
        Some(Mixed {
            word: word(),
            letter: first(is_latin)?,
            script: "Latin",
            meant: written(is_latin, &to_other)?,
            in_script: script,
        })
    };
    // The letters that are fewer are the strangers, and a sign of one letter before others is none.
    if others > latins { other().filter(|_| others > 3) } else { latin() }
}

fn pairs(table: &'static str) -> impl Iterator<Item = (char, char)> {
    table.chars().step_by(2).zip(table.chars().skip(1).step_by(2))
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_pair_letters_of_two_scripts() {
        assert!(pairs(CYRILLIC).all(|(other, latin)| is_cyrillic(other) && latin.is_ascii_alphabetic()));
        assert!(pairs(GREEK).all(|(other, latin)| is_greek(other) && latin.is_ascii_alphabetic()));
    }
}
