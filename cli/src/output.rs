//! The tree as JSON, and diagnostics for people.

use crate::args::JsonFormat;
use crate::{Failure, rows};
use clausetree::{Decoded, Diagnostic, LineIndex, Parsed, Resolution, Severity};
use serde::Serialize;
use std::io::Write;

/// The format of the tree; it changes only with a change that breaks its readers.
const FORMAT: &str = "clausetree/1";

#[derive(Serialize)]
struct Document<'d> {
    format: &'static str,
    /// Which one of several texts this is, as rows of the other verbs name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'d str>,
    #[serde(flatten)]
    resolution: &'d Resolution<'d>,
    diagnostics: &'d [Diagnostic],
}

/// Writes the trees of a text, or of one of `several`, which then name their document. More trees than one are written
/// one a line, whatever the format.
pub(crate) fn trees(
    out: &mut Vec<u8>,
    file: &str,
    several: bool,
    parsed: &[Parsed<'_>],
    format: JsonFormat,
) -> Result<(), Failure> {
    let format = if several || parsed.len() > 1 { JsonFormat::Jsonl } else { format };
    let names = rows::names(file, parsed.len());
    let mut named = parsed.iter().zip(&names);
    named.try_for_each(|(parsed, name)| tree(out, several.then_some(name.as_str()), parsed, format))
}

fn tree(
    out: &mut Vec<u8>,
    document: Option<&str>,
    parsed: &Parsed<'_>,
    format: JsonFormat,
) -> Result<(), Failure> {
    let (resolution, diagnostics) = (parsed.resolution(), parsed.diagnostics());
    let document = Document { format: FORMAT, document, resolution, diagnostics };
    match format {
        JsonFormat::Json => serde_json::to_writer_pretty(&mut *out, &document),
        JsonFormat::Jsonl => serde_json::to_writer(&mut *out, &document),
    }
    .map_err(|error| Failure::Message(format!("cannot write JSON: {error}")))?;
    out.push(b'\n');
    Ok(())
}

/// Tells the warnings, a line each: `file:line:column: warning[code]: what, and what to do`.
pub(crate) fn diagnostics<'d>(
    err: &mut impl Write,
    name: &str,
    source: &Decoded<'_>,
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
) {
    let text = source.text();
    let lines = LineIndex::new(text);
    for diagnostic in diagnostics.filter(|diagnostic| diagnostic.severity >= Severity::Warning) {
        let at = lines.line_column(text, source.of_original(diagnostic.span).start());
        let (line, column) = (at.line, at.column);
        let (severity, code, message) = (diagnostic.severity.as_str(), diagnostic.code, &diagnostic.message);
        // Warnings are a courtesy: where they cannot be written the result still counts.
        let _ = writeln!(err, "{name}:{line}:{column}: {severity}[{code}]: {message}");
    }
}
