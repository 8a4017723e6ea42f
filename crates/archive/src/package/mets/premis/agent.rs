//! Agents: those who did what provenance tells, and the program that makes the package.

use std::collections::HashMap;

use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::names::{AGENT, Names, identifier};
use crate::package::contents::Making;

/// All agents. The program is the last: one of its name in provenance may have been another version.
pub(super) struct Agents<'caller> {
    named: Vec<&'caller str>,
    numbers: HashMap<&'caller str, usize>,
    making: Making<'caller>,
}

impl<'caller> Agents<'caller> {
    pub(super) fn new(statement: &'caller Statement, making: Making<'caller>) -> Self {
        let mut agents = Self { named: Vec::new(), numbers: HashMap::new(), making };
        for name in statement.provenance.iter().map(|event| event.agent.as_str()) {
            agents.numbers.entry(name).or_insert_with(|| {
                agents.named.push(name);
                agents.named.len() - 1
            });
        }
        agents
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        0..=self.program()
    }

    /// The number of the program.
    pub(super) fn program(&self) -> usize {
        self.named.len()
    }

    /// The number of an agent of provenance.
    pub(super) fn number(&self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or_else(|| self.program())
    }

    pub(super) fn write(&self, output: &mut Output<'_>, names: Names<'_>, number: usize) {
        output.tag("premis:agent").open();
        identifier(output, &AGENT, &names.local("agent", number));
        if let Some(name) = self.named.get(number) {
            output.tag("premis:agentName").words(name);
        } else {
            output.tag("premis:agentName").words(self.making.program);
            output.tag("premis:agentType").words("software");
            output.tag("premis:agentVersion").words(self.making.version);
        }
        output.close("premis:agent");
    }
}
