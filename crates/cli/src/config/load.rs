//! One configuration: from its file to what judges documents.

use std::ffi::OsStr;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use statemark::json;
use statemark::place::Lines;
use statemark::suggest::nearest;
use statemark_validate::finding::Severity;
use statemark_validate::levels::{LevelError, Levels};
use statemark_validate::profile::Profile;
use statemark_validate::profile::allowed::Allowed;
use statemark_validate::profile::ext_schema::{ExtSchema, ExtSchemaError};
use statemark_validate::profile::field::FieldPath;
use statemark_validate::profile::suppression::Suppression;
use statemark_validate::rule::Category;
use statemark_validate::rules;

use super::codelist::{self, COLUMN};
use super::keys::{Keys, SuppressKeys};
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
        Config {
            levels: levels.under(&asked.levels),
            fail_on: keys.fail_on.map(Severity::from),
            max_findings: keys.max_findings.map(u64::from),
            threads: keys.threads.as_ref().and_then(|threads| usize::try_from(threads.value).ok()?.try_into().ok()),
            exclude: self.exclude(keys.exclude.as_deref().unwrap_or_default()),
            profile: Some(profile).filter(|profile| !profile.is_empty()),
            suppressions: self.suppressions(keys.suppress.as_deref().unwrap_or_default()),
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
            profile.codelists.extend(self.codelist(field, file));
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

    /// The text of a file that the configuration names.
    fn named(&mut self, file: &Placed<String>) -> Option<(String, String)> {
        let path = self.below(file)?;
        self.files.push(path.clone());
        match text(&path) {
            Ok(text) => Some((io::name(&path), text)),
            Err(cause) => {
                let help = cause.help().unwrap_or("name a file below the folder of the configuration").to_owned();
                self.faults.add(file.span.start, format!("`{}` {cause}", file.value), help);
                None
            }
        }
    }

    fn codelist(&mut self, field: Placed<FieldPath>, file: &Placed<String>) -> Option<Allowed> {
        let (path, column) = file.value.split_once('#').unwrap_or((&file.value, COLUMN));
        let extension = Path::new(path).extension().map(OsStr::to_ascii_lowercase);
        let is_json = match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("json") => true,
            Some("csv") => false,
            _ => {
                self.faults.add(
                    file.span.start,
                    format!("`{path}` is no codelist by its name"),
                    "name a file that ends in .csv or .json",
                );
                return None;
            }
        };
        let (name, text) = self.named(&Placed { value: path.to_owned(), span: file.span.clone() })?;
        match codelist::codes(&text, is_json, column) {
            Ok(codes) => match Allowed::new(field.value, codes, Some(file.value.clone())) {
                Ok(allowed) => Some(allowed),
                Err(error) => {
                    self.faults.add(
                        field.span.start,
                        error.to_string(),
                        "name a field with codes, ids or addresses, or an `ext`",
                    );
                    None
                }
            },
            Err(faults) => {
                self.failures.extend(placed(&name, &text, faults));
                None
            }
        }
    }

    fn ext_schema(&mut self, field: Placed<FieldPath>, file: &Placed<String>) -> Option<ExtSchema> {
        let (name, text) = self.named(file)?;
        let mut faults = Faults::default();
        let schema = match serde_json::from_str(&text) {
            Ok(schema) => schema,
            Err(error) => {
                let at = Lines::new(&text).start(error.line()) + error.column().saturating_sub(1);
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default().to_owned();
                faults.add(at, format!("is no JSON: {message}"), "write a JSON Schema");
                self.failures.extend(placed(&name, &text, faults));
                return None;
            }
        };
        match ExtSchema::new(field.value, &schema) {
            Ok(schema) => Some(schema),
            Err(error @ ExtSchemaError::NoExt(_)) => {
                self.faults.add(field.span.start, error.to_string(), "name an `ext`, such as `clauses.ext`");
                None
            }
            Err(ExtSchemaError::Schema { pointer, message }) => {
                let document = json::read(text.as_bytes());
                let at = document.node().and_then(|node| node.at(&pointer)).map_or(0, |node| node.span.start);
                faults.add(at, format!("is no JSON Schema: {message}"), "see https://json-schema.org");
                self.failures.extend(placed(&name, &text, faults));
                None
            }
        }
    }

    fn suppressions(&mut self, tables: &[Placed<SuppressKeys>]) -> Vec<(Suppression, Range<usize>)> {
        let ends = tables.iter().skip(1).map(|next| next.span.start).chain([usize::MAX]);
        tables.iter().zip(ends).filter_map(|(table, end)| self.suppression(table, end)).collect()
    }

    /// A suppression whose table ends where the next one begins.
    fn suppression(&mut self, table: &Placed<SuppressKeys>, end: usize) -> Option<(Suppression, Range<usize>)> {
        let SuppressKeys { statement, rule, pointer, reason } = &table.value;
        let at = table.span.start;
        for (key, lacks) in [("statement", statement.is_none()), ("rule", rule.is_none()), ("reason", reason.is_none())] {
            // One that is empty or misspelt has been told already.
            if lacks && !self.faults.0.iter().any(|fault| (at..end).contains(&fault.at)) {
                self.faults.add(at, format!("this `[[suppress]]` has no `{key}`"), format!("add `{key} = \"…\"`"));
            }
        }
        if let Some(pointer) = pointer.as_ref().filter(|pointer| !pointer.value.starts_with('/')) {
            self.faults.add(
                pointer.span.start,
                format!("`{}` is no JSON Pointer", pointer.value),
                "write one as reports do, such as /sections/0",
            );
        }
        let rule = rule.as_ref()?;
        let Some(known) = rules::find(&rule.value) else {
            self.level_error(rule, &LevelError::Unknown(rule.value.clone()));
            return None;
        };
        if known.category == Category::Form {
            self.level_error(rule, &LevelError::Form(rule.value.clone()));
        }
        let pointer = pointer.as_ref().map(|pointer| pointer.value.clone());
        Some((Suppression::new(statement.clone()?, known, pointer), table.span.clone()))
    }
}
