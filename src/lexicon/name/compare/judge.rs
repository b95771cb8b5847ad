//! What the pairs of words of two names say of their bearers.
//!
//! Takes two [`Name`]s; gives a [`Comparison`]. Rules, not a score: a name is the
//! same if everything that is written in the shorter one is found in the longer,
//! and what is left over is a part that people leave out.

use super::distance;
use super::given;
use super::name::{Name, Role};
use super::pairing::{self, Agreement, Pair};
use super::reading::Writing;
use super::sound::SOUNDS;
use super::verdict::{Comparison, Reason, Verdict};

/// Highest share of the letters of both names, in hundredths, by which sure words may differ in all.
const SURE: usize = 9;

/// The same where one of the words is in doubt.
const SURE_WITH_DOUBT: usize = 7;

/// What a left-out word adds to the distance of two names, in hundredths of a letter.
const OMITTED_WORD: usize = 60;

/// The same for a first letter, and for one that stands for a word.
const OMITTED_INITIAL: usize = 20;

/// Holds two names against each other: `compare(a, b)` is `compare(b, a)`.
///
/// [`Verdict::Same`] of two names that are both [full](Name::is_full) is enough to join them.
/// Of others it says no more than that the written words are the same.
pub fn compare(one: &Name, other: &Name) -> Comparison {
    // One order of the two, so that ties are broken alike.
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    let mut reasons = Reasons::default();
    let pairs = pairing::pairs(one, other);
    let verdict = judge(one, other, &pairs, &mut reasons);
    reasons.list.sort_unstable();
    reasons.list.dedup();
    let distance = if verdict == Verdict::Different { u16::MAX } else { apart(one, other, &pairs) };
    Comparison { verdict, reasons: reasons.list, distance }
}

/// What the words in common cost, and between names of several words what is left out.
fn apart(one: &Name, other: &Name, pairs: &[Pair]) -> u16 {
    let common = pairs.iter().map(|pair| pair.likeness.cost).fold(0, u16::saturating_add);
    if one.members.len() < 2 || other.members.len() < 2 {
        // How much a longer name has beside a single word says nothing.
        let longer = one.members.len().max(other.members.len()) > 1;
        return common.saturating_add(if longer { OMITTED_WORD as u16 } else { 0 });
    }
    let left = [
        left(one, pairs, |pair| (pair.one, pair.counts.0)),
        left(other, pairs, |pair| (pair.other, pair.counts.1)),
    ];
    let omitted: usize =
        left.iter().map(|left| OMITTED_WORD * left.whole + OMITTED_INITIAL * left.initials).sum();
    let initials =
        pairs.iter().filter(|pair| is_whole_to_initial(one, other, pair)).count() * OMITTED_INITIAL;
    let suffix = usize::from(one.suffix != other.suffix) * OMITTED_INITIAL;
    common.saturating_add((omitted + initials + suffix).min(10_000) as u16)
}

#[derive(Default)]
struct Reasons {
    list: Vec<Reason>,
}

impl Reasons {
    fn add(&mut self, reason: Reason) {
        self.list.push(reason);
    }
}

/// What of a name is in no pair.
#[derive(Default)]
struct Left {
    whole: usize,
    initials: usize,
    /// Whether the last whole word is left, where a surname mostly stands.
    last: bool,
    /// Whether the first is.
    first: bool,
    /// Whether a beginning of the last words joined by a hyphen is.
    stump: bool,
}

fn judge(one: &Name, other: &Name, pairs: &[Pair], reasons: &mut Reasons) -> Verdict {
    let whole: Vec<&Pair> = pairs.iter().filter(|pair| is_whole(one, other, pair)).collect();
    if whole.is_empty() {
        reasons.add(Reason::SurnameDiffers);
        return Verdict::Different;
    }
    let (left, right) = (
        left(one, pairs, |pair| (pair.one, pair.counts.0)),
        left(other, pairs, |pair| (pair.other, pair.counts.1)),
    );
    if left.whole > 0 && right.whole > 0 {
        // Both have a word that the other lacks.
        reasons.add(differing(&left, &right));
        return Verdict::Different;
    }
    if left.initials > 0 && (right.initials > 0 || right.whole > 0)
        || right.initials > 0 && left.whole > 0
    {
        reasons.add(Reason::GivenNameDiffers);
        return Verdict::Different;
    }
    if one.suffix != 0 && other.suffix != 0 && one.suffix != other.suffix {
        reasons.add(Reason::SuffixDiffers);
        return Verdict::Different;
    }
    let mut verdict = agreement_of_cases(one, other, &whole, reasons);
    if verdict == Verdict::Different {
        return verdict;
    }
    tell(one, other, pairs, reasons);
    let limit = |verdict: &mut Verdict, to: Verdict| *verdict = (*verdict).min(to);
    // Doubtful words: one is borne by what is sure beside it, more are not.
    let doubtful = whole.iter().filter(|pair| pair.agreement == Agreement::Doubtful).count();
    let (cost, length) = whole.iter().fold((0, 0), |(cost, length), pair| {
        (cost + usize::from(pair.likeness.cost), length + usize::from(pair.likeness.length))
    });
    if doubtful > 0 {
        reasons.add(Reason::Doubtful);
        let weak = whole.iter().any(|pair| pair.likeness.weak);
        if doubtful == whole.len() && doubtful > 1 {
            reasons.add(Reason::SurnameDiffers);
            return Verdict::Different;
        }
        // One slip is borne, two make another surname: Bortnikov, Berdnikov.
        let is_far =
            whole.iter().filter(|pair| pair.agreement == Agreement::Doubtful).any(|pair| {
                pair.likeness.length < 5 || pair.counts == (1, 1) && slips(one, other, pair) > 1
            });
        if doubtful > 1 || whole.len() < 2 || weak || is_far || cost > length * SURE_WITH_DOUBT {
            limit(&mut verdict, Verdict::Maybe);
        }
    } else if cost > length * SURE && whole.len() > 1 {
        reasons.add(Reason::Doubtful);
        limit(&mut verdict, Verdict::Maybe);
    }
    let groups = |place: fn(&Pair) -> usize, name: &Name| {
        let mut groups: Vec<u8> = whole
            .iter()
            .filter_map(|pair| name.members.get(place(pair)))
            .map(|member| member.group)
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups.len()
    };
    let common = groups(|pair| pair.one, one).max(groups(|pair| pair.other, other));
    let omitted = left.whole + right.whole + left.initials + right.initials;
    let initials = pairs
        .iter()
        .any(|pair| pair.agreement == Agreement::Initial && is_whole_to_initial(one, other, pair));
    if one.suffix != other.suffix {
        reasons.add(Reason::OmittedPart);
        limit(&mut verdict, Verdict::Maybe);
    }
    let is_paired_in_full = one.is_full() && other.is_full() && common >= 2;
    if !is_paired_in_full {
        if omitted > 0 || initials || one.is_full() != other.is_full() {
            limit(&mut verdict, Verdict::Maybe);
        }
        return verdict;
    }
    let omitted_whole = left.whole + right.whole;
    let same_order = is_in_order(pairs);
    let nickname = whole.iter().any(|pair| pair.agreement == Agreement::Given(given::Kind::Short));
    // What is left out may be what tells two bearers of one surname apart.
    let is_weak = (omitted_whole > 0 || nickname) && one.is_common() && other.is_common()
        || left.first
        || right.first
        || has_initials(one) && has_initials(other) && left.initials + right.initials > 0;
    // The surname must be among what agrees.
    let is_anchored = are_anchored(one, other, &whole)
        || same_order && common >= 3
        || is_turned(one, other, &whole) && omitted == 0 && !initials;
    let is_doubtful = doubtful > 0 && (omitted_whole > 0 || !same_order || nickname);
    let is_crossed = !same_order && initials;
    if is_weak
        || is_crossed
        || left.stump
        || right.stump
        || !is_anchored
        || is_doubtful
        || is_shuffled(&whole)
    {
        limit(&mut verdict, Verdict::Maybe);
    }
    verdict
}

/// See [`distance::slips`].
fn slips(one: &Name, other: &Name, pair: &Pair) -> u16 {
    match (one.members.get(pair.one), other.members.get(pair.other)) {
        (Some(left), Some(right)) => {
            distance::slips(&left.word, &right.word, pair.likeness.endings)
        }
        _ => 0,
    }
}

/// The group of the last whole word, where a surname mostly stands.
fn last_group(name: &Name) -> Option<u8> {
    name.whole().last().map(|member| member.group)
}

fn group(name: &Name, at: usize) -> Option<u8> {
    name.members.get(at).map(|member| member.group)
}

/// Whether the last words of both belong together, or words joined to them by a hyphen.
fn are_anchored(one: &Name, other: &Name, whole: &[&Pair]) -> bool {
    whole.iter().any(|pair| {
        (pair.one..pair.one + pair.counts.0).any(|at| group(one, at) == last_group(one))
            && (pair.other..pair.other + pair.counts.1)
                .any(|at| group(other, at) == last_group(other))
    })
}

/// Whether the last word of one belongs to the first of the other: one has the surname first.
fn is_turned(one: &Name, other: &Name, whole: &[&Pair]) -> bool {
    let first = |name: &Name| name.whole().next().map(|member| member.group);
    whole.iter().any(|pair| {
        let (left, right) = (group(one, pair.one), group(other, pair.other));
        left == last_group(one) && right == first(other)
            || left == first(one) && right == last_group(other)
    })
}

fn is_in_order(pairs: &[Pair]) -> bool {
    let mut places: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    places.sort_unstable();
    places.is_sorted_by_key(|(_, other)| *other)
}

/// Whether a pair joins whole words.
fn is_whole(one: &Name, other: &Name, pair: &Pair) -> bool {
    let role = |name: &Name, at: usize| name.members.get(at).map(|member| member.role);
    pair.agreement != Agreement::Initial
        && role(one, pair.one) == Some(Role::Whole)
        && role(other, pair.other) == Some(Role::Whole)
}

/// Whether a pair joins a whole word to a first letter.
fn is_whole_to_initial(one: &Name, other: &Name, pair: &Pair) -> bool {
    let role = |name: &Name, at: usize| name.members.get(at).map(|member| member.role);
    role(one, pair.one) != role(other, pair.other)
}

fn has_initials(name: &Name) -> bool {
    name.members.iter().any(|member| member.role == Role::Initial)
}

fn left(name: &Name, pairs: &[Pair], place: fn(&Pair) -> (usize, usize)) -> Left {
    let is_paired = |at: usize| {
        pairs.iter().any(|pair| {
            let (start, count) = place(pair);
            (start..start + count).contains(&at)
        })
    };
    let mut left = Left::default();
    let first = name.members.iter().position(|member| member.role == Role::Whole);
    let last = name.members.iter().rposition(|member| member.role == Role::Whole);
    for (at, member) in name.members.iter().enumerate().filter(|(at, _)| !is_paired(*at)) {
        match member.role {
            Role::Whole => {
                left.whole += 1;
                left.first |= Some(at) == first;
                left.last |= Some(at) == last;
                left.stump |= Some(at) != last && Some(member.group) == last_group(name);
            }
            Role::Initial => left.initials += 1,
            Role::Aside => {}
        }
    }
    left
}

/// Which name differs, as far as places tell.
fn differing(left: &Left, right: &Left) -> Reason {
    if left.last && right.last { Reason::SurnameDiffers } else { Reason::GivenNameDiffers }
}

/// Whether the words of a name have endings that go together.
///
/// `Aleksandra Vučića` is a case of Aleksandar Vučić; `Aleksandra Vučić` is a woman.
fn agreement_of_cases(one: &Name, other: &Name, whole: &[&Pair], reasons: &mut Reasons) -> Verdict {
    if whole.len() < 2 {
        return Verdict::Same;
    }
    let last = |pair: &Pair| {
        let follows = |name: &Name, at: usize| {
            !name.members.iter().skip(at + 1).any(|member| member.role == Role::Whole)
        };
        follows(one, pair.one) && follows(other, pair.other)
    };
    for pair in whole.iter().filter(|pair| tells_sexes_apart(one, other, pair) && !last(pair)) {
        let mut others =
            whole.iter().filter(|other| (other.one, other.other) != (pair.one, pair.other));
        let unchanged = others.clone().all(|pair| pair.likeness.endings == (0, 0));
        if !unchanged {
            continue;
        }
        // What ends in a vowel often has no other cases.
        let declines = others.any(|pair| {
            one.members.get(pair.one).is_some_and(|member| !member.word.ends_in_vowel())
        });
        reasons.add(Reason::GivenNameDiffers);
        let is_romance = pair.likeness.endings == (1, 1);
        return if declines || is_romance { Verdict::Different } else { Verdict::Maybe };
    }
    Verdict::Same
}

/// Whether two forms differ as names of men and women do: nothing or `o` against `a`.
fn tells_sexes_apart(one: &Name, other: &Name, pair: &Pair) -> bool {
    let (Some(left), Some(right)) = (one.members.get(pair.one), other.members.get(pair.other))
    else {
        return false;
    };
    if left.word.writing != Writing::Full || right.word.writing != Writing::Full {
        return false;
    }
    let known = &SOUNDS.known;
    let left = left.word.ending(pair.likeness.endings.0);
    let right = right.word.ending(pair.likeness.endings.1);
    let is_a = |ending: &[u8]| ending == [known.a] || ending == [known.i, known.a];
    let is_none = |ending: &[u8]| {
        matches!(ending, []) || ending == [known.o] || ending == [known.e] || ending == [known.i]
    };
    is_a(left) && is_none(right) || is_a(right) && is_none(left)
}

/// Whether the order of words is neither the same, nor that with one end moved to the other.
fn is_shuffled(whole: &[&Pair]) -> bool {
    if whole.len() < 3 {
        return false;
    }
    let mut places: Vec<(usize, usize)> = whole.iter().map(|pair| (pair.one, pair.other)).collect();
    places.sort_unstable();
    let descents =
        places.windows(2).filter(|pair| matches!(pair, [(_, a), (_, b)] if a > b)).count();
    let closes = matches!((places.first(), places.last()), (Some((_, first)), Some((_, last))) if last < first);
    descents > 1 || descents == 1 && !closes
}

/// Adds what the two names have in common, and in what they differ harmlessly.
fn tell(one: &Name, other: &Name, pairs: &[Pair], reasons: &mut Reasons) {
    let mut equal = true;
    for pair in pairs {
        let (Some(left), Some(right)) = (one.members.get(pair.one), other.members.get(pair.other))
        else {
            continue;
        };
        if pair.counts != (1, 1) {
            reasons.add(Reason::Hyphen);
        }
        match pair.agreement {
            Agreement::Initial => {
                if left.role != right.role {
                    reasons.add(Reason::Initial);
                    equal = false;
                }
                continue;
            }
            Agreement::Given(given::Kind::Short) => reasons.add(Reason::Nickname),
            Agreement::Given(given::Kind::Same) => reasons.add(Reason::Respelling),
            _ if pair.likeness.endings != (0, 0) => reasons.add(Reason::CaseEnding),
            _ => {}
        }
        if left.text == right.text {
            continue;
        }
        equal = false;
        let script = script(&left.text);
        if script != self::script(&right.text) {
            reasons.add(Reason::Script);
        } else if pair.likeness.endings == (0, 0) && pair.counts == (1, 1) {
            let folded =
                crate::lexicon::fold::fold(&left.text) == crate::lexicon::fold::fold(&right.text);
            reasons.add(if folded { Reason::Diacritics } else { Reason::Respelling });
        }
    }
    let paired = pairs.len() == one.members.len() && pairs.len() == other.members.len();
    if equal && paired {
        reasons.add(Reason::SameLetters);
    }
    let counted = |place: fn(&Pair) -> usize| pairs.iter().map(place).sum::<usize>();
    if counted(|pair| pair.counts.0) < one.members.len()
        || counted(|pair| pair.counts.1) < other.members.len()
    {
        reasons.add(Reason::OmittedPart);
    }
    let mut places: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    places.sort_unstable();
    if places.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if a > b)) {
        reasons.add(Reason::Order);
    }
}

/// A number for the script of a word: the block of its first letter, all of Latin being one.
fn script(text: &str) -> u32 {
    match text.chars().next().map_or(0, u32::from) {
        0..0x370 | 0x1e00..0x1f00 => 0,
        code if (0x4e00..0xa000).contains(&code) => 0x4e,
        code => code >> 8,
    }
}
