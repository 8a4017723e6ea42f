//! The way to a relation, in eight bytes.

use statemark::pointer::Pointer;

/// Where a relation stands: how many sections and clauses it is in, then the position of each and its own, seven bits a byte, as many bytes as needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path([u8; 8]);

impl Path {
    /// What is too deep, or too far behind, to be kept.
    const LOST: Self = Self([u8::MAX; 8]);

    /// The path of a pointer such as `/relations/0` or `/sections/0/clauses/2/relations/0`.
    pub(super) fn of(pointer: &Pointer) -> Self {
        let (mut depth, mut bytes, mut used) = ([0_u8; 2], [0; 8], 1);
        for step in pointer.as_str().split('/').skip(1) {
            match step {
                "sections" => depth[0] += 1,
                "clauses" => depth[1] += 1,
                "relations" => {}
                index => {
                    let Ok(mut index) = index.parse::<usize>() else { return Self::LOST };
                    loop {
                        let Some(byte) = bytes.get_mut(used) else { return Self::LOST };
                        *byte = u8::try_from(index & 0x7F).unwrap_or(0) | if index > 0x7F { 0x80 } else { 0 };
                        used += 1;
                        index >>= 7;
                        if index == 0 {
                            break;
                        }
                    }
                }
            }
        }
        if depth[0] >= 15 || depth[1] >= 15 {
            return Self::LOST;
        }
        bytes[0] = depth[0] << 4 | depth[1];
        Self(bytes)
    }

    /// Whether it is a relation of the statement itself.
    pub(super) fn of_statement(self) -> bool {
        self.0[0] == 0
    }

    /// The pointer; the whole statement where the path is lost.
    pub(super) fn pointer(self) -> Pointer {
        if self == Self::LOST {
            return Pointer::root();
        }
        let mut bytes = self.0[1..].iter();
        let mut index = || {
            let mut index = 0;
            for shift in (0..).step_by(7) {
                let byte = bytes.next().copied().unwrap_or(0);
                index |= usize::from(byte & 0x7F) << shift;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            index
        };
        let mut pointer = Pointer::root();
        for _ in 0..self.0[0] >> 4 {
            pointer = pointer.key("sections").index(index());
        }
        for _ in 0..self.0[0] & 0xF {
            pointer = pointer.key("clauses").index(index());
        }
        pointer.key("relations").index(index())
    }
}

#[cfg(test)]
mod tests {
    use super::Path;
    use statemark::pointer::Pointer;

    fn pointer(steps: &str) -> Pointer {
        steps.split('/').skip(1).fold(Pointer::root(), |pointer, step| match step.parse() {
            Ok(index) => pointer.index(index),
            Err(_) => pointer.key(step),
        })
    }

    #[test]
    fn pointers_come_back() {
        for steps in [
            "/relations/0",
            "/relations/128",
            "/relations/99999",
            "/sections/0/clauses/0/relations/0",
            "/sections/3/sections/1/clauses/127/clauses/128/relations/2",
            "/sections/0/clauses/90000/relations/200",
        ] {
            let path = Path::of(&pointer(steps));
            assert_eq!(path.pointer().as_str(), steps);
            assert_eq!(path.of_statement(), steps.starts_with("/relations"));
        }
    }

    #[test]
    fn what_is_too_long_leads_to_the_whole_statement() {
        for steps in
            ["/sections/1/sections/2/sections/3/sections/4/sections/5/sections/6/clauses/7/relations/8", "/x/relations/0"]
        {
            assert_eq!(Path::of(&pointer(steps)).pointer(), Pointer::root());
        }
        let deep = "/sections/0".repeat(16) + "/clauses/0/relations/0";
        assert_eq!(Path::of(&pointer(&deep)).pointer(), Pointer::root());
    }
}
