//! Statements through columns and files, and back.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use statemark::json;
use statemark::statement::Statement;
use statemark_tables::lossless::{Batch, Container, Error, Rows, Table, Writer, lines};

pub(crate) const CONTAINERS: [Container; 2] = [Container::Parquet, Container::Arrow];

pub(crate) fn batch<'row>(statements: impl IntoIterator<Item = &'row Statement>) -> Batch {
    let mut rows = Rows::default();
    statements.into_iter().for_each(|statement| rows.push(statement));
    rows.finish().unwrap()
}

pub(crate) fn written(container: Container, batches: &[Batch]) -> Vec<u8> {
    written_on(1, container, batches)
}

pub(crate) fn written_on(threads: usize, container: Container, batches: &[Batch]) -> Vec<u8> {
    let mut writer = Writer::new(container, threads).unwrap();
    let mut bytes: Vec<u8> = batches.iter().flat_map(|batch| writer.push(batch).unwrap()).collect();
    bytes.extend(writer.finish().unwrap());
    bytes
}

pub(crate) fn opened(container: Container, bytes: &[u8]) -> Result<Table, Error> {
    let mut file: File = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    Table::open(file, container)
}

pub(crate) fn read(container: Container, bytes: &[u8]) -> Result<String, Error> {
    let (mut table, mut lines) = (opened(container, bytes)?, Vec::new());
    while table.next_lines(&mut lines)? {}
    Ok(String::from_utf8(lines).unwrap())
}

pub(crate) fn canonical<'row>(statements: impl IntoIterator<Item = &'row Statement>) -> String {
    statements.into_iter().map(|statement| json::to_string(statement) + "\n").collect()
}

/// Whether statements come back the same, byte for byte, from columns and from each file; else what became of them.
pub(crate) fn check(statements: &[&Statement]) -> Result<(), String> {
    let (batch, expected) = (batch(statements.iter().copied()), canonical(statements.iter().copied()));
    let straight = lines(&batch).map_err(|error| error.to_string())?;
    if straight != expected.as_bytes() {
        return Err(format!("{expected}became in columns\n{}", String::from_utf8_lossy(&straight)));
    }
    for container in CONTAINERS {
        let back = read(container, &written(container, std::slice::from_ref(&batch))).map_err(|error| error.to_string())?;
        if back != expected {
            return Err(format!("{expected}became in {container}\n{back}"));
        }
    }
    Ok(())
}
