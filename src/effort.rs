//! Counts the work done, so that tests can prove that it grows with the text and no faster. Machines are noisy, counts
//! are not. In other builds there is no counter.

#[cfg(test)]
thread_local! {
    static DONE: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Notes `steps` turns of a loop over something that a text decides the length of.
#[inline]
pub(crate) fn note(steps: usize) {
    #[cfg(test)]
    DONE.set(DONE.get() + steps as u64);
    #[cfg(not(test))]
    let _ = steps;
}

/// The steps that `work` takes.
#[cfg(test)]
pub(crate) fn count(work: impl FnOnce()) -> u64 {
    let before = DONE.get();
    work();
    DONE.get() - before
}
