//! Times, taken in turns: what slows the machine down slows all of them down.

use crate::clock::Clock;
use crate::common::is_test;
use std::hint::black_box;
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

/// Rounds of a load: no fewer and no more than these, and between them as many as begin within [`TIME`].
const ROUNDS: RangeInclusive<usize> = 3..=15;
const TIME: Duration = Duration::from_secs(2);

/// A sample reads at least this many bytes: shorter texts several times, so that the clock is fine enough.
const SAMPLE: usize = 256 << 10;

/// A way to read some texts.
pub(crate) struct Contestant<'a> {
    name: &'static str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Contestant<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnMut() + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }

    /// One that reads each text by itself; what comes of it is dropped at once, within the time.
    pub(crate) fn each<T>(
        name: &'static str,
        texts: &'a [String],
        mut read: impl FnMut(&'a str) -> T + 'a,
    ) -> Self {
        Self::new(name, move || texts.iter().for_each(|text| drop(black_box(read(black_box(text))))))
    }
}

/// Times of several ways to read the same texts: one for each way and round.
pub(crate) struct Times {
    bytes: usize,
    /// Nanoseconds a pass, in the order of the rounds.
    rounds: Vec<(&'static str, Vec<u128>)>,
}

impl Times {
    /// Lets each have its turn, round after round.
    pub(crate) fn take(bytes: usize, mut contestants: Vec<Contestant<'_>>) -> Self {
        let (passes, rounds) = if is_test() { (1, 1..=1) } else { (SAMPLE.div_ceil(bytes), ROUNDS) };
        let begin = Instant::now();
        let mut times: Vec<_> = contestants.iter().map(|one| (one.name, Vec::new())).collect();
        for round in 0..*rounds.end() {
            if round >= *rounds.start() && begin.elapsed() > TIME {
                break;
            }
            for (contestant, (_, times)) in contestants.iter_mut().zip(&mut times) {
                let clock = Clock::start();
                (0..passes).for_each(|_| (contestant.run)());
                times.push((clock.elapsed() / passes as u128).max(1));
            }
        }
        Self { bytes, rounds: times }
    }

    fn of(&self, name: &str) -> Option<&[u128]> {
        self.rounds.iter().find(|(known, _)| *known == name).map(|(_, times)| &times[..])
    }

    /// Megabytes (10^6) a second, to a tenth.
    pub(crate) fn speed(&self, name: &str) -> String {
        // Bytes a nanosecond are thousands of megabytes a second.
        let speed = |times: &[u128]| self.bytes as u128 * 10_000 / median(times.iter().copied());
        self.of(name).map_or("-".to_string(), |times| {
            let tenths = speed(times);
            // Figures of four places need no fraction.
            if tenths < 10_000 {
                format!("{}.{}", tenths / 10, tenths % 10)
            } else {
                (tenths / 10).to_string()
            }
        })
    }

    /// How many times as fast as `yardstick` this is: the median of the ratios of the rounds, to a thousandth.
    pub(crate) fn ratio(&self, name: &str, yardstick: &str) -> String {
        let Some((own, other)) = self.of(name).zip(self.of(yardstick)) else { return "-".to_string() };
        let thousandths = median(own.iter().zip(other).map(|(own, other)| other * 1000 / own));
        format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
    }
}

pub(crate) fn median(values: impl Iterator<Item = u128>) -> u128 {
    let mut values: Vec<u128> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}
