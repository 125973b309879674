//! What was found, and what should have been, in the same lines.

use super::compose::{TIE, Target};
use super::print::Printed;
use clausetree::{Parsed, QuantityRole, Resolution};
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;

/// Letters and digits alone, in small letters: blanks, line ends and marks are layout.
fn bare(text: &str) -> String {
    let text: String = text.nfc().filter(|c| c.is_alphanumeric()).collect();
    text.to_lowercase()
}

fn node(
    depth: usize,
    kind: &str,
    id: &str,
    label: Option<&str>,
    number: Option<usize>,
    words: &str,
) -> String {
    let mut line = format!("{}{kind} {id}", "  ".repeat(depth));
    if let Some(label) = label {
        // Where the brackets and stops around a number belong is no matter here.
        let core = label.trim_matches(|c: char| !c.is_alphanumeric());
        let _ = write!(line, " [{}]", if core.is_empty() { label.to_string() } else { bare(core) });
    }
    if let Some(number) = number {
        let _ = write!(line, " {number}");
    }
    let _ = write!(line, ": {}", bare(words));
    line
}

/// The lines of what must be found.
pub(super) fn expected(printed: &Printed) -> Vec<String> {
    let mut lines: Vec<String> =
        printed.header.iter().map(|(name, value)| format!("{name}: {}", bare(value))).collect();
    for expected in &printed.nodes {
        let words = expected.words.replace(TIE, " ");
        let label = expected.label.as_deref();
        lines.push(node(expected.depth, expected.kind, &expected.id, label, expected.number, &words));
        let targets = expected.targets.iter();
        lines
            .extend(targets.map(|wanted| format!("{}    = {}", "  ".repeat(expected.depth), target(wanted))));
    }
    lines
}

fn target(target: &Target) -> String {
    let end = |end: &Option<String>| end.clone().unwrap_or("-".into());
    let mut line =
        format!("{} {} {}..{}", target.kind, target.comparator, end(&target.min), end(&target.max));
    let mut add = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            let _ = write!(line, " {name}={value}");
        }
    };
    add("unit", target.unit.as_ref());
    add("per", target.per.as_ref());
    add("change", target.change.as_ref());
    add("iso", target.iso.as_ref());
    add("by", target.horizon.map(|year| year.to_string()).as_ref());
    line
}

/// The lines of what was found. What is counted has no unit that all languages share, so a count's is not asked.
pub(super) fn found(parsed: &Parsed<'_>, printed: &Printed) -> Vec<String> {
    let resolution = parsed.resolution();
    let mut lines = header(resolution, printed);
    for (depth, found) in resolution.walk() {
        let number = found.number.and_then(|number| usize::try_from(number).ok());
        let words: String = found.content().into();
        lines.push(node(depth, found.kind.as_str(), &found.id, found.label.as_deref(), number, &words));
        for quantity in found.text.iter().flat_map(|text| &text.quantities) {
            if quantity.role != QuantityRole::Target {
                continue;
            }
            let text = |value: Option<clausetree::Decimal>| value.map(|value| value.to_string());
            let kind = quantity.kind.as_str();
            let got = Target {
                kind: kind.to_string(),
                comparator: quantity.comparator.as_str().to_string(),
                min: text(quantity.min),
                max: text(quantity.max),
                unit: quantity.unit.as_ref().filter(|_| asks_unit(kind)).map(ToString::to_string),
                per: quantity.per.as_ref().map(|per| format!("{} {}", per.value, per.unit)),
                change: quantity.change.map(|change| change.as_str().to_string()),
                iso: quantity.iso8601.as_ref().map(ToString::to_string),
                horizon: quantity.horizon,
            };
            lines.push(format!("{}    = {}", "  ".repeat(depth), target(&got)));
        }
    }
    lines
}

/// Whether the unit of such a figure has a name that all languages share.
fn asks_unit(kind: &str) -> bool {
    !matches!(kind, "count" | "rank" | "multiple" | "deadline")
}

/// The fields of the head that are asked.
fn header(resolution: &Resolution<'_>, printed: &Printed) -> Vec<String> {
    let header = &resolution.header;
    let value = |name: &str| match name {
        "number" => header.number.as_deref().map(str::to_string),
        "kind" => header.kind.as_deref().map(str::to_string),
        "issuer" => header.issuer.as_deref().map(str::to_string),
        _ => header.date.map(|date| date.to_string()),
    };
    let fields = printed.header.iter().filter_map(|&(name, _)| Some((name, value(name)?)));
    fields.map(|(name, value)| format!("{name}: {}", bare(&value))).collect()
}

/// `text` with line numbers, blanks at line ends and marks that are not seen made visible.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (place, line) in text.split('\n').enumerate() {
        let seen = line.replace('\r', "␍").replace('\u{AD}', "‧").replace('\u{A0}', "⍽");
        let _ = writeln!(out, "{:>4}│{seen}", place + 1);
    }
    out
}
