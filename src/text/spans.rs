use super::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Spans in text order. Most often it is one, which takes no room of its own.
///
/// It is read like a slice.
///
/// ```
/// let parsed = clausetree::parse("I. MỤC TIÊU\n1. Đạt 80% số hộ ở các\nxã miền núi.\n")?;
/// let (_, node) = parsed.resolution().walk().nth(1).ok_or("no item")?;
/// assert_eq!((node.markers.len(), node.text[0].spans.len()), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Spans(Places);

#[derive(Clone, Default, PartialEq, Eq)]
enum Places {
    #[default]
    None,
    One(Span),
    #[expect(
        clippy::box_collection,
        reason = "the vector itself would be three words in every node and text"
    )]
    Many(Box<Vec<Span>>),
}

impl Spans {
    /// Adds a span at the end.
    pub fn push(&mut self, span: Span) {
        match &mut self.0 {
            Places::None => self.0 = Places::One(span),
            Places::One(first) => self.0 = Places::Many(Box::new(vec![*first, span])),
            Places::Many(spans) => spans.push(span),
        }
    }

    /// Gives back the room that it does not fill.
    pub(crate) fn shrink_to_fit(&mut self) {
        if let Places::Many(spans) = &mut self.0 {
            spans.shrink_to_fit();
        }
    }
}

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        match &self.0 {
            Places::None => &[],
            Places::One(span) => std::slice::from_ref(span),
            Places::Many(spans) => spans,
        }
    }
}

impl DerefMut for Spans {
    fn deref_mut(&mut self) -> &mut [Span] {
        match &mut self.0 {
            Places::None => &mut [],
            Places::One(span) => std::slice::from_mut(span),
            Places::Many(spans) => spans,
        }
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self(Places::One(span))
    }
}

impl Extend<Span> for Spans {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        spans.into_iter().for_each(|span| self.push(span));
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut all = Self::default();
        all.extend(spans);
        all
    }
}

impl<'s> IntoIterator for &'s Spans {
    type Item = &'s Span;
    type IntoIter = std::slice::Iter<'s, Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Span>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_one_and_many_are_slices() {
        let mut spans = Spans::default();
        for count in 0..4 {
            assert_eq!(spans.len(), count);
            assert_eq!(spans, spans.iter().copied().collect());
            assert_eq!(spans.last().map(|last| last.start()), count.checked_sub(1));
            spans.push(Span::new(count, count + 1));
        }
    }

    #[test]
    fn it_is_no_larger_than_two_words() {
        assert_eq!(size_of::<Spans>(), 2 * size_of::<usize>());
    }
}
