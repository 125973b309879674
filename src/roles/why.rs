//! What made an entry a section, and of its kind: noted by the code that decides, read where somebody asks.

use crate::outline::Outline;
use std::cell::Cell;

/// What makes an entry a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionWhy {
    /// Its marker.
    Style,
    /// Another marker of its style.
    Siblings,
    /// It stands in a section and has a heading of its own.
    Nested,
    /// Its heading is lost.
    Inferred,
}

/// What makes a section one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KindWhy {
    Heading,
    /// The word of its marker: `Goal 1`.
    Marker,
    Hint,
    HintMisfit,
    /// What stands before and after.
    Order,
    Duties,
    Statements,
    /// The title of the document names tasks.
    Title,
    Parent,
    Several,
    Report,
    Loose,
    /// Another section names its kind more closely.
    Yields,
    Unknown,
    Inferred,
}

/// The two for every entry. A cell each: they are notes beside the decision, which is made through a shared reference.
#[derive(Debug)]
pub(super) struct Whys(Vec<Cell<(SectionWhy, KindWhy)>>);

impl Whys {
    pub(super) fn new(outline: &Outline) -> Self {
        let first = |lost: bool| if lost { SectionWhy::Inferred } else { SectionWhy::Nested };
        let entries = outline.entries.iter();
        Self(entries.map(|e| Cell::new((first(e.candidate.is_none()), KindWhy::Unknown))).collect())
    }

    pub(super) fn section(&self, index: usize, why: SectionWhy) {
        if let Some(cell) = self.0.get(index) {
            cell.set((why, cell.get().1));
        }
    }

    pub(super) fn kind(&self, index: usize, why: KindWhy) {
        if let Some(cell) = self.0.get(index) {
            cell.set((cell.get().0, why));
        }
    }

    pub(super) fn of(&self, index: usize) -> Option<(SectionWhy, KindWhy)> {
        self.0.get(index).map(Cell::get)
    }
}
