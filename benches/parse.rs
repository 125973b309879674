//! How fast a document becomes a tree: every fixture alone, and repeated to about a mebibyte.
//!
//! `cargo bench --bench parse` prints megabytes a second, medians; `-- --test` runs each once. Machines are noisy:
//! compare figures of one run only.

mod common;

use std::time::Instant;

const REPEATED: usize = 1 << 20;

/// Median time of `runs` parses, in nanoseconds.
fn median(text: &str, runs: usize) -> u128 {
    let mut times: Vec<u128> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let parsed = clausetree::parse(std::hint::black_box(text)).expect("within the limits");
            std::hint::black_box(parsed.resolution().targets().count());
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2].max(1)
}

fn main() {
    let test = common::is_test();
    println!("{:36} {:>10} {:>10}", "document", "alone", "repeated");
    for (name, text) in common::fixtures() {
        // Bytes a nanosecond are thousands of megabytes a second.
        let speed = |length: usize, time: u128| {
            let tenths = u128::try_from(length).unwrap_or(0) * 10_000 / time;
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        let alone = median(&text, if test { 1 } else { 15 });
        let long = common::repeated(&text, if test { 2 * text.len() } else { REPEATED });
        let time = median(&long, if test { 1 } else { 3 });
        println!("{name:36} {:>5} MB/s {:>5} MB/s", speed(text.len(), alone), speed(long.len(), time));
    }
}
