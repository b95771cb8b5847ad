//! What tells a file that was not touched, without reading it.

use serde::{Deserialize, Serialize};

/// Size and time of a file in one number: equal as long as it was not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The stamp of no file: what has it is read again.
    pub const NONE: Self = Self(0);

    /// The stamp of a file of `size` bytes that was last changed at `modified`.
    pub fn new(size: u64, modified: i128) -> Self {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&size.to_le_bytes());
        bytes[8..].copy_from_slice(&modified.to_le_bytes());
        let hash = *blake3::hash(&bytes).as_bytes();
        let mut first = [0; 8];
        first.copy_from_slice(&hash[..8]);
        Self(u64::from_le_bytes(first))
    }
}
