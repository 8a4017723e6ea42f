//! Cycles among the things of a list that name others of it.

use std::collections::VecDeque;

use statemark::pointer::Pointer;

use crate::rule::Remark;

/// The cycles among things `0..next.len()`, of which each names those in `next`: for each group of things that lead to each other
/// one way round, from its first member in the list on. Sorted by that member.
pub(crate) fn cycles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let groups = groups(next);
    let mut told = vec![false; next.len()];
    let mut cycles = Vec::new();
    for first in 0..next.len() {
        if !told[groups[first]]
            && let Some(cycle) = way_round(first, next, &groups)
        {
            told[groups[first]] = true;
            cycles.push(cycle);
        }
    }
    cycles
}

/// The shortest way from a thing back to itself within its group.
fn way_round(first: usize, next: &[Vec<usize>], groups: &[usize]) -> Option<Vec<usize>> {
    let mut from = std::collections::HashMap::new();
    let mut open = VecDeque::from([first]);
    while let Some(here) = open.pop_front() {
        for &there in next[here].iter().filter(|there| groups[**there] == groups[first]) {
            if there == first {
                let mut way: Vec<usize> = std::iter::successors(Some(here), |here| from.get(here).copied()).collect();
                way.reverse();
                return Some(way);
            }
            from.entry(there).or_insert_with(|| {
                open.push_back(there);
                here
            });
        }
    }
    None
}

/// For each thing the group that it is of: things of one group lead to each other (strongly connected, by Kosaraju's two passes).
fn groups(next: &[Vec<usize>]) -> Vec<usize> {
    let mut back = vec![Vec::new(); next.len()];
    for (here, there) in next.iter().enumerate().flat_map(|(here, there)| there.iter().map(move |there| (here, *there))) {
        back[there].push(here);
    }
    let mut seen = vec![false; next.len()];
    let mut finished = Vec::with_capacity(next.len());
    for start in 0..next.len() {
        finish(start, next, &mut seen, &mut finished);
    }
    let mut groups = vec![usize::MAX; next.len()];
    for &start in finished.iter().rev() {
        let mut open = vec![start];
        while let Some(here) = open.pop() {
            if groups[here] == usize::MAX {
                groups[here] = start;
                open.extend(&back[here]);
            }
        }
    }
    groups
}

/// Adds all that can be reached from a thing, each after what it leads to. No recursion: a chain can be of any length.
fn finish(start: usize, next: &[Vec<usize>], seen: &mut [bool], finished: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((here, step)) = path.last_mut() {
        let here = *here;
        *step += 1;
        match next[here].get(*step - 1) {
            Some(&there) if !std::mem::replace(&mut seen[there], true) => path.push((there, 0)),
            Some(_) => {}
            None => {
                finished.push(here);
                path.pop();
            }
        }
    }
}

/// How many members of a cycle a message names.
const NAMED: usize = 8;

/// What to say of a cycle: at its first member, naming the way round, and pointing to the others.
pub(crate) fn remark(cycle: &[usize], place: &dyn Fn(usize) -> Pointer, ids: &[&str], what: &str, is: &str) -> Remark {
    let first = ids.first().copied().unwrap_or_default();
    let mut way: Vec<String> = ids.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
    if ids.len() > NAMED {
        way.push(format!("{} more", ids.len() - NAMED));
    }
    way.push(format!("`{first}`"));
    let around = if ids.len() == 1 { String::new() } else { format!(": {}", way.join(" → ")) };
    let mut remark = Remark::new(place(cycle.first().copied().unwrap_or_default()), format!("{what} `{first}` {is}{around}"));
    for (&index, id) in cycle.iter().zip(ids).skip(1).take(NAMED) {
        remark = remark.see(place(index), format!("here `{id}` leads on"));
    }
    remark
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn each_cycle_is_told_once_from_its_first_member() {
        let next = [vec![3], vec![1], vec![], vec![4, 2], vec![0, 3]];
        assert_eq!(cycles(&next), [vec![0, 3, 4], vec![1]]);
    }

    #[test]
    fn trees_and_long_chains_have_none() {
        assert_eq!(cycles(&[vec![1, 2], vec![3], vec![3], vec![]]), Vec::<Vec<usize>>::new());
        let chain: Vec<Vec<usize>> = (1..100_000).map(|next| vec![next]).chain([vec![]]).collect();
        assert!(cycles(&chain).is_empty());
        let ring: Vec<Vec<usize>> = (1..100_000).map(|next| vec![next]).chain([vec![0]]).collect();
        assert_eq!(cycles(&ring)[0].len(), 100_000);
    }
}
