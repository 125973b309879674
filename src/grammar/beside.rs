//! Two pieces of work at a time.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does `one` beside `other`, on a thread of its own. Where no thread can be had, as in WebAssembly, or it has not begun when
/// `other` is done, the thread that asks does both.
pub(super) fn beside(one: impl FnOnce() + Send, other: impl FnOnce()) {
    let waiting = Mutex::new(Some(one));
    let begin = || {
        let one = waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(one) = one {
            one();
        }
    };
    thread::scope(|scope| {
        let _started = thread::Builder::new().spawn_scoped(scope, begin);
        other();
        begin();
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn each_is_done_once() {
        let (mut one, other) = (0, Cell::new(0));
        beside(|| one += 1, || other.set(other.get() + 1));
        assert_eq!((one, other.get()), (1, 1));
    }
}
