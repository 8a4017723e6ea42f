//! `statemark validate`.

use crate::args::Validate;
use crate::error::Failure;
use crate::findings;
use crate::io::Input;
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    let mut worst = Status::Right;
    for path in &args.files {
        let input = Input::open(path, None)?;
        let document = input.format.read(&input.bytes);
        if document.statement.is_none() {
            findings::tell(&input, document);
            worst = Status::Wrong;
        }
    }
    Ok(worst)
}
