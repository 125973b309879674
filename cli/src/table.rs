//! Quantities as a table for people: where, what, how much, by when.

use crate::targets::TargetRow;
use clausetree::Decimal;
use unicode_width::UnicodeWidthStr as _;

/// Columns that words of the text may take.
const WIDEST: usize = 56;
const HEAD: [&str; 6] = ["NODE", "KIND", "VALUE", "BY", "INDICATOR", "QUOTE"];
/// Widths of a table whose rows come text by text, the later ones not known yet: most ids, and ranges with units.
const WIDTHS: [usize; 6] = [20, 10, 26, 4, WIDEST, 5];

/// Writes the rows of a text under the head, or those of one of `several` under the name of its document.
pub(crate) fn write(out: &mut Vec<u8>, rows: &[TargetRow<'_>], several: bool) {
    let table: Vec<[String; 6]> = rows.iter().map(cells).collect();
    let least = if several { WIDTHS } else { HEAD.map(|cell| cell.width()) };
    let mut widths = least;
    for row in &table {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    if !several {
        write_line(out, &HEAD.map(str::to_string), &widths);
    }
    let mut document = None;
    for (row, cells) in rows.iter().zip(&table) {
        if several && document.replace(row.document) != Some(row.document) {
            out.extend_from_slice(format!("\n{}\n", row.document).as_bytes());
        }
        write_line(out, cells, &widths);
    }
}

/// The head of a table of several texts.
pub(crate) fn head() -> Vec<u8> {
    let mut out = Vec::new();
    write_line(&mut out, &HEAD.map(str::to_string), &WIDTHS);
    out
}

fn cells(row: &TargetRow<'_>) -> [String; 6] {
    [
        row.node.unwrap_or_default().to_string(),
        row.kind.to_string(),
        value(row),
        row.horizon.map(|year| year.to_string()).unwrap_or_default(),
        cut(row.indicator.unwrap_or_default(), WIDEST),
        cut(row.quote, WIDEST),
    ]
}

fn write_line(out: &mut Vec<u8>, cells: &[String; 6], widths: &[usize; 6]) {
    let mut line = String::new();
    for (cell, &width) in cells.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
    }
    out.extend_from_slice(line.trim_end().as_bytes());
    out.push(b'\n');
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
