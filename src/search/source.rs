//! Where a word can stand: the list of reports of each of its forms in each field of a segment.

use tantivy::columnar::{Cardinality, StrColumn};
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

use crate::search::bm25f::Searched;
use crate::search::forms::WordForm;

/// Name of the column with the language of a report.
const LANG: &str = "lang";

/// One form in one field of a segment.
pub(super) struct Source {
    pub postings: SegmentPostings,
    /// Number of the field among those searched.
    pub field: usize,
    /// How much an occurrence counts.
    pub weight: f32,
    /// Where the form does not count in every report.
    pub langs: Option<Allowed>,
}

/// The languages of a segment, by their number, in which a form counts.
pub(super) struct Allowed {
    known: Vec<bool>,
    unknown: bool,
}

/// The forms of a word in all fields of a segment.
pub(super) struct Sources {
    pub list: Vec<Source>,
    /// The languages of the reports, if a form depends on them.
    pub langs: Option<StrColumn>,
}

impl Sources {
    /// Opens `forms` in `fields` of a segment; `record` says what is read of each occurrence.
    pub(super) fn open(
        reader: &SegmentReader,
        fields: &[Searched],
        forms: &[WordForm],
        record: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let langs = reader.fast_fields().str(LANG)?;
        let mut list = Vec::new();
        for (field, searched) in fields.iter().enumerate() {
            let inverted = reader.inverted_index(searched.field)?;
            for form in forms {
                let term = Term::from_field_text(searched.field, &form.form);
                if let Some(postings) = inverted.read_postings(&term, record)? {
                    let langs = allowed(form, langs.as_ref())?;
                    list.push(Source { postings, field, weight: form.weight, langs });
                }
            }
        }
        // Without a form that depends on it, the language need not be looked up.
        let langs = langs.filter(|_| list.iter().any(|source| source.langs.is_some()));
        Ok(Self { list, langs })
    }
}

impl Source {
    /// Whether the form counts in a report, by the column of languages.
    #[inline]
    pub(super) fn counts_in(&self, document: DocId, langs: Option<&StrColumn>) -> bool {
        self.langs.is_none()
            || self.counts_for(langs.and_then(|langs| langs.ords().first(document)))
    }

    /// Whether the form counts in reports of a language, by its number.
    pub(super) fn counts_for(&self, lang: Option<u64>) -> bool {
        let Some(allowed) = &self.langs else { return true };
        match lang {
            Some(lang) => allowed.known.get(lang as usize).copied().unwrap_or(false),
            None => allowed.unknown,
        }
    }
}

/// The languages in which a form counts; nothing if it does so in every report of the segment.
fn allowed(form: &WordForm, langs: Option<&StrColumn>) -> tantivy::Result<Option<Allowed>> {
    if form.langs.is_none() {
        return Ok(None);
    }
    let mut allowed = Allowed { known: Vec::new(), unknown: form.counts_in(None) };
    let mut all_known = false;
    if let Some(langs) = langs {
        let mut lang = String::new();
        for number in 0..langs.num_terms() as u64 {
            lang.clear();
            langs.ord_to_str(number, &mut lang)?;
            allowed.known.push(form.counts_in(Some(&lang)));
        }
        all_known = langs.ords().get_cardinality() == Cardinality::Full;
    }
    let everywhere = allowed.known.iter().all(|counts| *counts) && (allowed.unknown || all_known);
    Ok((!everywhere).then_some(allowed))
}
