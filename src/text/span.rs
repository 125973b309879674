use super::Traits;
use serde::{Deserialize, Serialize};

/// A half-open range of bytes of the input: `start` is the first byte, `end` the one after the last.
///
/// Offsets count bytes of the text as it was given to the parser, and lie on character boundaries.
///
/// ```
/// let span = clausetree::Span::new(2, 5);
/// assert_eq!(span.of("a bcd e"), "bcd");
/// assert_eq!(span.len(), 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct Span {
    // 32 bits each: a tree holds several spans a node, and inputs are capped far below 4 GiB (see `Limits`).
    start: u32,
    end: u32,
}

/// The ends as JSON has them, which anybody may have written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    start: u32,
    end: u32,
}

impl TryFrom<Ends> for Span {
    type Error = &'static str;

    fn try_from(Ends { start, end }: Ends) -> Result<Self, Self::Error> {
        // `{"start": 5, "end": 2}`: its length would be below nothing.
        if end < start { Err("a span ends before it starts") } else { Ok(Self { start, end }) }
    }
}

impl Span {
    /// A span from `start` up to `end`. An `end` before `start`, or an offset over `u32::MAX`, is cut to fit.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// Offset of the first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offset after the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text the span stands for; empty where `source` is not the text the span was made from.
    #[must_use]
    pub fn of(self, source: &str) -> &str {
        source.get(self.start()..self.end()).unwrap_or_default()
    }

    /// Its first bytes, at most `most`, cut where a character begins.
    pub(crate) fn head(self, source: &str, most: usize) -> Self {
        let mut end = self.end().min(self.start() + most);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        Self::new(self.start(), end)
    }

    /// Its first characters, at most `most` of those that are seen.
    pub(crate) fn opening(self, source: &str, most: usize) -> Self {
        if self.len() <= most {
            return self;
        }
        let text = self.of(source);
        let mut end = 0;
        let mut seen = 0;
        for (at, c) in text.char_indices() {
            let traits = Traits::of(c);
            seen += usize::from(!traits.is_space() && !traits.is_hidden());
            if seen > most {
                break;
            }
            end = at + c.len_utf8();
        }
        Self::new(self.start(), self.start() + end)
    }

    /// Without the characters at its ends that `hidden` holds for.
    pub(crate) fn trimmed(self, source: &str, hidden: impl Fn(char) -> bool) -> Self {
        let text = self.of(source);
        let start = self.start() + (text.len() - text.trim_start_matches(&hidden).len());
        Self::new(start, start + text.trim_matches(&hidden).len())
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
