use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// A list that is empty in most nodes: it takes one word where it is, and is read like a slice.
///
/// ```
/// let parsed = clausetree::parse("I. MỤC TIÊU\n1. Đạt 80% số hộ.\n2. Có 5 xã.\n")?;
/// let goals = parsed.resolution().sections.first().ok_or("no section")?;
/// let ids: Vec<&str> = goals.children.iter().map(|child| child.id.as_str()).collect();
/// assert_eq!(ids, ["objectives.1", "objectives.2"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[expect(clippy::box_collection, reason = "the vector itself would be three words where it is empty")]
#[derive(Clone, PartialEq, Eq)]
pub struct List<T>(Option<Box<Vec<T>>>);

impl<T> List<T> {
    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        match &mut self.0 {
            Some(items) => items.push(item),
            None => self.0 = Some(Box::new(vec![item])),
        }
    }

    /// Makes room for `more` items and no more.
    pub(crate) fn reserve_exact(&mut self, more: usize) {
        if more > 0 {
            self.0.get_or_insert_default().reserve_exact(more);
        }
    }

    /// Gives back the room that it does not fill.
    pub(crate) fn shrink_to_fit(&mut self) {
        match &mut self.0 {
            Some(items) if items.is_empty() => self.0 = None,
            Some(items) => items.shrink_to_fit(),
            None => {}
        }
    }

    fn into_vec(self) -> Vec<T> {
        self.0.map_or_else(Vec::new, |items| *items)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.0.as_deref_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self((!items.is_empty()).then(|| Box::new(items)))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'l, T> IntoIterator for &'l mut List<T> {
    type Item = &'l mut T;
    type IntoIter = std::slice::IterMut<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lists_are_equal_however_they_were_made() {
        let mut reserved: List<u8> = List::default();
        reserved.reserve_exact(3);
        reserved.shrink_to_fit();
        assert_eq!(reserved, List::default());
        assert_eq!(List::from(Vec::<u8>::new()), List::default());
        assert_eq!(size_of::<List<u8>>(), size_of::<usize>());
    }
}
