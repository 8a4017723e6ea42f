//! Which type of statement a title names.

use statemark::statement::StatementType;

/// The words of a title by which the type is told, the surest first.
const TYPES: [(&str, StatementType); 23] = [
    ("joint statement", StatementType::JointStatement),
    ("joint leaders", StatementType::JointStatement),
    ("joint press statement", StatementType::JointStatement),
    ("joint communique", StatementType::JointCommunique),
    ("joint communiqué", StatementType::JointCommunique),
    ("joint declaration", StatementType::JointDeclaration),
    ("joint readout", StatementType::Readout),
    ("readout", StatementType::Readout),
    ("press statement", StatementType::PressStatement),
    ("press release", StatementType::PressStatement),
    ("statement to the press", StatementType::PressStatement),
    ("resolution", StatementType::Resolution),
    ("decision", StatementType::Decision),
    ("communique", StatementType::Communique),
    ("communiqué", StatementType::Communique),
    ("declaration", StatementType::Declaration),
    ("déclaration", StatementType::Declaration),
    ("declaración", StatementType::Declaration),
    ("memorandum", StatementType::Memorandum),
    ("remarks", StatementType::Remarks),
    ("interview", StatementType::Remarks),
    ("speech", StatementType::Remarks),
    ("statement", StatementType::Statement),
];

/// The type that a title names.
pub(super) fn known_type(title: &str) -> Option<StatementType> {
    let title = title.to_lowercase();
    TYPES.iter().find(|(words, _)| title.contains(words)).map(|&(_, kind)| kind)
}
