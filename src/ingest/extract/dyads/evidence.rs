//! What speaks for each pair of states, gathered sentence by sentence.

use crate::lexicon::country::{Code, Mention};
use crate::span::Span;

use super::pairs::{Pairs, pair};
use super::sentence::{Party, compounds, is_destination};
use super::words::{Role, Word};

/// What each kind of evidence weighs; set by hand on annotated reports of three collections.
pub(super) struct Weights;

impl Weights {
    const TITLE: f64 = 3.0;
    /// By the order of sentences that name any state.
    const LEAD: [f64; 3] = [2.0, 1.5, 1.2];
    /// By the number of states that count in one sentence, from two on.
    const CROWD: [f64; 4] = [1.0, 0.7, 0.4, 0.15];
    const COMPOUND: f64 = 1.5;
    const DEALING: f64 = 1.4;
    /// Two states of one list, if a third deals with each of them.
    const PARTNERS_OF_A_THIRD: f64 = 0.25;
    /// A state of a list and one that follows: `Serbia and Hungary spoke of Ukraine`.
    const TOPIC: f64 = 0.5;
    /// Share of what a sentence with one state says of its dealings with the centre of the report.
    const IMPLIED: f64 = 0.5;
    /// The same if it tells of a stop of a guest: `in Skopje he spoke with the Macedonian minister`.
    const STOP: f64 = 1.0;
    /// Share of the lesser prominence that a pair gains without meeting in a sentence.
    const BOTH_PROMINENT: f64 = 0.5;
    /// By how much the state named first is more likely the centre.
    const AGENT: f64 = 1.25;
    /// Least share of the prominence of a place of travel that makes a state the traveller's.
    const TRAVELLER: f64 = 0.25;
}

/// What speaks for a pair.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    pub strength: f64,
    /// The most that one sentence gave, and which.
    best: f64,
    pub span: Span,
    /// The most that a sentence gave which names no other state and tells of dealings.
    pub own: f64,
    /// Whether a sentence tells that one was received in the other's capital.
    pub stop: bool,
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

/// The evidence of a report; states go by their numbers in it.
pub(super) struct Gathered {
    /// The states that the report names, in order.
    states: Vec<Code>,
    pairs: Pairs<Evidence>,
    prominence: Vec<Option<f64>>,
    /// Dealings of a state that is alone in its sentence.
    alone: Vec<Option<Evidence>>,
    /// States in whose capital somebody is received, in order.
    hosts: Vec<usize>,
    /// Pairs that stand beside each other as partners or places of travel of a third.
    apart: Pairs<Evidence>,
    order: usize,
    /// The state named first where two are named first.
    agent: Option<usize>,
    /// Three states that the title or the lead names in one list as dealing with each other.
    pub three: Option<[Code; 3]>,
    /// Pairs of a traveller with each place of the one tour that the title or the lead tells of.
    pub tour: Vec<[Code; 2]>,
}

impl Gathered {
    /// Nothing yet of a report that names these states.
    pub(super) fn new(mut states: Vec<Code>) -> Self {
        states.sort_unstable();
        states.dedup();
        let count = states.len();
        Self {
            states,
            pairs: Pairs::new(count),
            prominence: vec![None; count],
            alone: vec![None; count],
            hosts: Vec::new(),
            apart: Pairs::new(count),
            order: 0,
            agent: None,
            three: None,
            tour: Vec::new(),
        }
    }

    /// The states that the report names, in order.
    pub(super) fn states(&self) -> &[Code] {
        &self.states
    }

    /// No more pairs than this have anything.
    pub(super) fn most_pairs(&self) -> usize {
        self.pairs.most()
    }

    /// The pairs with what speaks for them, in order of their codes.
    pub(super) fn pairs(&self) -> impl Iterator<Item = ([Code; 2], Evidence)> {
        self.pairs.iter().filter_map(|([one, other], evidence)| {
            Some(([*self.states.get(one)?, *self.states.get(other)?], *evidence))
        })
    }

    fn number(&self, code: Code) -> Option<usize> {
        self.states.binary_search(&code).ok()
    }

    /// Adds what one sentence says; `title` if it is the title.
    pub(super) fn add(
        &mut self,
        body: &str,
        sentence: Span,
        title: bool,
        parties: &[Party],
        mentions: &[Mention],
        words: &[Word],
    ) {
        if parties.is_empty() {
            return;
        }
        let place = if title {
            Weights::TITLE
        } else {
            Weights::LEAD.get(self.order).copied().unwrap_or(1.0)
        };
        self.order += usize::from(!title);
        let numbers: Vec<usize> =
            parties.iter().filter_map(|party| self.number(party.code)).collect();
        for (party, number) in parties.iter().zip(&numbers) {
            if let Some(prominence) = self.prominence.get_mut(*number) {
                *prominence.get_or_insert_default() += place * party.weight;
            }
        }
        if let ([first, _, ..], None) = (numbers.as_slice(), self.agent) {
            self.agent = Some(*first);
        }
        let dealing = words.iter().any(|word| word.role.is_dealing());
        let received = words.iter().any(|word| word.role.is_of_hosts());
        let visited = |party: &Party| {
            let guests = || parties.iter().any(|other| !other.place);
            received && party.place && (party.stop || guests())
        };
        let hosts = parties.iter().zip(&numbers).filter(|(party, _)| visited(party));
        self.hosts.extend(hosts.map(|(_, number)| *number));
        if let ([party], [number], true) = (parties, numbers.as_slice(), dealing)
            && let Some(alone) = self.alone.get_mut(*number)
        {
            let alone = alone.get_or_insert_default();
            alone.add(place * party.weight, sentence);
            alone.stop |= party.stop && received;
        }
        let deals = place * if dealing { Weights::DEALING } else { 1.0 };
        let shape = Shape::of(body, parties, words);
        if let ([one, other, third], true) = (parties, self.order <= Weights::LEAD.len())
            && dealing
            && !shape.travels
            && shape.list.is_some_and(|(_, members)| members == 3)
            && shape.crowd == 3
        {
            self.three = self.three.or(Some([one.code, other.code, third.code]));
        }
        if self.tour.is_empty() && self.order <= Weights::LEAD.len() {
            self.tour = shape.tour(parties, words);
        }
        let numbered = || parties.iter().zip(&numbers);
        for (at, (one, number)) in numbered().enumerate() {
            for (other, second) in numbered().skip(at + 1) {
                let (part, apart) = shape.share(one, other);
                let gain = deals * one.weight.min(other.weight) * part;
                let pair = pair(*number, *second);
                let evidence = if apart { &mut self.apart } else { &mut self.pairs };
                let Some(evidence) = evidence.get_or(pair, Evidence::default()) else { continue };
                evidence.add(gain, sentence);
                if !apart && dealing && parties.len() == 2 {
                    evidence.own = evidence.own.max(gain);
                    evidence.stop |= received && one.stop != other.stop && one.place != other.place;
                }
            }
        }
        for compound in compounds(body, mentions) {
            let weight =
                |code| parties.iter().find(|party| party.code == code).map(|party| party.weight);
            let lesser =
                compound.map(weight).into_iter().map(Option::unwrap_or_default).fold(1.0, f64::min);
            let [one, other] = compound.map(|code| self.number(code));
            if lesser > 0.0
                && let (Some(one), Some(other)) = (one, other)
                && let Some(evidence) = self.pairs.get_or(pair(one, other), Evidence::default())
            {
                evidence.add(deals * lesser * Weights::COMPOUND, sentence);
            }
        }
    }

    /// The state that has most to do with others, among those that `may` be.
    fn centre(&self, may: impl Fn(usize) -> bool) -> Option<usize> {
        let mut sums = self.prominence.clone();
        for (pair, evidence) in self.pairs.iter() {
            for state in pair {
                if let Some(sum) = sums.get_mut(state) {
                    *sum.get_or_insert_default() += evidence.strength;
                }
            }
        }
        if let Some(Some(sum)) = self.agent.and_then(|agent| sums.get_mut(agent)) {
            *sum *= Weights::AGENT;
        }
        // Of equals the first in order of codes.
        let sums = sums.iter().enumerate().rev();
        let candidates = sums.filter_map(|(state, sum)| Some((state, (*sum)?)));
        let candidates = candidates.filter(|(state, _)| may(*state));
        candidates.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(state, _)| state)
    }

    /// Of the two states that have most to do with each other the one that comes to the other's
    /// capital, if one does; else the centre.
    fn guest(&self, centre: usize) -> usize {
        let strongest =
            self.pairs.iter().max_by(|one, other| one.1.strength.total_cmp(&other.1.strength));
        let Some((pair, _)) = strongest else { return centre };
        let host = self.hosts.iter().find(|host| pair.contains(host));
        let guest = host.and_then(|host| pair.iter().find(|state| *state != host));
        guest.copied().unwrap_or(centre)
    }

    /// Adds what follows from the whole: dealings with the centre, and prominence of both.
    pub(super) fn complete(&mut self, lead: Span) {
        self.give_to_the_traveller();
        let Some(centre) = self.centre(|_| true) else { return };
        let guest = self.guest(centre);
        for (state, alone) in self.alone.iter().enumerate() {
            let Some(alone) = alone else { continue };
            let (other, share) =
                if alone.stop { (guest, Weights::STOP) } else { (centre, Weights::IMPLIED) };
            if state != other
                && let Some(evidence) = self.pairs.get_or(pair(state, other), Evidence::default())
            {
                evidence.add(share * alone.strength, alone.span);
                evidence.stop |= alone.stop;
            }
        }
        let prominent: Vec<(usize, f64)> = self
            .prominence
            .iter()
            .enumerate()
            .filter_map(|(state, prominence)| Some((state, (*prominence)?)))
            .collect();
        for (at, &(one, left)) in prominent.iter().enumerate() {
            for &(other, right) in prominent.iter().skip(at + 1) {
                let pair = [one, other];
                let gain = Weights::BOTH_PROMINENT * left.min(right);
                let new = Evidence { strength: 0.0, span: lead, ..Evidence::default() };
                let Some(evidence) = self.pairs.get_or(pair, new) else { continue };
                if self.apart.get(pair).is_none_or(|apart| apart.strength < evidence.strength) {
                    evidence.strength += gain;
                }
            }
        }
    }

    /// What lists of places of travel say goes to the pairs of the traveller with each place; where
    /// the report names no traveller's state, little is known.
    fn give_to_the_traveller(&mut self) {
        if self.apart.is_empty() {
            return;
        }
        let given: Vec<([usize; 2], Evidence)> =
            self.apart.iter().map(|(pair, apart)| (pair, *apart)).collect();
        let elsewhere = |state: usize| given.iter().all(|(pair, _)| !pair.contains(&state));
        let traveller =
            self.agent.filter(|&agent| elsewhere(agent)).or_else(|| self.centre(elsewhere));
        let prominence =
            |state: &usize| self.prominence.get(*state).copied().flatten().unwrap_or_default();
        for (listed, apart) in &given {
            let most = listed.iter().map(prominence).fold(0.0, f64::max);
            let direct = self.pairs.get(*listed).map_or(0.0, |evidence| evidence.strength);
            let third = traveller.filter(|third| {
                direct < apart.strength && prominence(third) >= Weights::TRAVELLER * most
            });
            if let Some(third) = third {
                for place in listed {
                    let pair = pair(*place, third);
                    if let Some(evidence) = self.pairs.get_or(pair, Evidence::default()) {
                        evidence.add(apart.strength, apart.span);
                        evidence.own = evidence.own.max(apart.strength);
                    }
                }
            } else if let Some(evidence) = self.pairs.get_or(*listed, Evidence::default()) {
                evidence.add(Weights::PARTNERS_OF_A_THIRD * apart.strength, apart.span);
            }
        }
    }
}

/// Two codes in order.
fn codes(one: Code, other: Code) -> [Code; 2] {
    if one < other { [one, other] } else { [other, one] }
}

/// How the states of one sentence stand to each other.
struct Shape {
    /// The one list of the sentence, with the number of its states, if there is just one.
    list: Option<(usize, usize)>,
    /// Whether a state outside the list deals with each of it.
    led: bool,
    /// Whether the list is where somebody goes.
    travels: bool,
    /// Whether no state is named but for its capital as a place: somebody goes from one to another.
    places: bool,
    /// How many states count.
    crowd: usize,
}

impl Shape {
    fn of(body: &str, parties: &[Party], words: &[Word]) -> Self {
        const COUNTS: f64 = 0.3;
        let crowd = parties.iter().filter(|party| party.weight > COUNTS).count();
        let mut lists: Vec<usize> = parties.iter().filter_map(|party| party.list).collect();
        let members = lists.len();
        lists.dedup();
        let list = match lists.as_slice() {
            [list] if members > 1 => Some((*list, members)),
            _ => None,
        };
        let listed = |party: &&Party| list.is_some_and(|(list, _)| party.list == Some(list));
        let start = parties.iter().filter(listed).map(|party| party.start).min().unwrap_or(0);
        let outside = || parties.iter().filter(|party| !listed(party) && party.weight > COUNTS);
        let led = outside().any(|party| party.start < start || is_partner(body, party, words));
        let has = |role: Role| words.iter().any(|word| word.role == role);
        let only_travel =
            !words.iter().any(|word| word.role.is_dealing() && word.role != Role::Visit);
        let travels = list.is_some()
            && outside().next().is_none()
            && has(Role::Visit)
            && (only_travel || is_destination(body, start));
        let mut counting = parties.iter().filter(|party| party.weight >= COUNTS);
        let places = counting.all(|party| party.place);
        Self { list, led, travels, places, crowd }
    }

    /// Pairs of the state that leads up to a list with each of it, if somebody travels there.
    fn tour(&self, parties: &[Party], words: &[Word]) -> Vec<[Code; 2]> {
        const STOPS: std::ops::RangeInclusive<usize> = 2..=4;
        let Some((list, members)) = self.list else { return Vec::new() };
        let [traveller, places @ ..] = parties else { return Vec::new() };
        let tours = self.crowd == members + 1
            && places.len() == members
            && STOPS.contains(&members)
            && traveller.list.is_none()
            && places.iter().all(|place| place.list == Some(list))
            && words.iter().any(|word| word.role == Role::Visit);
        if tours {
            places.iter().map(|place| codes(traveller.code, place.code)).collect()
        } else {
            Vec::new()
        }
    }

    /// What a pair gains of what the sentence gives, and whether both are partners of a third.
    fn share(&self, one: &Party, other: &Party) -> (f64, bool) {
        let crowd = |count: usize| {
            let last = Weights::CROWD.len() - 1;
            Weights::CROWD.get(count.saturating_sub(2).min(last)).copied().unwrap_or_default()
        };
        // Each of two who receive somebody at home does so by itself.
        if one.stop && other.stop || self.places && one.place && other.place {
            return (crowd(self.crowd), true);
        }
        let Some((list, members)) = self.list else { return (crowd(self.crowd), false) };
        match (one.list == Some(list), other.list == Some(list)) {
            (true, true) if self.travels => (crowd(members), true),
            (true, true) if self.led => (crowd(members) * Weights::PARTNERS_OF_A_THIRD, false),
            (true, true) => (crowd(members), false),
            (false, false) => (crowd(self.crowd), false),
            // One state with each of a list: the list counts as one.
            _ if self.led => (crowd(members).max(crowd(self.crowd)), false),
            _ => (crowd(self.crowd) * Weights::TOPIC, false),
        }
    }
}

/// Whether a word of working together leads up to a state: `the partners of Armenia`.
fn is_partner(body: &str, party: &Party, words: &[Word]) -> bool {
    const NEAR: usize = 12;
    words.iter().any(|word| {
        let gap = body.get(word.span.end..party.start);
        word.role == Role::Cooperate && gap.is_some_and(|gap| gap.len() <= NEAR)
    })
}
