//! What a word can mean in a date.
//!
//! Plain data: months, days of the week, relative words, and the small words
//! around them. A word may mean several things, in one language or in several.

use jiff::civil::Weekday;

use super::expression::{Relative, Unit};
use super::language::Languages;

/// Where a word counts as what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// Everywhere.
    Any,
    /// Only with a capital letter: it is another word without.
    Capital,
    /// Only without a capital letter: it is a name with one.
    Lower,
    /// Only after a word like "on", "in" or "last".
    On,
    /// Beside a day or year, and only with a capital letter after a word like "on".
    Beside,
    /// Only in a text of one of its languages.
    Own,
    /// Only among the other parts of a date.
    Full,
}

/// A month as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a word")]
pub(super) struct Month {
    /// The month, unless it depends on a dot that is not there.
    pub(super) plain: Option<i8>,
    /// The month if the day before it has a dot.
    pub(super) dotted: Option<i8>,
    /// Whether the word is an abbreviation, which may be followed by a full stop.
    pub(super) short: bool,
    /// Where the word is a month by itself.
    pub(super) usage: Usage,
    /// Whether the word, as it is written here, names a month with only a day beside it.
    pub(super) sure: bool,
    /// Whether the day may follow the month without a year ("June 14").
    pub(super) leads: bool,
    /// Whether a year with a dot may come before the month ("2022. június 14").
    pub(super) after_dotted_year: bool,
    /// Languages that have the word.
    pub(super) languages: Languages,
}

impl Month {
    /// Number of the month when a day stands before it, with a dot or without.
    pub(super) fn after_day(self, dotted: bool) -> Option<i8> {
        if dotted { self.dotted } else { self.plain }
    }

    /// Number of the month when no day stands before it.
    pub(super) fn alone(self) -> Option<i8> {
        if self.plain == self.dotted { self.plain } else { None }
    }
}

/// A day of the week as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayName {
    /// The day.
    pub(super) weekday: Weekday,
    /// Where the word is a day of the week by itself.
    pub(super) usage: Usage,
    /// Languages that have the word.
    pub(super) languages: Languages,
}

/// What a small word can do in a date; a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a word")]
pub(super) struct Roles {
    /// Stands before a year and hardly before a count.
    pub(super) before_year: bool,
    /// Stands before a year or a count alike.
    pub(super) before_number: bool,
    /// Stands before the first of two years, or before a count.
    pub(super) between: bool,
    /// Means "year" and follows it.
    pub(super) year: bool,
    /// Joins day, month and year.
    pub(super) link: bool,
    /// Joins the first and the last of several.
    pub(super) to: bool,
    /// Joins two.
    pub(super) and: bool,
    /// May follow a bare year, as no counted thing begins with it.
    pub(super) after_year: bool,
}

impl Roles {
    /// Whether the word stands before numbers that may be years.
    pub(super) fn stands_before(self) -> bool {
        self.before_year || self.before_number || self.between
    }
}

/// What the word does beside or instead of naming a month or day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A relative expression by itself: "yesterday".
    Whole(Relative),
    /// "last", "this", "next": shifts the unit, weekday or month beside it.
    Shift(i8),
    /// A noun that can be shifted: "week".
    Unit(Unit),
    /// Stands before a weekday or month alone.
    On,
    /// "early", "mid", "late": the part of a month or year, which is meant whole.
    Edge,
    /// The word "day" beside the number of a day.
    DayWord,
    /// The word "month" before the name of one.
    MonthWord,
    /// "Of this month" after the number of a day.
    CurrentMonth,
    /// "Of this year" after day and month.
    CurrentYear,
    /// Makes a count of units an age.
    Ago,
    /// A part of the day, which belongs to the weekday before it.
    Daypart,
    /// The ordinal of a quarter, 1 to 4.
    Quarter(i8),
    /// The first or second half, with its noun.
    Half(i8),
    /// Makes a weekday or month a habit, which is no date: "every".
    Each,
    /// A phrase that is no date, nor any part of one: "Good Friday", "Russia Today".
    Nothing,
}

/// A meaning with the languages in which the word has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    /// What it means.
    pub(super) meaning: Meaning,
    /// Languages in which it does.
    pub(super) languages: Languages,
    /// Whether it does so only in a text of these languages, as others have another word that is written so.
    pub(super) own: bool,
}

/// Languages in which "last" and "next" follow their noun.
pub(super) const NOUN_FIRST: Languages =
    Languages::read("es pt gl ca it fr ro sq ar he fa id ms vi fil mt el");

/// What an expression may be that begins with a word: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) const MONTH: Self = Self(1);
    pub(super) const WEEKDAY: Self = Self(1 << 1);
    pub(super) const WHOLE: Self = Self(1 << 2);
    pub(super) const SHIFT: Self = Self(1 << 3);
    pub(super) const UNIT: Self = Self(1 << 4);
    pub(super) const EDGE: Self = Self(1 << 5);
    pub(super) const DAY_WORD: Self = Self(1 << 6);
    pub(super) const QUARTER: Self = Self(1 << 7);
    pub(super) const HALF: Self = Self(1 << 8);
    pub(super) const NOTHING: Self = Self(1 << 9);

    /// Both sets.
    #[must_use]
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is not in the other set.
    #[must_use]
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether something is in both sets.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no expression begins so.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// All that a word, or several words that belong together, can mean in a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// A month.
    pub(super) month: Option<Month>,
    /// A day of the week.
    pub(super) day: Option<DayName>,
    /// What it does as a small word.
    pub(super) roles: Roles,
    /// Languages that have the word, whatever it does.
    pub(super) languages: Languages,
    /// Everything else.
    pub(super) senses: Vec<Sense>,
}

impl Entry {
    /// What an expression may be that begins with the word.
    pub(super) fn kinds(&self) -> Kinds {
        let mut kinds = Kinds::default();
        kinds.0 |= u16::from(self.month.is_some()) * Kinds::MONTH.0;
        kinds.0 |= u16::from(self.day.is_some()) * Kinds::WEEKDAY.0;
        for sense in &self.senses {
            kinds = kinds.with(match sense.meaning {
                Meaning::Whole(_) => Kinds::WHOLE,
                Meaning::Shift(_) => Kinds::SHIFT,
                Meaning::Unit(_) if sense.languages.share(NOUN_FIRST) => Kinds::UNIT,
                Meaning::Edge => Kinds::EDGE,
                Meaning::DayWord => Kinds::DAY_WORD,
                Meaning::Quarter(_) => Kinds::QUARTER,
                Meaning::Half(_) => Kinds::HALF,
                Meaning::Nothing => Kinds::NOTHING,
                _ => Kinds::default(),
            });
        }
        kinds
    }

    /// The languages in which it means `meaning`.
    pub(super) fn means(&self, meaning: Meaning) -> Languages {
        self.senses
            .iter()
            .filter(|sense| sense.meaning == meaning)
            .fold(Languages::NONE, |all, sense| all.either(sense.languages))
    }
}
