//! A place in a text, from which the parts of a date are read forward.
//!
//! Each reading method advances only if it succeeds, and looks at a bounded
//! number of bytes, which keeps scanning linear. Cursors are copied to try a
//! longer form and fall back.

use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Entry, Meaning, Roles};
use crate::lexicon::date::plain::{digit, is_east_asian, is_letter, with_folded};
use crate::lexicon::date::word::{self, Gap, Node};

/// The most blanks that may stand between two parts of a date.
const MOST_BLANKS: usize = 4;

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Cursor<'text> {
    /// A cursor at byte `at`, which is a character border.
    pub(super) fn new(text: &'text str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte it stands at.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// The text from here on.
    pub(super) fn rest(self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The text up to here.
    pub(super) fn before(self) -> &'text str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The text from byte `start` up to here.
    pub(super) fn since(self, start: usize) -> &'text str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next character, which is not consumed.
    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Consumes `character`, if it is next.
    pub(super) fn take(&mut self, character: char) -> bool {
        self.take_if(|next| next == character)
    }

    /// Consumes one character that `accepts` agrees to.
    pub(super) fn take_if(&mut self, accepts: impl Fn(char) -> bool) -> bool {
        match self.peek() {
            Some(character) if accepts(character) => {
                self.at += character.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// Consumes a few blanks, at most one of them a line break; whether there was any.
    pub(super) fn blanks(&mut self) -> bool {
        let mut breaks = 0;
        let mut count = 0;
        let mut next = *self;
        while count < MOST_BLANKS && next.take_if(is_blank) {
            breaks += usize::from(next.text.as_bytes().get(next.at - 1) == Some(&b'\n'));
            count += 1;
        }
        if breaks > 1 {
            return false;
        }
        *self = next;
        count > 0
    }

    /// Consumes a run of at most four digits that no further digit follows; its value and length.
    pub(super) fn number(&mut self) -> Option<(i16, usize)> {
        let mut next = *self;
        let mut value: i16 = 0;
        let mut digits = 0;
        while let Some(digit) = next.peek().and_then(digit) {
            if digits == 4 {
                return None;
            }
            value = value * 10 + digit;
            digits += 1;
            next.take_if(|_| true);
        }
        if digits == 0 {
            return None;
        }
        *self = next;
        Some((value, digits))
    }

    /// Consumes a word: letters with their marks.
    pub(super) fn word(&mut self) -> Option<&'text str> {
        let rest = self.rest();
        // Most letters of most texts.
        let mut end = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        for character in rest.get(end..).unwrap_or_default().chars() {
            if !is_letter(character) {
                break;
            }
            end += character.len_utf8();
            if end > word::LONGEST {
                return None;
            }
        }
        if end > word::LONGEST {
            return None;
        }
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        self.at += end;
        Some(word)
    }

    /// Whether a blank and a word follow of which the tables know nothing.
    pub(super) fn meets_unknown(self) -> bool {
        let Some(rest) = self.rest().strip_prefix(' ') else { return false };
        let end = rest.bytes().take(word::LONGEST).take_while(u8::is_ascii_alphabetic).count();
        // Letters of other alphabets and digits may go on with it.
        let whole = rest
            .as_bytes()
            .get(end)
            .is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric());
        whole && rest.get(..end).is_some_and(|word| !word.is_empty() && !word::may_know(word))
    }

    /// Whether the tables know the next word, or may.
    pub(super) fn is_known(self) -> bool {
        let mut next = self;
        next.peek().is_some_and(is_east_asian)
            || next.run().is_some_and(|run| word::node(run).is_some())
    }

    /// Consumes letters or, in their place, digits.
    fn run(&mut self) -> Option<&'text str> {
        steps::count();
        let digits = self.rest().bytes().take(5).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return self.word();
        }
        let run = self.rest().get(..digits).filter(|_| digits < 5)?;
        self.at += digits;
        Some(run)
    }

    /// Consumes the longest form of the tables of which `accept` makes something.
    pub(super) fn find<T>(
        &mut self,
        mut accept: impl FnMut(&'static Entry, &'text str) -> Option<T>,
    ) -> Option<T> {
        if self.peek().is_some_and(is_east_asian) {
            let (form, node) = word::east_asian(self.rest())?;
            let found = accept(&node.entry, self.rest().get(..form)?)?;
            self.at += form;
            return Some(found);
        }
        let start = self.at;
        let mut next = *self;
        let run = next.run()?;
        let node = word::node(run)?;
        if !node.longer.is_empty()
            && let Some((ahead, found)) = next.find_longer(start, node, &mut accept)
        {
            *self = ahead;
            return Some(found);
        }
        let found = accept(&node.entry, run)?;
        *self = next;
        Some(found)
    }

    /// Reads the rest of a form whose first run is read.
    fn find_longer<T>(
        self,
        start: usize,
        node: &'static Node,
        accept: &mut impl FnMut(&'static Entry, &'text str) -> Option<T>,
    ) -> Option<(Self, T)> {
        // Some words begin a hundred forms; the word behind it is read once for all of them.
        let mut second = self;
        let spaced = second.blanks();
        let word = second.run().unwrap_or_default();
        with_folded(word, |word| {
            node.longer.iter().find_map(|longer| {
                let (mut ahead, rest) = match longer.rest.split_first() {
                    Some(((Gap::Blank, run), rest)) => {
                        (spaced && *run == word).then_some((second, rest))?
                    }
                    _ => (self, longer.rest.as_slice()),
                };
                let whole = rest.iter().all(|(gap, run)| ahead.gap(*gap) && ahead.is(run));
                let found = whole.then(|| accept(&longer.entry, ahead.since(start)))??;
                Some((ahead, found))
            })
        })
    }

    /// Consumes what stands between two runs of a form.
    fn gap(&mut self, gap: Gap) -> bool {
        match gap {
            Gap::None => true,
            Gap::Blank => self.blanks(),
            Gap::Apostrophe => {
                let taken = self.take_if(is_apostrophe);
                self.blanks();
                taken
            }
            Gap::Hyphen => self.take_if(|next| matches!(next, '-' | '\u{2010}' | '\u{2011}')),
            Gap::Stop => {
                let taken = self.take('.');
                self.blanks();
                taken
            }
        }
    }

    /// Consumes a run that folds to `folded`.
    fn is(&mut self, folded: &str) -> bool {
        let mut next = *self;
        let same = next.run().is_some_and(|run| with_folded(run, |run| run == folded));
        if same {
            *self = next;
        }
        same
    }

    /// Consumes a word that means `meaning` in one of the languages; whether there was one.
    pub(super) fn word_for(&mut self, meaning: Meaning, languages: Languages) -> bool {
        self.find(|entry, _| entry.means(meaning).share(languages).then_some(())).is_some()
    }

    /// Consumes blanks and such a word behind them; whether both were there.
    pub(super) fn word_behind(&mut self, meaning: Meaning, languages: Languages) -> bool {
        let mut next = *self;
        let found = next.blanks() && next.word_for(meaning, languages);
        if found {
            *self = next;
        }
        found
    }

    /// Consumes a word that means `meaning`; the languages in which it does.
    pub(super) fn spoken(&mut self, meaning: Meaning) -> Option<Languages> {
        self.find(|entry, _| {
            let languages = entry.means(meaning);
            (languages != Languages::NONE).then_some(languages)
        })
    }

    /// Consumes a word that plays a part which `accepts` agrees to.
    pub(super) fn role(&mut self, accepts: impl Fn(Roles) -> bool) -> bool {
        self.find(|entry, _| accepts(entry.roles).then_some(())).is_some()
    }

    /// Consumes blanks and words like "of" between day, month and year; whether there was any.
    pub(super) fn links(&mut self) -> bool {
        let mut any = self.blanks();
        // "del año de" would be two; more do not occur.
        for _ in 0..2 {
            let mut next = *self;
            if next.role(|roles| roles.link) && next.blanks() {
                *self = next;
                any = true;
            }
        }
        any
    }

    /// Whether a number that ends here is whole: no letter, decimals or further digits go on.
    pub(super) fn ends_number(self) -> bool {
        let mut next = self;
        if next
            .peek()
            .is_some_and(|after| is_letter(after) || matches!(after, '_' | '%' | '°' | '$' | '€'))
        {
            return false;
        }
        let joined = next.take_if(|after| matches!(after, '.' | ',' | ':' | '/' | '-' | '–'));
        !(joined && next.peek().is_some_and(is_digit))
    }
}

/// The word that ends at byte `end`, with the byte it starts at.
pub(super) fn word_before(text: &str, end: usize) -> Option<(usize, &str)> {
    let head = text.get(..end)?;
    let mut start = end;
    for (at, character) in head.char_indices().rev() {
        if !is_letter(character) {
            break;
        }
        start = at;
        if end - start > word::LONGEST {
            return None;
        }
    }
    let word = head.get(start..)?;
    (!word.is_empty()).then_some((start, word))
}

/// The byte at which a few blanks before `end` start, at most one of them a line break.
pub(super) fn blanks_before(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?;
    let start = head
        .char_indices()
        .rev()
        .take(MOST_BLANKS)
        .take_while(|(_, character)| is_blank(*character))
        .last()
        .map_or(end, |(at, _)| at);
    let breaks = head.get(start..)?.bytes().filter(|byte| *byte == b'\n').count();
    (breaks <= 1).then_some(start)
}

/// Whether the number that starts at byte `start` is one of its own, not the rest of something longer.
pub(super) fn begins_number(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or_default();
    // The ordinal of Filipino: "ika-14 ng Hunyo".
    if head.ends_with(" ika-") || head.ends_with(" Ika-") || head == "ika-" || head == "Ika-" {
        return true;
    }
    let mut before = head.chars().rev();
    match before.next() {
        None => true,
        Some('_' | '+' | '#' | '№' | '$' | '€' | '£') => false,
        Some('.' | ',' | ':' | '/' | '\\') => {
            before.next().is_none_or(|character| !is_digit(character))
        }
        // A dash joins: "C-17", and "12.06.–16.06.2022" would lose its first half. Hebrew
        // prepositions are joined by one too.
        Some('-' | '–' | '—') => before.next().is_none_or(|character| {
            matches!(character, 'א'..='ת') || (!character.is_alphanumeric() && character != '.')
        }),
        Some(character) => !is_letter(character) && !character.is_numeric(),
    }
}

pub(super) fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

/// Counts the words that were looked at, so that a test can bound the work.
pub(super) mod steps {
    #[cfg(test)]
    thread_local! {
        pub(in super::super) static TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    }

    #[cfg(test)]
    pub(in super::super) fn count() {
        TAKEN.with(|taken| taken.set(taken.get() + 1));
    }

    #[cfg(not(test))]
    pub(in super::super) fn count() {}
}
