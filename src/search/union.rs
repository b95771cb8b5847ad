//! The reports in which any of several forms stands, in order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::columnar::StrColumn;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

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
    langs: Option<Allowed>,
}

/// The languages of a segment, by their number, in which a form counts.
struct Allowed {
    known: Vec<bool>,
    unknown: bool,
}

/// All sources, moved together from report to report.
pub(super) struct Union {
    sources: Vec<Source>,
    langs: Option<StrColumn>,
    /// Numbers of the sources that stand at `document`.
    here: Vec<usize>,
    /// The others, the least report first; those at their end are left out.
    ahead: BinaryHeap<Reverse<(DocId, usize)>>,
    document: DocId,
}

impl Union {
    /// Opens `forms` in `fields` of a segment; `record` says what is read of each occurrence.
    pub(super) fn open(
        reader: &SegmentReader,
        fields: &[Searched],
        forms: &[WordForm],
        record: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let langs = reader.fast_fields().str(LANG)?;
        let mut sources = Vec::new();
        for (field, searched) in fields.iter().enumerate() {
            let inverted = reader.inverted_index(searched.field)?;
            for form in forms {
                let term = Term::from_field_text(searched.field, &form.form);
                if let Some(postings) = inverted.read_postings(&term, record)? {
                    let weight = form.weight;
                    let langs = allowed(form, langs.as_ref())?;
                    sources.push(Source { postings, field, weight, langs });
                }
            }
        }
        let ahead = sources
            .iter()
            .enumerate()
            .map(|(number, source)| Reverse((source.postings.doc(), number)))
            .collect();
        // Without a form that depends on it, the language need not be looked up.
        let langs = langs.filter(|_| sources.iter().any(|source| source.langs.is_some()));
        let mut union = Self { sources, langs, here: Vec::new(), ahead, document: 0 };
        union.gather();
        Ok(union)
    }

    /// Whether no form stands anywhere in the segment.
    pub(super) fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The report at which the union stands, or [`TERMINATED`].
    pub(super) fn doc(&self) -> DocId {
        self.document
    }

    /// Moves to the first report at or after `target`; never back.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.document >= target {
            return self.document;
        }
        if let [only] = self.sources.as_mut_slice() {
            self.document = only.postings.seek(target);
            return self.document;
        }
        for number in std::mem::take(&mut self.here) {
            self.push(number, target);
        }
        while let Some(&Reverse((document, number))) = self.ahead.peek() {
            if document >= target {
                break;
            }
            self.ahead.pop();
            self.push(number, target);
        }
        self.gather();
        self.document
    }

    /// Calls `each` with the sources that stand at the report and count in its language, in
    /// order of their numbers, so that sums do not depend on the way to the report.
    pub(super) fn each_counting(&mut self, mut each: impl FnMut(&mut Source)) {
        let lang = self.langs.as_ref().and_then(|langs| langs.ords().first(self.document));
        for &number in &self.here {
            if let Some(source) = self.sources.get_mut(number)
                && source.counts_in(lang)
            {
                each(source);
            }
        }
    }

    /// Upper bound of the number of reports.
    pub(super) fn size_hint(&self) -> u32 {
        // Forms seldom stand in the same report, so their sum is near.
        self.sources
            .iter()
            .fold(0, |sum: u32, source| sum.saturating_add(source.postings.size_hint()))
    }

    fn push(&mut self, number: usize, target: DocId) {
        let Some(source) = self.sources.get_mut(number) else { return };
        let document = source.postings.seek(target);
        if document != TERMINATED {
            self.ahead.push(Reverse((document, number)));
        }
    }

    /// Takes the sources with the least report from those ahead.
    fn gather(&mut self) {
        self.document = self.ahead.peek().map_or(TERMINATED, |Reverse((document, _))| *document);
        if self.document == TERMINATED {
            return;
        }
        while let Some(&Reverse((document, number))) = self.ahead.peek() {
            if document != self.document {
                break;
            }
            self.ahead.pop();
            self.here.push(number);
        }
    }
}

fn allowed(form: &WordForm, langs: Option<&StrColumn>) -> tantivy::Result<Option<Allowed>> {
    if form.langs.is_none() {
        return Ok(None);
    }
    let mut allowed = Allowed { known: Vec::new(), unknown: form.counts_in(None) };
    if let Some(langs) = langs {
        let mut lang = String::new();
        for number in 0..langs.num_terms() as u64 {
            lang.clear();
            langs.ord_to_str(number, &mut lang)?;
            allowed.known.push(form.counts_in(Some(&lang)));
        }
    }
    Ok(Some(allowed))
}

impl Source {
    fn counts_in(&self, lang: Option<u64>) -> bool {
        let Some(allowed) = &self.langs else { return true };
        match lang {
            Some(lang) => allowed.known.get(lang as usize).copied().unwrap_or(false),
            None => allowed.unknown,
        }
    }
}
