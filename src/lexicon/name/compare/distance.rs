//! How far apart two words are: a weighted alignment of sounds, not of letters.
//!
//! Takes two [`Word`]s; gives the cost of writing one for the other and the
//! endings that were set aside. `sz` for `s` costs nothing, `k` for `č` a whole
//! letter. After Needleman and Wunsch, with costs of sounds as in ALINE.

use super::reading::{LONGEST, Writing};
use super::sound::{MOST, SOUNDS, Sound, Sounds};
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
const LONG: u8 = 8;

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
    let most = doubtful(one.sounds.len().min(other.sounds.len()));
    if !align(one, other, &mut costs, most, table) {
        return None;
    }
    best(one, other, &costs, table)
}

/// Cost from which a step of an alignment is a slip and not a matter of spelling.
const SLIP: u16 = 35;

/// Number of sounds that the stems of two words, aligned at the least cost, have another for or lack.
pub(super) fn slips(one: &Word, other: &Word, endings: (u8, u8)) -> u16 {
    let table: &Sounds = &SOUNDS;
    let (left, top) = (drops(one, other, table), drops(other, one, table));
    let stem = |word: &Word, ending: u8| word.sounds.len().saturating_sub(usize::from(ending));
    let further = |(cost, slips): (u16, u16), more: u16| {
        (cost.saturating_add(more), slips + u16::from(more >= SLIP))
    };
    let (rows, columns) = (stem(one, endings.0), stem(other, endings.1));
    let mut above: Vec<(u16, u16)> = vec![(0, 0)];
    for drop in top.iter().take(columns) {
        above.push(further(above.last().copied().unwrap_or_default(), *drop));
    }
    for (sound, drop) in one.sounds.iter().zip(left).take(rows) {
        let mut line = vec![further(above.first().copied().unwrap_or_default(), drop)];
        let facing = other.sounds.iter().zip(top).zip(above.windows(2)).take(columns);
        for ((facing, drop_facing), cells) in facing {
            let [diagonal, upper] = cells else { continue };
            let beside = line.last().copied().unwrap_or_default();
            let cost = u16::from(table.cost(*sound, *facing));
            let best = further(*diagonal, cost).min(further(*upper, drop));
            line.push(best.min(further(beside, drop_facing)));
        }
        above = line;
    }
    above.last().map_or(0, |(_, slips)| *slips)
}

/// Whether two words cannot be alike, by what they begin with and have.
fn are_far(one: &Word, other: &Word) -> bool {
    if one.writing != Writing::Full || other.writing != Writing::Full {
        return false;
    }
    let missing = (one.must & !other.can).count_ones() + (other.must & !one.can).count_ones();
    let allowed = u32::from(one.sounds.len().min(other.sounds.len()) > 4);
    missing > allowed || (one.first & other.first == 0 && one.first != 0 && other.first != 0)
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
            if patterns == 0 || endings == (0, 0) || length < SHORTEST.max(longest + 1) {
                continue;
            }
            let has_consonant = |word: &Word, ending: u8| {
                word.ending(ending).iter().any(|sound| !table.is_vowel(*sound))
            };
            // Two different endings with consonants may as well be two different stems.
            if has_consonant(one, endings.0) && has_consonant(other, endings.1) && length < LONG / 2
            {
                continue;
            }
            let cost = at(usize::from(left.length), usize::from(right.length));
            // Forms of one word agree in the stem, unless it is long and has a slip in it.
            let most = if length < LONG { close } else { doubtful };
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

/// Fills `costs` with the cost of aligning each beginning of one with each of the other; false if
/// every alignment costs more than `most`.
fn align(one: &Word, other: &Word, costs: &mut Costs, most: u16, table: &Sounds) -> bool {
    let (left, top) = (drops(one, other, table), drops(other, one, table));
    let is_lenient =
        one.writing != other.writing && one.writing.max(other.writing) == Writing::Syllables;
    let mut sum = 0;
    if let Some(line) = costs.first_mut() {
        line[0] = 0;
        for (place, drop) in line.iter_mut().skip(1).zip(top).take(other.sounds.len()) {
            sum += drop;
            *place = sum;
        }
    }
    let shortest = one.stems.iter().map(|stem| usize::from(stem.length)).min();
    let shortest = shortest.unwrap_or(one.sounds.len());
    let mut sound_before: Option<Sound> = None;
    let mut nearest_above = 0;
    for ((row, &sound), &drop) in one.sounds.iter().enumerate().zip(&left) {
        let (done, rest) = costs.split_at_mut(row + 1);
        let (Some(above), Some(line)) = (done.last(), rest.first_mut()) else { break };
        let two_above = done.len().checked_sub(2).and_then(|at| done.get(at));
        let row_costs = table.costs_of(sound);
        let is_vowel = table.is_vowel(sound);
        let mut beside = above[0] + drop;
        let mut nearest = beside;
        line[0] = beside;
        let mut facing_before: Option<Sound> = None;
        let cells = above.iter().zip(above.iter().skip(1)).zip(line.iter_mut().skip(1)).zip(&top);
        for ((column, &facing), (((&diagonal, &above), place), &drop_facing)) in
            other.sounds.iter().enumerate().zip(cells)
        {
            let raw = u16::from(row_costs[usize::from(facing) % MOST]);
            let cost = if is_lenient {
                if is_vowel { raw.min(60) / 4 } else { raw / 2 }
            } else if row == 0 && column == 0 && raw >= 40 {
                // What a word begins with is changed least.
                raw + raw / 2
            } else {
                raw
            };
            let mut best = (diagonal + cost).min(above + drop).min(beside + drop_facing);
            if cost >= 40
                && let (Some(line_before), Some(sound_before), Some(facing_before)) =
                    (two_above, sound_before, facing_before)
            {
                let crossed = u16::from(row_costs[usize::from(facing_before) % MOST])
                    + u16::from(table.cost(sound_before, facing));
                let start = line_before.get(column.wrapping_sub(1)).copied().unwrap_or(FAR);
                if crossed <= 30 {
                    best = best.min(start + SWAPPED + crossed);
                }
            }
            *place = best;
            nearest = nearest.min(best);
            (beside, facing_before) = (best, Some(facing));
        }
        sound_before = Some(sound);
        // Costs never fall from one row to the next, but where a swap goes on from the row above
        // it; what stands behind the stem may be an ending, and costs nothing.
        if nearest > most && nearest_above + SWAPPED > most && row < shortest {
            return false;
        }
        nearest_above = nearest;
    }
    true
}
