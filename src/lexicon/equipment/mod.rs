//! Types of equipment.
//!
//! Takes a text cut into words; gives each place where a type is named: by a
//! known name (`Rafale`), or by a designator of letters and digits (`MiG-29`,
//! `H145M`). Letters that begin no known family, and names that are also common
//! words, count only where a word beside them speaks of equipment. Roads,
//! resolutions, flights and years are none.

use crate::lexicon::thing::Found;
use crate::lexicon::thing::mark::{
    ARTICLE, CAPITALIZED, DOUBTFUL_PREFIX, EQUIPMENT, HEAD, INITIAL, LAST, LINK, LOUD, NUMBERED,
    PREFIX, SHIP, SHIP_PREFIX, STOP, TITLE, UNSPACED,
};
use crate::lexicon::thing::table::Sort;
use crate::lexicon::thing::text::{BLANK, DOT, HYPHEN, Hit, LINE, OTHER, Owner, QUOTE, Text};
use crate::lexicon::word::Shape;
use crate::span::Span;

/// How far a word that speaks of equipment may stand.
const NEAR: usize = 5;

/// Longest version, in bytes.
const LONGEST_VERSION: usize = 7;

/// Most words of a ship's name.
const LONGEST_SHIP: usize = 5;

/// Appends the known types of a text, and takes their words.
pub(crate) fn find_known(text: &mut Text<'_>, found: &mut Vec<Found>) {
    let is_equipment = |hit: &&Hit| text.row(**hit).is_some_and(|row| row.sort == Sort::Equipment);
    let hits: Vec<Hit> = text.hits.iter().filter(is_equipment).copied().collect();
    for hit in hits {
        if !text.are_free(hit.first, hit.last) || text.are_of_person(hit.first, hit.last) {
            continue;
        }
        let numbered = (hit.first..=hit.last)
            .any(|at| text.has_digit(at) || text.shape(at) == Shape::Number && at > hit.first);
        let long = hit.last > hit.first;
        let last = version_end(text, hit.last);
        let version = last > hit.last && text.has_digit(last);
        if text.is_plain(hit)
            || numbered
            || long
            || version
            || is_spoken_of(text, hit.first, hit.last)
        {
            text.take(hit.first, last);
            let span = text.span(hit.first, last);
            found.push(Found { row: Some(hit.row), ..Found::new(Sort::Equipment, span) });
        }
    }
    // Who makes a thing does not say whose it is.
    let known = text.known_unspaced(Sort::Equipment);
    found.extend(known.map(|known| Found { country: None, ..known }));
}

/// The last word of a known name with its version: `Панцир-С1`, `Leopard 2A7HU`.
fn version_end(text: &Text<'_>, last: usize) -> usize {
    let next = last + 1;
    let gap = text.gap(next);
    let short = text.written(next).len() <= LONGEST_VERSION;
    let version = match gap {
        HYPHEN => text.has_digit(next) || text.shape(next) == Shape::Number,
        BLANK => text.has_digit(next) && text.shape(next) == Shape::Number,
        _ => false,
    };
    if version && short { next } else { last }
}

/// Appends the ships of a text that are told by a prefix or by their sort, and takes their words.
pub(crate) fn find_ships(text: &mut Text<'_>, found: &mut Vec<Found>) {
    let mut from = 0;
    while let Some(at) = text.next(from, SHIP_PREFIX | SHIP) {
        from = at + 1;
        let named = match text.shape(at) {
            shape if text.is(at, SHIP_PREFIX) && shape != Shape::Lower => {
                ship_name(text, at + 1, true).map(|last| (at, last))
            }
            _ if text.is(at, SHIP) => {
                ship_name(text, at + 1, false).map(|last| (at + 1, last)).filter(|(first, _)| {
                    !text.is(*first, SHIP_PREFIX | PREFIX | STOP)
                        && !matches!(text.owner(*first), Owner::Country | Owner::Capital)
                })
            }
            _ => None,
        };
        if let Some((first, last)) = named
            && text.are_free(first, last)
        {
            text.take(first, last);
            found.push(Found::new(Sort::Equipment, text.span(first, last)));
        }
    }
}

/// The last word of a ship's name that begins at `first`, in quotes or with capitals.
///
/// Behind a prefix it may have a title or a state in it: `HMS Prince of Wales`.
fn ship_name(text: &Text<'_>, first: usize, prefixed: bool) -> Option<usize> {
    let gap = text.gap(first);
    if !text.is_capital(first) || !prefixed && text.is(first, STOP) && gap == BLANK {
        return None;
    }
    if gap == BLANK | QUOTE {
        let end = (first + 1..=first + LONGEST_SHIP).find(|&at| text.gap(at) & QUOTE != 0)?;
        return Some(end - 1);
    }
    if gap != BLANK {
        return None;
    }
    let mut last = first;
    while last - first < LONGEST_SHIP {
        let next = last + 1;
        let small = text.is(next, LINK | ARTICLE) && !text.is_capital(next);
        if text.follows(next) && text.is_capital(next) && !text.is(next, STOP | HEAD | LAST) {
            last = next;
        } else if small
            && text.gap(next) == BLANK
            && text.is_capital(next + 1)
            && text.gap(next + 1) == BLANK
            && (prefixed && text.is(last, TITLE)
                || !matches!(text.owner(next + 1), Owner::Country | Owner::Capital))
            && !text.is(next + 1, HEAD | LAST | STOP)
        {
            last = next + 1;
        } else {
            break;
        }
    }
    Some(last)
}

/// Appends the designators of a text, and takes their words.
pub(crate) fn find_designators(text: &mut Text<'_>, found: &mut Vec<Found>) {
    let mut from = 0;
    while let Some(mut at) = text.next(from, CAPITALIZED | LOUD | INITIAL | UNSPACED) {
        if let Some(span) = unspaced_designator(text, at) {
            found.push(Found::new(Sort::Equipment, span));
        }
        let last = match text.shape(at) {
            _ if is_class(text, at) => Some(at + 1),
            Shape::Upper | Shape::Mixed if text.has_digit(at) => one_word(text, at),
            Shape::Upper | Shape::Mixed | Shape::Initial | Shape::Capital => two_words(text, at),
            _ => None,
        };
        if let Some(last) = last
            && text.are_free(at, last)
        {
            text.take(at, last);
            found.push(Found::new(Sort::Equipment, text.span(at, last)));
            at = last;
        }
        from = at + 1;
    }
}

/// `Guardian-class boats`.
fn is_class(text: &Text<'_>, at: usize) -> bool {
    text.shape(at) == Shape::Capital
        && matches!(text.written(at + 1), "class" | "Class" | "Klasse")
        && text.gap(at + 1) == HYPHEN
        && !text.is(at, STOP)
}

/// Families of aircraft and missiles as Chinese writes them before a number.
const UNSPACED_FAMILIES: [&str; 18] = [
    "运油", "空警", "米格", "红旗", "东风", "翼龙", "彩虹", "苏", "歼轰", "歼", "轰", "运", "直",
    "殲", "運", "攻击", "伊尔", "米",
];

/// `歼-10C`, `米格-29`.
fn unspaced_designator(text: &Text<'_>, at: usize) -> Option<Span> {
    let number = at + 1;
    if text.shape(at) != Shape::Unspaced
        || text.shape(number) != Shape::Number
        || text.gap(number) != HYPHEN
    {
        return None;
    }
    let written = text.written(at);
    let family = UNSPACED_FAMILIES.iter().find(|family| written.ends_with(**family))?;
    let start = text.span(at, at).end - family.len();
    Some(Span::new(start, text.span(number, number).end))
}

/// Whether a word near by, in the same sentence, speaks of equipment.
fn is_spoken_of(text: &Text<'_>, first: usize, last: usize) -> bool {
    let ends = |at: usize| {
        let gap = text.gap(at);
        gap & (LINE | OTHER) != 0 || gap & DOT != 0 && text.is_capital(at)
    };
    let before = (1..=NEAR)
        .take_while(|back| *back <= first && !ends(first + 1 - back))
        .any(|back| text.is(first - back, EQUIPMENT));
    before || (last + 1..=last + NEAR).take_while(|at| !ends(*at)).any(|at| text.is(at, EQUIPMENT))
}

fn is_numbered(text: &Text<'_>, at: usize) -> bool {
    text.is(at, NUMBERED) || at > 0 && text.is(at - 1, NUMBERED) && text.gap(at) & !BLANK == 0
}

/// `H145M`, `NH90`.
fn one_word(text: &Text<'_>, at: usize) -> Option<usize> {
    let written = text.written(at);
    let letters = written.chars().take_while(|letter| letter.is_alphabetic()).count();
    let behind = written.chars().skip(letters);
    let digits = behind.clone().take_while(char::is_ascii_digit).count();
    let rest = behind.skip(digits).count();
    if !(1..=4).contains(&letters)
        || !(1..=3).contains(&digits)
        || rest > 4
        || is_numbered(text, at)
    {
        return None;
    }
    let sure =
        digits > 1 && rest == 1 && letters == 1 || digits > 1 && letters > 1 && text.is(at, PREFIX);
    (sure || is_spoken_of(text, at, at)).then_some(at)
}

/// `MiG-29`, `C-130J`, `Су-30СМ`.
fn two_words(text: &Text<'_>, at: usize) -> Option<usize> {
    let last = at + 1;
    if text.shape(last) != Shape::Number {
        return None;
    }
    let gap = text.gap(last);
    let letters = text.written(at).chars().count();
    let digits = text.written(last).bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.written(last).chars().count() - digits;
    if gap & !(HYPHEN | BLANK) != 0
        || gap == HYPHEN | BLANK
        || letters > 5
        || digits > 4
        || rest > 4
        || is_numbered(text, at)
        || text.is(at, STOP)
        || matches!(text.owner(at), Owner::Country | Owner::Person)
    {
        return None;
    }
    let year = digits == 4 && rest == 0;
    let family = text.is(at, PREFIX);
    let upper = matches!(text.shape(at), Shape::Upper | Shape::Initial | Shape::Mixed);
    let sure = gap == HYPHEN && family && !year;
    let likely = (family
        || gap == HYPHEN && upper && (letters <= 3 || text.is(at, DOUBTFUL_PREFIX)))
        && !year
        && is_spoken_of(text, at, last);
    (sure || likely).then_some(last)
}
