//! Results come in order on any number of threads, memory is bounded, and a run can be stopped and can fail at any item.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use statemark_batch::{Ended, run};

const THREADS: [usize; 4] = [1, 2, 3, 8];

/// Work whose time differs from item to item.
fn square(number: u64) -> u64 {
    (0..number * 7919 % 500).fold(number * number, |sum, turn| sum + std::hint::black_box(turn) - std::hint::black_box(turn))
}

#[test]
fn results_come_in_the_order_of_the_items() {
    let expected: Vec<u64> = (0..2000).map(|number| number * number).collect();
    for threads in THREADS {
        let mut results = Vec::new();
        let give = |result| {
            results.push(result);
            Ok::<_, ()>(())
        };
        assert_eq!(run(threads, (0..2000).map(Ok), square, give, &AtomicBool::new(false)), Ok(Ended::Whole));
        assert_eq!(results, expected, "on {threads}");
    }
}

#[test]
fn one_thread_is_the_calling_one() {
    let here = thread::current().id();
    let work = |()| assert_eq!(thread::current().id(), here);
    assert_eq!(run(1, [Ok::<_, ()>(())].into_iter(), work, Ok, &AtomicBool::new(false)), Ok(Ended::Whole));
}

#[test]
fn few_items_are_under_way_at_once() {
    for threads in THREADS {
        let (under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let source = (0..500).map(|number| {
            most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Ok(number)
        });
        let give = |_| {
            under_way.fetch_sub(1, Ordering::SeqCst);
            Ok::<_, ()>(())
        };
        assert_eq!(run(threads, source, square, give, &AtomicBool::new(false)), Ok(Ended::Whole));
        let most = most.into_inner();
        assert!(most <= if threads == 1 { 1 } else { 2 * threads + 1 }, "{most} on {threads}");
    }
}

#[test]
fn what_comes_before_an_error_is_given_on() {
    for threads in THREADS {
        let mut results = 0;
        let source = (0..100).map(|number| if number == 50 { Err("the disk is gone") } else { Ok(number) });
        let give = |_| {
            results += 1;
            Ok(())
        };
        assert_eq!(run(threads, source, square, give, &AtomicBool::new(false)), Err("the disk is gone"));
        assert_eq!(results, 50);
        let give = |result| if result == 100 { Err("the pipe is closed") } else { Ok(()) };
        assert_eq!(run(threads, (0..100).map(Ok), square, give, &AtomicBool::new(false)), Err("the pipe is closed"));
    }
}

#[test]
fn a_run_that_is_stopped_gives_on_what_it_took() {
    for threads in THREADS {
        let (stop, mut taken, mut results) = (AtomicBool::new(false), 0, Vec::new());
        let source = (0..).map(|number| {
            taken += 1;
            Ok(number)
        });
        let give = |result| {
            results.push(result);
            stop.fetch_or(results.len() == 10, Ordering::Relaxed);
            Ok::<_, ()>(())
        };
        assert_eq!(run(threads, source.take(1000), square, give, &stop), Ok(Ended::Stopped));
        assert!(taken < 50, "{taken} on {threads}");
        let expected: Vec<u64> = (0..results.len() as u64).map(|number| number * number).collect();
        assert_eq!((results.len(), results), (taken, expected), "on {threads}");
    }
}

#[test]
fn a_panic_of_the_work_is_one_of_the_run() {
    for threads in THREADS {
        let work = |number: u64| assert!(number != 20, "the work broke");
        let run = || run(threads, (0..100).map(Ok::<_, ()>), work, Ok, &AtomicBool::new(false));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err(), "on {threads}");
    }
}
