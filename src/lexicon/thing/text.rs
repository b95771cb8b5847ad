//! A text cut into words, with what is known of each, as the finders of things read it.
//!
//! Takes a text, the places where countries and persons are named, and gives
//! words by number, what stands between them, the marks that the table has for
//! them, and the known names in it. A number out of range is a small empty word
//! behind a break, which ends every rule.

use super::Found;
use std::cell::RefCell;

use super::mark::{self, ARTICLE, LINK, Marks, STATE};
use super::table::{Begun, Class, Form, Row, RowNumber, Sort, Table};
use crate::lexicon::country::{self, Code};
use crate::lexicon::fold::fold;
use crate::lexicon::word::{Known, Shape, Word, Words};
use crate::span::Span;

/// To whom a word belongs already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody.
    #[default]
    Free,
    /// The name of a state or of its people.
    Country,
    /// A capital.
    Capital,
    /// A person.
    Person,
    /// A thing that was found.
    Thing,
}

/// What stands between two words; one bit each.
pub(crate) type Gap = u16;

pub(crate) const BLANK: Gap = 1;
pub(crate) const HYPHEN: Gap = 1 << 1;
pub(crate) const APOSTROPHE: Gap = 1 << 2;
pub(crate) const DOT: Gap = 1 << 3;
pub(crate) const COMMA: Gap = 1 << 4;
pub(crate) const OPEN: Gap = 1 << 5;
pub(crate) const CLOSE: Gap = 1 << 6;
pub(crate) const QUOTE: Gap = 1 << 7;
pub(crate) const SLASH: Gap = 1 << 8;
/// The end of a line that is not merely wrapped.
pub(crate) const LINE: Gap = 1 << 9;
pub(crate) const AMPERSAND: Gap = 1 << 10;
/// Anything else.
pub(crate) const OTHER: Gap = 1 << 11;

/// A line that is shorter than this, in bytes, ends by itself.
const SHORT_LINE: usize = 48;

/// A known name in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Number of its first word.
    pub(crate) first: usize,
    /// Number of its last word.
    pub(crate) last: usize,
    /// Bytes of the text.
    pub(crate) span: Span,
    pub(crate) row: RowNumber,
}

/// What is known of the words that were met.
#[derive(Default)]
struct Memory {
    begun: Known<Option<Box<Begun>>>,
    folded: Known<String>,
}

thread_local! {
    static KNOWN: RefCell<Memory> = RefCell::default();
}

/// See the module.
pub(crate) struct Text<'a> {
    pub(crate) body: &'a str,
    words: &'a [Word],
    marks: Vec<Marks>,
    /// What stands before each word.
    gaps: Vec<Gap>,
    owners: Vec<Owner>,
    /// Known names of scripts with blanks in order; none overlaps another but several may have
    /// the same words.
    pub(crate) hits: Vec<Hit>,
    /// Known names of scripts without blanks.
    pub(crate) unspaced: Vec<Hit>,
    countries: &'a [country::Mention],
    has_unspaced: bool,
    table: &'static Table,
}

impl<'a> Text<'a> {
    /// Reads the words of a text; `countries` and `persons` are in text order.
    pub(crate) fn new(
        words: &'a Words<'a>,
        countries: &'a [country::Mention],
        persons: &[Span],
    ) -> Self {
        let count = words.as_slice().len();
        let mut text = Self {
            body: words.text,
            words: words.as_slice(),
            marks: Vec::with_capacity(count),
            gaps: gaps(words),
            owners: vec![Owner::Free; count],
            hits: Vec::new(),
            unspaced: Vec::new(),
            countries,
            has_unspaced: false,
            table: Table::get(),
        };
        text.own(countries.iter().map(|mention| {
            use country::Kind;
            let owner = match mention.kind {
                Kind::Capital | Kind::Government | Kind::Dateline => Owner::Capital,
                _ => Owner::Country,
            };
            (mention.span, owner)
        }));
        text.own(persons.iter().map(|span| (*span, Owner::Person)));
        KNOWN.with_borrow_mut(|known| text.look_up(words, known));
        text
    }

    fn own(&mut self, spans: impl Iterator<Item = (Span, Owner)>) {
        let mut from = 0;
        for (span, owner) in spans {
            let rest = self.words.get(from..).unwrap_or_default();
            from += rest.partition_point(|word| word.span().end <= span.start);
            let inside = self.words.iter().skip(from);
            let count = inside.take_while(|word| word.span().start < span.end).count();
            if let Some(places) = self.owners.get_mut(from..from + count) {
                places.fill(owner);
            }
        }
    }

    fn look_up(&mut self, words: &Words<'_>, known: &mut Memory) {
        let table = self.table;
        let Memory { begun: known, folded } = known;
        for (at, word) in words.as_slice().iter().enumerate() {
            let mut marks = mark::written(word.shape);
            if word.shape == Shape::Unspaced {
                self.has_unspaced = true;
                self.look_up_unspaced(table, at);
            } else if let Some(begun) =
                known.of(words, *word, |written| table.begun(written, word.shape))
            {
                marks |= begun.marks;
                // Of most words nothing is known but what they say alone.
                if !begun.names.is_empty() || !begun.phrases.is_empty() {
                    marks |= self.look_up_names(words, at, begun, folded);
                }
            }
            self.marks.push(marks);
        }
    }

    /// Keeps the known names that begin with a word; gives the marks of the phrases that do.
    #[inline(never)]
    fn look_up_names(
        &mut self,
        words: &Words<'_>,
        at: usize,
        begun: &Begun,
        folded: &mut Known<String>,
    ) -> Marks {
        let next = words.as_slice().get(at + 1).filter(|_| begun.may_go_on());
        let goes_on = next.is_some_and(|next| begun.may_go_on_with(folded.of(words, *next, fold)));
        let mut best: Vec<Hit> = Vec::new();
        let mut rank = (0, 0);
        for (form, row) in begun.names.iter().filter(|(form, _)| goes_on || form.more() == 0) {
            let own = (form.more(), form.letters());
            if own < rank || !self.goes_on(words, at, form, folded) {
                continue;
            }
            if own > rank {
                best.clear();
                rank = own;
            }
            if best.iter().all(|other| other.row != *row) {
                let last = at + form.more();
                best.push(Hit { first: at, last, span: self.span(at, last), row: *row });
            }
        }
        self.keep(&best);
        let phrases = begun.phrases.iter().filter(|_| goes_on);
        phrases.fold(0, |marks, (form, more)| {
            marks | if self.goes_on(words, at, form, folded) { *more } else { 0 }
        })
    }

    /// Whether the words behind the first follow as the form has them.
    fn goes_on(
        &self,
        words: &Words<'_>,
        at: usize,
        form: &Form,
        folded: &mut Known<String>,
    ) -> bool {
        (0..form.more()).all(|place| {
            let Some(next) = self.words.get(at + place + 1) else { return false };
            form.fits_next(place, folded.of(words, *next, fold)) && self.is_joined(at + place + 1)
        })
    }

    /// Keeps the longer of names that overlap, and the first of those as long.
    fn keep(&mut self, best: &[Hit]) {
        let Some(new) = best.first() else { return };
        while let Some(last) = self.hits.last()
            && last.last >= new.first
        {
            if last.last - last.first >= new.last - new.first {
                return;
            }
            self.hits.pop();
        }
        self.hits.extend_from_slice(best);
    }

    fn look_up_unspaced(&mut self, table: &Table, at: usize) {
        let span = self.span(at, at);
        let mut start = span.start;
        while start < span.end {
            let Some(rest) = self.body.get(start..span.end) else { return };
            if let Some((length, row)) = table.unspaced(rest) {
                let span = Span::new(start, start + length);
                self.unspaced.push(Hit { first: at, last: at, span, row });
                start += length;
            } else {
                start += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Whether any word is of a script that puts no blanks between words.
    pub(crate) fn has_unspaced(&self) -> bool {
        self.has_unspaced
    }

    /// The known things of a sort among the words of scripts without blanks.
    pub(crate) fn known_unspaced(&self, sort: Sort) -> impl Iterator<Item = Found> {
        self.unspaced.iter().filter_map(move |hit| {
            let row = self.row(*hit).filter(|row| row.sort == sort && row.class != Class::Cue)?;
            let new = Found::new(sort, hit.span);
            Some(Found { row: Some(hit.row), country: row.country, ..new })
        })
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The bytes from one word to another.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        let end = Span::new(self.body.len(), self.body.len());
        let of = |at: usize| self.words.get(at).map_or(end, |word| word.span());
        of(first).to(of(last))
    }

    pub(crate) fn written(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.span().of(self.body))
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.words.get(at).map_or(Shape::Lower, |token| token.shape)
    }

    /// Whether letters and digits are mixed in the word.
    pub(crate) fn has_digit(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|token| token.has_digit)
    }

    /// Whether the word begins with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        match self.shape(at) {
            Shape::Capital | Shape::Upper | Shape::Initial => true,
            Shape::Mixed => !self.written(at).starts_with(char::is_lowercase),
            Shape::Lower | Shape::Number | Shape::Caseless | Shape::Unspaced => false,
        }
    }

    pub(crate) fn marks(&self, at: usize) -> Marks {
        self.marks.get(at).copied().unwrap_or_default()
    }

    /// The first word from `at` on that has one of these marks.
    pub(crate) fn next(&self, at: usize, marks: Marks) -> Option<usize> {
        let rest = self.marks.get(at..)?;
        Some(at + rest.iter().position(|own| own & marks != 0)?)
    }

    /// The words that have one of these marks.
    pub(crate) fn with(&self, marks: Marks) -> impl Iterator<Item = usize> {
        let all = self.marks.iter().enumerate();
        all.filter(move |(_, own)| **own & marks != 0).map(|(at, _)| at)
    }

    /// Whether the word has one of these marks.
    pub(crate) fn is(&self, at: usize, marks: Marks) -> bool {
        self.marks(at) & marks != 0
    }

    pub(crate) fn owner(&self, at: usize) -> Owner {
        self.owners.get(at).copied().unwrap_or_default()
    }

    /// Whether none of the words belongs to a thing yet.
    pub(crate) fn are_free(&self, first: usize, last: usize) -> bool {
        (first..=last).all(|at| self.owner(at) != Owner::Thing)
    }

    /// Gives words to a thing.
    pub(crate) fn take(&mut self, first: usize, last: usize) {
        if let Some(owners) = self.owners.get_mut(first..=last) {
            owners.fill(Owner::Thing);
        }
    }

    /// Whether the words are part of a longer name of a person, or may be one: what is written
    /// like an abbreviation is no person's name, and a known thing alone is none either.
    pub(crate) fn are_of_person(&self, first: usize, last: usize) -> bool {
        let is_person = |at: usize| self.owner(at) == Owner::Person;
        if !is_person(first) || self.shape(first) == Shape::Upper && !self.is_shouted(first) {
            return false;
        }
        // `Το Υπουργείο` at the beginning of a sentence is no name and surname.
        let name = |at: usize| is_person(at) && !(self.begins(at) && self.is(at, ARTICLE));
        let before = first.checked_sub(1).is_some_and(name) && self.follows(first);
        before || is_person(last + 1) && self.follows(last + 1)
    }

    /// The first word of the state's name that ends with the word at `at`.
    pub(crate) fn country_start(&self, at: usize) -> usize {
        let span = self.span(at, at);
        let place = self.countries.partition_point(|mention| mention.span.end <= span.start);
        self.countries.get(place).map_or(at, |mention| self.word_at(mention.span.start).min(at))
    }

    /// The last word of the state's name that begins with the word at `at`.
    pub(crate) fn country_end(&self, at: usize) -> usize {
        let span = self.span(at, at);
        let place = self.countries.partition_point(|mention| mention.span.end <= span.start);
        let end = self.countries.get(place).map_or(span.end, |mention| mention.span.end);
        self.word_at(end.saturating_sub(1)).max(at)
    }

    /// What stands before a word; nothing but a break before the first.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or(LINE)
    }

    /// Whether a word follows the one before it with nothing but a blank or a hyphen between.
    pub(crate) fn follows(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap & !(BLANK | HYPHEN) == 0 && gap != (BLANK | HYPHEN)
    }

    /// As [`Self::follows`], and over apostrophes.
    fn is_joined(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let short = || at.checked_sub(1).is_some_and(|before| self.written(before).len() <= 2);
        gap & !(BLANK | HYPHEN | APOSTROPHE | QUOTE | SLASH | DOT) == 0
            && (gap & DOT == 0 || short())
            && at < self.len()
    }

    /// Whether a sentence begins with the word, or a line, or something quoted.
    pub(crate) fn begins(&self, at: usize) -> bool {
        self.gap(at) & (DOT | LINE | OTHER | QUOTE) != 0
    }

    /// Whether the words around are in capitals, so that capitals say nothing.
    pub(crate) fn is_shouted(&self, at: usize) -> bool {
        let loud = |at: usize| self.shape(at) == Shape::Upper && self.written(at).len() > 3;
        let before = at.checked_sub(1).is_some_and(loud) && self.follows(at);
        let after = loud(at + 1) && self.follows(at + 1);
        match self.shape(at) {
            Shape::Upper => before || after,
            _ => false,
        }
    }

    /// The state named beside some words: inside, right behind or right before them.
    pub(crate) fn country_of(&self, first: usize, last: usize) -> Option<Code> {
        let mut behind = last + 1;
        // `Министерство обороны Республики Сербия`, `the Armed Forces of the Republic of Serbia`.
        for _ in 0..4 {
            if self.owner(behind) == Owner::Country || !self.follows(behind) {
                break;
            }
            let joins = LINK | ARTICLE | STATE;
            if !self.is(behind, joins) {
                break;
            }
            behind += 1;
        }
        let is_state = |at: usize| self.owner(at) == Owner::Country;
        let at = (first..=last)
            .find(|&at| is_state(at))
            .or_else(|| (is_state(behind) && self.follows(behind)).then_some(behind))
            .or_else(|| {
                let before = first.checked_sub(1)?;
                let gap = self.gap(first);
                let near = gap & !(BLANK | APOSTROPHE) == 0;
                let possessive = self.written(before) == "s" && gap == BLANK;
                let before = if possessive { before.checked_sub(1)? } else { before };
                (near && is_state(before)).then_some(before)
            })?;
        self.country_at(self.span(at, at))
    }

    /// Whether the word names a people, or is the adjective of a state.
    pub(crate) fn is_demonym(&self, at: usize) -> bool {
        let span = self.span(at, at);
        let place = self.countries.partition_point(|mention| mention.span.end <= span.start);
        self.countries.get(place).is_some_and(|mention| {
            mention.span.start < span.end && mention.kind == country::Kind::Demonym
        })
    }

    /// The state whose name touches some bytes.
    pub(crate) fn country_at(&self, span: Span) -> Option<Code> {
        let at = self.countries.partition_point(|mention| mention.span.end <= span.start);
        let mention = self.countries.get(at)?;
        (mention.span.start < span.end).then_some(mention.code)
    }

    /// Whether the text names a state.
    pub(crate) fn names(&self, country: Code) -> bool {
        self.countries.iter().any(|mention| mention.code == country)
    }

    /// The capitals that the text names, in order.
    pub(crate) fn capitals(&self) -> impl Iterator<Item = country::Mention> + 'a {
        use country::Kind;
        let is_capital = |kind| matches!(kind, Kind::Capital | Kind::Government | Kind::Dateline);
        self.countries.iter().filter(move |mention| is_capital(mention.kind)).copied()
    }

    /// The bytes of the name of a state or people that ends at this byte.
    pub(crate) fn country_that_ends(&self, end: usize) -> Option<Span> {
        use country::Kind;
        let place = self.countries.partition_point(|mention| mention.span.end < end);
        let mention = self.countries.get(place).filter(|mention| mention.span.end == end)?;
        matches!(mention.kind, Kind::Name | Kind::Abbreviation | Kind::Demonym)
            .then_some(mention.span)
    }

    /// Whether the word ends the name of a capital or of another place that the table knows.
    pub(crate) fn is_place(&self, at: usize) -> bool {
        let is_place = |hit: &Hit| self.row(*hit).is_some_and(|row| row.sort == Sort::Place);
        let place = self.hits.partition_point(|hit| hit.last < at);
        self.owner(at) == Owner::Capital
            || self.hits.get(place).is_some_and(|hit| hit.last == at && is_place(hit))
    }

    /// Number of the word that holds a byte, or of the next one.
    pub(crate) fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.span().end <= byte)
    }

    /// The row of a hit.
    pub(crate) fn row(&self, hit: Hit) -> Option<&'static Row> {
        self.table.row(hit.row)
    }

    /// Whether a hit needs nothing beside it.
    pub(crate) fn is_plain(&self, hit: Hit) -> bool {
        self.row(hit).is_some_and(|row| row.class != Class::Cue)
    }
}

/// What stands before each word.
fn gaps(words: &Words<'_>) -> Vec<Gap> {
    let text = words.text;
    let mut gaps = Vec::with_capacity(words.as_slice().len());
    let mut end = 0;
    for word in words.as_slice() {
        let span = word.span();
        let is_blank = span.start == end + 1 && text.as_bytes().get(end) == Some(&b' ');
        gaps.push(match gaps.is_empty() {
            true => LINE | signs(Span::new(0, span.start).of(text)),
            false if is_blank => BLANK,
            false => gap(text, Span::new(end, span.start)),
        });
        end = span.end;
    }
    gaps
}

/// What stands between two words.
fn gap(text: &str, span: Span) -> Gap {
    let between = span.of(text);
    let mut gap = signs(between);
    if let Some(line) = between.bytes().position(|byte| byte == b'\n') {
        let end = span.start + line;
        let reach = end.saturating_sub(SHORT_LINE);
        let short = text.as_bytes().get(reach..end);
        let is_short = reach == 0 || short.is_some_and(|line| line.contains(&b'\n'));
        if is_short || between.get(line + 1..).is_some_and(|rest| rest.contains('\n')) {
            gap |= LINE;
        }
    }
    gap
}

fn signs(between: &str) -> Gap {
    between.chars().fold(0, |gap, sign| {
        gap | match sign {
            _ if sign.is_whitespace() => BLANK,
            '-' | '‐' | '‑' | '–' | '—' => HYPHEN,
            '\'' | '’' | 'ʼ' | '`' => APOSTROPHE,
            '.' | '°' | '…' => DOT,
            ',' | '،' => COMMA,
            '(' | '[' => OPEN,
            ')' | ']' => CLOSE,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '″' | '‟' => QUOTE,
            '/' => SLASH,
            // What stands between the items of a menu.
            '|' | '•' | '·' => LINE,
            '&' => AMPERSAND,
            _ => OTHER,
        }
    })
}
