//! What is counted, and the list of what was not right.

use serde::Serialize;
use std::ops::AddAssign;

/// How many are right of those asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Share {
    pub(crate) right: usize,
    pub(crate) asked: usize,
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.asked += other.asked;
    }
}

/// The counts of a document, a folder or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    pub(crate) texts: usize,
    /// Targets of the answers, without the optional ones.
    pub(crate) asked: usize,
    /// A target is printed that overlaps the answer and has its numbers.
    pub(crate) found: usize,
    /// Found, with the kind and the bound (comparator) of the answer.
    pub(crate) typed: usize,
    /// Typed, and section, horizon and all that the answer says about what is counted are right too.
    pub(crate) full: usize,
    /// Printed, and neither asked nor optional.
    pub(crate) extra: usize,
    /// Found, with an indicator that holds the words of the answer; asked of those that have such words.
    pub(crate) told: Share,
    /// Sections, the number of their items, and each item under its section.
    pub(crate) outline: Share,
    /// Items with the right number of marked points.
    pub(crate) points: Share,
    /// Fields of head and foot.
    pub(crate) header: Share,
}

impl Counts {
    /// Printed targets that count: the answers found, and what nobody asked for. What is printed for an optional
    /// answer, or a second time for an answer found already, counts neither for nor against.
    pub(crate) fn printed(&self) -> usize {
        self.found + self.extra
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.texts += other.texts;
        self.asked += other.asked;
        self.found += other.found;
        self.typed += other.typed;
        self.full += other.full;
        self.extra += other.extra;
        self.told += other.told;
        self.outline += other.outline;
        self.points += other.points;
        self.header += other.header;
    }
}

/// Something that is not as the answer has it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Miss {
    pub(crate) what: String,
    /// Its bytes in the text; absent where nothing in the text stands for it, as for a header field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<usize>,
}

impl Miss {
    pub(crate) fn at(start: usize, end: usize, what: String) -> Self {
        Self { what, start: Some(start), end: Some(end) }
    }

    pub(crate) fn nowhere(what: String) -> Self {
        Self { what, start: None, end: None }
    }
}

/// Counts of one document and what stands behind them.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) counts: Counts,
    pub(crate) misses: Vec<Miss>,
}
