//! `clausetree`: policy resolutions to a typed tree, JSON lines and tables.
//!
//! Results go to standard output, everything else to standard error. Exit status: 0 done; 1 the input was read but
//! something asked for does not hold; 2 wrong use, unreadable input or grammar.

mod args;
mod batch;
mod check;
mod explain;
mod folder;
mod frame;
mod input;
mod ordered;
mod outline;
mod output;
mod read;
mod rows;
mod spans;
mod table;
mod targets;

use args::{Args, GrammarVerb, Verb};
use clap::Parser as _;
use clausetree::{Grammar, Parser};
use input::Source;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Why the program ends early: what to tell the user.
pub(crate) enum Failure {
    /// Told on standard error; exit status 2.
    Message(String),
    /// The reader of our output went away; nothing to tell.
    ClosedPipe,
}

/// How a run ended that did what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit status 0.
    Done,
    /// Something asked for does not hold; exit status 1.
    DoesNotHold,
    /// Some text could not be read, which was told; exit status 2.
    Unreadable,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Message(format!("cannot write the output: {error}")),
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(Outcome::Done) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::DoesNotHold) => ExitCode::from(1),
        Ok(Outcome::Unreadable) => ExitCode::from(2),
        Err(Failure::Message(message)) => {
            // Where not even standard error can be written to, the exit status is all that is left.
            let _ = writeln!(std::io::stderr(), "clausetree: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<Outcome, Failure> {
    match &args.verb {
        Verb::Parse { inputs, .. }
        | Verb::Outline { inputs, .. }
        | Verb::Targets { inputs, .. }
        | Verb::Quantities { inputs, .. }
        | Verb::Spans { inputs, .. } => batch::run(args, inputs),
        Verb::Explain { file, at, line, fragment, format } => {
            let parser = parser(args)?;
            let bytes = Source::named(Path::new(file)).read()?;
            let decoded = parser.decode(&bytes, args.encoding);
            let decoded = input::accepted(decoded, file, &mut std::io::stderr(), args.quiet)?;
            let told = explain::place(&parser, file, &decoded, (*at, *line), *fragment)?;
            let mut out = Vec::new();
            explain::write(&mut out, file, &told, line.is_some(), *format)?;
            print(&out)?;
            Ok(Outcome::Done)
        }
        Verb::Grammar { verb: GrammarVerb::Check { file, format } } => {
            let mut out = Vec::new();
            let outcome = check::grammars(&mut out, file, *format, args.quiet)?;
            print(&out)?;
            Ok(outcome)
        }
    }
}

/// Writes an output that was made before the first byte is written: never half a result.
fn print(out: &[u8]) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(out)?;
    stdout.flush()?;
    Ok(())
}

fn parser(args: &Args) -> Result<Parser, Failure> {
    let mut builder = Parser::builder();
    for path in &args.grammar {
        let file = std::fs::read_to_string(path).map_err(|error| {
            Failure::Message(format!("cannot read the grammar {}: {error}", path.display()))
        })?;
        let grammar = Grammar::from_toml_named(&path.to_string_lossy(), &file)
            .map_err(|error| Failure::Message(format!("bad grammar {}: {error}", path.display())))?;
        builder = builder.grammar(grammar);
    }
    if let Some(language) = args.lang {
        builder = builder.language(language);
    }
    builder.build().map_err(|error| Failure::Message(error.to_string()))
}
