//! What is known of a written word: which forms begin with it, and what it means if none goes on.
//!
//! Takes a word; gives its reading wherever it stands. Most names of states are one word, and
//! then nothing is compared but the word itself.

use super::index::{Fit, Index, Start};
use super::letters::Classes;
use super::reading::{Best, Reading};
use super::table::Mark;
use super::words::{Word, is_hyphen};

/// Longest word, in bytes, of which anything can be known.
pub(super) const LONGEST: usize = 128;

/// What is known of a word.
pub(super) struct Known {
    /// All forms that begin with it; those that go on are first.
    starts: Vec<Start>,
    /// How many of them go on, and what the words may begin with that they go on with.
    longer: usize,
    next: Classes,
    /// Whether one of them is the first half of a compound.
    compound: bool,
    /// The reading where no form goes on and no compound; its places count from the word.
    alone: Option<Reading>,
    /// Where the first half of a compound in one word ends, and the number of its form.
    half: Option<(usize, u32)>,
}

impl Known {
    /// Finds out what is known of `written`, which is `word` of some text.
    pub(super) fn of(index: &Index, written: &str, word: Word) -> Self {
        let mut starts = Vec::new();
        index.each_start(written, word.capital, &mut |start| starts.push(start));
        // Stable: forms of one kind stay in the order in which they were found.
        starts.sort_by_key(|start| start.whole);
        let longer = starts.iter().filter(|start| !start.whole).count();
        let longer_starts = starts.iter().take(longer);
        let next = longer_starts.fold(Classes::default(), |all, start| index.add_next(*start, all));
        let mut best = Best::default();
        let mut compound = false;
        for fit in
            starts.iter().skip(longer).filter_map(|start| whole(index, *start, 0, written.len()))
        {
            let half = fit.form.mark == Mark::Compound;
            compound |= half;
            if !half {
                best.weigh(fit);
            }
        }
        let half = if word.ascii { None } else { index.first_half(written) };
        Self { starts, longer, next, compound, alone: best.reading(), half }
    }

    /// Whether no form begins with the word.
    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty() && self.half.is_none()
    }

    /// What `word` of `text` is read as; `best` is a place to gather, which is emptied first.
    pub(super) fn reading(
        &self,
        index: &Index,
        text: &str,
        word: Word,
        best: &mut Best,
    ) -> Option<Reading> {
        best.fits.clear();
        // A first half without its hyphen would only hide a whole word of another language.
        let counts = |fit: &Fit| fit.form.mark != Mark::Compound || hyphen_at(text, fit.end);
        let next = if self.longer > 0 { index.class_after(text, word.end) } else { None };
        // Where no word follows only forms go on that end with a sign.
        if self.longer > 0 && self.next.may_have(next.unwrap_or_default()) {
            for start in self.starts.iter().take(self.longer) {
                if let Some(fit) = index.complete(text, word, *start, next).filter(counts) {
                    best.weigh(fit);
                }
            }
        }
        if best.fits.is_empty() && !(self.compound && hyphen_at(text, word.end)) {
            return self.alone.as_ref().map(|alone| alone.shifted(word.start));
        }
        for start in self.starts.iter().skip(self.longer) {
            if let Some(fit) = whole(index, *start, word.start, word.end).filter(counts) {
                best.weigh(fit);
            }
        }
        best.reading()
    }

    /// The first half of a compound that is written as one word, in `word` of a text.
    pub(super) fn half(&self, index: &Index, word: Word) -> Option<Fit> {
        let (end, number) = self.half?;
        index.fit(number, word.start, word.start + end, 0)
    }
}

fn whole(index: &Index, start: Start, from: usize, to: usize) -> Option<Fit> {
    index.fit(start.number, from, to, start.ending as usize)
}

fn hyphen_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_hyphen)
}
