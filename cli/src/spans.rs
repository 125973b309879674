//! The partition of the input as rows.

use crate::args::JsonFormat;
use crate::{Failure, rows};
use clausetree::{Language, Parsed, PieceRole};
use serde::Serialize;

#[derive(Serialize)]
struct SpanRow<'r> {
    /// Where several texts are read: offsets of another file say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'r str>,
    start: usize,
    end: usize,
    role: PieceRole,
    node: Option<&'r str>,
    lang: Option<Language>,
}

/// Every byte of the input, once; the rows of several inputs name their document.
pub(crate) fn write(
    out: &mut Vec<u8>,
    file: &str,
    several: bool,
    parsed: &[Parsed<'_>],
    format: JsonFormat,
) -> Result<(), Failure> {
    let names = rows::names(file, parsed.len());
    let pieces: Vec<_> = parsed.iter().map(|parsed| parsed.resolution().partition()).collect();
    let named =
        pieces.iter().zip(&names).flat_map(|(pieces, name)| pieces.iter().map(move |piece| (name, piece)));
    let found = named.map(|(name, piece)| SpanRow {
        document: several.then_some(name.as_str()),
        start: piece.span.start(),
        end: piece.span.end(),
        role: piece.role,
        node: piece.node,
        lang: piece.lang,
    });
    rows::write(out, &found.collect::<Vec<_>>(), format)
}
