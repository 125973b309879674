//! What a place of a text was read as, and why: the reasons of all stages, put together.

use crate::diagnostic::{Diagnostic, Sink};
use crate::error::{Error, ErrorKind};
use crate::parser::Parser;
use crate::reason::{
    MarkerExplanation, NodeExplanation, NumberExplanation, PieceExplanation, QuantityExplanation, Reason,
    ReasonCode, Trace, touches,
};
use crate::text::{LineIndex, Span};
use crate::tree::{Node, Resolution};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What a place of a text was read as, which entries of the grammar and which decisions made it so, and what was not
/// read there.
///
/// It owns all it says, and its lists are in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The bytes that were asked for.
    pub span: Span,
    /// Line at which they begin, from 1.
    pub line: usize,
    /// Column in characters at which they begin, from 1.
    pub column: usize,
    /// The pieces of the partition there.
    pub pieces: Vec<PieceExplanation>,
    /// The nodes there, each after those it stands under.
    pub nodes: Vec<NodeExplanation>,
    /// The quantities there; where none is, those of the same clause.
    pub quantities: Vec<QuantityExplanation>,
    /// The numbers of the same clause that are no quantities.
    pub numbers: Vec<NumberExplanation>,
    /// All that could be a marker on the lines there.
    pub markers: Vec<MarkerExplanation>,
    /// What is odd about the text there.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parser {
    /// Says what the byte at `offset` was read as, and why. The tree is the one of
    /// [`parse_all`](crate::Parser::parse_all).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Place`] for an offset at or beyond the end of the text, and [`ErrorKind::InputTooLong`]. An offset
    /// inside of a character counts as that character.
    ///
    /// ```
    /// let text = "II- MỤC TIÊU\n1. Đến năm 2030\n- Quy mô kinh tế số đạt tối thiểu 30% GDP.\n";
    /// let told = clausetree::Parser::default().explain(text, text.find("30%").unwrap_or(0))?;
    /// let nodes: Vec<&str> = told.nodes.iter().map(|node| node.id.as_str()).collect();
    /// assert_eq!(nodes, ["objectives", "objectives.1", "objectives.1.1"]);
    /// let quantity = &told.quantities[0];
    /// assert_eq!(quantity.quote, "tối thiểu 30% GDP");
    /// let bound = quantity.slots.iter().find(|slot| slot.slot == "bound").ok_or("no bound")?;
    /// assert_eq!((bound.words.as_str(), bound.entries[0].value.as_deref()), ("tối thiểu", Some("ge")));
    /// assert_eq!(bound.entries[0].file, "grammars/vi.toml");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, text: &str, offset: usize) -> Result<Explanation, Error> {
        let mut start = offset.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if length == 0 {
            let message = format!("there is no byte {offset}: the text has {}", text.len());
            return Err(Error::new(ErrorKind::Place, message));
        }
        self.explain_span(text, Span::new(start, start + length))
    }

    /// The same for all that has to do with `span`: a line, a section, a whole text.
    ///
    /// # Errors
    ///
    /// As [`explain`](Self::explain), for a span that reaches beyond the end.
    ///
    /// ```
    /// let text = "I. MỤC TIÊU\n- Đạt 80% số hộ.\n- Đạt 90% số xã.\n";
    /// let told = clausetree::Parser::default().explain_span(text, clausetree::Span::new(0, text.len()))?;
    /// assert_eq!((told.nodes.len(), told.quantities.len()), (3, 2));
    /// # Ok::<(), clausetree::Error>(())
    /// ```
    pub fn explain_span(&self, text: &str, span: Span) -> Result<Explanation, Error> {
        self.check_length(text.len())?;
        let mut told = Explanation::at(text, span)?;
        for (parsed, trace) in self.read_all(text, Some(span)) {
            let Some(trace) = trace else { continue };
            let diagnostics = parsed.diagnostics().iter();
            told.diagnostics.extend(
                diagnostics.filter(|known| !known.span.is_empty() && touches(span, known.span)).cloned(),
            );
            told.add(parsed.resolution(), trace);
        }
        Ok(told)
    }

    /// The same for a text that is read as one fragment, as [`quantities`](Self::quantities) reads it: quantities and
    /// numbers alone, without structure.
    ///
    /// # Errors
    ///
    /// Those of [`explain_span`](Self::explain_span) and of [`quantities`](Self::quantities).
    ///
    /// ```
    /// let parser = clausetree::Parser::builder().language(clausetree::Language::EN).build()?;
    /// let told = parser.explain_fragment("at least 5% of homes", clausetree::Span::new(0, 20))?;
    /// assert_eq!(told.quantities[0].quote, "at least 5% of homes");
    /// # Ok::<(), clausetree::Error>(())
    /// ```
    pub fn explain_fragment(&self, text: &str, span: Span) -> Result<Explanation, Error> {
        self.check_length(text.len())?;
        let mut told = Explanation::at(text, span)?;
        let mut sink = Sink::new(0).tracing(Some(span));
        self.read_fragment(text, &mut sink)?;
        if let Some(trace) = sink.take_trace() {
            told.add_quantities(trace);
        }
        Ok(told)
    }
}

impl Explanation {
    /// The same with every span in it replaced by what `place` gives for it; see
    /// [`Parsed::map_spans`](crate::Parsed::map_spans). Line and column stay.
    #[must_use]
    pub fn map_spans(mut self, mut place: impl FnMut(Span) -> Span) -> Self {
        let Self { span, line: _, column: _, pieces, nodes, quantities, numbers, markers, diagnostics } =
            &mut self;
        *span = place(*span);
        pieces.iter_mut().for_each(|told| told.move_spans(&mut place));
        nodes.iter_mut().for_each(|told| told.move_spans(&mut place));
        quantities.iter_mut().for_each(|told| told.move_spans(&mut place));
        numbers.iter_mut().for_each(|told| told.move_spans(&mut place));
        markers.iter_mut().for_each(|told| told.move_spans(&mut place));
        diagnostics.iter_mut().for_each(|told| told.move_spans(&mut place));
        self
    }

    /// Of a place about which nothing is known yet.
    fn at(text: &str, span: Span) -> Result<Self, Error> {
        if span.end() > text.len() {
            let message =
                format!("there is no byte {}: the text has {}", span.end().saturating_sub(1), text.len());
            return Err(Error::new(ErrorKind::Place, message));
        }
        let place = LineIndex::new(text).line_column(text, span.start());
        Ok(Self { span, line: place.line, column: place.column, ..Self::default() })
    }

    fn add(&mut self, resolution: &Resolution<'_>, trace: Trace) {
        let place = self.span;
        for piece in resolution.partition().iter().filter(|piece| touches(place, piece.span)) {
            let mut told = PieceExplanation::new(piece.span, piece.role, piece.node, piece.lang);
            let lines = trace.lines.iter().filter(|(line, _)| touches(*line, piece.span));
            told.reasons.extend(lines.flat_map(|(_, reasons)| reasons.iter().cloned()));
            told.reasons.dedup();
            self.pieces.push(told);
        }
        self.nodes.extend(nodes(resolution, &trace, place));
        self.add_quantities(trace);
    }

    fn add_quantities(&mut self, trace: Trace) {
        let place = self.span;
        let touched = |told: &QuantityExplanation| touches(place, told.quantity.span);
        let exact = trace.quantities.iter().any(touched);
        let mut quantities = trace.quantities;
        quantities.retain(|told| !exact || touched(told));
        quantities.sort_by_key(|told| told.quantity.span);
        self.quantities.extend(quantities);
        let mut numbers = trace.numbers;
        numbers.sort_by_key(|told| told.span);
        numbers.dedup_by_key(|told| told.span);
        self.numbers.extend(numbers);
        self.markers.extend(trace.markers);
    }
}

/// The nodes that have to do with the place, and those they stand under.
fn nodes(resolution: &Resolution<'_>, trace: &Trace, place: Span) -> Vec<NodeExplanation> {
    let walk: Vec<(usize, &Node<'_>)> = resolution.walk().collect();
    // In a file of two halves a node's span is that of the first; the words of the other stand elsewhere.
    let own = |node: &Node<'_>| {
        let texts = node.text.iter().flat_map(|text| &text.spans);
        node.markers.iter().chain(texts).any(|&part| touches(place, part))
    };
    let mut kept: HashSet<usize> = HashSet::new();
    let mut above: Vec<usize> = Vec::new();
    for (index, &(depth, node)) in walk.iter().enumerate() {
        above.truncate(depth);
        if touches(place, node.span) || own(node) {
            kept.extend(&above);
            kept.insert(index);
        }
        above.push(index);
    }
    let told = walk.iter().enumerate().filter(|(index, _)| kept.contains(index));
    told.map(|(_, &(_, node))| explanation_of(node, trace, place)).collect()
}

fn explanation_of(node: &Node<'_>, trace: &Trace, place: Span) -> NodeExplanation {
    // What the first half of a file in two halves lacks has its language before its id.
    let bare = node.id.split_once('.').map_or(node.id.as_str(), |(_, rest)| rest);
    let of = |id: &str| {
        let mut known = trace.nodes.iter().filter(|(_, told)| told.id == id);
        let first = known.next();
        known
            .find(|(span, _)| touches(place, *span))
            .filter(|_| !first.is_some_and(|(span, _)| touches(place, *span)))
            .or(first)
    };
    match of(&node.id).or_else(|| of(bare)) {
        Some((_, told)) => {
            NodeExplanation { id: node.id.clone(), kind: node.kind, label: label(node), ..told.clone() }
        }
        None => {
            let mut told = NodeExplanation::new(&node.id, node.kind, node.label.as_deref());
            let message = "items that stand under no section were given one of their own";
            told.reasons.push(Reason::new(ReasonCode::SectionImplicit, message));
            told
        }
    }
}

fn label(node: &Node<'_>) -> Option<String> {
    node.label.as_deref().map(str::to_string)
}
