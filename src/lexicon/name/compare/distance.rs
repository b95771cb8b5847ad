//! How far apart two words are: a weighted alignment of sounds, not of letters.
//!
//! Takes two [`Word`]s; gives the cost of writing one for the other and the
//! endings that were set aside. `sz` for `s` costs nothing, `k` for `č` a whole
//! letter. After Needleman and Wunsch, with costs of sounds as in ALINE.

use super::reading::{LONGEST, Writing};
use super::sound::{SOUNDS, Sound, Sounds};
use super::word::Word;

/// Cost of leaving out a vowel that another writing system does not write, or adds.
const UNWRITTEN: u8 = 4;

/// Cost of two neighbours in the wrong order, a slip of the pen.
const SWAPPED: u16 = 60;

/// What each sound of an ending costs that is set aside: it is no evidence, but little against it.
const ENDING: u16 = 2;

/// Fewest sounds of a stem. With two, any short names would be forms of each other.
const SHORTEST: u8 = 3;

/// Sounds of a stem from which a slip in it is borne.
const LONG: usize = 8;

/// No alignment.
const FAR: u16 = u16::MAX / 2;

/// How two words agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Cost of writing one for the other, in hundredths of a letter.
    pub(super) cost: u16,
    /// Sounds of the shorter of the two stems.
    pub(super) length: u8,
    /// Sounds of the ending of each that are not in the stem.
    pub(super) endings: (u8, u8),
    /// Whether the endings are perhaps no endings.
    pub(super) weak: bool,
}

type Costs = [[u16; LONGEST + 1]; LONGEST + 1];

/// Highest cost at which words of that many sounds are one, and at which they may be.
pub(super) fn close(length: usize) -> u16 {
    [0, 0, 10, 15, 30, 40, 50, 55, 60, 65].get(length).copied().unwrap_or(70)
}

/// See [`close`].
pub(super) fn doubtful(length: usize) -> u16 {
    [0, 0, 10, 35, 50, 65, 80, 90, 95, 110, 120].get(length).copied().unwrap_or(140)
}

/// How two words agree, if their cost is [`doubtful`] at most.
pub(super) fn likeness(one: &Word, other: &Word) -> Option<Likeness> {
    if one.sounds.is_empty() || other.sounds.is_empty() {
        return None;
    }
    if one.sounds == other.sounds {
        let length = one.sounds.len() as u8;
        return Some(Likeness { cost: 0, length, endings: (0, 0), weak: false });
    }
    if are_far(one, other) {
        return None;
    }
    let table: &Sounds = &SOUNDS;
    let mut costs: Costs = [[FAR; LONGEST + 1]; LONGEST + 1];
    align(one, other, &mut costs, table);
    best(one, other, &costs, table)
}

/// Whether two words cannot be alike, by what they begin with and have.
fn are_far(one: &Word, other: &Word) -> bool {
    if one.writing != Writing::Full || other.writing != Writing::Full {
        return false;
    }
    let missing = (one.must & !other.can).count_ones() + (other.must & !one.can).count_ones();
    missing > 1 || (one.first & other.first == 0 && one.first != 0 && other.first != 0)
}

/// The best way to take two aligned words: whole, or as stems with endings of one pattern.
fn best(one: &Word, other: &Word, costs: &Costs, table: &Sounds) -> Option<Likeness> {
    let at = |row: usize, column: usize| {
        costs.get(row).and_then(|line| line.get(column)).copied().unwrap_or(FAR)
    };
    let (rows, columns) = (one.sounds.len(), other.sounds.len());
    let whole = Likeness {
        cost: at(rows, columns).saturating_add(last_vowels(one, other, table)),
        length: length(one, rows).min(length(other, columns)) as u8,
        endings: (0, 0),
        weak: false,
    };
    let mut best = (whole.cost <= doubtful(usize::from(whole.length))).then_some(whole);
    for left in &one.stems {
        for right in &other.stems {
            let endings = (
                (rows as u8).saturating_sub(left.length),
                (columns as u8).saturating_sub(right.length),
            );
            let (patterns, length) = (
                (left.sure | left.weak) & (right.sure | right.weak),
                left.length.min(right.length),
            );
            let longest = endings.0.max(endings.1);
            if patterns == 0 || endings == (0, 0) || length < SHORTEST.max(longest) {
                continue;
            }
            let cost = at(usize::from(left.length), usize::from(right.length));
            // Forms of one word agree in the stem, unless it is long and has a slip in it.
            let most = if usize::from(length) < LONG { close } else { doubtful };
            if cost > most(usize::from(length)) {
                continue;
            }
            let weak = left.sure & right.sure == 0;
            let cost = cost + ENDING * u16::from(endings.0 + endings.1);
            let likeness = Likeness { cost, length, endings, weak };
            if best.is_none_or(|best| (weak, likeness.cost) < (best.weak, best.cost)) {
                best = Some(likeness);
            }
        }
    }
    best
}

/// By how many sounds a word is judged: what is not vowelled has its consonants only.
fn length(word: &Word, sounds: usize) -> usize {
    match word.writing {
        Writing::Full | Writing::Consonants => sounds,
        Writing::Syllables => sounds * 3 / 4,
    }
}

/// What two last vowels cost beyond their place: they tell names of men and women apart.
fn last_vowels(one: &Word, other: &Word, table: &Sounds) -> u16 {
    match (one.sounds.last(), other.sounds.last()) {
        (Some(one), Some(other)) if table.is_vowel(*one) && table.is_vowel(*other) => {
            let cost = u16::from(table.cost(*one, *other));
            if cost >= 25 { cost } else { 0 }
        }
        _ => 0,
    }
}

/// The cost of leaving out each sound of `word` in a comparison with `facing`.
fn drops(word: &Word, facing: &Word, table: &Sounds) -> [u16; LONGEST] {
    let mut drops = [0; LONGEST];
    let is_unwritten = word.writing != facing.writing;
    for ((place, &cost), &sound) in drops.iter_mut().zip(&word.drops).zip(&word.sounds) {
        let unwritten = is_unwritten && table.is_vowel(sound);
        *place = u16::from(if unwritten { cost.min(UNWRITTEN) } else { cost });
    }
    drops
}

/// Fills `costs` with the cost of aligning each beginning of one with each of the other.
fn align(one: &Word, other: &Word, costs: &mut Costs, table: &Sounds) {
    let (left, top) = (drops(one, other, table), drops(other, one, table));
    let is_lenient =
        one.writing != other.writing && one.writing.max(other.writing) == Writing::Syllables;
    let written = |sound: Sound, facing: Sound, is_first: bool| {
        let cost = u16::from(table.cost(sound, facing));
        if is_lenient {
            if table.is_vowel(sound) { cost.min(60) / 4 } else { cost / 2 }
        } else if is_first && cost >= 40 {
            // What a word begins with is changed least.
            cost + cost / 2
        } else {
            cost
        }
    };
    let mut before_last: Option<(Sound, [u16; LONGEST + 1])> = None;
    let mut last: [u16; LONGEST + 1] = [0; LONGEST + 1];
    let mut sum = 0;
    for (place, drop) in last.iter_mut().skip(1).zip(top) {
        sum += drop;
        *place = sum;
    }
    if let Some(line) = costs.first_mut() {
        *line = last;
    }
    for ((row, &sound), &drop) in one.sounds.iter().enumerate().zip(&left) {
        let Some(line) = costs.get_mut(row + 1) else { break };
        let mut diagonal = last[0];
        let mut beside = diagonal + drop;
        line[0] = beside;
        let mut facing_before: Option<Sound> = None;
        for (column, &facing) in other.sounds.iter().enumerate().take(LONGEST) {
            let cost = written(sound, facing, row == 0 && column == 0);
            let above = last.get(column + 1).copied().unwrap_or(FAR);
            let mut best = (diagonal + cost)
                .min(above + drop)
                .min(beside + top.get(column).copied().unwrap_or(FAR));
            if cost >= 40
                && let (Some((sound_before, line_before)), Some(facing_before)) =
                    (&before_last, facing_before)
            {
                let crossed = u16::from(table.cost(sound, facing_before))
                    + u16::from(table.cost(*sound_before, facing));
                let start = line_before.get(column.wrapping_sub(1)).copied().unwrap_or(FAR);
                if crossed <= 30 {
                    best = best.min(start + SWAPPED + crossed);
                }
            }
            if let Some(place) = line.get_mut(column + 1) {
                *place = best;
            }
            (diagonal, beside, facing_before) = (above, best, Some(facing));
        }
        before_last = Some((sound, last));
        last = *line;
    }
}
