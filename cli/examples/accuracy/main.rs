//! Measures the library against the answer files (`NAME.gold.json` beside `NAME.txt`) and prints a Markdown table.
//!
//! ```sh
//! cargo run --release --example accuracy
//! cargo run --release --example accuracy -- fixtures/vi my/folder -v
//! ```
//!
//! Nobody has to trust the table of the README: this program makes it. `fixtures/README.md` says what an answer holds
//! and `counts.rs` what each figure counts. Exit status: 0 done, whatever the figures are; 2 wrong use or input that
//! cannot be read.

mod answers;
mod counts;
mod header;
mod measure;
mod outline;
mod report;
mod targets;
mod words;

use clap::{Parser, ValueEnum};
use measure::Folder;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measures what is read against the answer files of one or more folders
#[derive(Debug, Parser)]
#[command(name = "accuracy", max_term_width = 100)]
struct Args {
    /// Folders with texts and their NAME.gold.json; without one, every such folder in fixtures/
    folder: Vec<PathBuf>,
    /// One more folder, a row of its own called `corpus`: texts that are not part of the project
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// List below the table what is missed, different or in excess, with its place
    #[arg(long, short)]
    verbose: bool,
    /// Form of the output; json has the counts and misses of each document
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

/// Forms of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Markdown,
    Json,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Where not even standard error can be written to, the exit status is all that is left.
            let _ = writeln!(std::io::stderr(), "accuracy: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let mut folders = Vec::new();
    for (label, path) in asked_for(args)? {
        folders.push(measure::folder(label, &path)?);
    }
    let out = match args.format {
        Format::Markdown => report::markdown(&folders, args.verbose),
        Format::Json => report::json(&folders)?,
    };
    match std::io::stdout().lock().write_all(out.as_bytes()) {
        // A reader that went away (`| head`) has all it wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write the output: {error}"))
        }
        _ => Ok(()),
    }
}

/// The folders to measure and what their rows are called.
fn asked_for(args: &Args) -> Result<Vec<(String, PathBuf)>, String> {
    let mut folders: Vec<(String, PathBuf)> =
        args.folder.iter().map(|path| (path.display().to_string(), path.clone())).collect();
    if folders.is_empty() {
        folders = fixtures()?;
    }
    folders.extend(args.corpus.iter().map(|path| ("corpus".to_string(), path.clone())));
    Ok(folders)
}

/// Every folder of `fixtures/` that has an answer file.
fn fixtures() -> Result<Vec<(String, PathBuf)>, String> {
    let mut folders = Vec::new();
    for path in measure::entries(&root().join("fixtures"))? {
        if path.is_dir() && !measure::answer_files(&path)?.is_empty() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            folders.push((format!("fixtures/{name}"), path.clone()));
        }
    }
    Ok(folders)
}

/// The checkout that this program was made from: its fixtures and grammars are meant, wherever it is started.
fn root() -> &'static Path {
    let cli = Path::new(env!("CARGO_MANIFEST_DIR"));
    cli.parent().unwrap_or(cli)
}
