//! The lines that belong to the head, and the header as far as it is read from them.
//!
//! All readers of a part fill it and take lines, so it stands in a file below theirs.

use crate::scan::{Line, LineRole, Page};
use crate::text::Span;
use crate::tree::{Header, PartialDate};
use std::ops::Range;

/// A head line is no longer than this; longer lines are sentences.
pub(super) const LONGEST: usize = 160;

/// The words of a line, without marks of emphasis around them: `*Hallem, 4 March 2027*`.
pub(super) fn words(page: &Page<'_, '_>, line: &Line) -> Span {
    match page.tokens_of(line) {
        [first, .., last] => first.span.cover(last.span),
        _ => line.span,
    }
}

/// What is filled while a head is read.
pub(super) struct Head<'a> {
    pub(super) header: Header<'a>,
    pub(super) roles: Vec<(usize, LineRole)>,
    /// The day that the title names: no other is that of the document.
    pub(super) titled: Option<PartialDate>,
    /// The lines that list what the document rests on.
    pub(super) grounds: Range<usize>,
}

impl Head<'_> {
    /// The lines of the title.
    pub(super) fn titles(&self) -> impl Iterator<Item = usize> {
        self.roles.iter().filter(|(_, role)| *role == LineRole::Title).map(|&(index, _)| index)
    }

    /// Whether a line may still be one of the head. A row of a table never is: it may go over several lines, and all its
    /// cells are read together.
    pub(super) fn is_free(&self, page: &Page<'_, '_>, index: usize) -> bool {
        page.lines.get(index).is_some_and(|line| line.role == LineRole::Body && line.row.is_none())
            && !self.roles.iter().any(|&(known, _)| known == index)
    }
}
