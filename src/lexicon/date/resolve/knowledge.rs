//! What is known beside an expression, and what it then means: plain data.

use jiff::civil::Date;

use crate::lexicon::date::reason::Reason;

/// The most candidates that are worth naming.
pub(super) const MOST_CANDIDATES: usize = 12;

/// Where in time a clause puts what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It has been.
    Past,
    /// It is to come.
    Future,
}

/// In which order a text writes day and month in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `14/06/2022`.
    DayFirst,
    /// `06/14/2022`.
    MonthFirst,
}

/// What is known beside the expression itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// First and last day on which the text may have been written; equal where it is known to the day.
    pub written: Option<(Date, Date)>,
    /// What the clause tells of: it holds for its date.
    pub clause: Option<Direction>,
    /// What the nearest clause of the sentence tells of, where the date's own says nothing.
    pub sentence: Option<Direction>,
    /// First and last year that may be meant where the day of writing is not known.
    pub years: Option<(i16, i16)>,
    /// The year in which the sentence itself puts it.
    pub year: Option<i16>,
    /// A day with its year that the expression continues ("on 3 May 2023 and on 5 May").
    pub tied: Option<Date>,
    /// The order of day and month in figures, and what shows it.
    pub order: Option<(Order, Reason)>,
}

/// What an expression means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// First and last day, if they are decided.
    pub days: Option<(Date, Date)>,
    /// The first days it may have where it is open, earliest first; none if any time may be meant.
    pub candidates: Vec<Date>,
    /// What decided, or kept it open.
    pub reasons: Vec<Reason>,
}

impl Resolution {
    pub(crate) fn decided(days: (Date, Date), reasons: &[Reason]) -> Self {
        Self { days: Some(days), candidates: Vec::new(), reasons: reasons.to_vec() }
    }

    pub(super) fn open(candidates: impl IntoIterator<Item = Date>, reasons: &[Reason]) -> Self {
        let mut candidates: Vec<Date> = candidates.into_iter().collect();
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.len() > MOST_CANDIDATES {
            candidates.clear();
        }
        Self { days: None, candidates, reasons: reasons.to_vec() }
    }
}

impl Knowledge {
    /// The clause's direction, or else that of its sentence.
    pub(super) fn direction(&self) -> Option<Direction> {
        self.clause.or(self.sentence)
    }
}

impl Direction {
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::Past => Reason::PastTense,
            Self::Future => Reason::FutureTense,
        }
    }
}
