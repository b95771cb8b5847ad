//! Which of the pairs a report is about.

use crate::lexicon::country::Code;
use crate::report::Dyad;

use super::evidence::{Evidence, Gathered};
use super::sentence::{is_former, is_former_form};

/// Most pairs that a report keeps.
pub(super) const MOST_PAIRS: usize = 20;

struct Limits;

impl Limits {
    /// A pair is a subject from this strength on …
    const SUBJECT: f64 = 0.6;
    /// … and from this share of the strongest pair.
    const BESIDE_THE_STRONGEST: f64 = 0.6;
    /// … or, in a gathering of many states, from this one.
    const OUTSTANDING: f64 = 0.9;
    /// A pair counts as by the way below this share of what both have to do with a third.
    const CLEARLY: f64 = 0.8;
    /// Beside the strongest a pair of the same state is a subject too if a sentence of its own
    /// gives so much …
    const OWN: f64 = 1.4;
    /// … and all in all it has this share.
    const OWN_SHARE: f64 = 0.45;
    /// … or this one, if it is a stop of a guest.
    const STOP_SHARE: f64 = 0.1;
    /// Share of the strongest pair that each pair of three states must have which act together.
    const AMONG_THREE: f64 = 0.4;
    /// Share of the strongest pair that each stop of a tour must have.
    const ON_TOUR: f64 = 0.3;
    /// Strength at which the score is one half.
    const HALF: f64 = 3.0;

    /// The least strength of a subject: a long report names many states by the way.
    fn least(sentences: usize) -> f64 {
        const BY_SENTENCE: f64 = 0.04;
        const MOST: f64 = 3.0;
        (sentences as f64 * BY_SENTENCE).clamp(Self::SUBJECT, MOST)
    }
}

/// Two states with what speaks for them.
type Pair = ([Code; 2], Evidence);

/// The pairs of a report.
pub(super) struct Ranked {
    pub dyads: Vec<Dyad>,
    /// Whether so many pairs are equally strong that none is a subject.
    pub many: bool,
}

/// The pairs, strongest first, those that the report is about before all others.
pub(super) fn ranked(gathered: &Gathered, sentences: usize) -> Ranked {
    let mut pairs: Vec<Pair> = Vec::with_capacity(gathered.most_pairs());
    pairs.extend(gathered.pairs());
    if gathered.states().iter().any(|state| is_former(*state)) {
        pairs.retain(|([one, other], _)| !is_former_form(*one, *other));
    }
    // Stable, and the table was in order: equals are in order of their codes.
    let mut order: Vec<(f64, usize)> =
        pairs.iter().enumerate().map(|(at, (_, evidence))| (evidence.strength, at)).collect();
    order.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let pairs: Vec<Pair> = order.iter().filter_map(|(_, at)| pairs.get(*at).copied()).collect();
    let least = Limits::least(sentences);
    let subjects = subjects(&pairs, gathered.three, &gathered.tour, least);
    let many = pairs.first().is_some_and(|(_, strongest)| strongest.strength >= least);
    let about = pairs.iter().filter(|(pair, _)| subjects.contains(pair));
    let count = about.clone().count();
    let others = pairs.iter().filter(|(pair, _)| !subjects.contains(pair));
    let dyads =
        about.chain(others).take(MOST_PAIRS).enumerate().map(|(place, (countries, evidence))| {
            let score = evidence.strength / (evidence.strength + Limits::HALF);
            // Three places are all that the weights can bear.
            let score = ((score * 1000.0).round() / 1000.0) as f32;
            Dyad { countries: *countries, subject: place < count, score, span: evidence.span }
        });
    Ranked { dyads: dyads.collect(), many }
}

/// The pairs that the report is about.
///
/// A tour makes several pairs with one state in all of them, three signatories
/// make three pairs; more than that is a gathering, about which pairs say
/// nothing unless a few stand out.
fn subjects(
    pairs: &[Pair],
    three: Option<[Code; 3]>,
    tour: &[[Code; 2]],
    least: f64,
) -> Vec<[Code; 2]> {
    const SIGNATORIES: usize = 3;
    let strongest = pairs.first().map_or(0.0, |(_, evidence)| evidence.strength);
    let reaching = |share: f64| {
        let least = least.max(strongest * share);
        let mut reaching: Vec<Pair> =
            pairs.iter().take_while(|(_, evidence)| evidence.strength >= least).copied().collect();
        if reaching.len() > 2 {
            let all = Strengths::of(&reaching);
            reaching.retain(|pair| !all.is_by_the_way(pair));
        }
        reaching
    };
    let centre = |pairs: &[Pair]| {
        let (first, _) = pairs.first()?;
        first.iter().copied().find(|state| pairs.iter().all(|(pair, _)| pair.contains(state)))
    };
    let few = |pairs: &Vec<Pair>| pairs.len() <= SIGNATORIES || centre(pairs).is_some();
    let shares = [Limits::BESIDE_THE_STRONGEST, Limits::OUTSTANDING];
    let mut subjects = shares.into_iter().map(reaching).find(few).unwrap_or_default();
    // Three that act as one make three pairs, even if one says more of itself than the others.
    let among =
        |pair: &Pair| three.is_some_and(|three| pair.0.iter().all(|code| three.contains(code)));
    let reach = |pair: &&Pair| pair.1.strength >= strongest * Limits::AMONG_THREE;
    let of_three: Vec<Pair> =
        pairs.iter().filter(|pair| among(pair)).filter(reach).copied().collect();
    if of_three.len() == 3 && subjects.iter().all(among) {
        subjects = of_three;
    } else {
        let known = subjects.len();
        // Of one pair either state may have others.
        let central = |code: &Code| subjects.iter().all(|(pair, _)| pair.contains(code));
        let toured = subjects.iter().all(|(pair, _)| tour.contains(pair));
        let own = |(pair, evidence): &&Pair| {
            if toured {
                // The list of stops is whole: what else is named was passed by.
                let stop = tour.contains(pair);
                return known > 0 && stop && evidence.strength >= strongest * Limits::ON_TOUR;
            }
            known > 0
                && pair.iter().any(central)
                && (known > 1
                    && evidence.own >= Limits::OWN
                    && evidence.strength >= strongest * Limits::OWN_SHARE
                    || evidence.stop && evidence.strength >= strongest * Limits::STOP_SHARE)
        };
        let more: Vec<_> = pairs.iter().skip(known).filter(own).copied().collect();
        subjects.extend(more);
    }
    subjects.into_iter().map(|(pair, _)| pair).collect()
}

/// How much each of some states has to do with each other one.
struct Strengths {
    states: Vec<Code>,
    /// A line for each state.
    lines: Vec<Vec<f64>>,
}

impl Strengths {
    fn of(pairs: &[Pair]) -> Self {
        let mut states: Vec<Code> = pairs.iter().flat_map(|(pair, _)| *pair).collect();
        states.sort_unstable();
        states.dedup();
        let mut lines = vec![vec![0.0; states.len()]; states.len()];
        for (pair, evidence) in pairs {
            let [Ok(one), Ok(other)] = pair.map(|code| states.binary_search(&code)) else {
                continue;
            };
            for (one, other) in [(one, other), (other, one)] {
                if let Some(cell) = lines.get_mut(one).and_then(|line| line.get_mut(other)) {
                    *cell = evidence.strength;
                }
            }
        }
        Self { states, lines }
    }

    /// Whether two states only come together because both deal with a third: each has clearly more
    /// to do with that one.
    fn is_by_the_way(&self, (pair, evidence): &Pair) -> bool {
        let line = |code| self.states.binary_search(&code).ok().and_then(|at| self.lines.get(at));
        let [Some(one), Some(other)] = pair.map(line) else { return false };
        let clearly = |strength: f64| evidence.strength < Limits::CLEARLY * strength;
        one.iter().zip(other).any(|(one, other)| clearly(*one) && clearly(*other))
    }
}
