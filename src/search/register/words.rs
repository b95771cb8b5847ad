//! The words of the register's names, each read once, with their blocks as numbers.
//!
//! Takes words as the index writes them; says how near two of them are. Names
//! are found by their words, so what is known of a word serves all names that
//! have it.

use rustc_hash::FxHashMap;

use crate::lexicon::name::compare::{NameWord, Nearness};
use crate::search::register::blocks::{Block, Blocks};

/// Number of a word, in order of reading.
pub(super) type WordId = u32;

/// A word where it stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub word: WordId,
    /// Which word of the name it is.
    pub place: u8,
    /// Whether the name begins with it.
    pub begins: bool,
    /// Whether the name ends with it.
    pub ends: bool,
}

struct Known {
    word: NameWord,
    /// Its blocks, once it was met in a name.
    blocks: Option<Box<[Block]>>,
}

/// The words read so far.
#[derive(Default)]
pub(super) struct Words {
    list: Vec<Known>,
    by_text: FxHashMap<Box<str>, WordId>,
    block_numbers: FxHashMap<Box<str>, Block>,
    block_names: Vec<Box<str>>,
}

impl Words {
    /// The number of a word.
    pub(super) fn number(&mut self, text: &str) -> WordId {
        match self.by_text.get(text) {
            Some(number) => *number,
            None => self.add(NameWord::read(text)),
        }
    }

    /// The words of a name as it holds them.
    pub(super) fn held(&mut self, words: Vec<NameWord>) -> Box<[Held]> {
        let held = words.into_iter().map(|word| {
            let (place, begins, ends) = (word.place(), word.begins(), word.ends());
            let known = self.by_text.get(word.text()).copied();
            let word = known.unwrap_or_else(|| self.add(word));
            self.read_blocks(word);
            Held { word, place, begins, ends }
        });
        held.collect()
    }

    fn add(&mut self, word: NameWord) -> WordId {
        let number = WordId::try_from(self.list.len()).unwrap_or(WordId::MAX);
        self.by_text.insert(word.text().into(), number);
        self.list.push(Known { word, blocks: None });
        number
    }

    /// Most words of a block are held against one word and never asked for their own blocks.
    fn read_blocks(&mut self, word: WordId) {
        let unread = self.list.get(word as usize).filter(|known| known.blocks.is_none());
        let Some(codes) = unread.map(|known| known.word.blocks()) else { return };
        let blocks: Box<[Block]> = codes.iter().map(|code| self.block(code)).collect();
        if let Some(known) = self.list.get_mut(word as usize) {
            known.blocks = Some(blocks);
        }
    }

    fn block(&mut self, block: &str) -> Block {
        if let Some(number) = self.block_numbers.get(block) {
            return *number;
        }
        let number = Block::try_from(self.block_names.len()).unwrap_or(Block::MAX);
        self.block_names.push(block.into());
        self.block_numbers.insert(block.into(), number);
        number
    }

    /// The letters of a word.
    pub(super) fn text(&self, word: WordId) -> &str {
        self.list.get(word as usize).map_or("", |known| known.word.text())
    }

    /// The blocks of a word that a name holds.
    pub(super) fn blocks(&self, word: WordId) -> &[Block] {
        self.list.get(word as usize).and_then(|known| known.blocks.as_deref()).unwrap_or_default()
    }

    /// A block as the index writes it.
    pub(super) fn block_name(&self, block: Block) -> &str {
        self.block_names.get(block as usize).map_or("", |name| name)
    }

    /// The blocks of a name with these words.
    pub(super) fn blocks_of(&self, held: &[Held]) -> Blocks {
        let blocks = held
            .iter()
            .flat_map(|held| self.blocks(held.word).iter().map(move |block| (*block, held.place)));
        let mut blocks: Vec<(Block, u8)> = blocks.collect();
        blocks.sort_by_key(|(block, place)| (*place, *block));
        blocks.dedup();
        Blocks::new(blocks)
    }

    /// How near the second word is to the first.
    pub(super) fn nearness(&self, one: WordId, other: WordId) -> Option<Nearness> {
        let (known, facing) = (self.list.get(one as usize)?, self.list.get(other as usize)?);
        known.word.nearness(&facing.word)
    }

    /// Whether one of `own` shares a block with one of `others` and is near it.
    pub(super) fn agree<'h>(
        &self,
        mut own: impl Iterator<Item = &'h Held>,
        others: &[Held],
    ) -> bool {
        own.any(|own| {
            let blocks = self.blocks(own.word);
            others.iter().any(|other| {
                self.blocks(other.word).iter().any(|block| blocks.contains(block))
                    && self.nearness(own.word, other.word).is_some()
            })
        })
    }
}

/// The sides of a name: its first word and its last, or of a long name whatever is not the first.
/// Two full names that are the same agree in both, so either finds the other.
pub(super) fn sides(held: &[Held]) -> [impl Iterator<Item = &Held> + Clone; 2] {
    let long = held.iter().any(|held| held.place > 2);
    let side = move |first: bool| {
        held.iter().filter(
            move |held| {
                if first { held.begins } else { held.ends || long && !held.begins }
            },
        )
    };
    [side(true), side(false)]
}
