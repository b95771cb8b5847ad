//! Numbers in digits: grouped and broken in the ways of all countries.

use super::letters::character;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// The byte behind it.
    pub(super) end: usize,
    /// Its value; where one sign may part thousands or a fraction, that with thousands.
    pub(super) value: f64,
    /// Its value if that one sign begins the fraction.
    pub(super) broken: Option<f64>,
    /// The sign that is one or the other.
    pub(super) sign: char,
    /// Whether groups of digits show that it is no year and no number of a thing.
    pub(super) grouped: bool,
    /// Whether it has a fraction.
    pub(super) fraction: bool,
    /// How many digits it has.
    pub(super) count: usize,
}

/// The value of a digit of any of the usual scripts.
#[inline]
pub(super) fn digit(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(character) - u32::from(zero))
}

/// What may part groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A blank or an apostrophe: thousands only.
    Thousands,
    /// A point or comma, or the Arabic ones.
    Either(char),
}

fn sign(character: char) -> Option<Sign> {
    Some(match character {
        ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\'' | '’' | '٬' => {
            Sign::Thousands
        }
        '.' | '·' => Sign::Either('.'),
        ',' | '，' => Sign::Either(','),
        '٫' => Sign::Either('٫'),
        _ => return None,
    })
}

/// Digits in a row.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    value: f64,
    count: usize,
    end: usize,
}

fn group(text: &str, start: usize) -> Group {
    let mut group = Group { end: start, ..Group::default() };
    while let Some(next) = character(text, group.end)
        && let Some(digit) = digit(next)
    {
        group.value = group.value * 10.0 + f64::from(digit);
        group.count += 1;
        group.end += next.len_utf8();
    }
    group
}

/// Most digits of a number of things.
const MOST: usize = 15;

/// Reads the number that begins at byte `start`; nothing if the digits are a date, a version, an
/// address or other figures.
pub(super) fn read(text: &str, start: usize) -> Option<Digits> {
    let first = group(text, start);
    let mut number = Digits {
        end: first.end,
        value: first.value,
        broken: None,
        sign: ' ',
        grouped: false,
        fraction: false,
        count: first.count,
    };
    // The sign between groups, how often it stands, and whether all behind it fit thousands.
    let mut parting: Option<(Sign, usize)> = None;
    let mut indian = false;
    let mut previous = first.count;
    while let Some(between) = character(text, number.end)
        && let Some(sign) = sign(between)
    {
        let next = group(text, number.end + between.len_utf8());
        if next.count == 0 {
            break;
        }
        let thousands = next.count == 3 && previous <= 3 && number.count > 0;
        if sign == Sign::Thousands {
            let same = parting.is_none_or(|(known, _)| known == Sign::Thousands);
            if !thousands || !same || number.count > 3 && !number.grouped {
                break;
            }
            number.value = number.value * 1000.0 + next.value;
            number.grouped = true;
        } else {
            match parting {
                Some((known, 1)) if known == sign && number.broken.is_some() && thousands => {
                    number.broken = None;
                    number.grouped = true;
                    number.value = number.value * 1000.0 + next.value;
                }
                // Lakhs and crores: 13,15,000.
                Some((known, _)) if known == sign && indian && (2..=3).contains(&next.count) => {
                    let factor = if next.count == 3 { 1000.0 } else { 100.0 };
                    number.value = number.value * factor + next.value;
                    indian = next.count == 2;
                    number.grouped = next.count == 3;
                    number.fraction = false;
                }
                Some((known, _)) if known == sign && number.grouped && thousands => {
                    number.value = number.value * 1000.0 + next.value;
                }
                Some((known, _)) if known != sign && !number.fraction => {
                    number.value = with_fraction(number.value, next);
                    number.broken = None;
                    number.fraction = true;
                    number.grouped = true;
                }
                None if thousands && first.value > 0.0 => {
                    number.broken = Some(with_fraction(number.value, next));
                    number.value = number.value * 1000.0 + next.value;
                    number.sign = match sign {
                        Sign::Either(sign) => sign,
                        Sign::Thousands => ' ',
                    };
                }
                None => {
                    indian = sign == Sign::Either(',') && next.count == 2 && first.count <= 2;
                    number.broken = None;
                    if indian && is_followed_by_group(text, next.end) {
                        number.value = number.value * 100.0 + next.value;
                    } else {
                        indian = false;
                        number.value = with_fraction(number.value, next);
                        number.fraction = true;
                    }
                }
                _ => return None,
            }
        }
        let times = parting.map_or(1, |(_, times)| times + 1);
        parting = Some((sign, times));
        number.count += next.count;
        number.end = next.end;
        previous = next.count;
    }
    (number.count <= MOST && !indian).then_some(number)
}

fn with_fraction(value: f64, group: Group) -> f64 {
    let places = i32::try_from(group.count).unwrap_or(i32::MAX);
    value + group.value / 10_f64.powi(places)
}

fn is_followed_by_group(text: &str, at: usize) -> bool {
    character(text, at) == Some(',') && group(text, at + 1).count > 1
}
