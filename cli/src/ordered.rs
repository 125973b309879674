//! Work on many things by several threads, with the results in order.

use crate::Failure;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Results that may wait for one before them, for each thread. So many short texts are read beside a long one; and no
/// more are held in memory, however slowly the output is taken.
const AHEAD: usize = 16;

/// Does `work` on each item by `jobs` threads, and gives the results to `take` in the order of the items. An error of
/// `take` ends it: no further item is begun.
pub(crate) fn in_order<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if jobs <= 1 {
        return items.map(work).try_for_each(take);
    }
    // The place of a result is queued while its item is taken, so that the queue has the order of the items; a full queue
    // lets the threads wait.
    let (queue, results) = sync_channel(jobs * AHEAD);
    let queue = Arc::new(Mutex::new(Queue { items, places: queue }));
    let work = &work;
    thread::scope(move |scope| {
        for started in 0..jobs {
            let queue = Arc::clone(&queue);
            let run = move || {
                while let Some((item, place)) = queue.lock().ok().and_then(|mut queue| queue.next()) {
                    // Nobody waits for it where the output was closed.
                    let _ = place.send(work(item));
                }
            };
            match thread::Builder::new().spawn_scoped(scope, run) {
                Err(error) if started == 0 => {
                    return Err(Failure::Message(format!("cannot start a thread: {error}")));
                }
                // Fewer do it as well.
                Err(_) => break,
                Ok(_) => {}
            }
        }
        // The queue ends with the last thread that can add to it.
        drop(queue);
        // A place without a result is that of a thread that panicked, which the end of the scope passes on.
        results.iter().filter_map(|place: Receiver<R>| place.recv().ok()).try_for_each(take)
    })
}

struct Queue<I, R> {
    items: I,
    places: SyncSender<Receiver<R>>,
}

impl<T, R, I: Iterator<Item = T>> Queue<I, R> {
    /// The next item and where its result is waited for; none after the last, or where nobody waits any more.
    fn next(&mut self) -> Option<(T, SyncSender<R>)> {
        let item = self.items.next()?;
        let (place, result) = sync_channel(1);
        self.places.send(result).ok()?;
        Some((item, place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_wait_for_the_one_before_and_no_more_than_the_bound() {
        let (jobs, begun) = (2, AtomicUsize::new(0));
        // The first, and all that the queue holds beside it.
        let most = jobs * AHEAD + 1;
        let work = |item: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if item == 0 {
                while begun.load(Ordering::SeqCst) < most {
                    thread::yield_now();
                }
                thread::sleep(Duration::from_millis(50));
                assert_eq!(begun.load(Ordering::SeqCst), most);
            }
            item
        };
        let mut taken = Vec::new();
        let ended = in_order(0..10 * most, jobs, work, |item| {
            taken.push(item);
            Ok(())
        });
        assert!(ended.is_ok());
        assert!(taken.into_iter().eq(0..10 * most));
    }

    #[test]
    fn an_error_ends_it() {
        for jobs in [1, 3] {
            let mut taken = 0;
            let ended = in_order(
                0..,
                jobs,
                |item| item,
                |item| {
                    taken += 1;
                    if item == 5 { Err(Failure::ClosedPipe) } else { Ok(()) }
                },
            );
            assert!(matches!(ended, Err(Failure::ClosedPipe)));
            assert_eq!(taken, 6);
        }
    }

    #[test]
    fn a_panic_is_passed_on() {
        let run = || in_order(0..100, 2, |item| assert_ne!(item, 50), |()| Ok(()));
        assert!(std::panic::catch_unwind(run).is_err());
    }
}
