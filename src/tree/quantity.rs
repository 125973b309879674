use super::{Decimal, Name, Words};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuantityKind {
    /// A share or a rate: per cent, percentage points, per mille.
    Percent,
    /// A number of things or people.
    Count,
    /// A place in an order, "among the top 3".
    Rank,
    /// A value on a scale without unit, such as the Human Development Index.
    Index,
    /// An amount of money.
    Money,
    /// A physical quantity.
    Measure,
    /// A length of time.
    Duration,
    /// A factor: doubles, 2 times.
    Multiple,
    /// A date up to which something is done; its year is in `max`.
    Deadline,
    /// Something that comes again; its period is in `iso8601`.
    Recurrence,
}

impl QuantityKind {
    /// It says when something is due, or how often.
    pub(crate) fn is_time(self) -> bool {
        matches!(self, Self::Deadline | Self::Recurrence)
    }

    /// The name as it stands in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Rank => "rank",
            Self::Index => "index",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Multiple => "multiple",
            Self::Deadline => "deadline",
            Self::Recurrence => "recurrence",
        }
    }
}

/// How the value bounds what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Comparator {
    /// Exactly; both ends are the value.
    Eq,
    /// At least; `min` only.
    Ge,
    /// More than; `min` only.
    Gt,
    /// At most; `max` only.
    Le,
    /// Less than; `max` only.
    Lt,
    /// From `min` to `max`.
    Range,
}

impl Comparator {
    /// The name as it stands in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Range => "range",
        }
    }

    /// The bound that holds when this one is negated: "not less than" is "at least".
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Ge => Self::Lt,
            Self::Gt => Self::Le,
            Self::Le => Self::Gt,
            Self::Lt => Self::Ge,
            other => other,
        }
    }

    /// The bound of a share that is left, where this one is that of the cut: to halve at least leaves half at most.
    pub(crate) fn mirrored(self) -> Self {
        match self {
            Self::Ge => Self::Le,
            Self::Gt => Self::Lt,
            Self::Le => Self::Ge,
            Self::Lt => Self::Gt,
            other => other,
        }
    }
}

/// Which way a value is to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// Up by, or up to, the value.
    Increase,
    /// Down by, or down to, the value.
    Decrease,
}

impl Change {
    /// The name as it stands in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Increase => "increase",
            Self::Decrease => "decrease",
        }
    }
}

/// Whether a quantity is something the document commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuantityRole {
    /// A commitment.
    Target,
    /// A figure of what has been reached so far.
    Achieved,
    /// Any other figure: a baseline, a legal threshold, a fact of the setting.
    Context,
}

impl QuantityRole {
    /// The name as it stands in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Achieved => "achieved",
            Self::Context => "context",
        }
    }
}

/// A denominator: `10000` `person`, `1` `year`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]

pub struct Per {
    /// How many of the unit.
    pub value: Decimal,
    /// Canonical name of the unit where the grammar knows one, else the words as printed.
    pub unit: Name,
}

/// One numeric statement of the text: value, bound, unit, base and the bytes that say so.
///
/// `min` and `max` follow `comparator`: `eq` has both equal; `ge` and `gt` only `min`; `le` and `lt` only `max`;
/// `range` both. Scale words are multiplied out ("3 million" is 3000000).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quantity<'a> {
    /// What is measured.
    pub kind: QuantityKind,
    /// Which side of the value is meant.
    pub comparator: Comparator,
    /// Lower end.
    pub min: Option<Decimal>,
    /// Upper end.
    pub max: Option<Decimal>,
    /// Canonical English name (`percent`, `km2`, `VND`) of the unit, where it has one.
    pub unit: Option<Name>,
    /// Denominator.
    pub per: Option<Box<Per>>,
    /// What a percentage is a share of, as printed.
    pub of: Option<Words<'a>>,
    /// What is counted, as printed.
    pub counted: Option<Words<'a>>,
    /// Region or set of a rank or count, as printed.
    pub scope: Option<Words<'a>>,
    /// Direction of the change, where the value is one.
    pub change: Option<Change>,
    /// Whether the text says "on average".
    pub average: bool,
    /// Whether the text says "about".
    pub approximate: bool,
    /// Date of a deadline (`2026-06-30`) or period of a recurrence (`P6M`).
    pub iso8601: Option<Words<'a>>,
    /// What is measured, in the words of the text.
    pub indicator: Option<Cow<'a, str>>,
    /// Year by the end of which it holds, where text or heading say one.
    pub horizon: Option<u32>,
    /// The bytes that say the horizon: in the clause itself, or in a heading above it.
    pub horizon_span: Option<Span>,
    /// Commitment, achievement or context.
    pub role: QuantityRole,
    /// Value with its bound words and unit. `span.of(source)` is the quote.
    pub span: Span,
}
