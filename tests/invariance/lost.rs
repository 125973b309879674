//! What a text says no more when its line ends are gone, worked out from the document and the text without them.

use super::edited::Edited;
use clausetree::{FurnitureKind, Node, Parsed, Span, Text};
use std::collections::HashSet;
use std::ops::Range;

/// What cannot be told, by places of the changed text.
///
/// * The head and the foot of a document are told by their lines alone, and so are diagnostics about them. Neither is
///   compared, nor what stands before the first section and after the last: only the bytes of `body` are looked at.
/// * A paragraph without a marker cannot be told from the next sentence of the one before: nodes with a marker are
///   compared, by their markers, and a quantity belongs to the last node with a marker.
/// * A heading in free words without a marker cannot be told from a sentence: where a section has such a one (`named` is
///   false), ids, kinds, years and roles under it depend on it, and those of all sections that are counted after it.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub(super) body: Span,
    pub(super) named: bool,
    /// Sentences in which a page number, a running head or the cells of a table stand now: they read as other words, and
    /// no quantity in them is compared.
    spoiled: Vec<Range<usize>>,
    /// Sentences that a heading or a line without a mark at its end stands before now, or a dash that may be one of theirs:
    /// its words may be taken for those
    /// that say what is measured, which are not compared.
    fused: Vec<Range<usize>>,
    /// Sentences that name a year before the document's: its date stands in the head, so that years and roles are not
    /// compared.
    past: Vec<Range<usize>>,
    /// Markers of headings without a mark at their end, over a paragraph without a marker: an objective with words of its own
    /// cannot be told from a heading over it.
    pub(super) headings: HashSet<usize>,
    /// Markers that are not compared: a dash before a small letter and after no mark, as in `economic - social`, and a symbol
    /// before the words of a heading, which stood on a line of its own elsewhere.
    pub(super) doubtful: HashSet<usize>,
}

impl Lost {
    pub(super) fn new(source: &str, trees: &[Parsed<'_>], edited: &Edited) -> Self {
        let flat = edited.text.as_str();
        let all = trees.iter().flat_map(|tree| &tree.resolution().sections).map(|section| section.span);
        let mut lost = Self {
            body: edited.span(all.reduce(Span::cover).unwrap_or_default()),
            named: true,
            ..Self::default()
        };
        for tree in trees.iter().map(Parsed::resolution) {
            let nodes: Vec<&Node<'_>> = tree.walk().map(|(_, node)| node).collect();
            lost.named &= !nodes.iter().any(|node| {
                node.kind.section().is_some() && node.markers.is_empty() && !node.text.is_empty()
            });
            let pages = tree.furniture.iter().filter(|found| found.kind == FurnitureKind::Page);
            let tables = nodes.iter().flat_map(|node| &node.text).filter(|text| is_row(source, text));
            let broken = pages.map(|found| found.span).chain(tables.map(Text::span));
            lost.spoiled.extend(broken.map(|span| sentence(flat, edited.span(span))));
            lost.lines(source, &nodes, edited);
            lost.markers(source, &nodes, edited);
            if let Some(year) = tree.header.date.map(clausetree::PartialDate::year) {
                lost.past.extend(
                    years(flat).filter(|&(_, named)| named < year).map(|(span, _)| sentence(flat, span)),
                );
            }
        }
        lost
    }

    /// Texts that end without a mark, and after which no marker stands.
    fn lines(&mut self, source: &str, nodes: &[&Node<'_>], edited: &Edited) {
        let mut texts: Vec<(Span, Option<Span>)> = nodes
            .iter()
            .flat_map(|node| node.text.iter().map(|text| (text.span(), node.markers.first().copied())))
            .collect();
        texts.sort_unstable_by_key(|(span, _)| *span);
        for pair in texts.windows(2) {
            let [(last, marker), (next, own)] = pair else { continue };
            let ended =
                last.of(source).trim_end_matches(['*', '_', ' ']).ends_with(['.', ';', ':', '!', '?']);
            let marked = own.is_some_and(|own| (last.end()..=next.start()).contains(&own.start()));
            if !ended && !marked {
                let places = edited.span(*last).cover(edited.span(*next));
                let at = edited.span(*last).end();
                self.fused.push(sentence(&edited.text, Span::new(at, at.max(places.start()))));
                self.headings.extend(marker.map(|marker| edited.span(marker).start()));
            }
        }
    }

    fn markers(&mut self, source: &str, nodes: &[&Node<'_>], edited: &Edited) {
        for node in nodes {
            for marker in node.markers.iter().filter(|marker| ["-", "–", "—"].contains(&marker.of(source)))
            {
                let before =
                    source[..marker.start()].trim_end_matches(|c: char| c.is_whitespace() || c == '*');
                let after =
                    source[marker.end()..].trim_start_matches(|c: char| c.is_whitespace() || c == '*');
                if before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_lowercase) {
                    let at = edited.span(*marker);
                    self.doubtful.insert(at.start());
                    self.fused.push(sentence(&edited.text, at));
                }
            }
            let symbol = |text: &&Text<'_>| {
                text.content.starts_with(|c: char| u32::from(c) >= 0x2600 && !c.is_alphanumeric())
            };
            self.doubtful
                .extend(node.text.iter().filter(symbol).map(|text| edited.span(text.span()).start()));
        }
    }

    pub(super) fn is_spoiled(&self, span: Span) -> bool {
        touches(&self.spoiled, span)
    }

    pub(super) fn is_fused(&self, span: Span) -> bool {
        touches(&self.fused, span)
    }

    pub(super) fn is_past(&self, span: Span) -> bool {
        touches(&self.past, span)
    }
}

fn touches(ranges: &[Range<usize>], span: Span) -> bool {
    ranges.iter().any(|range| range.start < span.end() && span.start() < range.end)
}

/// Whether a text is a row of a table: its cells stand beside each other, or below each other on short lines.
fn is_row(source: &str, text: &Text<'_>) -> bool {
    const SHORT: usize = 50;
    text.spans.windows(2).any(|pair| {
        let between = &source[pair[0].end()..pair[1].start()];
        let beside = !between.contains('\n') && (between.contains(['|', '\t']) || between.contains("   "));
        let line = source[..pair[0].end()].rsplit('\n').next().unwrap_or_default();
        let lines = text.spans.iter().all(|span| span.of(source).chars().count() < SHORT);
        beside || (between.contains('\n') && line.chars().count() < SHORT && lines)
    })
}

/// The sentence around a span: from the stop before it to the stop after it.
fn sentence(text: &str, span: Span) -> Range<usize> {
    let stop = |&(at, c): &(usize, char)| {
        let after = text[at + c.len_utf8()..].chars().next();
        matches!(c, '.' | ';' | ':' | '!' | '?') && after.is_none_or(|c| c.is_whitespace() || c == '*')
    };
    let start = text[..span.start()].char_indices().rev().find(stop).map_or(0, |(at, _)| at + 1);
    let end = text[span.end()..].char_indices().map(|(at, c)| (span.end() + at, c)).find(stop);
    start..end.map_or(text.len(), |(at, _)| at)
}

/// The runs of four digits of a text, with their values.
fn years(text: &str) -> impl Iterator<Item = (Span, u32)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_ascii_digit()).filter_map(move |part| {
        let from = at;
        at += part.len();
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
        Some((Span::new(from, from + 4), year))
    })
}
