//! Work on many reports at once, with results in the order of the input.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{Builder, Scope};

/// How many reports wait between two stages, for each job: enough to keep it busy, few enough to bound the memory.
const WAITING: usize = 4;

/// Gives every item to one of `jobs` threads and every result, in the order of the items, to `each`.
///
/// `job` makes what one thread does; what it makes may hold what that thread uses again from item to item.
///
/// # Errors
/// The first error of `each`; the rest of the items is then left.
pub(crate) fn in_order<Item, Out, Job, E>(
    items: impl Iterator<Item = Item> + Send,
    jobs: NonZeroUsize,
    job: impl Fn() -> Job + Sync,
    mut each: impl FnMut(Out) -> Result<(), E>,
) -> Result<(), E>
where
    Item: Send,
    Out: Send,
    Job: FnMut(Item) -> Out,
{
    let (give, take) = sync_channel::<(usize, Item)>(jobs.get() * WAITING);
    let (report, results) = sync_channel::<(usize, Out)>(jobs.get() * WAITING);
    let take = Mutex::new(take);
    let (take, job) = (&take, &job);
    std::thread::scope(|scope| {
        start(scope, move || {
            for item in items.enumerate() {
                if give.send(item).is_err() {
                    return;
                }
            }
        });
        for _ in 0..jobs.get() {
            let report = report.clone();
            start(scope, move || {
                let mut job = job();
                while let Some((number, item)) = next(take) {
                    if report.send((number, job(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(report);
        let done = sort(&results, &mut each);
        // After an error the threads see that nobody listens, and end.
        drop(results);
        // What nobody took must go too, or the feeding thread would wait for ever.
        if done.is_err() {
            while next(take).is_some() {}
        }
        done
    })
}

/// How much of a stack a thread has: trees of pages and of sentences may be deep. Only what is used of it is taken.
pub(crate) const STACK: usize = 64 << 20;

fn start<'scope, T: Send + 'scope>(scope: &'scope Scope<'scope, '_>, work: impl FnOnce() -> T + Send + 'scope) {
    let started = Builder::new().stack_size(STACK).spawn_scoped(scope, work);
    started.expect("a system that gives no thread runs nothing; `spawn` of the standard library ends there too");
}

/// Does something, and gives nothing where it fails in a way that it was not made for.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn next<Item>(take: &Mutex<Receiver<(usize, Item)>>) -> Option<(usize, Item)> {
    take.lock().ok()?.recv().ok()
}

fn sort<Out, E>(results: &Receiver<(usize, Out)>, each: &mut impl FnMut(Out) -> Result<(), E>) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (number, out) in results {
        early.insert(number, out);
        while let Some(out) = early.remove(&due) {
            each(out)?;
            due += 1;
        }
    }
    Ok(())
}

/// As many jobs as asked for, or as there are cores.
pub(crate) fn jobs(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for jobs in [1, 3] {
            let mut seen = Vec::new();
            let slow_first = |n: u64| {
                std::thread::sleep(std::time::Duration::from_millis(5 - n.min(5)));
                n * n
            };
            in_order(
                0..40,
                NonZeroUsize::new(jobs).unwrap(),
                || slow_first,
                |square| {
                    seen.push(square);
                    Ok::<(), String>(())
                },
            )
            .unwrap();
            assert_eq!(seen, (0..40).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let failed =
            in_order(0..1000, NonZeroUsize::MIN, || |n: i32| n, |n| if n == 3 { Err("three") } else { Ok(()) });
        assert_eq!(failed.unwrap_err(), "three");
    }
}
