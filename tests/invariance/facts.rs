//! What is compared of two trees: every fact on a line of its own, spans moved and words undone.

use super::lost::Lost;
use clausetree::{NodeKind, Parsed, PieceRole, Quantity, Span};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The facts of the documents of a text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Every numeric statement with all its fields; targets are those whose role says so.
    pub(super) quantities: Vec<String>,
    pub(super) nodes: Vec<String>,
    /// Languages, fields of the header, diagnostics.
    pub(super) others: Vec<String>,
    /// For every character that is seen: its place, and what it belongs to.
    pub(super) owners: Vec<(usize, String)>,
}

/// The facts of a text without line ends.
fn without_lines(
    trees: &[Parsed<'_>],
    lost: &Lost,
    moved: &dyn Fn(Span) -> Span,
    words: &dyn Fn(Option<&str>) -> String,
) -> Facts {
    let place = |span: Span| {
        let span = moved(span);
        format!("{}..{}", span.start(), span.end())
    };
    let mut facts = Facts::default();
    let mut last = String::new();
    for (_, node) in trees.iter().flat_map(|tree| tree.resolution().walk()) {
        let marker = node.markers.first().map(|&marker| (marker, moved(marker)));
        let compared = |span: Span| lost.body.contains(span) && !lost.doubtful.contains(&span.start());
        if let Some((marker, at)) = marker.filter(|&(_, at)| compared(at)) {
            let kind = match node.kind {
                NodeKind::Horizon | NodeKind::Objective if lost.headings.contains(&at.start()) => {
                    "horizon or objective"
                }
                kind => kind.as_str(),
            };
            let id = if lost.named { format!("{} {kind}", node.id) } else { String::new() };
            last = format!("{id} [{}] {:?} at {}", words(node.label.as_deref()), node.number, place(marker));
            facts.nodes.push(last.clone());
        }
        for found in node.text.iter().flat_map(|text| &text.quantities) {
            let span = moved(found.span);
            if !lost.body.contains(span) || lost.is_spoiled(span) {
                continue;
            }
            let told = match (lost.is_fused(span), lost.named && !lost.is_past(span)) {
                (true, _) => figure(found),
                (false, true) => quantity(found, words, &place),
                (false, false) => value(found, words, &place),
            };
            facts.quantities.push(format!("{last} {told}"));
        }
    }
    facts
}

/// Reads the facts; `moved` is where a span stands in the changed text, `undo` undoes the change in words.
pub(super) fn facts(
    text: &str,
    trees: &[Parsed<'_>],
    lost: Option<&Lost>,
    moved: &dyn Fn(Span) -> Span,
    undo: &dyn Fn(&str) -> String,
) -> Facts {
    let mut facts = Facts::default();
    let words = |words: Option<&str>| words.map_or("-".to_string(), undo);
    let place = |span: Span| {
        let span = moved(span);
        format!("{}..{}", span.start(), span.end())
    };
    if let Some(lost) = lost {
        return without_lines(trees, lost, moved, &words);
    }
    for (number, tree) in trees.iter().enumerate() {
        let resolution = tree.resolution();
        let header = &resolution.header;
        let languages: Vec<&str> = resolution.languages.iter().map(clausetree::Language::as_str).collect();
        facts.others.push(format!("{number} languages {}", languages.join(" ")));
        facts.others.push(format!("{number} date {:?}", header.date));
        for (name, value) in [
            ("number", &header.number),
            ("kind", &header.kind),
            ("issuer", &header.issuer),
            ("title", &header.title),
            ("place", &header.place),
            ("signatory", &header.signatory),
            ("office", &header.signatory_title),
        ] {
            facts.others.push(format!("{number} {name} {}", words(value.as_deref())));
        }
        for recipient in &header.recipients {
            facts.others.push(format!("{number} recipient {}", undo(recipient)));
        }
        for found in tree.diagnostics() {
            let related: Vec<String> = found.related.iter().copied().map(place).collect();
            facts.others.push(format!("{number} {} {} {}", found.code, place(found.span), related.join(" ")));
        }
        for (depth, node) in resolution.walk() {
            let label = words(node.label.as_deref());
            let mut line = format!(
                "{number} {} {} depth {depth} [{label}] {:?} by {:?} at {}",
                node.id,
                node.kind.as_str(),
                node.number,
                node.horizon,
                place(node.span)
            );
            for marker in &node.markers {
                let _ = write!(line, " marker {}", place(*marker));
            }
            for text in &node.text {
                let _ = write!(line, " {} {} «{}»", text.lang, place(text.span()), undo(&text.content));
                for found in &text.references {
                    let name = words(found.number.as_deref());
                    let _ = write!(line, " → {:?} {name} {:?} {}", found.kind, found.date, place(found.span));
                }
                for found in &text.quantities {
                    let told = quantity(found, &words, &place);
                    facts.quantities.push(format!("{number} {} {} {told}", node.id, text.lang));
                }
            }
            for duty in &node.duties {
                let actor = words(duty.actor.as_deref());
                let _ = write!(line, " @ {actor} {} {}", duty.kind.as_str(), place(duty.span));
            }
            facts.nodes.push(line);
        }
        // A mark between two lines of one text may be part of it or stand apart; letters and digits may not.
        for piece in resolution.partition().into_iter().filter(|piece| piece.role != PieceRole::Space) {
            let owner = format!("{number} {:?} {}", piece.role, piece.node.unwrap_or("-"));
            for (at, c) in piece.span.of(text).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let from = piece.span.start() + at;
                let span = moved(Span::new(from, from + c.len_utf8()));
                facts.owners.push((span.start(), owner.clone()));
            }
        }
    }
    facts
}

fn quantity(
    found: &Quantity<'_>,
    words: &dyn Fn(Option<&str>) -> String,
    place: &dyn Fn(Span) -> String,
) -> String {
    let horizon = found.horizon_span.map_or("-".to_string(), place);
    format!("{} by {:?} from {horizon} {}", found.role.as_str(), found.horizon, value(found, words, place))
}

/// What a quantity says apart from all words around it.
fn figure(found: &Quantity<'_>) -> String {
    let end = |end: Option<clausetree::Decimal>| end.map_or("-".to_string(), |end| end.to_string());
    let iso = found.iso8601.as_deref().unwrap_or("-");
    format!(
        "{} {} {}..{} {iso}",
        found.kind.as_str(),
        found.comparator.as_str(),
        end(found.min),
        end(found.max)
    )
}

/// What a quantity says apart from its year and role.
fn value(
    found: &Quantity<'_>,
    words: &dyn Fn(Option<&str>) -> String,
    place: &dyn Fn(Span) -> String,
) -> String {
    let end = |end: Option<clausetree::Decimal>| end.map_or("-".to_string(), |end| end.to_string());
    format!(
        "{} {} {}..{} unit {} per {} of {} counted {} scope {} change {:?} average {} about {} iso {} indicator {} at {}",
        found.kind.as_str(),
        found.comparator.as_str(),
        end(found.min),
        end(found.max),
        words(found.unit.as_deref()),
        found.per.as_ref().map_or("-".to_string(), |per| format!("{} {}", per.value, words(Some(&per.unit)))),
        words(found.of.as_deref()),
        words(found.counted.as_deref()),
        words(found.scope.as_deref()),
        found.change.map(clausetree::Change::as_str),
        found.average,
        found.approximate,
        found.iso8601.as_deref().unwrap_or("-"),
        words(found.indicator.as_deref()),
        place(found.span),
    )
}

/// The lines of the one list that the other has not, and the other way round; a line may stand several times.
pub(super) fn differences(expected: &[String], actual: &[String]) -> (Vec<String>, Vec<String>) {
    let missing = without(expected, actual);
    let more = without(actual, expected);
    (missing, more)
}

fn without(lines: &[String], others: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in others {
        *counts.entry(line).or_default() += 1;
    }
    let missing = |line: &&String| match counts.get_mut(line.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    lines.iter().filter(missing).cloned().collect()
}
