//! What is compared of two trees: every fact on a line of its own, spans moved and words undone.

use clausetree::{Parsed, PieceRole, Quantity, Span};
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

/// What the text still says after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// All of it.
    All,
    /// All but its line ends; every heading of a section has a marker. Only these bytes of the changed text are looked at.
    Markers(Span),
    /// All but its line ends; some heading of a section has none.
    Words(Span),
}

impl Kept {
    /// What a text without its line ends says.
    ///
    /// * The head and the foot of a document are told by their lines alone, and so are diagnostics about them. Neither is
    ///   compared, nor what stands before the first section and after the last.
    /// * A paragraph without a marker cannot be told from the next sentence of the one before: nodes with a marker are
    ///   compared, by their markers, and a quantity belongs to the last node with a marker.
    /// * A heading in free words without a marker cannot be told from a sentence: where a section has such a one, ids,
    ///   kinds, years and roles under it depend on it, and those of all sections that are counted after it.
    pub(super) fn without_lines(trees: &[Parsed<'_>], moved: &dyn Fn(Span) -> Span) -> Self {
        let all = trees.iter().flat_map(|tree| &tree.resolution().sections).map(|section| section.span);
        let body = moved(all.reduce(Span::cover).unwrap_or_default());
        let mut sections = trees.iter().flat_map(|tree| tree.resolution().walk()).map(|(_, node)| node);
        let named = sections
            .any(|node| node.kind.section().is_some() && node.markers.is_empty() && !node.text.is_empty());
        if named { Self::Words(body) } else { Self::Markers(body) }
    }
}

/// The facts of a text without line ends; see [`Kept::without_lines`].
fn without_lines(
    trees: &[Parsed<'_>],
    kept: Kept,
    moved: &dyn Fn(Span) -> Span,
    words: &dyn Fn(Option<&str>) -> String,
) -> Facts {
    let (named, body) = match kept {
        Kept::Markers(body) => (true, body),
        Kept::Words(body) => (false, body),
        Kept::All => return Facts::default(),
    };
    let place = |span: Span| {
        let span = moved(span);
        format!("{}..{}", span.start(), span.end())
    };
    let mut facts = Facts::default();
    let mut last = String::new();
    for (_, node) in trees.iter().flat_map(|tree| tree.resolution().walk()) {
        if let Some(marker) = node.markers.first().filter(|&&marker| body.contains(moved(marker))) {
            let id = if named { format!("{} {}", node.id, node.kind.as_str()) } else { String::new() };
            last = format!("{id} [{}] {:?} at {}", words(node.label.as_deref()), node.number, place(*marker));
            facts.nodes.push(last.clone());
        }
        let quantities = node.text.iter().flat_map(|text| &text.quantities);
        for found in quantities.filter(|found| body.contains(moved(found.span))) {
            let told = if named { quantity(found, words, &place) } else { value(found, words, &place) };
            facts.quantities.push(format!("{last} {told}"));
        }
    }
    facts
}

/// Reads the facts; `moved` is where a span stands in the changed text, `undo` undoes the change in words.
pub(super) fn facts(
    text: &str,
    trees: &[Parsed<'_>],
    kept: Kept,
    moved: &dyn Fn(Span) -> Span,
    undo: &dyn Fn(&str) -> String,
) -> Facts {
    let mut facts = Facts::default();
    let words = |words: Option<&str>| words.map_or("-".to_string(), undo);
    let place = |span: Span| {
        let span = moved(span);
        format!("{}..{}", span.start(), span.end())
    };
    if kept != Kept::All {
        return without_lines(trees, kept, moved, &words);
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
