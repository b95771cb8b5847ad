//! Persons of a report: names found by titles, joined where they are one man's.
//!
//! Takes the body and its country mentions; gives each person once, with every
//! place that names them. A person is found where a title stands beside a name,
//! or where a full name is taken up later by its surname alone; other runs of
//! capitals count only if they fit a person so found, and one only. A full name
//! that stands once and without a title is left out: it cannot be told from
//! places and firms without a list.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::{self, Code};
use crate::lexicon::name::{self, Likeness, compare, key, same_word};
use crate::report::{Mention, Person};
use crate::span::Span;

/// The persons that `body` names, in order of first mention.
///
/// `countries` are the country mentions of `body`, in text order.
pub(crate) fn people(body: &str, countries: &[country::Mention]) -> Vec<Person> {
    let is_town = |mention: &&country::Mention| {
        use country::Kind::{Capital, Dateline, Government};
        matches!(mention.kind, Capital | Dateline | Government)
    };
    let (towns, states): (Vec<_>, Vec<_>) = countries.iter().partition(is_town);
    let spans = |mentions: Vec<&country::Mention>| -> Vec<Span> {
        mentions.into_iter().map(|mention| mention.span).collect()
    };
    let runs = name::scan(body, &spans(states), &spans(towns));
    let mut roll = Roll::new(body, &runs);
    roll.enter_titled();
    roll.enter_taken_up();
    roll.enter_untitled();
    roll.into_people(countries)
}

/// A person while the mentions are being gathered.
struct Candidate {
    /// Keys of the forms seen, the first the fullest.
    keys: Vec<String>,
    /// Positions in the list of runs.
    runs: Vec<usize>,
}

/// The persons found so far, and the runs of capitals they are gathered from.
struct Roll<'a> {
    body: &'a str,
    runs: &'a [name::Mention],
    keys: Vec<String>,
    candidates: Vec<Candidate>,
    /// First letters of the words of all candidates: most runs fit none and are spared the comparison.
    beginnings: FxHashSet<Beginning>,
}

/// The first bytes of a word of a key; forms of one word share them.
type Beginning = [u8; 3];

fn beginning(word: &str) -> Beginning {
    let mut bytes = word.bytes();
    std::array::from_fn(|_| bytes.next().unwrap_or_default())
}

/// What a key says about who is meant.
enum Owner {
    One(usize),
    Several,
    Nobody,
}

impl<'a> Roll<'a> {
    fn new(body: &'a str, runs: &'a [name::Mention]) -> Self {
        // One form is written many times: its key is made once.
        let mut known: FxHashMap<&str, String> = FxHashMap::default();
        let keys = runs
            .iter()
            .map(|run| {
                let form = run.span.of(body);
                known.entry(form).or_insert_with(|| key(form)).clone()
            })
            .collect();
        Self { body, runs, keys, candidates: Vec::new(), beginnings: FxHashSet::default() }
    }

    /// Makes persons of the titled runs, the fullest names first, so that a
    /// surname finds its owner wherever in the text that stands.
    fn enter_titled(&mut self) {
        let mut titled: Vec<usize> =
            (0..self.runs.len()).filter(|at| self.is_sure(*at)).collect();
        titled.sort_by_key(|at| (std::cmp::Reverse(self.run(*at).words), *at));
        for at in titled {
            match self.owner(self.key(at), !self.is_titled(at)) {
                Owner::One(person) => self.join(person, at),
                Owner::Nobody => self.enter(at, vec![at]),
                // Two persons of that name are known; the title alone does not tell which.
                Owner::Several => {}
            }
        }
    }

    /// Makes persons of full names whose surname stands alone elsewhere.
    fn enter_taken_up(&mut self) {
        let mut alone: FxHashMap<Beginning, Vec<&str>> = FxHashMap::default();
        for at in (0..self.runs.len()).filter(|at| self.run(*at).words == 1) {
            let key = self.key(at);
            if key.len() >= 4 && !self.is_titled(at) {
                alone.entry(beginning(key)).or_default().push(key);
            }
        }
        let is_taken_up = |at: &usize| {
            let surname = self.key(*at).rsplit(' ').next().unwrap_or_default();
            alone
                .get(&beginning(surname))
                .is_some_and(|keys| keys.iter().any(|key| same_word(key, surname)))
        };
        let found: Vec<usize> = (0..self.runs.len())
            .filter(|at| self.run(*at).full && !self.is_sure(*at))
            .filter(is_taken_up)
            .collect();
        for at in found {
            if matches!(self.owner(self.key(at), true), Owner::Nobody) {
                self.enter(at, Vec::new());
            }
        }
    }

    fn enter_untitled(&mut self) {
        let mut owners: FxHashMap<String, Option<usize>> = FxHashMap::default();
        let untitled: Vec<usize> = (0..self.runs.len()).filter(|at| !self.is_sure(*at)).collect();
        for &at in &untitled {
            let key = self.key(at);
            if !owners.contains_key(key) {
                let owner = match self.owner(key, true) {
                    Owner::One(person) => Some(person),
                    _ => None,
                };
                owners.insert(key.to_owned(), owner);
            }
        }
        for at in untitled {
            if let Some(Some(person)) = owners.get(self.key(at)) {
                self.join(*person, at);
            }
        }
    }

    /// Makes a new person of the name in run `at`.
    fn enter(&mut self, at: usize, runs: Vec<usize>) {
        let key = self.key(at).to_owned();
        self.beginnings.extend(key.split(' ').map(beginning));
        self.candidates.push(Candidate { keys: vec![key], runs });
    }

    fn run(&self, at: usize) -> name::Mention {
        self.runs.get(at).copied().unwrap_or_default()
    }

    fn is_titled(&self, at: usize) -> bool {
        self.runs.get(at).is_some_and(|run| run.titled)
    }

    /// Whether the run names a person, whatever else the text says.
    fn is_sure(&self, at: usize) -> bool {
        self.runs.get(at).is_some_and(|run| run.titled || run.person)
    }

    fn key(&self, at: usize) -> &str {
        self.keys.get(at).map_or("", String::as_str)
    }

    fn join(&mut self, person: usize, at: usize) {
        let key = self.key(at).to_owned();
        if let Some(candidate) = self.candidates.get_mut(person) {
            if !candidate.keys.contains(&key) {
                self.beginnings.extend(key.split(' ').map(beginning));
                candidate.keys.push(key);
            }
            candidate.runs.push(at);
        }
    }

    /// Whose name `key` is among the persons known.
    ///
    /// A single word without a title must be a surname: a given name alone is
    /// too often a town or another man.
    fn owner(&self, key: &str, must_be_surname: bool) -> Owner {
        let mut part = Owner::Nobody;
        if !key.split(' ').any(|word| self.beginnings.contains(&beginning(word))) {
            return part;
        }
        for (at, candidate) in self.candidates.iter().enumerate() {
            let likeness = candidate
                .keys
                .iter()
                .map(|known| match compare(known, key) {
                    Likeness::Part if must_be_surname && !contains_surname(known, key) => {
                        Likeness::Apart
                    }
                    likeness => likeness,
                })
                .max();
            match likeness {
                Some(Likeness::Same) => return Owner::One(at),
                Some(Likeness::Part) => {
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

    fn into_people(mut self, countries: &[country::Mention]) -> Vec<Person> {
        let candidates = std::mem::take(&mut self.candidates);
        let mut people: Vec<Person> =
            candidates.iter().map(|candidate| self.person(candidate, countries)).collect();
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
        let role = runs.iter().find_map(|run| run.role);
        let country =
            runs.iter().filter_map(|run| run.role).find_map(|role| only_country(role, countries));
        let mentions = runs
            .iter()
            .map(|run| Mention { text: run.span.of(self.body).to_owned(), span: run.span })
            .collect();
        Person {
            key: key(&name),
            name,
            role: role.map(|role| on_one_line(role.of(self.body))),
            country,
            mentions,
        }
    }
}

/// Orders forms of one name, the best first: most words, no abbreviations, then
/// the shortest, as case endings only add letters.
fn fullness(form: &str) -> (std::cmp::Reverse<usize>, usize) {
    let key = key(form);
    let whole = key.split(' ').filter(|word| word.chars().nth(1).is_some()).count();
    (std::cmp::Reverse(whole), key.len())
}

/// Whether the shorter name holds the last word of the longer, or its first where
/// the surname stands in front.
fn contains_surname(known: &str, key: &str) -> bool {
    let (short, long) = if key.len() <= known.len() { (key, known) } else { (known, key) };
    let surname = long.split(' ').rev().find(|word| word.len() > 2).unwrap_or(long);
    short.split(' ').any(|word| same_word(word, surname))
}

/// The country that a title names, if it names one only.
fn only_country(role: Span, countries: &[country::Mention]) -> Option<Code> {
    let mut inside =
        countries.iter().filter(|mention| role.contains(mention.span)).map(|mention| mention.code);
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
            let found: Vec<String> = people(body, &[])
                .into_iter()
                .map(|person| format!("{}: {}", person.name, person.mentions.len()))
                .collect();
            assert_eq!(found, *expected, "{body}");
        }
    }

    #[test]
    fn key_ignores_brackets_and_mentions_keep_them() {
        let found = people("Prime Minister (Viktor) Orban and I", &[]);
        let person = found.first().map(|person| (person.key.as_str(), person.name.as_str()));
        assert_eq!(person, Some(("viktor orban", "Viktor Orban")));
        assert_eq!(found[0].mentions[0].text, "(Viktor) Orban");
    }
}
