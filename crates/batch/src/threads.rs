//! A run on several threads.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::Ended;

/// An outcome with the number of its item; nothing from a thread that panicked.
type Done<Outcome> = Option<(usize, Outcome)>;

/// How many items a thread may have taken from the source and not yet given on: the one at work, and the next.
const AHEAD: usize = 2;

pub(crate) fn run<Item: Send, Outcome: Send, Error>(
    threads: usize,
    mut source: impl Iterator<Item = Result<Item, Error>>,
    work: &(impl Fn(Item) -> Outcome + Sync),
    give: impl FnMut(Outcome) -> Result<(), Error>,
    stop: &AtomicBool,
) -> Result<Ended, Error> {
    let (todo, items) = mpsc::channel::<(usize, Item)>();
    let (done, outcomes) = mpsc::channel();
    let items = Mutex::new(items);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (items, done) = (&items, done.clone());
            scope.spawn(move || labour(items, work, &done));
        }
        drop(done);
        let mut order = Order { outcomes, waiting: VecDeque::new(), first: 0, give };
        // What the threads wait for goes away with this closure, and they end.
        let todo = todo;
        let mut taken = 0;
        loop {
            if stop.load(Ordering::Relaxed) {
                return order.give_until(taken).map(|()| Ended::Stopped);
            }
            match source.next() {
                None => {
                    order.give_until(taken)?;
                    return Ok(if stop.load(Ordering::Relaxed) { Ended::Stopped } else { Ended::Whole });
                }
                Some(Err(error)) => {
                    order.give_until(taken)?;
                    return Err(error);
                }
                Some(Ok(item)) => {
                    // It fails only when all threads have panicked, which is seen below.
                    let _ = todo.send((taken, item));
                    taken += 1;
                    order.give_until(taken.saturating_sub(threads * AHEAD))?;
                }
            }
        }
    })
}

/// Works on items until there are no more.
fn labour<Item, Outcome>(items: &Mutex<Receiver<(usize, Item)>>, work: &impl Fn(Item) -> Outcome, done: &Sender<Done<Outcome>>) {
    loop {
        let next = items.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, item)) = next else { return };
        let alarm = Alarm(done);
        let outcome = work(item);
        std::mem::forget(alarm);
        if done.send(Some((number, outcome))).is_err() {
            return;
        }
    }
}

/// Tells the others when a thread panics: else they would wait for its outcome for ever.
struct Alarm<'thread, Outcome>(&'thread Sender<Done<Outcome>>);

impl<Outcome> Drop for Alarm<'_, Outcome> {
    fn drop(&mut self) {
        // If nobody listens any more, the scope still hands the panic on.
        let _ = self.0.send(None);
    }
}

/// Puts outcomes into the order of their items.
struct Order<Outcome, Give> {
    outcomes: Receiver<Done<Outcome>>,
    /// The outcomes from the first that is to be given on, as far as they are there.
    waiting: VecDeque<Option<Outcome>>,
    /// The number of that one.
    first: usize,
    give: Give,
}

impl<Outcome, Error, Give: FnMut(Outcome) -> Result<(), Error>> Order<Outcome, Give> {
    /// Waits until so many outcomes have been given on; gives on what else is there.
    fn give_until(&mut self, count: usize) -> Result<(), Error> {
        loop {
            while let Ok(done) = self.outcomes.try_recv() {
                self.put(done);
            }
            while let Some(outcome) = self.waiting.front_mut().and_then(Option::take) {
                self.waiting.pop_front();
                self.first += 1;
                (self.give)(outcome)?;
            }
            if self.first >= count {
                return Ok(());
            }
            self.put(self.outcomes.recv().ok().flatten());
        }
    }

    fn put(&mut self, done: Done<Outcome>) {
        let (number, outcome) = done.expect("the work on an item has panicked");
        let place = number - self.first;
        if self.waiting.len() <= place {
            self.waiting.resize_with(place + 1, || None);
        }
        self.waiting[place] = Some(outcome);
    }
}
