//! The tables of words: those that tell of activities, and those that tell how far they have come.
//!
//! Reads `activities.tsv` and `cues.tsv`. A form holds in the languages of its
//! line and nowhere else, as `formation` is training in French only and `met`
//! is a word of meeting in English but of nothing in Dutch; so each language
//! has a table of its own, made when it is first asked for, in which few words
//! are looked for in vain. Where the language of a text is not known, all
//! forms hold.

use std::borrow::Cow;
use std::str::FromStr as _;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

use super::Kind;
use super::letters::{Key, is_mixed, is_unspaced, straightened};
use super::meaning::{Cue, Meaning, Strength};
use crate::lexicon::fold::fold;
use crate::lexicon::late::Late;
use crate::lexicon::rows;
use crate::lexicon::serbian::in_cyrillic;
use crate::lexicon::sieve::GOLDEN;

/// Most letters that `*` stands for.
const LONGEST_ENDING: usize = 9;

/// Fewest letters of a compound before its last part.
const SHORTEST_PART: usize = 3;

/// A word of a form, folded.
pub(super) enum Pattern {
    Whole(Box<str>),
    Stem(Box<str>),
    /// The last part of a compound.
    Ending(Box<str>),
    /// A word of a language in which marks are all that tells words apart; not folded.
    Marked(Box<str>),
    /// Any one word.
    Any,
    /// Any one word that begins with a capital, as names do.
    Capital,
}

impl Pattern {
    fn read(form: &str, marked: bool) -> Self {
        match form.strip_suffix('*') {
            _ if form == "_" => Self::Any,
            _ if form == "^" => Self::Capital,
            _ if form.starts_with('*') => Self::Ending(fold(form.trim_start_matches('*')).into()),
            Some(stem) => Self::Stem(fold(stem).into()),
            None if marked => Self::Marked(form.nfc().collect::<String>().into()),
            None => Self::Whole(fold(form).into()),
        }
    }

    /// Whether the `folded` word is meant, which is `written` so.
    pub(super) fn fits(&self, folded: &str, written: &str) -> bool {
        match self {
            Self::Whole(whole) => folded == &**whole,
            Self::Stem(stem) => folded
                .strip_prefix(&**stem)
                .is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING),
            Self::Ending(ending) => folded
                .strip_suffix(&**ending)
                .is_some_and(|before| before.chars().count() >= SHORTEST_PART),
            Self::Marked(marked) => {
                written.chars().flat_map(char::to_lowercase).nfc().eq(marked.chars())
            }
            Self::Any => true,
            Self::Capital => written.starts_with(char::is_uppercase),
        }
    }

    /// The letters by which a word that fits is keyed, where they are certain.
    fn key(&self) -> Option<u64> {
        match self {
            Self::Whole(letters) | Self::Marked(letters) => Some(Key::of(letters).letters),
            Self::Stem(stem) => Some(Key::of(stem)).filter(Key::is_full).map(|key| key.letters),
            Self::Ending(_) | Self::Any | Self::Capital => None,
        }
    }

    fn letters(&self) -> usize {
        match self {
            Self::Whole(letters)
            | Self::Stem(letters)
            | Self::Ending(letters)
            | Self::Marked(letters) => letters.len(),
            Self::Any | Self::Capital => 0,
        }
    }
}

/// A word or phrase with what it tells.
pub(super) struct Form {
    pub meanings: &'static [Meaning],
    pub first: Pattern,
    pub rest: Vec<Pattern>,
    /// The first letters of the second word, where they are certain.
    pub second: Option<u64>,
}

/// A form of a script without blanks.
pub(super) struct Run {
    pub meanings: &'static [Meaning],
    pub signs: Vec<char>,
}

/// A form as the table has it.
struct Written {
    form: Cow<'static, str>,
    meanings: &'static [Meaning],
    /// Whether marks tell its words from others.
    marked: bool,
}

/// The forms whose first words begin with the same letters, the longest first.
struct Entry {
    kinds: Vec<Form>,
    cues: Vec<Form>,
}

impl Entry {
    fn read(written: &[Written]) -> Self {
        let forms = |cues: bool| {
            let own = written.iter().filter(|form| form.is_cue() == cues);
            let mut forms: Vec<Form> = own.map(Written::read).collect();
            forms.sort_by_key(|form| std::cmp::Reverse((form.rest.len(), form.first.letters())));
            forms
        };
        Self { kinds: forms(false), cues: forms(true) }
    }
}

impl Written {
    fn is_cue(&self) -> bool {
        matches!(self.meanings, [Meaning::Cue(_)])
    }

    fn read(&self) -> Form {
        let mut words = self.form.split(' ').map(|word| Pattern::read(word, self.marked));
        let first = words.next().unwrap_or(Pattern::Any);
        let rest: Vec<Pattern> = words.collect();
        let second = rest.first().and_then(Pattern::key);
        Form { meanings: self.meanings, first, rest, second }
    }
}

/// Forms that begin with one word.
#[derive(Default)]
pub(super) struct Beginners {
    /// Those of several words, the longest first.
    phrases: Vec<&'static Form>,
    /// The letters of all their second words, as a small set; all letters if some are not certain.
    seconds: u64,
    /// The one that is that word alone.
    pub alone: Option<&'static Form>,
}

impl Beginners {
    /// Takes forms, the longest first.
    fn new(forms: impl Iterator<Item = &'static Form>) -> Self {
        let mut all = Self::default();
        for form in forms {
            if form.rest.is_empty() {
                all.alone = all.alone.or(Some(form));
            } else {
                all.seconds |= form.second.map_or(u64::MAX, place);
                all.phrases.push(form);
            }
        }
        all
    }

    fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.alone.is_none()
    }

    /// Whether any has several words.
    pub(super) fn go_on(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Those of several words that may go on with a word of these letters, the longest first.
    pub(super) fn phrases(&self, second: u64) -> impl Iterator<Item = &'static Form> {
        let may_go_on = self.seconds & place(second) != 0;
        let phrases = if may_go_on { self.phrases.as_slice() } else { &[] };
        phrases.iter().copied().filter(move |form| form.second.is_none_or(|own| own == second))
    }
}

/// The place of the letters of a word in a small set.
fn place(letters: u64) -> u64 {
    1 << (letters.wrapping_mul(GOLDEN) >> (u64::BITS - 6))
}

/// What can begin with one word.
#[derive(Default)]
pub(super) struct Begun {
    pub kinds: Beginners,
    pub cues: Beginners,
    /// The last part of the word, if it is a compound.
    pub compound: Option<&'static Form>,
}

/// Fewest bytes of a compound.
const SHORTEST_COMPOUND: usize = 8;

/// The words of one language, or of all.
pub(super) struct Table {
    /// Of which language; nothing if of all.
    pub lang: &'static str,
    /// By the first letters of the first word.
    forms: FxHashMap<u64, Late<Written, Entry>>,
    /// Last parts of compounds, by their last letters.
    endings: FxHashMap<u64, Vec<Form>>,
    runs: FxHashMap<[char; 2], Vec<Run>>,
}

/// What Arabic and Hebrew write as one with the word behind it: and, the, for, with, in.
const PREFIXES: [(&str, &[&str]); 2] = [
    ("ar", &["", "و", "ال", "وال", "لل", "ل", "بال", "ب", "ف", "ول", "وب"]),
    ("he", &["", "ו", "ה", "ב", "ל", "ש", "מ", "וה"]),
];

/// Languages in which a word without its marks is another word.
const MARKED: [&str; 1] = ["vi"];

/// One table for each language of the lines; made when a text of it is read.
static TABLES: LazyLock<FxHashMap<&'static str, OnceLock<Table>>> = LazyLock::new(|| {
    let languages = ROWS.iter().flat_map(|row| &row.languages);
    languages.map(|lang| (*lang, OnceLock::new())).collect()
});

/// Every language at once.
static ALL: LazyLock<Table> = LazyLock::new(|| Table::new(None));

/// A line of a table.
pub(super) struct Row {
    /// As written, for tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests name the line"))]
    pub line: &'static str,
    pub meanings: Vec<Meaning>,
    pub languages: Vec<&'static str>,
    pub forms: Vec<&'static str>,
}

/// The lines of both tables.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows().collect());

/// Reads the lines of both tables; of a line that cannot be read, those parts that can.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    let activities = rows::lines(include_str!("activities.tsv")).map(|line| {
        let mut columns = line.split('\t');
        let kinds = columns.next().unwrap_or_default();
        let strength = columns.next().and_then(Strength::named);
        // A phrase that tells nothing hides the words in it, which would.
        let kinds = kinds.split('+').filter_map(|kind| Kind::from_str(kind).ok());
        let meanings = kinds.filter_map(|kind| Some(Meaning::Kind(kind, strength?))).collect();
        row(line, meanings, columns)
    });
    let cues = rows::lines(include_str!("cues.tsv")).map(|line| {
        let mut columns = line.split('\t');
        let cue = columns.next().and_then(Cue::named).map(Meaning::Cue);
        row(line, cue.into_iter().collect(), columns)
    });
    activities.chain(cues)
}

fn row(
    line: &'static str,
    meanings: Vec<Meaning>,
    mut columns: impl Iterator<Item = &'static str>,
) -> Row {
    let languages = columns.next().unwrap_or_default().split(' ').collect();
    let forms = columns.next().unwrap_or_default().split(", ").collect();
    Row { line, meanings, languages, forms }
}

impl Table {
    /// The words that hold in a text of the language `lang`.
    pub(super) fn of(lang: Option<&str>) -> &'static Self {
        let own = lang.and_then(|lang| TABLES.get_key_value(lang));
        own.map_or(&ALL, |(lang, table)| table.get_or_init(|| Self::new(Some(lang))))
    }

    fn new(lang: Option<&'static str>) -> Self {
        let mut table = Self {
            lang: lang.unwrap_or_default(),
            forms: FxHashMap::default(),
            endings: FxHashMap::default(),
            runs: FxHashMap::default(),
        };
        let rows: &'static [Row] = &ROWS;
        for row in rows {
            for own in row.languages.iter().filter(|own| lang.is_none_or(|lang| lang == **own)) {
                table.add(row, own);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
        for forms in table.endings.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.first.letters()));
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
        for runs in table.runs.values_mut() {
            runs.sort_by_key(|run| std::cmp::Reverse(run.signs.len()));
        }
        table
    }

    /// What can begin with a word, or end it, if anything.
    pub(super) fn begun(&'static self, written: &str) -> Option<Box<Begun>> {
        let (folded, key) = if is_mixed(written) {
            let straight = straightened(written);
            let key = Key::of(&straight);
            (straight, key)
        } else {
            (fold(written), Key::of(written))
        };
        let mut begun = Begun::default();
        let fits = |form: &&Form| form.first.fits(&folded, written);
        if let Some(forms) = self.forms.get(&key.letters) {
            let entry = forms.read(Entry::read);
            begun.kinds = Beginners::new(entry.kinds.iter().filter(fits));
            begun.cues = Beginners::new(entry.cues.iter().filter(fits));
        }
        if !self.endings.is_empty() && written.len() >= SHORTEST_COMPOUND {
            let forms = self.endings.get(&Key::of_end(written).letters);
            begun.compound = forms.and_then(|forms| forms.iter().find(fits));
        }
        let is_any = !begun.kinds.is_empty() || !begun.cues.is_empty() || begun.compound.is_some();
        is_any.then(|| Box::new(begun))
    }

    /// The runs of signs that begin with two signs, longest first.
    pub(super) fn runs(&self, beginning: [char; 2]) -> &[Run] {
        self.runs.get(&beginning).map_or(&[], Vec::as_slice)
    }

    /// Adds the forms of a line for one of its languages.
    fn add(&mut self, row: &'static Row, lang: &str) {
        let marked = MARKED.contains(&lang);
        let prefixes = PREFIXES.iter().find(|(own, _)| *own == lang);
        for form in &row.forms {
            if form.starts_with(is_unspaced) {
                self.add_run(form, &row.meanings);
                continue;
            }
            for prefix in prefixes.map_or(&[""][..], |(_, prefixes)| prefixes) {
                let form = if prefix.is_empty() {
                    Cow::Borrowed(*form)
                } else {
                    Cow::Owned(format!("{prefix}{form}"))
                };
                self.add_form(Written { form, meanings: &row.meanings, marked });
            }
            if lang == "sr" {
                let form = in_cyrillic(form).into();
                self.add_form(Written { form, meanings: &row.meanings, marked });
            }
        }
    }

    fn add_form(&mut self, written: Written) {
        let first = written.form.split(' ').next().unwrap_or_default();
        if let Some(ending) = first.strip_prefix('*') {
            let forms = self.endings.entry(Key::of_end(ending).letters).or_default();
            forms.push(written.read());
        } else {
            let key = Key::of(first.trim_end_matches('*'));
            self.forms.entry(key.letters).or_default().push(written);
        }
    }

    fn add_run(&mut self, form: &str, meanings: &'static [Meaning]) {
        let signs: Vec<char> = form.chars().collect();
        if let [one, other, ..] = signs[..] {
            let run = Run { meanings, signs };
            self.runs.entry([one, other]).or_default().push(run);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::activity::letters::KEYED;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for row in rows() {
            assert!(row.line.starts_with('-') || !row.meanings.is_empty(), "{}", row.line);
            assert!(row.languages.iter().all(|lang| (2..=3).contains(&lang.len())), "{}", row.line);
            for form in &row.forms {
                assert!(
                    !form.is_empty() && !form.contains(',') && form.trim() == *form,
                    "{}",
                    row.line
                );
                let first = form.split(' ').next().unwrap_or_default();
                // A word is looked up by its first letters, so a stem needs all of them.
                let letters = Key::of(first.trim_matches('*'));
                let enough = letters.letters >> (16 * (KEYED - 1)) != 0;
                assert!(!first.contains('*') || enough, "{form}: {}", row.line);
                assert!(first != "_" && first != "^", "{}", row.line);
                assert!(!form.starts_with(is_unspaced) || form.chars().count() >= 2, "{form}");
            }
        }
    }

    #[test]
    fn languages_have_tables_of_their_own() {
        let words = |lang: Option<&str>| Table::of(lang).forms.len();
        for lang in ["en", "sr", "hu", "vi", "ar"] {
            assert!((50..words(None)).contains(&words(Some(lang))), "{lang}");
        }
        assert_eq!(words(Some("xx")), words(None));
    }

    #[test]
    fn marks_tell_words_of_vietnamese_apart() {
        let arms = Pattern::read("đạn", true);
        assert!(arms.fits("dan", "Đạn") && !arms.fits("dan", "dân"));
    }
}
