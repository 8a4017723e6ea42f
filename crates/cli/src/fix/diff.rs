//! A unified diff of a file and what it would become, made line by line as the file is read.

use std::collections::VecDeque;
use std::io::{self, BufRead, Write};

use super::Piece;

/// How many lines are shown before and behind what changes.
const CONTEXT: usize = 3;

/// Writes the diff of a file that these pieces, in their order, are to be put into.
pub(super) fn diff(name: &str, mut file: impl BufRead, pieces: &[Piece], mut out: impl Write) -> io::Result<()> {
    writeln!(out, "--- {name}\n+++ {name}")?;
    let mut hunks = Hunks { out, before: VecDeque::new(), hunk: None, old: 1, new: 1 };
    let (mut at, mut next) = (0, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        if file.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let start = at;
        at += line.len() as u64;
        let first = next;
        // An edit may take line ends with it, and others may stand on the line where it ends.
        while let Some(piece) = pieces.get(next).filter(|piece| piece.start < at) {
            let end = piece.start + piece.old.len() as u64;
            while end > at || (end == at && piece.old.ends_with(b"\n")) {
                let more = file.read_until(b'\n', &mut line)?;
                if more == 0 {
                    break;
                }
                at += more as u64;
            }
            next += 1;
        }
        if first == next {
            hunks.keep(&line)?;
        } else {
            hunks.change(&line, &super::applied(&line, start, &pieces[first..next])?)?;
        }
    }
    if next < pieces.len() {
        hunks.change(b"", &super::applied(b"", at, &pieces[next..])?)?;
    }
    hunks.finish()
}

struct Hunks<W> {
    out: W,
    /// The last lines that stay, before any that change.
    before: VecDeque<Vec<u8>>,
    hunk: Option<Hunk>,
    /// The numbers of the next line in the old file and the new.
    old: usize,
    new: usize,
}

/// Lines that change, and those around them.
struct Hunk {
    old: usize,
    new: usize,
    old_lines: usize,
    new_lines: usize,
    text: Vec<u8>,
    /// The new lines that go behind the old ones.
    come: Vec<Vec<u8>>,
    /// The lines behind the last change.
    behind: Vec<Vec<u8>>,
}

impl<W: Write> Hunks<W> {
    fn keep(&mut self, line: &[u8]) -> io::Result<()> {
        // So many that those behind this change and before the next one do not meet.
        if self.hunk.as_ref().is_some_and(|hunk| hunk.behind.len() == 2 * CONTEXT) {
            self.flush()?;
        }
        match &mut self.hunk {
            Some(hunk) => hunk.behind.push(line.to_owned()),
            None => self.remember(line.to_owned()),
        }
        self.old += 1;
        self.new += 1;
        Ok(())
    }

    fn remember(&mut self, line: Vec<u8>) {
        if self.before.len() == CONTEXT {
            self.before.pop_front();
        }
        self.before.push_back(line);
    }

    fn change(&mut self, old: &[u8], new: &[u8]) -> io::Result<()> {
        let (old, new): (Vec<&[u8]>, Vec<&[u8]>) = (lines(old).collect(), lines(new).collect());
        let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        old[..same].iter().try_for_each(|line| self.keep(line))?;
        let (old, new) = (&old[same..], &new[same..]);
        let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let (old, kept) = old.split_at(old.len() - behind);
        let new = &new[..new.len() - behind];
        if !(old.is_empty() && new.is_empty()) {
            let hunk = self.open();
            for line in old {
                hunk.push(b'-', line);
            }
            hunk.come.extend(new.iter().map(|line| line.to_vec()));
            self.old += old.len();
            self.new += new.len();
        }
        kept.iter().try_for_each(|line| self.keep(line))
    }

    /// The hunk for lines that change here.
    fn open(&mut self) -> &mut Hunk {
        let before = std::mem::take(&mut self.before);
        let (old, new) = (self.old - before.len(), self.new - before.len());
        let hunk = self.hunk.get_or_insert_with(|| Hunk {
            old,
            new,
            old_lines: 0,
            new_lines: 0,
            text: Vec::new(),
            come: Vec::new(),
            behind: before.into(),
        });
        if !hunk.behind.is_empty() {
            hunk.close();
        }
        for line in std::mem::take(&mut hunk.behind) {
            hunk.push(b' ', &line);
        }
        hunk
    }

    /// Writes the hunk, with as many lines behind its last change as are shown.
    fn flush(&mut self) -> io::Result<()> {
        let Some(mut hunk) = self.hunk.take() else { return Ok(()) };
        hunk.close();
        for (index, line) in std::mem::take(&mut hunk.behind).into_iter().enumerate() {
            if index < CONTEXT {
                hunk.push(b' ', &line);
            } else {
                self.remember(line);
            }
        }
        let range = |start: usize, lines: usize| match lines {
            0 => format!("{},0", start - 1),
            1 => start.to_string(),
            _ => format!("{start},{lines}"),
        };
        let (old, new) = (range(hunk.old, hunk.old_lines), range(hunk.new, hunk.new_lines));
        writeln!(self.out, "@@ -{old} +{new} @@")?;
        self.out.write_all(&hunk.text)
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.out.flush()
    }
}

impl Hunk {
    /// Puts the new lines behind the old ones.
    fn close(&mut self) {
        for line in std::mem::take(&mut self.come) {
            self.push(b'+', &line);
        }
    }

    fn push(&mut self, sign: u8, line: &[u8]) {
        self.old_lines += usize::from(sign != b'+');
        self.new_lines += usize::from(sign != b'-');
        self.text.push(sign);
        self.text.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            self.text.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

/// Lines with their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|&byte| byte == b'\n')
}
