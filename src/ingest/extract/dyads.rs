//! Dyads: the pairs of states that a report is about, and those it names together.
//!
//! Takes the body, its title and sentences and the mentions of states; gives
//! pairs with a score, those the report is about first. A pair gains where a
//! sentence names both, more so in the title and the lead, in a compound
//! (`Serbian–Hungarian`) and next to words of dealing with each other; a
//! sentence that lists many states hardly counts, so that a meeting of ten does
//! not make forty-five pairs. Capitals after `in` are places, datelines
//! nothing. The weights were set by hand on annotated reports; see [`Weights`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::country::{Code, Kind, Mention};
use crate::lexicon::fold::fold;
use crate::report::Dyad;
use crate::span::Span;

/// Most pairs that a report keeps.
const MOST_PAIRS: usize = 20;

static COOPERATION: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| stems(include_str!("cooperation.txt")));
static WAR: LazyLock<Vec<&'static str>> = LazyLock::new(|| stems(include_str!("war.txt")));

/// Words that put a capital after them in its place: `in Belgrade`, `у Београду`.
const LOCATIVES: [&str; 34] = [
    "in", "at", "near", "from", "to", "u", "iz", "kod", "у", "из", "в", "во", "из", "под", "w",
    "we", "z", "v", "ve", "en", "a", "à", "au", "em", "na", "de", "di", "la", "în", "im", "nach",
    "aus", "στο", "στη",
];

/// What each kind of evidence weighs.
struct Weights;

impl Weights {
    const TITLE: f64 = 3.0;
    /// By the order of sentences that name any state.
    const LEAD: [f64; 3] = [2.0, 1.5, 1.2];
    const CAPITAL: f64 = 0.8;
    const VENUE: f64 = 0.4;
    /// By the number of states in one sentence, from two on.
    const CROWD: [f64; 4] = [1.0, 0.7, 0.4, 0.15];
    const COMPOUND: f64 = 1.5;
    const COOPERATION: f64 = 1.4;
    const WAR: f64 = 0.3;
    /// Share of the lesser prominence that a pair gains without meeting in a sentence.
    const BOTH_PROMINENT: f64 = 0.5;
    /// A pair is a subject from this strength on …
    const SUBJECT: f64 = 0.6;
    /// … and from this share of the strongest pair.
    const BESIDE_THE_STRONGEST: f64 = 0.6;
    /// … or, in a gathering of many states, from this one.
    const OUTSTANDING: f64 = 0.9;
    /// Strength at which the score is one half.
    const HALF: f64 = 3.0;
}

/// The pairs of states in `body`, strongest first, subjects before all others.
///
/// `title` is where the title stands in the body, if it does; `sentences` and
/// `mentions` are in order.
pub(crate) fn dyads(
    body: &str,
    title: Option<Span>,
    sentences: &[Span],
    mentions: &[Mention],
) -> Vec<Dyad> {
    let mut pairs: BTreeMap<[Code; 2], Evidence> = BTreeMap::new();
    let mut prominence: BTreeMap<Code, f64> = BTreeMap::new();
    let mut rest = mentions;
    let mut order = 0;
    for &sentence in sentences {
        let (within, after) = split_at(rest, sentence.end);
        rest = after;
        let states = states(body, sentence, within);
        if states.is_empty() {
            continue;
        }
        let is_title = title.is_some_and(|title| title.overlaps(sentence));
        let place = if is_title {
            Weights::TITLE
        } else {
            Weights::LEAD.get(order).copied().unwrap_or(1.0)
        };
        order += usize::from(!is_title);
        for (&code, weight) in &states {
            *prominence.entry(code).or_default() += place * weight;
        }
        if states.len() > 1 {
            let deals = dealings(sentence.of(body));
            let crowd = Weights::CROWD[(states.len() - 2).min(Weights::CROWD.len() - 1)];
            each_pair(&states, |pair, weight| {
                let compound =
                    if is_compound(body, within, pair) { Weights::COMPOUND } else { 0.0 };
                let gain = place * deals * (crowd * weight + compound);
                pairs.entry(pair).or_default().add(gain, sentence);
            });
        }
    }
    let lead = title.or(sentences.first().copied()).unwrap_or_default();
    each_pair(&prominence, |pair, lesser| {
        pairs
            .entry(pair)
            .or_insert_with(|| Evidence { strength: 0.0, best: 0.0, span: lead })
            .strength += Weights::BOTH_PROMINENT * lesser;
    });
    ranked(pairs)
}

/// What speaks for a pair.
#[derive(Default)]
struct Evidence {
    strength: f64,
    /// The most that one sentence gave, and which.
    best: f64,
    span: Span,
}

impl Evidence {
    fn add(&mut self, gain: f64, sentence: Span) {
        self.strength += gain;
        if gain > self.best {
            self.best = gain;
            self.span = sentence;
        }
    }
}

fn ranked(pairs: BTreeMap<[Code; 2], Evidence>) -> Vec<Dyad> {
    let mut pairs: Vec<([Code; 2], Evidence)> = pairs.into_iter().collect();
    // Stable, and the map was in order: equals are in order of their codes.
    pairs.sort_by(|one, other| other.1.strength.total_cmp(&one.1.strength));
    let subjects = count_subjects(&pairs);
    let dyads =
        pairs.into_iter().take(MOST_PAIRS).enumerate().map(|(place, (countries, evidence))| {
            let score = evidence.strength / (evidence.strength + Weights::HALF);
            // Three places are all that the weights can bear.
            let score = ((score * 1000.0).round() / 1000.0) as f32;
            Dyad { countries, subject: place < subjects, score, span: evidence.span }
        });
    dyads.collect()
}

/// How many of the strongest pairs the report is about.
///
/// A tour makes several pairs with one state in all of them, three signatories
/// make three pairs; more than that is a gathering, about which pairs say
/// nothing unless a few stand out.
fn count_subjects(pairs: &[([Code; 2], Evidence)]) -> usize {
    const SIGNATORIES: usize = 3;
    let strongest = pairs.first().map_or(0.0, |(_, evidence)| evidence.strength);
    let reaching = |share: f64| {
        let least = Weights::SUBJECT.max(strongest * share);
        pairs.iter().take_while(|(_, evidence)| evidence.strength >= least).count()
    };
    let few = |count: usize| {
        let pairs = &pairs[..count];
        let tour = pairs.first().is_some_and(|(first, _)| {
            first.iter().any(|state| pairs.iter().all(|(pair, _)| pair.contains(state)))
        });
        count <= SIGNATORIES || tour
    };
    let counts = [Weights::BESIDE_THE_STRONGEST, Weights::OUTSTANDING].map(reaching);
    counts.into_iter().find(|&count| few(count)).unwrap_or(0)
}

/// Calls `each` with every two states and the lesser of their weights.
fn each_pair(states: &BTreeMap<Code, f64>, mut each: impl FnMut([Code; 2], f64)) {
    for (&one, &left) in states {
        for (&other, &right) in states.range(one..).skip(1) {
            each([one, other], left.min(right));
        }
    }
}

/// The states of one sentence with the best weight of their mentions.
fn states(body: &str, sentence: Span, mentions: &[Mention]) -> BTreeMap<Code, f64> {
    let mut states: BTreeMap<Code, f64> = BTreeMap::new();
    for mention in mentions {
        let weight = weight(body, sentence, mention);
        if weight > 0.0 {
            let best = states.entry(mention.code).or_default();
            *best = best.max(weight);
        }
    }
    states
}

fn weight(body: &str, sentence: Span, mention: &Mention) -> f64 {
    match mention.kind {
        Kind::Capital if is_dateline(body, sentence, mention.span) => 0.0,
        Kind::Capital if is_venue(body, mention.span) => Weights::VENUE,
        Kind::Capital => Weights::CAPITAL,
        Kind::Dateline => 0.0,
        Kind::Government | Kind::Name | Kind::Abbreviation | Kind::Demonym | Kind::Institution => {
            1.0
        }
    }
}

/// Whether a capital stands after a word of place.
fn is_venue(body: &str, span: Span) -> bool {
    let before = body.get(..span.start).unwrap_or_default().trim_end();
    let word =
        before.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    LOCATIVES.contains(&word.to_lowercase().as_str())
}

/// Whether a capital only says where the report was written: `BELGRADE, April 1 (Tanjug) –`.
fn is_dateline(body: &str, sentence: Span, span: Span) -> bool {
    const LONGEST: usize = 60;
    let opening = body.get(sentence.start..span.start).unwrap_or("-");
    let after = body.get(span.end..sentence.end).unwrap_or_default();
    let dash = after.find(['–', '—']).into_iter().chain(after.find(" - ")).min();
    opening.trim().is_empty()
        && dash.is_some_and(|dash| {
            let between = after.get(..dash).unwrap_or_default().trim();
            dash < LONGEST && (between.is_empty() || between.starts_with([',', '(', '/', '.']))
        })
}

/// Whether both states of `pair` stand side by side in one compound.
fn is_compound(body: &str, mentions: &[Mention], pair: [Code; 2]) -> bool {
    mentions.windows(2).any(|two| {
        let mut codes = [two[0].code, two[1].code];
        codes.sort_unstable();
        let gap = body.get(two[0].span.end..two[1].span.start).unwrap_or_default();
        codes == pair && matches!(gap, "-" | "–" | "‑" | "‐" | "—")
    })
}

/// How much a sentence that names two states is worth, by what it speaks of.
fn dealings(sentence: &str) -> f64 {
    let folded = fold(sentence);
    let speaks_of = |stems: &[&str]| {
        folded.split(|letter: char| !letter.is_alphanumeric()).any(|word| begins(word, stems))
    };
    if speaks_of(&WAR) {
        Weights::WAR
    } else if speaks_of(&COOPERATION) {
        Weights::COOPERATION
    } else {
        1.0
    }
}

/// Whether `word` begins with one of the sorted `stems`.
fn begins(word: &str, stems: &[&str]) -> bool {
    // Stems that begin a word sort before it, the longest last; others may stand between.
    let mut place = stems.partition_point(|stem| *stem <= word);
    while let Some(stem) = place.checked_sub(1).and_then(|at| stems.get(at)) {
        if word.starts_with(stem) {
            return true;
        }
        if stem.chars().next() != word.chars().next() {
            return false;
        }
        place -= 1;
    }
    false
}

fn stems(text: &'static str) -> Vec<&'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut stems: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    stems.sort_unstable();
    stems
}

/// Parts mentions at the byte where a sentence ends.
fn split_at(mentions: &[Mention], end: usize) -> (&[Mention], &[Mention]) {
    mentions.split_at(mentions.partition_point(|mention| mention.span.start < end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::sentence::sentences;
    use crate::lexicon::country::scan;

    /// Subjects as `HUN-SRB`, strongest first.
    fn subjects(body: &str) -> String {
        let sentences = sentences(body);
        let found = dyads(body, sentences.first().copied(), &sentences, &scan(body));
        let subjects = found.iter().filter(|dyad| dyad.subject);
        subjects
            .map(|dyad| format!("{}-{}", dyad.countries[0], dyad.countries[1]))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_pair_that_deals_is_the_subject() {
        let cases = [
            ("Serbia and Hungary signed a plan. Slovakia may join later.", "HUN-SRB"),
            ("Српско-мађарски састанак. Гости из Русије нису дошли.", "HUN-SRB"),
            (
                "A magyar és a szerb miniszter találkozott. Szóba került az orosz–ukrán háború.",
                "HUN-SRB",
            ),
            ("The minister of Pakistan arrived in Oman.", "OMN-PAK"),
            ("Vučić received guests in Serbia.", ""),
            ("", ""),
        ];
        for (body, expected) in cases {
            assert_eq!(subjects(body), expected, "{body}");
        }
    }

    #[test]
    fn three_signatories_are_three_pairs() {
        assert_eq!(
            subjects("Albania, Croatia and Kosovo signed a declaration."),
            "ALB-HRV ALB-XKX HRV-XKX"
        );
    }

    #[test]
    fn a_long_list_of_states_has_no_subject() {
        let body = "Ministers of Poland, Romania, Bulgaria, Hungary, Slovakia, Latvia, Estonia, Lithuania and Czechia met.";
        assert_eq!(subjects(body), "");
        let sentences = sentences(body);
        assert_eq!(dyads(body, None, &sentences, &scan(body)).len(), MOST_PAIRS);
    }

    #[test]
    fn a_dateline_is_no_party_and_a_venue_a_weak_one() {
        let dateline =
            "BELGRADE, April 1 (Tanjug) – Poland and Lithuania met. Poland and Lithuania agreed.";
        assert_eq!(subjects(dateline), "LTU-POL");
        assert_eq!(subjects("Poland and Lithuania met in Vienna."), "LTU-POL");
        assert_eq!(subjects("Belgrade and Budapest agreed."), "HUN-SRB");
    }

    #[test]
    fn scores_lie_between_nothing_and_one_and_fall() {
        let body = "Serbia and Hungary. Serbia and Croatia met. Hungary, Croatia and Serbia.";
        let found = dyads(body, None, &sentences(body), &scan(body));
        assert!(found.iter().all(|dyad| (0.0..=1.0).contains(&dyad.score)));
        assert!(found.windows(2).all(|two| two[0].score >= two[1].score));
    }
}
