//! The blocks of a name of the register: codes by which names that can be one find each other,
//! as numbers, with the words that they stand for.
//!
//! A word has several blocks if spellings mix its sounds up, so two names that
//! share two blocks may still have one word in common. Each block therefore
//! knows its word.

/// Number of a block, in order of reading.
pub(super) type Block = u32;

/// The blocks of a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    /// Each with the number of its word, in order of the words.
    list: Box<[(Block, u8)]>,
}

impl Blocks {
    /// Blocks, each with the number of its word.
    pub(super) fn new(list: Vec<(Block, u8)>) -> Self {
        Self { list: list.into() }
    }

    /// Each block with the number of its word.
    pub(super) fn of_words(&self) -> &[(Block, u8)] {
        &self.list
    }

    /// The numbers of the blocks; a block of two words is there twice.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Block> + Clone {
        self.list.iter().map(|(block, _)| *block)
    }

    /// Whether a block is among them.
    pub(super) fn contain(&self, block: Block) -> bool {
        self.numbers().any(|own| own == block)
    }

    /// Whether both have a block.
    pub(super) fn share(&self, other: &Self) -> bool {
        self.numbers().any(|block| other.contain(block))
    }

    /// Whether two words of one have blocks of two words of the other.
    pub(super) fn share_two_words(&self, other: &Self) -> bool {
        let mut first = None;
        let (mut one_again, mut two_again) = (false, false);
        for (block, here) in &self.list {
            for (_, there) in other.list.iter().filter(|(facing, _)| facing == block) {
                let Some((one, two)) = first else {
                    first = Some((here, there));
                    continue;
                };
                match (here == one, there == two) {
                    (false, false) => return true,
                    (true, false) => one_again = true,
                    (false, true) => two_again = true,
                    (true, true) => {}
                }
            }
        }
        // The first word agrees with two words, and so does the one that it was found with.
        one_again && two_again
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_blocks_of_one_word_are_not_two_words() {
        for (one, other, expected) in [
            (&[(1, 0), (2, 0), (3, 1)][..], &[(1, 0), (2, 0), (4, 1)][..], false),
            (&[(1, 0), (3, 1)], &[(3, 0), (1, 1)], true),
            (&[(1, 0), (1, 1)], &[(1, 0), (2, 1)], false),
            (&[(1, 0), (1, 1)], &[(1, 0), (1, 1)], true),
            (&[(1, 0), (2, 1)], &[(1, 0), (2, 0), (2, 1)], true),
            (&[(1, 0), (2, 0), (3, 1)], &[(1, 0), (2, 1), (1, 2)], false),
            (&[(1, 0), (2, 0), (1, 1)], &[(1, 0), (2, 1)], true),
        ] {
            let [one, other] = [one, other].map(|list| Blocks::new(list.to_vec()));
            assert_eq!(one.share_two_words(&other), expected, "{one:?} and {other:?}");
            assert_eq!(other.share_two_words(&one), expected, "{other:?} and {one:?}");
        }
    }
}
