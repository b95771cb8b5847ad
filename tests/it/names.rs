//! Names held against each other.
//!
//! 1. Each pair of `tests/suite/names.tsv` gets its verdict, whichever name comes first.
//! 2. Two names that are the same or may be share a block.
//! 3. Reading and comparing any text ends without a panic, and a name is the same as itself.
//! 4. On the shared material the targets hold: spellings joined, rivals kept apart, false joins
//!    rare, own forms joined; and the table of `docs/names.md` can be printed, with the peers
//!    measured on the same names. It runs where `BILAT_SHARED` names the folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, Write as _};
use std::path::Path;

use bilat::eval::names::{Files, evaluate};
use bilat::lexicon::name::compare::{Name, Verdict, compare};
use bilat::lexicon::name::plain;
use proptest::prelude::*;
use rphonetic::{
    BeiderMorseBuilder, ConfigFiles, DaitchMokotoffSoundexBuilder, DoubleMetaphone, Encoder as _,
};

use crate::shared;
use crate::suite;

fn verdict(one: &str, other: &str) -> Verdict {
    compare(&Name::parse(one), &Name::parse(other)).verdict
}

#[test]
fn pairs_get_their_verdicts() {
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for [expected, one, other] in &suite::rows("names.tsv") {
        let expected = match expected.as_str() {
            "same" => Verdict::Same,
            "maybe" => Verdict::Maybe,
            "different" => Verdict::Different,
            _ => panic!("{expected}: {one} | {other}"),
        };
        pairs += 1;
        let (there, back) = (verdict(one, other), verdict(other, one));
        assert_eq!(there, back, "{one} | {other}");
        if there != expected {
            let comparison = compare(&Name::parse(one), &Name::parse(other));
            wrong.push(format!("{one} | {other}: {comparison:?}"));
        }
        let (one, other) = (Name::parse(one).blocks(), Name::parse(other).blocks());
        let shared = one.iter().any(|block| other.contains(block));
        assert!(there == Verdict::Different || shared, "{one:?} {other:?}");
    }
    assert!(pairs > 100);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn any_text_is_read_and_compared(one in "\\PC{0,40}", other in "[a-zA-Zčćšžđяшчюא-תا-ي ,.'-]{0,40}") {
        let (left, right) = (Name::parse(&one), Name::parse(&other));
        prop_assert_eq!(compare(&left, &right), compare(&right, &left));
        for name in [&left, &right] {
            let itself = compare(name, name).verdict;
            prop_assert!(!name.is_full() || itself == Verdict::Same, "{:?}", name);
        }
        if compare(&left, &right).verdict == Verdict::Same && left.is_full() && right.is_full() {
            let blocks = right.blocks();
            prop_assert!(left.blocks().iter().any(|block| blocks.contains(block)));
        }
    }
}

/// Of how many persons of the register one is taken, so that the test ends in a minute.
const EVERY: usize = 3;

/// Pairs of each person with this many after it are held against each other by the peers.
const NEIGHBOURS: usize = 400;

/// False joins of 100,000 pairs that are allowed.
const ALLOWED: usize = 1;

#[test]
fn targets_hold_on_the_shared_names() {
    let Some(folder) = shared::folder("names against the shared files") else { return };
    let (variants, rivals) =
        (folder.join("gold/name-variants.tsv"), folder.join("gold/name-rivals.tsv"));
    let lines: Vec<String> = shared::lines(&folder.join("data/names/hs_people.jsonl.zst"))
        .lines()
        .map(|line| line.expect("a line of text"))
        .step_by(EVERY)
        .collect();
    let mut people = tempfile::NamedTempFile::new().expect("a file");
    people.write_all(lines.join("\n").as_bytes()).expect("room for the file");
    let files =
        Files { variants: Some(&variants), rivals: Some(&rivals), people: Some(people.path()) };
    let found = evaluate(&files).expect("the files can be read");
    assert!(found.skipped.is_empty());
    let share = |part: usize, of: usize| part as f64 / of as f64;
    let joined = found.variants.latin_and_cyrillic;
    let joined = share(joined.joined(), joined.count);
    let apart = share(found.rivals.count - found.rivals.same, found.rivals.count);
    let false_joins = found.people.same as f64 * 1e5 / found.people.pairs as f64;
    let people_found = found.people;
    let own = share(
        people_found.forms_same + people_found.forms_alone + people_found.forms_shared,
        people_found.forms,
    );
    let own_alone = share(people_found.forms_same + people_found.forms_alone, people_found.forms);
    let own_same = share(people_found.forms_same, people_found.forms);
    shared::say("method                  variants  rivals  false joins of 100,000  own forms");
    shared::say(&format!(
        "{:<22}  {joined:>8.3}  {apart:>6.3}  {false_joins:>22.3}  {own:>9.3}",
        "bilat"
    ));
    shared::say(&format!(
        "{:<22}  of its own forms {own_same:.3} same, {own_alone:.3} with those that nobody else is as near to",
        ""
    ));
    let peers = Peers::read(&variants, &rivals, &lines);
    peers.print();
    assert!(found.people.pairs >= 10_000_000);
    assert!(joined >= 0.95, "variants joined: {joined}");
    assert!(apart >= 0.99, "rivals apart: {apart}");
    assert!(false_joins <= ALLOWED as f64, "false joins: {false_joins}");
    assert!(own >= 0.90, "own forms joined: {own}");
}

/// A name as the peers take it: words in Latin letters without marks.
type Words = Vec<String>;

/// The names that the peers are measured on.
struct Peers {
    /// Name of the person, spelling.
    variants: Vec<(Words, Words)>,
    canonical: Vec<Words>,
    rivals: Vec<(Words, Words)>,
    people: Vec<Words>,
    forms: Vec<(Words, Words)>,
}

fn words(written: &str) -> Words {
    let latin = plain(written);
    // `Surname, Given` is turned round for the peers too.
    let turned = match latin.split_once(',') {
        Some((surname, given)) => format!("{given} {surname}"),
        None => latin,
    };
    let words = turned.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
}

impl Peers {
    fn read(variants: &Path, rivals: &Path, people: &[String]) -> Self {
        let rows = |path: &Path| -> Vec<(String, String)> {
            let content = fs::read_to_string(path).expect("the file is there");
            let pairs = content.lines().filter_map(|line| {
                let mut columns = line.split('\t');
                Some((columns.next()?.to_owned(), columns.next()?.to_owned()))
            });
            pairs.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let is_latin_or_cyrillic = |text: &str| {
            text.chars().all(|letter| {
                letter < '\u{370}'
                    || ('\u{400}'..'\u{530}').contains(&letter)
                    || letter > '\u{1dff}' && letter < '\u{2100}'
            })
        };
        let variants = rows(variants);
        let canonical: BTreeSet<Words> = variants.iter().map(|(person, _)| words(person)).collect();
        let mut names = Vec::new();
        let mut forms = Vec::new();
        for line in people {
            let person: serde_json::Value = serde_json::from_str(line).expect("a person");
            let preferred = words(person["preferred"].as_str().unwrap_or_default());
            for form in person["originals"].as_array().into_iter().flatten() {
                let form = words(form["name"].as_str().unwrap_or_default());
                if form != preferred && !form.is_empty() {
                    forms.push((preferred.clone(), form));
                }
            }
            names.push(preferred);
        }
        Self {
            variants: variants
                .iter()
                .filter(|(_, variant)| is_latin_or_cyrillic(variant))
                .map(|(person, variant)| (words(person), words(variant)))
                .collect(),
            canonical: canonical.into_iter().collect(),
            rivals: rows(rivals).iter().map(|(one, other)| (words(one), words(other))).collect(),
            people: names,
            forms,
        }
    }

    fn print(&self) {
        let jaro = |one: &str, other: &str| strsim::jaro_winkler(one, other);
        let levenshtein = |one: &str, other: &str| strsim::normalized_levenshtein(one, other);
        self.row("Jaro-Winkler", &|one, other| similarity(one, other, &jaro));
        self.row("Levenshtein", &|one, other| similarity(one, other, &levenshtein));
        let metaphone = DoubleMetaphone::default();
        self.coded("Double Metaphone", &|word| {
            let code = metaphone.double_metaphone(word);
            vec![code.primary(), code.alternate()]
        });
        let soundex = DaitchMokotoffSoundexBuilder::default().build().expect("embedded rules");
        self.coded("Daitch-Mokotoff", &|word| split(&soundex.soundex(word)));
        let configuration = ConfigFiles::default();
        let beider_morse = BeiderMorseBuilder::new(&configuration).build();
        self.coded("Beider-Morse", &|word| split(&beider_morse.encode(word)));
    }

    /// Prints the row of a peer that gives each word a set of codes: names agree by the share of
    /// the words of the shorter that share a code with one of the longer.
    fn coded(&self, name: &str, encode: &dyn Fn(&str) -> Vec<String>) {
        let mut codes: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        let names = self.variants.iter().chain(&self.rivals).chain(&self.forms);
        let names =
            names.flat_map(|(one, other)| [one, other]).chain(&self.canonical).chain(&self.people);
        for word in names.flatten() {
            codes
                .entry(word)
                .or_insert_with(|| encode(word).iter().map(|code| hash(code)).collect());
        }
        let agree = |one: &str, other: &str| {
            let is_one = codes[one].iter().any(|code| codes[other].contains(code));
            f64::from(u8::from(is_one))
        };
        self.row(name, &|one, other| similarity(one, other, &agree));
    }

    /// Prints the row of a peer at the threshold that joins most variants within the allowed rate of
    /// false joins.
    fn row(&self, name: &str, similarity: &dyn Fn(&Words, &Words) -> f64) {
        let mut of_pairs: Vec<f64> = Vec::new();
        let mut pairs = 0_usize;
        for (at, one) in self.people.iter().enumerate() {
            for other in self.people.iter().skip(at + 1).step_by(7).take(NEIGHBOURS) {
                pairs += 1;
                // Bare surnames name nobody for sure, whoever compares them.
                if one.len() > 1 && other.len() > 1 && one != other {
                    let found = similarity(one, other);
                    if found > 0.6 {
                        of_pairs.push(found);
                    }
                }
            }
        }
        of_pairs.sort_by(|one, other| other.total_cmp(one));
        let allowed = pairs * ALLOWED / 100_000;
        // Just above the first join too many.
        let threshold = of_pairs.get(allowed).map_or(0.6, |found| found + 1e-9);
        let reachable = threshold <= 1.0;
        let threshold = threshold.min(1.0);
        let is_joined = |(person, variant): &&(Words, Words)| {
            let own = similarity(person, variant);
            own >= threshold
                && self
                    .canonical
                    .iter()
                    .filter(|other| *other != person)
                    .all(|other| similarity(other, variant) < own)
        };
        let joined = self.variants.iter().filter(is_joined).count();
        let apart =
            self.rivals.iter().filter(|(one, other)| similarity(one, other) < threshold).count();
        let own =
            self.forms.iter().filter(|(one, other)| similarity(one, other) >= threshold).count();
        let rate = of_pairs.iter().filter(|found| **found >= threshold).count() as f64 * 1e5
            / pairs as f64;
        let share = |part: usize, of: usize| part as f64 / of as f64;
        shared::say(&format!(
            "{name:<22}  {:>8.3}  {:>6.3}  {rate:>22.3}  {:>9.3}  {}",
            share(joined, self.variants.len()),
            share(apart, self.rivals.len()),
            share(own, self.forms.len()),
            if reachable {
                format!("threshold {threshold:.3}, {pairs} pairs")
            } else {
                format!("no threshold is low enough, {pairs} pairs")
            }
        ));
    }
}

/// The mean over the words of the shorter name of the best likeness to a word of the longer.
fn similarity(one: &Words, other: &Words, of_words: &dyn Fn(&str, &str) -> f64) -> f64 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() {
        return 0.0;
    }
    let best = |word: &String| long.iter().map(|facing| of_words(word, facing)).fold(0.0, f64::max);
    short.iter().map(best).sum::<f64>() / short.len() as f64
}

fn split(codes: &str) -> Vec<String> {
    let codes = codes.split(|letter: char| !letter.is_alphanumeric());
    codes.filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

fn hash(code: &str) -> u64 {
    code.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
