//! Widening: a word to the forms that the index holds of it.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::schema::Field;

use crate::analyze::stem;
use crate::index::{Error, Reader};

/// Weight of an inflected form against the word as typed, which has 1.
///
/// High enough that inflections count almost fully, low enough that of two
/// equal reports the one with the exact form comes first.
const INFLECTED: f32 = 0.8;

/// One form of a word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WordForm {
    /// As the index holds it.
    pub form: String,
    /// How much an occurrence counts.
    pub weight: f32,
    /// Languages in whose reports it counts; nothing for all.
    pub langs: Option<Vec<String>>,
    /// Reports that hold it in title or text, whichever are more.
    pub reports: u64,
}

impl WordForm {
    /// Whether the form counts in a report of this language.
    pub(super) fn counts_in(&self, lang: Option<&str>) -> bool {
        let lang = lang.unwrap_or(stem::DEFAULT);
        self.langs.as_ref().is_none_or(|langs| langs.iter().any(|known| known == lang))
    }
}

/// The forms of `word` (folded: `folded`) in the index, the word itself first.
///
/// With `exact` only the word itself.
pub(super) fn forms(
    reader: &Reader,
    word: &str,
    folded: &str,
    exact: bool,
) -> Result<Vec<WordForm>, Error> {
    let mut forms = vec![WordForm {
        form: folded.to_owned(),
        weight: 1.0,
        langs: None,
        reports: reports(reader, folded)?,
    }];
    if exact {
        return Ok(forms);
    }
    let mut langs_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for lang in languages(reader)? {
        let Some(stemmer) = stem::stemmer(&lang) else { continue };
        for wanted in stem::stems(stemmer, word) {
            let fields = reader.fields();
            for field in [fields.title, fields.body] {
                each_term(reader, field, stem::prefix(&wanted), &mut |form| {
                    if stem::stem(stemmer, form).is_some_and(|stem| stem == wanted) {
                        add(&mut langs_of, form, &lang);
                    }
                })?;
            }
            let link = stem::link_prefix(&lang, &wanted);
            each_term(reader, fields.links, &link, &mut |term| {
                add(&mut langs_of, &term[link.len()..], &lang);
            })?;
        }
    }
    langs_of.remove(folded);
    for (form, langs) in langs_of {
        let reports = reports(reader, &form)?;
        forms.push(WordForm { form, weight: INFLECTED, langs: Some(langs), reports });
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
fn languages(reader: &Reader) -> Result<Vec<String>, Error> {
    let mut languages = vec![stem::DEFAULT.to_owned()];
    each_term(reader, reader.fields().lang, "", &mut |lang| languages.push(lang.to_owned()))?;
    languages.sort_unstable();
    languages.dedup();
    Ok(languages)
}

fn reports(reader: &Reader, form: &str) -> Result<u64, Error> {
    let fields = reader.fields();
    let count = |field: Field| {
        let term = Term::from_field_text(field, form);
        reader.searcher().doc_freq(&term).map_err(|source| reader.error(source))
    };
    Ok(count(fields.title)?.max(count(fields.body)?))
}

/// Calls `each` with every term of `field` that begins with `prefix`, segment by segment.
fn each_term(
    reader: &Reader,
    field: Field,
    prefix: &str,
    each: &mut dyn FnMut(&str),
) -> Result<(), Error> {
    for segment in reader.searcher().segment_readers() {
        let dictionary = segment.inverted_index(field).map_err(|source| reader.error(source))?;
        let mut terms = dictionary
            .terms()
            .range()
            .ge(prefix.as_bytes())
            .into_stream()
            .map_err(|error| reader.error(error.into()))?;
        while terms.advance() {
            if !terms.key().starts_with(prefix.as_bytes()) {
                break;
            }
            // Terms are made from text only.
            if let Ok(term) = std::str::from_utf8(terms.key()) {
                each(term);
            }
        }
    }
    Ok(())
}
