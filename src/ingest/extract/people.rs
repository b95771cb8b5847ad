//! Persons of a report: names found in the text, joined where they are one man's.
//!
//! Takes the body and its country mentions; gives each person once, with every
//! place that names them. A person is found where a title stands beside a name,
//! where the words of a name tell it (a known given name, a surname's ending, a
//! verb of saying), or where a full name is taken up later by its surname
//! alone; other runs of capitals count only if they fit a person so found, and
//! one only.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::{self, Code};
use crate::lexicon::memo::Memo;
use crate::lexicon::name::compare::{Name, Verdict, compare};
use crate::lexicon::name::{self, Beginning, beginning};
use crate::lexicon::word::Words;
use crate::report::{Person, PersonMention};
use crate::span::Span;

/// Most different names that are looked at in one report. Each is compared with every other, and
/// no report of ours has a tenth of so many; a list of a whole army has.
const MOST_FORMS: usize = 2_000;

/// The names that are looked at, of those found, which become fewer if there are too many
/// different ones; `notes` is told of it.
fn bounded(
    body: &str,
    mut runs: Vec<name::Mention>,
    notes: &mut Vec<String>,
) -> Vec<name::Mention> {
    let mut forms: FxHashSet<&str> = FxHashSet::default();
    let found = runs.len();
    runs.retain(|run| {
        let written = run.span.of(body);
        forms.contains(written) || forms.len() < MOST_FORMS && forms.insert(written)
    });
    let left_out = found - runs.len();
    if left_out > 0 {
        notes.push(format!(
            "{left_out} names of persons were left out, beyond {MOST_FORMS} different ones"
        ));
    }
    runs
}

/// The persons that a body names, in order of first mention.
///
/// `countries` are the country mentions of the body, in text order. Names beyond [`MOST_FORMS`]
/// different ones are left out, and `notes` is told of it.
pub(crate) fn people(
    words: &Words<'_>,
    countries: &[country::Mention],
    notes: &mut Vec<String>,
) -> Vec<Person> {
    let is_town = |mention: &&country::Mention| {
        use country::Kind::{Capital, Dateline, Government};
        matches!(mention.kind, Capital | Dateline | Government)
    };
    let (towns, states): (Vec<_>, Vec<_>) = countries.iter().partition(is_town);
    let spans = |mentions: Vec<&country::Mention>| -> Vec<Span> {
        mentions.into_iter().map(|mention| mention.span).collect()
    };
    let found = name::scan_words(words, &spans(states), &spans(towns));
    let runs = bounded(words.text, found, notes);
    let mut roll = Roll::new(words.text, &runs);
    roll.enter_sure();
    roll.enter_taken_up();
    roll.enter_others();
    roll.into_people(countries)
}

/// A person while the mentions are being gathered.
struct Candidate {
    /// Numbers of the forms seen, the first the fullest.
    forms: Vec<usize>,
    /// Positions in the list of runs.
    runs: Vec<usize>,
    /// First letters of the words of all forms: most names share none and are spared the comparison.
    beginnings: Vec<Beginning>,
}

impl Candidate {
    fn add(&mut self, form: usize, beginnings: &[Beginning]) {
        self.forms.push(form);
        self.beginnings.extend(beginnings);
    }
}

/// A name as it is written in one place or more; it is read only when it is compared.
struct Form<'a> {
    written: &'a str,
    /// Of its words.
    beginnings: Box<[Beginning]>,
    name: OnceCell<Rc<Name>>,
}

/// What is known of names that were met before: the same persons are named in many reports.
struct Memory {
    names: Memo<Rc<Name>>,
    keys: Memo<Rc<str>>,
}

thread_local! {
    static MEMORY: RefCell<Memory> =
        RefCell::new(Memory { names: Memo::new(REMEMBERED), keys: Memo::new(REMEMBERED) });
}

/// Names that are remembered, as a power of two.
const REMEMBERED: u32 = 11;

/// How a name is read before it is compared: as it is written, or as [`spelt`].
#[derive(Clone, Copy)]
enum Spelling {
    Written,
    Spelt,
}

/// A name, ready to be compared.
fn parsed(written: &str, spelling: Spelling) -> Rc<Name> {
    let parse = || {
        Rc::new(match spelling {
            Spelling::Written => Name::parse(written),
            Spelling::Spelt => Name::parse(&spelt(written)),
        })
    };
    MEMORY.with_borrow_mut(|memory| {
        memory.names.of_kind(spelling as usize, written, parse).map_or_else(parse, Rc::clone)
    })
}

fn key(name: &str) -> String {
    let key = || name::key(name).into();
    MEMORY
        .with_borrow_mut(|memory| memory.keys.of(name, key).map_or_else(key, Rc::clone))
        .as_ref()
        .to_owned()
}

/// The persons found so far, and the runs of capitals they are gathered from.
struct Roll<'a> {
    body: &'a str,
    runs: &'a [name::Mention],
    /// For each run the number of its form.
    form_of: Vec<usize>,
    forms: Vec<Form<'a>>,
    candidates: Vec<Candidate>,
    /// Those of all candidates.
    beginnings: FxHashSet<Beginning>,
}

/// What a name says about who is meant.
#[derive(Clone, Copy)]
enum Owner {
    One(usize),
    Several,
    Nobody,
}

impl<'a> Roll<'a> {
    fn new(body: &'a str, runs: &'a [name::Mention]) -> Self {
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        let mut forms: Vec<Form<'a>> = Vec::new();
        let mut form_of = Vec::with_capacity(runs.len());
        for run in runs {
            let written = run.span.of(body);
            let number = *known.entry(written).or_insert(forms.len());
            if number == forms.len() {
                let beginnings = words(written).map(beginning).collect();
                forms.push(Form { written, beginnings, name: OnceCell::new() });
            }
            form_of.push(number);
        }
        let (candidates, beginnings) = (Vec::new(), FxHashSet::default());
        Self { body, runs, form_of, forms, candidates, beginnings }
    }

    /// Makes persons of the runs that are names beyond doubt, the fullest first,
    /// so that a surname finds its owner wherever in the text that stands.
    fn enter_sure(&mut self) {
        let mut sure: Vec<usize> = (0..self.runs.len()).filter(|at| self.is_sure(*at)).collect();
        sure.sort_by_key(|at| (Reverse(self.run(*at).words.min(3)), *at));
        for at in sure {
            match self.owner(self.form(at), !self.run(at).titled) {
                Owner::One(person) => self.join(person, at),
                Owner::Nobody => {
                    match self.with_patronymic(self.form(at)).or_else(|| self.monsieur(at)) {
                        Some(person) => self.join(person, at),
                        None => self.enter(at, vec![at]),
                    }
                }
                // Two persons of that name are known; the title alone does not tell which.
                Owner::Several => {}
            }
        }
    }

    /// Whom `M. Lecornu` means where that is French for a gentleman, not a given name.
    fn monsieur(&self, at: usize) -> Option<usize> {
        let surname = parsed(self.written(self.form(at)).strip_prefix("M. ")?, Spelling::Written);
        let mut owners = self.candidates.iter().enumerate().filter(|(_, candidate)| {
            candidate.forms.iter().any(|known| is_like(self.name(*known), &surname))
        });
        let owner = owners.next()?.0;
        owners.next().is_none().then_some(owner)
    }

    /// The one person that a given name and a patronymic can mean: `Сергей Кужугетович`.
    fn with_patronymic(&self, form: usize) -> Option<usize> {
        let mut words = words(self.written(form));
        let (given, patronymic) = (words.next()?, words.next()?);
        if words.next().is_some() || !is_patronymic(patronymic) {
            return None;
        }
        let given = parsed(given, Spelling::Written);
        let mut owners = self.candidates.iter().enumerate().filter(|(_, candidate)| {
            candidate.forms.iter().any(|known| {
                let mut known = self::words(self.written(*known));
                let first = known.next().map(|first| parsed(first, Spelling::Written));
                known.next().is_some_and(|surname| !is_patronymic(surname))
                    && first.is_some_and(|first| is_like(&first, &given))
            })
        });
        let owner = owners.next()?.0;
        owners.next().is_none().then_some(owner)
    }

    /// Makes persons of full names whose surname stands alone elsewhere.
    fn enter_taken_up(&mut self) {
        let mut alone: FxHashMap<Beginning, Vec<usize>> = FxHashMap::default();
        for at in (0..self.runs.len()).filter(|at| self.run(*at).words == 1) {
            let form = self.form(at);
            let written = self.written(form);
            if written.chars().nth(3).is_some() && !self.is_sure(at) {
                let forms = alone.entry(beginning(written)).or_default();
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        let is_taken_up = |at: &usize| {
            let surname = last_word(self.written(self.form(*at)));
            alone.get(&beginning(surname)).is_some_and(|forms| {
                let surname = parsed(surname, Spelling::Written);
                let is_surname = |form: &usize| is_like(self.name(*form), &surname);
                forms.iter().any(is_surname)
            })
        };
        let found: Vec<usize> = (0..self.runs.len())
            .filter(|at| self.run(*at).full && !self.is_sure(*at))
            .filter(is_taken_up)
            .collect();
        for at in found {
            let is_new = matches!(self.owner(self.form(at), true), Owner::Nobody);
            // `Документот Анушиќ` where Anušić is known: another word begins the sentence.
            if is_new && !self.is_known_surname(last_word(self.written(self.form(at)))) {
                self.enter(at, Vec::new());
            }
        }
    }

    fn is_known_surname(&self, word: &str) -> bool {
        let surname = parsed(word, Spelling::Written);
        self.beginnings.contains(&beginning(word))
            && self.candidates.iter().any(|candidate| {
                candidate.forms.iter().any(|form| {
                    is_like(&parsed(last_word(self.written(*form)), Spelling::Written), &surname)
                })
            })
    }

    /// Joins the runs left over to the person whose name they may be.
    fn enter_others(&mut self) {
        let mut owners: FxHashMap<usize, Owner> = FxHashMap::default();
        let others: Vec<usize> = (0..self.runs.len()).filter(|at| !self.is_sure(*at)).collect();
        for &at in &others {
            let form = self.form(at);
            owners.entry(form).or_insert_with(|| self.owner(form, true));
        }
        for at in others {
            if let Some(Owner::One(person)) = owners.get(&self.form(at)) {
                self.join(*person, at);
            }
        }
    }

    /// Makes a new person of the name in run `at`.
    fn enter(&mut self, at: usize, runs: Vec<usize>) {
        let form = self.form(at);
        let mut candidate = Candidate { forms: Vec::new(), runs, beginnings: Vec::new() };
        candidate.add(form, self.beginnings_of(form));
        self.beginnings.extend(&candidate.beginnings);
        self.candidates.push(candidate);
    }

    fn run(&self, at: usize) -> name::Mention {
        self.runs.get(at).copied().unwrap_or_default()
    }

    /// Whether the run names a person, whatever else the text says.
    fn is_sure(&self, at: usize) -> bool {
        self.runs.get(at).is_some_and(|run| run.titled || run.person)
    }

    fn form(&self, at: usize) -> usize {
        self.form_of.get(at).copied().unwrap_or_default()
    }

    fn beginnings_of(&self, form: usize) -> &[Beginning] {
        self.forms.get(form).map_or(&[], |form| &form.beginnings)
    }

    fn written(&self, form: usize) -> &'a str {
        self.forms.get(form).map_or("", |form| form.written)
    }

    fn name(&self, form: usize) -> &Name {
        static NOBODY: std::sync::LazyLock<Name> = std::sync::LazyLock::new(|| Name::parse(""));
        let Some(form) = self.forms.get(form) else { return &NOBODY };
        form.name.get_or_init(|| parsed(form.written, Spelling::Spelt))
    }

    fn join(&mut self, person: usize, at: usize) {
        let form = self.form(at);
        let Some(candidate) = self.candidates.get_mut(person) else { return };
        candidate.runs.push(at);
        if !candidate.forms.contains(&form)
            && let Some(form_of) = self.forms.get(form)
        {
            self.beginnings.extend(&form_of.beginnings);
            candidate.add(form, &form_of.beginnings);
        }
    }

    /// Whose name `form` is among the persons known.
    ///
    /// A single word without a title must be a surname: a given name alone is
    /// too often a town or another man.
    fn owner(&self, form: usize, must_be_surname: bool) -> Owner {
        let written = self.written(form);
        let beginnings = self.beginnings_of(form);
        if !beginnings.iter().any(|own| self.beginnings.contains(own)) {
            return Owner::Nobody;
        }
        let is_single = beginnings.len() < 2;
        let name = self.name(form);
        let mut part = Owner::Nobody;
        for (at, candidate) in self.candidates.iter().enumerate() {
            if candidate.forms.contains(&form) {
                return Owner::One(at);
            }
            if !beginnings.iter().any(|own| candidate.beginnings.contains(own)) {
                continue;
            }
            let verdict = candidate
                .forms
                .iter()
                .map(|known| {
                    let verdict = self.verdict(*known, written, name);
                    let is_apart = verdict == Verdict::Maybe
                        && must_be_surname
                        && is_single
                        && !has_surname(self.written(*known), name);
                    if is_apart { Verdict::Different } else { verdict }
                })
                .max();
            match verdict {
                Some(Verdict::Same) => return Owner::One(at),
                Some(Verdict::Maybe) => {
                    part = match part {
                        Owner::Nobody => Owner::One(at),
                        _ => Owner::Several,
                    };
                }
                _ => {}
            }
        }
        part
    }

    /// How a form of a known person stands to a name.
    fn verdict(&self, known: usize, written: &str, name: &Name) -> Verdict {
        let verdict = compare(self.name(known), name).verdict;
        // `木原防衛相` is `木原稔`: without blanks a surname is a beginning.
        let (one, other) = (self.written(known), written);
        let begins = one.len() >= 6 && other.len() >= 6 && one != other && one.starts_with(is_han);
        if verdict == Verdict::Different
            && begins
            && (one.starts_with(other) || other.starts_with(one))
        {
            return Verdict::Maybe;
        }
        verdict
    }

    fn into_people(mut self, countries: &[country::Mention]) -> Vec<Person> {
        let candidates = std::mem::take(&mut self.candidates);
        let mut people: Vec<Person> = candidates
            .iter()
            .filter(|candidate| !candidate.runs.is_empty())
            .map(|candidate| self.person(candidate, countries))
            .collect();
        people.sort_by_key(|person| person.mentions.first().map(|mention| mention.span));
        people
    }

    fn person(&self, candidate: &Candidate, countries: &[country::Mention]) -> Person {
        let mut runs: Vec<name::Mention> = candidate.runs.iter().map(|at| self.run(*at)).collect();
        runs.sort_unstable_by_key(|run| run.span);
        let name = runs
            .iter()
            .map(|run| run.span.of(self.body))
            .min_by_key(|form| fullness(form))
            .unwrap_or_default();
        let name = on_one_line(&name.replace(['(', ')'], ""));
        let country =
            runs.iter().filter_map(|run| run.role).find_map(|role| only_country(role, countries));
        let mentions: Vec<PersonMention> = runs
            .iter()
            .map(|run| PersonMention {
                text: run.span.of(self.body).to_owned(),
                span: run.span,
                role: run.role.map(|role| on_one_line(role.of(self.body))),
            })
            .collect();
        let role = mentions.iter().find_map(|mention| mention.role.clone());
        Person { key: key(&name), name, role, country, mentions }
    }
}

/// A name as it is compared: without brackets, and `PS Joshi` as `P. S. Joshi`.
fn spelt(written: &str) -> String {
    let plain = written.replace(['(', ')'], "");
    let is_initials = |word: &str| {
        matches!(word.len(), 2 | 3) && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    match plain.split_once(' ') {
        Some((first, rest)) if is_initials(first) && rest.contains(char::is_lowercase) => {
            let initials = first.chars().flat_map(|letter| [letter, '.', ' ']);
            initials.chain(rest.chars()).collect()
        }
        _ => plain,
    }
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

fn words(written: &str) -> impl Iterator<Item = &str> {
    written
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
        .filter(|word| !word.is_empty())
}

/// Whether a word is the name of a father, as Russian puts it between the given name and the surname.
fn is_patronymic(word: &str) -> bool {
    let stem = word.trim_end_matches(['а', 'у', 'е', 'о', 'м', 'й']);
    ["ович", "евич", "овн", "евн", "ovich", "evich", "ovna", "evna"]
        .iter()
        .any(|ending| stem.ends_with(ending) || word.ends_with(ending))
}

fn last_word(written: &str) -> &str {
    words(written).filter(|word| word.chars().nth(2).is_some()).last().unwrap_or(written)
}

/// Orders forms of one name, the best first: most words, no abbreviations, no
/// capitals throughout, then the shortest, as case endings only add letters.
fn fullness(form: &str) -> (Reverse<usize>, bool, Reverse<usize>, usize) {
    let is_whole = |word: &&str| word.chars().nth(1).is_some() && !is_patronymic(word);
    let whole = words(form).filter(is_whole).count();
    let shouts = !form.chars().any(char::is_lowercase) && form.chars().any(char::is_uppercase);
    (Reverse(whole), shouts, Reverse(words(form).count()), form.chars().count())
}

fn is_like(one: &Name, other: &Name) -> bool {
    compare(one, other).verdict != Verdict::Different
}

/// Whether a single word can be the surname of a name that is known: its last word, or its first
/// where the surname stands in front.
fn has_surname(known: &str, single: &Name) -> bool {
    let last = last_word(known);
    let is_first = |first: &str| first != last && name::may_begin_with_surname(known);
    is_like(&parsed(last, Spelling::Written), single)
        || words(known).next().is_some_and(|first| {
            is_first(first) && is_like(&parsed(first, Spelling::Written), single)
        })
}

/// The country that a title names, if it names one only.
fn only_country(role: Span, countries: &[country::Mention]) -> Option<Code> {
    let from = countries.partition_point(|mention| mention.span.end <= role.start);
    let mut inside = countries
        .iter()
        .skip(from)
        .take_while(|mention| mention.span.start < role.end)
        .filter(|mention| role.contains(mention.span))
        .map(|mention| mention.code);
    let first = inside.next()?;
    inside.all(|code| code == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts, and the persons in them as `name: mentions`.
    const CASES: &[(&str, &[&str])] = &[
        (
            "Serbian Defense Minister Bratislav Gasic met Minister of Defence Kristóf \
             Szalay-Bobrovniczky. Szalai-Bobrovnicki and Gasic signed a plan.",
            &["Bratislav Gasic: 2", "Kristóf Szalay-Bobrovniczky: 2"],
        ),
        ("President Vucic spoke. Aleksandar Vucic left.", &["Aleksandar Vucic: 2"]),
        (
            "Президент Александр Вучич приехал. У президента Александра Вучича спросили.",
            &["Александр Вучич: 2"],
        ),
        ("Sergey Shoygu flew to Hanoi. Shoygu said so.", &["Sergey Shoygu: 2"]),
        (
            "General Sándor Pintér and Ambassador Attila Pintér; Pintér said",
            &["Sándor Pintér: 1", "Attila Pintér: 1"],
        ),
        ("The Joint Declaration was signed in Novi Sad by the Defence Minister.", &[]),
        ("", &[]),
    ];

    #[test]
    fn mentions_of_one_person_are_joined() {
        for (body, expected) in CASES {
            let found: Vec<String> = people(&Words::cut(body), &[], &mut Vec::new())
                .into_iter()
                .map(|person| format!("{}: {}", person.name, person.mentions.len()))
                .collect();
            assert_eq!(found, *expected, "{body}");
        }
    }

    #[test]
    fn name_loses_brackets_and_mentions_keep_them() {
        let found =
            people(&Words::cut("Prime Minister (Viktor) Orban and I"), &[], &mut Vec::new());
        assert_eq!(found.first().map(|person| person.name.as_str()), Some("Viktor Orban"));
        assert_eq!(found[0].mentions[0].text, "(Viktor) Orban");
        assert_eq!(found[0].mentions[0].role.as_deref(), Some("Prime Minister"));
    }

    #[test]
    fn names_beyond_what_is_compared_are_told_of() {
        let letters = |number: usize| -> String {
            let digits = [number / 676 % 26, number / 26 % 26, number % 26];
            digits.iter().map(|digit| char::from(b'a' + *digit as u8)).collect()
        };
        let text = |count: usize| -> String {
            let names = (0..count).map(|number| format!("General Ivan Q{}ov", letters(number)));
            names.collect::<Vec<_>>().join(" spoke. ")
        };
        for (count, expected) in [
            (MOST_FORMS, Vec::new()),
            (
                MOST_FORMS + 3,
                vec!["3 names of persons were left out, beyond 2000 different ones".to_owned()],
            ),
        ] {
            let (text, mut notes) = (text(count), Vec::new());
            let found = name::scan_words(&Words::cut(&text), &[], &[]);
            let compared = bounded(&text, found, &mut notes);
            assert_eq!((compared.len(), notes.as_slice()), (MOST_FORMS, &*expected));
        }
    }
}
