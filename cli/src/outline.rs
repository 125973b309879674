//! The outline: nodes as rows.

use crate::args::JsonFormat;
use crate::{Failure, rows};
use clausetree::{Parsed, SectionKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a text in the outline.
const OUTLINE_TEXT: usize = 120;

#[derive(Serialize)]
struct OutlineRow<'r> {
    document: &'r str,
    id: &'r str,
    parent: Option<&'r str>,
    depth: usize,
    kind: &'static str,
    section: &'static str,
    label: Option<&'r str>,
    number: Option<u32>,
    text: BTreeMap<&'r str, String>,
    start: usize,
    end: usize,
}

/// One node a line, in document order.
pub(crate) fn write(
    out: &mut Vec<u8>,
    file: &str,
    parsed: &[Parsed<'_>],
    format: JsonFormat,
) -> Result<(), Failure> {
    let names = rows::names(file, parsed.len());
    let found: Vec<OutlineRow<'_>> =
        parsed.iter().zip(&names).flat_map(|(parsed, name)| outline_rows(name, parsed)).collect();
    rows::write(out, &found, format)
}

fn outline_rows<'r>(document: &'r str, parsed: &'r Parsed<'_>) -> Vec<OutlineRow<'r>> {
    let mut rows = Vec::new();
    let mut above: Vec<(&str, &'static str)> = Vec::new();
    for (depth, node) in parsed.resolution().walk() {
        above.truncate(depth);
        let part =
            || node.id.split('.').next().filter(|part| *part == "closing").map_or("preamble", |_| "closing");
        let section = node.kind.section().map(SectionKind::as_str);
        let section = section.or(above.last().map(|&(_, section)| section)).unwrap_or_else(part);
        let heads = node.kind.section().is_some();
        let text = node.text.iter().map(|text| {
            let words = if heads {
                text.content.to_string()
            } else {
                text.content.chars().take(OUTLINE_TEXT).collect()
            };
            (text.lang.as_str(), words)
        });
        rows.push(OutlineRow {
            document,
            id: &node.id,
            parent: above.last().map(|&(id, _)| id),
            depth,
            kind: if heads { "section" } else { node.kind.as_str() },
            section,
            label: node.label.as_deref(),
            number: node.number,
            text: text.collect(),
            start: node.span.start(),
            end: node.span.end(),
        });
        above.push((&node.id, section));
    }
    rows
}
