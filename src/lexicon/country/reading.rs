//! Readings: what one place of a text is taken for.
//!
//! Takes the forms that fit at a place; gives the longest with the states that share it, and what
//! is needed to choose among them once the whole text is known.

use std::cmp::Ordering;

use crate::span::Span;

use super::index::Fit;
use super::table::{self, Mark, Sheet, Sheets};
use super::{Code, Kind};

/// The longest form at one place, with the states that share it.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) mark: Mark,
    /// Letters at the end that are an ending.
    pub(super) ending: usize,
    /// Whether the table writes the form without a capital.
    pub(super) small: bool,
    /// The state, the first in the table where several share the form; nothing for a phrase.
    pub(super) code: Option<Code>,
    /// The others that share it, each in its own way: `عمان` is Oman and Amman.
    pub(super) rivals: Vec<(Code, Kind)>,
    /// The files that have the form, one bit each, and the one that is believed so far.
    pub(super) sheets: Sheets,
    pub(super) sheet: Sheet,
    /// The same word as other files read it, where they do not mean the same state.
    pub(super) elsewhere: Vec<Fit>,
}

impl Reading {
    /// Whether the ending makes the people a language: Hungarian `szerbül`, Turkish `Türkçe`.
    pub(super) fn is_language(&self, text: &str) -> bool {
        let endings: &[&str] = match self.sheet {
            table::HUNGARIAN => &["ul", "ül"],
            table::TURKISH => &["ca", "ce", "ça", "çe"],
            _ => return false,
        };
        let written = self.span.of(text);
        self.kind == Kind::Demonym
            && self.ending == 2
            && endings.iter().any(|ending| written.ends_with(ending))
    }

    /// The same reading `offset` bytes further on.
    pub(super) fn shifted(&self, offset: usize) -> Self {
        let mut shifted = self.clone();
        shifted.span = shifted.span.shifted(offset);
        for fit in &mut shifted.elsewhere {
            fit.start += offset;
            fit.end += offset;
        }
        shifted
    }

    /// The state that is meant and how it is named, given those that the text names beyond doubt.
    pub(super) fn meant(&self, sure: &[Code]) -> Option<(Code, Kind)> {
        let first = self.code.map(|code| (code, self.kind));
        if self.rivals.is_empty() || self.mark == Mark::Usual {
            return first;
        }
        let all = first.iter().chain(&self.rivals);
        let mut named = all.filter(|(code, _)| sure.contains(code));
        match (named.next(), named.next()) {
            (Some(&only), None) => Some(only),
            _ => None,
        }
    }
}

/// The best of the forms that fit at one place.
#[derive(Default)]
pub(super) struct Best {
    pub(super) fits: Vec<Fit>,
}

impl Best {
    /// Longer beats shorter; then a phrase beats a state, half a compound a word.
    pub(super) fn weigh(&mut self, fit: Fit) {
        let rank = |fit: &Fit| (fit.end, fit.form.code.is_none(), fit.form.mark == Mark::Compound);
        match self.fits.first().map(|best| rank(&fit).cmp(&rank(best))) {
            Some(Ordering::Less) => {}
            Some(Ordering::Equal) => self.fits.push(fit),
            Some(Ordering::Greater) | None => {
                self.fits.clear();
                self.fits.push(fit);
            }
        }
    }

    /// The reading of the earliest file.
    pub(super) fn reading(&mut self) -> Option<Reading> {
        let sheet = self.fits.iter().map(|fit| fit.form.sheet).min()?;
        let mut reading = Reading::of(&mut self.fits, sheet)?;
        let other = |fit: &&Fit| {
            fit.form.code != reading.code
                && fit
                    .form
                    .code
                    .is_some_and(|code| reading.rivals.iter().all(|(rival, _)| *rival != code))
        };
        if self.fits.iter().any(|fit| other(&fit)) {
            reading.elsewhere =
                self.fits.iter().filter(|fit| fit.form.sheet != sheet).copied().collect();
        }
        Some(reading)
    }
}

impl Reading {
    /// A character that stands for a state.
    pub(super) const fn initial(code: Code, span: Span) -> Self {
        Self {
            span,
            kind: Kind::Abbreviation,
            mark: Mark::Plain,
            ending: 0,
            small: false,
            code: Some(code),
            rivals: Vec::new(),
            sheets: 0,
            sheet: 0,
            elsewhere: Vec::new(),
        }
    }

    /// The word as one file reads it.
    pub(super) fn of(fits: &mut [Fit], sheet: Sheet) -> Option<Self> {
        // The usual meaning first, then the order of the table.
        fits.sort_unstable_by_key(|fit| (fit.form.mark != Mark::Usual, fit.number));
        let mut same = fits.iter().filter(|fit| fit.form.sheet == sheet);
        let first = *same.next()?;
        let mut rivals: Vec<(Code, Kind)> = Vec::new();
        for (code, kind) in same.filter_map(|fit| Some((fit.form.code?, fit.kind))) {
            if Some(code) != first.form.code && rivals.iter().all(|(rival, _)| *rival != code) {
                rivals.push((code, kind));
            }
        }
        Some(Self {
            span: Span::new(first.start, first.end),
            kind: first.kind,
            mark: first.form.mark,
            ending: first.ending,
            small: first.form.text.starts_with(char::is_lowercase),
            code: first.form.code,
            rivals,
            sheets: fits.iter().fold(0, |sheets, fit| sheets | 1 << fit.form.sheet),
            sheet,
            elsewhere: Vec::new(),
        })
    }
}
