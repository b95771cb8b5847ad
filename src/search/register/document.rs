//! Reports as the register counts them.

/// A report: number of its segment, number in it. In one number they are compared at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Document(u64);

impl Document {
    pub(super) fn new(segment: u32, number: u32) -> Self {
        Self(u64::from(segment) << 32 | u64::from(number))
    }

    /// Number of its segment.
    pub(super) fn segment(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Its number in the segment.
    pub(super) fn number(self) -> u32 {
        self.0 as u32
    }
}

/// Reports, each once.
#[derive(Default)]
pub(super) struct Documents(Held);

/// Most people stand in a few reports; of those in very many, a bit for each report of a segment
/// takes less room than their numbers, and less time than to sort them.
enum Held {
    /// In order once they are [`Documents`].
    Few(Vec<Document>),
    /// Bits of the reports of each segment.
    Many(Vec<Vec<u64>>),
}

/// Most reports that are held by their numbers.
const FEW: usize = 1_024;

impl Default for Held {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Documents {
    /// How many they are.
    pub(super) fn len(&self) -> usize {
        match &self.0 {
            Held::Few(few) => few.len(),
            Held::Many(segments) => {
                segments.iter().flatten().map(|bits| bits.count_ones() as usize).sum()
            }
        }
    }

    /// Calls `each` for all of them, in order.
    pub(super) fn for_each(&self, mut each: impl FnMut(Document)) {
        match &self.0 {
            Held::Few(few) => few.iter().copied().for_each(each),
            Held::Many(segments) => {
                for (segment, words) in (0..).zip(segments) {
                    for (first, word) in (0..).step_by(64).zip(words) {
                        let mut rest = *word;
                        while rest != 0 {
                            each(Document::new(segment, first + rest.trailing_zeros()));
                            rest &= rest - 1;
                        }
                    }
                }
            }
        }
    }
}

/// Reports that are being gathered, in any order and as often as they come.
#[derive(Default)]
pub(super) struct Gathered(Held);

impl Gathered {
    pub(super) fn add(&mut self, document: Document) {
        match &mut self.0 {
            Held::Few(few) if few.len() < FEW => few.push(document),
            Held::Few(few) => {
                let mut many = Vec::new();
                few.iter().chain([&document]).for_each(|document| set(&mut many, *document));
                self.0 = Held::Many(many);
            }
            Held::Many(many) => set(many, document),
        }
    }

    pub(super) fn add_all(&mut self, documents: &Documents) {
        documents.for_each(|document| self.add(document));
    }

    /// All of them, each once.
    pub(super) fn done(mut self) -> Documents {
        if let Held::Few(few) = &mut self.0 {
            // They are read list by list, each in order, and a stable sort merges what is in order.
            few.sort();
            few.dedup();
        }
        Documents(self.0)
    }
}

fn set(segments: &mut Vec<Vec<u64>>, document: Document) {
    let (segment, number) = (document.segment() as usize, document.number() as usize);
    if segments.len() <= segment {
        segments.resize_with(segment + 1, Vec::new);
    }
    if let Some(words) = segments.get_mut(segment) {
        let word = number / 64;
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        if let Some(bits) = words.get_mut(word) {
            *bits |= 1 << (number % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn reports_are_counted_once_and_told_in_order_however_many() {
        for count in [0, 1, 3, FEW, FEW + 1, 5 * FEW] {
            let numbers = (0..count as u32).map(|number| number.wrapping_mul(7_919) % 3_000);
            let all: Vec<Document> =
                numbers.map(|number| Document::new(number % 3, number)).collect();
            let mut gathered = Gathered::default();
            for document in &all {
                gathered.add(*document);
            }
            let documents = gathered.done();
            let mut again = Gathered::default();
            again.add_all(&documents);
            again.add_all(&documents);
            let wanted: Vec<Document> = BTreeSet::from_iter(all).into_iter().collect();
            for documents in [documents, again.done()] {
                let mut told = Vec::new();
                documents.for_each(|document| told.push(document));
                assert_eq!(told, wanted, "{count}");
                assert_eq!(documents.len(), wanted.len(), "{count}");
            }
        }
    }
}
