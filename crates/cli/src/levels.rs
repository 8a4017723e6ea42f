//! `--error`, `--warn` and `--ignore`: they work in the order in which they stand, so that the last one counts.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, Error};
use statemark::suggest::nearest;
use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::rule::Category;
use statemark_validate::rules;

/// The levels that the arguments set.
#[derive(Clone)]
pub(crate) struct LevelArgs(pub(crate) Levels);

const OPTIONS: [(&str, Option<Severity>, &str); 3] = [
    ("error", Some(Severity::Error), "Take the findings of a rule or category for errors; what stands last counts"),
    ("warn", Some(Severity::Warning), "Take the findings of a rule or category for warnings"),
    ("ignore", None, "Do not check a rule or category; matters of form are always errors"),
];

impl clap::Args for LevelArgs {
    fn augment_args(command: Command) -> Command {
        let option = |(name, _, help): (&'static str, Option<Severity>, &'static str)| {
            let option = Arg::new(name).long(name).value_name("RULE").help(help).action(ArgAction::Append);
            option.value_delimiter(',').value_parser(RuleName { or_category: true }).hide_possible_values(true)
        };
        command.args(OPTIONS.map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for LevelArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut set: Vec<(usize, &String, Option<Severity>)> = Vec::new();
        for (option, level, _) in OPTIONS {
            let indices = matches.indices_of(option).into_iter().flatten();
            let names = matches.get_many::<String>(option).into_iter().flatten();
            set.extend(indices.zip(names).map(|(index, name)| (index, name, level)));
        }
        set.sort_by_key(|(index, ..)| *index);
        let mut levels = Levels::default();
        for (_, name, level) in set {
            levels.set(name, level).map_err(|error| Error::raw(ErrorKind::ValueValidation, error))?;
        }
        Ok(Self(levels))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Takes the name of a rule, and knows all of them, so that shells complete it.
#[derive(Clone)]
pub(crate) struct RuleName {
    /// Whether a category may stand for its rules.
    pub(crate) or_category: bool,
}

impl RuleName {
    fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let categories = Category::ALL.iter().map(|category| category.code()).filter({
            let or_category = self.or_category;
            move |_| or_category
        });
        rules::every().map(|rule| rule.name).chain(categories)
    }
}

impl TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(&self, command: &Command, _: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        let value = value.to_string_lossy();
        if self.names().any(|name| name == value) {
            return Ok(value.into_owned());
        }
        let what = if self.or_category { "no rule and no category" } else { "no rule" };
        let help = match nearest(&value, self.names()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`statemark rules` lists them".to_owned(),
        };
        Err(Error::raw(ErrorKind::InvalidValue, format!("{what} is called `{value}`\n  = help: {help}"))
            .format(&mut command.clone()))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names().map(PossibleValue::new)))
    }
}
