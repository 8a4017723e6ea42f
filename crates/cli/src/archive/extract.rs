//! `statemark archive extract`: the statements of a package in which nothing is found, byte for byte, with the texts that they quote.

use std::path::{Path, PathBuf};

use statemark::document::SIZE_LIMIT;
use statemark_archive::package::bag::Bag;
use statemark_archive::package::contents::{JSON, STATEMENTS};
use statemark_archive::package::{paths, readback};

use super::check::check;
use super::store::Store;
use super::{count, verify};
use crate::args::Extract;
use crate::convert::tree::Tree;
use crate::error::{Cause, Failure};
use crate::io;
use crate::outputs;
use crate::status::Status;

pub(super) fn run(args: &Extract) -> Result<Status, Failure> {
    let output: PathBuf = args.output.components().collect();
    outputs::judge_places(std::slice::from_ref(&args.bag), std::slice::from_ref(&args.bag), [output.as_path()].into_iter())?;
    if io::real(&output).starts_with(io::real(&args.bag)) {
        let help = Some("name a folder beside it".to_owned());
        return Err(Cause::wrong("lies in the package, and would change it", help).of(io::name(&args.output)));
    }
    outputs::is_empty_folder(&args.output)?;
    let store = match Store::open(&args.bag) {
        Ok(store) => store,
        Err((failure, status)) => {
            io::tell(&failure.to_string());
            return Ok(status);
        }
    };
    let checked = check(&store, args.threads)?;
    if !checked.findings.is_empty() {
        io::report(&verify::told(&store, &checked))?;
        return Err(Cause::NotWhole.of(io::name(&args.output)));
    }
    let mut tree = Tree::apart(&args.output)?;
    let written = write(&store, &checked.bag, &mut tree).and_then(|count| tree.settle().map(|()| count));
    match written {
        Ok(statements) => {
            tree.publish()?;
            io::report(&format!("{}: {}\n", io::name(&args.output), count(statements, "statement")))?;
            Ok(Status::Right)
        }
        Err(failure) => {
            tree.discard();
            Err(failure)
        }
    }
}

/// Writes all statements. Says how many there are.
fn write(store: &Store, bag: &Bag, tree: &mut Tree) -> Result<u64, Failure> {
    let mut statements = 0;
    for (path, _) in &store.files {
        let Some(stem) = readback::stem(path) else { continue };
        let json = copy(store, bag, tree, path)?;
        let folder = &stem[..stem.rfind('/').map_or(0, |at| at + 1)];
        let document = readback::canonical(&json).map_err(|_| Cause::Changed.of(format!("{}/{path}", store.name)))?;
        let sources = document.statement.iter().flat_map(|statement| &statement.sources);
        let mut files: Vec<String> = sources.filter_map(|source| Some(format!("{folder}{}", source.file.as_ref()?))).collect();
        files.sort();
        files.dedup();
        // A bag of others need not have them.
        for file in files.iter().filter(|file| store.size(file).is_some() && !file.ends_with(JSON)) {
            copy(store, bag, tree, file)?;
        }
        statements += 1;
    }
    Ok(statements)
}

/// Copies a file, which must be what its manifests say, and gives its bytes.
fn copy(store: &Store, bag: &Bag, tree: &mut Tree, path: &str) -> Result<Vec<u8>, Failure> {
    let named = || format!("{}/{path}", store.name);
    let below = path.strip_prefix(STATEMENTS).or_else(|| path.strip_prefix("data/")).unwrap_or(path);
    paths::check(below).map_err(|unfit| Cause::wrong(unfit.to_string(), None).of(named()))?;
    let bytes = store.bytes(path, SIZE_LIMIT).map_err(|error| Cause::Read(error).of(named()))?;
    let sums: Vec<_> = bag.algorithms(path).into_iter().map(|algorithm| algorithm.of(&bytes)).collect();
    if bag.compare(path, &sums).is_some() {
        return Err(Cause::Changed.of(named()));
    }
    // A source that two statements of one folder quote is there already.
    tree.add(Path::new(below), &bytes)?;
    Ok(bytes)
}
