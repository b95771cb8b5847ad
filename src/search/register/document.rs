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
#[derive(Clone, Default)]
pub(super) struct Documents(Held);

/// Most people stand in a few reports; of those in very many, a bit for each report of a segment
/// takes less room than their numbers, and less time than to sort them.
#[derive(Clone)]
enum Held {
    /// In order.
    Few(Vec<Document>),
    Many(Bits),
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
            Held::Many(bits) => bits.len(),
        }
    }

    /// Calls `each` for all of them, in order.
    pub(super) fn for_each(&self, mut each: impl FnMut(Document)) {
        match &self.0 {
            Held::Few(few) => few.iter().copied().for_each(each),
            Held::Many(bits) => bits.for_each(&mut each),
        }
    }
}

/// Reports that are being gathered, in any order and as often as they come.
#[derive(Default)]
pub(super) struct Gathered {
    /// None once there are many.
    few: Vec<Document>,
    many: Bits,
}

impl Gathered {
    /// Adds reports of a segment, by their numbers in it.
    pub(super) fn add(&mut self, segment: u32, numbers: &[u32]) {
        if self.are_few_with(numbers.len()) {
            self.few.extend(numbers.iter().map(|number| Document::new(segment, *number)));
        } else {
            self.bits().add(segment as usize, numbers);
        }
    }

    pub(super) fn add_all(&mut self, documents: &Documents) {
        match &documents.0 {
            Held::Few(few) if self.are_few_with(few.len()) => self.few.extend_from_slice(few),
            Held::Few(few) => self.bits().set_all(few),
            Held::Many(bits) => self.bits().add_all(bits),
        }
    }

    fn are_few_with(&self, more: usize) -> bool {
        self.many.segments.is_empty() && self.few.len() + more <= FEW
    }

    /// The bits, with those that were few among them.
    fn bits(&mut self) -> &mut Bits {
        self.many.set_all(&self.few);
        self.few.clear();
        &mut self.many
    }

    /// All of them, each once.
    pub(super) fn done(mut self) -> Documents {
        if !self.many.segments.is_empty() {
            return Documents(Held::Many(self.many));
        }
        // They are read list by list, each in order, and a stable sort merges what is in order.
        self.few.sort();
        self.few.dedup();
        Documents(Held::Few(self.few))
    }
}

/// A bit for each report.
#[derive(Clone, Default)]
struct Bits {
    /// Those of each segment, 64 in a word.
    segments: Vec<Vec<u64>>,
}

impl Bits {
    fn len(&self) -> usize {
        self.segments.iter().flatten().map(|bits| bits.count_ones() as usize).sum()
    }

    /// The words of a segment, at least so many.
    fn words(&mut self, segment: usize, count: usize) -> &mut [u64] {
        if self.segments.len() <= segment {
            self.segments.resize_with(segment + 1, Vec::new);
        }
        let words = &mut self.segments[segment];
        if words.len() < count {
            words.resize(count, 0);
        }
        words
    }

    fn set_all(&mut self, documents: &[Document]) {
        for document in documents {
            self.add(document.segment() as usize, &[document.number()]);
        }
    }

    /// Adds reports of a segment.
    fn add(&mut self, segment: usize, numbers: &[u32]) {
        let Some(last) = numbers.iter().max() else { return };
        let words = self.words(segment, *last as usize / 64 + 1);
        for number in numbers {
            words[*number as usize / 64] |= 1 << (number % 64);
        }
    }

    fn add_all(&mut self, others: &Self) {
        for (segment, others) in others.segments.iter().enumerate() {
            for (word, other) in self.words(segment, others.len()).iter_mut().zip(others) {
                *word |= other;
            }
        }
    }

    fn for_each(&self, each: &mut impl FnMut(Document)) {
        for (segment, words) in (0..).zip(&self.segments) {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every report once, at most so many together.
    fn gathered(all: &[Document], together: usize) -> Gathered {
        let mut gathered = Gathered::default();
        for segment in 0..3 {
            let own = all.iter().filter(|document| document.segment() == segment);
            let numbers: Vec<u32> = own.map(|document| document.number()).collect();
            for numbers in numbers.chunks(together) {
                gathered.add(segment, numbers);
            }
        }
        gathered
    }

    #[test]
    fn reports_are_counted_once_and_told_in_order_however_many() {
        for count in [0, 1, 3, FEW, FEW + 1, 5 * FEW] {
            let numbers = (0..count as u32).map(|number| number.wrapping_mul(7_919) % 3_000);
            let all: Vec<Document> =
                numbers.map(|number| Document::new(number % 3, number)).collect();
            let few: Vec<Document> =
                (0..5).map(|number| Document::new(number % 3, 77 + number)).collect();
            let in_order = |documents: &[&[Document]]| -> Vec<Document> {
                let each_once: BTreeSet<Document> = documents.concat().into_iter().collect();
                each_once.into_iter().collect()
            };
            let (wanted, wanted_with_few) = (in_order(&[&all]), in_order(&[&all, &few]));
            for together in [1, 128, 2_000] {
                let documents = gathered(&all, together).done();
                let mut twice = gathered(&all, together);
                twice.add_all(&documents);
                let mut after = Gathered::default();
                after.add_all(&documents);
                let some = gathered(&few, 1).done();
                let both = |one: &Documents, other: &Documents| {
                    let mut both = Gathered::default();
                    both.add_all(one);
                    both.add_all(other);
                    both.done()
                };
                let (some_last, some_first) = (both(&documents, &some), both(&some, &documents));
                for (documents, wanted) in [
                    (documents, &wanted),
                    (twice.done(), &wanted),
                    (after.done(), &wanted),
                    (some_last, &wanted_with_few),
                    (some_first, &wanted_with_few),
                ] {
                    let mut told = Vec::new();
                    documents.for_each(|document| told.push(document));
                    assert_eq!(&told, wanted, "{count} {together}");
                    assert_eq!(documents.len(), wanted.len(), "{count} {together}");
                }
            }
        }
    }
}
