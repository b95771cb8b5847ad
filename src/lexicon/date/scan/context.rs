//! What stands around a word, by which a date is told from another word.
//!
//! Looks back and ahead a bounded number of characters. What language a piece
//! of text is in is counted from the words of the tables, only where a word
//! asks for it, and once for each piece.

use std::cell::Cell;

use super::cursor::{self, Cursor};
use crate::lexicon::date::language::{EAST_ASIAN, Languages, Tally};
use crate::lexicon::date::meaning::{Entry, Meaning};
use crate::lexicon::date::plain;
use crate::lexicon::date::word;

/// The text that is scanned, and where the next expression may begin.
pub(super) struct Context<'text> {
    pub(super) text: &'text str,
    pub(super) floor: usize,
    piece: Cell<Option<(usize, Tally)>>,
}

/// How many bytes are taken to be in one language.
const PIECE: usize = 2048;

/// How many words of one language, and of no other, tell that a text is in it.
const ENOUGH: f32 = 1.5;

/// How many bytes to either side of a word are looked at to know it.
const SAMPLE: usize = 300;

impl<'text> Context<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, floor: 0, piece: Cell::new(None) }
    }

    pub(super) fn cursor(&self, at: usize) -> Cursor<'text> {
        Cursor::new(self.text, at)
    }

    /// The word before byte `at`, with nothing but blanks or an apostrophe between.
    fn word_before(&self, at: usize) -> Option<(usize, &'text str)> {
        let end = cursor::blanks_before(self.text, at)?;
        let head = self.text.get(..end)?;
        let end = match head.strip_suffix(cursor::is_apostrophe) {
            Some(head) if end == at => head.len(),
            _ => end,
        };
        cursor::word_before(self.text, end)
    }

    /// What the tables say of the word before byte `at`.
    pub(super) fn entry_before(&self, at: usize) -> Option<&'static Entry> {
        Some(&word::node(self.word_before(at)?.1)?.entry)
    }

    /// Whether a word like "on", "in", "last" or "early" in one of the languages stands before byte `at`.
    pub(super) fn introduced(&self, at: usize, languages: Languages) -> bool {
        self.entry_before(at).is_some_and(|entry| {
            entry.senses.iter().any(|sense| {
                sense.languages.share(languages)
                    && matches!(sense.meaning, Meaning::On | Meaning::Shift(_) | Meaning::Edge)
            })
        })
    }

    /// Whether "last" or "next" in one of the languages stands before byte `at`.
    pub(super) fn is_shifted(&self, at: usize, languages: Languages) -> bool {
        self.entry_before(at).is_some_and(|entry| {
            entry.senses.iter().any(|sense| {
                sense.languages.share(languages) && matches!(sense.meaning, Meaning::Shift(_))
            })
        })
    }

    /// Whether a weekday, or a word like "on", in one of the languages stands before byte `at`.
    pub(super) fn introduces_day(&self, at: usize, languages: Languages) -> bool {
        self.introduced(at, languages)
            || self
                .entry_before(at)
                .and_then(|entry| entry.day)
                .is_some_and(|day| day.languages.share(languages))
    }

    /// Whether a word like "between" stands before byte `at`, with an article between at most.
    pub(super) fn is_between(&self, at: usize) -> bool {
        self.word_before(at).is_some_and(|(start, word)| {
            let between =
                |word: &str| word::node(word).is_some_and(|node| node.entry.roles.between);
            let article = matches!(word, "el" | "le" | "il" | "the" | "o" | "den" | "dem");
            between(word)
                || article && self.word_before(start).is_some_and(|(_, word)| between(word))
        })
    }

    /// Whether a word like "every" in one of the languages stands before byte `at`.
    pub(super) fn is_habit(&self, at: usize, languages: Languages) -> bool {
        self.entry_before(at).is_some_and(|entry| entry.means(Meaning::Each).share(languages))
    }

    /// Whether a number stands before byte `at`, with a dot and blanks between at most.
    pub(super) fn number_before(&self, at: usize) -> bool {
        cursor::blanks_before(self.text, at).is_some_and(|end| {
            let head = self.text.get(..end).unwrap_or_default();
            let head = head.strip_suffix('.').unwrap_or(head);
            head.ends_with(cursor::is_digit)
        })
    }

    /// Whether byte `start` is inside something longer: a name with hyphens, an address, a tag.
    pub(super) fn is_joined(&self, start: usize, end: usize) -> bool {
        let mut before = self.text.get(..start).unwrap_or_default().chars().rev();
        let head = match before.next() {
            Some('_' | '@' | '#' | '/' | '=' | '&') => true,
            Some('-' | '.') => before.next().is_some_and(char::is_alphanumeric),
            _ => false,
        };
        let mut after = self.text.get(end..).unwrap_or_default().chars();
        let tail = match after.next() {
            Some('_' | '@' | '=' | '/') => true,
            Some('-' | '.') => after.next().is_some_and(plain::is_letter),
            _ => false,
        };
        head || tail
    }

    /// Whether the capital letter of the word from `start` to `end` may be that of a name:
    /// it has another capital beside it, and does not begin a sentence.
    pub(super) fn is_name(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or_default();
        if !word::begins_with_capital(word) {
            return false;
        }
        self.capital_before(start) || self.capital_after(end)
    }

    /// Whether a word with a capital stands before byte `start`, in the same sentence.
    pub(super) fn capital_before(&self, start: usize) -> bool {
        let Some(end) = cursor::blanks_before(self.text, start).filter(|end| *end < start) else {
            return false;
        };
        if self.text.get(end..start).is_some_and(|blanks| blanks.contains('\n')) {
            return false;
        }
        cursor::word_before(self.text, end).is_some_and(|(at, word)| {
            // The first word of a sentence has its capital anyway.
            word::begins_with_capital(word) && !self.begins_sentence(at)
                || word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
        })
    }

    /// Whether a word with a capital follows byte `end` after blanks.
    pub(super) fn capital_after(&self, end: usize) -> bool {
        let mut cursor = self.cursor(end);
        let line = cursor.at();
        cursor.blanks()
            && !cursor.since(line).contains('\n')
            && cursor.peek().is_some_and(char::is_uppercase)
    }

    /// Whether a sentence, line or quotation begins at byte `at`.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let head = self.text.get(..at).unwrap_or_default();
        let blanks = head.len() - head.trim_end_matches([' ', '\t', '\u{a0}']).len();
        match head.get(..head.len() - blanks).unwrap_or_default().chars().next_back() {
            None => true,
            Some(before) => !(before.is_alphanumeric() || matches!(before, ',' | '\'' | '’' | '-')),
        }
    }

    /// Whether the text around a word at byte `at` is in one of its languages, as far as the other
    /// words tell.
    pub(super) fn speaks(&self, at: usize, entry: Languages, languages: Languages) -> bool {
        self.tally(at).without(entry, 1.0).share_of(languages).is_some_and(|share| share >= 0.7)
    }

    /// Whether the text around a word at byte `at` may be in one of its languages: a few words of
    /// another do not tell.
    pub(super) fn may_speak(&self, at: usize, languages: Languages) -> bool {
        let tally = self.tally(at).without(languages, 0.5);
        languages.share(EAST_ASIAN)
            || tally.most() < ENOUGH
            || tally.share_of(languages).is_none_or(|share| share >= 0.5)
    }

    fn tally(&self, at: usize) -> Tally {
        let piece = at / PIECE;
        match self.piece.get() {
            Some((counted, tally)) if counted == piece => tally,
            _ => {
                let tally = self.count(at);
                self.piece.set(Some((piece, tally)));
                tally
            }
        }
    }

    fn count(&self, at: usize) -> Tally {
        let border = |mut at: usize| {
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        let start = border(at.saturating_sub(SAMPLE));
        let end = border((at + SAMPLE).min(self.text.len()));
        let mut tally = Tally::default();
        for run in
            self.text.get(start..end).unwrap_or_default().split(|letter| !plain::is_letter(letter))
        {
            if let Some(node) = word::node(run) {
                tally.add(node.entry.languages);
            }
        }
        tally
    }
}
