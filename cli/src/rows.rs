//! Flat rows: outline, targets, spans.

use crate::Failure;
use crate::args::{Format, JsonFormat};
use clausetree::{
    Decimal, Decoded, Language, Parsed, PieceRole, Quantity, QuantityRole, SectionKind, Target,
};
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Characters of a text in the outline.
const OUTLINE_TEXT: usize = 120;

fn json(error: serde_json::Error) -> Failure {
    Failure::Message(format!("cannot write JSON: {error}"))
}

/// Writes rows as lines of JSON, or as one list.
fn write_rows<T: Serialize>(out: &mut Vec<u8>, rows: &[T], format: JsonFormat) -> Result<(), Failure> {
    match format {
        JsonFormat::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *out, row).map_err(json)?;
                out.push(b'\n');
            }
        }
        JsonFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, rows).map_err(json)?;
            out.push(b'\n');
        }
    }
    Ok(())
}

/// Name of a document: that of its file, with its number where the file holds several.
fn names(file: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| if count == 1 { file.to_string() } else { format!("{file}#{number}") }).collect()
}

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
pub(crate) fn outline(
    out: &mut Vec<u8>,
    file: &str,
    parsed: &[Parsed<'_>],
    format: JsonFormat,
) -> Result<(), Failure> {
    let names = names(file, parsed.len());
    let rows: Vec<OutlineRow<'_>> =
        parsed.iter().zip(&names).flat_map(|(parsed, name)| outline_rows(name, parsed)).collect();
    write_rows(out, &rows, format)
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

#[derive(Serialize)]
struct PerRow<'r> {
    value: Decimal,
    unit: &'r str,
}

#[derive(Serialize)]
struct TargetRow<'r> {
    document: &'r str,
    node: Option<&'r str>,
    lang: &'r str,
    section: Option<&'static str>,
    horizon: Option<u32>,
    indicator: Option<&'r str>,
    kind: &'static str,
    comparator: &'static str,
    min: Option<Decimal>,
    max: Option<Decimal>,
    unit: Option<&'r str>,
    per: Option<PerRow<'r>>,
    of: Option<&'r str>,
    counted: Option<&'r str>,
    scope: Option<&'r str>,
    change: Option<&'static str>,
    average: bool,
    approximate: bool,
    iso8601: Option<&'r str>,
    quote: &'r str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

impl<'r> TargetRow<'r> {
    fn new(document: &'r str, source: &'r Decoded<'_>, quantity: &'r Quantity<'r>) -> Self {
        Self {
            document,
            node: None,
            lang: "und",
            section: None,
            horizon: quantity.horizon,
            indicator: quantity.indicator.as_deref(),
            kind: quantity.kind.as_str(),
            comparator: quantity.comparator.as_str(),
            min: quantity.min,
            max: quantity.max,
            unit: quantity.unit.as_deref(),
            per: quantity.per.as_ref().map(|per| PerRow { value: per.value, unit: &per.unit }),
            of: quantity.of.as_deref(),
            counted: quantity.counted.as_deref(),
            scope: quantity.scope.as_deref(),
            change: quantity.change.map(clausetree::Change::as_str),
            average: quantity.average,
            approximate: quantity.approximate,
            iso8601: quantity.iso8601.as_deref(),
            quote: source.words(quantity.span),
            start: quantity.span.start(),
            end: quantity.span.end(),
            role: None,
        }
    }

    fn placed(document: &'r str, source: &'r Decoded<'_>, target: &Target<'r, 'r>, lang: &'r str) -> Self {
        let outside = target
            .node
            .id
            .split('.')
            .next()
            .filter(|part| *part == "closing")
            .map_or("preamble", |_| "closing");
        Self {
            node: Some(&target.node.id),
            lang,
            section: Some(target.section.map_or(outside, SectionKind::as_str)),
            ..Self::new(document, source, target.quantity)
        }
    }

    /// The cells of a table, in the order of [`COLUMNS`].
    fn cells(&self) -> Vec<String> {
        let text = |text: Option<&str>| text.unwrap_or_default().to_string();
        let number = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
        vec![
            self.document.to_string(),
            text(self.node),
            self.lang.to_string(),
            text(self.section),
            self.horizon.map(|year| year.to_string()).unwrap_or_default(),
            text(self.indicator),
            self.kind.to_string(),
            self.comparator.to_string(),
            number(self.min),
            number(self.max),
            text(self.unit),
            self.per.as_ref().map(|per| per.value.to_string()).unwrap_or_default(),
            self.per.as_ref().map(|per| per.unit.to_string()).unwrap_or_default(),
            text(self.of),
            text(self.counted),
            text(self.scope),
            text(self.change),
            self.average.to_string(),
            self.approximate.to_string(),
            text(self.iso8601),
            self.quote.to_string(),
            self.start.to_string(),
            self.end.to_string(),
        ]
    }
}

const COLUMNS: [&str; 23] = [
    "document",
    "node",
    "lang",
    "section",
    "horizon",
    "indicator",
    "kind",
    "comparator",
    "min",
    "max",
    "unit",
    "per.value",
    "per.unit",
    "of",
    "counted",
    "scope",
    "change",
    "average",
    "approximate",
    "iso8601",
    "quote",
    "start",
    "end",
];

/// One quantity a line: those committed to, or all with their role.
pub(crate) fn targets(
    out: &mut Vec<u8>,
    file: &str,
    source: &Decoded<'_>,
    parsed: &[Parsed<'_>],
    format: Format,
    all: bool,
) -> Result<(), Failure> {
    let names = names(file, parsed.len());
    let mut found: Vec<(&str, Target<'_, '_>, String)> = Vec::new();
    for (parsed, name) in parsed.iter().zip(&names) {
        let kept = |target: &Target<'_, '_>| all || target.quantity.role == QuantityRole::Target;
        let quantities = parsed.resolution().quantities().filter(kept);
        found.extend(quantities.map(|target| (name.as_str(), target, target.lang.to_string())));
    }
    let rows = found.iter().map(|(name, target, lang)| TargetRow {
        role: all.then(|| target.quantity.role.as_str()),
        ..TargetRow::placed(name, source, target, lang)
    });
    write_table(out, &rows.collect::<Vec<_>>(), format)
}

/// The quantities of a fragment, with their role.
pub(crate) fn fragment(
    out: &mut Vec<u8>,
    name: &str,
    source: &Decoded<'_>,
    found: &[Quantity<'_>],
    lang: Option<Language>,
    format: Format,
) -> Result<(), Failure> {
    let lang = lang.unwrap_or(Language::UND);
    let rows = found.iter().map(|quantity| TargetRow {
        lang: lang.as_str(),
        role: Some(quantity.role.as_str()),
        ..TargetRow::new(name, source, quantity)
    });
    write_table(out, &rows.collect::<Vec<_>>(), format)
}

fn write_table(out: &mut Vec<u8>, rows: &[TargetRow<'_>], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => write_rows(out, rows, JsonFormat::Json),
        Format::Jsonl => write_rows(out, rows, JsonFormat::Jsonl),
        Format::Csv => write_csv(out, rows),
        Format::Table => {
            write_aligned(out, rows);
            Ok(())
        }
    }
}

fn write_csv(out: &mut Vec<u8>, rows: &[TargetRow<'_>]) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(&mut *out);
    let with_role = rows.iter().any(|row| row.role.is_some());
    let header = COLUMNS.iter().copied().chain(with_role.then_some("role"));
    let mut outcome = csv.write_record(header);
    for row in rows {
        let role = with_role.then(|| row.role.unwrap_or_default().to_string());
        outcome = outcome.and_then(|()| csv.write_record(row.cells().into_iter().chain(role)));
    }
    outcome.map_err(|error| Failure::Message(format!("cannot write CSV: {error}")))?;
    csv.flush()?;
    Ok(())
}

/// A table for people: where, what, how much, by when.
fn write_aligned(out: &mut Vec<u8>, rows: &[TargetRow<'_>]) {
    const WIDEST: usize = 56;
    let mut table = vec![["NODE", "KIND", "VALUE", "BY", "INDICATOR", "QUOTE"].map(str::to_string)];
    for row in rows {
        table.push([
            row.node.unwrap_or_default().to_string(),
            row.kind.to_string(),
            value(row),
            row.horizon.map(|year| year.to_string()).unwrap_or_default(),
            cut(row.indicator.unwrap_or_default(), WIDEST),
            cut(row.quote, WIDEST),
        ]);
    }
    let widths: Vec<usize> = (0..6)
        .map(|column| {
            table.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    for row in &table {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        out.extend_from_slice(line.trim_end().as_bytes());
        out.push(b'\n');
    }
}

/// `≥ 30 percent`, `16–18 percent / 1 year`.
fn value(row: &TargetRow<'_>) -> String {
    let number = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut text = match row.comparator {
        "ge" => format!("≥ {}", number(row.min)),
        "gt" => format!("> {}", number(row.min)),
        "le" => format!("≤ {}", number(row.max)),
        "lt" => format!("< {}", number(row.max)),
        "range" => format!("{}–{}", number(row.min), number(row.max)),
        _ => format!("= {}", number(row.min)),
    };
    if let Some(date) = row.iso8601 {
        text = date.to_string();
    } else if let Some(unit) = row.unit {
        text.push(' ');
        text.push_str(unit);
    }
    if let Some(per) = &row.per {
        text.push_str(&format!(" / {} {}", per.value, per.unit));
    }
    text
}

fn cut(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.width() <= width {
        return text;
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 2 > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[derive(Serialize)]
struct SpanRow<'r> {
    start: usize,
    end: usize,
    role: PieceRole,
    node: Option<&'r str>,
    lang: Option<Language>,
}

/// Every byte of the input, once.
pub(crate) fn spans(out: &mut Vec<u8>, parsed: &[Parsed<'_>], format: JsonFormat) -> Result<(), Failure> {
    let pieces: Vec<_> = parsed.iter().flat_map(|parsed| parsed.resolution().partition()).collect();
    let rows = pieces.iter().map(|piece| SpanRow {
        start: piece.span.start(),
        end: piece.span.end(),
        role: piece.role,
        node: piece.node,
        lang: piece.lang,
    });
    write_rows(out, &rows.collect::<Vec<_>>(), format)
}
