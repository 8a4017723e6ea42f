//! Writes statements in JSON as pages: `cargo run -p statemark-archive --example pages -- FOLDER FILE…`.
#![allow(clippy::disallowed_methods, reason = "an example of how the library is used, on files")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args_os().skip(1);
    let folder = paths.next().ok_or("say the folder for the pages, and files in JSON")?;
    fs::create_dir_all(&folder)?;
    for path in paths {
        let shown = Path::new(&path).display().to_string();
        let statement = statemark::json::from_slice(&fs::read(&path)?).map_err(|error| format!("{shown}: {error}"))?;
        let page = Path::new(&folder).join(format!("{}.html", statement.id));
        fs::write(page, statemark_archive::page::to_string(&statement))?;
    }
    Ok(())
}
