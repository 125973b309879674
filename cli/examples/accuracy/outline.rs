//! Sections, numbered items and their points against the answers.

use crate::answers::{Answers, AskedItem, AskedSection, is_one_of};
use crate::counts::{Miss, Tally};
use crate::words::plain;
use clausetree::{NodeKind, Resolution, SectionKind, Span};
use std::collections::BTreeMap;

/// A node of the tree with the one above it.
struct Row<'r> {
    id: &'r str,
    parent: Option<&'r str>,
    kind: NodeKind,
    label: &'r str,
    number: Option<u32>,
    /// Its words, once per language.
    texts: Vec<String>,
    span: Span,
}

/// A section that could be the one asked, with the items right under it.
struct Candidate<'t, 'r> {
    section: &'t Row<'r>,
    items: Vec<&'t Row<'r>>,
}

/// Counts sections, items and points. A section asks one; where it has items, their number and each of them.
pub(crate) fn count(answers: &Answers, resolution: &Resolution<'_>, tally: &mut Tally) {
    let rows = rows(resolution);
    let mut used: Vec<&str> = Vec::new();
    for asked in &answers.outline {
        let counted = usize::from(!asked.items.is_empty());
        tally.counts.outline.asked += 1 + counted + asked.items.len();
        tally.counts.points.asked += asked.items.iter().filter(|item| item.points.is_some()).count();
        if let Some(found) = best(asked, &rows, &used) {
            used.push(found.section.id);
            tally.counts.outline.right += 1;
            count_items(asked, &found, &rows, tally);
        } else {
            let label = asked.label.as_deref().unwrap_or_default();
            tally.misses.push(Miss::nowhere(format!("no section {} {label}", asked.kind)));
        }
    }
}

fn rows<'r>(resolution: &'r Resolution<'_>) -> Vec<Row<'r>> {
    let mut above: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for (depth, node) in resolution.walk() {
        above.truncate(depth);
        let texts: BTreeMap<&str, String> =
            node.text.iter().map(|text| (text.lang.as_str(), plain(&text.content))).collect();
        rows.push(Row {
            id: &node.id,
            parent: above.last().copied(),
            kind: node.kind,
            label: node.label.as_deref().unwrap_or_default(),
            number: node.number,
            texts: texts.into_values().collect(),
            span: node.span,
        });
        above.push(&node.id);
    }
    rows
}

/// Of several sections of the kind, the one that holds most of the items asked, then the one with the label asked;
/// the first of equals.
fn best<'t, 'r>(asked: &AskedSection, rows: &'t [Row<'r>], used: &[&str]) -> Option<Candidate<'t, 'r>> {
    let kind = |section: SectionKind| is_one_of(section.as_str(), asked.kind_any.as_ref(), &asked.kind);
    let sections = rows.iter().filter(|row| row.kind.section().is_some_and(kind) && !used.contains(&row.id));
    let candidates = sections.map(|section| Candidate { section, items: items_of(section, rows) });
    let like = |candidate: &Candidate<'_, '_>| {
        let there = asked.items.iter().filter(|item| item_among(item, &candidate.items).is_some()).count();
        let label = candidate.section.label.trim_matches([' ', '.', '-', ')', '、']);
        (there, label == asked.label.as_deref().unwrap_or_default())
    };
    candidates.rev().max_by_key(like)
}

fn items_of<'t, 'r>(section: &Row<'r>, rows: &'t [Row<'r>]) -> Vec<&'t Row<'r>> {
    let item = |row: &&Row<'r>| {
        row.parent == Some(section.id) && row.kind != NodeKind::Paragraph && row.kind.section().is_none()
    };
    rows.iter().filter(item).collect()
}

fn item_among<'t, 'r>(asked: &AskedItem, items: &[&'t Row<'r>]) -> Option<&'t Row<'r>> {
    let starts = |row: &Row<'_>, words: &str| {
        let words = plain(words);
        words.is_empty() || row.texts.iter().any(|text| text.starts_with(&words))
    };
    let is_it = |row: &&&Row<'_>| {
        row.number == asked.number
            && starts(row, &asked.starts)
            && asked.starts_en.as_ref().is_none_or(|words| starts(row, words))
    };
    items.iter().find(is_it).copied()
}

fn count_items(asked: &AskedSection, found: &Candidate<'_, '_>, rows: &[Row<'_>], tally: &mut Tally) {
    let (kind, there) = (&asked.kind, found.items.len());
    if asked.items.is_empty() {
        return;
    }
    if there == asked.items.len() {
        tally.counts.outline.right += 1;
    } else {
        let what = format!("{kind} has {there} items, asked {}", asked.items.len());
        tell(found.section, what, tally);
    }
    for item in &asked.items {
        if let Some(row) = item_among(item, &found.items) {
            tally.counts.outline.right += 1;
            count_points(kind, item, row, rows, tally);
        } else {
            let what = format!("{kind} {} «{}» is not there", number(item), item.starts);
            tell(found.section, what, tally);
        }
    }
}

fn count_points(kind: &str, asked: &AskedItem, item: &Row<'_>, rows: &[Row<'_>], tally: &mut Tally) {
    let Some(points) = asked.points else { return };
    let there = rows.iter().filter(|row| row.parent == Some(item.id) && !row.label.is_empty()).count();
    if there == points {
        tally.counts.points.right += 1;
    } else {
        tell(item, format!("{kind} {} has {there} points, asked {points}", number(asked)), tally);
    }
}

fn number(asked: &AskedItem) -> String {
    asked.number.map_or("-".to_string(), |number| number.to_string())
}

fn tell(row: &Row<'_>, what: String, tally: &mut Tally) {
    tally.misses.push(Miss::at(row.span.start(), row.span.end(), what));
}
