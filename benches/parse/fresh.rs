//! The first parse of a process, which builds what the process then keeps: it is measured in a process of its own.

use crate::clock::Clock;
use crate::common;
use crate::measure::median;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Asks for one parse and its time, in a process that has parsed nothing: languages and file follow.
const FLAG: &str = "--first-parse";

/// Nanoseconds of a first parse.
struct First {
    /// The parse itself, with all that it had to build.
    parse: u128,
    /// The whole process, on the wall.
    process: u128,
}

/// In a process that was started for it: the first parse. It prints the nanoseconds it took.
pub(crate) fn run_as_child() -> Option<ExitCode> {
    let mut arguments = std::env::args().skip_while(|argument| argument != FLAG).skip(1);
    let (languages, path) = (arguments.next()?, arguments.next()?);
    let text = std::fs::read_to_string(&path).expect("a fixture");
    let clock = Clock::start();
    let parser = common::builder_of(&languages).build().expect("no language was set");
    let parsed = parser.parse_all(std::hint::black_box(&text)).expect("within the limits");
    let targets: usize = parsed.iter().map(|parsed| parsed.resolution().targets().count()).sum();
    std::hint::black_box(targets);
    println!("{}", clock.elapsed());
    Some(ExitCode::SUCCESS)
}

fn first(languages: &str, path: &Path) -> First {
    let start = Instant::now();
    let program = std::env::current_exe().expect("the bench itself");
    let child = Command::new(program).args([FLAG, languages]).arg(path).output().expect("it runs");
    let process = start.elapsed().as_nanos();
    assert!(child.status.success(), "{languages}: {}", String::from_utf8_lossy(&child.stderr));
    let printed = String::from_utf8_lossy(&child.stdout);
    First { parse: printed.trim().parse().expect("nanoseconds"), process }
}

/// Prints the times for the shortest fixture of each folder, medians of `runs`.
pub(crate) fn report<'f>(folders: impl Iterator<Item = &'f str>, runs: usize) {
    println!(
        "\n{:24} {:>7} {:>14} {:>18}",
        "first parse of a process", "bytes", "parse alone", "process in all"
    );
    for folder in folders {
        let prefix = format!("{folder}/");
        let fixtures = common::fixtures().into_iter().filter(|(name, _)| name.starts_with(&prefix));
        let (name, text) = fixtures.min_by_key(|(_, text)| text.len()).expect("a fixture");
        let path = common::root().join("fixtures").join(&name).with_extension("txt");
        let firsts: Vec<First> = (0..runs).map(|_| first(folder, &path)).collect();
        let parse = median(firsts.iter().map(|first| first.parse));
        let process = median(firsts.iter().map(|first| first.process));
        let ms = |nanoseconds: u128| format!("{}.{} ms", nanoseconds / 1_000_000, nanoseconds / 100_000 % 10);
        println!("{name:24} {:>7} {:>14} {:>18}", text.len(), ms(parse), ms(process));
    }
}
