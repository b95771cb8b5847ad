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

/// Reports in order, each once.
pub(super) fn in_order(mut documents: Vec<Document>) -> Vec<Document> {
    // They are read list by list, each in order, and a stable sort merges what is in order.
    documents.sort();
    documents.dedup();
    documents
}
