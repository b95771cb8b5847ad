//! The words and names that the finders of things know, arranged for one walk.
//!
//! Reads `words.tsv` and the `known.tsv` of each sort of thing. A form is found
//! by its first four letters: a sieve over these turns most words away before
//! they are folded. How forms are written is told in `words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::mark::{self, Marks};
use crate::lexicon::country::Code;
use crate::lexicon::fold::{fold, fold_into};
use crate::lexicon::late::Late;
use crate::lexicon::rows;
use crate::lexicon::sieve::GOLDEN;
use crate::lexicon::word::{Beginning, Shape, beginning, is_unspaced};

/// What a named thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    /// Ministries, staffs, units, alliances, agencies, firms.
    Organisation,
    /// Towns, bases, ranges, seas, regions.
    Place,
    /// Exercises with a name of their own.
    Exercise,
    /// Types of equipment.
    Equipment,
}

/// When a known name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Wherever it stands.
    Plain,
    /// Every state has one: whose it is, is told beside it.
    Generic,
    /// It is a common word too: something beside it must speak for the thing.
    Cue,
}

/// A known thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) sort: Sort,
    pub(crate) class: Class,
    pub(crate) name: &'static str,
    pub(crate) country: Option<Code>,
}

/// Number of a [`Row`].
pub(crate) type RowNumber = u16;

/// How the first word of a form must be written in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    /// Nothing but capitals, as an abbreviation.
    Upper,
    /// Letter by letter.
    Exact,
}

/// What a form says.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    Marks(Marks),
    Row(RowNumber),
}

struct Stem {
    letters: String,
    /// Whether an ending may follow.
    open: bool,
}

/// A form as the table has it.
struct Written {
    /// What is written as one with its first word.
    before: &'static str,
    form: &'static str,
    meaning: Meaning,
}

impl Written {
    fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        let words = self.form.split([' ', '-', '\'', '’', '.', '/', '"']);
        words.filter(|word| !word.is_empty())
    }

    fn read(&self) -> Option<Form> {
        let mut words = self.words();
        let exact = words.next()?;
        let mut first = stem(exact);
        first.letters.insert_str(0, self.before);
        let case = case(exact.trim_end_matches('~'));
        Some(Form { case, first, rest: words.map(stem).collect(), exact, meaning: self.meaning })
    }
}

/// One way to write a name or a word.
pub(super) struct Form {
    case: Case,
    first: Stem,
    rest: Vec<Stem>,
    /// The first word as the table has it.
    exact: &'static str,
    pub(super) meaning: Meaning,
}

/// What begins with one word.
#[derive(Default)]
pub(super) struct Begun {
    /// What the word says alone.
    pub(super) marks: Marks,
    /// Phrases with what they say.
    pub(super) phrases: Vec<(&'static Form, Marks)>,
    /// Known names.
    pub(super) names: Vec<(&'static Form, RowNumber)>,
    /// How the second words of them all begin, as a small set.
    seconds: u64,
}

impl Begun {
    /// Whether any form has more than one word.
    pub(super) fn may_go_on(&self) -> bool {
        self.seconds != 0
    }

    /// Whether one may go on with a word, which is folded.
    pub(super) fn may_go_on_with(&self, folded: &str) -> bool {
        self.seconds & place(folded) != 0
    }
}

/// The place of a word in a small set, by its first letter.
fn place(folded: &str) -> u64 {
    let first = folded.chars().next().unwrap_or_default();
    1 << (u64::from(first).wrapping_mul(GOLDEN) >> (u64::BITS - 6))
}

pub(crate) struct Table {
    rows: Vec<Row>,
    forms: FxHashMap<Beginning, Late<Written, Vec<Form>>>,
    /// Names of scripts without blanks by their first character, the longest first.
    unspaced: FxHashMap<char, Vec<(&'static str, RowNumber)>>,
}

/// Letters that an ending may have: `-jának`, `-skiego` are the longest that matter.
const LONGEST_ENDING: usize = 6;

/// Names longer than this may have the `s` of many plurals: `Bradleys`.
const SHORTEST_PLURAL: usize = 4;

/// What Arabic and Hebrew write as one with the word behind it.
const ARABIC_BEFORE: [&str; 9] = ["", "و", "ب", "ل", "ال", "وال", "بال", "لل", "وب"];
const HEBREW_BEFORE: [&str; 7] = ["", "ה", "ב", "ל", "מ", "ו", "וה"];

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

const KNOWN: [(Sort, &str); 4] = [
    (Sort::Organisation, include_str!("../organisation/known.tsv")),
    (Sort::Place, include_str!("../place/known.tsv")),
    (Sort::Exercise, include_str!("../exercise/known.tsv")),
    (Sort::Equipment, include_str!("../equipment/known.tsv")),
];

impl Table {
    /// The one table of the program.
    pub(crate) fn get() -> &'static Self {
        &TABLE
    }

    pub(crate) fn row(&self, number: RowNumber) -> Option<&Row> {
        self.rows.get(usize::from(number))
    }

    fn read() -> Self {
        let mut table =
            Self { rows: Vec::new(), forms: FxHashMap::default(), unspaced: FxHashMap::default() };
        for (role, forms) in words() {
            let marks = mark::named(role);
            forms.for_each(|form| table.add(form, Meaning::Marks(marks)));
        }
        for (sort, line) in known() {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default();
            let country = columns.next().and_then(|code| code.parse().ok());
            let class = match columns.next() {
                Some("generic") => Class::Generic,
                Some("cue") => Class::Cue,
                _ => Class::Plain,
            };
            let number = RowNumber::try_from(table.rows.len()).unwrap_or(RowNumber::MAX);
            table.rows.push(Row { sort, class, name, country });
            for form in columns.next().unwrap_or_default().split(", ").chain([name]) {
                table.add(form, Meaning::Row(number));
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
        for names in table.unspaced.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        table
    }

    fn add(&mut self, form: &'static str, meaning: Meaning) {
        let Some(first) = form.chars().next() else { return };
        if is_unspaced(first) {
            if let Meaning::Row(row) = meaning {
                self.unspaced.entry(first).or_default().push((form, row));
            }
            return;
        }
        let befores: &[&str] = match first {
            '\u{600}'..='\u{6ff}' => &ARABIC_BEFORE,
            '\u{590}'..='\u{5ff}' => &HEBREW_BEFORE,
            _ => &[""],
        };
        for before in befores {
            // The article is part of what is written as one: `للقوات` is for `القوات`.
            let form = match form.strip_prefix("ال") {
                Some(_) if before.ends_with("ال") || *before == "لل" => continue,
                _ => form,
            };
            self.add_spaced(before, form, meaning);
        }
    }

    fn add_spaced(&mut self, before: &'static str, form: &'static str, meaning: Meaning) {
        let written = Written { before, form, meaning };
        let Some(first) = written.words().next() else { return };
        let mut folded = before.to_owned();
        fold_into(first.strip_suffix('~').unwrap_or(first), &mut folded);
        self.forms.entry(beginning(&folded)).or_default().push(written);
    }

    /// What the table has that begins with a word, if anything.
    pub(super) fn begun(&'static self, written: &str, shape: Shape) -> Option<Box<Begun>> {
        let mut folded = String::new();
        fold_into(written, &mut folded);
        let is_small = matches!(shape, Shape::Lower | Shape::Number);
        let is_upper = shape == Shape::Upper;
        let mut begun = Begun::default();
        let forms = self.forms.get(&beginning(&folded))?;
        let forms = forms.read(|written| written.iter().filter_map(Written::read).collect());
        for form in forms.iter().filter(|form| form.fits(written, &folded, is_small, is_upper)) {
            match form.meaning {
                Meaning::Marks(marks) if form.more() == 0 => begun.marks |= marks,
                Meaning::Marks(marks) => begun.phrases.push((form, marks)),
                Meaning::Row(row) => begun.names.push((form, row)),
            }
            begun.seconds |= form.rest.first().map_or(0, |second| place(&second.letters));
        }
        let is_any = begun.marks != 0 || !begun.names.is_empty() || !begun.phrases.is_empty();
        is_any.then(|| Box::new(begun))
    }

    /// The longest name that `text` begins with, of a script without blanks.
    pub(super) fn unspaced(&self, text: &str) -> Option<(usize, RowNumber)> {
        let names = self.unspaced.get(&text.chars().next()?)?;
        let (name, row) = names.iter().find(|(name, _)| text.starts_with(name))?;
        Some((name.len(), *row))
    }
}

impl Form {
    /// Whether the first word fits; `shape` says whether it is written small, in capitals, or else.
    pub(super) fn fits(&self, written: &str, folded: &str, is_small: bool, is_upper: bool) -> bool {
        let case = match self.case {
            Case::Any => true,
            Case::Capital => !is_small,
            Case::Upper => is_upper,
            Case::Exact => written == self.exact,
        };
        case && self.first.fits(folded)
    }

    /// How many words follow the first.
    pub(super) fn more(&self) -> usize {
        self.rest.len()
    }

    /// Whether the word that follows as number `place` fits.
    pub(super) fn fits_next(&self, place: usize, folded: &str) -> bool {
        self.rest.get(place).is_some_and(|stem| stem.fits(folded))
    }

    /// Letters of its stems: the more, the better it fits.
    pub(super) fn letters(&self) -> usize {
        self.rest.iter().map(|stem| stem.letters.len()).sum::<usize>() + self.first.letters.len()
    }
}

impl Stem {
    fn fits(&self, folded: &str) -> bool {
        folded.strip_prefix(self.letters.as_str()).is_some_and(|rest| {
            rest.is_empty()
                || rest == "s" && self.letters.len() > SHORTEST_PLURAL
                || self.open && rest.chars().nth(LONGEST_ENDING).is_none()
        })
    }
}

fn stem(word: &str) -> Stem {
    let (letters, open) = word.strip_suffix('~').map_or((word, false), |stem| (stem, true));
    Stem { letters: fold(letters), open }
}

fn case(word: &str) -> Case {
    if !word.contains(char::is_uppercase) {
        return Case::Any;
    }
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let upper = letters.clone().filter(|letter| letter.is_uppercase()).count();
    match (first, upper, letters.count() - upper) {
        (true, 1.., 0) => Case::Upper,
        (_, 1.., _) => Case::Exact,
        (true, ..) => Case::Capital,
        _ => Case::Any,
    }
}

/// The words with their roles.
fn words() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    rows::columns(include_str!("words.tsv")).map(|[role, _, words]| (role, words.split(' ')))
}

fn known() -> impl Iterator<Item = (Sort, &'static str)> {
    KNOWN.into_iter().flat_map(|(sort, table)| rows::lines(table).map(move |line| (sort, line)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word::LOOKED_AT;

    #[test]
    fn every_row_can_be_found() {
        for (role, forms) in words() {
            assert_ne!(mark::named(role), 0, "{role}");
            for form in forms {
                let short = form.ends_with('~') && fold(form).chars().count() <= LOOKED_AT;
                assert!(!form.is_empty() && !short, "{role}: {form}");
            }
        }
        for (_, line) in known() {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(columns[1] == "-" || columns[1].parse::<Code>().is_ok(), "{line}");
            assert!(matches!(columns[2], "-" | "generic" | "cue"), "{line}");
            for form in columns[3].split(", ") {
                let first = form.split([' ', '-', '\'', '.', '/']).next().unwrap_or_default();
                let short = first.ends_with('~') && fold(first).chars().count() <= LOOKED_AT;
                assert!(!short, "{form}: a stem needs {LOOKED_AT} letters");
                assert!(!form.ends_with([',', ' ']), "{line}");
            }
        }
    }
}
