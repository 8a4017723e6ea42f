//! The lines of the document, each behind the markers of the quotes and bullets that it stands in.

/// The document while it is written.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
    prefix: String,
    /// Where the marker of a bullet whose first line is still to come begins in `prefix`.
    bullet: Option<usize>,
}

impl Lines {
    /// Writes a line.
    pub(super) fn push(&mut self, line: &str) {
        match self.bullet.take() {
            Some(column) => {
                self.out.push_str(&self.prefix[..column]);
                self.out.push_str("- ");
                self.out.push_str(&self.prefix[column + 2..]);
            }
            None => self.out.push_str(&self.prefix),
        }
        self.out.push_str(line);
        if line.is_empty() {
            let length = self.out.trim_end_matches(' ').len();
            self.out.truncate(length);
        }
        self.out.push('\n');
    }

    /// Writes the lines of a text that ends with a line feed.
    pub(super) fn push_all(&mut self, text: &str) {
        text.split_terminator('\n').for_each(|line| self.push(line));
    }

    /// Writes an empty line between two blocks; none before the first of a bullet.
    pub(super) fn blank(&mut self) {
        if self.bullet.is_none() {
            self.push("");
        }
    }

    /// Writes what stands in a bullet.
    pub(super) fn bullet(&mut self, write: impl FnOnce(&mut Self)) {
        self.blank();
        self.bullet = Some(self.prefix.len());
        self.within("  ", write);
        self.bullet = None;
    }

    /// Writes what stands behind a marker on each line.
    pub(super) fn within(&mut self, marker: &str, write: impl FnOnce(&mut Self)) {
        let length = self.prefix.len();
        self.prefix.push_str(marker);
        write(self);
        self.prefix.truncate(length);
    }

    /// The markers before the next line.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The document.
    pub(super) fn into_string(self) -> String {
        self.out
    }
}
