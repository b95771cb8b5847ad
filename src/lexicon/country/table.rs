//! The table of states as it lies in the data files beside this module.
//!
//! Gives states and the forms of their names, line by line, straight from the
//! text compiled into the program: nothing is built, so a query that needs one
//! name pays for reading and not for a map. Nothing here compares or folds.
//! The notation of forms is explained in `names/README.md`.

use super::{Code, Kind};
use crate::lexicon::rows;

static STATES: &str = include_str!("states.tsv");
static PHRASES: &str = include_str!("names/phrases.tsv");
static INSTITUTIONS: &str = include_str!("names/institutions.tsv");

/// One text a language, English first: where spellings collide, the earlier file is believed.
static LANGUAGES: [&str; 42] = [
    include_str!("names/en.tsv"),
    include_str!("names/sr.tsv"),
    include_str!("names/sr-Cyrl.tsv"),
    include_str!("names/hu.tsv"),
    include_str!("names/ru.tsv"),
    include_str!("names/uk.tsv"),
    include_str!("names/bg.tsv"),
    include_str!("names/mk.tsv"),
    include_str!("names/sl.tsv"),
    include_str!("names/pl.tsv"),
    include_str!("names/cs.tsv"),
    include_str!("names/sk.tsv"),
    include_str!("names/fr.tsv"),
    include_str!("names/es.tsv"),
    include_str!("names/pt.tsv"),
    include_str!("names/it.tsv"),
    include_str!("names/ro.tsv"),
    include_str!("names/de.tsv"),
    include_str!("names/tr.tsv"),
    include_str!("names/el.tsv"),
    include_str!("names/sq.tsv"),
    include_str!("names/ar.tsv"),
    include_str!("names/zh.tsv"),
    include_str!("names/lt.tsv"),
    include_str!("names/lv.tsv"),
    include_str!("names/et.tsv"),
    include_str!("names/fi.tsv"),
    include_str!("names/sv.tsv"),
    include_str!("names/nl.tsv"),
    include_str!("names/be.tsv"),
    include_str!("names/kk.tsv"),
    include_str!("names/uz.tsv"),
    include_str!("names/az.tsv"),
    include_str!("names/hy.tsv"),
    include_str!("names/ka.tsv"),
    include_str!("names/fa.tsv"),
    include_str!("names/he.tsv"),
    include_str!("names/ja.tsv"),
    include_str!("names/ko.tsv"),
    include_str!("names/id.tsv"),
    include_str!("names/hi.tsv"),
    include_str!("names/other.tsv"),
];

/// A state or territory.
pub(super) struct State {
    pub(super) code: Code,
    /// Two letters; empty for a few states that are no more.
    pub(super) alpha2: &'static str,
    pub(super) name: &'static str,
}

/// Number of a data file; the endings of a form are those of its file.
pub(super) type Sheet = u8;

/// A set of data files, one bit each.
pub(super) type Sheets = u64;

/// Files whose language makes the name of a language of a people by an ending of its own.
pub(super) const HUNGARIAN: Sheet = 3;
pub(super) const TURKISH: Sheet = 18;

/// One way to write the name of a state, or a phrase that only looks like one.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// The state; nothing for a phrase that means none.
    pub(super) code: Option<Code>,
    /// What the column holds; [`Form::kind`] tells abbreviations from names.
    column: Kind,
    pub(super) sheet: Sheet,
    pub(super) mark: Mark,
    /// The words without the final mark; stems still end in `~` or `+`.
    pub(super) text: &'static str,
}

impl Form {
    /// In what way the form names its state.
    pub(super) fn kind(&self) -> Kind {
        match self.column {
            Kind::Name if is_abbreviation(self.text) => Kind::Abbreviation,
            column => column,
        }
    }
}

/// What the sign at the end of a form says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    Plain,
    /// `?`: also the name of something else.
    Doubtful,
    /// `!`: of the states that share it, this one is usually meant.
    Usual,
    /// `^`: for queries only.
    Query,
    /// `-`: first half of a compound.
    Compound,
}

/// Every state in alphabetic order of the codes.
pub(super) fn states() -> impl Iterator<Item = State> {
    rows::lines(STATES).filter_map(|line| {
        let mut columns = line.split('\t');
        let code = columns.next()?.parse().ok()?;
        let alpha2 = columns.next()?;
        let name = columns.next()?;
        Some(State { code, alpha2, name })
    })
}

/// Every form: English first, then the other languages, institutions, and phrases last.
pub(super) fn forms() -> impl Iterator<Item = Form> {
    forms_in(rows::lines)
}

/// The forms of those lines that are given of each file.
pub(super) fn forms_in<Lines: Iterator<Item = &'static str>>(
    lines: impl Fn(&'static str) -> Lines,
) -> impl Iterator<Item = Form> {
    let lines = sheets().flat_map(move |(sheet, text)| lines(text).map(move |line| (sheet, line)));
    lines.flat_map(|(sheet, line)| {
        let mut columns = pieces(line, b'\t');
        let first = columns.next().unwrap_or_default();
        let (code, kinds) = match sheet {
            PHRASE_SHEET => (None, &[Kind::Name; 3]),
            INSTITUTION_SHEET => (first.parse().ok(), &[Kind::Institution; 3]),
            _ => (first.parse().ok(), &[Kind::Name, Kind::Demonym, Kind::Capital]),
        };
        // The line `endings` is no row; a phrase has no code and all of it is forms.
        let skip = first == "endings";
        let columns = if sheet == PHRASE_SHEET { pieces(line, b'\t') } else { columns };
        let cells = columns.zip(kinds).filter(move |_| !skip);
        cells.flat_map(move |(cell, &kind)| {
            pieces(cell, b',').map(str::trim_ascii_start).filter(|text| !text.is_empty()).map(
                move |text| {
                    let (text, mark) = split_mark(text);
                    Form { code, column: kind, sheet, mark, text }
                },
            )
        })
    })
}

/// The pieces of a text between ASCII signs. A search for each sign costs more than a look at the
/// few letters before it.
fn pieces(text: &'static str, sign: u8) -> impl Iterator<Item = &'static str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(at) = all.bytes().position(|byte| byte == sign) else { return rest.take() };
        rest = all.get(at + 1..);
        all.get(..at)
    })
}

/// The endings that the language of each file adds to stems.
pub(super) fn endings() -> impl Iterator<Item = (Sheet, &'static str)> {
    sheets().flat_map(|(sheet, text)| {
        let line = rows::lines(text).find_map(|line| line.strip_prefix("endings\t"));
        line.unwrap_or_default()
            .split(' ')
            .filter(|ending| !ending.is_empty())
            .map(move |ending| (sheet, ending))
    })
}

const INSTITUTION_SHEET: Sheet = LANGUAGES.len() as Sheet;
const PHRASE_SHEET: Sheet = INSTITUTION_SHEET + 1;

fn sheets() -> impl Iterator<Item = (Sheet, &'static str)> {
    let texts = LANGUAGES.iter().copied().chain([INSTITUTIONS, PHRASES]);
    (0..).zip(texts)
}

fn split_mark(text: &'static str) -> (&'static str, Mark) {
    let mark = match text.as_bytes().last() {
        Some(b'?') => Mark::Doubtful,
        Some(b'!') => Mark::Usual,
        Some(b'^') => Mark::Query,
        Some(b'-') => Mark::Compound,
        _ => return (text, Mark::Plain),
    };
    (text.get(..text.len() - 1).unwrap_or_default(), mark)
}

/// Whether a form is letters that stand for a name: short, one word, mostly capitals.
fn is_abbreviation(text: &str) -> bool {
    // Ten letters with their dots, in scripts of two or three bytes a letter.
    if text.len() > 24 {
        return false;
    }
    let capitals = text.chars().filter(|character| character.is_uppercase()).count();
    // Most forms end here, before the slower count.
    if capitals == 0 || capitals == 1 && !text.contains('.') {
        return false;
    }
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    capitals >= 2 && capitals * 2 > letters && letters <= 5 && !text.contains([' ', '~', '+'])
        || text.contains('.') && capitals == letters
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    #[test]
    fn every_line_of_the_names_has_the_code_of_a_state() {
        let codes: FxHashSet<Code> = states().map(|state| state.code).collect();
        assert!(codes.len() > 250, "{}", codes.len());
        for form in forms() {
            match form.code {
                Some(code) => assert!(codes.contains(&code), "{code}"),
                None => assert_eq!(form.sheet, PHRASE_SHEET, "{}", form.text),
            }
        }
    }

    #[test]
    fn files_are_where_their_numbers_say() {
        for (sheet, name) in [(HUNGARIAN, "# Hungarian"), (TURKISH, "# Turkish")] {
            assert!(LANGUAGES[usize::from(sheet)].starts_with(name), "{name}");
        }
    }

    #[test]
    fn states_are_sorted_and_named() {
        assert!(states().zip(states().skip(1)).all(|(one, next)| one.code < next.code));
        assert!(states().all(|state| !state.name.is_empty()));
    }

    #[test]
    fn abbreviations_are_told_from_words() {
        for text in ["UAE", "U.S.", "BiH", "РФ", "DPRK", "ЮАР", "EE. UU."] {
            assert!(is_abbreviation(text), "{text}");
        }
        for text in ["Serbia", "DR Congo", "Lao PDR", "SRBIJA", "日本", "Oman"] {
            assert!(!is_abbreviation(text), "{text}");
        }
    }
}
