//! Notices: phrases of pages about cookies and rights that make a line furniture wherever they
//! stand in it.
//!
//! The search looks at every fourth place of a line: a phrase is so long that one of its first four
//! blocks of four bytes lies there. Few blocks of other texts are among them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table;
use crate::lexicon::sieve::{GOLDEN, Sieve};

/// Bytes that are looked at together, and from one look to the next.
const BLOCK: usize = 4;

/// The first bytes of a phrase, in which a block lies however the phrase stands.
const WINDOW: usize = 2 * BLOCK - 1;

/// Bits of the sieve of blocks, as a power of two.
const BITS: u32 = 14;

/// A phrase as it may be written, with the byte at which a block of it begins.
type Place = (usize, String);

struct Search {
    blocks: Sieve,
    places: FxHashMap<[u8; BLOCK], Vec<Place>>,
}

static SEARCH: LazyLock<Search> = LazyLock::new(|| {
    let mut search = Search { blocks: Sieve::new(BITS), places: FxHashMap::default() };
    for (_, phrase) in table::rows().filter(|(kind, _)| *kind == "notice") {
        let mut letters = phrase.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let capital = first + letters.as_str();
        if capital != phrase {
            search.add(&capital);
        }
        search.add(phrase);
    }
    search
});

impl Search {
    fn add(&mut self, phrase: &str) {
        let window = phrase.as_bytes().get(..WINDOW).unwrap_or_default();
        let blocks = window.windows(BLOCK).filter_map(<[u8]>::first_chunk);
        for (at, block) in blocks.enumerate() {
            self.blocks.put(hash(*block));
            self.places.entry(*block).or_default().push((at, phrase.to_owned()));
        }
    }

    fn finds(&self, line: &str) -> bool {
        let (blocks, _) = line.as_bytes().as_chunks();
        let met = |(_, block): &(usize, &[u8; BLOCK])| self.blocks.has(hash(**block));
        blocks.iter().enumerate().filter(met).any(|(number, block)| {
            let places = self.places.get(block).map_or(&[][..], Vec::as_slice);
            places.iter().any(|(at, phrase)| {
                let start = (number * BLOCK).checked_sub(*at);
                start
                    .and_then(|start| line.get(start..))
                    .is_some_and(|rest| rest.starts_with(phrase.as_str()))
            })
        })
    }
}

fn hash(block: [u8; BLOCK]) -> u64 {
    u64::from(u32::from_le_bytes(block)).wrapping_mul(GOLDEN)
}

/// Whether `line` holds one of the phrases, small or with a capital.
pub(super) fn is_notice(line: &str) -> bool {
    SEARCH.finds(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_wherever_it_stands() {
        for (_, phrase) in table::rows().filter(|(kind, _)| *kind == "notice") {
            assert!(phrase.len() >= WINDOW, "{phrase} is too short");
            let mut letters = phrase.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            let capital = first + letters.as_str();
            for before in ["", "—", "a bc ", "Ово је текст: ", "ab"] {
                for after in ["", ".", " и више"] {
                    assert!(is_notice(&format!("{before}{phrase}{after}")), "{phrase}");
                    assert!(is_notice(&format!("{before}{capital}{after}")), "{capital}");
                }
            }
        }
        for line in ["", "rights", "the ministers met", "COOKIES", "Министри су се састали"]
        {
            assert!(!is_notice(line), "{line}");
        }
    }
}
