//! How fast a document becomes a tree, beside what else can be done with the same bytes: `cargo bench --bench parse`.
//!
//! A row is a load: the documents of a language one by one, all of them one after the other and repeated to 4 MiB, both
//! again with every document in one line; the same of the corpus; then each fixture alone and repeated. All ways to read
//! a load take turns within this process, so that a ratio holds where a time does not; see `docs/performance.md`.
//!
//! `-- NAME...` measures the loads alone that have one of these in their name; `-- --test` runs each once.

mod clock;
#[path = "../common/mod.rs"]
mod common;
mod contestants;
mod fresh;
mod inputs;
mod measure;
mod words;
mod yardsticks;

use contestants as way;
use inputs::Load;
use measure::{Contestant, Times};
use std::process::ExitCode;
use yardsticks::Scan;

/// Processes whose first parse is measured.
const PROCESSES: usize = 15;

/// What is held against what: a way, a yardstick.
const RATIOS: [(&str, &str); 4] = [
    (way::WHOLE, way::SCAN),
    (way::WHOLE_JSON, way::SCAN_JSON),
    (way::WHOLE, way::PULLDOWN_CMARK),
    (way::WHOLE, way::COMRAK),
];
const SPEEDS: [&str; 11] = [
    way::WHOLE,
    way::WHOLE_JSON,
    way::SCAN,
    way::SCAN_JSON,
    way::PULLDOWN_CMARK,
    way::COMRAK,
    way::DECODE,
    way::LANGUAGE,
    way::QUANTITIES,
    way::TOLD,
    way::JSON,
];

/// Measures a load; prints its ratios, and keeps its times.
fn measured(load: &Load, contestants: Vec<Contestant<'_>>) -> (String, Times) {
    let times = Times::take(load.bytes(), contestants);
    print!("{:36} {:>8}", load.name, load.bytes());
    RATIOS.iter().for_each(|(own, yardstick)| print!(" {:>21}", times.ratio(own, yardstick)));
    println!();
    (load.name.clone(), times)
}

fn main() -> ExitCode {
    if let Some(done) = fresh::run_as_child() {
        return done;
    }
    let asked: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|asked| name.contains(asked));
    let scan = Scan::new();
    let (fixtures, corpus) = (inputs::fixtures(), inputs::corpus());
    let mut done = Vec::new();

    println!(
        "How many times as fast as the yardstick (medians of ratios of {}; 1.000 is as fast)",
        clock::Clock::start().name()
    );
    print!("{:36} {:>8}", "load", "bytes");
    RATIOS.iter().for_each(|(own, yardstick)| print!(" {:>21}", format!("{own}:{yardstick}")));
    println!();
    for group in fixtures.iter().chain(corpus.iter().flatten()) {
        for load in group.together().iter().filter(|load| is_asked(&load.name)) {
            done.push(measured(load, way::all(group, load, &scan)));
        }
    }
    if corpus.is_none() {
        println!("skipped: no corpus; set CLAUSETREE_CORPUS");
    }
    // Each fixture is told from the others by the parser alone; the rest would only take its time again.
    for group in &fixtures {
        for load in group.apart().filter(|load| is_asked(&load.name)) {
            done.push(measured(&load, way::judged(group, &load, &scan)));
        }
    }

    println!("\nMegabytes (10^6 bytes) a second, medians");
    print!("{:36}", "load");
    SPEEDS.iter().for_each(|name| print!(" {name:>w$}", w = name.len().max(6)));
    println!();
    for (name, times) in &done {
        print!("{name:36}");
        SPEEDS.iter().for_each(|name| print!(" {:>w$}", times.speed(name), w = name.len().max(6)));
        println!();
    }
    if !cfg!(feature = "encodings") {
        println!("skipped: decode; build with --features encodings");
    }

    fresh::report(fixtures.iter().map(|group| &*group.name), if common::is_test() { 1 } else { PROCESSES });
    ExitCode::SUCCESS
}
