//! Organisations by a word that names one, with what stands before and behind it.
//!
//! Two sorts of languages: in some the name stands in front (`Pakistan Navy`),
//! in others behind (`Forças Armadas Angolanas`), and both know complements
//! (`Ministry of …`). Words with capitals belong to the name; small ones only
//! where a number or a capital in front says so, as in `63. padobranska brigada`
//! and `Шанхайской организации`.

use crate::lexicon::thing::mark::{
    AND, ARTICLE, CAPITALIZED, EXERCISE, FIRM, GENERIC, HEAD, LAST, LINK, PAPER, PLACE_AFTER,
    PLACE_BEFORE, STOP, TITLE, UNIT,
};
use crate::lexicon::thing::table::Class;
use crate::lexicon::thing::text::{
    AMPERSAND, APOSTROPHE, BLANK, DOT, HYPHEN, Hit, Owner, QUOTE, Text,
};
use crate::lexicon::word::Shape;

/// Most words before a head.
const BEFORE: usize = 6;

/// Most words behind a head.
const BEHIND: usize = 9;

/// Most small words between a number and a unit.
const BETWEEN: usize = 3;

/// The first and the last word of each, in order, none overlapping another. Those that hold no more
/// than a name among `known` are left to it.
pub(super) fn find(text: &Text<'_>, known: &[Hit]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut known = known.iter().peekable();
    for at in text.with(HEAD | LAST | UNIT | FIRM | CAPITALIZED) {
        if !text.is(at, HEAD | LAST | UNIT | FIRM)
            && !is_compound_unit(text, at)
            && compound(text, at).is_none()
        {
            continue;
        }
        if found.last().is_some_and(|last| last.1 >= at) {
            continue;
        }
        if matches!(text.owner(at), Owner::Person | Owner::Thing) {
            continue;
        }
        while known.next_if(|hit| hit.last < at).is_some() {}
        let inside = known.peek().copied().filter(|hit| hit.first <= at);
        let Some((first, last)) = around(text, at) else { continue };
        // `Agencija Tanjug`
        let next = known.clone().find(|hit| hit.first > at);
        let introduces = first == at
            && next.is_some_and(|hit| {
                let own = text.row(*hit).is_some_and(|row| row.class == Class::Plain);
                own && hit.first == at + 1 && hit.last == last
            });
        if introduces {
            continue;
        }
        let is_known = inside.is_some_and(|hit| {
            let own = hit.last + 1 - hit.first;
            // A known name with its country is that name; one more word makes another.
            let countries = (first..=last).filter(|at| text.owner(*at) == Owner::Country).count();
            hit.first <= first
                || last + 1 - first <= own + countries
                || hit.last >= last && hit.first > first + BEFORE
        });
        if !is_known && found.last().is_none_or(|last| last.1 < first) {
            found.push((first, last));
        }
    }
    found
}

fn around(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if (text.is(at, UNIT) || is_compound_unit(text, at))
        && !text.is_shouted(at)
        && let Some(unit) = unit(text, at)
    {
        return Some(unit);
    }
    if let Some(last) = compound(text, at) {
        return Some((at, last));
    }
    let capital = text.is_capital(at);
    if text.is(at, FIRM) && !text.is(at, HEAD | LAST) {
        return firm(text, at);
    }
    if !text.is(at, HEAD | LAST) {
        return None;
    }
    let first = start(text, at, capital);
    let last = end(text, at, capital);
    if !capital && first == at {
        return None;
    }
    // `Army Staff` is a part of an office more often than a body.
    let general = |word: usize| text.is(word, LAST) && text.owner(word) != Owner::Country;
    let own =
        (first..=last).any(|word| word != at && is_own(text, word)) && !(first..=last).all(general);
    // `Visiting Forces Agreement`
    let paper = text.follows(last + 1) && text.is(last + 1, PAPER) && text.is_capital(last + 1);
    // `Chief of Army Staff of Pakistan`
    let office = first > 1 && text.is(first - 1, LINK | ARTICLE) && text.is(first - 2, TITLE);
    let part = office
        && (first..=last)
            .all(|word| general(word) || text.is(word, LINK) || text.owner(word) == Owner::Country);
    (own && !paper && !part && !text.is_shouted(at)).then_some((first, last))
}

/// Whether a word can belong to a name.
fn is_name(text: &Text<'_>, at: usize) -> bool {
    text.is_capital(at)
        && !text.is(at, STOP | EXERCISE)
        && !matches!(text.owner(at), Owner::Person | Owner::Thing | Owner::Capital)
}

/// Whether a word says more than `the army`.
fn is_own(text: &Text<'_>, at: usize) -> bool {
    text.is_capital(at) && !text.is(at, ARTICLE | STOP)
        || text.owner(at) == Owner::Country
        || text.shape(at) == Shape::Number
}

/// The first word of the name whose head is at `at`.
fn start(text: &Text<'_>, at: usize, capital: bool) -> usize {
    let mut first = at;
    while first > 0 && at - first < BEFORE {
        let before = first - 1;
        let gap = text.gap(first);
        let joined = text.follows(first) || gap == BLANK | AMPERSAND;
        let possessive = gap == BLANK && text.written(before) == "s";
        if !joined || possessive {
            break;
        }
        if is_name(text, before) && !(text.begins(before) && is_common(text, before)) {
            first = before;
            if text.owner(before) == Owner::Country && !text.is_capital(before.wrapping_sub(1)) {
                break;
            }
        } else if is_ordinal(text, before) && capital {
            return before;
        } else {
            break;
        }
        // A head in small letters takes one word with a capital: `Шанхайской организации`.
        if !capital {
            break;
        }
    }
    if !capital && first < at {
        let own = !text.begins(first) && text.owner(first) != Owner::Country;
        return if own { first } else { at };
    }
    first
}

/// What begins a sentence has a capital for that.
fn is_common(text: &Text<'_>, at: usize) -> bool {
    text.is(at, LINK | ARTICLE | AND)
}

fn is_ordinal(text: &Text<'_>, at: usize) -> bool {
    text.shape(at) == Shape::Number && text.written(at).len() <= 6
}

/// The last word of the name whose head is at `at`.
fn end(text: &Text<'_>, at: usize, capital: bool) -> usize {
    let direct = text.is(at, HEAD);
    let mut last = at;
    let mut complement = false;
    while last - at < BEHIND {
        let next = last + 1;
        let gap = text.gap(next);
        if text.owner(next) == Owner::Country && text.follows(next) {
            last = next;
            complement = true;
            if text.owner(next + 1) != Owner::Country && !is_name(text, next + 1) {
                break;
            }
            continue;
        }
        if text.follows(next) && is_name(text, next) {
            let head = text.is(next, HEAD | LAST | FIRM) && text.is_capital(next);
            if head || complement || direct && capital {
                last = next;
                continue;
            }
            break;
        }
        // The name of a unit: `Batalionul Multinaţional "Tisa"`.
        if !complement
            && gap == BLANK | QUOTE
            && text.is_capital(next)
            && text.is(at, UNIT | FIRM | HEAD)
        {
            let close = (next + 1..=next + 4).find(|&at| text.gap(at) & QUOTE != 0);
            return close.map_or(last, |close| close - 1);
        }
        let Some(after) = linked(text, next) else { break };
        // `the Staff of the Croatian armed forces`
        let adjective = text.is_demonym(after) && !text.is_capital(after + 1);
        if !adjective && (is_name(text, after) || text.owner(after) == Owner::Country) {
            if text.is(next, AND) && !(complement && is_name(text, after)) {
                break;
            }
            if text.is(next, AND) && text.is(after, HEAD | LAST | UNIT) {
                break;
            }
            last = after;
            complement = true;
        } else {
            break;
        }
    }
    last
}

/// The first word behind `of the`, `de la`, `and`.
fn linked(text: &Text<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..3 {
        let gap = text.gap(at);
        let joined = gap & !(BLANK | APOSTROPHE) == 0 && gap != 0;
        if !joined {
            return None;
        }
        if !text.is(at, LINK | ARTICLE | AND) || text.is_capital(at) {
            break;
        }
        at += 1;
    }
    (at > from && text.is(from, LINK | AND) && at < text.len()).then_some(at)
}

/// `63. padobranska brigada`, `brigada 2 Infanterie`, `21e régiment`.
fn unit(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    for back in 1..=BETWEEN + 1 {
        let Some(before) = at.checked_sub(back) else { break };
        let gap = text.gap(before + 1);
        // `21-ї окремої бригади`
        if text.gap(before) == HYPHEN && before > 0 && is_ordinal(text, before - 1) {
            return Some((before - 1, unit_end(text, at)));
        }
        if is_ordinal(text, before) {
            if gap & !(BLANK | DOT | HYPHEN | APOSTROPHE) != 0 || !is_unit_number(text, before) {
                break;
            }
            return Some((before, unit_end(text, at)));
        }
        if gap & !(BLANK | HYPHEN) != 0 || text.is(before, STOP | LINK | AND | UNIT) {
            break;
        }
    }
    let next = at + 1;
    if text.is_capital(at)
        && text.gap(next) == BLANK
        && is_ordinal(text, next)
        && text.written(next).len() <= 3
    {
        let name = next + 1;
        let named = text.follows(name) && is_name(text, name);
        return Some((at, if named { name } else { next }));
    }
    if text.gap(next) == BLANK | QUOTE && text.is_capital(next) {
        let close = (next + 1..=next + 4).find(|&at| text.gap(at) & QUOTE != 0)?;
        return Some((at, close - 1));
    }
    None
}

/// `10. Panzerdivision`: German writes the sort of a unit as one word with it.
fn is_compound_unit(text: &Text<'_>, at: usize) -> bool {
    let numbered = |back: usize| {
        at.checked_sub(back).is_some_and(|before| text.shape(before) == Shape::Number)
            && text.gap(at + 1 - back) & DOT != 0
    };
    text.shape(at) == Shape::Capital
        && (numbered(1) || numbered(2))
        && ["division", "brigade", "bataillon", "regiment", "geschwader", "kompanie"]
            .iter()
            .any(|ending| text.written(at).ends_with(ending))
}

/// The last word of a name that Germanic languages write as one word with its head:
/// `Flyverkommandoen`, `Kompetenzzentrum Gebirgsdienst`.
fn compound(text: &Text<'_>, at: usize) -> Option<usize> {
    const SHORTEST: usize = 12;
    const ALONE: [&str; 14] = [
        "kommando",
        "kommandos",
        "kommandoen",
        "kommandoet",
        "kommandot",
        "departementet",
        "styrelsen",
        "staben",
        "akademie",
        "akademiet",
        "akademin",
        "høgskole",
        "högskolan",
        "ministeriet",
    ];
    const WITH_A_NAME: [&str; 4] = ["zentrum", "zentrums", "schule", "centrum"];
    let written = text.written(at);
    if text.shape(at) != Shape::Capital
        || written.len() < SHORTEST
        || text.owner(at) != Owner::Free
        || text.is(at, HEAD | LAST | UNIT | FIRM | STOP)
    {
        return None;
    }
    if ALONE.iter().any(|ending| written.ends_with(ending)) {
        return Some(at);
    }
    let named = text.follows(at + 1) && is_name(text, at + 1) && text.owner(at + 1) == Owner::Free;
    (named && WITH_A_NAME.iter().any(|ending| written.ends_with(ending))).then_some(at + 1)
}

/// An ordinal as units have it; `500 brigades` are counted.
fn is_unit_number(text: &Text<'_>, at: usize) -> bool {
    let written = text.written(at);
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = digits < written.len() || text.gap(at + 1) & (DOT | HYPHEN | APOSTROPHE) != 0;
    let suffix = written.get(digits..).unwrap_or_default();
    let small = suffix.chars().all(char::is_lowercase) || suffix == "ª" || suffix == "º";
    (1..=3).contains(&digits) && ordinal && small && written.len() <= digits + 6
}

fn unit_end(text: &Text<'_>, at: usize) -> usize {
    let next = at + 1;
    if text.gap(next) == BLANK | QUOTE
        && text.is_capital(next)
        && let Some(close) = (next + 1..=next + 4).find(|&at| text.gap(at) & QUOTE != 0)
    {
        return close - 1;
    }
    if text.owner(next) == Owner::Country && text.follows(next) {
        return next;
    }
    end(text, at, text.is_capital(at))
}

/// `N7 Holding`, `Baykar Defense`.
fn firm(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_capital(at) {
        return None;
    }
    let mut first = at;
    while first > 0
        && at - first < BEFORE
        && text.follows(first)
        && is_name(text, first - 1)
        && text.owner(first - 1) != Owner::Country
        && !text.is(first - 1, PLACE_BEFORE | PLACE_AFTER)
    {
        first -= 1;
    }
    let mut last = at;
    while text.follows(last + 1) && text.is(last + 1, FIRM) && text.is_capital(last + 1) {
        last += 1;
    }
    // A word that firms share with other things is a firm's only at the end of its name.
    let goes_on = text.follows(last + 1) && text.is_capital(last + 1);
    let common = HEAD | LAST | FIRM | ARTICLE | LINK | GENERIC;
    let own = (first..at).any(|at| !text.is(at, common)) && !text.is(at - 1, GENERIC);
    (first < at && own && !goes_on && !text.begins(first)).then_some((first, last))
}
