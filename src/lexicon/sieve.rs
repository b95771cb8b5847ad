//! A set of hashes that may hold more than was put in, never less.
//!
//! A walk over the words of a text asks it first, so that most words are passed
//! over without being looked up.

/// The golden ratio spreads neighbouring numbers; see Knuth on multiplicative hashing.
pub(crate) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Bits, one for each value that the highest bits of a hash can have.
pub(crate) struct Sieve {
    bits: Vec<u64>,
    /// Bits of a hash that tell no place.
    shift: u32,
}

impl Sieve {
    /// An empty sieve of 2 to the power of `size` bits, at least 64; a small one stays in the
    /// nearest cache.
    pub(crate) fn new(size: u32) -> Self {
        Self { bits: vec![0; 1 << size.saturating_sub(6)], shift: u64::BITS - size }
    }

    /// The sieve that holds every hash.
    #[cfg(test)]
    pub(crate) fn all() -> Self {
        let mut all = Self::new(6);
        all.bits.fill(u64::MAX);
        all
    }

    /// Puts a hash in.
    pub(crate) fn put(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether the hash, or one that shares its place, was put in.
    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        let place = hash >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_held_and_little_else() {
        for size in [6, 12, 18] {
            let mut sieve = Sieve::new(size);
            let hashes = (0..20_u64).map(|number| number.wrapping_mul(GOLDEN));
            hashes.clone().for_each(|hash| sieve.put(hash));
            assert!(hashes.clone().all(|hash| sieve.has(hash)), "{size}");
            let others = (1_000..2_000_u64).map(|number| number.wrapping_mul(GOLDEN));
            let held = others.filter(|hash| sieve.has(*hash)).count();
            assert!(held <= 1_000 * 20 / (1 << size) + 20, "{size}: {held}");
        }
        assert!(Sieve::all().has(0) && Sieve::all().has(u64::MAX));
    }
}
