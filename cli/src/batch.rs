//! The verbs that read texts: from the inputs that were named to one output, in their order.

use crate::args::{Args, Format, Inputs, JsonFormat, Verb};
use crate::folder::{Folder, Found, globs};
use crate::frame::{Frame, Framed};
use crate::input::{STDIN, Source};
use crate::read::Reader;
use crate::targets::Form;
use crate::{Failure, Outcome, ordered, table, targets};
use std::io::{IsTerminal as _, Write as _};
use std::num::NonZero;
use std::path::Path;

/// Reads the inputs and writes what comes of each.
pub(crate) fn run(args: &Args, inputs: &Inputs) -> Result<Outcome, Failure> {
    let of_stdin = inputs.files.iter().filter(|path| path.as_path() == Path::new(STDIN));
    if of_stdin.count() > 1 {
        return Err(Failure::Message(format!("standard input (`{STDIN}`) can be read once")));
    }
    // A bad one is told before anything is written.
    globs(Path::new("."), &inputs.glob)?;
    let several = inputs.files.len() > 1 || inputs.files.iter().any(|path| path.is_dir());
    let form = Form { format: table_format(&args.verb), several };
    let reader = Reader::new(args, form)?;
    let jobs = if several { inputs.jobs.map_or_else(cores, usize::from) } else { 1 };
    let mut out = Framed::new(frame(&args.verb, form)?, std::io::stdout().lock());
    let mut failed = false;
    let found = inputs.files.iter().flat_map(|path| found(path, &inputs.glob));
    ordered::in_order(
        found,
        jobs,
        |found| reader.read(found),
        |told| {
            // Where standard error cannot be written to, the results and the exit status are all that is left.
            let _ = std::io::stderr().write_all(&told.err);
            failed |= told.failed;
            told.out.map_or(Ok(()), |result| Ok(out.write(&result)?))
        },
    )?;
    out.end(failed)?;
    Ok(if failed { Outcome::Unreadable } else { Outcome::Done })
}

/// What there is to read behind a name.
fn found(path: &Path, patterns: &[String]) -> Box<dyn Iterator<Item = Found> + Send> {
    if !path.is_dir() {
        return Box::new(std::iter::once(Found::Text(Source::named(path))));
    }
    match globs(path, patterns) {
        Ok(globs) => Box::new(Folder::new(path, globs)),
        Err(Failure::Message(message)) => Box::new(std::iter::once(Found::Trouble(message))),
        Err(Failure::ClosedPipe) => Box::new(std::iter::empty()),
    }
}

/// How the verbs that print quantities do so: where nothing is said, a table for people, JSON lines for programs.
fn table_format(verb: &Verb) -> Format {
    match verb {
        Verb::Targets { format: Some(format), .. } | Verb::Quantities { format, .. } => *format,
        _ if std::io::stdout().is_terminal() => Format::Table,
        _ => Format::Jsonl,
    }
}

fn frame(verb: &Verb, form: Form) -> Result<Frame, Failure> {
    let all = matches!(verb, Verb::Quantities { .. });
    Ok(match verb {
        Verb::Outline { format: JsonFormat::Json, .. } | Verb::Spans { format: JsonFormat::Json, .. } => {
            Frame::List
        }
        Verb::Targets { .. } | Verb::Quantities { .. } => match form.format {
            Format::Json => Frame::List,
            Format::Csv => Frame::Table { head: targets::csv_head(all)? },
            // The head of a table of one text has the widths of its rows.
            Format::Table if form.several => Frame::Table { head: table::head() },
            Format::Table | Format::Jsonl => Frame::Lines,
        },
        _ => Frame::Lines,
    })
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}
