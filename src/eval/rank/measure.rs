//! Measures of a ranked list against judgements.
//!
//! As `trec_eval` has them: `map`, `ndcg_cut_10`, `recall_100`, and `recip_rank`
//! of the first ten. A document without a judgement is not relevant.

use std::collections::BTreeMap;

use serde::Serialize;

/// Measures of one question, or means over several; each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// Average precision: the mean, over the relevant documents, of the precision at the place
    /// where each is found; 0 for those that are not.
    pub map: f64,
    /// Normalised discounted cumulative gain of the first ten (Järvelin, Kekäläinen: Cumulated
    /// gain-based evaluation of IR techniques, 2002), with the grades as gains.
    pub ndcg_10: f64,
    /// Share of the relevant documents that is among the first hundred.
    pub recall_100: f64,
    /// 1 through the place of the first relevant document, if it is among the first ten.
    pub rr_10: f64,
}

/// A measure by name.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// As in tables.
    pub name: &'static str,
    /// Its value.
    pub of: fn(&Measures) -> f64,
    /// Where its value is kept.
    pub of_mut: fn(&mut Measures) -> &mut f64,
}

/// The measures, in the order of tables.
pub const MEASURES: [Measure; 4] = [
    Measure { name: "MAP", of: |all| all.map, of_mut: |all| &mut all.map },
    Measure { name: "nDCG@10", of: |all| all.ndcg_10, of_mut: |all| &mut all.ndcg_10 },
    Measure { name: "R@100", of: |all| all.recall_100, of_mut: |all| &mut all.recall_100 },
    Measure { name: "RR@10", of: |all| all.rr_10, of_mut: |all| &mut all.rr_10 },
];

/// The measures of one ranked list of documents; `grades` are their gains, above 0 where a
/// document is relevant.
pub fn measures(found: &[(String, f64)], grades: &BTreeMap<String, i64>) -> Measures {
    let mut gains: Vec<i64> = grades.values().copied().filter(|gain| *gain > 0).collect();
    let relevant = gains.len();
    if relevant == 0 {
        return Measures::default();
    }
    let mut measures = Measures::default();
    let (mut hits, mut gain_10, mut among_100) = (0_usize, 0.0, 0_usize);
    for (index, (document, _)) in found.iter().enumerate() {
        let place = index + 1;
        let gain = grades.get(document).copied().unwrap_or(0);
        if gain <= 0 {
            continue;
        }
        hits += 1;
        measures.map += hits as f64 / place as f64;
        if place <= 10 {
            gain_10 += discounted(gain, place);
            if hits == 1 {
                measures.rr_10 = 1.0 / place as f64;
            }
        }
        if place <= 100 {
            among_100 += 1;
        }
    }
    gains.sort_unstable_by(|one, other| other.cmp(one));
    let best = gains.iter().take(10).enumerate();
    let ideal: f64 = best.map(|(index, gain)| discounted(*gain, index + 1)).sum();
    measures.map /= relevant as f64;
    measures.ndcg_10 = gain_10 / ideal;
    measures.recall_100 = among_100 as f64 / relevant as f64;
    measures
}

fn discounted(gain: i64, place: usize) -> f64 {
    gain as f64 / (place as f64 + 1.0).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_counted_by_hand() {
        let grades = BTreeMap::from([("a", 1), ("b", 3), ("c", 0), ("d", 1), ("e", -1)]);
        let grades: BTreeMap<String, i64> =
            grades.into_iter().map(|(document, gain)| (document.to_owned(), gain)).collect();
        let log = |place: f64| (place + 1.0).log2();
        let ideal = 3.0 / log(1.0) + 1.0 / log(2.0) + 1.0 / log(3.0);
        let last = |place: usize| {
            let mut list = vec!["x"; place - 1];
            list.push("a");
            list
        };
        let cases: &[(Vec<&str>, [f64; 4])] = &[
            (vec![], [0.0; 4]),
            (vec!["b", "a", "d"], [1.0, 1.0, 1.0, 1.0]),
            (
                vec!["c", "a", "x", "b"],
                [
                    (1.0 / 2.0 + 2.0 / 4.0) / 3.0,
                    (1.0 / log(2.0) + 3.0 / log(4.0)) / ideal,
                    2.0 / 3.0,
                    0.5,
                ],
            ),
            (last(10), [1.0 / 30.0, 1.0 / log(10.0) / ideal, 1.0 / 3.0, 0.1]),
            (last(11), [1.0 / 33.0, 0.0, 1.0 / 3.0, 0.0]),
            (last(101), [1.0 / 303.0, 0.0, 0.0, 0.0]),
            (vec!["e", "c"], [0.0; 4]),
        ];
        for (list, expected) in cases {
            let found: Vec<_> = list.iter().map(|name| ((*name).to_owned(), 0.0)).collect();
            let measured = measures(&found, &grades);
            for (measure, expected) in MEASURES.iter().zip(expected) {
                let value = (measure.of)(&measured);
                assert!((value - expected).abs() < 1e-12, "{} {list:?}: {value}", measure.name);
            }
        }
    }
}
