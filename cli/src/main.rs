//! `clausetree`: policy resolutions to a typed tree, JSON lines and tables.
//!
//! Results go to standard output, everything else to standard error. Exit status: 0 done; 1 the input was read but
//! something asked for does not hold; 2 wrong use, unreadable input or grammar.

mod args;
mod check;
mod explain;
mod input;
mod output;
mod rows;

use args::{Args, Format, GrammarVerb, Verb};
use clap::Parser as _;
use clausetree::{Grammar, Parser};
use std::io::{IsTerminal as _, Write};
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
        Err(Failure::Message(message)) => {
            // Where not even standard error can be written to, the exit status is all that is left.
            let _ = writeln!(std::io::stderr(), "clausetree: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<Outcome, Failure> {
    // The whole output is made before the first byte is written: never half a result.
    let mut out: Vec<u8> = Vec::new();
    let outcome = match &args.verb {
        Verb::Grammar { verb: GrammarVerb::Check { file, format } } => {
            check::grammars(&mut out, file, *format, args.quiet)?
        }
        _ => {
            read(args, &mut out)?;
            Outcome::Done
        }
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(&out)?;
    stdout.flush()?;
    Ok(outcome)
}

/// The verbs that read a text.
fn read(args: &Args, out: &mut Vec<u8>) -> Result<(), Failure> {
    let parser = parser(args)?;
    let name = args.verb.file();
    let bytes = input::read(name)?;
    let decoded = input::decode(&parser, name, &bytes, args.encoding, args.quiet)?;
    let text = decoded.text();
    let failure = |error| Failure::Message(format!("{name}: {error}"));
    if let Verb::Explain { at, line, fragment, format, .. } = &args.verb {
        let told = explain::place(&parser, name, &decoded, (*at, *line), *fragment)?;
        return explain::write(out, name, &told, line.is_some(), *format);
    }
    if let Verb::Quantities { fragment: true, format, .. } = &args.verb {
        let found = parser.quantities(text).map_err(failure)?.into_iter();
        let found: Vec<_> = found.map(|quantity| quantity.map_spans(|span| decoded.original(span))).collect();
        rows::fragment(out, name, &decoded, &found, parser.language_of(text), *format)?;
    } else {
        let parsed = parser.parse_all(text).map_err(failure)?;
        let parsed: Vec<_> = parsed.into_iter().map(|parsed| decoded.relocate(parsed)).collect();
        if !args.quiet {
            let mut err = std::io::stderr().lock();
            let told = parsed.iter().flat_map(clausetree::Parsed::diagnostics);
            output::diagnostics(&mut err, name, &decoded, told);
        }
        match &args.verb {
            Verb::Parse { format, .. } => output::trees(out, &parsed, *format)?,
            Verb::Outline { format, .. } => rows::outline(out, name, &parsed, *format)?,
            Verb::Targets { format, .. } => {
                rows::targets(out, name, &decoded, &parsed, format.unwrap_or_else(default_format), false)?;
            }
            Verb::Quantities { format, .. } => rows::targets(out, name, &decoded, &parsed, *format, true)?,
            Verb::Spans { format, .. } => rows::spans(out, &parsed, *format)?,
            // Done above.
            Verb::Explain { .. } | Verb::Grammar { .. } => {}
        }
    }
    Ok(())
}

/// A table for people, JSON lines for programs.
fn default_format() -> Format {
    if std::io::stdout().is_terminal() { Format::Table } else { Format::Jsonl }
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
