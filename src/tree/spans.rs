//! All spans of a tree moved at once, for a text that is a part or a decoding of something else.
//!
//! Every type is taken apart field by field, so that a new field with a span cannot be forgotten.

use super::{Duty, Furniture, Header, HeaderPiece, List, Node, Quantity, Reference, Resolution, Text};
use crate::text::Span;

/// A function that gives the new place of a span.
pub(crate) type Place<'f> = &'f mut dyn FnMut(Span) -> Span;

impl Resolution<'_> {
    /// The same tree with every span in it replaced by what `place` gives for it.
    #[must_use]
    pub fn map_spans(mut self, mut place: impl FnMut(Span) -> Span) -> Self {
        self.move_spans(&mut place);
        self
    }

    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { span, languages: _, header, preamble, sections, closing, furniture } = self;
        *span = place(*span);
        header.move_spans(place);
        // Not by recursion: a tree may be as deep as its limit.
        let mut open: Vec<&mut Node<'_>> = preamble.iter_mut().chain(sections).chain(closing).collect();
        while let Some(node) = open.pop() {
            open.extend(node.move_own_spans(place));
        }
        for Furniture { span, kind: _ } in furniture {
            *span = place(*span);
        }
    }
}

impl Header<'_> {
    fn move_spans(&mut self, place: Place<'_>) {
        let Self {
            number: _,
            kind: _,
            issuer: _,
            title: _,
            place: _,
            date: _,
            signatory: _,
            signatory_title: _,
            recipients: _,
            pieces,
        } = self;
        for HeaderPiece { span, title: _ } in pieces {
            *span = place(*span);
        }
    }
}

impl<'a> Node<'a> {
    /// Moves all but the spans of its children, which it gives back.
    fn move_own_spans(&mut self, place: Place<'_>) -> &mut List<Node<'a>> {
        let Self { id: _, kind: _, label: _, number: _, span, markers, text, horizon: _, duties, children } =
            self;
        *span = place(*span);
        markers.iter_mut().for_each(|span| *span = place(*span));
        text.iter_mut().for_each(|text| text.move_spans(place));
        for Duty { actor: _, kind: _, span } in duties {
            *span = place(*span);
        }
        children
    }
}

impl Text<'_> {
    fn move_spans(&mut self, place: Place<'_>) {
        let Self { lang: _, spans, content: _, quantities, references } = self;
        spans.iter_mut().for_each(|span| *span = place(*span));
        quantities.iter_mut().for_each(|quantity| quantity.move_spans(place));
        for Reference { kind: _, number: _, date: _, span } in references {
            *span = place(*span);
        }
    }
}

impl Quantity<'_> {
    /// The same quantity with its spans replaced by what `place` gives for them.
    #[must_use]
    pub fn map_spans(mut self, mut place: impl FnMut(Span) -> Span) -> Self {
        self.move_spans(&mut place);
        self
    }

    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self {
            kind: _,
            comparator: _,
            min: _,
            max: _,
            unit: _,
            per: _,
            of: _,
            counted: _,
            scope: _,
            change: _,
            average: _,
            approximate: _,
            iso8601: _,
            indicator: _,
            horizon: _,
            horizon_span,
            role: _,
            span,
        } = self;
        *span = place(*span);
        *horizon_span = horizon_span.map(place);
    }
}
