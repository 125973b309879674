//! How fast a document becomes a tree: every fixture alone, and repeated to about a mebibyte.
//!
//! `cargo bench` prints megabytes a second, medians; `cargo bench -- --test` runs each once. Machines are noisy:
//! compare figures of one run only.

use std::path::{Path, PathBuf};
use std::time::Instant;

const REPEATED: usize = 1 << 20;

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
}

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
    let test = std::env::args().any(|argument| argument == "--test");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths = Vec::new();
    texts(&folder, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no text", folder.display());
    println!("{:36} {:>10} {:>10}", "document", "alone", "repeated");
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a fixture in UTF-8");
        let name = path.strip_prefix(&folder).expect("below fixtures").display().to_string();
        // Bytes a nanosecond times a thousand are megabytes a second.
        let speed = |length: usize, time: u128| u128::try_from(length).unwrap_or(0) * 1000 / time;
        let alone = median(&text, if test { 1 } else { 15 });
        let repeated = text.repeat(if test { 2 } else { REPEATED.div_ceil(text.len()) });
        let long = median(&repeated, if test { 1 } else { 3 });
        println!("{name:36} {:>5} MB/s {:>5} MB/s", speed(text.len(), alone), speed(repeated.len(), long));
    }
}
