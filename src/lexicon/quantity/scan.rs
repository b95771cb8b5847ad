//! Finds the quantities of a running text.

use super::digits::{self, digit};
use super::east_asian;
use super::found::{Approximate, Found};
use super::letters::{
    character, character_before, is_blank, is_word, key_into, past_blanks, word_end,
};
use super::neighbour::{self, Before, is_currency};
use super::number::{self, Number};
use super::phrase::{self, Head};
use super::places::{Place, Places};
use super::table::{Languages, Role, table};
use crate::lexicon::word::Words;
use crate::span::Span;

/// How far behind a quantity, in bytes, a bare number is taken to count the same kind of things.
const NEAR: usize = 200;

/// The quantities of `text` in the language `lang`, in order; `taken` are the places of dates, in order.
///
/// ```
/// use bilat::lexicon::quantity::scan;
///
/// let text = "The plan for 2025 has over 79 joint activities in two days.";
/// let found = scan(text, Some("en"), &[]);
/// let shown: Vec<&str> = found.iter().map(|quantity| quantity.span.of(text)).collect();
/// assert_eq!(shown, ["over 79 joint activities", "two days"]);
/// assert_eq!(found[0].what.map(|what| what.of(text)), Some("joint activities"));
/// ```
pub fn scan(text: &str, lang: Option<&str>, taken: &[Span]) -> Vec<Found> {
    scan_words(&Words::cut(text), lang, taken)
}

/// As [`scan`], of a text that is cut into words already.
pub(crate) fn scan_words(words: &Words<'_>, lang: Option<&str>, taken: &[Span]) -> Vec<Found> {
    let text = words.text;
    let place = table().place(lang);
    let mut scan = Scan {
        text,
        taken,
        languages: table().languages(place),
        point: decimal_point(lang),
        head: Head::of(lang),
        capitals: lang == Some("de"),
        key: String::new(),
        floor: 0,
        counted: None,
    };
    let mut found = Vec::new();
    let mut places = Places::new(words, place);
    while let Some(place) = places.next() {
        match scan.read(place) {
            Reading::Quantity(quantity) => {
                places.skip_to(quantity.span.end);
                scan.floor = quantity.span.end;
                if quantity.unit.is_none() {
                    scan.counted = Some(quantity.span.end);
                }
                found.push(quantity);
            }
            Reading::Nothing(end) => places.skip_to(end),
        }
    }
    found
}

/// The sign that begins a fraction.
fn decimal_point(lang: Option<&str>) -> char {
    match lang {
        None
        | Some(
            "en" | "zh" | "ja" | "ko" | "th" | "he" | "ar" | "hi" | "ne" | "ms" | "tl" | "fil"
            | "sw",
        ) => '.',
        Some(_) => ',',
    }
}

enum Reading {
    Quantity(Found),
    /// Goes on from this byte.
    Nothing(usize),
}

struct Scan<'a> {
    text: &'a str,
    taken: &'a [Span],
    languages: Languages,
    point: char,
    head: Head,
    /// Whether nouns are written with capitals, which then tell no name.
    capitals: bool,
    key: String,
    /// Where the last quantity ends.
    floor: usize,
    /// Where the last counted things end.
    counted: Option<usize>,
}

/// What a number with the unit behind it is.
enum Measured {
    Quantity(Found),
    /// A point in time, the number of a thing.
    Nothing,
    /// No unit follows.
    Not,
}

/// A number with its shape.
#[derive(Clone, Copy)]
struct Read {
    number: Number,
    /// Written in digits.
    digits: bool,
    /// Cannot be a year.
    grouped: bool,
    /// Has a fraction.
    fraction: bool,
}

impl Scan<'_> {
    fn read(&mut self, place: Place) -> Reading {
        match place {
            Place::EastAsian(start) => match east_asian::in_words(self.text, start) {
                Some(found) if !self.is_taken(found.span) => Reading::Quantity(found),
                _ => Reading::Nothing(start + 1),
            },
            Place::Word(_, end) if !self.may_begin(place.start()) => Reading::Nothing(end),
            Place::Word(start, end) => self
                .compound(start, end)
                .or_else(|| {
                    let number =
                        number::in_words(self.text, (start, end), self.languages, &mut self.key)?;
                    let read = Read { number, digits: false, grouped: false, fraction: false };
                    self.quantity(start, read)
                })
                .map_or(Reading::Nothing(end), Reading::Quantity),
            Place::Digits(start) => {
                let run = self.run_end(start);
                if !self.may_begin(start) {
                    return Reading::Nothing(run);
                }
                let Some(read) = self.digits(start) else { return Reading::Nothing(run) };
                let end = read.number.end;
                self.quantity(start, read).map_or(Reading::Nothing(end.max(run)), Reading::Quantity)
            }
        }
    }

    /// The end of digits, letters and what joins them.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start;
        while let Some(next) = character(self.text, end)
            && (digit(next).is_some() || next.is_ascii_alphabetic())
        {
            end += next.len_utf8();
        }
        end
    }

    /// Whether a number may begin at byte `start`: not within a name, a date or another number.
    fn may_begin(&self, start: usize) -> bool {
        let Some(before) = character_before(self.text, start) else { return true };
        let further = || character_before(self.text, start - before.len_utf8());
        match before {
            '-' | '–' | '‑' | '‐' | '/' | '.' | ',' | ':' | '’' | '\'' | '_' | '\\' | '=' => {
                !further().is_some_and(is_word) && !matches!(before, '/' | '=' | '_' | '\\')
            }
            '#' | '@' | '+' | '№' | '&' | '第' => false,
            _ => !is_word(before) || super::letters::is_unspaced(before) || is_hangul(before),
        }
    }

    fn is_taken(&self, span: Span) -> bool {
        let at = self.taken.partition_point(|other| other.end <= span.start);
        self.taken.get(at).is_some_and(|other| other.overlaps(span))
    }

    /// A number and its unit in one word: "двухдневный".
    fn compound(&mut self, start: usize, end: usize) -> Option<Found> {
        let languages = self.languages;
        key_into(self.text.get(start..end)?, &mut self.key);
        let (value, unit) = table().find(&self.key, |entry| {
            let (known, value, unit) = entry.compound?;
            (known & languages != 0).then_some((value, unit))
        })?;
        let span = Span::new(start, end);
        Some(Found { value, to: None, unit: Some(unit), what: None, approximate: None, span })
    }

    /// A number in digits with the words that multiply it.
    fn digits(&mut self, start: usize) -> Option<Read> {
        let digits = digits::read(self.text, start)?;
        let text = self.text;
        let half = character(text, digits.end).and_then(fraction_sign);
        let end = digits.end + half.map_or(0, |_| '½'.len_utf8());
        let number = Number {
            end,
            value: digits.value + half.unwrap_or(0.0),
            vague: false,
            single: false,
            scaled: false,
        };
        let mut scaled = self
            .suffixed(number)
            .unwrap_or_else(|| number::scaled(text, number, self.languages, &mut self.key));
        let mut fraction = digits.fraction || half.is_some();
        let multiplied = scaled.end > number.end;
        // "1.350 soldiers" are whole whatever the language, "1.350 million" are what it makes them.
        if let Some(broken) = digits.broken
            && digits.sign == self.point
            && (multiplied || self.is_measured(number.end))
        {
            scaled.value = scaled.value / digits.value * broken;
            fraction = true;
        }
        Some(Read {
            number: scaled,
            digits: true,
            grouped: digits.grouped || digits.broken.is_some() || multiplied || digits.count > 4,
            fraction: fraction && !multiplied,
        })
    }

    /// A scale written as one with the digits: "2.7bn", "50k".
    fn suffixed(&mut self, number: Number) -> Option<Number> {
        let first = character(self.text, number.end)?;
        if !is_word(first) {
            return None;
        }
        let end = word_end(self.text, number.end, false);
        key_into(self.text.get(number.end..end)?, &mut self.key);
        let languages = self.languages;
        let factor = match self.key.as_str() {
            "k" => 1e3,
            "m" => 1e6,
            "b" => 1e9,
            _ => match table().find(&self.key, |entry| entry.numeral(languages))? {
                (super::table::Numeral::Scale, value) => value,
                _ => return None,
            },
        };
        Some(Number {
            end,
            value: number.value * factor,
            vague: false,
            single: false,
            scaled: true,
        })
    }

    /// Whether a unit follows byte `end`.
    fn is_measured(&mut self, end: usize) -> bool {
        self.unit(end).is_some()
    }

    /// The unit behind byte `end`, and where it ends.
    fn unit(&mut self, end: usize) -> Option<(&'static str, usize)> {
        let text = self.text;
        let mut start = past_blanks(text, end);
        if start == end && matches!(character(text, end), Some('-' | '‑' | '‐' | '–')) {
            let start = end + character(text, end).map_or(1, char::len_utf8);
            let end = word_end(text, start, false);
            key_into(text.get(start..end)?, &mut self.key);
            let unit = table().find(&self.key, |entry| entry.joint)?;
            return Some((unit, end));
        }
        if let Some(sign) = character(text, start).filter(|sign| !is_word(*sign)) {
            let mut written = [0; 4];
            let unit = table().find(sign.encode_utf8(&mut written), |entry| entry.unit)?;
            return Some((unit, start + sign.len_utf8()));
        }
        // "Nautical miles" and "per cent" are two words.
        let second = past_blanks(text, word_end(text, start, false));
        let both = word_end(text, second, false);
        key_into(text.get(start..both)?, &mut self.key);
        if both > second
            && let Some(unit) = table().unit_in_words(&self.key)
        {
            return Some((unit, both));
        }
        // "US dollars", "american dollars" are not told apart.
        for _ in 0..2 {
            let mut end = word_end(text, start, false);
            if let Some(sign @ ('$' | '²' | '″' | '״')) = character(text, end) {
                end += sign.len_utf8();
            }
            let word = text.get(start..end)?;
            key_into(word, &mut self.key);
            if let Some(unit) = table().find(&self.key, |entry| entry.unit.or(entry.joint)) {
                // A single letter is a unit only right behind digits: "5 t", "5 т".
                return Some((unit, end));
            }
            if !matches!(
                self.key.as_str(),
                "us" | "u" | "american" | "calendar" | "working" | "consecutive" | "square"
            ) {
                return None;
            }
            if self.key == "square" {
                return None;
            }
            start = past_blanks(text, end);
        }
        None
    }

    /// The quantity that begins with the number `read` at byte `start`.
    fn quantity(&mut self, start: usize, mut read: Read) -> Option<Found> {
        let text = self.text;
        if self.is_taken(Span::new(start, read.number.end)) {
            return None;
        }
        // "One" is an article, or a pronoun, but for what is always measured.
        if read.number.single
            && !self.unit(read.number.end).is_some_and(|(unit, _)| is_measure(unit))
        {
            return None;
        }
        let mut before = neighbour::before(text, start, self.languages, &mut self.key);
        if before.start < self.floor {
            // What stands before belongs to another quantity.
            before = Before { start, approximate: None, currency: None, ..before };
        }
        if before.label {
            return None;
        }
        let mut to = None;
        let value = read.number.value;
        if let Some(upper) = self.upper_end(&read) {
            to = Some(upper.number.value);
            read = Read { grouped: read.grouped || upper.grouped, ..upper };
        }
        // The lower end of "2–3 million" is meant in millions.
        let value = match to {
            Some(upper) if value < upper / 1000.0 && read.number.scaled => value * scale_of(upper),
            _ => value,
        };
        let approximate = before.approximate.or(read.number.vague.then_some(Approximate::MoreThan));
        let found = Found {
            value,
            to,
            unit: before.currency,
            what: None,
            approximate,
            span: Span::new(before.start, read.number.end),
        };
        if before.currency.is_some() {
            return Some(found);
        }
        match self.measured(found, &before, &read) {
            Measured::Quantity(found) => Some(found),
            Measured::Nothing => None,
            Measured::Not => self.counted(found, &before, &read),
        }
    }

    /// The upper end of a range, if one follows.
    fn upper_end(&mut self, lower: &Read) -> Option<Read> {
        let text = self.text;
        let end = lower.number.end;
        let mut at = past_blanks(text, end);
        let sign = character(text, at)?;
        if matches!(sign, '-' | '–' | '—' | '‑') {
            at = past_blanks(text, at + sign.len_utf8());
        } else {
            if at == end || !is_word(sign) {
                return None;
            }
            let word = word_end(text, at, false);
            key_into(text.get(at..word)?, &mut self.key);
            if !table().is(&self.key, Role::To, self.languages) {
                return None;
            }
            at = past_blanks(text, word);
        }
        let first = character(text, at)?;
        let upper = if digit(first).is_some() {
            self.digits(at)?
        } else {
            let word = word_end(text, at, false);
            let number = number::in_words(text, (at, word), self.languages, &mut self.key)?;
            Read { number, digits: false, grouped: false, fraction: false }
        };
        let follows = character(text, upper.number.end);
        let is_figure = follows.is_some_and(|sign| matches!(sign, '-' | '–' | ':' | '/'));
        (upper.number.value > lower.number.value && !is_figure).then_some(upper)
    }

    /// The quantity with the unit that follows.
    fn measured(&mut self, found: Found, before: &Before, read: &Read) -> Measured {
        let text = self.text;
        let mut end = read.number.end;
        if let Some(anniversary) = self.anniversary(end) {
            let span = Span::new(found.span.start, anniversary);
            return Measured::Quantity(Found { unit: Some("anniversary"), span, ..found });
        }
        if read.number.scaled || read.number.value >= 20.0 {
            end = phrase::past_link(text, end, self.languages, &mut self.key);
        }
        let Some((unit, unit_end)) = self.unit(end) else { return Measured::Not };
        if before.name && !is_currency(unit) && read.digits && !read.grouped && !self.capitals {
            return Measured::Nothing;
        }
        match unit {
            "year" if read.number.value >= 1900.0 && !read.grouped => return Measured::Nothing,
            "hour" | "minute" if read.digits && before.clock && read.number.value <= 24.0 => {
                return Measured::Nothing;
            }
            "hour" if character(text, unit_end).is_some_and(|next| digit(next).is_some()) => {
                return Measured::Nothing;
            }
            _ => {}
        }
        if matches!(unit, "day" | "week" | "month" | "year" | "hour" | "minute")
            && (before.past || self.is_past(unit_end))
        {
            return Measured::Nothing;
        }
        Measured::Quantity(Found {
            unit: Some(unit),
            span: Span::new(found.span.start, unit_end),
            ..found
        })
    }

    /// Whether a length of time that ends at `end` is a point in time: "two years ago".
    fn is_past(&mut self, end: usize) -> bool {
        let start = past_blanks(self.text, end);
        let word = word_end(self.text, start, false);
        key_into(self.text.get(start..word).unwrap_or_default(), &mut self.key);
        table().is(&self.key, Role::Past, self.languages)
    }

    /// The end of an anniversary that an ordinal in digits counts: "110th anniversary".
    fn anniversary(&mut self, end: usize) -> Option<usize> {
        let text = self.text;
        let mut at = end;
        while let Some(sign) = character(text, at).filter(|sign| !is_blank(*sign)) {
            if !(sign.is_alphabetic() || matches!(sign, '.' | '°' | 'º' | 'ª' | '-'))
                || at > end + 8
            {
                return None;
            }
            at += sign.len_utf8();
        }
        // "110-летие" is one word.
        let start = past_blanks(text, at);
        let word = word_end(text, start, false);
        key_into(text.get(start..word)?, &mut self.key);
        let unit = table().find(&self.key, |entry| entry.unit)?;
        (unit == "anniversary").then_some(word)
    }

    /// The quantity with the things that it counts.
    fn counted(&mut self, found: Found, before: &Before, read: &Read) -> Option<Found> {
        let text = self.text;
        let end = read.number.end;
        let next = character(text, end);
        let follows = past_blanks(text, end);
        if next.is_some_and(is_east_asian) || character(text, follows).is_some_and(is_hangul) {
            return self.east_asian(found, end);
        }
        if read.fraction {
            return None;
        }
        if let Some(next) = next {
            let behind = character(text, end + next.len_utf8());
            let joins =
                matches!(next, '-' | '–' | '‑' | '‐' | '/' | ':' | '\'' | '’' | '.' | ',' | '_');
            let goes_on = behind.is_some_and(is_word);
            if is_word(next) || matches!(next, '°' | 'º' | 'ª' | '§' | '@') || joins && goes_on
            {
                return None;
            }
        }
        // A year, a page, a number of something.
        let is_year = read.digits && !read.grouped && (1900.0..2100.0).contains(&read.number.value);
        if is_year && found.approximate.is_none() {
            return None;
        }
        let is_named = before.name && read.digits && !read.grouped && !self.capitals;
        let small = found.value <= 3.0 && !read.digits && before.the;
        let mut behind = end;
        if read.number.scaled || read.number.value >= 20.0 {
            behind = phrase::past_link(text, end, self.languages, &mut self.key);
        }
        let further = phrase::past_further(text, behind, self.languages, &mut self.key);
        let what = phrase::read(text, further, self.languages, self.head, &mut self.key);
        let Some(what) = what else {
            let accepted = further > behind && !before.the || self.bare(found, before, read);
            return accepted.then_some(found);
        };

        if small || is_named && !self.is_title_case(what) || self.are_both(&found, what) {
            return None;
        }
        Some(Found { what: Some(what), span: Span::new(found.span.start, what.end), ..found })
    }

    /// Whether the things counted are written as in a headline, where every word has a capital.
    fn is_title_case(&self, what: Span) -> bool {
        let mut words = what.of(self.text).split(' ');
        words.all(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether two things are the two sides of the report.
    fn are_both(&mut self, found: &Found, what: Span) -> bool {
        if found.value > 2.0 || found.to.is_some() {
            return false;
        }
        let (text, languages) = (self.text, self.languages);
        let key = &mut self.key;
        what.of(text).split([' ', '-']).any(|word| {
            key_into(word, key);
            table().is(key, Role::Both, languages)
        })
    }

    /// Whether a number with nothing behind it is a quantity: an inexact one, or one near others.
    fn bare(&mut self, found: Found, before: &Before, read: &Read) -> bool {
        let text = self.text;
        if before.first || before.name || before.the || read.number.vague {
            return false;
        }
        let end = read.number.end;
        let rest = text.get(end..).unwrap_or_default();
        // An ordinal of the languages that write it with a point, and the head of a list.
        let mut behind = rest.chars();
        let ordinal = behind.next() == Some('.')
            && behind.next().is_some_and(is_blank)
            && behind.next().is_some_and(|next| next.is_lowercase() || self.point == ',');
        if ordinal || rest.starts_with([')', ']']) {
            return false;
        }
        let start = past_blanks(text, end);
        key_into(text.get(start..word_end(text, start, false)).unwrap_or_default(), &mut self.key);
        if table().is(&self.key, Role::None, self.languages) {
            return false;
        }
        if matches!(found.approximate, Some(Approximate::MoreThan | Approximate::About))
            && found.value > 3.0
        {
            return true;
        }
        self.counted.is_some_and(|counted| {
            let between = text.get(counted..found.span.start).unwrap_or("\n");
            between.len() <= NEAR && !between.contains('\n')
        })
    }

    /// The quantity with the East Asian words behind it.
    fn east_asian(&mut self, found: Found, end: usize) -> Option<Found> {
        east_asian::counted(self.text, found, end)
    }
}

/// Units of which one is not said by the way, as "one day" is.
fn is_measure(unit: &str) -> bool {
    matches!(
        unit,
        "hour" | "minute" | "week" | "month" | "decade" | "kilometre" | "percent" | "tonne"
    )
}

/// The greatest scale in a number.
fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

fn fraction_sign(character: char) -> Option<f64> {
    Some(match character {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        _ => return None,
    })
}

fn is_east_asian(character: char) -> bool {
    super::letters::is_unspaced(character) || is_hangul(character)
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}')
}
