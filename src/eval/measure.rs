//! Counts of what is right and wrong, and the shares made of them.
//!
//! Pure arithmetic. A share of nothing is nothing, not 0 and not 1: where gold
//! has no persons in any report of a language, there is no recall to speak of.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use serde::Serialize;

/// `part` of `whole`, or nothing if there is no whole.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The harmonic mean of precision and recall; one that is missing counts as 0.
///
/// It is missing where gold has something and nothing is given, or the other way
/// round, and neither earns anything.
fn harmonic(precision: Option<f64>, recall: Option<f64>) -> Option<f64> {
    if precision.is_none() && recall.is_none() {
        return None;
    }
    let (precision, recall) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
    let sum = precision + recall;
    Some(if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
}

/// What gold has, what is given, and how much of each is matched by the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Facts in gold.
    pub gold: usize,
    /// Facts in gold that were found.
    pub found: usize,
    /// Facts that were extracted.
    pub given: usize,
    /// Facts that were extracted and are in gold. Differs from `found` only where one fact may
    /// match several.
    pub right: usize,
}

impl Counts {
    /// Counts of two sets of facts that are equal or not.
    pub fn of_sets<T: Ord>(gold: &BTreeSet<T>, given: &BTreeSet<T>) -> Self {
        let both = gold.intersection(given).count();
        Self { gold: gold.len(), found: both, given: given.len(), right: both }
    }

    /// Share of what is given that is right.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.given)
    }

    /// Share of gold that is found.
    pub fn recall(self) -> Option<f64> {
        share(self.found, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> Option<f64> {
        harmonic(self.precision(), self.recall())
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.given += other.given;
        self.right += other.right;
    }
}

/// The dates of reports: each report counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Exactly the date of gold.
    pub exact: usize,
    /// No date, and gold has none.
    pub open: usize,
    /// No date, though gold has one.
    pub missed: usize,
    /// Another date than that of gold, or the same less or more exactly.
    pub wrong: usize,
    /// A date, though gold has none.
    pub invented: usize,
}

impl Published {
    /// Counts one report.
    pub fn of<T: PartialEq>(gold: Option<&T>, given: Option<&T>) -> Self {
        let mut counts = Self::default();
        let place = match (gold, given) {
            (Some(gold), Some(given)) if gold == given => &mut counts.exact,
            (Some(_), Some(_)) => &mut counts.wrong,
            (Some(_), None) => &mut counts.missed,
            (None, Some(_)) => &mut counts.invented,
            (None, None) => &mut counts.open,
        };
        *place = 1;
        counts
    }

    /// Share of reports that are exact or rightly open.
    pub fn share_right(self) -> Option<f64> {
        let right = self.exact + self.open;
        share(right, right + self.missed + self.wrong + self.invented)
    }

    /// The same as counts of facts: a rightly open date is none.
    pub fn counts(self) -> Counts {
        Counts {
            gold: self.exact + self.wrong + self.missed,
            found: self.exact,
            given: self.exact + self.wrong + self.invented,
            right: self.exact,
        }
    }
}

impl AddAssign for Published {
    fn add_assign(&mut self, other: Self) {
        self.exact += other.exact;
        self.open += other.open;
        self.missed += other.missed;
        self.wrong += other.wrong;
        self.invented += other.invented;
    }
}

/// What became of the dates that gold has in texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Resolution {
    /// Gold has days: the same days.
    pub right: usize,
    /// Gold has days: found, but left open.
    pub open: usize,
    /// Gold has days: other days.
    pub wrong: usize,
    /// Gold has days: not found in the text.
    pub unfound: usize,
    /// Gold has no days: left open.
    pub kept_open: usize,
    /// Gold has no days: days, all the same.
    pub invented: usize,
    /// Gold has no days: not found in the text.
    pub unfound_open: usize,
}

impl Resolution {
    /// Of the dates that gold resolves, the share of those resolved rightly.
    pub fn share_right(self) -> Option<f64> {
        share(self.right, self.resolvable())
    }

    /// Of the dates that gold resolves, the share of those left open.
    pub fn share_open(self) -> Option<f64> {
        share(self.open, self.resolvable())
    }

    /// Of the dates that gold resolves, the share of those resolved to other days.
    pub fn share_wrong(self) -> Option<f64> {
        share(self.wrong, self.resolvable())
    }

    /// Of the dates of gold that were given days, the share of those where gold has others or none.
    pub fn share_misled(self) -> Option<f64> {
        let misled = self.wrong + self.invented;
        share(misled, self.right + misled)
    }

    /// Of the dates that gold leaves open, the share of those found and left open.
    pub fn share_kept_open(self) -> Option<f64> {
        share(self.kept_open, self.kept_open + self.invented + self.unfound_open)
    }

    fn resolvable(self) -> usize {
        self.right + self.open + self.wrong + self.unfound
    }
}

impl AddAssign for Resolution {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.open += other.open;
        self.wrong += other.wrong;
        self.unfound += other.unfound;
        self.kept_open += other.kept_open;
        self.invented += other.invented;
        self.unfound_open += other.unfound_open;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, expected: f64) {
        let close = found.is_some_and(|found| (found - expected).abs() < 1e-12);
        assert!(close, "{found:?}, expected {expected}");
    }

    #[test]
    fn shares_of_nothing_are_nothing() {
        let nothing = Counts::default();
        assert_eq!((nothing.precision(), nothing.recall(), nothing.f1()), (None, None, None));
        assert_eq!(Published::default().share_right(), None);
        assert_eq!(Resolution::default().share_misled(), None);
        assert_eq!(share(0, 0), None);
        close(share(0, 3), 0.0);
    }

    #[test]
    fn precision_recall_and_f1_are_those_of_the_textbook() {
        // 3 of 4 given are right, 3 of 6 are found: 2 · 3/4 · 1/2 / (3/4 + 1/2) = 3/5.
        let counts = Counts { gold: 6, found: 3, given: 4, right: 3 };
        close(counts.precision(), 0.75);
        close(counts.recall(), 0.5);
        close(counts.f1(), 0.6);
    }

    #[test]
    fn f1_is_nought_where_one_side_is_empty_or_nothing_fits() {
        let missed = Counts { gold: 2, ..Counts::default() };
        assert_eq!(missed.precision(), None);
        close(missed.f1(), 0.0);
        let invented = Counts { given: 2, ..Counts::default() };
        assert_eq!(invented.recall(), None);
        close(invented.f1(), 0.0);
        close(Counts { gold: 1, given: 1, ..Counts::default() }.f1(), 0.0);
    }

    #[test]
    fn sets_are_compared_member_by_member() {
        let counts = Counts::of_sets(&BTreeSet::from(["A", "B", "C"]), &BTreeSet::from(["B", "D"]));
        assert_eq!(counts, Counts { gold: 3, found: 1, given: 2, right: 1 });
        let mut sum = counts;
        sum += counts;
        assert_eq!(sum, Counts { gold: 6, found: 2, given: 4, right: 2 });
    }

    #[test]
    fn a_report_falls_under_one_of_five() {
        let mut all = Published::default();
        for (gold, given) in [
            (Some(1), Some(1)),
            (Some(1), Some(1)),
            (Some(1), Some(2)),
            (Some(1), None),
            (None, Some(1)),
            (None, None),
            (None, None),
            (None, None),
        ] {
            all += Published::of(gold.as_ref(), given.as_ref());
        }
        assert_eq!(all, Published { exact: 2, open: 3, missed: 1, wrong: 1, invented: 1 });
        close(all.share_right(), 5.0 / 8.0);
        assert_eq!(all.counts(), Counts { gold: 4, found: 2, given: 4, right: 2 });
    }

    #[test]
    fn resolution_counts_what_is_not_found_too() {
        let resolution = Resolution {
            right: 4,
            open: 2,
            wrong: 1,
            unfound: 1,
            kept_open: 3,
            invented: 1,
            unfound_open: 2,
        };
        close(resolution.share_right(), 0.5);
        close(resolution.share_open(), 0.25);
        close(resolution.share_wrong(), 0.125);
        // Days were given to 4 + 1 + 1, and 1 + 1 of them are not gold's.
        close(resolution.share_misled(), 1.0 / 3.0);
        close(resolution.share_kept_open(), 0.5);
        let mut sum = resolution;
        sum += resolution;
        assert_eq!((sum.right, sum.unfound_open), (8, 4));
    }
}
