//! Parts of a table that are read when they are first asked for.
//!
//! A table holds the forms of dozens of languages, and one report meets few of
//! them. So the forms under one key are kept as they are written until a word
//! with that key is met: a run over one report is spared most of the reading,
//! one over thousands pays it once.

use std::sync::OnceLock;

/// What a table has under one key.
pub(crate) struct Late<Written, Read> {
    written: Vec<Written>,
    read: OnceLock<Read>,
}

impl<Written, Read> Default for Late<Written, Read> {
    fn default() -> Self {
        Self { written: Vec::new(), read: OnceLock::new() }
    }
}

impl<Written, Read> Late<Written, Read> {
    /// Adds what is written; it counts until the first [`Self::read`].
    pub(crate) fn push(&mut self, written: Written) {
        self.written.push(written);
    }

    /// What is written here, made of it by `read` the first time.
    pub(crate) fn read(&self, read: impl FnOnce(&[Written]) -> Read) -> &Read {
        self.read.get_or_init(|| read(&self.written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_once() {
        let mut late = Late::default();
        late.push(1);
        late.push(2);
        for _ in 0..2 {
            let mut times = 0;
            let sum = late.read(|written| {
                times += 1;
                written.iter().sum::<i32>()
            });
            assert_eq!(*sum, 3);
            assert!(times <= 1);
        }
        assert_eq!(*late.read(|_| unreachable!("it was read")), 3);
    }
}
