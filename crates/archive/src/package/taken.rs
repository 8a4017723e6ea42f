//! The paths that are taken in the folder of a statement.

use std::collections::HashSet;

use super::paths;

/// The paths that are taken, where capitals and the Unicode form of letters count for nothing.
#[derive(Debug, Default)]
pub(super) struct Taken {
    files: HashSet<String>,
    /// The folders that they lie in.
    folders: HashSet<String>,
}

impl Taken {
    /// Takes a path for a file. Says whether it was free: no file has it, lies below it, or stands where one of its folders would be.
    pub(super) fn take(&mut self, path: &str) -> bool {
        let path = paths::folded(path);
        let folders: Vec<&str> = path.match_indices('/').map(|(at, _)| &path[..at]).collect();
        if self.folders.contains(&path) || folders.iter().any(|folder| self.files.contains(*folder)) {
            return false;
        }
        self.folders.extend(folders.into_iter().map(str::to_owned));
        self.files.insert(path)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn no_file_hides_another() {
        let mut taken = Taken::default();
        for path in ["a", "b/c.txt", "b/d/e", "É.txt"] {
            assert!(taken.take(path), "{path}");
        }
        for path in ["A", "a/x", "b", "B/C.txt", "b/d", "b/c.txt/x", "e\u{301}.TXT"] {
            assert!(!taken.take(path), "{path}");
        }
        assert!(taken.take("b/f") && taken.take("ab"));
    }

    #[test]
    fn many_paths_take_no_more_time_each_than_few() {
        let (mut taken, begin) = (Taken::default(), Instant::now());
        assert!((0..50_000).all(|number| taken.take(&format!("texts/{number}.txt"))));
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    }
}
