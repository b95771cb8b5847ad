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
}
