//! Instructions of the whole job, which a neighbour on the machine does not change: `cargo bench --bench instructions`.
//!
//! For each language: the first parse of a process, which builds the tables, and a document of ordinary layout in a process
//! that has read another one. Each is counted by callgrind in a process of its own, and held against the figures of
//! `.ci/instructions`: a change of more than [`PERCENT`] per cent fails, and so does a gain, until it is recorded.
//! `bash .ci/run instructions` records. `-- --profile NAME...` reads these fixtures in one process, and prints instead what the
//! functions take for the last.
//!
//! The counts hang on the compiler, so those of another one are not compared. They hang a little on the processor, as some
//! functions of the C library do.

mod common;

use clausetree::Parser;
use std::collections::HashSet;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// The first fixture that a process reads, and the one that is counted after it.
const DOCUMENTS: [(&str, &str); 6] = [
    ("vi/plan-green-tourism", "vi/57-nq-tw"),
    ("en/skills-network", "en/57-nq-tw"),
    ("zh/rural-opinion", "zh/57-nq-tw"),
    ("ru/kontseptsiya-energo", "ru/57-nq-tw"),
    ("vi-en/halves", "vi-en/57-nq-tw"),
    ("fr/strategie-nationale", "fr/deliberation-region"),
];
/// Least share of a function in a profile, in thousandths.
const SHARE: u64 = 15;
/// Most that a count may differ from the one recorded.
const PERCENT: u64 = 5;
/// What a process is to do that is started to be counted: read these fixtures.
const READ: &str = "--read";
const RECORD: &str = "bash .ci/run instructions";
const HEAD: &str = "\
# Instructions of the whole job, counted by callgrind; written by `bash .ci/run instructions`, checked by `bash .ci/run`.
# `start` is the first parse of a process with all that it builds, `document` a parse after that one.
";

/// A figure: the fixture, `start` or `document`, and how many instructions.
type Count = (String, &'static str, u64);

fn text(name: &str) -> String {
    let path = common::root().join("fixtures").join(name).with_extension("txt");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn whole_job(parser: &Parser, text: &str) {
    let parsed = parser.parse_all(black_box(text)).expect("within the limits");
    black_box(parsed.iter().map(|parsed| parsed.resolution().targets().count()).sum::<usize>());
}

/// A function of its own: what is done within it is counted.
#[inline(never)]
fn last(parser: &Parser, text: &str) {
    whole_job(parser, text);
}

/// Reads some fixtures of a language.
fn read(names: &[String]) {
    let (name, before) = names.split_last().expect("a fixture");
    let languages = name.split('/').next().unwrap_or_default();
    let parser = common::builder_of(languages).build().expect("no language was set");
    before.iter().for_each(|name| whole_job(&parser, &text(name)));
    last(&parser, &text(name));
}

/// Reads some fixtures in a process of their own, which callgrind counts while it reads the last; gives what that told.
fn callgrind(names: &[&str], out: &str) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=instructions::last*"])
        .arg(format!("--callgrind-out-file={out}"))
        .arg(program)
        .arg(READ)
        .args(names)
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    if run.status.success() { Ok(told) } else { Err(format!("valgrind: {told}")) }
}

/// How many instructions the last of some fixtures takes.
fn count(names: &[&str]) -> Result<u64, String> {
    let told = callgrind(names, "/dev/null")?;
    let line = told.lines().find_map(|line| line.split_once("Collected :"));
    let count = line.and_then(|(_, count)| count.trim().parse().ok());
    count.filter(|count| *count > 0).ok_or(format!("callgrind counted nothing: {told}"))
}

/// All figures, two processes at a time.
fn counts() -> Result<Vec<Count>, String> {
    let mut counts = Vec::new();
    for (first, document) in DOCUMENTS {
        let (start, after) = std::thread::scope(|scope| {
            let start = scope.spawn(|| count(&[first]));
            let after = count(&[first, document]);
            (start.join().expect("no panic"), after)
        });
        counts.push((first.to_string(), "start", start?));
        counts.push((document.to_string(), "document", after?));
    }
    Ok(counts)
}

/// The compiler and what it compiles for.
fn compiler() -> Result<String, String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let told = Command::new(rustc).arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or("unknown");
    Ok(format!("{} {host}", told.lines().next().unwrap_or("unknown")))
}

fn file() -> PathBuf {
    common::root().join(".ci/instructions")
}

fn record(counts: &[Count], compiler: &str) -> Result<(), String> {
    let row = |(name, what, count): &Count| format!("{name:24} {what:8} {count:>12}\n");
    let rows: String = counts.iter().map(row).collect();
    let written = std::fs::write(file(), format!("{HEAD}compiler {compiler}\n{rows}"));
    written.map_err(|error| format!("{}: {error}", file().display()))
}

/// The count of a row of the record.
fn recorded(record: &str, name: &str, what: &str) -> Option<u64> {
    record.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        matches!(words[..], [known, kind, _] if known == name && kind == what)
            .then(|| words[2].parse().ok())?
    })
}

/// What is wrong with a count, if anything is.
fn compare((name, what, count): &Count, record: &str) -> Option<String> {
    let Some(old) = recorded(record, name, what) else {
        return Some(format!("{name}, {what}: not recorded; {RECORD}"));
    };
    let change = count.abs_diff(old);
    let permille = change * 1000 / old.max(1);
    let sign = if *count < old { "-" } else { "+" };
    println!("{name:24} {what:8} {count:>12} {old:>12} {sign}{}.{} %", permille / 10, permille % 10);
    if change * 100 <= old * PERCENT {
        return None;
    }
    Some(if *count > old {
        format!(
            "{name}, {what}: slower by more than {PERCENT} %; find out why, or record it with its reason: {RECORD}"
        )
    } else {
        format!("{name}, {what}: faster by more than {PERCENT} %; record the better figure: {RECORD}")
    })
}

fn check(counts: &[Count], record: &str) -> Result<(), String> {
    println!("{:24} {:8} {:>12} {:>12} change", "fixture", "", "now", "recorded");
    let wrong: Vec<String> = counts.iter().filter_map(|count| compare(count, record)).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Prints the functions of the library that take most while the last of some fixtures is read, with all that they call.
fn profile(names: &[&str]) -> Result<(), String> {
    let out = std::env::temp_dir().join(format!("clausetree-{}.callgrind", std::process::id()));
    let out_name = out.to_string_lossy();
    callgrind(names, &out_name)?;
    let annotated = Command::new("callgrind_annotate")
        .args(["--inclusive=yes", "--auto=no", "--threshold=100", &out_name])
        .output()
        .map_err(|error| format!("callgrind_annotate: {error}"));
    // Only its rows are of use.
    let _ = std::fs::remove_file(&out);
    let annotated = String::from_utf8_lossy(&annotated?.stdout).into_owned();
    let mut known = HashSet::new();
    let mut total = None;
    for line in annotated.lines() {
        // `1,234 (5.6%)  FILE:FUNCTION [OBJECT]`
        let Some((count, rest)) = line.trim_start().split_once(' ') else { continue };
        let Ok(count) = count.replace(',', "").parse::<u64>() else { continue };
        let total = *total.get_or_insert(count.max(1));
        let Some((_, function)) = rest.split_once(".rs:") else { continue };
        let function = function.split(" [").next().unwrap_or_default();
        let permille = count * 1000 / total;
        if permille >= SHARE && function.contains("clausetree::") && known.insert(function.to_string()) {
            println!("{:>3}.{} %  {function}", permille / 10, permille % 10);
        }
    }
    total.map(|total| println!("of {total} instructions")).ok_or(format!("no profile: {annotated}"))
}

fn run(arguments: &[&str]) -> Result<(), String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: valgrind is not there, so no instructions are counted");
        return Ok(());
    }
    if let Some(place) = arguments.iter().position(|argument| *argument == "--profile") {
        return profile(&arguments[place + 1..]);
    }
    let compiler = compiler()?;
    if arguments.contains(&"--record") {
        let counts = counts()?;
        return record(&counts, &compiler);
    }
    let path = file();
    let record =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}; {RECORD}", path.display()))?;
    let of = record.lines().find_map(|line| line.strip_prefix("compiler ")).unwrap_or("no compiler");
    if of != compiler {
        println!("skipped: .ci/instructions is of {of}, this is {compiler}; {RECORD}");
        return Ok(());
    }
    check(&counts()?, &record)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|argument| argument == READ) {
        read(&arguments[1..]);
        return ExitCode::SUCCESS;
    }
    if common::is_test() {
        DOCUMENTS.iter().for_each(|(first, document)| read(&[first.to_string(), document.to_string()]));
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|argument| *argument != "--bench").collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
