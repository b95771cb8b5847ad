//! What reports are about: a bonus where a country or person that is asked for is the subject.
//!
//! Most reports name more countries and people than they are about. A report
//! with the country among the pairs it is about, or the person in its title or
//! lead, scores a little more than one that mentions them; which reports are
//! found does not change. The bonus is a share of what a word scores that stands
//! in as many reports, and the same for every report.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::analyze::token::folded;
use crate::index::Reader;
use crate::lexicon::country::{self, Code};
use crate::lexicon::fold::fold;
use crate::query::plan::{Clause, Pattern, Scope, TermKind};
use crate::search::any_term::AnyTerm;
use crate::search::dictionary::each_term;
use crate::search::error::Error;
use crate::search::lower::{Asked, Leaf};
use crate::search::ranking::Ranking;
use crate::search::rarity::rarity;
use crate::search::register::Bearer;
use crate::search::stop::Stop;

/// Most countries of a query that are looked at: one that lists more is about none of them.
const COUNTRIES: usize = 6;

/// Most persons that a name may mean, and most forms of each that are looked for.
const PERSONS: usize = 4;
const FORMS: usize = 8;

/// A bonus for reports that are about something.
pub(super) struct About {
    /// As in an explanation: `(about SRB)`.
    pub clause: String,
    /// The reports, with the bonus as their score.
    pub query: Box<dyn Query>,
}

/// The bonuses of a query that became `leaves`, with the persons that it asks for.
pub(super) fn about(
    reader: &Reader,
    leaves: &[Leaf<'_>],
    names: &[Asked],
    ranking: &Ranking,
    stop: &Stop,
) -> Result<Vec<About>, Error> {
    let mut found = Vec::new();
    if ranking.about <= 0.0 {
        return Ok(found);
    }
    let codes = countries(leaves);
    if (1..=COUNTRIES).contains(&codes.len()) {
        for code in codes {
            found.extend(about_country(reader, code, ranking, stop)?);
        }
    }
    for asked in names.iter().filter(|asked| asked.shown) {
        let persons = &asked.meant.persons;
        if (1..=PERSONS).contains(&persons.len()) {
            let score = bonus(reader, asked.meant.reports as u64, ranking);
            let clause = format!("(about {})", asked.clause);
            found.push(About { clause, query: about_persons(reader, persons, score) });
        }
    }
    Ok(found)
}

/// What it counts that a report is one of so many about something.
fn bonus(reader: &Reader, reports: u64, ranking: &Ranking) -> f32 {
    let all = reader.len();
    ranking.about * rarity(reports.min(all) as f32, all as f32)
}

/// The countries that are asked for, by `country:` or in plain words.
fn countries(leaves: &[Leaf<'_>]) -> Vec<Code> {
    let words: Vec<Option<&str>> = leaves.iter().map(|leaf| plain_word(leaf.clause)).collect();
    let pair = |before: Option<&str>, word: &str| before.map(|before| format!("{before} {word}"));
    let mut wanted: Vec<String> = words.iter().flatten().map(|&word| word.to_owned()).collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    wanted.extend(pairs.filter_map(|(&before, &word)| pair(before, word?)));
    wanted.retain(|words| words.chars().nth(SHORTEST - 1).is_some());
    let named = named(wanted);
    let mut codes = Vec::new();
    // The word before, if it names no country alone: two may.
    let mut before: Option<&str> = None;
    for (leaf, word) in leaves.iter().zip(words) {
        match (leaf.clause, word) {
            (Clause::Country { codes: asked }, _) => codes.extend(asked.iter().copied()),
            (_, Some(word)) => {
                let pair = pair(before, word).and_then(|pair| named.get(pair.as_str()));
                if let Some(code) = pair.or_else(|| named.get(word)) {
                    codes.push(*code);
                    before = None;
                    continue;
                }
            }
            _ => {}
        }
        before = word;
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}

thread_local! {
    /// What was looked for before: going through all names takes a query longer than most hits.
    static LOOKED_FOR: RefCell<FxHashMap<String, Option<Code>>> = RefCell::default();
}

/// Most words of which it is remembered whether they name a country.
const REMEMBERED: usize = 4_096;

/// Those of `wanted` that name one country, with it.
fn named(wanted: Vec<String>) -> FxHashMap<String, Code> {
    LOOKED_FOR.with_borrow_mut(|known| {
        if known.len() > REMEMBERED {
            known.clear();
        }
        let (old, new): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|words| known.contains_key(words));
        let mut named: FxHashMap<String, Code> = FxHashMap::default();
        named.extend(old.into_iter().filter_map(|words| {
            let code = *known.get(&words)?;
            Some((words, code?))
        }));
        if new.is_empty() {
            return named;
        }
        // All are looked for in one go.
        let found = country::find_each(&new);
        for (words, codes) in new.into_iter().zip(found) {
            let code = only(&words, &codes);
            named.extend(code.map(|code| (words.clone(), code)));
            known.insert(words, code);
        }
        named
    })
}

/// The word that a part of a query asks for, if it is a plain one.
fn plain_word(clause: &Clause) -> Option<&str> {
    let Clause::Words { scope: Scope::Anywhere, pattern: Pattern::Term(term) } = clause else {
        return None;
    };
    match &term.kind {
        TermKind::Inflected { word, .. } | TermKind::Form { folded: word }
            if !term.span.is_empty() =>
        {
            Some(word)
        }
        _ => None,
    }
}

/// Fewest letters of a name: shorter ones are codes, and words of many languages.
const SHORTEST: usize = 4;

/// The one country that words name, by its name or its people; a capital is more often a place.
fn only(words: &str, codes: &[Code]) -> Option<Code> {
    let &[code] = codes else { return None };
    let capital = country::capital_of(code).map(fold);
    capital.is_none_or(|capital| capital != words).then_some(code)
}

/// Reports with a pair of which the country is one; nothing if there are none.
fn about_country(
    reader: &Reader,
    code: Code,
    ranking: &Ranking,
    stop: &Stop,
) -> Result<Option<About>, Error> {
    let field = reader.fields().dyad;
    let (mut pairs, mut reports) = (Vec::new(), 0);
    each_term(reader, field, "", stop, &mut |pair, held| {
        if pair.split('-').any(|one| one == code.as_str()) {
            pairs.push(pair.to_owned());
            reports += held;
        }
    })?;
    if pairs.is_empty() {
        return Ok(None);
    }
    let score = bonus(reader, reports, ranking);
    let query = Box::new(ConstScoreQuery::new(Box::new(AnyTerm::new(field, pairs.iter())), score));
    Ok(Some(About { clause: format!("(about {code})"), query }))
}

/// Reports with all words of one of the persons' names in title or lead.
fn about_persons(reader: &Reader, persons: &[Bearer], score: f32) -> Box<dyn Query> {
    let fields = [reader.fields().title, reader.fields().lead];
    let mut names: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for form in persons.iter().flat_map(|person| person.forms.iter().take(FORMS)) {
        let words = folded(&form.form).into_iter().map(|word| {
            let alternatives = fields.map(|field| {
                let term = Term::from_field_text(field, &word);
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            });
            let either = BooleanQuery::new(alternatives.into_iter().collect());
            (Occur::Must, Box::new(either) as Box<dyn Query>)
        });
        let words: Vec<_> = words.collect();
        if !words.is_empty() {
            names.push((Occur::Should, Box::new(BooleanQuery::new(words))));
        }
    }
    Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new(names)), score))
}
