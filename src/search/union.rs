//! The reports in which any of several forms stands, in order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::columnar::StrColumn;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::search::bm25f::Searched;
use crate::search::forms::WordForm;
use crate::search::source::{Source, Sources};

/// All sources, moved together from report to report.
pub(super) struct Union {
    sources: Vec<Source>,
    langs: Option<StrColumn>,
    document: DocId,
    order: Order,
}

/// How the source with the next report is found.
enum Order {
    /// By looking at each: of a few sources that is fastest.
    Each {
        /// The report at which each source stands. They lie beside each other, as they are
        /// compared for every report.
        at: Vec<DocId>,
    },
    /// By a heap.
    Heap {
        /// Numbers of the sources that stand at the report.
        here: Vec<usize>,
        /// The others, the least report first; those at their end are left out.
        ahead: BinaryHeap<Reverse<(DocId, usize)>>,
    },
}

/// Most sources that are looked at one by one.
const FEW: usize = 16;

impl Union {
    /// Opens `forms` in `fields` of a segment; `record` says what is read of each occurrence.
    pub(super) fn open(
        reader: &SegmentReader,
        fields: &[Searched],
        forms: &[WordForm],
        record: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let Sources { list: sources, langs } = Sources::open(reader, fields, forms, record)?;
        let at = sources.iter().map(|source| source.postings.doc()).collect();
        let mut union = Self { sources, langs, document: 0, order: Order::Each { at } };
        if union.sources.len() > FEW {
            let starts = union.sources.iter().enumerate();
            let ahead = starts.map(|(number, source)| Reverse((source.postings.doc(), number)));
            union.order = Order::Heap { here: Vec::new(), ahead: ahead.collect() };
        }
        union.settle();
        Ok(union)
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
        match &mut self.order {
            Order::Each { at } => {
                for (at, source) in at.iter_mut().zip(&mut self.sources) {
                    if *at < target {
                        *at = seek(&mut source.postings, target);
                    }
                }
            }
            Order::Heap { here, ahead } => {
                let mut push = |number: usize, ahead: &mut BinaryHeap<_>| {
                    let Some(source) = self.sources.get_mut(number) else { return };
                    let document = seek(&mut source.postings, target);
                    if document != TERMINATED {
                        ahead.push(Reverse((document, number)));
                    }
                };
                for number in here.drain(..) {
                    push(number, ahead);
                }
                while let Some(&Reverse((document, number))) = ahead.peek()
                    && document < target
                {
                    ahead.pop();
                    push(number, ahead);
                }
            }
        }
        self.settle();
        self.document
    }

    /// The only source, if there is no other and it counts in every language.
    pub(super) fn only(&mut self) -> Option<&mut Source> {
        match self.sources.as_mut_slice() {
            [only] if only.langs.is_none() => Some(only),
            _ => None,
        }
    }

    /// Calls `each` with the sources that stand at the report and count in its language, in
    /// order of their numbers, so that sums do not depend on the way to the report.
    pub(super) fn each_counting(&mut self, mut each: impl FnMut(&mut Source)) {
        let lang = self.langs.as_ref().and_then(|langs| langs.ords().first(self.document));
        match &self.order {
            Order::Each { at } => {
                for (at, source) in at.iter().zip(&mut self.sources) {
                    if *at == self.document && source.counts_for(lang) {
                        each(source);
                    }
                }
            }
            Order::Heap { here, .. } => {
                for &number in here {
                    if let Some(source) = self.sources.get_mut(number)
                        && source.counts_for(lang)
                    {
                        each(source);
                    }
                }
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

    /// Stands at the least report of all sources.
    fn settle(&mut self) {
        match &mut self.order {
            Order::Each { at } => {
                self.document = at.iter().fold(TERMINATED, |least, at| least.min(*at));
            }
            Order::Heap { here, ahead } => {
                self.document = ahead.peek().map_or(TERMINATED, |Reverse((document, _))| *document);
                while let Some(&Reverse((document, number))) = ahead.peek()
                    && document == self.document
                {
                    ahead.pop();
                    here.push(number);
                }
            }
        }
    }
}

/// Moves postings, which stand before `target`, to the first report at or after it.
#[inline]
fn seek(postings: &mut SegmentPostings, target: DocId) -> DocId {
    if postings.doc() + 1 == target {
        // Far cheaper, and most moves are to the next report.
        postings.advance()
    } else {
        postings.seek(target)
    }
}
