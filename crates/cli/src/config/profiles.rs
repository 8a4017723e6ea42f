//! Profiles: what one adds to another, and which one is on.

use statemark::suggest::nearest;
use statemark_validate::profile::Profile;
use statemark_validate::profile::allowed::Allowed;
use statemark_validate::profile::field::FieldPath;

use super::keys::{Keys, ProfileKeys};
use super::read::{Faults, Placed};

/// The profile that is on: the one that was asked for, else the one of the configuration, else one that asks nothing.
/// What is wrong with any profile is told.
pub(super) fn profile(keys: &Keys, asked: Option<&str>, faults: &mut Faults) -> Profile {
    let profiles = all(keys);
    for (_, profile) in profiles {
        check(profile, keys, faults);
    }
    for (name, profile) in profiles {
        if let Some(extends) = profile.extends.as_ref().filter(|_| chain(&name.value, keys).is_none()) {
            let message = format!("the profile `{}` extends itself, or one that does", name.value);
            faults.add(extends.span.start, message, "let one of them stand alone");
        }
    }
    if let Some(on) = keys.profile.as_ref() {
        known(on, keys, faults);
    }
    let name = asked.or(keys.profile.as_ref().map(|on| on.value.as_str()));
    name.and_then(|name| built(name, keys)).unwrap_or_default()
}

/// What to say where there is no profile of this name.
pub(super) fn missing(name: &str, keys: &Keys) -> Option<String> {
    let names = || all(keys).iter().map(|(name, _)| name.value.as_str());
    if names().any(|known| known == name) {
        return None;
    }
    Some(match nearest(name, names()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if all(keys).is_empty() => format!("write a table `[profiles.{name}]`"),
        None => format!("the profiles are {}", names().collect::<Vec<_>>().join(", ")),
    })
}

/// The values that any profile allows for a field.
pub(super) fn only<'keys>(path: &str, keys: &'keys Keys) -> impl Iterator<Item = &'keys Placed<String>> {
    let fields = all(keys).iter().filter_map(|(_, profile)| profile.only.as_ref()).flat_map(|only| &only.0);
    fields.filter(move |(field, _)| field.value == path).flat_map(|(_, values)| &values.value)
}

/// The field that a path leads to, if it leads to one.
pub(super) fn field(path: &Placed<String>, faults: &mut Faults) -> Option<Placed<FieldPath>> {
    match FieldPath::new(&path.value) {
        Ok(value) => Some(Placed { value, span: path.span.clone() }),
        Err(error) => {
            faults.add(path.span.start, error.to_string(), error.help());
            None
        }
    }
}

fn all(keys: &Keys) -> &[(Placed<String>, ProfileKeys)] {
    keys.profiles.as_ref().map_or(&[], |profiles| &profiles.0)
}

fn find<'keys>(name: &str, keys: &'keys Keys) -> Option<&'keys ProfileKeys> {
    all(keys).iter().find(|(known, _)| known.value == name).map(|(_, profile)| profile)
}

fn known(name: &Placed<String>, keys: &Keys, faults: &mut Faults) {
    if let Some(help) = missing(&name.value, keys) {
        faults.add(name.span.start, format!("there is no profile `{}`", name.value), help);
    }
}

/// Tells what is wrong with what a profile says itself.
fn check(profile: &ProfileKeys, keys: &Keys, faults: &mut Faults) {
    if let Some(extends) = &profile.extends {
        known(extends, keys, faults);
    }
    for path in profile.required.iter().flatten() {
        field(path, faults);
    }
    for (path, values) in profile.only.iter().flat_map(|only| &only.0) {
        let Some(field) = field(path, faults) else { continue };
        if values.value.is_empty() {
            faults.add(
                values.span.start,
                format!("`{}` may have no value at all", path.value),
                "name the values, or leave it out",
            );
        }
        let codes: Vec<&str> = field.value.codes().collect();
        for value in values.value.iter().filter(|value| !codes.is_empty() && !codes.contains(&value.value.as_str())) {
            let help = match nearest(&value.value, codes.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the codes of the format are {}", codes.join(", ")),
            };
            faults.add(value.span.start, format!("`{}` is no value of `{}`", value.value, path.value), help);
        }
        if let Err(error) = Allowed::new(field.value, Vec::new(), None) {
            faults.add(path.span.start, error.to_string(), "name a field with codes, ids or addresses, or an `ext`");
        }
    }
}

/// A profile and those that it extends, the nearest first; nothing where they go round in a circle.
fn chain<'keys>(name: &str, keys: &'keys Keys) -> Option<Vec<&'keys ProfileKeys>> {
    let mut chain: Vec<&ProfileKeys> = Vec::new();
    let mut next = find(name, keys);
    while let Some(profile) = next {
        if chain.iter().any(|seen| std::ptr::eq(*seen, profile)) {
            return None;
        }
        chain.push(profile);
        next = profile.extends.as_ref().and_then(|extends| find(&extends.value, keys));
    }
    Some(chain)
}

fn built(name: &str, keys: &Keys) -> Option<Profile> {
    let chain = chain(name, keys)?;
    let mut profile = Profile { name: Some(name.to_owned()), ..Profile::default() };
    profile.coded = chain.iter().find_map(|profile| profile.coded).unwrap_or_default();
    profile.quotes =
        chain.iter().find_map(|profile| profile.quotes).and_then(|quotes| usize::try_from(quotes).ok()).unwrap_or_default();
    for path in chain.iter().flat_map(|profile| profile.required.iter().flatten()) {
        profile.required.extend(FieldPath::new(&path.value).ok().filter(|field| !profile.required.contains(field)));
    }
    let mut said: Vec<&str> = Vec::new();
    for (path, values) in chain.iter().flat_map(|profile| &profile.only).flat_map(|only| &only.0) {
        // What the nearer profile says of a field counts.
        if said.contains(&path.value.as_str()) {
            continue;
        }
        said.push(&path.value);
        let values = values.value.iter().map(|value| value.value.clone()).collect();
        profile.only.extend(FieldPath::new(&path.value).ok().and_then(|field| Allowed::new(field, values, None).ok()));
    }
    Some(profile)
}
