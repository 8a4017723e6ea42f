//! Names and codes by which entities can be told to be the same in several statements.

use statemark::entity::{Entity, EntityKind};
use statemark::language::LanguageTag;
use statemark::pointer::Pointer;
use statemark::statement::Statement;

use super::hash;

/// One thing that a statement says of an entity which can be found again in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    /// What tells that it is the same entity.
    pub(super) key: u64,
    /// What kind of thing is said, and in which language.
    pub(super) what: What,
    /// What is said.
    pub(super) value: u64,
    /// In which statement, and of which of its entities.
    pub(super) statement: u32,
    entity: u16,
}

/// What is said of an entity: a name in a language, which is a number of its tag, or one of the other things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct What(u16);

impl What {
    /// Two names for it at once: one of the two is an alias.
    pub(super) const BOTH: Self = Self(0);
    /// The country.
    pub(super) const COUNTRY: Self = Self(1);
    /// An identifier.
    pub(super) const IDENTIFIER: Self = Self(2);

    /// A name in the language of a tag, whatever its script and region.
    fn name(tag: &LanguageTag) -> Self {
        let primary = tag.as_str().split('-').next().unwrap_or_default();
        let letters = primary.bytes().map(|byte| u16::from(byte.to_ascii_lowercase().saturating_sub(b'a')) + 1);
        Self(3 + letters.take(3).fold(0, |number, letter| number * 27 + letter))
    }

    pub(super) fn is_name(self) -> bool {
        self > Self::IDENTIFIER
    }
}

impl Known {
    /// What is said of which entity, wherever.
    fn said(&self) -> (u64, What, u64) {
        (self.key, self.what, self.value)
    }

    /// Where it stands.
    pub(super) fn pointer(&self) -> Pointer {
        if self.entity == u16::MAX {
            return Pointer::root().key("entities");
        }
        let entity = Pointer::root().key("entities").index(usize::from(self.entity));
        entity.key(match self.what {
            What::BOTH => "aliases",
            What::COUNTRY => "country",
            What::IDENTIFIER => "identifiers",
            _ => "name",
        })
    }
}

/// All that a statement says of entities which can be found again.
pub(super) fn known(statement: &Statement) -> Vec<Known> {
    let mut list = Vec::new();
    for (index, entity) in statement.entities.iter().enumerate() {
        if entity.identifiers.is_empty() && !(entity.kind == EntityKind::State && entity.country.is_some()) {
            continue;
        }
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        let mut add = |key, what, value| list.push(Known { key, what, value, statement: 0, entity: index });
        names(entity, &statement.language, &mut add);
        codes(entity, &statement.language, &mut add);
    }
    list
}

type Add<'list> = dyn FnMut(u64, What, u64) + 'list;

/// Its country, if it is a state: then it is that country.
fn state(entity: &Entity) -> Option<&str> {
    entity.country.as_ref().filter(|_| entity.kind == EntityKind::State).map(statemark::language::CountryCode::as_str)
}

fn names(entity: &Entity, own: &LanguageTag, add: &mut Add<'_>) {
    let by_identifier = entity.identifiers.iter().map(|(scheme, value)| hash::of(&["name", scheme.as_str(), value.as_str()]));
    for key in by_identifier.chain(state(entity).map(|country| hash::of(&["name of a state", country]))) {
        let own_name = (own, entity.name.own(own));
        for (tag, name) in std::iter::once(own_name).chain(entity.name.others(own)) {
            let name = words_of(name.as_str());
            add(key, What::name(tag), name);
            for alias in &entity.aliases {
                add(key, What::BOTH, both(name, words_of(alias.as_str())));
            }
        }
    }
}

/// Codes that must be the same wherever the entity is: beside its surest identifier, beside its country, beside the name of a state.
fn codes(entity: &Entity, own: &LanguageTag, add: &mut Add<'_>) {
    let identifiers = || entity.identifiers.iter().map(|(scheme, value)| (scheme.as_str(), value.as_str()));
    let surest =
        identifiers().find(|(scheme, _)| *scheme == "wikidata").or_else(|| identifiers().find(|(scheme, _)| *scheme != "uri"));
    let country = entity.country.as_ref().map(statemark::language::CountryCode::as_str);
    if let (Some((scheme, value)), Some(country)) = (surest, country) {
        add(hash::of(&["country", scheme, value]), What::COUNTRY, number_of_country(country));
    }
    if let Some(country) = country.filter(|_| entity.kind == EntityKind::State) {
        add(hash::of(&["state", own.as_str(), entity.name.own(own).as_str()]), What::COUNTRY, number_of_country(country));
    }
    let mains = [surest, state(entity).map(|country| ("state", country))];
    for (main, same) in mains.into_iter().flatten() {
        // Many addresses lead to one entity.
        for (scheme, value) in identifiers().filter(|(scheme, _)| *scheme != "uri" && *scheme != main) {
            add(hash::of(&["identifier", main, same, scheme, kind(scheme, value)]), What::IDENTIFIER, hash::of(&[value]));
        }
    }
}

/// What is kept of a country.
pub(super) fn number_of_country(code: &str) -> u64 {
    hash::of(&[code])
}

/// ISO 3166-1 has three codes for each country: in two letters, in three, and in digits.
fn kind(scheme: &str, value: &str) -> &'static str {
    match value.len() {
        _ if scheme != "iso3166-1" => "",
        2 => "alpha-2",
        _ if value.starts_with(|c: char| c.is_ascii_digit()) => "numeric",
        _ => "alpha-3",
    }
}

/// How many words of a name are kept.
const WORDS: usize = 6;

/// The significant words of a name, in small letters, as numbers of ten bits, sorted.
fn words_of(name: &str) -> u64 {
    let all = || name.split(|c: char| !c.is_alphanumeric());
    let mut numbers = [0; WORDS];
    // "of", "the" and the like say nothing, but a name may have nothing else.
    for least in [4, 1] {
        if numbers == [0; WORDS] {
            for (number, word) in numbers.iter_mut().zip(all().filter(|word| word.len() >= least)) {
                *number = 1 + lower(word) % 1023;
            }
        }
    }
    numbers.sort_unstable();
    numbers.iter().fold(0, |packed, number| packed << 10 | number)
}

/// The number of a word in small letters.
fn lower(word: &str) -> u64 {
    let mut letters = [0; 32];
    match letters.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(letters) => {
            letters.copy_from_slice(word.as_bytes());
            letters.make_ascii_lowercase();
            hash::of(&[letters])
        }
        None => hash::of(&[word.to_lowercase()]),
    }
}

/// Whether all words of one name are among those of the other: "China" is the "People's Republic of China".
pub(super) fn alike(one: u64, other: u64) -> bool {
    let words = |packed: u64| (0..WORDS).map(move |index| packed >> (10 * index) & 0x3FF).filter(|word| *word != 0);
    let within = |inner, outer| words(inner).all(|word| words(outer).any(|other| other == word));
    within(one, other) || within(other, one)
}

/// The number of two names, whichever comes first.
pub(super) fn both(one: u64, other: u64) -> u64 {
    let mix = |name: u64| name.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mix(one.min(other)).rotate_left(32) ^ mix(one.max(other))
}

/// What is known of the entities of a set: of all that says the same, the first.
#[derive(Debug, Default)]
pub(super) struct Entities {
    list: Vec<Known>,
    /// How long the list may be before what is said twice is taken out.
    limit: usize,
    /// Some of what was said before, so that most of what is said twice is not even added: each at the place that its number gives.
    before: Vec<Option<(u64, What, u64)>>,
}

/// How many of those are kept.
const BEFORE: usize = 1024;

/// From which length on that is worth the time.
const FEW: usize = 8192;

impl Entities {
    pub(super) fn add(&mut self, known: Known, statement: u32) {
        self.before.resize(BEFORE, None);
        let place = usize::try_from((known.key ^ known.value) % BEFORE as u64).unwrap_or(0);
        if self.before[place].replace(known.said()) == Some(known.said()) {
            return;
        }
        if self.list.len() >= self.limit.max(FEW) {
            tidy(&mut self.list);
            // A quarter more, so that each round takes out much or is rare.
            self.limit = self.list.len() + self.list.len() / 4;
        }
        if self.list.len() == self.list.capacity() {
            self.list.reserve_exact(self.list.len() / 16 + 256);
        }
        self.list.push(Known { statement, ..known });
    }

    /// Groups of what is known under one key, without what is said twice: sorted by what is said.
    pub(super) fn groups(&self) -> impl Iterator<Item = Vec<Known>> {
        // Numbers of four bytes are put in order, not what is known itself.
        let mut order: Vec<u32> = (0..).zip(&self.list).map(|(index, _)| index).collect();
        let known = |index: u32| self.list[index as usize];
        order.sort_unstable_by_key(|&index| known(index));
        order.dedup_by_key(|index| known(*index).said());
        let mut from = 0;
        std::iter::from_fn(move || {
            let key = known(*order.get(from)?).key;
            let group: Vec<Known> =
                order[from..].iter().map(|&index| known(index)).take_while(|known| known.key == key).collect();
            from += group.len();
            Some(group)
        })
    }

    /// How much memory the list holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.list.capacity() * size_of::<Known>() + self.before.capacity() * size_of::<Option<(u64, What, u64)>>()
    }
}

fn tidy(list: &mut Vec<Known>) {
    list.sort_unstable();
    list.dedup_by_key(|known| known.said());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_when_one_holds_the_words_of_the_other() {
        for (one, other) in [
            ("China", "People’s Republic of China"),
            ("United States", "the United States of America"),
            ("CHINA", "China"),
            ("United Kingdom", "United Kingdom of Great Britain and Northern Ireland"),
            ("Viet Nam", "Socialist Republic of Viet Nam"),
            ("EU", "EU"),
        ] {
            assert!(alike(words_of(one), words_of(other)), "{one}, {other}");
        }
        for (one, other) in [("Türkiye", "Turkey"), ("Norway", "Norwey"), ("China", "Japan"), ("中国", "日本"), ("EU", "UN")]
        {
            assert!(!alike(words_of(one), words_of(other)), "{one}, {other}");
        }
    }

    #[test]
    fn languages_are_told_apart_without_region() {
        let number = |tag: &str| What::name(&LanguageTag::new(tag).unwrap());
        assert_eq!(number("en"), number("EN-gb"));
        assert_ne!(number("en"), number("ar"));
        assert_ne!(number("yu"), number("yue"));
        assert!(number("aa").is_name() && !What::IDENTIFIER.is_name());
    }

    #[test]
    fn what_is_said_twice_is_kept_once_and_the_first_is_kept() {
        let mut entities = Entities::default();
        let known = |key, value| Known { key, what: What::BOTH, value, statement: 0, entity: 0 };
        for statement in 0..100_000 {
            entities.add(known(u64::from(statement % 10) << 10, 7), statement + 5);
        }
        assert!(entities.list.len() <= FEW && entities.bytes() < 3 * FEW * size_of::<Known>());
        let mut first: Vec<u32> = entities.groups().flatten().map(|known| known.statement).collect();
        first.sort_unstable();
        assert_eq!(first, (5..15).collect::<Vec<_>>());
        assert_eq!(size_of::<Known>(), 24);
    }
}
