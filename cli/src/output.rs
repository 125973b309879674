//! The tree as JSON, and diagnostics for people.

use crate::Failure;
use crate::args::JsonFormat;
use clausetree::{Decoded, Diagnostic, LineIndex, Parsed, Resolution, Severity};
use serde::Serialize;
use std::io::Write;

/// The format of the tree; it changes only with a change that breaks its readers.
const FORMAT: &str = "clausetree/1";

#[derive(Serialize)]
struct Document<'d> {
    format: &'static str,
    #[serde(flatten)]
    resolution: &'d Resolution<'d>,
    diagnostics: &'d [Diagnostic],
}

/// Writes the tree of every document; several are written one a line, whatever the format.
pub(crate) fn trees(out: &mut Vec<u8>, parsed: &[Parsed<'_>], format: JsonFormat) -> Result<(), Failure> {
    let format = if parsed.len() > 1 { JsonFormat::Jsonl } else { format };
    parsed.iter().try_for_each(|parsed| tree(out, parsed, format))
}

fn tree(out: &mut Vec<u8>, parsed: &Parsed<'_>, format: JsonFormat) -> Result<(), Failure> {
    let document =
        Document { format: FORMAT, resolution: parsed.resolution(), diagnostics: parsed.diagnostics() };
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
