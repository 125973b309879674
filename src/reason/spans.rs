//! All spans of the parts of an explanation moved at once; field by field, as in a tree.

use super::{
    MarkerExplanation, NodeExplanation, NumberExplanation, PieceExplanation, QuantityExplanation, Reason,
    SlotExplanation,
};
use crate::tree::Place;

fn move_reasons(reasons: &mut [Reason], place: Place<'_>) {
    for Reason { code: _, message: _, span, entries: _ } in reasons {
        *span = span.map(&mut *place);
    }
}

impl PieceExplanation {
    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { span, role: _, node: _, lang: _, reasons } = self;
        *span = place(*span);
        move_reasons(reasons, place);
    }
}

impl MarkerExplanation {
    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { span, label: _, style: _, number: _, weight: _, chosen: _, reasons } = self;
        *span = place(*span);
        move_reasons(reasons, place);
    }
}

impl NodeExplanation {
    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { id: _, kind: _, label: _, horizon: _, marker, reasons } = self;
        if let Some(marker) = marker {
            marker.move_spans(place);
        }
        move_reasons(reasons, place);
    }
}

impl QuantityExplanation {
    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { quantity, quote: _, template: _, slots, reasons } = self;
        quantity.move_spans(place);
        for SlotExplanation { slot: _, span, words: _, number: _, entries: _ } in slots {
            *span = place(*span);
        }
        move_reasons(reasons, place);
    }
}

impl NumberExplanation {
    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { span, words: _, reading: _, reasons } = self;
        *span = place(*span);
        move_reasons(reasons, place);
    }
}
