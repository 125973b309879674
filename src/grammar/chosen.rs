//! A set of patterns of a list, by their numbers.

/// Some patterns of a list, as bits; they are gone through in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    bits: Vec<u64>,
}

impl Chosen {
    pub(super) fn clear(&mut self) {
        self.bits.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bits.iter().all(|&bits| bits == 0)
    }

    pub(super) fn add(&mut self, index: u16) {
        let place = usize::from(index) / 64;
        if self.bits.len() <= place {
            self.bits.resize(place + 1, 0);
        }
        self.bits.get_mut(place).into_iter().for_each(|bits| *bits |= 1 << (index % 64));
    }

    pub(super) fn has(&self, index: u16) -> bool {
        self.bits.get(usize::from(index) / 64).is_some_and(|bits| bits & (1 << (index % 64)) != 0)
    }

    /// Adds all of `other`.
    pub(super) fn join(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, more)| *bits |= more);
    }

    /// Keeps only those that are in `other` too.
    pub(super) fn meet(&mut self, other: &Self) {
        self.bits.truncate(other.bits.len());
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, kept)| *bits &= kept);
    }

    /// Their numbers, the least first.
    pub(super) fn iter(&self) -> impl Iterator<Item = u16> {
        (0u16..).step_by(64).zip(&self.bits).flat_map(|(from, &bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let next = u16::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
                rest &= rest - 1;
                Some(from + next)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_order_and_once() {
        let mut some = Chosen::default();
        [130, 3, 64, 3].into_iter().for_each(|index| some.add(index));
        assert_eq!(some.iter().collect::<Vec<_>>(), [3, 64, 130]);
        let mut others = Chosen::default();
        [64, 65].into_iter().for_each(|index| others.add(index));
        some.meet(&others);
        assert_eq!(some.iter().collect::<Vec<_>>(), [64]);
        some.join(&others);
        assert!(some.has(65) && !some.has(130) && !some.is_empty());
    }
}
