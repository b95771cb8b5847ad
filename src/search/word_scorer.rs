//! The reports of a segment in which a word stands in any of its forms, with their scores.
//!
//! Takes the forms in the fields, each with its list of reports; gives the
//! reports in order. The lists are read a window of reports at a time, one list
//! after the other, since going through all lists for each report costs several
//! times as much where a word has a dozen of them. What a report scores does
//! not depend on where windows begin.

use tantivy::columnar::StrColumn;
use tantivy::postings::Postings as _;
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

use crate::search::bm25f::Frequencies;
use crate::search::source::{Source, Sources};

/// Most lists for which a window has [`BITS`] reports, so that a jump reads little in vain.
const FEW: usize = 16;

/// Windows of many lists have so many times [`BITS`] reports: going through the lists costs more.
const WIDE: usize = 64;

/// Reports in one number of [`WordScorer::left`].
const BITS: usize = u64::BITS as usize;

/// See the module.
pub(super) struct WordScorer {
    sources: Vec<Source>,
    /// The report at which each source stands: its first behind the window.
    at: Vec<DocId>,
    langs: Option<StrColumn>,
    frequencies: Frequencies,
    /// The first report of the window.
    start: DocId,
    /// A bit for each report of the window in which a form counts and which was not passed yet.
    left: Vec<u64>,
    /// How often the word stands in each field of each report of the window.
    occurrences: Vec<Vec<f32>>,
    /// Where the scorer stands.
    document: DocId,
}

impl WordScorer {
    /// Stands at the first report. Of as many `fields` counts are kept.
    pub(super) fn new(sources: Sources, frequencies: Frequencies, fields: usize) -> Self {
        let Sources { list: sources, langs } = sources;
        let width = if sources.len() > FEW { WIDE } else { 1 };
        let mut scorer = Self {
            at: sources.iter().map(|source| source.postings.doc()).collect(),
            sources,
            langs,
            frequencies,
            start: 0,
            left: vec![0; width],
            occurrences: vec![vec![0.0; width * BITS]; fields],
            document: 0,
        };
        scorer.fill(0);
        scorer
    }

    /// The first report behind the window.
    fn end(&self) -> DocId {
        self.start.saturating_add((self.left.len() * BITS) as DocId)
    }

    /// Reads the first window with a report at or after `target`, and stands at that report.
    fn fill(&mut self, mut target: DocId) -> DocId {
        loop {
            for (at, source) in self.at.iter_mut().zip(&mut self.sources) {
                if *at < target {
                    *at = source.postings.seek(target);
                }
            }
            self.start = self.at.iter().fold(TERMINATED, |least, at| least.min(*at));
            if self.start == TERMINATED {
                self.document = TERMINATED;
                return TERMINATED;
            }
            self.read();
            if self.stand(0) != TERMINATED {
                return self.document;
            }
            target = self.end();
        }
    }

    /// Reads the window that begins at `start`.
    fn read(&mut self) {
        let (start, end) = (self.start, self.end());
        for counts in &mut self.occurrences {
            counts.fill(0.0);
        }
        self.left.fill(0);
        for (at, source) in self.at.iter_mut().zip(&mut self.sources) {
            if *at >= end {
                continue;
            }
            let Some(counts) = self.occurrences.get_mut(source.field) else { continue };
            while *at < end {
                let offset = (*at - start) as usize;
                if source.counts_in(*at, self.langs.as_ref())
                    && let Some(count) = counts.get_mut(offset)
                    && let Some(bits) = self.left.get_mut(offset / BITS)
                {
                    *bits |= 1 << (offset % BITS);
                    *count += source.weight * source.postings.term_freq() as f32;
                }
                *at = source.postings.advance();
            }
        }
    }

    /// Stands at the first report of the window that is left, from a number of [`Self::left`] on.
    fn stand(&mut self, from: usize) -> DocId {
        let mut words = self.left.iter().enumerate().skip(from);
        let found = words.find(|(_, bits)| **bits != 0);
        let first = found.map(|(word, bits)| word * BITS + bits.trailing_zeros() as usize);
        self.document = first.map_or(TERMINATED, |offset| self.start + offset as DocId);
        self.document
    }
}

impl DocSet for WordScorer {
    fn advance(&mut self) -> DocId {
        let document = self.document;
        if document == TERMINATED { TERMINATED } else { self.seek(document + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.document >= target {
            return self.document;
        }
        if target < self.end() {
            let offset = (target - self.start) as usize;
            let (word, bit) = (offset / BITS, offset % BITS);
            if let Some(bits) = self.left.get_mut(word) {
                *bits &= u64::MAX << bit;
            }
            if self.stand(word) != TERMINATED {
                return self.document;
            }
        }
        let target = target.max(self.end());
        self.fill(target)
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        // Forms seldom stand in the same report, so their sum is near.
        let hints = self.sources.iter().map(|source| source.postings.size_hint());
        hints.fold(0, u32::saturating_add)
    }
}

impl Scorer for WordScorer {
    fn score(&mut self) -> Score {
        let offset = self.document.wrapping_sub(self.start) as usize;
        let counts = self.occurrences.iter();
        let counts = counts.map(|counts| counts.get(offset).copied().unwrap_or(0.0));
        self.frequencies.score(self.document, counts)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{IndexRecordOption, Schema, TEXT};
    use tantivy::{Index, IndexWriter, TantivyDocument, doc};

    use crate::search::bm25f::{Searched, Statistics};
    use crate::search::forms::WordForm;

    use super::*;

    /// Reports in the index: more than two of the wide windows.
    const REPORTS: u32 = 10_000;

    /// Whether a form stands in a report, and how often; the first forms in more reports.
    fn count(form: u32, report: u32) -> usize {
        let mixed = report.wrapping_mul(2_654_435_761).rotate_left(form) % 1_009;
        if mixed < 300 / (form * form + 1) { (mixed % 3) as usize + 1 } else { 0 }
    }

    fn index(forms: u32) -> Index {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter<TantivyDocument> =
            index.writer_with_num_threads(1, 20_000_000).expect("a writer");
        for report in 0..REPORTS {
            let words = |form| format!("w{form} ").repeat(count(form, report));
            let words: String = (0..forms).map(words).collect::<Vec<_>>().concat();
            writer.add_document(doc!(text => words)).expect("it takes a document");
        }
        writer.commit().expect("a commit");
        index
    }

    #[test]
    fn every_report_is_found_however_it_is_reached_and_scores_the_same() {
        for forms in [1, 3, FEW as u32, FEW as u32 + 1, 40] {
            let index = index(forms);
            let searcher = index.reader().expect("a reader").searcher();
            let fields = [Searched::plain(index.schema().get_field("text").expect("a field"))];
            let words: Vec<WordForm> = (0..forms)
                .map(|form| WordForm {
                    form: format!("w{form}"),
                    weight: 1.0,
                    langs: None,
                    reports: 1,
                })
                .collect();
            let mut statistics = Statistics::unscored(&fields);
            statistics.idf = 1.0;
            let mut found = Vec::new();
            let mut first = 0;
            for segment in searcher.segment_readers() {
                let open = || {
                    let record = IndexRecordOption::WithFreqs;
                    let sources = Sources::open(segment, &fields, &words, record).expect("lists");
                    let counted = Frequencies::open(segment, &fields, &statistics, 1.0, 1.0);
                    WordScorer::new(sources, counted.expect("lengths"), fields.len())
                };
                let mut scorer = open();
                let mut reports = Vec::new();
                while scorer.doc() != TERMINATED {
                    reports.push((scorer.doc(), scorer.score()));
                    scorer.advance();
                }
                for step in [2, 63, 64, 65, 1_000, 4_096, 5_000] {
                    let mut scorer = open();
                    for target in (0..segment.max_doc()).step_by(step) {
                        let next = reports.partition_point(|(document, _)| *document < target);
                        let Some(&(document, score)) = reports.get(next) else { break };
                        assert_eq!(scorer.seek(target), document, "{forms} forms, {step}");
                        assert!((scorer.score() - score).abs() < 1e-6, "{forms} forms, {step}");
                    }
                }
                found.extend(reports.iter().map(|(document, _)| first + document));
                first += segment.max_doc();
            }
            let stands = |report: &u32| (0..forms).any(|form| count(form, *report) > 0);
            assert_eq!(found, (0..REPORTS).filter(stands).collect::<Vec<_>>(), "{forms} forms");
        }
    }
}
