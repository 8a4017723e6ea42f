//! "Did you mean …?"

/// The one code of several words that has this one among them: "concern" means "express-concern" rather than "condemn".
pub(crate) fn whole(word: &str, codes: &[&'static str]) -> Option<&'static str> {
    let mut found = codes.iter().filter(|code| word.len() > 4 && code.contains('-') && code.split('-').any(|part| part == word));
    found.next().copied().filter(|_| found.next().is_none())
}

/// The list whose items, and nothing else, have a field of this name: where a field belongs that stands elsewhere.
///
/// ```
/// assert_eq!(statemark::suggest::home("due"), Some("actions"));
/// assert_eq!(statemark::suggest::home("id"), None);
/// ```
pub fn home(field: &str) -> Option<&'static str> {
    Some(match field {
        "act" | "about" | "confidence" | "continues" | "emphasis" | "evidence" | "inner_act" | "to" => "clauses",
        "due" | "due_text" | "under" | "what" | "with" => "actions",
        "end" | "exact" | "start" => "evidence",
        "aliases" | "members" | "office" => "entities",
        "broader" | "match" => "topics",
        "authors" | "extent" | "file" | "published" | "publisher" | "retrieved" | "sha256" | "updated" | "url" => "sources",
        "activity" | "agent" => "provenance",
        "heading" => "sections",
        "role" => "signatories",
        _ => return None,
    })
}

/// The known word that is nearest to a misspelt one, if one is near enough to be meant.
///
/// ```
/// assert_eq!(statemark::suggest::nearest("reafirm", ["reaffirm", "recall"]), Some("reaffirm"));
/// assert_eq!(statemark::suggest::nearest("xyz", ["reaffirm", "recall"]), None);
/// ```
pub fn nearest<'word>(word: &str, known: impl IntoIterator<Item = &'word str>) -> Option<&'word str> {
    // A long stranger is near nothing, and is not worth the comparison.
    if word.len() > 64 {
        return None;
    }
    let fold = |word: &str| word.to_lowercase().replace(['_', ' '], "-");
    let folded = fold(word);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &fold(candidate)), candidate))
        .filter(|&(distance, candidate)| {
            // Of a single letter, another one is no misspelling.
            let shorter = candidate.chars().count().min(word.chars().count());
            distance <= shorter.div_ceil(3).min(3).min(shorter.saturating_sub(1))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}
