//! A name as a number: tables of a million names stay small, and two names never meet.

/// The first 128 bits of a name's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u128);

impl Key {
    /// The key of a name.
    pub fn of(name: impl AsRef<[u8]>) -> Self {
        let hash = *blake3::hash(name.as_ref()).as_bytes();
        let mut first = [0; 16];
        first.copy_from_slice(&hash[..16]);
        Self(u128::from_le_bytes(first))
    }

    /// How many of so many keys are likely to be less: keys are spread evenly.
    pub fn share(self, all: usize) -> usize {
        (((self.0 >> 64) * all as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_about_where_their_share_says() {
        let mut keys: Vec<Key> = (0..1000).map(|name| Key::of(format!("{name}.txt"))).collect();
        keys.sort_unstable();
        for (place, key) in keys.iter().enumerate() {
            assert!(key.share(keys.len()).abs_diff(place) < 100, "{place}");
        }
        assert!([0, 1].iter().all(|&all| keys.iter().all(|key| key.share(all) == 0)));
    }
}
