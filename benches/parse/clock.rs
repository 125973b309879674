//! Time that this thread was computing. On a machine with neighbours a clock on the wall tells mostly of them, and tells more
//! against what takes long than against what is done between two of their turns.

use std::time::Instant;

/// A point from which on time is counted.
pub(crate) enum Clock {
    /// Nanoseconds on a processor, as Linux counts them for a thread.
    Thread(u128),
    /// Where nothing else is known.
    Wall(Instant),
}

impl Clock {
    pub(crate) fn start() -> Self {
        thread().map_or_else(|| Self::Wall(Instant::now()), Self::Thread)
    }

    /// Nanoseconds since then, at least one.
    pub(crate) fn elapsed(&self) -> u128 {
        let passed = match self {
            Self::Thread(start) => thread().unwrap_or(*start).saturating_sub(*start),
            Self::Wall(start) => start.elapsed().as_nanos(),
        };
        passed.max(1)
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Thread(_) => "processor time",
            Self::Wall(_) => "time on the wall",
        }
    }
}

fn thread() -> Option<u128> {
    // The count is brought up to date where the thread gives way.
    std::thread::yield_now();
    let counts = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    counts.split(' ').next()?.parse().ok()
}
