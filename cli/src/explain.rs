//! `explain`: why a place of a text was read as it was, for people or as JSON.

use crate::Failure;
use crate::args::TextFormat;
use clausetree::{
    Decimal, Decoded, Diagnostic, Explanation, GrammarEntry, LineIndex, MarkerExplanation, NodeExplanation,
    NumberExplanation, Parser, PieceExplanation, PieceRole, QuantityExplanation, Reason, ReasonCode, Span,
};
use std::io::Write;

/// Explains the byte `at` of the input, or the whole line `line`; all spans count bytes of the input.
pub(crate) fn place(
    parser: &Parser,
    name: &str,
    source: &Decoded<'_>,
    (at, line): (Option<usize>, Option<usize>),
    fragment: bool,
) -> Result<Explanation, Failure> {
    let text = source.text();
    let span = match at {
        Some(offset) => character_at(name, source, offset)?,
        None => line_span(name, text, line.unwrap_or(1))?,
    };
    let told = if fragment { parser.explain_fragment(text, span) } else { parser.explain_span(text, span) };
    let told = told.map_err(|error| Failure::Message(format!("{name}: {error}")))?;
    let mut told = told.map_spans(|span| source.original(span));
    let (start, end) = (told.span.start(), told.span.end());
    let is_here = |known: &&Diagnostic| known.span.start() < end && start < known.span.end();
    told.diagnostics.extend(source.diagnostics().iter().filter(is_here).cloned());
    told.diagnostics.sort_by_key(|known| known.span);
    Ok(told)
}

/// The character of the text that a byte of the input belongs to.
fn character_at(name: &str, source: &Decoded<'_>, offset: usize) -> Result<Span, Failure> {
    let text = source.text();
    let length = source.original(Span::new(0, text.len())).end();
    if offset >= length {
        return Err(Failure::Message(format!("{name}: there is no byte {offset}: the text has {length}")));
    }
    let mut start = source.of_original(Span::new(offset, offset)).start();
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let character = text.get(start..).and_then(|rest| rest.chars().next());
    Ok(Span::new(start, start + character.map_or(0, char::len_utf8)))
}

/// Writes an explanation; `whole_line` says that a line was asked for.
pub(crate) fn write(
    out: &mut Vec<u8>,
    name: &str,
    told: &Explanation,
    whole_line: bool,
    format: TextFormat,
) -> Result<(), Failure> {
    match format {
        TextFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, told)
                .map_err(|error| Failure::Message(format!("cannot write JSON: {error}")))?;
            out.push(b'\n');
        }
        TextFormat::Text => write_text(out, name, told, whole_line)?,
    }
    Ok(())
}

fn line_span(name: &str, text: &str, line: usize) -> Result<Span, Failure> {
    LineIndex::new(text).span(text, line).ok_or_else(|| {
        let lines = text.lines().count();
        Failure::Message(format!("{name}: there is no line {line}: the text has {lines}"))
    })
}

fn write_text(out: &mut Vec<u8>, name: &str, told: &Explanation, whole_line: bool) -> std::io::Result<()> {
    let (start, end) = (told.span.start(), told.span.end());
    writeln!(out, "{name}:{}:{}: bytes {start} to {end}", told.line, told.column)?;
    // White space and marks between the words of a line are not worth a line each.
    let bare = |piece: &&PieceExplanation| {
        matches!(piece.role, PieceRole::Space | PieceRole::Markup) && told.pieces.len() > 1
    };
    let mut last: &[Reason] = &[];
    for piece in told.pieces.iter().filter(|piece| !bare(piece)) {
        // What is the rule, or was said of the piece before, needs no words.
        let known = piece.reasons == last || piece.reasons.iter().all(|r| r.code == ReasonCode::LineBody);
        write_piece(out, piece, if known { &[] } else { &piece.reasons })?;
        last = &piece.reasons;
    }
    told.nodes.iter().try_for_each(|node| write_node(out, node))?;
    told.quantities.iter().try_for_each(|quantity| write_quantity(out, quantity))?;
    told.numbers.iter().try_for_each(|number| write_number(out, number))?;
    // The markers of the tree stand with their nodes.
    let there = |marker: &&MarkerExplanation| {
        let touches = marker.span.start() <= start && start <= marker.span.end();
        !marker.chosen && (whole_line || touches)
    };
    for marker in told.markers.iter().filter(there) {
        let label = if marker.label.is_empty() { String::new() } else { format!(" `{}`", marker.label) };
        writeln!(out, "\nno marker:{label} ({}, weight {})", marker.style, marker.weight)?;
        write_reasons(out, "  ", &marker.reasons)?;
    }
    for known in &told.diagnostics {
        writeln!(out, "\n{}[{}]: {}", known.severity.as_str(), known.code, known.message)?;
    }
    Ok(())
}

fn write_piece(out: &mut Vec<u8>, piece: &PieceExplanation, reasons: &[Reason]) -> std::io::Result<()> {
    let role = serde_json::to_value(piece.role).ok();
    let role = role.as_ref().and_then(|role| role.as_str()).unwrap_or("piece");
    let of = piece.node.as_ref().map(|node| format!(" of {node}")).unwrap_or_default();
    let lang = piece.lang.map(|lang| format!(", {lang}")).unwrap_or_default();
    writeln!(out, "{role}{of}{lang}: bytes {} to {}", piece.span.start(), piece.span.end())?;
    write_reasons(out, "  ", reasons)
}

fn write_node(out: &mut Vec<u8>, node: &NodeExplanation) -> std::io::Result<()> {
    write!(out, "\nnode {}: {}", node.id, node.kind.as_str())?;
    if let Some(label) = &node.label {
        write!(out, ", marker `{label}`")?;
    }
    if let Some(year) = node.horizon {
        write!(out, ", by {year}")?;
    }
    out.push(b'\n');
    if let Some(marker) = &node.marker {
        let number = marker.number.map(|number| format!(", number {number}")).unwrap_or_default();
        writeln!(out, "  read as {}{number}; weight {}", marker.style, marker.weight)?;
        write_reasons(out, "    ", &marker.reasons)?;
    }
    write_reasons(out, "  ", &node.reasons)
}

fn write_quantity(out: &mut Vec<u8>, told: &QuantityExplanation) -> std::io::Result<()> {
    let quantity = &told.quantity;
    let end = |end: Option<Decimal>| end.map_or("-".to_string(), |end| end.to_string());
    write!(out, "\nquantity `{}`: ", told.quote)?;
    write!(out, "{} {} ", quantity.kind.as_str(), quantity.comparator.as_str())?;
    write!(out, "{} {}, {}", end(quantity.min), end(quantity.max), quantity.role.as_str())?;
    if let Some(year) = quantity.horizon {
        write!(out, ", by {year}")?;
    }
    out.push(b'\n');
    if let Some(template) = &told.template {
        writeln!(out, "  template `{}`  {}", template.name, template.pattern)?;
        writeln!(out, "    {}", template.pattern.text)?;
        for (key, value) in &template.sets {
            writeln!(out, "    {key} = {value}")?;
        }
    }
    for slot in &told.slots {
        write!(out, "  <{}> took `{}`", slot.slot, slot.words)?;
        if let Some(number) = &slot.number {
            write!(out, " = {}", number.value)?;
            if number.ambiguous {
                write!(out, ", which another language could read otherwise")?;
            }
        }
        out.push(b'\n');
        write_entries(out, "    ", &slot.entries)?;
    }
    write_reasons(out, "  ", &told.reasons)
}

fn write_number(out: &mut Vec<u8>, number: &NumberExplanation) -> std::io::Result<()> {
    write!(out, "\nno quantity: `{}`", number.words)?;
    if let Some(reading) = &number.reading {
        write!(out, " = {}", reading.value)?;
    }
    out.push(b'\n');
    write_reasons(out, "  ", &number.reasons)
}

fn write_reasons(out: &mut Vec<u8>, indent: &str, reasons: &[Reason]) -> std::io::Result<()> {
    for reason in reasons {
        writeln!(out, "{indent}{} [{}]", reason.message, reason.code)?;
        write_entries(out, &format!("{indent}  "), &reason.entries)?;
    }
    Ok(())
}

fn write_entries(out: &mut Vec<u8>, indent: &str, entries: &[GrammarEntry]) -> std::io::Result<()> {
    for entry in entries {
        let value = entry.value.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
        writeln!(out, "{indent}{entry}  {}: `{}`{value}", entry.class, entry.text)?;
    }
    Ok(())
}
