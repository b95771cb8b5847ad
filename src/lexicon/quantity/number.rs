//! Numbers in words, and words behind digits: "twenty-five", "2.7 billion", "260 mila".

use super::letters::{character, is_blank, is_unspaced, is_word, key_into, past_blanks, word_end};
use super::table::{Languages, Numeral, Role, table};

/// A number read so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// The byte behind it.
    pub(super) end: usize,
    pub(super) value: f64,
    /// Whether it is only said to be many: "hundreds".
    pub(super) vague: bool,
    /// Whether it is nothing but a "one", which is an article as well.
    pub(super) single: bool,
    /// Whether its last word is "hundred" or more, which the noun may follow with "of".
    pub(super) scaled: bool,
}

/// The word from byte `at` on, with the blanks or hyphen before it passed.
pub(super) fn next_word(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = match character(text, at) {
        Some('-' | '‐' | '‑') => at + character(text, at).map_or(1, char::len_utf8),
        Some(next) if is_blank(next) => past_blanks(text, at),
        _ => at,
    };
    let first = character(text, start).filter(|first| is_word(*first) && !is_unspaced(*first))?;
    (!first.is_numeric()).then(|| (start, word_end(text, start, false)))
}

/// The end of a word with apostrophes in it, as Ukrainian and Uzbek have them, or that without.
fn long_end(text: &str, start: usize, end: usize) -> usize {
    match character(text, end) {
        Some('\'' | '’' | 'ʼ' | 'ʻ' | '‘') => word_end(text, start, true),
        _ => end,
    }
}

fn numeral(
    text: &str,
    (start, end): (usize, usize),
    languages: Languages,
    key: &mut String,
) -> Option<(Numeral, f64, usize)> {
    let mut read = |end: usize| {
        key_into(text.get(start..end)?, key);
        table().find(key, |entry| entry.numeral(languages)).map(|(kind, value)| (kind, value, end))
    };
    let long = long_end(text, start, end);
    (long > end).then(|| read(long)).flatten().or_else(|| read(end))
}

/// Reads the number that begins with the word from `start` to `end`.
pub(super) fn in_words(
    text: &str,
    (start, end): (usize, usize),
    languages: Languages,
    key: &mut String,
) -> Option<Number> {
    let (kind, value, end) = numeral(text, (start, end), languages, key)?;
    if languages == Languages::MAX && key.chars().count() < 4 {
        // Short words mean too much elsewhere.
        return None;
    }
    let mut sum = Sum::default();
    sum.add(kind, value, false)?;
    let mut number = Number {
        end,
        value: sum.value(),
        vague: kind == Numeral::Vague,
        single: kind == Numeral::One,
        scaled: matches!(kind, Numeral::Scale | Numeral::Vague),
    };
    while !number.vague {
        let Some(next) = next_word(text, number.end) else { break };
        let hyphen = !character(text, number.end).is_some_and(is_blank);
        let mut word = numeral(text, next, languages, key);
        if word.is_none() && table().is(key, Role::And, languages) {
            let Some(behind) = next_word(text, next.1) else { break };
            word = numeral(text, behind, languages, key).filter(|word| sum.takes_and(word.1));
        }
        let Some((kind, value, end)) = word.filter(|word| word.0 != Numeral::Vague) else { break };
        let mut longer = sum;
        if longer.add(kind, value, hyphen).is_none() {
            break;
        }
        sum = longer;
        number = Number {
            end: past_point(text, end, kind),
            value: sum.value(),
            vague: false,
            single: false,
            scaled: kind == Numeral::Scale,
        };
    }
    Some(number)
}

/// Reads the words behind a number in digits that multiply it.
pub(super) fn scaled(
    text: &str,
    mut number: Number,
    languages: Languages,
    key: &mut String,
) -> Number {
    for _ in 0..3 {
        // "millions d'euros" is seen by who looks for the unit.
        let Some(next) = next_word(text, number.end) else { break };
        let Some((Numeral::Scale, value, end)) = numeral(text, next, languages, key) else { break };
        // "5 mil" of Spanish is 5000, "5 mil." of Czech 5 millions: tables are by language.
        number = Number {
            end: past_point(text, end, Numeral::Scale),
            value: number.value * value,
            vague: false,
            single: false,
            scaled: true,
        };
    }
    number
}

/// Passes the point of an abbreviation: "5 тыс. солдат".
fn past_point(text: &str, end: usize, kind: Numeral) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let mut rest = rest.strip_prefix('.').unwrap_or_default().chars();
    let goes_on = rest.next().is_some_and(is_blank) && rest.next().is_some_and(char::is_lowercase)
        || rest.next().is_some_and(|sign| matches!(sign, '€' | '$' | '£'));
    if kind == Numeral::Scale && goes_on { end + 1 } else { end }
}

/// Whether a whole number is the other.
fn is(number: f64, other: f64) -> bool {
    (number - other).abs() < 0.5
}

/// A number in words as it grows.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Thousands and more that are complete.
    total: f64,
    /// What stands behind them.
    current: f64,
    /// The last part that was added.
    last: f64,
    /// The least of the large scales so far.
    scale: f64,
}

impl Sum {
    fn value(self) -> f64 {
        self.total + self.current
    }

    /// Adds a word; nothing if it does not go on with the number.
    fn add(&mut self, kind: Numeral, value: f64, hyphen: bool) -> Option<()> {
        match kind {
            Numeral::Scale if value < 1000.0 => {
                // "two hundred", "three dozen", but not "hundred hundred".
                if self.current >= value && self.last > 0.0 {
                    return None;
                }
                let rest = if self.current > 99.0 { return None } else { self.current };
                self.current = rest.max(1.0) * value;
            }
            Numeral::Scale => {
                let all = self.total + self.current;
                if self.scale > 0.0 && (self.current == 0.0 || value > self.scale) {
                    // "mil millones" and "hundred thousand million".
                    if self.scale >= value {
                        return None;
                    }
                    self.total = all.max(1.0) * value;
                } else {
                    self.total += self.current.max(1.0) * value;
                }
                self.current = 0.0;
                self.scale = value;
            }
            Numeral::Vague => self.current = value,
            Numeral::One | Numeral::Number => {
                // Four times twenty, as the French count.
                if hyphen && is(self.last, 4.0) && is(value, 20.0) {
                    self.current += 76.0;
                } else if self.current == 0.0 || self.fits(value) {
                    self.current += value;
                } else {
                    return None;
                }
            }
        }
        self.last = value;
        Some(())
    }

    /// Whether a lesser number may follow: 5 behind 20, 15 behind 100, and 11 behind 60 in French.
    fn fits(self, value: f64) -> bool {
        let ones = self.current % 100.0;
        if ones == 0.0 {
            return value < 100.0 && self.last != 0.0;
        }
        ones % 10.0 == 0.0 && value < 10.0 || (is(ones, 60.0) || is(ones, 80.0)) && value < 20.0
    }

    /// Whether "and" may go on with the number, not to another one.
    fn takes_and(self, value: f64) -> bool {
        let ones = self.current % 100.0;
        self.current == 0.0 && value < 1000.0
            || ones == 0.0 && value < 100.0
            || ones >= 20.0 && ones % 10.0 == 0.0 && value < 20.0
    }
}
