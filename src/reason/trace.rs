//! What the stages write down about one place of a text.

use super::Reason;
use super::data::{MarkerExplanation, NodeExplanation, NumberExplanation, QuantityExplanation};
use crate::text::Span;
use crate::tree::Quantity;

/// Takes the reasons of the stages. There is one only where somebody asks for a place: a parse has none.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    place: Span,
    pub(crate) nodes: Vec<(Span, NodeExplanation)>,
    pub(crate) quantities: Vec<QuantityExplanation>,
    pub(crate) numbers: Vec<NumberExplanation>,
    pub(crate) markers: Vec<MarkerExplanation>,
    pub(crate) lines: Vec<(Span, Vec<Reason>)>,
}

impl Trace {
    /// For the bytes of `place`.
    pub(crate) fn new(place: Span) -> Self {
        Self { place, ..Self::default() }
    }

    /// The bytes that are asked for.
    pub(crate) fn place(&self) -> Span {
        self.place
    }

    /// Whether `span` has to do with the place.
    pub(crate) fn touches(&self, span: Span) -> bool {
        touches(self.place, span)
    }

    /// A cell of a table may be read as a text first; what is told last is what the tree has.
    pub(crate) fn add_quantity(&mut self, found: QuantityExplanation) {
        self.quantities.retain(|known| known.quantity.span != found.quantity.span);
        self.quantities.push(found);
    }

    /// A quantity that was found at `whole` quotes less of it in the tree.
    pub(crate) fn narrow(&mut self, whole: Span, quantity: &Quantity<'_>, source: &str) {
        for told in self.quantities.iter_mut().filter(|told| told.quantity.span == whole) {
            let own = QuantityExplanation::new(quantity, source);
            (told.quantity, told.quote) = (own.quantity, own.quote);
        }
    }
}

/// Whether two spans share a byte, or one without bytes stands in the other.
pub(crate) fn touches(one: Span, other: Span) -> bool {
    let empty = one.is_empty() || other.is_empty();
    if empty {
        one.start() <= other.end() && other.start() <= one.end()
    } else {
        one.start() < other.end() && other.start() < one.end()
    }
}
