//! Which words of two names belong together.
//!
//! Takes two [`Name`]s; gives pairs of words with how they agree, the best pairs
//! first, and so the words that are left. Words that one name writes as one and
//! the other as two are tried joined.

use super::distance::{self, Likeness, close};
use super::given;
use super::name::{Member, Name, Role};
use super::reading::Writing;
use super::sound::SOUNDS;
use super::word::Word;

/// Highest cost of writing one first letter for another.
const INITIAL: u16 = 15;

/// How two words agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// They sound alike, endings aside.
    Close,
    /// They are forms of one given name, by a table.
    Given(given::Kind),
    /// They may be one word.
    Doubtful,
    /// One is the first letter of the other, or both are one letter.
    Initial,
}

/// Two words that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Their places among the members of each name; the first ones, where several are joined.
    pub(super) one: usize,
    pub(super) other: usize,
    /// How many members each stands for.
    pub(super) counts: (usize, usize),
    pub(super) agreement: Agreement,
    pub(super) likeness: Likeness,
}

/// Pairs of two names, each word in one pair at most.
pub(super) fn pairs(one: &Name, other: &Name) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (at, member) in one.members.iter().enumerate() {
        for (place, facing) in other.members.iter().enumerate() {
            let may_be_given = !is_last(one, at) && !is_last(other, place);
            if let Some((agreement, likeness)) = agreement(member, facing, may_be_given) {
                candidates.push(Pair {
                    one: at,
                    other: place,
                    counts: (1, 1),
                    agreement,
                    likeness,
                });
            }
        }
    }
    if candidates.len() > 1 {
        candidates.sort_by_key(|pair| {
            (
                pair.agreement,
                pair.likeness.cost,
                pair.one.abs_diff(pair.other),
                pair.one + pair.other,
            )
        });
    }
    let mut pairs: Vec<Pair> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if pairs.iter().all(|pair| pair.one != candidate.one && pair.other != candidate.other) {
            pairs.push(candidate);
        }
    }
    let left = |name: &Name, is_paired: &dyn Fn(usize) -> bool| {
        name.members
            .iter()
            .enumerate()
            .any(|(at, member)| member.role == Role::Whole && !is_paired(at))
    };
    if left(one, &|at| pairs.iter().any(|pair| pair.one == at))
        && left(other, &|at| pairs.iter().any(|pair| pair.other == at))
    {
        join(one, other, &mut pairs);
    }
    pairs
}

/// How two words agree; short forms are of given names only, which stand before others.
fn agreement(one: &Member, other: &Member, may_be_given: bool) -> Option<(Agreement, Likeness)> {
    let none = Likeness { cost: 0, length: 1, endings: (0, 0), weak: false };
    if one.role == Role::Initial || other.role == Role::Initial {
        let same_letter = one.text.chars().next() == other.text.chars().next();
        let cost = SOUNDS.cost(*one.word.sounds.first()?, *other.word.sounds.first()?);
        let cost = if same_letter { 0 } else { u16::from(cost) };
        let alike = (Agreement::Initial, Likeness { cost, ..none });
        return (cost <= INITIAL).then_some(alike);
    }
    agreement_of_words((&one.word, &one.text), (&other.word, &other.text), may_be_given)
}

/// How two whole words agree, each with its letters.
pub(super) fn agreement_of_words(
    (one, written): (&Word, &str),
    (other, facing): (&Word, &str),
    may_be_given: bool,
) -> Option<(Agreement, Likeness)> {
    if one.sounds.is_empty() || other.sounds.is_empty() {
        // Of letters without a sound, only the letters can agree.
        let alike = Likeness { cost: 0, length: 4, endings: (0, 0), weak: false };
        return (written == facing).then_some((Agreement::Close, alike));
    }
    let likeness = distance::likeness(one, other);
    if let Some(likeness) = likeness.filter(|likeness| is_close(*likeness)) {
        return Some((Agreement::Close, likeness));
    }
    let given = shared_given(one, other);
    if let Some((kind, endings)) =
        given.filter(|(kind, _)| may_be_given || *kind == given::Kind::Same)
    {
        let length = one.sounds.len().min(other.sounds.len()) as u8;
        return Some((Agreement::Given(kind), Likeness { cost: 0, length, endings, weak: false }));
    }
    likeness.map(|likeness| (Agreement::Doubtful, likeness))
}

/// Whether no whole word follows.
pub(super) fn is_last(name: &Name, at: usize) -> bool {
    !name.members.iter().skip(at + 1).any(|member| member.role == Role::Whole)
}

fn is_close(likeness: Likeness) -> bool {
    !likeness.weak && likeness.cost <= close(usize::from(likeness.length))
}

/// The closest kinship of two words as given names, with the endings of each.
fn shared_given(one: &Word, other: &Word) -> Option<(given::Kind, (u8, u8))> {
    let mut best = None;
    for left in &one.given {
        for right in other.given.iter().filter(|right| right.number == left.number) {
            let found = (given::kind(left.number), (left.ending, right.ending));
            best = best.into_iter().chain([found]).min_by_key(|(kind, _)| *kind);
        }
    }
    best
}

/// Pairs what is left of two names where one writes as one word what the other writes as several.
fn join(one: &Name, other: &Name, pairs: &mut Vec<Pair>) {
    for (at, member) in one.members.iter().enumerate() {
        if member.role == Role::Whole
            && pairs.iter().all(|pair| pair.one != at)
            && let Some((place, count, likeness)) =
                joined(member, other, &|place| pairs.iter().any(|pair| pair.other == place))
        {
            let agreement = Agreement::Close;
            pairs.push(Pair { one: at, other: place, counts: (1, count), agreement, likeness });
            return;
        }
    }
    for (place, member) in other.members.iter().enumerate() {
        if member.role == Role::Whole
            && pairs.iter().all(|pair| pair.other != place)
            && let Some((at, count, likeness)) =
                joined(member, one, &|at| pairs.iter().any(|pair| pair.one == at))
        {
            let likeness =
                Likeness { endings: (likeness.endings.1, likeness.endings.0), ..likeness };
            let agreement = Agreement::Close;
            pairs.push(Pair { one: at, other: place, counts: (count, 1), agreement, likeness });
            return;
        }
    }
}

/// What is known of several words together before they are joined.
#[derive(Default)]
struct Sum {
    words: usize,
    sounds: usize,
    first: u16,
    must: u16,
    can: u16,
    /// Whether some of their vowels are not written, or some are added.
    is_partial: bool,
}

impl Sum {
    fn add(&mut self, word: &Word) {
        if self.words == 0 {
            self.first = word.first;
        }
        self.words += 1;
        self.sounds += word.sounds.len();
        self.must |= word.must;
        self.can |= word.can;
        self.is_partial |= word.writing != Writing::Full;
    }

    /// Whether the words cannot be the other one, so that joining them is in vain.
    fn is_far_from(&self, word: &Word) -> bool {
        let difference = self.sounds.abs_diff(word.sounds.len());
        if self.is_partial || word.writing != Writing::Full {
            return difference > self.sounds / 2 + 1;
        }
        let missing = (self.must & !word.can).count_ones() + (word.must & !self.can).count_ones();
        difference > 4 || missing > 1 || self.first & word.first == 0
    }
}

fn close_likeness(one: &Word, other: &Word) -> Option<Likeness> {
    distance::likeness(one, other).filter(|likeness| is_close(*likeness))
}

/// Neighbours in a name, none of them paired, that together are one word.
fn joined(
    member: &Member,
    name: &Name,
    is_paired: &dyn Fn(usize) -> bool,
) -> Option<(usize, usize, Likeness)> {
    let free = |at: usize| {
        name.members.get(at).filter(|member| member.role == Role::Whole && !is_paired(at))
    };
    for start in 0..name.members.len() {
        let mut sum = Sum::default();
        for count in 1..=3 {
            let Some(next) = free(start + count - 1) else { break };
            sum.add(&next.word);
            if count < 2 || sum.is_far_from(&member.word) {
                continue;
            }
            let words = (start..start + count).filter_map(|at| free(at).map(|member| &member.word));
            if let Some(likeness) = close_likeness(&member.word, &Word::joined(words)) {
                return Some((start, count, likeness));
            }
        }
    }
    // An article that the other writes as one word with the name.
    (0..name.members.len()).find_map(|at| {
        let (_, with_article) = free(at)?.with_article.as_deref()?;
        Some((at, 1, close_likeness(&member.word, with_article)?))
    })
}
