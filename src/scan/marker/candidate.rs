//! What a candidate is: how its marker counts, what stands around the number, and where it stands.
//!
//! The stages after this one read these types and nothing else of the search for markers, so they are a file of their own.

use crate::text::Span;

/// How a marker counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum System {
    Arabic,
    RomanUpper,
    RomanLower,
    LetterUpper,
    LetterLower,
    /// Number words and ideographs.
    Words,
    /// Numerals that stand in markers alone: `壹、` above `一、`.
    Formal,
    Circled,
    /// It does not count.
    None,
}

/// What stands around the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Wrapping {
    /// `1.` `1-` `1/` `1、` `1:`
    Plain,
    /// `1)`
    Closed,
    /// `(1)`
    Parentheses,
    /// A number alone on its line, with a leading zero or not.
    Bare,
    /// A word before or after it that names a part of a document, `Chapter 1`: number of the keyword in the grammar.
    Keyword(u16),
    /// The same where the word names an item: `Goal 1`, `Action 2.1`.
    Named(u16),
    /// A word after it alone, `一是`: number of the keyword.
    Suffix(u16),
    /// A bullet.
    Bullet(char),
    /// A symbol alone on its line.
    Symbol,
    /// A heading known by its words alone.
    Heading,
    /// A sentence of those who resolve that [leads in](crate::scan::lead_in::lead_in) to a section.
    LeadIn,
    /// A short line that says by when, "What is to be reached by 2030": a heading over objectives.
    Horizon,
}

/// Markers of one style can be siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Style {
    pub(crate) system: System,
    pub(crate) wrapping: Wrapping,
    /// Components of the number: 2 for `2.1`.
    pub(crate) depth: u8,
    /// Level of the Markdown heading that it opens: siblings are of one level, whatever their numbers.
    pub(crate) level: u8,
}

impl Wrapping {
    /// Whether a word stands before the number, or around it.
    pub(crate) fn is_keyword(self) -> bool {
        matches!(self, Self::Keyword(_) | Self::Named(_))
    }
}

impl Style {
    /// A style outside of Markdown headings.
    pub(super) fn new(system: System, wrapping: Wrapping, depth: u8) -> Self {
        Self { system, wrapping, depth, level: 0 }
    }
}

/// Something that could be a marker.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) style: Style,
    pub(crate) number: u32,
    /// Last component but one, for `2.1`.
    pub(crate) parent: Option<u32>,
    pub(crate) line: usize,
    /// Index of the grammar of its line.
    pub(crate) grammar: usize,
    /// First token, and the token after the marker.
    pub(crate) tokens: (usize, usize),
    /// The bytes of the marker with its punctuation; empty for a heading without a number.
    pub(crate) span: Span,
    /// The bytes of the label.
    pub(crate) label: Span,
    /// How much the surroundings speak for it, in tenths of a unit of cost.
    pub(crate) weight: i32,
    /// The heading phrase that follows, by number in the grammar.
    pub(crate) heading: Option<u16>,
    /// The words after it are upper case.
    pub(crate) shouted: bool,
    /// It heads what stands before the numbered parts and holds none of them.
    pub(crate) front: bool,
    /// A heading of words alone that a colon ends: `Expected results:`.
    pub(crate) leads: bool,
    /// Parts of the document that begin [anew](crate::scan::Line::anew) up to here: one says nothing of the numbering of another.
    pub(crate) part: u16,
}
