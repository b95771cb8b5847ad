//! The parts of a query, as a snippet is to show them: numbered and valued.
//!
//! A word, a row of words or a field is a part; of what is near each other each
//! operand is one, of a pair of countries each country. What is rare among all
//! reports is worth more, since it tells more of why a report was found.

use crate::query::plan::Clause;
use crate::search::forms::WordForm;
use crate::search::lower::Leaf;
use crate::search::places::Shape;
use crate::search::rarity::rarity;

/// Least worth of a word, that of one which every report holds; the rarest is worth 1.
const COMMONEST: f32 = 0.25;

/// Worth of what a field asks for. How many reports have it is not known here.
const FACT: f32 = 0.8;

/// Most that a row of words is worth, however long.
const LONGEST_ROW: f32 = 2.5;

/// Bounds of what `^` makes of a worth, so that no weight hides all other parts.
const WEIGHTS: (f32, f32) = (0.05, 4.0);

/// The parts of a query.
#[derive(Debug, Default)]
pub(in crate::search) struct Parts {
    /// By number: what each is worth.
    worths: Vec<f32>,
    /// Number of the first part of each leaf, and of all.
    first: Vec<usize>,
}

impl Parts {
    /// The parts of `leaves` in an index of so many reports.
    pub(in crate::search) fn of(leaves: &[Leaf<'_>], reports: u64) -> Self {
        let mut parts = Self::default();
        for leaf in leaves {
            parts.first.push(parts.worths.len());
            let start = parts.worths.len();
            match leaf.clause {
                Clause::Words { .. } => add_operands(&leaf.shape, leaf, reports, &mut parts.worths),
                Clause::Dyad { .. } => parts.worths.extend([FACT; 2]),
                _ => parts.worths.push(FACT),
            }
            let weight = leaf.weight.clamp(WEIGHTS.0, WEIGHTS.1);
            for worth in parts.worths.iter_mut().skip(start) {
                *worth *= weight;
            }
        }
        parts.first.push(parts.worths.len());
        parts
    }

    /// The number of an operand of a leaf.
    pub(super) fn number(&self, leaf: usize, operand: usize) -> usize {
        self.first.get(leaf).copied().unwrap_or_default() + operand
    }

    /// What a part is worth.
    pub(in crate::search) fn worth(&self, part: usize) -> f32 {
        self.worths.get(part).copied().unwrap_or_default()
    }

    /// How many there are.
    pub(in crate::search) fn len(&self) -> usize {
        self.worths.len()
    }

    /// The numbers of the parts of each leaf that has more than one, which are shown best
    /// together.
    pub(in crate::search) fn together(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        self.first.windows(2).filter_map(|two| match two {
            [start, end] if end - start > 1 => Some(*start..*end),
            _ => None,
        })
    }
}

/// What each operand of a shape is worth, counted as [`places::parts`](crate::search::places)
/// counts them.
fn add_operands(shape: &Shape, leaf: &Leaf<'_>, reports: u64, worths: &mut Vec<f32>) {
    if let Shape::Near { operands, .. } = shape {
        for operand in operands {
            add_operands(operand, leaf, reports, worths);
        }
    } else {
        worths.push(worth(shape, leaf, reports));
    }
}

fn worth(shape: &Shape, leaf: &Leaf<'_>, reports: u64) -> f32 {
    match shape {
        Shape::Word(number) => {
            let forms = leaf.words.get(*number).map_or(&[][..], |forms| forms);
            word_worth(forms, reports)
        }
        Shape::Row { items, .. } => {
            let all: f32 = items.iter().map(|item| worth(&item.shape, leaf, reports)).sum();
            all.min(LONGEST_ROW)
        }
        Shape::Either(shapes) => {
            let worths = shapes.iter().map(|shape| worth(shape, leaf, reports));
            worths.min_by(f32::total_cmp).unwrap_or(COMMONEST)
        }
        Shape::Near { operands, .. } => {
            operands.iter().map(|operand| worth(operand, leaf, reports)).sum()
        }
    }
}

/// By the number of reports that hold any of the forms, if none held two.
fn word_worth(forms: &[WordForm], reports: u64) -> f32 {
    let holding: u64 = forms.iter().map(|form| form.reports).sum();
    let (reports, holding) = (reports.max(1) as f32, holding.min(reports) as f32);
    let rarest = rarity(1.0, reports);
    let share = if rarest > 0.0 { (rarity(holding, reports) / rarest).min(1.0) } else { 1.0 };
    COMMONEST + (1.0 - COMMONEST) * share
}
