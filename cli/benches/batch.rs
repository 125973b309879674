//! How much faster a folder is read by all cores than by one.
//!
//! `cargo bench --bench batch` writes 10,000 documents below `target/tmp`: every text of `fixtures/` whole, and cut into
//! pieces of 2 to 6 kB, again and again. Then it runs the program on them with `-j1` and with a thread for each core (or
//! `-- -j N`), in turn, and prints the times, their ratio (medians; the target is 1.7 with two cores) and what the work of
//! all threads took together, which shows what the threads cost each other. `-- --test` does it once with few documents.
//!
//! It takes some three minutes. Whatever else runs takes from the ratio, so the machine must be idle.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const DOCUMENTS: usize = 10_000;
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let test = arguments.iter().any(|argument| argument == "--test");
    let (documents, rounds) = if test { (100, 1) } else { (DOCUMENTS, ROUNDS) };
    let cores = std::thread::available_parallelism()?.get();
    let said = arguments.iter().position(|argument| argument == "-j").and_then(|at| arguments.get(at + 1));
    let jobs = said.map_or(Ok(cores), |jobs| jobs.parse())?;

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch");
    let bytes = write(&folder, documents)?;
    println!("{documents} documents, {} kB; {cores} cores", bytes / 1000);
    for verb in ["targets", "parse"] {
        measure(verb, &folder, jobs, rounds)?;
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Writes the folder: the bytes of its documents.
fn write(folder: &Path, documents: usize) -> Result<usize, Box<dyn Error>> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut texts = Vec::new();
    for file in fixtures()? {
        let text = std::fs::read_to_string(file)?;
        texts.extend(pieces(&text));
        texts.push(text);
    }
    let mut bytes = 0;
    for (number, text) in texts.iter().cycle().take(documents).enumerate() {
        let part = folder.join(format!("{:02}", number / 1000));
        std::fs::create_dir_all(&part)?;
        std::fs::write(part.join(format!("{number:05}.txt")), text)?;
        bytes += text.len();
    }
    Ok(bytes)
}

fn fixtures() -> Result<Vec<PathBuf>, std::io::Error> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut files = Vec::new();
    for language in ["vi", "en", "zh", "ru", "vi-en"] {
        for entry in std::fs::read_dir(root.join(language))? {
            files.push(entry?.path());
        }
    }
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    Ok(files)
}

/// Whole lines, of 2, 3, 4, 5 and 6 kB in turn.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let full = 2000 + pieces.len() % 5 * 1000;
        match pieces.last_mut() {
            Some(piece) if piece.len() < full => piece.push_str(line),
            _ => pieces.push(line.to_string()),
        }
    }
    pieces
}

/// Compares the outputs, then measures in turn, so that what else the machine does falls on both.
fn measure(verb: &str, folder: &Path, jobs: usize, rounds: usize) -> Result<(), Box<dyn Error>> {
    let (one, many) = (command(verb, folder, 1).output()?, command(verb, folder, jobs).output()?);
    if !one.status.success() || one.stdout != many.stdout {
        return Err(format!("{verb}: the output of -j{jobs} is another than that of -j1").into());
    }
    let (mut times, mut ratios, mut work) = ([Vec::new(), Vec::new()], Vec::new(), [0, 0]);
    for _ in 0..rounds {
        let mut round = [0; 2];
        for (which, jobs) in [1, jobs].into_iter().enumerate() {
            let (before, start) = (work_of_children(), Instant::now());
            let status = command(verb, folder, jobs).stdout(Stdio::null()).status()?;
            round[which] = start.elapsed().as_micros().max(1);
            if !status.success() {
                return Err(format!("{verb} -j{jobs}: {status}").into());
            }
            times[which].push(round[which]);
            work[which] += work_of_children() - before;
        }
        ratios.push(round[0] * 100 / round[1]);
    }
    let [one, many] = times.map(|times| hundredths(median(times) / 10_000));
    print!("{verb:8} -j1 {one} s, -j{jobs} {many} s: {} times the speed", hundredths(median(ratios)));
    if let Some(ratio) = (work[1] * 100).checked_div(work[0]) {
        print!("; work of all threads {} times that of one", hundredths(ratio));
    }
    println!();
    Ok(())
}

fn command(verb: &str, folder: &Path, jobs: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausetree"));
    command.args([verb, "--quiet", "--jobs", &jobs.to_string()]).arg(folder);
    command
}

/// Clock ticks that ended children have used, as Linux tells them; 0 elsewhere.
fn work_of_children() -> u128 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return 0 };
    // The name of the program, in brackets, may have blanks.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields).split(' ');
    fields.skip(13).take(2).filter_map(|ticks| ticks.parse::<u128>().ok()).sum()
}

fn median(mut values: Vec<u128>) -> u128 {
    values.sort_unstable();
    values[values.len() / 2]
}

fn hundredths(count: u128) -> String {
    format!("{}.{:02}", count / 100, count % 100)
}
