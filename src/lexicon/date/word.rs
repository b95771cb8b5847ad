//! The words of dates: months, weekdays and the small words around them.
//!
//! Takes a word as written, gives what it means in a date. The tables are
//! `months.tsv`, `weekdays.tsv` and `phrases.tsv` beside this file; their
//! headers say what the columns mean. They are read at first use.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;

use crate::lexicon::fold::fold;

/// The languages that have a word, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Languages(u64);

impl Languages {
    /// Every language: for what is written without words.
    pub(super) const ALL: Self = Self(u64::MAX);

    /// Whether some language has both words.
    pub(super) fn share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Reads codes separated by blanks; unknown ones are passed over.
    fn read(codes: &str) -> Self {
        // These share their words and cases, and texts mix them.
        let one = |code| if matches!(code, "hr" | "bs") { "sr" } else { code };
        let place = |code| LANGUAGES.binary_search(&one(code)).ok();
        Self(codes.split(' ').filter_map(place).fold(0, |set, place| set | 1 << place))
    }
}

/// The languages of the tables, in order.
const LANGUAGES: [&str; 47] = [
    "ar", "az", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fil", "fr",
    "gl", "he", "hu", "hy", "id", "is", "it", "ka", "kk", "ky", "lt", "lv", "mk", "ms", "mt", "nb",
    "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "tg", "tk", "tr", "uk", "uz",
];

/// A month as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a word")]
pub(super) struct Month {
    /// The month, unless it depends on a dot that is not there.
    plain: Option<i8>,
    /// The month if the day before it has a dot.
    dotted: Option<i8>,
    /// Whether the word is an abbreviation, which may be followed by a full stop.
    pub(super) short: bool,
    /// Whether the word, as it is written here, names a month even without day and year around it.
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

/// The month that `word` names.
pub(super) fn month(word: &str) -> Option<Month> {
    let row = MONTHS.get(key(word)?.as_str())?;
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let sure = match row.usage {
        Usage::Any => true,
        Usage::Capital => capital,
        Usage::Lower => !capital,
        Usage::Full => false,
    };
    Some(Month { sure, after_dotted_year: row.month.after_dotted_year && !capital, ..row.month })
}

/// The day of the week that `word` names, and the languages that have the word.
pub(super) fn weekday(word: &str) -> Option<(Weekday, Languages)> {
    WEEKDAYS.get(key(word)?.as_str()).copied()
}

/// What `word` can do in a date; nothing for most words.
pub(super) fn roles(word: &str) -> Roles {
    key(word).and_then(|key| ROLES.get(key.as_str()).copied()).unwrap_or_default()
}

/// The longest word that is worth looking up, in bytes; the longest form has fewer.
pub(super) const LONGEST: usize = 48;

fn key(word: &str) -> Option<String> {
    (1..=LONGEST).contains(&word.len()).then(|| fold(word).replace(['’', 'ʼ'], "'"))
}

struct MonthRow {
    month: Month,
    usage: Usage,
}

#[derive(Clone, Copy)]
enum Usage {
    Any,
    Capital,
    Lower,
    Full,
}

/// Languages in which "June 14" without a year is a date.
const MONTH_FIRST: &str = "en hu fil lt hy";

static MONTHS: LazyLock<FxHashMap<&'static str, MonthRow>> =
    LazyLock::new(|| rows(include_str!("months.tsv")).filter_map(month_row).collect());

static WEEKDAYS: LazyLock<FxHashMap<&'static str, (Weekday, Languages)>> = LazyLock::new(|| {
    rows(include_str!("weekdays.tsv"))
        .filter_map(|[day, form, languages, ..]| {
            let day = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
            Some((form, (day, Languages::read(languages))))
        })
        .collect()
});

static ROLES: LazyLock<FxHashMap<&'static str, Roles>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, Roles> = FxHashMap::default();
    for [role, _languages, forms, ..] in rows(include_str!("phrases.tsv")) {
        for form in forms.split(' ') {
            let roles = table.entry(form).or_default();
            match role {
                "in" => roles.before_year = true,
                "for" => roles.before_number = true,
                "between" => roles.between = true,
                "year" => roles.year = true,
                "link" => roles.link = true,
                "to" => roles.to = true,
                "and" => roles.and = true,
                "after" => roles.after_year = true,
                _ => {}
            }
        }
    }
    table
});

/// Rows of a table that is separated by tabs; missing columns are empty.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

fn month_row(
    [number, form, kind, usage, languages]: [&'static str; 5],
) -> Option<(&'static str, MonthRow)> {
    let (plain, dotted) = number.split_once('/').unwrap_or((number, number));
    let languages = Languages::read(languages);
    let month = Month {
        plain: plain.parse().ok(),
        dotted: dotted.parse().ok(),
        short: kind == "short",
        sure: false,
        leads: languages.share(Languages::read(MONTH_FIRST)),
        after_dotted_year: languages.share(Languages::read("hu")),
        languages,
    };
    let usage = match usage {
        "any" => Usage::Any,
        "capital" => Usage::Capital,
        "lower" => Usage::Lower,
        "full" => Usage::Full,
        _ => return None,
    };
    Some((form, MonthRow { month, usage }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        let tables = [
            (include_str!("months.tsv"), MONTHS.len()),
            (include_str!("weekdays.tsv"), WEEKDAYS.len()),
        ];
        for (table, read) in tables {
            let written = rows(table).count();
            assert_eq!(written, read, "a row is unreadable or a form occurs twice");
            for row in rows(table) {
                let form = row[1];
                let codes = row.into_iter().rfind(|column| !column.is_empty()).unwrap_or_default();
                for code in codes.split(' ') {
                    assert_ne!(Languages::read(code), Languages(0), "{code} is not in the list");
                }
                assert_eq!(key(form).as_deref(), Some(form), "not folded, or too long");
            }
        }
        for [role, _, forms, ..] in rows(include_str!("phrases.tsv")) {
            assert!(
                ["in", "for", "between", "year", "link", "to", "and", "after"].contains(&role),
                "{role}"
            );
            for form in forms.split(' ') {
                assert_eq!(key(form).as_deref(), Some(form), "not folded");
            }
        }
    }

    #[test]
    fn languages_are_in_order_and_fit_the_set() {
        assert!(LANGUAGES.is_sorted());
        assert!(LANGUAGES.len() <= 64);
    }

    #[test]
    fn words_name_months_in_any_case_and_script() {
        for (word, number) in [
            ("June", 6),
            ("JUNE", 6),
            ("juna", 6),
            ("јуна", 6),
            ("czerwca", 6),
            ("июня", 6),
            ("június", 6),
            ("Haziran", 6),
            ("Ιουνίου", 6),
            ("qershor", 6),
            ("أغسطس", 8),
        ] {
            assert_eq!(month(word).and_then(Month::alone), Some(number), "{word}");
        }
        assert_eq!(month("Junction"), None);
    }

    #[test]
    fn listopada_depends_on_the_dot() {
        let listopada = month("listopada").expect("the table holds it");
        assert_eq!(listopada.after_day(false), Some(11));
        assert_eq!(listopada.after_day(true), Some(10));
        assert_eq!(listopada.alone(), None);
    }

    #[test]
    fn doubtful_words_are_marked_by_their_capital() {
        for (word, sure) in
            [("may", false), ("May", true), ("Mars", false), ("mars", true), ("Haz", false)]
        {
            assert_eq!(month(word).map(|month| month.sure), Some(sure), "{word}");
        }
    }
}
