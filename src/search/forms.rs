//! Widening: a word of the query to the forms that the index holds of it.
//!
//! Inflections are found by their stems, patterns and misspelt words in the
//! dictionary. Each form has a weight, so that the closer and the rarer counts
//! more, and the list is what is searched, scored, highlighted and explained.

use std::collections::BTreeMap;

use regex::Regex;
use tantivy::schema::Field;

use crate::analyze::stem;
use crate::index::{Error, Reader};
use crate::lexicon::edits::edits;
use crate::query::plan::TermKind;
use crate::search::dictionary::{each_similar, each_term, reports};
use crate::search::rarity::rarity;
use crate::search::stop::Stop;

/// Least weight of a form: whatever a pattern fits is found and counts a little.
const LEAST: f32 = 0.05;

/// Most forms of one pattern.
pub(super) const MOST: usize = 5_000;

/// Most forms of all patterns of a query together: each is a list of reports to be read.
pub(super) const MOST_TOGETHER: usize = 20_000;

/// One form of a word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WordForm {
    /// As the index holds it; several words with blanks between if they stand in a row.
    pub form: String,
    /// How much an occurrence counts.
    pub weight: f32,
    /// Languages in whose reports it counts; nothing for all.
    pub langs: Option<Vec<String>>,
    /// Reports that hold it in the field where most do.
    pub reports: u64,
}

impl WordForm {
    /// Whether the form counts in a report of this language.
    pub(super) fn counts_in(&self, lang: Option<&str>) -> bool {
        let lang = lang.unwrap_or(stem::DEFAULT);
        self.langs.as_ref().is_none_or(|langs| langs.iter().any(|known| known == lang))
    }
}

/// What a term was widened to.
pub(super) enum Widened {
    /// The forms; for a word the word itself first, for others in order of the alphabet.
    Forms(Vec<WordForm>),
    /// More than [`MOST`] words fit: so many.
    TooMany(usize),
    /// The expression is too large.
    TooLarge,
}

/// The forms of a term that stand in `fields`; an inflected one has the weight `inflection`,
/// where the word as typed has 1.
pub(super) fn widen(
    reader: &Reader,
    fields: &[Field],
    term: &TermKind,
    inflection: f32,
    stop: &Stop,
) -> Result<Widened, Error> {
    let found = match term {
        TermKind::Form { folded } => {
            return Ok(Widened::Forms(vec![as_typed(reader, fields, folded)?]));
        }
        TermKind::Inflected { word, folded } => {
            return inflected(reader, fields, (word, folded), inflection, stop).map(Widened::Forms);
        }
        TermKind::Wildcard { pattern } => {
            let prefix = pattern.split(['*', '?']).next().unwrap_or_default();
            let Some(fits) = compiled(&as_regex(pattern)) else { return Ok(Widened::TooLarge) };
            matching(reader, fields, prefix, &fits, stop)?
        }
        TermKind::Regex { pattern } => {
            let Some(fits) = compiled(pattern) else { return Ok(Widened::TooLarge) };
            matching(reader, fields, "", &fits, stop)?
        }
        TermKind::Fuzzy { folded, edits } => similar(reader, fields, folded, *edits)?,
    };
    if found.len() > MOST {
        return Ok(Widened::TooMany(found.len()));
    }
    Ok(Widened::Forms(weighted(found, term, reader.len())))
}

/// Words with the number of reports that hold each.
pub(super) type Found = BTreeMap<String, u64>;

/// The words that are at most `edits` from `word`.
pub(super) fn similar(
    reader: &Reader,
    fields: &[Field],
    word: &str,
    edits: u8,
) -> Result<Found, Error> {
    gathered(fields, |field, add| each_similar(reader, field, word, edits, add))
}

/// The words that begin with `prefix` and fit as a whole.
fn matching(
    reader: &Reader,
    fields: &[Field],
    prefix: &str,
    fits: &Regex,
    stop: &Stop,
) -> Result<Found, Error> {
    gathered(fields, |field, add| {
        each_term(reader, field, prefix, stop, &mut |term, reports| {
            // Terms with a blank are pairs of a name's words.
            if fits.is_match(term) && !term.contains(' ') {
                add(term, reports);
            }
        })
    })
}

/// Joins what segments and fields hold: reports of segments add up, of fields the most count.
fn gathered(
    fields: &[Field],
    mut search: impl FnMut(Field, &mut dyn FnMut(&str, u64)) -> Result<(), Error>,
) -> Result<Found, Error> {
    let mut all = Found::new();
    for &field in fields {
        let mut here = Found::new();
        search(field, &mut |term, reports| match here.get_mut(term) {
            Some(sum) => *sum += reports,
            None => {
                here.insert(term.to_owned(), reports);
            }
        })?;
        for (term, reports) in here {
            let most = all.entry(term).or_default();
            *most = reports.max(*most);
        }
    }
    Ok(all)
}

/// A pattern with open places as a regular expression.
fn as_regex(pattern: &str) -> String {
    let mut expression = String::new();
    for character in pattern.chars() {
        match character {
            '*' => expression.push_str(".*"),
            '?' => expression.push('.'),
            _ => expression.push_str(&regex::escape(character.encode_utf8(&mut [0; 4]))),
        }
    }
    expression
}

/// An expression for a whole word, if it is not too large to be worked with.
fn compiled(expression: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{expression})$"))
        .case_insensitive(true)
        .dot_matches_new_line(true)
        .size_limit(LARGEST)
        .build()
        .ok()
}

/// Most bytes of a compiled expression.
const LARGEST: usize = 1 << 20;

/// Gives each form its weight: how close it is to what was typed, and of equally close ones the
/// rarer more. Rarity decides half of it at most, or a slip of the pen would count above the word.
fn weighted(found: Found, term: &TermKind, all: u64) -> Vec<WordForm> {
    let rarity = |reports: u64| rarity(reports.min(all) as f32, all as f32);
    let rarest = found.values().copied().map(rarity).fold(f32::MIN_POSITIVE, f32::max);
    found
        .into_iter()
        .map(|(form, reports)| {
            let weight = closeness(&form, term) * (0.5 + 0.5 * rarity(reports) / rarest);
            WordForm { form, weight: weight.clamp(LEAST, 1.0), langs: None, reports }
        })
        .collect()
}

/// How close a form is to what was typed, from 0 to 1.
fn closeness(form: &str, term: &TermKind) -> f32 {
    let length = form.chars().count().max(1) as f32;
    match term {
        TermKind::Fuzzy { folded, .. } => 1.0 / (1.0 + edits(form, folded) as f32),
        // The share of the word that was typed.
        TermKind::Wildcard { pattern } => {
            let typed = pattern.chars().filter(|sign| !matches!(sign, '*' | '?')).count();
            (1.0 + typed as f32) / (1.0 + length)
        }
        TermKind::Regex { .. } | TermKind::Inflected { .. } | TermKind::Form { .. } => 1.0,
    }
}

fn as_typed(reader: &Reader, fields: &[Field], folded: &str) -> Result<WordForm, Error> {
    let reports = reports(reader, fields, folded)?;
    Ok(WordForm { form: folded.to_owned(), weight: 1.0, langs: None, reports })
}

/// The word itself and its inflections by the rules of every language in the index.
fn inflected(
    reader: &Reader,
    fields: &[Field],
    (word, folded): (&str, &str),
    weight: f32,
    stop: &Stop,
) -> Result<Vec<WordForm>, Error> {
    let mut forms = vec![as_typed(reader, fields, folded)?];
    let mut langs_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Of a form in several words, the link tells how many reports hold it.
    let mut linked = Found::new();
    for lang in languages(reader, stop)? {
        let Some(stemmer) = stem::stemmer(&lang) else { continue };
        for wanted in stem::stems(stemmer, word) {
            for &field in fields {
                each_term(reader, field, stem::prefix(&wanted), stop, &mut |form, _| {
                    if stem::stem(stemmer, form).is_some_and(|stem| stem == wanted) {
                        add(&mut langs_of, form, &lang);
                    }
                })?;
            }
            let link = stem::link_prefix(&lang, &wanted);
            each_term(reader, reader.fields().links, &link, stop, &mut |term, reports| {
                let form = &term[link.len()..];
                add(&mut langs_of, form, &lang);
                if form.contains(' ') {
                    *linked.entry(form.to_owned()).or_default() += reports;
                }
            })?;
        }
    }
    langs_of.remove(folded);
    for (form, langs) in langs_of {
        let reports = match linked.get(&form) {
            Some(reports) => *reports,
            None => reports(reader, fields, &form)?,
        };
        forms.push(WordForm { form, weight, langs: Some(langs), reports });
    }
    Ok(forms)
}

fn add(langs_of: &mut BTreeMap<String, Vec<String>>, form: &str, lang: &str) {
    let langs = match langs_of.get_mut(form) {
        Some(langs) => langs,
        None => langs_of.entry(form.to_owned()).or_default(),
    };
    if langs.last().is_none_or(|last| last != lang) {
        langs.push(lang.to_owned());
    }
}

/// The languages of the reports, and the one by which others are read.
fn languages(reader: &Reader, stop: &Stop) -> Result<Vec<String>, Error> {
    let mut languages = vec![stem::DEFAULT.to_owned()];
    let field = reader.fields().lang;
    each_term(reader, field, "", stop, &mut |lang, _| languages.push(lang.to_owned()))?;
    languages.sort_unstable();
    languages.dedup();
    Ok(languages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closer_and_rarer_forms_count_more() {
        let found = Found::from([
            ("exercise".to_owned(), 50),
            ("exercises".to_owned(), 50),
            ("exercisable".to_owned(), 1),
        ]);
        let term = TermKind::Wildcard { pattern: "exercise*".to_owned() };
        let weight = |forms: &[WordForm], form: &str| {
            forms.iter().find(|found| found.form == form).map_or(0.0, |found| found.weight)
        };
        let forms = weighted(found.clone(), &term, 100);
        assert!(weight(&forms, "exercise") > weight(&forms, "exercises"));
        assert!(weight(&forms, "exercisable") > weight(&forms, "exercises"));
        let term = TermKind::Fuzzy { folded: "exercises".to_owned(), edits: 2 };
        let forms = weighted(found, &term, 100);
        assert!(weight(&forms, "exercises") > weight(&forms, "exercise"));
        assert!(weight(&forms, "exercises") > weight(&forms, "exercisable"));
    }

    #[test]
    fn patterns_fit_whole_words() {
        let fits = |pattern: &str, word: &str| {
            compiled(&as_regex(pattern)).is_some_and(|fits| fits.is_match(word))
        };
        assert!(fits("organi?ation", "organisation") && fits("*ation", "organisation"));
        assert!(!fits("organi?ation", "organisations") && !fits("exer", "exercise"));
        assert!(fits("вежб?", "вежба") && !fits("a.c*", "abc"));
        assert!(compiled("(a{1000}){1000}").is_none());
    }
}
