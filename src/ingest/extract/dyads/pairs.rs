//! A table of pairs: something for each two of the states of a report.
//!
//! Takes the states in order; they are numbered by their place there. What is
//! kept lies in one row of memory, in the order of the codes of the pairs, so
//! that a report with many states costs no search for each two of them.

/// The numbers of two different states, the lesser first.
pub(super) type Pair = [usize; 2];

/// Two different states as a pair.
pub(super) fn pair(one: usize, other: usize) -> Pair {
    if one < other { [one, other] } else { [other, one] }
}

/// At most one thing for each pair.
#[derive(Clone)]
pub(super) struct Pairs<T> {
    states: usize,
    /// Made when the first thing comes in.
    cells: Vec<Option<T>>,
}

impl<T: Clone + Default> Pairs<T> {
    /// Nothing for the pairs of so many states.
    pub(super) fn new(states: usize) -> Self {
        Self { states, cells: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// No more pairs than this have something.
    pub(super) fn most(&self) -> usize {
        self.cells.len()
    }

    /// What there is for a pair.
    pub(super) fn get(&self, pair: Pair) -> Option<&T> {
        self.cells.get(self.place(pair))?.as_ref()
    }

    /// What there is for a pair, `new` if nothing was.
    pub(super) fn get_or(&mut self, pair: Pair, new: T) -> Option<&mut T> {
        if self.cells.is_empty() {
            self.cells = vec![None; self.states * self.states.saturating_sub(1) / 2];
        }
        let place = self.place(pair);
        self.cells.get_mut(place).map(|cell| cell.get_or_insert(new))
    }

    /// The pairs that have something, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Pair, &T)> {
        let states = self.states;
        let pairs =
            (0..states).flat_map(move |one| (one + 1..states).map(move |other| [one, other]));
        pairs.zip(&self.cells).filter_map(|(pair, cell)| Some((pair, cell.as_ref()?)))
    }

    /// The lines of a triangle, one after another.
    fn place(&self, [one, other]: Pair) -> usize {
        let before = one * (2 * self.states).saturating_sub(one + 1) / 2;
        (before + other).saturating_sub(one + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_has_its_place() {
        let mut pairs = Pairs::new(7);
        assert!(pairs.is_empty() && pairs.iter().next().is_none());
        let all = || (0..7).flat_map(|one| (one + 1..7).map(move |other| [one, other]));
        for pair in all().filter(|[one, other]| (one + other) % 3 > 0) {
            assert_eq!(pairs.get_or(pair, pair).copied(), Some(pair));
        }
        for pair in all() {
            assert_eq!(pairs.get(pair), Some(&pair).filter(|[one, other]| (one + other) % 3 > 0));
        }
        let kept: Vec<Pair> = pairs.iter().map(|(_, kept)| *kept).collect();
        assert!(kept.is_sorted() && kept.len() == 14, "{kept:?}");
        assert_eq!(pair(3, 1), [1, 3]);
    }
}
