//! A bilingual file in two halves: the whole text in one language, then the whole text in the other.

use crate::diagnostic::{DiagnosticCode, Sink};
use crate::tree::{Language, Node, NodeKind, Resolution};
use std::collections::{HashMap, HashSet};

/// Joins the second half into the first: nodes with the same typed path are one node with two texts.
pub(crate) fn merge<'a>(mut first: Resolution<'a>, second: Resolution<'a>) -> Resolution<'a> {
    let mut others: HashMap<String, Node<'a>> = HashMap::new();
    let mut loose: Vec<Node<'a>> = Vec::new();
    let mut open: Vec<Node<'a>> = Vec::new();
    for part in [second.preamble, second.sections, second.closing] {
        open.extend(part);
    }
    open.reverse();
    let known: HashSet<String> = first.walk().map(|(_, node)| node.id.clone()).collect();
    while let Some(mut node) = open.pop() {
        open.extend(std::mem::take(&mut node.children).into_iter().rev());
        if known.contains(&node.id) {
            others.insert(node.id.clone(), node);
        } else if !node.text.is_empty() || !node.markers.is_empty() {
            loose.push(node);
        }
    }
    for part in [&mut first.preamble, &mut first.sections, &mut first.closing] {
        part.iter_mut().for_each(|node| join(node, &mut others));
    }
    // What the first half lacks is kept after it, in its own order.
    for node in loose {
        let mut node = node;
        node.id = format!("{}.{}", second.languages.first().map_or("other", Language::as_str), node.id);
        node.kind = if node.label.is_some() { NodeKind::Clause } else { NodeKind::Paragraph };
        node.span = node
            .text
            .iter()
            .map(crate::tree::Text::span)
            .chain(node.markers.iter().copied())
            .reduce(crate::text::Span::cover)
            .unwrap_or(node.span);
        first.closing.push(node);
    }
    first.languages.extend(second.languages);
    let header = second.header;
    let fields = &mut first.header;
    fields.number = fields.number.take().or(header.number);
    fields.kind = fields.kind.take().or(header.kind);
    fields.issuer = fields.issuer.take().or(header.issuer);
    fields.title = fields.title.take().or(header.title);
    fields.place = fields.place.take().or(header.place);
    fields.date = fields.date.or(header.date);
    fields.signatory = fields.signatory.take().or(header.signatory);
    fields.signatory_title = fields.signatory_title.take().or(header.signatory_title);
    if fields.recipients.is_empty() {
        fields.recipients = header.recipients;
    }
    fields.pieces.extend(header.pieces);
    first.furniture.extend(second.furniture);
    first
}

/// Gives a node and those under it their texts in the other language. Depth is bounded by the parser's limit.
fn join<'a>(node: &mut Node<'a>, others: &mut HashMap<String, Node<'a>>) {
    if let Some(other) = others.remove(&node.id) {
        node.markers.extend(other.markers.iter().copied());
        node.text = std::mem::take(&mut node.text).into_iter().chain(other.text).collect();
    }
    node.children.iter_mut().for_each(|child| join(child, others));
}

/// Tells of clauses that stand in one language only, where the others stand in two.
pub(crate) fn report_unpaired(resolution: &Resolution<'_>, sink: &mut Sink) {
    if resolution.languages.len() < 2 {
        return;
    }
    let texts = |node: &&Node<'_>| !node.text.is_empty();
    let nodes: Vec<&Node<'_>> = resolution.walk().map(|(_, node)| node).filter(texts).collect();
    let paired = nodes.iter().filter(|node| node.text.len() > 1).count();
    if paired * 2 < nodes.len() {
        return;
    }
    for node in nodes.iter().filter(|node| node.text.len() == 1) {
        let Some(text) = node.text.first() else { continue };
        let message = format!(
            "`{}` stands in {} only; its counterpart may be lost, or stand elsewhere",
            node.id, text.lang
        );
        sink.report(DiagnosticCode::UnpairedTranslation, text.span(), message);
    }
}
