//! Looking through the words of the index.

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use crate::index::{Error, Reader};
use crate::search::stop::Stop;

/// Words passed over between two looks at the sign to stop.
const UNCHECKED: u32 = 1024;

/// Calls `each` with every term of `field` that begins with `prefix` and the number of reports
/// that hold it, segment by segment, until told to stop.
pub(super) fn each_term(
    reader: &Reader,
    field: Field,
    prefix: &str,
    stop: &Stop,
    each: &mut dyn FnMut(&str, u64),
) -> Result<(), Error> {
    each_term_from(reader, field, prefix, prefix, stop, &mut |term, reports| {
        each(term, reports);
        true
    })
}

/// The same from the term `first` on, and in each segment only as long as `each` says so.
pub(super) fn each_term_from(
    reader: &Reader,
    field: Field,
    prefix: &str,
    first: &str,
    stop: &Stop,
    each: &mut dyn FnMut(&str, u64) -> bool,
) -> Result<(), Error> {
    each_dictionary(reader, field, &mut |dictionary| {
        let mut terms = dictionary.range().ge(first.as_bytes()).into_stream()?;
        let mut seen: u32 = 0;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            seen = seen.wrapping_add(1);
            if seen.is_multiple_of(UNCHECKED) && stop.is_set() {
                break;
            }
            let reports = u64::from(terms.value().doc_freq);
            // Terms are made from text only.
            if let Ok(term) = std::str::from_utf8(terms.key())
                && !each(term, reports)
            {
                break;
            }
        }
        Ok(())
    })
}

/// Calls `each` with every term of `field` that is at most `edits` (1 or 2) from `word`, and the
/// number of reports that hold it, segment by segment.
pub(super) fn each_similar(
    reader: &Reader,
    field: Field,
    word: &str,
    edits: u8,
    each: &mut dyn FnMut(&str, u64),
) -> Result<(), Error> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true);
    each_dictionary(reader, field, &mut |dictionary| {
        let mut terms = dictionary.search(query.automaton()?).into_stream()?;
        while terms.advance() {
            let reports = u64::from(terms.value().doc_freq);
            if let Ok(term) = std::str::from_utf8(terms.key()) {
                each(term, reports);
            }
        }
        Ok(())
    })
}

/// Number of reports that hold `word` in the one of `fields` where most do.
pub(super) fn reports(reader: &Reader, fields: &[Field], word: &str) -> Result<u64, Error> {
    let mut most = 0;
    for &field in fields {
        let term = Term::from_field_text(field, word);
        let found = reader.searcher().doc_freq(&term).map_err(|source| reader.error(source))?;
        most = most.max(found);
    }
    Ok(most)
}

fn each_dictionary(
    reader: &Reader,
    field: Field,
    each: &mut dyn FnMut(&TermDictionary) -> tantivy::Result<()>,
) -> Result<(), Error> {
    for segment in reader.searcher().segment_readers() {
        let result = segment.inverted_index(field);
        result
            .and_then(|inverted| each(inverted.terms()))
            .map_err(|source| reader.error(source))?;
    }
    Ok(())
}
