//! What is looked for, in which words, and what is found: plain data.

use std::cmp::Ordering;

use crate::query::Reach;

/// What is looked for in the words of a title or text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum Shape {
    /// A word: the number of its list of occurrences.
    Word(usize),
    /// All places of all alternatives.
    Either(Vec<Shape>),
    /// In a row.
    Row {
        /// What follows on each other.
        items: Vec<RowItem>,
        /// Most other words between them in all, beyond those skipped.
        slop: u32,
    },
    /// Near each other.
    ///
    /// Without order at most [`MOST_UNORDERED`](super::near::MOST_UNORDERED) operands: with more
    /// it is found nowhere.
    Near {
        /// What must be found together.
        operands: Vec<Shape>,
        /// How near.
        reach: Reach,
        /// Whether in the order as written.
        ordered: bool,
    },
}

/// A piece of a [`Shape::Row`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct RowItem {
    /// Words of any kind that stand between this item and the one before; of no meaning for the
    /// first.
    pub skipped: u32,
    /// What must stand there.
    pub shape: Shape,
}

/// Where a word stands and how much it counts there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct Occurrence {
    /// Number of the word in its title or text.
    pub position: u32,
    /// Above 0, at most 1.
    pub weight: f32,
}

/// The words of one title or text: what stands where.
#[derive(Clone, Copy, Debug)]
pub(in crate::search) struct Words<'a> {
    /// By number of the word, each list in ascending order of distinct positions.
    pub occurrences: &'a [Vec<Occurrence>],
    /// Position of the first word of every sentence but the first, ascending.
    pub sentences: &'a [u32],
    /// Position of the first word of every paragraph but the first, ascending.
    pub paragraphs: &'a [u32],
}

impl<'a> Words<'a> {
    /// The occurrences of a word; none if there is no list of that number.
    pub(super) fn of(&self, word: usize) -> &'a [Occurrence] {
        self.occurrences.get(word).map_or(&[], Vec::as_slice)
    }
}

/// A run of words that matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct Place {
    /// Position of the first word.
    pub start: u32,
    /// Position of the last word.
    pub end: u32,
    /// Words in it that belong to nothing asked for.
    pub gaps: u32,
    /// Product of the weights of its words.
    pub weight: f32,
}

impl Place {
    /// The place of one word.
    pub(super) fn of_word(occurrence: Occurrence) -> Self {
        let Occurrence { position, weight } = occurrence;
        Self { start: position, end: position, gaps: 0, weight }
    }

    /// Position after the last word; beyond `u32` if that is the last there can be.
    pub(super) fn after(&self) -> u64 {
        u64::from(self.end) + 1
    }

    /// Whether both are the same run of words.
    pub(super) fn is_same_run(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }

    /// The better of two places of the same run first: fewer gaps, then more weight.
    pub(super) fn better_first(&self, other: &Self) -> Ordering {
        self.gaps.cmp(&other.gaps).then(other.weight.total_cmp(&self.weight))
    }
}

/// How far the first and the last of the chosen places may be from each other.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound<'a> {
    /// At most so many words that belong to no chosen place.
    Others(u32),
    /// No run may go across one of these positions, ascending: first words of sentences or
    /// paragraphs.
    Within(&'a [u32]),
}
