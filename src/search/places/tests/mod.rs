//! What the matcher of places proves.
//!
//! 1. Hand-made texts have the places that a reader would give (`by_hand`).
//! 2. On random shapes and texts, places, gaps and weights are those of the meaning
//!    read word by word (`by_meaning`), and so are the parts (`random`).
//! 3. Extreme numbers and shapes find something or nothing, but do not fail (`by_hand`).

mod by_hand;
mod by_meaning;
mod random;
