//! What is kept of how a quantity was read, beside what is in it.

use super::matcher::Match;
use super::role::Because;
use crate::text::Span;

/// How a quantity came to be what it is. Spans are those of other quantities, ranges are tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// The match; its `program` is the number of the template.
    pub(super) hit: Match,
    pub(super) bound: BoundFrom,
    /// The words that turn the bound round.
    pub(super) turned: Option<(usize, usize)>,
    pub(super) change_shared: Option<Span>,
    pub(super) counted_shared: Option<Span>,
    pub(super) per: PerFrom,
    pub(super) subject: Option<(SubjectFrom, (usize, usize))>,
    pub(super) of_which: bool,
    pub(super) horizon: HorizonFrom,
    pub(super) role: Because,
}

/// What says the bound.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum BoundFrom {
    Words,
    Template,
    /// Two numbers are its ends.
    Range,
    /// Ranks and deadlines are upper bounds.
    Kind,
    /// The quantity before it in a list.
    List(Span),
    #[default]
    Nothing,
}

/// What says the denominator, where its own match does not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum PerFrom {
    /// Words before it, with the pattern by its number.
    Apart((usize, usize), u16),
    /// The quantity of the same list that says it.
    List(Span),
    #[default]
    Match,
}

/// Where the words stand that say what is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SubjectFrom {
    #[default]
    Before,
    /// A slot of the template.
    Slot,
    Topic,
    Object,
    List,
    After,
}

/// What says by when.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum HorizonFrom {
    /// Words beside it, with the pattern by its number.
    Words(u16),
    /// It is a date itself.
    Date,
    /// A list of years beside a list of figures.
    Ordered,
    /// The next figure of its clause.
    Next,
    /// What stands above, if anything does.
    #[default]
    Above,
}
