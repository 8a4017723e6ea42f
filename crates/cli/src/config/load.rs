//! One configuration: from its file to what judges documents.

mod named;
mod suppressions;

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use statemark::place::Lines;
use statemark::suggest::nearest;
use statemark_validate::finding::Severity;
use statemark_validate::levels::{LevelError, Levels};
use statemark_validate::profile::Profile;
use statemark_validate::profile::field::FieldPath;
use statemark_validate::rule::Category;
use statemark_validate::rules;

use super::keys::Keys;
use super::profiles;
use super::read::{ByField, Fault, Faults, Placed, read};
use super::{Asked, Config, File};
use crate::error::{Cause, Failure};
use crate::io;

/// A configuration while it is read: its text, its folder, and what is wrong with it.
struct Loader<'run> {
    /// The folder in which it stands, by a path that can be opened.
    folder: &'run Path,
    faults: Faults,
    /// The files that it names.
    files: &'run mut Vec<PathBuf>,
    /// What is wrong with them.
    failures: Vec<Failure>,
}

/// The configuration in a file; or all that is wrong with it. The files that it names are added to those that were read.
pub(super) fn load(path: &Path, folder: PathBuf, asked: &Asked, files: &mut Vec<PathBuf>) -> Result<Config, Vec<Failure>> {
    let name = io::name(path);
    let text = text(path).map_err(|cause| vec![cause.of(&name)])?;
    let base = path.parent().unwrap_or(Path::new(""));
    let mut loader = Loader { folder: base, faults: Faults::default(), files, failures: Vec::new() };
    let keys: Keys = read(&text, &mut loader.faults).unwrap_or_default();
    let config = loader.config(&keys, asked);
    let mut failures = placed(&name, &text, loader.faults);
    failures.append(&mut loader.failures);
    if let Some(name) = asked.profile.as_ref().filter(|_| failures.is_empty()) {
        failures.extend(
            profiles::missing(name, &keys)
                .map(|help| Cause::wrong(format!("has no profile `{name}`"), Some(help)).of(io::name(path))),
        );
    }
    if failures.is_empty() { Ok(Config { file: Some(File { name, text, folder }), ..config }) } else { Err(failures) }
}

/// The text of a file, without a byte order mark.
fn text(path: &Path) -> Result<String, Cause> {
    let bytes = io::bytes(path)?;
    if let Some(what) = io::packed(&bytes).or_else(|| bytes.contains(&0).then_some("binary data")) {
        return Err(Cause::wrong(format!("is {what}, not text"), Some("save it as text, in UTF-8".to_owned())));
    }
    let text =
        String::from_utf8(bytes).map_err(|_| Cause::wrong("is not UTF-8", Some("save it as text, in UTF-8".to_owned())))?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// Faults as failures, each with its line and column.
fn placed(name: &str, text: &str, mut faults: Faults) -> Vec<Failure> {
    faults.0.sort_by_key(|fault| fault.at);
    let lines = Lines::new(text);
    let failure = |Fault { at, message, help }: Fault| {
        let place = lines.place(at);
        Cause::wrong(message, help).of(format!("{name}:{}:{}:", place.line, place.column))
    };
    faults.0.into_iter().map(failure).collect()
}

impl Loader<'_> {
    fn config(&mut self, keys: &Keys, asked: &Asked) -> Config {
        let levels = self.levels(keys);
        let profile = self.profile(keys, asked);
        let paths = self.paths(keys.paths.as_deref().unwrap_or_default());
        if let Some(threads) = keys.threads.as_ref().filter(|threads| threads.value == 0) {
            self.faults.add(threads.span.start, "`threads` is 0", "write how many threads to work on, or leave it out");
        }
        let suppressions = self.suppressions(keys.suppress.as_deref().unwrap_or_default(), &levels);
        Config {
            levels: levels.under(&asked.levels),
            fail_on: keys.fail_on.map(Severity::from),
            max_findings: keys.max_findings.map(u64::from),
            threads: keys.threads.as_ref().and_then(|threads| usize::try_from(threads.value).ok()?.try_into().ok()),
            exclude: self.exclude(keys.exclude.as_deref().unwrap_or_default()),
            profile: Some(profile).filter(|profile| !profile.is_empty()),
            suppressions,
            paths,
            file: None,
        }
    }

    /// The levels of rules and categories. What is said of a rule counts more than what is said of its category.
    fn levels(&mut self, keys: &Keys) -> Levels {
        let lists = [
            ("error", Some(Severity::Error), &keys.error),
            ("warn", Some(Severity::Warning), &keys.warn),
            ("ignore", None, &keys.ignore),
        ];
        let mut all: Vec<(&Placed<String>, &str, Option<Severity>)> =
            lists.iter().flat_map(|(key, level, names)| names.iter().flatten().map(|name| (name, *key, *level))).collect();
        for (index, (name, key, _)) in all.iter().enumerate() {
            if let Some((_, other, _)) = all[..index].iter().find(|(other, ..)| other.value == name.value) {
                let message = format!("`{}` stands in `{other}` and in `{key}`", name.value);
                let message = if other == key { format!("`{}` stands in `{key}` twice", name.value) } else { message };
                self.faults.add(name.span.start, message, "keep one of them");
            }
        }
        let is_category = |name: &str| Category::ALL.iter().any(|category| category.code() == name);
        all.sort_by_key(|(name, ..)| !is_category(&name.value));
        let mut levels = Levels::new();
        for (name, _, level) in all {
            if let Err(error) = levels.set(&name.value, level) {
                self.level_error(name, &error);
            }
        }
        levels
    }

    fn level_error(&mut self, name: &Placed<String>, error: &LevelError) {
        let categories = Category::ALL.iter().map(|category| category.code());
        let help = match (error, nearest(&name.value, rules::every().map(|rule| rule.name).chain(categories))) {
            (LevelError::Form(_), _) => "take it out; mend the documents".to_owned(),
            (LevelError::Unknown(_), Some(nearest)) => format!("did you mean `{nearest}`?"),
            (LevelError::Unknown(_), None) => "`statemark rules` lists them".to_owned(),
        };
        self.faults.add(name.span.start, error.to_string(), help);
    }

    /// A path below the configuration's own folder.
    fn below(&mut self, path: &Placed<String>) -> Option<PathBuf> {
        let relative = Path::new(&path.value);
        if relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Some(self.folder.join(relative));
        }
        let help = "write a path relative to it, without `..`";
        self.faults.add(path.span.start, format!("`{}` leads out of the folder of the configuration", path.value), help);
        None
    }

    fn paths(&mut self, paths: &[Placed<String>]) -> Vec<(usize, PathBuf)> {
        paths.iter().filter_map(|path| Some((path.span.start, self.below(path)?))).collect()
    }

    fn exclude(&mut self, patterns: &[Placed<String>]) -> GlobSet {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            if self.below(pattern).is_none() {
                continue;
            }
            let text = pattern.value.trim_start_matches("./").trim_end_matches('/');
            match GlobBuilder::new(text).literal_separator(true).build() {
                Ok(glob) => drop(set.add(glob)),
                Err(error) => {
                    let help = "`*` stands for any characters, `?` for one, `**` for any folders";
                    self.faults.add(pattern.span.start, format!("`{}` is no pattern: {}", pattern.value, error.kind()), help);
                }
            }
        }
        set.build().unwrap_or_default()
    }

    /// What is asked: by the profile that is on, the codelists, and the schemas of `ext`.
    fn profile(&mut self, keys: &Keys, asked: &Asked) -> Profile {
        let mut profile = profiles::profile(keys, asked.profile.as_deref(), &mut self.faults);
        for (field, file) in self.fields(keys.codelists.as_ref()) {
            let path = field.value.as_str().to_owned();
            let Some(codelist) = self.codelist(field, file) else { continue };
            for value in profiles::only(&path, keys).filter(|value| !codelist.holds(&value.value)) {
                let message = format!("`{}` is not in the codelist {} of `{path}`", value.value, file.value);
                self.faults.add(value.span.start, message, "take it out, or add it to the codelist");
            }
            profile.codelists.push(codelist);
        }
        for (field, file) in self.fields(keys.ext_schemas.as_ref()) {
            profile.ext.extend(self.ext_schema(field, file));
        }
        profile
    }

    fn fields<'keys, T>(&mut self, table: Option<&'keys ByField<T>>) -> Vec<(Placed<FieldPath>, &'keys T)> {
        let entries = table.map_or(&[][..], |table| table.0.as_slice());
        entries.iter().filter_map(|(path, value)| Some((profiles::field(path, &mut self.faults)?, value))).collect()
    }
}
